/**
 * Bridges to the outer world's ways of waiting: promises and Node-style callbacks. What a tasklet waits for here comes
 * from outside; as long as it may come, the loop is not deadlocked.
 */
import { isThenable } from '../check.js';
import { beginOutside, endOutside } from '../loop/thread.js';
import type { Op, Park } from './op.js';
import { Leaf, type Parkable } from './leaf.js';

/** A result from outside that settles once, now or later; what comes after that, or after giving up, is dropped. */
abstract class Bridge<T> extends Leaf<T> {
  #state: 'new' | 'starting' | 'waiting' | 'settled' = 'new';
  #tasklet: Parkable | undefined = undefined;
  #value: T | undefined = undefined;
  #error: { readonly thrown: unknown } | undefined = undefined;

  _begin(tasklet: Parkable): boolean {
    if (this.#state !== 'new')
      throw new Error(`${this._describe()}: an operation can be run only once: make a new one`);
    this.#state = 'starting';
    this.start();
    if ((this.#state as string) === 'settled') return true;
    this.#state = 'waiting';
    this.#tasklet = tasklet;
    beginOutside();
    return false;
  }

  _end(): T {
    if (this.#error !== undefined) throw this.#error.thrown;
    return this.#value as T;
  }

  _undo(): void {
    if (this.#state === 'waiting') endOutside();
    this.#state = 'settled';
  }

  /** Ask for the result: resolve() or reject() is to be called, at once or later. */
  protected abstract start(): void;

  protected resolve(value: T): void {
    this.#settle(() => (this.#value = value));
  }

  protected reject(error: unknown): void {
    this.#settle(() => (this.#error = { thrown: error }));
  }

  #settle(keep: () => void): void {
    if (this.#state === 'settled') return;
    const waiting = this.#state === 'waiting';
    this.#state = 'settled';
    keep();
    if (!waiting) return;
    endOutside();
    this.#tasklet?._unpark();
  }
}

class Until<T> extends Bridge<T> {
  readonly #source: PromiseLike<T> | ((signal: AbortSignal) => PromiseLike<T>);
  /** Tells the source that nobody waits any more. Made only for a source that can be told. */
  #abort: AbortController | undefined = undefined;

  constructor(source: PromiseLike<T> | ((signal: AbortSignal) => PromiseLike<T>)) {
    super();
    this.#source = source;
  }

  protected start(): void {
    this.#promise().then(
      (value) => this.resolve(value),
      (error: unknown) => this.reject(error),
    );
  }

  override throw(error: unknown): IteratorResult<Park, T> {
    try {
      return super.throw(error);
    } finally {
      this.#abort?.abort(error);
    }
  }

  #promise(): PromiseLike<T> {
    const source = this.#source;
    if (typeof source !== 'function') return source;
    this.#abort = new AbortController();
    const promise: unknown = source(this.#abort.signal);
    if (!isThenable<T>(promise))
      throw new TypeError('until() was given a function that did not return a promise');
    return promise;
  }

  _describe(): string {
    return 'until';
  }
}

/** @inline */
type NodeCallback<T> = (error: Error | null | undefined, value?: T) => void;

class FromCallback<T> extends Bridge<T> {
  readonly #start: (callback: NodeCallback<T>) => void;

  constructor(start: (callback: NodeCallback<T>) => void) {
    super();
    this.#start = start;
  }

  protected start(): void {
    this.#start((error, value) => {
      if (error === null || error === undefined) this.resolve(value as T);
      else this.reject(error);
    });
  }

  _describe(): string {
    return 'fromCallback';
  }
}

class UntilCalled<T> extends Bridge<T> {
  readonly #what: string;
  readonly #start: (call: (value: T) => void) => void;

  constructor(what: string, start: (call: (value: T) => void) => void) {
    super();
    this.#what = what;
    this.#start = start;
  }

  protected start(): void {
    this.#start((value) => this.resolve(value));
  }

  _describe(): string {
    return this.#what;
  }
}

/**
 * For the library's own modules: park until `call` is called, now or later, with the result; `what` tells people what is
 * waited for. Calls after the first are ignored.
 */
export function untilCalled<T>(what: string, start: (call: (value: T) => void) => void): Op<T> {
  return new UntilCalled(what, start);
}

/**
 * Park until a promise settles: its value, or its error thrown here. Given a function, it is called with an AbortSignal
 * that fires when the wait is given up: kill, Timeout or race. TypeError for anything else.
 *
 * @example
 * function* load(url: string): Op<string> {
 *   const response = yield* until((signal) => fetch(url, { signal }));
 *   return yield* until(response.text());
 * }
 */
export function until<T>(source: PromiseLike<T> | ((signal: AbortSignal) => PromiseLike<T>)): Op<T> {
  if (typeof source !== 'function' && !isThenable<T>(source)) {
    throw new TypeError(
      'until() waits for a promise, or for what a function returns that is given an AbortSignal',
    );
  }
  return new Until(source);
}

/**
 * Park until a Node-style callback is called: its value, or its error thrown here. Calls after the first are ignored.
 *
 * @example
 * function* read(path: string): Op<string> {
 *   return yield* fromCallback<string>((callback) => readFile(path, 'utf8', callback));
 * }
 */
export function fromCallback<T>(start: (callback: NodeCallback<T>) => void): Op<T> {
  if (typeof start !== 'function')
    throw new TypeError('fromCallback() needs a function that takes the callback');
  return new FromCallback(start);
}
