/**
 * Errors that come again and again while their cause lasts: each is reported once an episode.
 */

/** Seconds without an error after which the next one is a new episode. */
const CALM = 10;

export class ErrorThrottle {
  /** When each errno occurred last. */
  readonly #last = new Map<number, number>();

  /** True if this errno has not occurred within the last CALM seconds. */
  shouldReport(errno: number, now: number): boolean {
    const last = this.#last.get(errno) ?? -Infinity;
    this.#last.set(errno, now);
    return now - last >= CALM;
  }
}
