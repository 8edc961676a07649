/**
 * Condition: wait, with a lock given up meanwhile, until another tasklet that holds the lock notifies.
 */
import { checkFunction, checkTimeout, isInstance, kindOf } from '../check.js';
import { checkpoint } from '../park/checkpoint.js';
import { Deadline } from '../park/deadline.js';
import type { Op, Park } from '../park/op.js';
import { operation } from '../park/operation.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime } from '../park/waiter.js';
import type { ConditionLock, Hold } from './hold.js';
import { RLock, ofRLock } from './rlock.js';
import { Lock, ofLock } from './semaphore.js';
import { trimmed } from '../trim.js';
import type { Wait } from './wait.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly NOTIFIED: Kind<Condition, boolean>;
  readonly ARM: Kind<Condition, boolean>;
};

/**
 * Waits to be notified. Granted when notify() woke it, which means any one waiter: if it is killed before it runs, the next is
 * woken in its place. notifyAll() grants nothing: it woke the next as well.
 */
type Notified = Waiter<Condition, boolean>;

/**
 * A lock, and a queue of tasklets that wait for something which that lock guards.
 *
 * Source: threading.Condition, evergreen.locks.Condition.
 *
 * @example
 * const items: string[] = [];
 * const condition = new Condition();
 * function* take(): Op<string> {
 *   using _ = yield* condition.hold();
 *   yield* condition.waitFor(() => items.length > 0);
 *   return items.shift() as string;
 * }
 * function* give(item: string): Op<void> {
 *   using _ = yield* condition.hold();
 *   items.push(item);
 *   condition.notify();
 * }
 */
export class Condition {
  readonly #lock: Lock | RLock;
  readonly #ofLock: ConditionLock<Lock | RLock>;
  readonly #waiting = new WaitQueue<Notified>();

  /** `lock`: an RLock of its own if left out. TypeError for anything else. */
  constructor(lock: Lock | RLock = new RLock()) {
    this.#lock = lock;
    this.#ofLock = ofEither(lock);
  }

  /** As the lock's acquire(). */
  acquire(blocking?: boolean, timeout?: number): Op<boolean>;
  /** As the lock's acquire(). */
  acquire(options: Wait): Op<boolean>;
  acquire(blocking?: boolean | Wait, timeout?: number): Op<boolean> {
    // The lock tells options from a boolean.
    return this.#lock.acquire(blocking as boolean, timeout);
  }

  /** As the lock's release(). */
  release(): void {
    this.#lock.release();
  }

  /** As the lock's hold(). */
  hold(): Op<Hold> {
    return this.#lock.hold();
  }

  /**
   * Give the lock up and park until notified: true; false when the timeout came first. The lock is held again when it
   * returns, also after a timeout or a kill; a second kill while it is being taken again is thrown at the next park. Error
   * unless the lock is held; RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out
   */
  wait(timeout?: number): Op<boolean> {
    checkTimeout(timeout);
    return operation('Condition.wait', this.#wait(timeout), () => ({
      leaf: new Waiter(ARM, this, timeout, undefined),
      givesUp: {
        lock: this.#lock,
        giveUp: () => this.#ofLock.retake(this.#lock, this.#ofLock.giveUp(this.#lock)),
      },
    }));
  }

  /**
   * wait() until `predicate` returns true, or the timeout has come: what the predicate returned last. It is called with the
   * lock held. Parks only if it returns false. Errors as of wait().
   *
   * @param timeout seconds in all; for ever if left out
   */
  waitFor(predicate: () => boolean, timeout?: number): Op<boolean> {
    checkFunction('the predicate of waitFor()', predicate);
    checkTimeout(timeout);
    return operation('Condition.waitFor', this.#waitFor(predicate, timeout));
  }

  /**
   * Wake the `n` longest waiters. They go on when they have the lock. Error unless the lock is held; RangeError unless `n` is an
   * integer or Infinity. Does not park.
   */
  notify(n = 1): void {
    if (n !== Infinity && !Number.isInteger(n))
      throw trimmed(new RangeError(`notify() needs a whole number of waiters, not ${kindOf(n)}`));
    this.#assertHeld('notify');
    for (let left = Math.min(n, this.#waiting.size); left > 0; left--) this.#notifyFirst();
  }

  /** Wake all that wait now. Error unless the lock is held. Does not park. */
  notifyAll(): void {
    this.#assertHeld('notifyAll');
    this.#waiting.wakeAll();
  }

  /** Wake the longest waiter, if there is one. */
  #notifyFirst(): void {
    const { first } = this.#waiting;
    if (first === undefined) return;
    first.granted = true;
    first._wake();
  }

  *#wait(timeout: number | undefined): Generator<Park, boolean, unknown> {
    yield* checkpoint(); // from here to the queue no other tasklet runs: no notify() is missed
    this.#assertHeld('wait');
    const depth = this.#ofLock.giveUp(this.#lock);
    try {
      return yield* new Waiter(NOTIFIED, this, timeout, undefined);
    } finally {
      yield* this.#ofLock.retake(this.#lock, depth);
    }
  }

  *#waitFor(predicate: () => boolean, timeout: number | undefined): Generator<Park, boolean, unknown> {
    yield* checkpoint();
    this.#assertHeld('waitFor');
    const deadline = new Deadline(timeout);
    while (!predicate()) {
      const notified = yield* this.#wait(deadline.left);
      if (!notified) return predicate();
    }
    return true;
  }

  #assertHeld(what: string): void {
    if (!this.#ofLock.isHeld(this.#lock))
      throw trimmed(new Error(`Condition.${what}() needs the lock: acquire() it first`));
  }

  static {
    const notified = {
      describe: () => 'Condition',
      queue: (condition: Condition) => condition.#waiting,
      result: inTime,
      giveBack(condition: Condition, { granted: byNotify }: Notified): void {
        if (byNotify) condition.#notifyFirst();
      },
    };
    const NOTIFIED = new Kind<Condition, boolean>({ ...notified, tryNow: () => false });
    /** As an arm of select, which gives the lock up when all arms are in their queues. */
    const ARM = new Kind<Condition, boolean>({
      ...notified,
      tryNow(condition) {
        condition.#assertHeld('wait');
        return false;
      },
    });
    made = { NOTIFIED, ARM };
  }
}

const { NOTIFIED, ARM } = made;

function ofEither(lock: Lock | RLock): ConditionLock<Lock | RLock> {
  if (isInstance(lock, RLock)) return ofRLock;
  if (isInstance(lock, Lock)) return ofLock;
  throw trimmed(new TypeError(`the lock of a Condition is a Lock or an RLock, not ${kindOf(lock)}`));
}
