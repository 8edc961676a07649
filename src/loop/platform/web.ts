/**
 * The core outside Node: in a browser or any other host that has setTimeout, queueMicrotask, MessageChannel and
 * performance. The exports are those of node.ts, which says what each is for. What such a host cannot do throws, or does
 * nothing where nobody would miss it.
 */
import { kindOf } from '../../check.js';
import { type Driver, SystemDriver } from '../driver.js';

/** Globals that a host may have besides, and those that tell a page from a worker. */
const host = globalThis as {
  document?: unknown;
  WorkerGlobalScope?: unknown;
  EVERGREEN_DEBUG?: unknown;
  reportError?: (error: unknown) => void;
  console?: { error(...data: unknown[]): void };
};

export const isMainThread: boolean = host.document !== undefined || host.WorkerGlobalScope === undefined;

export const debug = Boolean(host.EVERGREEN_DEBUG);

export const asyncContextByDefault = false;

export function createDriver(): Driver {
  // A message to oneself is the macrotask that no host delays; setTimeout waits 4 ms when nested.
  const { port1, port2 } = new MessageChannel();
  let callback: (() => void) | undefined;
  (port1 as { onmessage?: () => void }).onmessage = () => callback?.();
  return new SystemDriver(
    (next) => {
      callback = next;
      port2.postMessage(null);
    },
    () => {
      port1.close();
    },
  );
}

export function captureContext(): <R>(run: () => R) => R {
  return (run) => run();
}

export function untransferable<B extends Uint8Array>(bytes: B): B {
  return bytes;
}

export function reportError(error: unknown, source: string, note = ''): void {
  if (host.console !== undefined)
    logged(host.console, `Uncaught in ${source}:`, error, ...(note === '' ? [] : [note]));
  else if (host.reportError !== undefined) host.reportError(error);
  else
    queueMicrotask(() => {
      throw error;
    });
}

/** A console that somebody has replaced may die of what it is to show. */
function logged(console: { error(...data: unknown[]): void }, ...data: unknown[]): void {
  try {
    console.error(...data);
  } catch (failure) {
    queueMicrotask(() => {
      throw failure;
    });
  }
}

export function warn(message: string): void {
  host.console?.error(`evergreen: ${message}`);
}

/** A page never has nothing left: the user may always click something. */
export function onNothingLeft(_callback: () => void): () => void {
  return () => undefined;
}

export function holdOpen(): () => void {
  return () => undefined;
}

export function signalName(signal: string | number): never {
  throw new Error(`there are no signals outside Node (${kindOf(signal)})`);
}

export function onSignal(name: never, _listener: () => void): () => void {
  return signalName(name);
}

export function signalNumber(name: never): number {
  return signalName(name);
}

export function exitWith(_code: number): void {
  // A page has no exit code.
}

export function endBySignal(name: never): void {
  signalName(name);
}

export function openPoll(fd: number): never {
  throw new Error(`there are no descriptors outside Node (${fd})`);
}

export const ACCESS_DENIED = -10_000;

/** What can happen to a stream in memory, by Linux's numbers. */
const systemErrors: ReadonlyMap<number, readonly [code: string, text: string]> = new Map([
  [-32, ['EPIPE', 'broken pipe']],
  [-104, ['ECONNRESET', 'connection reset by peer']],
  [-107, ['ENOTCONN', 'socket is not connected']],
  [-125, ['ECANCELED', 'operation canceled']],
]);

export function systemErrorText(errno: number): readonly [code: string, text: string] {
  return systemErrors.get(errno) ?? ['UNKNOWN', `unknown error ${errno}`];
}

export function systemErrorNumber(code: string): number {
  for (const [number, [name]] of systemErrors) if (name === code) return number;
  return UNKNOWN;
}

const UNKNOWN = -4094;
