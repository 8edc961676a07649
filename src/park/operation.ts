/**
 * The library's own operations that are written as generators. In debug mode they are wrapped, so that a forgotten
 * `yield*` shows for them as it does for leaves; otherwise the generator itself is handed out.
 */
import { debug, noteMade, noteRun } from './debug.js';
import { OPERATION, type Op, type Park } from './op.js';
import { runningTasklet } from './leaf.js';

export class TracedOp<T> implements Op<T> {
  readonly #generator: Generator<Park, T, unknown>;

  constructor(generator: Generator<Park, T, unknown>) {
    this.#generator = generator;
  }

  get [OPERATION](): true {
    return true;
  }

  [Symbol.iterator](): Iterator<Park, T, unknown> {
    noteRun(this);
    return this.#generator;
  }
}

/** Hand out a generator as an operation called `what`. */
export function operation<T>(what: string, generator: Generator<Park, T, unknown>): Op<T> {
  if (!debug) return generator;
  const op = new TracedOp(generator);
  noteMade(op, () => what, runningTasklet());
  return op;
}
