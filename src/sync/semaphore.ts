/**
 * Semaphores and the plain lock: a number of permits, handed over strictly first come, first served.
 *
 * A permit that is released while someone waits never returns to the counter: it goes straight to who waits longest. So a
 * newcomer finds none, and cannot overtake a tasklet that was woken and has not run yet. If that one is killed before it
 * runs, the permit goes on to the next in line.
 */
import { kindOf } from '../check.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime, nothing } from '../park/waiter.js';
import { Held, type Hold } from './hold.js';

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
  readonly #waiting = new WaitQueue<TakePermit>();

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

  /** Give a permit, to who waits longest if anyone does. Does not park. */
  release(): void {
    this._handOver();
  }

  /** Take a permit for a block: `using _ = yield* semaphore.hold();` gives it back at the block's end. Parks as acquire(). */
  hold(): Op<Hold> {
    return new Waiter(HOLD, this, undefined, undefined);
  }

  /** @internal Permits that nobody has. */
  get _permits(): number {
    return this.#permits;
  }

  /** @internal */
  get _waiting(): WaitQueue<TakePermit> {
    return this.#waiting;
  }

  /** @internal */
  _handOver(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#permits++;
    else next._wake();
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

  /** RangeError when nothing of it is taken. */
  override release(): void {
    if (this._permits >= this.#most)
      throw new RangeError('a BoundedSemaphore was released more often than acquired');
    super.release();
  }
}

/**
 * One permit: a lock. Any tasklet may release it.
 *
 * Source: threading.Lock, evergreen.locks.Lock.
 *
 * @example
 * const lock = new Lock();
 * function* careful(work: () => Op<void>): Op<void> {
 *   using _ = yield* lock.hold();
 *   yield* work(); // nobody else is here
 * }
 */
export class Lock extends Semaphore {
  constructor() {
    super(1);
  }

  /** Somebody holds it. */
  get locked(): boolean {
    return this._permits === 0;
  }

  /** Error if it is not held. */
  override release(): void {
    if (!this.locked) throw new Error('a Lock that is not held cannot be released');
    super.release();
  }

  /** @internal For a Condition: may the caller wait and notify? */
  _isHeld(): boolean {
    return this.locked;
  }

  /** @internal For a Condition: give it up wholly; what to give to _retake(). */
  _giveUp(): number {
    this.release();
    return 1;
  }

  /** @internal For a Condition: have it again. Cannot be interrupted. */
  _retake(_depth: number): Op<unknown> {
    return new Waiter<Semaphore, void>(RETAKE, this, undefined, undefined);
  }
}

/** Waits for a permit. */
type TakePermit = Waiter<Semaphore, unknown>;

const waiting = {
  describe: (semaphore: Semaphore) => semaphore.constructor.name,
  tryNow: (semaphore: Semaphore) => semaphore.tryAcquire(),
  queue: (semaphore: Semaphore) => semaphore._waiting,
  giveBack: (semaphore: Semaphore) => semaphore._handOver(),
};

const ACQUIRE = new Kind<Semaphore, boolean>({ ...waiting, result: inTime });
const HOLD = new Kind<Semaphore, Hold>({ ...waiting, result: (semaphore) => new Held(semaphore) });
const RETAKE = new Kind<Semaphore, void>({ ...waiting, result: nothing, shielded: true });
