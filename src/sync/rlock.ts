/**
 * RLock: a lock that its owner may take again.
 */
import type { Op } from '../park/op.js';
import { type Parkable, runningTasklet } from '../park/leaf.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime, nothing } from '../park/waiter.js';
import { Held, type Hold } from './hold.js';

/**
 * A lock that belongs to a tasklet: its owner may take it again, and must release it as often. Handed over strictly first
 * come, first served.
 *
 * Source: threading.RLock, evergreen.locks.RLock.
 */
export class RLock {
  #owner: Parkable | undefined = undefined;
  /** How often its owner has taken it. */
  #depth = 0;
  readonly #waiting = new WaitQueue<TakeRLock>();

  /**
   * Take it: true; false when the timeout came first, or another has it and `blocking` is false. Parks only while another
   * has it. RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  acquire(blocking = true, timeout?: number): Op<boolean> {
    return new Waiter(ACQUIRE, this, blocking ? timeout : 0, 1);
  }

  /** Give it back, to who waits longest if this was the last time. Error unless the caller owns it. Does not park. */
  release(): void {
    if (!this._isHeld()) throw new Error('an RLock can be released by the tasklet that owns it only');
    if (--this.#depth === 0) this._handOver();
  }

  /** Take it for a block: `using _ = yield* lock.hold();` gives it back at the block's end. Parks as acquire(). */
  hold(): Op<Hold> {
    return new Waiter(HOLD, this, undefined, 1);
  }

  /** @internal */
  get _waiting(): WaitQueue<TakeRLock> {
    return this.#waiting;
  }

  /** @internal Does the caller own it? */
  _isHeld(): boolean {
    return this.#owner !== undefined && this.#owner === runningTasklet();
  }

  /** @internal Take it `depth` times, if nobody else has it. */
  _take(tasklet: Parkable | undefined, depth: number): boolean {
    if (this.#owner !== undefined && this.#owner !== tasklet) return false;
    this.#owner = tasklet;
    this.#depth += depth;
    return true;
  }

  /** @internal It is nobody's now: the next in line gets it. */
  _handOver(): void {
    const next = this.#waiting.shift();
    this.#owner = next?.tasklet;
    this.#depth = next?.arg ?? 0;
    next?._wake();
  }

  /** @internal For a Condition: give it up wholly; how often it was taken. */
  _giveUp(): number {
    const depth = this.#depth;
    this._handOver();
    return depth;
  }

  /** @internal For a Condition: have it again, as often as before. Cannot be interrupted. */
  _retake(depth: number): Op<unknown> {
    return new Waiter(RETAKE, this, undefined, depth);
  }
}

/** Waits to take the lock, as often as it is given. */
type TakeRLock = Waiter<RLock, unknown, number>;

const waiting = {
  describe: () => 'RLock',
  tryNow: (lock: RLock, { arg }: TakeRLock) => lock._take(runningTasklet(), arg),
  queue: (lock: RLock) => lock._waiting,
  giveBack: (lock: RLock) => lock._handOver(),
};

const ACQUIRE = new Kind<RLock, boolean, number>({ ...waiting, result: inTime });
const HOLD = new Kind<RLock, Hold, number>({ ...waiting, result: (lock) => new Held(lock) });
const RETAKE = new Kind<RLock, void, number>({ ...waiting, result: nothing, shielded: true });
