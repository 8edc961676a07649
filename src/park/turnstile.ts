/**
 * The turnstile: tasklets served strictly in turn from one place. Only the first in the queue is woken, when what it waits for
 * is there, and that stays where it is until the woken tasklet runs and takes it; only then is the next one looked at. So a
 * tasklet that is killed after it was woken has nothing to give back but its turn.
 *
 * Compare a semaphore, which hands a permit over with the wake-up and must get it back from whoever is killed before it runs.
 * That will not do for bytes and datagrams: what has been taken out of a buffer cannot be put back behind what came since.
 *
 * What stands on it is an operation whose Kind calls it in four places:
 *
 *   tryNow    only if `free`; else it would overtake those in the queue
 *   queue     `waiting`
 *   result    pass(), when it has taken what it wanted or has thrown
 *   undo      withdraw()
 *
 * and whoever brings what is waited for calls serve(). A Kind with a timeout calls serve() in `timedOut`, too: the next
 * in the queue may want less than the one that left.
 */
import { type Queued, WaitQueue } from './wait-queue.js';

/** What passes through: a Waiter. */
export interface Passing extends Queued {
  /** An error is thrown into it: leave the queue. */
  withdraw(): void;
}

export class Turnstile<W extends Passing> {
  /** Those that wait, without the one that was woken. */
  readonly waiting = new WaitQueue<W>();
  readonly #isReady: (first: W) => boolean;
  /** Woken, and has not run yet: what it waits for lies ready. */
  #serving: W | undefined = undefined;

  /** `isReady`: is there something to wake the first for, be it the thing it wants or the reason why that will not come? */
  constructor(isReady: (first: W) => boolean) {
    this.#isReady = isReady;
  }

  /** Nobody waits, and nobody was woken: a newcomer may take what is there. */
  get free(): boolean {
    return this.#serving === undefined && this.waiting.size === 0;
  }

  /** After serve(): somebody waits, and what the first one wants is not there. */
  get blocked(): boolean {
    return this.#serving === undefined && this.waiting.size > 0;
  }

  /** Wake the first in the queue, if its turn has come and there is something for it. */
  serve(): void {
    const first = this.#serving === undefined ? this.waiting.first : undefined;
    if (first === undefined || !this.#isReady(first)) return;
    this.#serving = first;
    first._wake();
  }

  /** This one has taken what it wanted, or will not: the next one's turn. */
  pass(waiter: W): void {
    if (this.#serving === waiter) this.#serving = undefined;
    this.serve();
  }

  /** An error was thrown into this one, in the queue or woken. The next one may want less than it did. */
  withdraw(waiter: W): void {
    waiter.withdraw();
    this.pass(waiter);
  }
}
