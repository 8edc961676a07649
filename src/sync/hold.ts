/**
 * Holding something for a block: what `using _ = yield* lock.hold()` gives.
 */

/** Releases when disposed of, once. */
export interface Hold {
  /** Release what is held. Does nothing the second time. Does not park. */
  [Symbol.dispose](): void;
}

/** What can be held: released by whoever disposes of the hold. */
export interface Releasable {
  release(): void;
}

export class Held implements Hold {
  #what: Releasable | undefined;

  constructor(what: Releasable) {
    this.#what = what;
  }

  [Symbol.dispose](): void {
    const what = this.#what;
    this.#what = undefined;
    what?.release();
  }
}
