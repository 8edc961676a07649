/**
 * A deadline: the moment at which a wait that may park several times has taken long enough. Each of its waits gets what is
 * left of the time.
 */
import { now } from '../loop/thread.js';

export class Deadline {
  readonly #when: number | undefined;

  /** @param timeout seconds from now; undefined: never */
  constructor(timeout: number | undefined) {
    this.#when = timeout === undefined ? undefined : now() + timeout;
  }

  /** Seconds until then, 0 when it has passed, undefined if there is no end. */
  get left(): number | undefined {
    return this.#when === undefined ? undefined : Math.max(this.#when - now(), 0);
  }
}
