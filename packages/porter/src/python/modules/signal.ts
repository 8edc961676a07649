/** Python's signal, where there is a process: handlers run as the signal comes. */
import { spawn } from 'evergreen-ts';
import { isOp, call } from '../plain.js';
import { monotonicClock } from '../clock.js';
import { ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';

export const SIGHUP = 1;
export const SIGINT = 2;
export const SIGQUIT = 3;
export const SIGKILL = 9;
export const SIGUSR1 = 10;
export const SIGUSR2 = 12;
export const SIGPIPE = 13;
export const SIGALRM = 14;
export const SIGTERM = 15;
export const SIGCHLD = 17;
export const SIG_DFL = 0;
export const SIG_IGN = 1;
export const ITIMER_REAL = 0;

const NAMES: Readonly<Record<number, string>> = {
  [SIGHUP]: 'SIGHUP',
  [SIGINT]: 'SIGINT',
  [SIGQUIT]: 'SIGQUIT',
  [SIGUSR1]: 'SIGUSR1',
  [SIGUSR2]: 'SIGUSR2',
  [SIGALRM]: 'SIGALRM',
  [SIGTERM]: 'SIGTERM',
  [SIGCHLD]: 'SIGCHLD',
};
const handlers = new Map<number, { handler: Value; listener: () => void }>();

export const getsignal = (number: number): Value => handlers.get(number)?.handler ?? SIG_DFL;

/** What a signal calls from now on; returns what it called so far. */
export function signal(number: number, handler: Value): Value {
  const before: Value = getsignal(number);
  const { process } = globalThis as Value;
  const name = NAMES[number];
  const old = handlers.get(number);
  if (old !== undefined && name !== undefined) process?.removeListener(name, old.listener);
  handlers.delete(number);
  if (handler === SIG_DFL) return before;
  const listener = (): void => {
    if (handler === SIG_IGN) return;
    const result: Value = call(handler, number, null);
    if (isOp(result)) spawn(() => result as Generator<Value>);
  };
  handlers.set(number, { handler, listener });
  if (name !== undefined) process?.on(name, listener);
  return before;
}

let alarm_: { timer: Value; due: number; every: number } | undefined;

function ring(): void {
  const { process } = globalThis as Value;
  if (alarm_ !== undefined) arm(alarm_.every, alarm_.every);
  process?.kill(process.pid, 'SIGALRM');
}

function arm(seconds: number, every: number): void {
  clearTimeout(alarm_?.timer);
  const timer: Value = seconds === 0 ? undefined : setTimeout(ring, seconds * 1000);
  alarm_ = timer === undefined ? undefined : { timer, due: monotonicClock() + seconds, every };
}

/** Seconds until SIGALRM, and between those that follow; what they are from now on, and returns what they were. */
export function setitimer(which: number, seconds: Value, interval: Value = 0): Value {
  if (which !== ITIMER_REAL) throw new ValueError('only ITIMER_REAL is there');
  const before = getitimer(which);
  arm(Number(seconds), Number(interval));
  return before;
}

export function getitimer(_which: number): Value {
  const left = alarm_ === undefined ? 0 : Math.max(0, alarm_.due - monotonicClock());
  return tup(float_(left), float_(alarm_?.every ?? 0));
}

/** SIGALRM in so many seconds, 0 for none; returns how many were left. */
export function alarm(seconds: number): number {
  const [left] = setitimer(ITIMER_REAL, seconds) as number[];
  return Math.ceil(Number(left));
}
