/**
 * RLock: a lock that its owner may take again.
 */
import type { Op } from '../park/op.js';
import { runningTasklet } from '../park/leaf.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime, nothing } from '../park/waiter.js';
import { type ConditionLock, Held, type Hold } from './hold.js';
import { trimmed } from '../trim.js';
import { type Wait, timeoutOf } from './wait.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly ACQUIRE: Kind<RLock, boolean, number>;
  readonly HOLD: Kind<RLock, Hold, number>;
};

/** Waits to take the lock `arg` times. */
type TakeRLock = Waiter<RLock, unknown, number>;

/** For Condition. */
export let ofRLock: ConditionLock<RLock>;

/**
 * A lock that belongs to a tasklet: its owner may take it again, and must release it as often. Handed over strictly first
 * come, first served.
 *
 * Source: threading.RLock, evergreen.locks.RLock.
 */
export class RLock {
  /** The tasklet on whose behalf it was taken. */
  #owner: object | undefined = undefined;
  /** How often its owner has taken it. */
  #depth = 0;
  readonly #waiting = new WaitQueue<TakeRLock>();

  /**
   * Take it: true; false when the timeout came first, or another has it and `blocking` is false. Parks only while another
   * has it. RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  acquire(blocking?: boolean, timeout?: number): Op<boolean>;
  /** The same, by name: `acquire({ timeout: 5 })`. */
  acquire(options: Wait): Op<boolean>;
  acquire(blocking: boolean | Wait = true, timeout?: number): Op<boolean> {
    const limit = blocking === true ? timeout : timeoutOf('blocking', blocking, timeout);
    return new Waiter(ACQUIRE, this, limit, 1);
  }

  /**
   * Release it: if this was the last time, to the longest waiter, if there is one. Error unless the caller owns it. Does
   * not park.
   */
  release(): void {
    if (!this.#isHeld())
      throw trimmed(new Error('an RLock can be released by the tasklet that owns it only'));
    if (--this.#depth === 0) this.#handOver();
  }

  /** Take it for a block: `using _ = yield* lock.hold();` releases it at the block's end. Parks as acquire(). */
  hold(): Op<Hold> {
    return new Waiter(HOLD, this, undefined, 1);
  }

  /** Does the caller own it? */
  #isHeld(): boolean {
    return this.#owner !== undefined && this.#owner === runningTasklet()?._behalf;
  }

  /** Take it `depth` times, unless another has it. */
  #take(depth: number): boolean {
    const taker = runningTasklet()?._behalf;
    if (this.#owner !== undefined && this.#owner !== taker) return false;
    this.#owner = taker;
    this.#depth += depth;
    return true;
  }

  /** Nobody has it now: the next in line gets it. */
  #handOver(): void {
    const next = this.#waiting.shift();
    this.#owner = next?.tasklet?._behalf;
    this.#depth = next?.arg ?? 0;
    next?._wake();
  }

  static {
    const waitingForLock = {
      describe: () => 'RLock',
      tryNow: (lock: RLock, { arg: depth }: TakeRLock) => lock.#take(depth),
      queue: (lock: RLock) => lock.#waiting,
      giveBack: (lock: RLock) => lock.#handOver(),
      owner: (lock: RLock) => lock.#owner,
    };
    const ACQUIRE = new Kind<RLock, boolean, number>({ ...waitingForLock, result: inTime });

    const HOLD = new Kind<RLock, Hold, number>({
      ...waitingForLock,
      result: (lock) => new Held(lock),
    });
    const RETAKE = new Kind<RLock, void, number>({
      ...waitingForLock,
      result: nothing,
      shielded: true,
    });

    ofRLock = {
      isHeld: (lock) => lock.#isHeld(),
      giveUp(lock) {
        const depth = lock.#depth;
        lock.#handOver();
        return depth;
      },
      retake: (lock, depth) => new Waiter(RETAKE, lock, undefined, depth),
    };
    made = { ACQUIRE, HOLD };
  }
}

const { ACQUIRE, HOLD } = made;
