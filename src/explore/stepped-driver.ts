/**
 * A virtual clock that is turned by hand: what the hub asks for happens when it is called for, in the same call. So a schedule runs
 * from its start to its end without a macrotask; the virtual driver of src/testing takes one for each wake-up.
 */
import type { Driver } from '../loop/driver.js';

export class SteppedDriver implements Driver {
  readonly closedWorld = true;
  #now = 0;
  #soon: (() => void) | undefined = undefined;
  #wanted: number | null = null;
  #alarm: (() => void) | undefined = undefined;
  /** Called when the hub asks for something. */
  #asked: (() => void) | undefined = undefined;

  now(): number {
    return this.#now;
  }

  wakeSoon(pump: () => void): void {
    this.#soon = pump;
    this.stir();
  }

  wakeAt(when: number | null, pump: () => void): void {
    this.#wanted = when;
    this.#alarm = pump;
    if (when !== null) this.stir();
  }

  close(): void {
    this.#soon = undefined;
    this.#wanted = null;
  }

  /** It was asked for a turn. */
  get isWanted(): boolean {
    return this.#soon !== undefined;
  }

  /** It was asked for a turn at some time. */
  get isSet(): boolean {
    return this.#wanted !== null;
  }

  /** The turn that it was asked for. */
  turn(): void {
    const soon = this.#soon;
    this.#soon = undefined;
    soon?.();
  }

  /** The clock goes on to `when`, if it is not there yet. */
  passTo(when: number): void {
    this.#now = Math.max(this.#now, when);
  }

  /** Time passes until the next turn that it was asked for. */
  jump(): void {
    if (this.#wanted === null) return;
    this.passTo(this.#wanted);
    this.#wanted = null;
    this.#alarm?.();
  }

  /** Settles when the hub asks for something, or stir() is called. */
  asked(): Promise<void> {
    return new Promise((resolve) => {
      this.#asked = resolve;
    });
  }

  stir(): void {
    this.#asked?.();
    this.#asked = undefined;
  }
}
