/**
 * The readers and writers of a loop: at most one of each for a descriptor, and one poll of the platform's under both. Pure:
 * the way to poll is given from outside.
 *
 * Readiness is level-triggered: a callback is called once a turn for as long as its descriptor is ready. Nothing is polled
 * while the loop does not run: readiness would be reported over and over, and no callback would run.
 */
import { checkDescriptor } from '../check.js';
import type { Handler, LevelTriggered } from './handler.js';
import { trimmed } from '../trim.js';

/** Events of a descriptor, as bits. They are libuv's. */
export const READABLE = 1;
export const WRITABLE = 2;

/** What the handler of each event is called in messages; both are called in this order. */
const NAMES = new Map([
  [READABLE, 'reader'],
  [WRITABLE, 'writer'],
]);

/** The platform's watch over one descriptor. */
export interface Poll {
  /** Report these events from now on; 0: none. */
  watch(events: number): void;
  /** An error if the descriptor was closed, or is another file now. */
  check(): Error | undefined;
  close(): void;
}

/** Throws if it cannot be polled. `arrived` is called, and must not throw, for as long as a watched event lasts. */
export type OpenPoll = (fd: number, arrived: (events: number) => void) => Poll;

/** One descriptor, with its handlers. */
class Watched {
  readonly poll: Poll;
  readonly handlers = new Map<number, LevelTriggered>();

  constructor(poll: Poll) {
    this.poll = poll;
  }

  get events(): number {
    let events = 0;
    for (const event of this.handlers.keys()) events |= event;
    return events;
  }
}

export class Poller {
  readonly #openPoll: OpenPoll;
  readonly #report: (error: Error, handler: Handler) => void;
  readonly #watched = new Map<number, Watched>();
  #running = false;

  /** `report` is called for each handler of a descriptor that was closed under them; they are cancelled by then. */
  constructor(openPoll: OpenPoll, report: (error: Error, handler: Handler) => void) {
    this.#openPoll = openPoll;
    this.#report = report;
  }

  /** Error for a second handler of one kind, and for what cannot be polled. `create` is given the way to take it off. */
  add(fd: number, event: number, create: (off: () => void) => LevelTriggered): LevelTriggered {
    checkDescriptor(fd);
    this.#drop(fd);
    let watched = this.#watched.get(fd);
    if (watched?.handlers.has(event) === true) {
      throw trimmed(
        new Error(
          `descriptor ${fd} has a ${NAMES.get(event)} already: cancel it, or remove it, before you add another`,
        ),
      );
    }
    if (watched === undefined) {
      watched = new Watched(this.#openPoll(fd, (events) => this.#arrived(fd, events)));
      this.#watched.set(fd, watched);
    }
    const handler = create(() => this.#remove(fd, event));
    watched.handlers.set(event, handler);
    try {
      this.#watch(watched);
    } catch (error) {
      this.#remove(fd, event);
      throw error;
    }
    return handler;
  }

  /** Cancel the handler; false if there was none. */
  remove(fd: number, event: number): boolean {
    checkDescriptor(fd);
    const handler = this.#watched.get(fd)?.handlers.get(event);
    handler?.cancel();
    return handler !== undefined;
  }

  /** The loop runs: poll. */
  start(): void {
    this.#running = true;
    for (const watched of this.#watched.values()) this.#watch(watched);
  }

  /** The loop has ended: poll no more. */
  stop(): void {
    this.#running = false;
    for (const watched of this.#watched.values()) this.#watch(watched);
  }

  /** Cancel them all. */
  clear(): void {
    for (const { handlers } of this.#watched.values())
      for (const handler of handlers.values()) handler.cancel();
  }

  #watch({ poll, events }: Watched): void {
    poll.watch(this.#running ? events : 0);
  }

  #arrived(fd: number, events: number): void {
    this.#drop(fd);
    const handlers = this.#watched.get(fd)?.handlers;
    for (const event of NAMES.keys()) if ((events & event) !== 0) handlers?.get(event)?.ready();
  }

  /** Cancel the handlers of a descriptor if it has gone. */
  #drop(fd: number): void {
    const watched = this.#watched.get(fd);
    const error = watched?.poll.check();
    if (watched === undefined || error === undefined) return;
    for (const handler of watched.handlers.values()) {
      handler.cancel();
      this.#report(error, handler);
    }
  }

  #remove(fd: number, event: number): void {
    const watched = this.#watched.get(fd) as Watched;
    watched.handlers.delete(event);
    if (watched.handlers.size > 0) {
      this.#watch(watched);
    } else {
      this.#watched.delete(fd);
      watched.poll.close();
    }
  }
}
