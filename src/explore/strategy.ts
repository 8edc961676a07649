/**
 * Which schedules are tried, and in which order.
 */
import type { Chooser } from './choosing-queue.js';
import type { Departure } from './schedule.js';

/** A schedule that is tried: the chooser of one run. */
export interface Tried extends Chooser {
  /** What it has done in another order than first come, first served. */
  readonly departures: readonly Departure[];
}

export interface Strategy {
  /** Of the random numbers. */
  readonly seed: number | undefined;
  /** Asked after next() has returned undefined: was every schedule tried? */
  readonly complete: boolean;
  /** The chooser of the next run; undefined if no schedule is left. */
  next(): Tried | undefined;
  /** It has run, and not failed; NondeterminismError if it cannot have been the schedule it was to be. */
  done(tried: Tried): void;
}
