/**
 * Who has which terminal in raw mode, so that each is put back before the process ends, by whatever way.
 *
 * What is put back is what a handle found when it went raw. If two went raw on one terminal, the second would find it raw,
 * and put that back: so only the first really switches, and when it leaves, the next one does.
 *
 * While any terminal is raw, the signals that end a process are listened to. As long as nobody else listens to one, it
 * still has its default action, just after the terminals are put back. While none is raw, nothing is listened to.
 */
import { isMainThread } from 'node:worker_threads';
import { beforeEnd } from './at-exit.js';

/** What ends a process that does not listen to it, and may come to one that does nothing wrong. */
const FATAL = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** By device, those who want it raw; the first has made it so. */
const terminals = new Map<number, RawMode[]>();
let unwatch: (() => void) | undefined;

/** The wish of one handle that its terminal be raw. */
export class RawMode {
  readonly #device: number;
  readonly #switch: (raw: boolean) => number;

  /** `device` is the terminal's number; `switchMode` really does it: 0, or the error. */
  constructor(device: number, switchMode: (raw: boolean) => number) {
    this.#device = device;
    this.#switch = switchMode;
  }

  set(raw: boolean): number {
    const holders = terminals.get(this.#device) ?? [];
    if (raw === holders.includes(this)) return 0;
    return raw ? this.#enter(holders) : this.#leave(holders, () => this.#switch(false));
  }

  /** Put it back, and call `close`, after which the handle cannot switch any more. */
  end(close: () => void): void {
    const holders = terminals.get(this.#device) ?? [];
    if (!holders.includes(this)) close();
    else
      this.#leave(holders, () => {
        const errno = this.#switch(false);
        close();
        return errno;
      });
  }

  #enter(holders: RawMode[]): number {
    const errno = holders.length === 0 ? this.#switch(true) : 0;
    if (errno < 0) return errno;
    holders.push(this);
    terminals.set(this.#device, holders);
    unwatch ??= watch();
    return 0;
  }

  #leave(holders: RawMode[], putBack: () => number): number {
    const first = holders[0] === this;
    holders.splice(holders.indexOf(this), 1);
    const errno = putBack();
    if (holders.length === 0) terminals.delete(this.#device);
    else if (first) (holders[0] as RawMode).#switch(true);
    if (terminals.size === 0) {
      unwatch?.();
      unwatch = undefined;
    }
    return errno;
  }

  /** Nobody is left to be told of a terminal that is gone. */
  static _putAllBack(this: void): void {
    for (const [first] of terminals.values()) if (first !== undefined) first.#switch(false);
  }
}

function watch(): () => void {
  const callOff = beforeEnd(RawMode._putAllBack);
  const signals = isMainThread ? FATAL : [];
  // Before all others: one that listens once is off the list by the time those after it are called.
  for (const signal of signals) process.prependListener(signal, onFatal);
  return () => {
    callOff();
    for (const signal of signals) process.off(signal, onFatal);
  };
}

function onFatal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  RawMode._putAllBack();
  unwatch?.();
  process.kill(process.pid, signal);
}
