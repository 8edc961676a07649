/**
 * Operations: what may park, as types, and the one token that stands for a park. Nothing here runs.
 */

/** The compiler names it where a plain `yield op` was written. */
declare const use_yield_star: unique symbol;

/** The one token a tasklet may hand to the hub. Users never make or read one. */
export interface Park {
  /** Tells it from everything else. */
  readonly [use_yield_star]: true;
}

/**
 * A cooperative operation: lazy, single use. Nothing happens until it is run with `yield*` in a tasklet. A generator
 * function declares it as its return type.
 *
 * @example
 * function* nap(times: number): Op<string> {
 *   for (let i = 0; i < times; i++) yield* sleep(0.1);
 *   return 'rested';
 * }
 */
export interface Op<T> {
  /** Begin: `yield*` calls it, once. The iterator hands the hub its token whenever it parks. */
  [Symbol.iterator](): Iterator<Park, T, unknown>;
  /** Never there: to the compiler an array of `any` would be an operation otherwise. */
  readonly length?: never;
}

/** A body a tasklet can run: a generator function, or a plain function that does not park. */
export type Target<A extends unknown[], T> = (...args: A) => Op<T> | Plain<T>;

/** What a target's result comes to: the value of an operation, or itself. */
export type ValueOf<R> = R extends Op<infer T> ? T : R;

/**
 * Any plain result. A promise is none, nor is a generator that yields anything but what operations do: the compiler's message
 * says what to write instead.
 */
export type Plain<R> =
  R extends PromiseLike<unknown>
    ? 'a promise does not park: spawn(function* () { return yield* until(...) })'
    : R &
        (R extends Op<unknown>
          ? unknown
          : R extends Generator | AsyncGenerator
            ? 'only yield* parks: write yield* before an operation, and yield* until(...) for a promise'
            : unknown);

// Whatever takes a target has two signatures: one for operations, one for plain values. One for both would take strings and
// arrays, which can be iterated, for operations.

/**
 * Cooperative iteration.
 *
 * @example
 * function* printAll(it: CoIterator<string>): Op<void> {
 *   for (let r; !(r = yield* it.next()).done; ) console.log(r.value);
 * }
 */
export interface CoIterator<T> {
  /** The next item, when there is one; `done` at the end. Parks. */
  next(): Op<IteratorResult<T, void>>;
  /** `body` with each item, to the end; what it returns is run if it is an operation. Parks. */
  forEach(body: (item: T) => Op<unknown> | unknown): Op<void>;
  /** All items that are left, when the end has come. Parks. */
  toArray(): Op<T[]>;
}

/** A property of the operations and the token of every copy of the package: so one of another copy is known for what it is. */
export const OPERATION: unique symbol = Symbol.for('evergreen-ts.operation');

/** The token itself: compared, and looked into only to tell that it is another copy's. */
export const PARK_TOKEN = Object.freeze({ [OPERATION]: true }) as unknown as Park;

/**
 * What a leaf's next() returns to park. V8 gives the results of its own generators one hidden class; with these of that
 * class too, every `yield*` on the way sees only one, and a switch is some percent faster than with object literals.
 */
export const PARKED: IteratorResult<Park, never> = (function* (): Generator<Park, never> {
  yield PARK_TOKEN;
  throw new Error('unreachable');
})().next();

const DONE = (function* (): Generator<Park, undefined> {
  // It ends at once: its result is `{ value: undefined, done: true }`.
})().next() as IteratorReturnResult<undefined>;

/** What a leaf's next() returns to go on with `value`. The commonest, undefined, costs no allocation. */
export function done<T>(value: T): IteratorReturnResult<T> {
  return value === undefined ? (DONE as IteratorReturnResult<T>) : { value, done: true };
}
