/**
 * The one event loop of this thread, as the library's own modules see it. A thread has its own copy of every module, so a
 * module's variable is a thread's.
 *
 * The public EventLoop stands above the tasklets (it knows them), while tasklets must find their loop. So what is below
 * sees the narrow interface here, which the loop's inside implements (loop-core.ts); EventLoop puts in how one is made.
 */
import { captureContext } from '#platform';
import { enterCopy, leaveCopy } from './copies.js';
import { printUnhandled } from './unhandled.js';
import type { Hub } from './hub.js';
import type { Runnable, Timer } from './runnable.js';
import { trimmed } from '../trim.js';

/** What the library's own modules need of the loop. */
export interface ThreadLoop {
  /** The public EventLoop. */
  readonly loop: object;
  readonly hub: Hub;
  /** Between the start of run() or runForever() and its end. */
  readonly running: boolean;
  /** Carry AsyncLocalStorage context per tasklet. */
  readonly asyncContext: boolean;
  /** Operations under way whose end comes from outside: I/O, promises. While there are any, nothing is a deadlock. */
  outside: number;
  /** Something goes on that no tasklet waits for (a listening server, say): until release(), it keeps the loop going. */
  hold(): void;
  release(): void;
  /** For the function run(): have it run, if it does not. Error if it cannot any more. */
  keepRunning(): void;
  /** Carry AsyncLocalStorage context from now on. Error if it runs already without. */
  carryContext(): void;
  /** Has it gone, so that another loop can take its place? It goes if it runs by itself and is not in use. */
  makeWay(): boolean;
  /** Hand an error that nobody took to excepthook. */
  report(error: unknown, source: object): void;
  /** Close it when the loop is destroyed. */
  adopt(resource: Closeable): void;
  disown(resource: Closeable): void;
}

/** What a loop closes when it is destroyed. */
export interface Closeable {
  close(): void;
  /**
   * Of what is open to the outside. A loop that runs by itself stays as long as there is something of the kind, and has it keep
   * the process alive only while there are tasklets, too.
   */
  _keepAlive?(on: boolean): void;
}

let ofThread: ThreadLoop | undefined;
let make: (() => void) | undefined;
/** That of `ofThread`, once it was asked for: every switch needs it, and is 3 % faster without the detour. */
let hubOfThread: Hub | undefined;

/** How the first use makes the loop, where it may. */
export function onFirstUse(create: () => void): void {
  make = create;
}

/** The loop of this thread, made on first use in the main thread; Error in any other. */
export function threadLoop(): ThreadLoop {
  if (ofThread === undefined) make?.();
  return ofThread as ThreadLoop;
}

/** That of this thread, if it has one. */
export function presentLoop(): ThreadLoop | undefined {
  return ofThread;
}

/** Error while this thread has a loop that is in use, or was made by hand. */
export function assertThreadFree(): void {
  if (ofThread === undefined || ofThread.makeWay()) return;
  const advice = ofThread.running
    ? 'it is running: spawn() and run() use that one; for another wait until it has ended'
    : 'run() or destroy() that one, EventLoop.current()';
  throw trimmed(new Error(`this thread has an event loop already: ${advice}`));
}

/** Become the loop of this thread; Error while there is another. The last thing that a loop's constructor does: it may fail. */
export function claimThread(loop: ThreadLoop): void {
  assertThreadFree();
  ofThread = loop;
  enterCopy(loop.hub);
  for (const resource of unowned) loop.adopt(resource);
  unowned.clear();
}

const awaiting = new Set<(loop: object) => void>();

/** Call back with each public EventLoop that is made from now on. Returns a function that ends it. */
export function onLoop(call: (loop: object) => void): () => void {
  awaiting.add(call);
  return () => {
    awaiting.delete(call);
  };
}

/** The last thing that the constructor of the public EventLoop does. */
export function loopMade(loop: object): void {
  for (const call of [...awaiting]) call(loop);
}

/** The loop is destroyed: the next one finds everything that is kept per loop as new. */
export function releaseThread(): void {
  leaveCopy();
  ofThread = undefined;
  hubOfThread = undefined;
  for (const renew of renewals) renew();
}

// What is kept per loop, so that equal programs on fresh loops do and say the same. It belongs to the thread between two
// loops as well: a tasklet may be made before its loop is.

const renewals: (() => void)[] = [];

/** Something that each loop has anew: returns the present one. For variables of modules; it is never given up. */
export function perLoop<T>(create: () => T): () => T {
  let present = create();
  renewals.push(() => {
    present = create();
  });
  return () => present;
}

/** A counter that begins with 1 for each loop. For variables of modules; it is never given up. */
export function countPerLoop(): () => number {
  let count = 0;
  renewals.push(() => {
    count = 0;
  });
  return () => ++count;
}

// What the layers above do with the loop of this thread, so that none of them need know its hub.

function hub(): Hub {
  return (hubOfThread ??= threadLoop().hub);
}

/** Put an entry at the end of the ready queue. */
export function ready(entry: Runnable): void {
  (hubOfThread ?? hub()).ready(entry);
}

/** The loop's clock: monotonic seconds. */
export function now(): number {
  return hub().now();
}

/** The turn that runs, or ran last. */
export function turnNumber(): number {
  return hub().turns;
}

/** Set a timer, for so many seconds from now. */
export function after(seconds: number, timer: Timer): void {
  (hubOfThread ?? hub()).scheduleIn(timer, seconds);
}

/** Set a timer, for a moment of now(). */
export function at(when: number, timer: Timer): void {
  hub().schedule(timer, when);
}

/** Take a timer back. Does nothing if it is not set. */
export function cancelTimer(timer: Timer): void {
  if (timer._slot !== -1) hub().unschedule(timer);
}

// What comes late, when the loop is gone, or early, must not make one: it would stand in the way of the next run().

/** Hand an error that nobody took to excepthook. Without a loop there is no hook: it is printed. */
export function report(error: unknown, source: object): void {
  if (ofThread === undefined) printUnhandled(error, source);
  else ofThread.report(error, source);
}

/** What is to be closed with the next loop, as there was none. */
const unowned = new Set<Closeable>();

/** Close it when the loop is destroyed, or the next one, if there is none. */
export function adopt(resource: Closeable): void {
  if (ofThread === undefined) unowned.add(resource);
  else ofThread.adopt(resource);
}

export function disown(resource: Closeable): void {
  unowned.delete(resource);
  ofThread?.disown(resource);
}

/** A function of the user's, to be called later: with asyncContext, in the AsyncLocalStorage context of whoever asks for it now. */
export function inPresentContext<A extends unknown[]>(call: (...args: A) => void): (...args: A) => void {
  const context = presentContext();
  return context === undefined ? call : inContext(context, call);
}

function inContext<A extends unknown[]>(
  context: <R>(run: () => R) => R,
  call: (...args: A) => void,
): (...args: A) => void {
  return (...args) => context(() => call(...args));
}

/** The present context, if the loop has asyncContext: as a function that runs others in it. */
export function presentContext(): (<R>(run: () => R) => R) | undefined {
  return ofThread?.asyncContext === true ? captureContext() : undefined;
}

/** An operation begins whose end comes from outside: as long as there is one, nothing is a deadlock. */
export function beginOutside(): void {
  threadLoop().outside++;
}

/** Its end has come, or it was given up. */
export function endOutside(): void {
  threadLoop().outside--;
}
