/**
 * Thousands of schedules in a row would keep the thread from everything else: now and then it is left for a macrotask.
 */
import { createDriver } from '#platform';

/** Seconds from one pause to the next: short enough for a page that shows the progress. */
const LONGEST = 0.02;

/** Resumptions from one look at the clock to the next, which costs as much as a few of them. */
const STRIDE = 1000;

/** A run counts as so many resumptions, besides those it has. */
const RUN = 50;

export class Breather {
  readonly #driver = createDriver();
  #since = this.#driver.now();
  #left = STRIDE;

  /** Is it time for a pause? */
  get isDue(): boolean {
    if (this.#left > 0) return false;
    this.#left = STRIDE;
    return this.#driver.now() - this.#since > LONGEST;
  }

  /** A run was made, of so many resumptions. */
  spent(steps: number): void {
    this.#left -= steps + RUN;
  }

  /** Leave the thread to all else. */
  async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#driver.wakeSoon(resolve);
    });
    this.#since = this.#driver.now();
  }

  close(): void {
    this.#driver.close();
  }
}
