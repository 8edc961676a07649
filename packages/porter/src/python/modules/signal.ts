/** Python's signal, where there is a process: handlers run as the signal comes. */
import { spawn } from 'evergreen-ts';
import { isOp, call } from '../plain.js';
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

const NAMES: Readonly<Record<number, string>> = {
  [SIGHUP]: 'SIGHUP',
  [SIGINT]: 'SIGINT',
  [SIGQUIT]: 'SIGQUIT',
  [SIGUSR1]: 'SIGUSR1',
  [SIGUSR2]: 'SIGUSR2',
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
