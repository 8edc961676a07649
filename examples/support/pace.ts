/**
 * For what takes long and does not park: counts steps of work, and says when it is time to let other tasklets go first. A step
 * is whatever costs about the same each time: a key that is looked at, a character that is compared.
 *
 *   for (const item of items) if (pace.isSpent()) yield* sleep();
 */

/** Steps between two pauses: a millisecond, more or less. */
const STEPS = 50_000;

export class Pace {
  #left = STEPS;

  /** Count some steps. True if others should go first now. */
  isSpent(steps = 1): boolean {
    if ((this.#left -= steps) > 0) return false;
    this.#left = STEPS;
    return true;
  }
}
