/**
 * Leaves departures out of a schedule that fails, as long as it fails in the same way, until none can be left out: large pieces
 * first, then smaller ones, then one after the other.
 *
 * Source: A. Zeller, R. Hildebrandt, "Simplifying and isolating failure-inducing input", 2002 (without its complements).
 */
import type { Departure } from './schedule.js';

/**
 * `attempt` runs the program with these departures, as far as they can be taken; it returns those that were taken if it fails in
 * the same way, and else undefined.
 */
export async function shortened(
  departures: readonly Departure[],
  attempt: (departures: readonly Departure[]) => Promise<readonly Departure[] | undefined>,
): Promise<readonly Departure[]> {
  let best = departures;
  for (let size = best.length; size >= 1;) {
    let shorter = false;
    for (let start = 0; start < best.length;) {
      const taken = await attempt([...best.slice(0, start), ...best.slice(start + size)]);
      if (taken !== undefined && taken.length < best.length) {
        best = taken;
        shorter = true;
      } else {
        start += size;
      }
    }
    // At the end, again until nothing changes: what could not be left out before may be now.
    if (size > 1) size = Math.min(size >> 1, Math.max(best.length, 1));
    else if (!shorter) break;
  }
  return best;
}
