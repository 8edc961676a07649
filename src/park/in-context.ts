/**
 * An operation whose every step runs in an AsyncLocalStorage context of its own, other than that of the tasklet that runs it: what a
 * worker does on behalf of whoever asked for it. What enterWith() changes in one step is there in the next.
 */
import { captureContext } from '#platform';
import type { Op, Park } from './op.js';

/** Runs a function in a context. */
export type Context = <R>(run: () => R) => R;

export class InContext<T> implements Op<T>, Iterator<Park, T, unknown> {
  readonly #begin: () => Iterator<Park, T, unknown>;
  #steps: Iterator<Park, T, unknown> | undefined = undefined;
  #context: Context;

  /** `begin` is called in the context, too. */
  constructor(context: Context, begin: () => Iterator<Park, T, unknown>) {
    this.#context = context;
    this.#begin = begin;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(value?: unknown): IteratorResult<Park, T> {
    return this.#step(() => (this.#steps ??= this.#begin()).next(value));
  }

  throw(error: unknown): IteratorResult<Park, T> {
    return this.#step(() => {
      if (this.#steps?.throw === undefined) throw error;
      return this.#steps.throw(error);
    });
  }

  #step(run: () => IteratorResult<Park, T>): IteratorResult<Park, T> {
    return this.#context(() => {
      try {
        return run();
      } finally {
        this.#context = captureContext();
      }
    });
  }
}
