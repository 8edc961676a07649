/**
 * Semaphores and the plain lock: a number of permits, handed over strictly first come, first served.
 *
 * A permit that is released while someone waits never returns to the counter: it goes straight to the longest waiter. So a
 * newcomer finds none, and cannot overtake a tasklet that was woken and has not run yet. If that one is killed before it
 * runs, the permit goes on to the next in line.
 */
import { kindOf } from '../check.js';
import { type Wakeable, runningTasklet } from '../park/leaf.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime, nothing } from '../park/waiter.js';
import { type ConditionLock, Held, type Hold } from './hold.js';
import { trimmed } from '../trim.js';
import { type Wait, timeoutOf } from './wait.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly ACQUIRE: Kind<Semaphore, boolean>;
  readonly HOLD: Kind<Semaphore, Hold>;
  readonly RETAKE: Kind<Semaphore, void>;
  readonly permitsOf: (semaphore: Semaphore) => number;
  readonly keepTaker: (semaphore: Semaphore) => void;
};

/** For Condition. */
export let ofLock: ConditionLock<Lock>;

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
  readonly #waiting = new WaitQueue<Waiter<Semaphore, unknown>>();
  /** Is it a Lock? */
  #keepsTaker = false;
  /** Of a Lock: the tasklet that took it or was woken with it, or whatever waited on its behalf; undefined outside any. */
  #taker: Wakeable | undefined = undefined;

  /** RangeError for a negative or non-integer value. */
  constructor(value = 1) {
    if (!Number.isInteger(value) || value < 0) {
      throw trimmed(new RangeError(`a semaphore starts with an integer, zero or more, not ${kindOf(value)}`));
    }
    this.#permits = value;
  }

  /**
   * Take a permit: true; false when the timeout came first, or there was none and `blocking` is false. Parks only while
   * there is none. RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  acquire(blocking?: boolean, timeout?: number): Op<boolean>;
  /** The same, by name: `acquire({ timeout: 5 })`. */
  acquire(options: Wait): Op<boolean>;
  acquire(blocking: boolean | Wait = true, timeout?: number): Op<boolean> {
    const limit = blocking === true ? timeout : timeoutOf('blocking', blocking, timeout);
    return new Waiter(ACQUIRE, this, limit, undefined);
  }

  /** As acquire(), without parking. */
  tryAcquire(): boolean {
    if (this.#permits === 0) return false;
    this.#permits--;
    if (this.#keepsTaker) this.#taker = runningTasklet();
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
    if (next === undefined) {
      this.#taker = undefined;
      this.#permits++;
    } else {
      if (this.#keepsTaker) this.#taker = next.tasklet;
      next._wake();
    }
  }

  static {
    const waiting = {
      describe: (semaphore: Semaphore) => semaphore.constructor.name,
      tryNow: (semaphore: Semaphore) => semaphore.tryAcquire(),
      queue: (semaphore: Semaphore) => semaphore.#waiting,
      giveBack: (semaphore: Semaphore) => semaphore.#handOver(),
      owner: (semaphore: Semaphore) => semaphore.#taker?._behalf,
    };
    const ACQUIRE = new Kind<Semaphore, boolean>({ ...waiting, result: inTime });
    const HOLD = new Kind<Semaphore, Hold>({ ...waiting, result: (semaphore) => new Held(semaphore) });
    const RETAKE = new Kind<Semaphore, void>({ ...waiting, result: nothing, shielded: true });

    const permitsOf = (semaphore: Semaphore): number => semaphore.#permits;
    const keepTaker = (semaphore: Semaphore): void => {
      semaphore.#keepsTaker = true;
    };
    made = { ACQUIRE, HOLD, RETAKE, permitsOf, keepTaker };
  }
}

const { ACQUIRE, HOLD, RETAKE, permitsOf, keepTaker } = made;

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
    if (permitsOf(this) >= this.#most)
      throw trimmed(new RangeError('a BoundedSemaphore was released more often than acquired'));
    super.release();
  }
}

/**
 * One permit: a lock. Any tasklet may release it. (It knows which tasklet took it, for dumps and to find cycles of locks.)
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
    keepTaker(this);
  }

  /** Somebody holds it. */
  get locked(): boolean {
    return permitsOf(this) === 0;
  }

  /** Release it: to the longest waiter, if there is one. Error if it is not held. Does not park. */
  override release(): void {
    if (!this.locked) throw trimmed(new Error('a Lock that is not held cannot be released'));
    super.release();
  }

  static {
    ofLock = {
      isHeld: (lock) => lock.locked,
      giveUp(lock) {
        lock.release();
        return 1;
      },
      retake: (lock) => new Waiter(RETAKE, lock, undefined, undefined),
    };
  }
}
