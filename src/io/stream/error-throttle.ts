/**
 * Errors that come again as long as their cause lasts: each is told once an episode.
 */

/** Seconds without an error after which the next one is a new episode. */
const CALM = 10;

export class ErrorThrottle {
  /** When each came last, by its number. */
  readonly #last = new Map<number, number>();

  /** Another one, at the second `now`: is it the first of its episode? */
  shouldReport(errno: number, now: number): boolean {
    const last = this.#last.get(errno) ?? -Infinity;
    this.#last.set(errno, now);
    return now - last >= CALM;
  }
}
