/**
 * Which handles have which terminal in raw mode, so that each terminal is put back before the process ends, however it ends.
 *
 * A handle puts back the mode that it found when it went raw. If two went raw on one terminal, the second would find it raw,
 * and put that back: so only the first really switches, and when it leaves, the next one takes its place.
 *
 * While any terminal is raw, there are listeners for the signals that end a process. If a signal has no other listener, it
 * still has its default action, just after the terminals are put back. While no terminal is raw, there are no listeners.
 */
import { isMainThread } from 'node:worker_threads';
import { atExit } from './at-exit.js';

/** Signals that end a process without listeners for them, and may come though it does nothing wrong. */
const FATAL = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** By device, the handles that want it raw; the first of them has switched it. */
const terminals = new Map<number, RawMode[]>();
let unwatch: (() => void) | undefined;

/** Raw mode, as one handle wants it for its terminal. */
export class RawMode {
  readonly #device: number;
  readonly #switch: (raw: boolean) => number;

  /** `device` is the terminal's number; `switchMode` switches the terminal and returns 0 or the error. */
  constructor(device: number, switchMode: (raw: boolean) => number) {
    this.#device = device;
    this.#switch = switchMode;
  }

  set(raw: boolean): number {
    const holders = terminals.get(this.#device) ?? [];
    const [first] = holders;
    const holds = holders.includes(this);
    if (raw) return holds && first !== undefined ? first.#switchAgain() : this.#hold(holders);
    return holds ? this.#release(holders, () => this.#switch(false)) : 0;
  }

  /** Put the mode back, and call `close`, after which the handle cannot switch it any more. */
  end(close: () => void): void {
    const holders = terminals.get(this.#device) ?? [];
    if (!holders.includes(this)) close();
    else
      this.#release(holders, () => {
        const errno = this.#switch(false);
        close();
        return errno;
      });
  }

  /**
   * While the process was stopped, the shell may have changed the mode. libuv would not notice, and does nothing when it is
   * asked for the mode that it set last.
   */
  #switchAgain(): number {
    const errno = this.#switch(false);
    return errno < 0 ? errno : this.#switch(true);
  }

  #hold(holders: RawMode[]): number {
    const errno = holders.length === 0 ? this.#switch(true) : 0;
    if (errno < 0) return errno;
    holders.push(this);
    terminals.set(this.#device, holders);
    unwatch ??= watch();
    return 0;
  }

  #release(holders: RawMode[], putBack: () => number): number {
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

  /** Errors are ignored: the process ends, and the terminal may be gone. */
  static _putAllBack(this: void): void {
    for (const [first] of terminals.values()) if (first !== undefined) first.#switch(false);
  }
}

function watch(): () => void {
  const takeBack = atExit(RawMode._putAllBack);
  const signals = isMainThread ? FATAL : [];
  // First in the list: a listener that listens once is off the list by the time those behind it are called.
  for (const signal of signals) process.prependListener(signal, onFatal);
  return () => {
    takeBack();
    for (const signal of signals) process.off(signal, onFatal);
  };
}

function onFatal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  RawMode._putAllBack();
  unwatch?.();
  process.kill(process.pid, signal);
}
