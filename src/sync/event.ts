/**
 * Event: a flag that tasklets can wait for.
 */
import type { Op } from '../tasklet/op.js';
import { WaitQueue, Waiter } from '../tasklet/wait-queue.js';

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
  readonly #waiting = new WaitQueue<Waiter<unknown>>();

  /** Is the flag set? Does not park. */
  isSet(): boolean {
    return this.#set;
  }

  /** Set the flag and wake all who wait, in order. Does not park. */
  set(): void {
    this.#set = true;
    this.#waiting.wakeAll();
  }

  /** Take the flag back. Who was woken stays woken. Does not park. */
  clear(): void {
    this.#set = false;
  }

  /**
   * True once the flag is set, false when the timeout came first. Parks unless it is set. RangeError for a negative timeout.
   *
   * @param timeout seconds; for ever if left out, 0 for not at all
   */
  wait(timeout?: number): Op<boolean> {
    return new EventWait(this, this.#waiting, timeout);
  }
}

class EventWait extends Waiter<boolean> {
  readonly #event: Event;
  readonly #line: WaitQueue<Waiter<unknown>>;

  constructor(event: Event, line: WaitQueue<Waiter<unknown>>, timeout: number | undefined) {
    super(timeout);
    this.#event = event;
    this.#line = line;
  }

  protected _try(): boolean {
    return this.#event.isSet();
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.#line;
  }

  _end(): boolean {
    return !this.expired;
  }

  _describe(): string {
    return 'Event';
  }
}
