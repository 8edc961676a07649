/**
 * every(): a beat. Its ticks are reckoned from the first moment, so that neither late timers nor slow consumers shift it.
 */
import { kindOf } from '../check.js';
import type { Timer } from '../loop/runnable.js';
import { at, cancelTimer, now } from '../loop/thread.js';
import { BaseCoIterator } from './co-iterator.js';
import { Leaf, type Wakeable } from './leaf.js';
import type { CoIterator, Op } from './op.js';
import { trimmed } from '../trim.js';

/** What part of a beat may be lost in the arithmetic of fractions. */
const ROUNDING = 1e-9;

class Beat extends BaseCoIterator<number> {
  readonly seconds: number;
  readonly #start = now();
  /** The number of the last beat that was taken. */
  #last = 0;

  constructor(seconds: number) {
    super();
    this.seconds = seconds;
  }

  next(): Op<IteratorResult<number, void>> {
    return new Tick(this);
  }

  /** The number of the beat to wait for: the next one, which may be due right now. */
  get upcoming(): number {
    const beats = (now() - this.#start) / this.seconds;
    return Math.max(this.#last + 1, Math.ceil(beats - ROUNDING));
  }

  /** When that beat is due. */
  timeOf(beat: number): number {
    return this.#start + beat * this.seconds;
  }

  /** Returns how many beats have passed since the last that was taken. */
  take(beat: number): number {
    // Of several tasklets that wait for one beat all get it.
    const passed = Math.max(beat - this.#last, 1);
    this.#last = Math.max(beat, this.#last);
    return passed;
  }
}

class Tick extends Leaf<IteratorResult<number, void>> implements Timer {
  _slot = -1;
  readonly #beat: Beat;
  #number = 0;
  #tasklet: Wakeable | undefined = undefined;

  constructor(beat: Beat) {
    super();
    this.#beat = beat;
  }

  override _tryNow(): boolean {
    this.#number = this.#beat.upcoming;
    return this.#beat.timeOf(this.#number) <= now();
  }

  _begin(tasklet: Wakeable): boolean {
    if (this._tryNow()) return true;
    this.#tasklet = tasklet;
    const when = this.#beat.timeOf(this.#number);
    if (when < Infinity) at(when, this);
    return false;
  }

  _due(): void {
    this.#tasklet?._unpark();
  }

  _end(): IteratorResult<number, void> {
    return { done: false, value: this.#beat.take(this.#number) };
  }

  _undo(): void {
    cancelTimer(this);
  }

  _describe(): string {
    return `every ${this.#beat.seconds}s`;
  }
}

/**
 * A tick every so many seconds from now on, on the beat however long its consumer takes: beats that were missed meanwhile are
 * skipped. next() parks until the next beat, and returns 1, or more when beats were skipped; it never ends. A tasklet that is killed
 * while it waits takes no beat. RangeError unless `seconds` is a positive number.
 *
 * @example
 * function* watch(load: () => number): Op<void> {
 *   yield* every(1).forEach((beats) => {
 *     if (beats > 1) console.log(`${beats - 1} skipped`);
 *     console.log(load());
 *   });
 * }
 */
export function every(seconds: number): CoIterator<number> {
  if (typeof seconds !== 'number' || !(seconds > 0))
    throw trimmed(new RangeError(`every() takes a positive number of seconds, not ${kindOf(seconds)}`));
  return new Beat(seconds);
}
