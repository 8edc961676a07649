/**
 * Executors: they run functions, and return a future for each. Here is what all have in common.
 */
import { Deadline } from '../park/deadline.js';
import type { CoIterator, Op, Plain, ValueOf } from '../park/op.js';
import { Served } from '../park/served.js';
import { checkIterable, checkTarget, checkTimeout } from '../check.js';
import { TimeoutError } from '../errors.js';
import { type Future, ofFuture } from './future.js';
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

class Mapped<T> extends Served<T> {
  /** Those whose results next() has yet to return, the first last. */
  readonly #futures: Future<T>[];
  readonly #deadline: Deadline;
  /** The one that is waited for, and how to be told no more when it is done. */
  #watched: { readonly future: Future<T>; readonly off: () => void } | undefined = undefined;

  constructor(futures: Future<T>[], timeout: number | undefined) {
    super('map', false);
    this.#futures = futures.reverse();
    this.#deadline = new Deadline(timeout);
  }

  protected get _hasNews(): boolean {
    return this.#futures.at(-1)?.done !== false;
  }

  protected override get _timeLeft(): number | undefined {
    return this.#deadline.left;
  }

  protected override _wanted(wanted: boolean): void {
    const future = wanted ? this.#futures.at(-1) : undefined;
    if (future === this.#watched?.future) return;
    this.#watched?.off();
    this.#watched = future && { future, off: ofFuture.onDone(future, () => this._serve()) };
  }

  protected _take(): IteratorResult<T, void> {
    const future = this.#futures.pop();
    if (future === undefined) return { done: true, value: undefined };
    try {
      return { done: false, value: ofFuture.outcome(future) };
    } catch (error) {
      this.#cancelAll();
      throw error;
    }
  }

  protected override _late(): never {
    const { length } = this.#futures;
    this.#cancelAll();
    throw trimmed(new TimeoutError(`${length} results did not come in time`));
  }

  #cancelAll(): void {
    for (const other of this.#futures.splice(0)) other.cancel();
  }
}
