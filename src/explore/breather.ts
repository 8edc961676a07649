/**
 * Thousands of schedules in a row would keep the thread from everything else: now and then it is left for a macrotask.
 */
import { createDriver } from '#platform';

/** Seconds from one pause to the next: short enough for a page that shows the progress. */
const LONGEST = 0.02;

export class Breather {
  readonly #driver = createDriver();
  #since = this.#driver.now();

  /** Is it time for a pause? */
  get isDue(): boolean {
    return this.#driver.now() - this.#since > LONGEST;
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
