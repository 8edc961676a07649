/**
 * Holding something for a block: what `using _ = yield* lock.hold()` gives. And what a Condition needs of a lock beside.
 */
import type { Op } from '../park/op.js';

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

/** What a Condition needs of a lock, and users do not. The file of each class of locks exports one, no entry does. */
export interface ConditionLock<L> {
  /** May the caller wait and notify? */
  isHeld(lock: L): boolean;
  /** Release it altogether, however often it was taken: returns how often. */
  giveUp(lock: L): number;
  /** Take it again, as often as before. Cannot be interrupted. */
  retake(lock: L, depth: number): Op<unknown>;
}
