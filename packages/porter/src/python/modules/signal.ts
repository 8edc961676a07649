/** Python's signal, where there is a process: handlers run as the signal comes. */
import { spawn } from 'evergreen-ts';
import { isOp, call } from '../plain.js';
import { monotonicClock } from '../clock.js';
import { ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { tup } from '../tuple.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { IntEnum, finish } from './enum.js';

const NUMBERS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
};

export const {
  SIGHUP,
  SIGINT,
  SIGQUIT,
  SIGILL,
  SIGTRAP,
  SIGABRT,
  SIGBUS,
  SIGFPE,
  SIGKILL,
  SIGUSR1,
  SIGSEGV,
  SIGUSR2,
  SIGPIPE,
  SIGALRM,
  SIGTERM,
  SIGSTKFLT,
  SIGCHLD,
  SIGCONT,
  SIGSTOP,
  SIGTSTP,
  SIGTTIN,
  SIGTTOU,
  SIGURG,
  SIGXCPU,
  SIGXFSZ,
  SIGVTALRM,
  SIGPROF,
  SIGWINCH,
  SIGIO,
  SIGPWR,
  SIGSYS,
} = NUMBERS;

export const SIG_DFL = 0;
export const SIG_IGN = 1;
export const ITIMER_REAL = 0;

/** The numbers as an enum. The names of the module are plain numbers here. */
export class Signals extends IntEnum {}
Object.assign(Signals, NUMBERS);
finish(Signals);

const NAMES = new Map<number, string>(Object.entries(NUMBERS).map(([name, number]) => [number, name]));

const handlers = new Map<number, { handler: Value; listener: () => void }>();

export const getsignal = (number: Value): Value =>
  handlers.get(Number(underlying(number)))?.handler ?? SIG_DFL;

/** What a signal calls from now on; returns what it called so far. */
export function signal(which: Value, handler: Value): Value {
  const number = Number(underlying(which));
  const before: Value = getsignal(number);
  const { process } = globalThis as Value;
  const name = NAMES.get(number);
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

const TEXTS =
  'Hangup|Interrupt|Quit|Illegal instruction|Trace/breakpoint trap|Aborted|Bus error|Floating point exception|Killed|User defined signal 1|Segmentation fault|User defined signal 2|Broken pipe|Alarm clock|Terminated|Stack fault|Child exited|Continued|Stopped (signal)|Stopped|Stopped (tty input)|Stopped (tty output)|Urgent I/O condition|CPU time limit exceeded|File size limit exceeded|Virtual timer expired|Profiling timer expired|Window changed|I/O possible|Power failure|Bad system call'.split(
    '|',
  );

/** What the system calls it; None for what is no signal. */
export const strsignal = (number: Value): Value => TEXTS[Number(underlying(number)) - 1] ?? null;

/** Send one to this process. */
export function raise_signal(number: Value): void {
  const { process } = globalThis as Value;
  process.kill(process.pid, Number(underlying(number)));
}
