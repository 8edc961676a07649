/**
 * The signal handlers of a loop: any number for one signal, run in the order they were added. The platform listens once a
 * signal, from the first handler to the last; afterwards the signal's default action is back.
 */
import { onSignal, signalName } from '#platform';
import type { Persistent } from './handler.js';

type Signal = string | number;

interface Listening {
  readonly handlers: Set<Persistent>;
  readonly stop: () => void;
}

export class Signals {
  readonly #listening = new Map<string, Listening>();
  readonly #arrived: (handler: Persistent) => void;

  /** `arrived` is called for each handler of a signal that came. */
  constructor(arrived: (handler: Persistent) => void) {
    this.#arrived = arrived;
  }

  /** RangeError for an unknown signal. `create` is given a function that takes a handler off. */
  add(signal: Signal, create: (off: (handler: Persistent) => void) => Persistent): Persistent {
    const name = signalName(signal);
    const handler = create((it) => {
      this.#remove(name, it);
    });
    let entry = this.#listening.get(name);
    if (entry === undefined) {
      const handlers = new Set<Persistent>();
      const stop = onSignal(name, () => {
        for (const one of handlers) this.#arrived(one);
      });
      entry = { handlers, stop };
      this.#listening.set(name, entry);
    }
    entry.handlers.add(handler);
    return handler;
  }

  /** Cancel all handlers of a signal; false if there were none. */
  clear(signal: Signal): boolean {
    const entry = this.#listening.get(signalName(signal));
    if (entry === undefined) return false;
    for (const handler of entry.handlers) handler.cancel();
    return true;
  }

  clearAll(): void {
    for (const name of [...this.#listening.keys()]) this.clear(name);
  }

  #remove(name: string, handler: Persistent): void {
    const entry = this.#listening.get(name);
    if (entry?.handlers.delete(handler) !== true || entry.handlers.size > 0) return;
    this.#listening.delete(name);
    entry.stop();
  }
}
