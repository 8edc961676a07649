/**
 * What the core needs of Node: the driver's macrotask, signals, descriptors (uv-poll.ts), contexts, and messages to the
 * person who runs the process.
 * Chosen as `#platform` by package.json's `imports`; web.ts has the same exports for everything else.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { isMainThread, markAsUntransferable } from 'node:worker_threads';
import { kindOf } from '../../check.js';
import { type Driver, SystemDriver } from '../driver.js';
import { textOf } from './text-of.js';
import { trimmed } from '../../trim.js';

export { isMainThread };
export { openPoll } from './uv-poll.js';

/** EVERGREEN_DEBUG=1: keep stacks of spawns and parks, and name operations that were made but never run. */
export const debug = isOn('EVERGREEN_DEBUG');

/** EVERGREEN_ASYNC_CONTEXT=1: loops have asyncContext unless they are told otherwise. */
export const asyncContextByDefault = isOn('EVERGREEN_ASYNC_CONTEXT');

export function createDriver(): Driver {
  return new SystemDriver(setImmediate);
}

/** The present AsyncLocalStorage context, as a function that runs others in it. */
export function captureContext(): <R>(run: () => R) => R {
  return AsyncLocalStorage.snapshot();
}

/** The bytes, whose memory cannot be transferred to another thread from now on. */
export function untransferable<B extends Uint8Array>(bytes: B): B {
  markAsUntransferable(bytes.buffer);
  return bytes;
}

/** Print an error that nobody took, and a note; the process goes on, and will end with a failure. Never throws. */
export function reportError(error: unknown, source: string, note = ''): void {
  process.exitCode = 1;
  print(`Uncaught in ${source}: ${textOf(error)}\n${note === '' ? '' : `${note}\n`}`);
}

/** Print a warning: a likely mistake. */
export function warn(message: string): void {
  print(`evergreen: ${message}\n`);
}

/** To stderr, as console.error() does it: where that cannot be written, nobody can be told. */
function print(text: string): void {
  try {
    const { stderr } = process;
    stderr.once('error', ignore);
    try {
      stderr.write(text, (error) => {
        // The stream emits it, too, right after this: as an uncaught exception, if nobody listens.
        if (error instanceof Error && stderr.listenerCount('error') === 0) stderr.once('error', ignore);
      });
    } finally {
      stderr.off('error', ignore);
    }
  } catch {
    // It was closed under us, or somebody has put a stream in its place that throws.
  }
}

function ignore(): void {
  // That stderr has failed is no reason to end the process.
}

/** Call back when the process has nothing left that could ever wake it. Returns a function that stops listening. */
export function onNothingLeft(callback: () => void): () => void {
  process.on('beforeExit', callback);
  return () => {
    process.off('beforeExit', callback);
  };
}

/** Keep the process alive until the returned function is called. */
export function holdOpen(): () => void {
  const holder = setInterval(() => undefined, 2 ** 30);
  return () => {
    clearInterval(holder);
  };
}

/** The name of a signal given by name or number. RangeError for one that this system does not know or let us catch. */
export function signalName(signal: string | number): NodeJS.Signals {
  const known = Object.entries(constants.signals);
  const name = known.find(([name, number]) => name === signal || number === signal)?.[0];
  if (name === undefined || name === 'SIGKILL' || name === 'SIGSTOP') {
    throw trimmed(
      new RangeError(
        name === undefined
          ? `no such signal here: ${typeof signal === 'string' ? signal : kindOf(signal)}`
          : `${name} cannot be handled, the system does not allow it`,
      ),
    );
  }
  return name as NodeJS.Signals;
}

/** Listen to a signal, whose default action is off meanwhile. Does not keep the process alive. Returns a way to stop. */
export function onSignal(name: NodeJS.Signals, listener: () => void): () => void {
  if (!isMainThread) throw trimmed(new Error('signals come to the main thread only'));
  process.on(name, listener);
  return () => {
    process.off(name, listener);
  };
}

/** Its number, for the exit code. */
export function signalNumber(name: NodeJS.Signals): number {
  return constants.signals[name];
}

/** What the process is to end with, when it does. */
export function exitWith(code: number): void {
  process.exitCode = code;
}

/** Let the signal end the process, at once. */
export function endBySignal(name: NodeJS.Signals): void {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
}

function isOn(variable: string): boolean {
  return !['', '0', 'false', undefined].includes(process.env[variable]);
}

/** Among libuv's numbers, which it is none of: what the permission model refuses. */
export const ACCESS_DENIED = -10_000;

/** Name and text of an error of the system, by libuv's number for it, or of ACCESS_DENIED. */
export function systemErrorText(errno: number): readonly [code: string, text: string] {
  if (errno === ACCESS_DENIED)
    return ['ERR_ACCESS_DENIED', 'refused by the permission model, see --allow-net'];
  return getSystemErrorMap().get(errno) ?? ['UNKNOWN', `unknown error ${errno}`];
}

/** libuv's number for the system's name of an error; that of UNKNOWN if there is none. */
export function systemErrorNumber(code: string): number {
  for (const [number, [name]] of getSystemErrorMap()) if (name === code) return number;
  return UNKNOWN;
}

const UNKNOWN = -4094;
