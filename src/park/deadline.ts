/**
 * A deadline: the moment at which a wait that may park several times has taken long enough. Each of its waits gets what is
 * left of the time.
 */
import { now, turnNumber } from '../loop/thread.js';

export class Deadline {
  readonly #seconds: number | undefined;
  readonly #when: number | undefined;
  readonly #turn: number;

  /** @param timeout seconds from now; undefined: never */
  constructor(timeout: number | undefined) {
    this.#seconds = timeout;
    this.#when = timeout === undefined ? undefined : now() + timeout;
    this.#turn = turnNumber();
  }

  /**
   * Seconds until then, 0 when it has passed, undefined if there is no end. All of them in the turn in which it was made: so waits
   * that begin in one turn, and are as long, end in the order in which they began.
   */
  get left(): number | undefined {
    if (this.#turn === turnNumber()) return this.#seconds;
    return this.#when === undefined ? undefined : Math.max(this.#when - now(), 0);
  }
}
