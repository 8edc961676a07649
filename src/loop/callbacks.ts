/**
 * What a loop calls back: functions that run once (soon, later), readers and writers, signal handlers. Each kind is a file
 * of its own; here they meet the hub, and are counted: those that are to come keep run() going.
 */
import { openPoll } from '#platform';
import { checkCallback, kindOf } from '../check.js';
import {
  type Callback,
  type Handler,
  type HandlerOwner,
  LevelTriggered,
  OneShot,
  Persistent,
} from './handler.js';
import type { Hub } from './hub.js';
import { Poller } from './poller.js';
import { Signals } from './signals.js';
import { inPresentContext } from './thread.js';
import { trimmed } from '../trim.js';

/** What callbacks need of their loop. */
export interface CallbacksOwner {
  readonly hub: Hub;
  readonly running: boolean;
  /** A reader or writer is an operation whose end comes from outside. */
  outside: number;
  report(error: unknown, source: object): void;
  /** Error once the loop is destroyed. */
  assertUsable(): void;
}

export class Callbacks implements HandlerOwner {
  readonly hub: Hub;
  readonly signals: Signals;
  readonly poller: Poller;
  readonly #owner: CallbacksOwner;
  #pending = 0;

  constructor(owner: CallbacksOwner) {
    this.#owner = owner;
    this.hub = owner.hub;
    this.signals = new Signals((handler) => {
      this.hub.ready(handler);
    });
    this.poller = new Poller(openPoll, (error, handler) => {
      // It may come right from the poll phase, where nothing of the user's is to run.
      this.soon(() => {
        this.report(error, handler);
      }, []);
    });
  }

  /** Callbacks that have yet to run, readers and writers, and what else keeps run() going. */
  get pending(): number {
    return this.#pending;
  }

  soon<A extends unknown[]>(callback: (...args: A) => void, args: A): Handler {
    const handler = this.#once(callback, args);
    this.hub.ready(handler);
    return handler;
  }

  later<A extends unknown[]>(delay: number, callback: (...args: A) => void, args: A): Handler {
    if (!Number.isFinite(delay))
      throw trimmed(new RangeError(`a delay must be a finite number of seconds, not ${kindOf(delay)}`));
    const handler = this.#once(callback, args);
    if (delay <= 0) this.hub.ready(handler);
    else this.hub.scheduleIn(handler, delay);
    return handler;
  }

  at<A extends unknown[]>(when: number, callback: (...args: A) => void, args: A): Handler {
    if (!Number.isFinite(when))
      throw trimmed(new RangeError(`a moment must be a finite number of seconds, not ${kindOf(when)}`));
    const handler = this.#once(callback, args);
    if (when <= this.hub.now()) this.hub.ready(handler);
    else this.hub.schedule(handler, when);
    return handler;
  }

  /** READABLE or WRITABLE. */
  onReady<A extends unknown[]>(event: number, fd: number, callback: (...args: A) => void, args: A): Handler {
    this.#check(callback);
    const handler = this.poller.add(fd, event, (off) => {
      return new LevelTriggered(this, inPresentContext(callback) as unknown as Callback, args, () => {
        off();
        this.release();
      });
    });
    this.hold();
    return handler;
  }

  onSignal<A extends unknown[]>(signal: string | number, callback: (...args: A) => void, args: A): Handler {
    this.#check(callback);
    return this.signals.add(
      signal,
      (off) => new Persistent(this, inPresentContext(callback) as unknown as Callback, args, off),
    );
  }

  /** Cancel whatever listens to the outside. */
  close(): void {
    this.signals.clearAll();
    this.poller.clear();
  }

  /** Something else keeps run() going, and its end comes from outside. */
  hold(): void {
    this.#pending++;
    this.#owner.outside++;
  }

  release(): void {
    this.#owner.outside--;
    this.settled();
  }

  settled(): void {
    this.#pending--;
    // Cancelled from outside a turn, it may have been the last thing the loop was waiting for.
    if (this.#pending === 0 && this.#owner.running) this.hub.wake();
  }

  report(error: unknown, source: object): void {
    this.#owner.report(error, source);
  }

  #once<A extends unknown[]>(callback: (...args: A) => void, args: A): OneShot {
    this.#check(callback);
    this.#pending++;
    return new OneShot(this, inPresentContext(callback) as unknown as Callback, args);
  }

  #check(callback: unknown): void {
    checkCallback(callback);
    this.#owner.assertUsable();
  }
}
