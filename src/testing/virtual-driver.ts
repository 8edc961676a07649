/**
 * The virtual driver: time that is simulated. It stands still while anything is ready, and jumps to the next timer as soon
 * as nothing is. Before each jump the outer world has its turn (one round of the platform's macrotasks), so that promises
 * that are about to settle do so first. Real I/O may take many rounds: test programs that use sockets on real time.
 */
import { createDriver } from '#platform';
import type { Driver } from '../loop/driver.js';

/** A driver whose time is simulated. */
export interface VirtualDriver extends Driver {
  /** Seconds simulated so far. */
  readonly elapsed: number;
}

class Virtual implements VirtualDriver {
  /** The platform's driver, for its macrotask alone. */
  readonly #real = createDriver();
  readonly closedWorld = true;
  #now = 0;
  #wanted: number | null = null;
  #soon: (() => void) | undefined = undefined;
  #pump: (() => void) | undefined = undefined;

  get elapsed(): number {
    return this.#now;
  }

  now(): number {
    return this.#now;
  }

  wakeSoon(pump: () => void): void {
    this.#soon = pump;
    this.#real.wakeSoon(this.#next);
  }

  wakeAt(when: number | null, pump: () => void): void {
    this.#wanted = when;
    this.#pump = pump;
    if (when !== null) this.#real.wakeSoon(this.#next);
  }

  close(): void {
    this.#soon = undefined;
    this.#wanted = null;
    this.#real.close();
  }

  /** Ready entries go first; only then does time move. */
  readonly #next = (): void => {
    const soon = this.#soon;
    if (soon !== undefined) {
      this.#soon = undefined;
      soon();
      // The deadline holds until it is replaced: the hub does not repeat it.
      if (this.#wanted !== null) this.#real.wakeSoon(this.#next);
    } else if (this.#wanted !== null) {
      this.#now = Math.max(this.#now, this.#wanted);
      this.#wanted = null;
      this.#pump?.();
    }
  };
}

/**
 * Time that jumps to the next timer as soon as nothing is ready: a day's sleep takes no time. With it, a DeadlockError is
 * exact: it comes at once, and only when neither a timer nor an operation under way could wake anybody.
 *
 * @example
 * const driver = virtualDriver();
 * const loop = new EventLoop({ driver });
 * spawn(() => sleep(86_400));
 * await loop.run();
 * console.log(driver.elapsed); // 86400
 * loop.destroy();
 */
export function virtualDriver(): VirtualDriver {
  return new Virtual();
}
