/**
 * RLock: a lock that its owner may take again.
 */
import type { Op } from '../tasklet/op.js';
import { type Parkable, runningTasklet } from '../tasklet/park.js';
import { WaitQueue, Waiter } from '../tasklet/wait-queue.js';
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
  readonly #waiting = new WaitQueue<TakeRLock<unknown>>();

  /**
   * Take it: true; false when the timeout came first, or another has it and `blocking` is false. Parks only while another
   * has it. RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  acquire(blocking = true, timeout?: number): Op<boolean> {
    return new AcquireRLock(this, 1, blocking ? timeout : 0);
  }

  /** Give it back, to who waits longest if this was the last time. Error unless the caller owns it. Does not park. */
  release(): void {
    if (!this._isHeld()) throw new Error('an RLock can be released by the tasklet that owns it only');
    if (--this.#depth === 0) this._handOver();
  }

  /** Take it for a block: `using _ = yield* lock.hold();` gives it back at the block's end. Parks as acquire(). */
  hold(): Op<Hold> {
    return new HoldRLock(this, 1, undefined);
  }

  /** @internal */
  get _waiting(): WaitQueue<TakeRLock<unknown>> {
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
    this.#owner = next?._who;
    this.#depth = next?.depth ?? 0;
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
    return new RetakeRLock(this, depth, undefined);
  }
}

/** Waits for the lock. */
abstract class TakeRLock<T> extends Waiter<T> {
  readonly depth: number;
  protected readonly lock: RLock;

  constructor(lock: RLock, depth: number, timeout: number | undefined) {
    super(timeout);
    this.lock = lock;
    this.depth = depth;
  }

  /** Whose the lock is to be. */
  get _who(): Parkable | undefined {
    return this.tasklet;
  }

  protected _try(): boolean {
    return this.lock._take(runningTasklet(), this.depth);
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.lock._waiting;
  }

  protected override _giveBack(): void {
    this.lock._handOver();
  }

  _describe(): string {
    return 'RLock';
  }
}

class AcquireRLock extends TakeRLock<boolean> {
  _end(): boolean {
    return !this.expired;
  }
}

class HoldRLock extends TakeRLock<Hold> {
  _end(): Hold {
    return new Held(this.lock);
  }
}

class RetakeRLock extends TakeRLock<void> {
  override get _shielded(): boolean {
    return true;
  }

  _end(): void {
    // It is held again.
  }
}
