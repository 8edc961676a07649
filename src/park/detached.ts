/**
 * Detached: an operation that runs on nobody's behalf. For what calls back rather than waits: no tasklet stands for it in the loop,
 * so that it neither keeps the loop going nor is killed with its daemons.
 */
import type { Runnable } from '../loop/runnable.js';
import { ready } from '../loop/thread.js';
import { LEAF_STATE, type Leaf, type Wakeable } from './leaf.js';

class Detached<T> implements Wakeable, Runnable {
  readonly _behalf: object = this;
  readonly #leaf: Leaf<T>;
  readonly #done: (error: unknown, value?: T) => void;
  /** What it was woken with. */
  #value: unknown = undefined;

  constructor(leaf: Leaf<T>, done: (error: unknown, value?: T) => void) {
    this.#leaf = leaf;
    this.#done = done;
  }

  begin(): void {
    const leaf = this.#leaf;
    leaf._state = LEAF_STATE.BEGUN;
    try {
      if (leaf._begin(this)) ready(this);
      else leaf._parked();
    } catch (error) {
      this.#done(error);
    }
  }

  _unpark(value?: unknown): void {
    this.#value = value;
    ready(this);
  }

  _run(): void {
    let value;
    try {
      value = this.#leaf._end(this.#value);
    } catch (error) {
      this.#done(error);
      return;
    }
    this.#done(undefined, value);
  }
}

/** Run a leaf; `done` is called from an entry of the ready queue, or at once with an error. It must not throw. */
export function detached<T>(leaf: Leaf<T>, done: (error: unknown, value?: T) => void): void {
  new Detached(leaf[Symbol.iterator](), done).begin();
}
