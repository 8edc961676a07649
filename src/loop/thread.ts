/**
 * The one event loop of this thread. A thread has its own copy of every module, so a module's variable is a thread's.
 *
 * The loop's full class stands above the tasklets (it knows them) while tasklets must find their loop: so what is below
 * sees it through the narrow interface here, and the class puts its constructor in.
 */
import type { Hub } from './hub.js';
import type { Runnable, Timer } from './runnable.js';

/** What the library's own modules need of the loop. */
export interface ThreadLoop {
  readonly _hub: Hub;
  /** Its turns come, or it is in one. */
  readonly running: boolean;
  /** Carry AsyncLocalStorage context per tasklet. */
  readonly _asyncContext: boolean;
  /** Operations under way whose end comes from outside: I/O, promises. While there are any, nothing is a deadlock. */
  _outside: number;
  /** Was this tasklet told to end, as nothing keeps the loop going? */
  _dismissed(tasklet: object): boolean;
  /** An error nobody took. */
  _report(error: unknown, source: object): void;
  /** Close it when the loop is destroyed. */
  _adopt(resource: Closeable): void;
  _disown(resource: Closeable): void;
}

export interface Closeable {
  close(): void;
}

let ofThread: ThreadLoop | undefined;
let make: (() => ThreadLoop) | undefined;

/** How the first use makes the loop, where it may. */
export function onFirstUse(create: () => ThreadLoop): void {
  make = create;
}

/** The loop of this thread, made on first use in the main thread; Error in any other. */
export function threadLoop(): ThreadLoop {
  return ofThread ?? (make as () => ThreadLoop)();
}

/** Become the loop of this thread; Error while there is another. */
export function claimThread(loop: ThreadLoop): void {
  if (ofThread !== undefined) {
    const advice = ofThread.running
      ? 'it is running: inside it call spawn(main), or `yield* main()`; outside wait until it has ended'
      : 'an EventLoop, or a spawn() outside of run(), has made it: run() or destroy() that one, EventLoop.current()';
    throw new Error(`this thread has an event loop already: ${advice}`);
  }
  ofThread = loop;
}

export function releaseThread(): void {
  ofThread = undefined;
}

// What the layers above do with the loop of this thread, so that none of them need know its hub.

/** Put an entry at the end of the ready queue. */
export function ready(entry: Runnable): void {
  threadLoop()._hub.ready(entry);
}

/** The loop's clock: monotonic seconds. */
export function now(): number {
  return threadLoop()._hub.now();
}

/** Set a timer. */
export function after(seconds: number, timer: Timer): void {
  const { _hub } = threadLoop();
  _hub.schedule(timer, _hub.now() + seconds);
}

/** Take a timer back. Does nothing if it is not set. */
export function cancelTimer(timer: Timer): void {
  if (timer._slot >= 0) threadLoop()._hub.unschedule(timer);
}

/** An error nobody took. */
export function report(error: unknown, source: object): void {
  threadLoop()._report(error, source);
}

/** An operation begins whose end comes from outside: as long as there is one, nothing is a deadlock. */
export function beginOutside(): void {
  threadLoop()._outside++;
}

/** Its end has come, or it was given up. */
export function endOutside(): void {
  threadLoop()._outside--;
}

let numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** A number for an object: the same for the same, as long as this loop lives. */
export function objectNumber(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = ++lastNumber));
  return number;
}

let lastId = 0;

export function nextId(): number {
  return ++lastId;
}
