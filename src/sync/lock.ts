/**
 * The plain lock: a semaphore of one permit that knows which tasklet took it. That is for dumps and for finding cycles of
 * locks: any tasklet may release it.
 */
import { runningTasklet } from '../park/leaf.js';
import type { Op } from '../park/op.js';
import { Kind, Waiter, inTime, nothing } from '../park/waiter.js';
import { type ConditionLock, Held, type Hold } from './hold.js';
import { Semaphore, ofSemaphore } from './semaphore.js';

let ACQUIRE: Kind<Lock, boolean>;
let HOLD: Kind<Lock, Hold>;
let RETAKE: Kind<Lock, void>;

/** For Condition. */
export let ofLock: ConditionLock<Lock>;

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
  /** The tasklet that took it; undefined if it is free, or was taken outside any. */
  #owner: object | undefined = undefined;

  constructor() {
    super(1);
  }

  /** Somebody holds it. */
  get locked(): boolean {
    return ofSemaphore.permits(this) === 0;
  }

  /**
   * Take it: true; false when the timeout came first, or it is held and `blocking` is false. Parks only while it is held.
   * RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  override acquire(blocking = true, timeout?: number): Op<boolean> {
    return new Waiter(ACQUIRE, this, blocking ? timeout : 0, undefined);
  }

  /** As acquire(), without parking. */
  override tryAcquire(): boolean {
    if (!super.tryAcquire()) return false;
    this.#owner = runningTasklet()?._behalf;
    return true;
  }

  /** Release it: to the longest waiter, if there is one. Error if it is not held. Does not park. */
  override release(): void {
    if (!this.locked) throw new Error('a Lock that is not held cannot be released');
    this.#handOver();
  }

  /** Take it for a block: `using _ = yield* lock.hold();` releases it at the block's end. Parks as acquire(). */
  override hold(): Op<Hold> {
    return new Waiter(HOLD, this, undefined, undefined);
  }

  #handOver(): void {
    this.#owner = ofSemaphore.waiting(this).first?.tasklet?._behalf;
    ofSemaphore.handOver(this);
  }

  static {
    const waitingForLock = {
      describe: (lock: Lock) => lock.constructor.name,
      tryNow: (lock: Lock) => lock.tryAcquire(),
      queue: (lock: Lock) => ofSemaphore.waiting(lock),
      giveBack: (lock: Lock) => lock.#handOver(),
      owner: (lock: Lock) => lock.#owner,
    };
    ACQUIRE = new Kind<Lock, boolean>({ ...waitingForLock, result: inTime });
    HOLD = new Kind<Lock, Hold>({ ...waitingForLock, result: (lock) => new Held(lock) });
    RETAKE = new Kind<Lock, void>({ ...waitingForLock, result: nothing, shielded: true });

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
