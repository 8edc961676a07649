/**
 * Timers that were set in the turn that runs, for so many seconds from now, whose deadlines are not computed yet: reading the clock
 * and keeping the heap in order cost more than all else of a timer, and most timers are cancelled before either is needed.
 *
 * Their deadlines are computed when the hub reads its clock next anyway, which is not before they were set: so they are never
 * early, and late by no more than what was left of the stride.
 *
 * Invariant: timers[i]._slot === -2 - i for each that was not taken back. The order stays, as equal deadlines go by it.
 */
import type { Timer } from './runnable.js';

/** More are not kept room for when they are settled. */
const MOST_ROOM = 4096;

export class LateTimers {
  #timers: (Timer | undefined)[] = [];
  #delays: number[] = [];

  get size(): number {
    return this.#timers.length;
  }

  add(timer: Timer, seconds: number): void {
    timer._slot = -2 - this.#timers.length;
    this.#timers.push(timer);
    this.#delays.push(seconds);
  }

  /** Take one back. */
  remove(timer: Timer): void {
    const timers = this.#timers;
    const at = -2 - timer._slot;
    timer._slot = -1;
    timers[at] = undefined;
    // The last ones leave nothing behind, one in the midst a gap.
    while (timers.length > 0 && timers[timers.length - 1] === undefined) {
      timers.pop();
      this.#delays.pop();
    }
  }

  /** Hand each to `set`, with its deadline, and forget it. */
  settle(now: number, set: (timer: Timer, when: number) => void): void {
    const [timers, delays] = [this.#timers, this.#delays];
    for (let i = 0; i < timers.length; i++) {
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
  }
}
