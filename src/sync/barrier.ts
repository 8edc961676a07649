/**
 * Barrier: a fixed number of tasklets that wait for each other.
 */
import { EvergreenError } from '../errors.js';
import { checkFunction, checkTimeout, isInstance, kindOf } from '../check.js';
import { report } from '../loop/thread.js';
import { runningTasklet } from '../park/leaf.js';
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter } from '../park/waiter.js';
import { trimmed } from '../trim.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly WAIT: Kind<Barrier, number>;
};

/** The barrier is broken, or was reset while waiting. Source: threading.BrokenBarrierError. */
export class BrokenBarrierError extends EvergreenError {
  constructor(message = 'the barrier is broken', options?: ErrorOptions) {
    super('BrokenBarrierError', 'EVERGREEN_BROKEN_BARRIER', message, options);
  }
}

/** Wake-up value: the barrier broke, or was reset. */
const BROKEN = Symbol('broken');

/**
 * wait() parks until `parties` tasklets have called it; then all go on, and it can be used again. A timeout, an error of
 * the action or abort() breaks it: every waiter, and whoever comes until reset(), gets BrokenBarrierError. A tasklet that is
 * killed while it waits leaves, and another may take its place.
 *
 * Source: threading.Barrier, evergreen.locks.Barrier.
 *
 * @example
 * const start = new Barrier(2);
 * function* runner(name: string): Op<void> {
 *   yield* start.wait();
 *   console.log(name, 'runs');
 * }
 */
export class Barrier {
  /** The number of tasklets it waits for. */
  readonly parties: number;
  readonly #action: (() => void) | undefined;
  readonly #timeout: number | undefined;
  readonly #waiting = new WaitQueue<Waiter<Barrier, number>>();
  #broken = false;

  /**
   * RangeError unless `parties` is a positive integer, and for a negative timeout.
   *
   * @param action called by the last to arrive, before any goes on; must not park
   * @param timeout seconds: the default of wait()
   */
  constructor(parties: number, action?: () => void, timeout?: number) {
    if (!Number.isInteger(parties) || parties < 1) {
      throw trimmed(new RangeError(`a barrier needs a positive integer of parties, not ${kindOf(parties)}`));
    }
    if (action !== undefined) checkFunction('the action of a Barrier', action);
    checkTimeout(timeout);
    this.parties = parties;
    this.#action = action;
    this.#timeout = timeout;
  }

  /** How many wait now. */
  get nWaiting(): number {
    return this.#arrived().size;
  }

  /** It was broken and not reset since. */
  get broken(): boolean {
    return this.#broken;
  }

  /**
   * Wait for the others: the index of this arrival, 0 to parties - 1. Parks, but for the last to arrive.
   * BrokenBarrierError when it is broken, breaks or is reset; RangeError for a negative timeout.
   *
   * @param timeout seconds; the barrier breaks when they have passed
   */
  wait(timeout = this.#timeout): Op<number> {
    return new Waiter(WAIT, this, timeout, undefined);
  }

  /** Make it usable again; tasklets that wait now get BrokenBarrierError. Does not park. */
  reset(): void {
    this.#broken = false;
    this.#waiting.wakeAll(BROKEN);
  }

  /** Break it. Does not park. */
  abort(): void {
    this.#broken = true;
    this.#waiting.wakeAll(BROKEN);
  }

  /** The tasklets that wait: two arms of one select are one of them, and an arm that is closed is none. */
  #arrived(): Set<object | undefined> {
    const arrived = new Set<object | undefined>();
    for (const waiter of this.#waiting) if (!isClosed(waiter)) arrived.add(waiter.tasklet?._behalf);
    return arrived;
  }

  /** Arms of selects that were closed are not any more: perhaps all are there. */
  #lookAgain(): void {
    if (this.#waiting.size < this.parties || this.nWaiting < this.parties) return;
    try {
      this.#trip();
    } catch (error) {
      // All that wait are told that it is broken; none of them was the last to arrive.
      if (!isInstance(error, BrokenBarrierError)) report(error, this);
    }
  }

  /** All are there. */
  #trip(): void {
    try {
      this.#action?.();
    } catch (error) {
      this.abort();
      throw error;
    }
    // The action may have aborted it.
    if (this.#broken) throw trimmed(new BrokenBarrierError());
    let index = 0;
    for (const waiter of [...this.#waiting]) if (!isClosed(waiter)) waiter._wake(index++);
  }

  static {
    const WAIT = new Kind<Barrier, number>({
      describe: ({ nWaiting, parties }) => `Barrier (${nWaiting} of ${parties})`,
      tryNow(barrier) {
        if (barrier.#broken) throw trimmed(new BrokenBarrierError());
        // Counting is for when it matters.
        if (barrier.#waiting.size + 1 < barrier.parties) return false;
        if (barrier.#arrived().add(runningTasklet()?._behalf).size < barrier.parties) return false;
        barrier.#trip();
        return true;
      },
      queue: (barrier) => barrier.#waiting,
      parked: (barrier) => barrier.#lookAgain(),
      timedOut(barrier, waiter) {
        if (!isClosed(waiter)) barrier.abort();
      },
      result(barrier, { expired }, value) {
        if (expired) throw trimmed(new BrokenBarrierError('the barrier was not complete in time'));
        if (value === BROKEN) throw trimmed(new BrokenBarrierError());
        // No value: it did not wait, as it was the last to arrive.
        return typeof value === 'number' ? value : barrier.parties - 1;
      },
    });
    made = { WAIT };
  }
}

const { WAIT } = made;

/** Of an arm of a select: another arm wins. */
function isClosed({ tasklet }: Waiter<Barrier, number>): boolean {
  return tasklet?._closed === true;
}
