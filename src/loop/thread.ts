/**
 * The one event loop of this thread. A thread has its own copy of every module, so a module's variable is a thread's.
 *
 * The loop's full class stands above the tasklets (it knows them) while tasklets must find their loop: so what is below
 * sees it through the narrow interface here, and the class puts its constructor in.
 */
import type { Hub } from './hub.js';

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
