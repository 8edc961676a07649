/**
 * Executors: they run functions, and return a future for each. Here is what all have in common.
 */
import { checkpoint } from '../park/checkpoint.js';
import { Deadline } from '../park/deadline.js';
import { BaseCoIterator } from '../sync/co-iterator.js';
import type { CoIterator, Op, Park, Plain, ValueOf } from '../park/op.js';
import { checkIterable, checkTarget, checkTimeout } from '../check.js';
import { TimeoutError } from '../errors.js';
import { operation } from '../park/operation.js';
import { type Future, ofFuture } from './future.js';
import { wait } from './wait.js';
import { trimmed } from '../trim.js';

/** Source: concurrent.futures.Executor, evergreen.futures.Executor. */
export abstract class Executor {
  /** Run `fn(...args)`, some time: the future of its result. Does not park. */
  abstract submit<A extends unknown[], T>(fn: (...args: A) => Op<T>, ...args: A): Future<T>;
  abstract submit<A extends unknown[], R>(fn: (...args: A) => R & Plain<R>, ...args: A): Future<ValueOf<R>>;

  /** Take no more work; with `wait` (the default) until all it has taken is done. Parks. */
  abstract shutdown(wait?: boolean): Op<void>;

  /**
   * Results of `fn` in the order of `items`; all are submitted at once. next() throws the error of an item, or TimeoutError
   * when the deadline passes; calls that have not begun by then are cancelled, and there are no more results. RangeError for
   * a negative timeout.
   *
   * @param timeout seconds from this call, for all of them; for ever if left out
   *
   * @example
   * function* squares(pool: Executor): Op<number[]> {
   *   return yield* pool.map((x: number) => x * x, [1, 2, 3]).toArray();
   * }
   */
  map<I, T>(fn: (item: I) => Op<T>, items: Iterable<I>, timeout?: number): CoIterator<T>;
  map<I, R>(fn: (item: I) => R & Plain<R>, items: Iterable<I>, timeout?: number): CoIterator<ValueOf<R>>;
  map(fn: (item: unknown) => unknown, items: Iterable<unknown>, timeout?: number): CoIterator<unknown> {
    checkTarget(fn);
    checkIterable('what map() is given', items);
    checkTimeout(timeout);
    return new Mapped(
      Array.from(items, (item) => this.submit(fn, item)),
      timeout,
    );
  }
}

class Mapped<T> extends BaseCoIterator<T> {
  /** Those whose results next() has yet to return, the first last. */
  #futures: Future<T>[];
  readonly #deadline: Deadline;

  constructor(futures: Future<T>[], timeout: number | undefined) {
    super();
    this.#futures = futures.reverse();
    this.#deadline = new Deadline(timeout);
  }

  next(): Op<IteratorResult<T, void>> {
    return operation('map.next', this.#next());
  }

  *#next(): Generator<Park, IteratorResult<T, void>, unknown> {
    yield* checkpoint();
    // Waiting and taking are apart: a tasklet that is killed while it waits takes no result with it.
    for (let future; (future = this.#futures.at(-1)) !== undefined;) {
      if (!future.done) yield* wait([future], this.#deadline.left);
      if (future !== this.#futures.at(-1)) continue;
      try {
        if (!future.done)
          throw trimmed(new TimeoutError(`${this.#futures.length} results did not come in time`));
        this.#futures.pop();
        return { done: false, value: ofFuture.outcome(future) };
      } catch (error) {
        for (const other of this.#futures.splice(0)) other.cancel();
        throw error;
      }
    }
    return { done: true, value: undefined };
  }
}
