/**
 * Timers that were set in the turn that runs, for so many seconds from now, whose deadlines are not computed yet: reading the clock
 * and keeping the heap in order cost more than all else of a timer, and most timers are cancelled before either is needed.
 *
 * Their deadlines are computed when the hub reads its clock next anyway, which is not before they were set: so they are never
 * early, and late by no more than what was left of the stride.
 *
 * Those that are taken back leave gaps, which are closed before they are more than the rest: a turn that renews the same timers
 * for long takes no more memory than they do.
 *
 * Invariant: timers[i]._slot === -2 - i for each that was not taken back, i < size. The order stays, as equal deadlines go by it.
 */
import type { Timer } from './runnable.js';

/** More are not kept room for when they are settled. */
const MOST_ROOM = 4096;

/** So few gaps are not worth closing. */
const FEW = 64;

export class LateTimers {
  #timers: (Timer | undefined)[] = [];
  #delays: number[] = [];
  /** Places that are in use, gaps among them. The arrays may be longer. */
  #size = 0;
  #gaps = 0;

  get size(): number {
    return this.#size;
  }

  add(timer: Timer, seconds: number): void {
    if (this.#gaps > FEW && 2 * this.#gaps > this.#size) this.#close();
    const at = this.#size++;
    timer._slot = -2 - at;
    this.#timers[at] = timer;
    this.#delays[at] = seconds;
  }

  /** Take one back. */
  remove(timer: Timer): void {
    const timers = this.#timers;
    const at = -2 - timer._slot;
    timer._slot = -1;
    timers[at] = undefined;
    this.#gaps++;
    // The last ones leave nothing behind, one in the midst a gap.
    while (this.#size > 0 && timers[this.#size - 1] === undefined) {
      this.#size--;
      this.#gaps--;
    }
  }

  /** Hand each to `set`, with its deadline, and forget it. */
  settle(now: number, set: (timer: Timer, when: number) => void): void {
    const [timers, delays, size] = [this.#timers, this.#delays, this.#size];
    for (let i = 0; i < size; i++) {
      const timer = timers[i];
      if (timer !== undefined) set(timer, now + (delays[i] as number));
    }
    this.clear();
  }

  /** Forget all of them. Those that were settled have another slot by now. */
  clear(): void {
    const room = this.#timers.length > MOST_ROOM;
    if (room) [this.#timers, this.#delays] = [[], []];
    else this.#timers.length = this.#delays.length = 0;
    this.#size = this.#gaps = 0;
  }

  #close(): void {
    const [timers, delays, size] = [this.#timers, this.#delays, this.#size];
    let at = 0;
    for (let i = 0; i < size; i++) {
      const timer = timers[i];
      if (timer === undefined) continue;
      timer._slot = -2 - at;
      timers[at] = timer;
      delays[at++] = delays[i] as number;
    }
    timers.fill(undefined, at, size);
    this.#size = at;
    this.#gaps = 0;
  }
}
