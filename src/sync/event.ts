/**
 * Event: a flag that tasklets can wait for.
 */
import type { Op } from '../park/op.js';
import { WaitQueue } from '../park/wait-queue.js';
import { Kind, Waiter, inTime } from '../park/waiter.js';

/** Made in the class, whose private fields they see; constants below it, so that V8 inlines what they do. */
let made: {
  readonly WAIT: Kind<Event, boolean>;
};

/**
 * A flag. wait() parks until it is set.
 *
 * Source: threading.Event, evergreen.event.Event.
 *
 * @example
 * const ready = new Event();
 * spawn(function* (): Op<void> {
 *   yield* ready.wait();
 *   console.log('ready');
 * });
 * ready.set();
 */
export class Event {
  #set = false;
  readonly #waiting = new WaitQueue<Waiter<Event, boolean>>();

  /** Is the flag set? Does not park. */
  isSet(): boolean {
    return this.#set;
  }

  /** Set the flag and wake all waiters, in order. Does not park. */
  set(): void {
    this.#set = true;
    this.#waiting.wakeAll();
  }

  /** Take the flag back. A tasklet that was woken stays woken. Does not park. */
  clear(): void {
    this.#set = false;
  }

  /**
   * True once the flag is set, false when the timeout came first. Parks unless it is set. RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  wait(timeout?: number): Op<boolean> {
    return new Waiter(WAIT, this, timeout, undefined);
  }

  static {
    const WAIT = new Kind<Event, boolean>({
      describe: () => 'Event',
      tryNow: (event) => event.#set,
      queue: (event) => event.#waiting,
      result: inTime,
    });
    made = { WAIT };
  }
}

const { WAIT } = made;
