/**
 * Python's time module, as far as Evergreen's lib.time changes it, and its clocks.
 */
import { now } from '../loop/thread.js';

export { sleep } from '../park/sleep.js';

/** Seconds since the epoch. Source: time.time. */
export function time(): number {
  return Date.now() / 1000;
}

/** Seconds of a clock that never goes back: the loop's. Source: time.monotonic. */
export function monotonic(): number {
  return now();
}
