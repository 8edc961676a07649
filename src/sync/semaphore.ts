/**
 * Semaphores: a number of permits, handed over strictly first come, first served.
 *
 * A permit that is released while someone waits never returns to the counter: it goes straight to the longest waiter. So a
 * newcomer finds none, and cannot overtake a tasklet that was woken and has not run yet. If that one is killed before it
 * runs, the permit goes on to the next in line.
 */
import { kindOf } from '../check.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime } from '../park/waiter.js';
import { Held, type Hold } from './hold.js';

let ACQUIRE: Kind<Semaphore, boolean>;
let HOLD: Kind<Semaphore, Hold>;

/** Waits for a permit of `S`. */
type TakePermit<S> = Waiter<S, unknown>;

/** What subclasses in other files may see of a semaphore. No entry exports it. */
export let ofSemaphore: {
  /** Permits that are free. */
  permits(semaphore: Semaphore): number;
  waiting<S extends Semaphore>(semaphore: S): WaitQueue<TakePermit<S>>;
  /** Release a permit, whatever release() says. */
  handOver(semaphore: Semaphore): void;
};

/**
 * A number of permits. acquire() takes one, and parks while there is none.
 *
 * Source: threading.Semaphore, evergreen.locks.Semaphore.
 *
 * @example
 * const slots = new Semaphore(3);
 * function* fetchPolitely(load: () => Op<string>): Op<string> {
 *   using _ = yield* slots.hold(); // at most three at once
 *   return yield* load();
 * }
 */
export class Semaphore {
  #permits: number;
  readonly #waiting = new WaitQueue<TakePermit<this>>();

  /** RangeError for a negative or non-integer value. */
  constructor(value = 1) {
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError(`a semaphore starts with an integer, zero or more, not ${kindOf(value)}`);
    }
    this.#permits = value;
  }

  /**
   * Take a permit: true; false when the timeout came first, or there was none and `blocking` is false. Parks only while
   * there is none. RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  acquire(blocking = true, timeout?: number): Op<boolean> {
    return new Waiter(ACQUIRE, this, blocking ? timeout : 0, undefined);
  }

  /** As acquire(), without parking. */
  tryAcquire(): boolean {
    if (this.#permits === 0) return false;
    this.#permits--;
    return true;
  }

  /** Release a permit: to the longest waiter, if there is one. Does not park. */
  release(): void {
    this.#handOver();
  }

  /** Take a permit for a block: `using _ = yield* semaphore.hold();` releases it at the block's end. Parks as acquire(). */
  hold(): Op<Hold> {
    return new Waiter(HOLD, this, undefined, undefined);
  }

  #handOver(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#permits++;
    else next._wake();
  }

  static {
    const waitingForPermit = {
      describe: (semaphore: Semaphore) => semaphore.constructor.name,
      tryNow: (semaphore: Semaphore) => semaphore.tryAcquire(),
      queue: (semaphore: Semaphore) => semaphore.#waiting,
      giveBack: (semaphore: Semaphore) => semaphore.#handOver(),
    };
    ACQUIRE = new Kind<Semaphore, boolean>({ ...waitingForPermit, result: inTime });

    HOLD = new Kind<Semaphore, Hold>({
      ...waitingForPermit,
      result: (semaphore) => new Held(semaphore),
    });

    ofSemaphore = {
      permits: (semaphore) => semaphore.#permits,
      waiting: (semaphore) => semaphore.#waiting,
      handOver: (semaphore) => semaphore.#handOver(),
    };
  }
}

/**
 * A semaphore that cannot get more permits than it began with: release() beyond that throws RangeError.
 *
 * Source: threading.BoundedSemaphore, evergreen.locks.BoundedSemaphore.
 */
export class BoundedSemaphore extends Semaphore {
  readonly #most: number;

  constructor(value = 1) {
    super(value);
    this.#most = value;
  }

  /** RangeError when none of its permits is taken. */
  override release(): void {
    if (ofSemaphore.permits(this) >= this.#most)
      throw new RangeError('a BoundedSemaphore was released more often than acquired');
    super.release();
  }
}
