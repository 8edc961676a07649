/**
 * each(): what a promise-based world yields, in turn. One item is asked for at a time, when a tasklet wants it; one that was asked
 * for and that nobody waits for any more, as another arm of a select has won, is kept for the next.
 *
 * Giving up means calling return() of the source, which nobody waits for: nothing can be said of how long it takes.
 */
import { checkFunction, isThenable, kindOf } from '../check.js';
import { report } from '../loop/thread.js';
import { withFrames } from './frames.js';
import type { CoIterator, Op, Park } from './op.js';
import { operation } from './operation.js';
import { Served } from './served.js';
import { trimmed } from '../trim.js';

/** What each() and on() return: it can be left before its end. */
export interface Leavable<T> extends CoIterator<T> {
  /** Leave it: there is no more for whoever waits in next() or calls it. Twice is fine. Does not park. */
  close(): void;
  /** What `using` calls at the end of its block: close(). */
  [Symbol.dispose](): void;
}

/** Of either kind of iterables: what its iterator does. */
interface Steps {
  next(): unknown;
  return?(): unknown;
}

/** A stream of the web. */
interface WebStream {
  getReader(): {
    read(): Promise<IteratorResult<unknown, unknown>>;
    cancel(): Promise<void>;
    releaseLock(): void;
  };
}

/** Nothing was asked for. */
const IDLE = 0;
/** next() of the source was called, and its promise has not settled. */
const ASKED = 1;
/** What the source has said waits to be taken. */
const THERE = 2;
/** The source has ended, or was left. */
const OVER = 3;

class Each<T> extends Served<T> implements Leavable<T> {
  readonly #source: AsyncIterable<T> | Iterable<T>;
  readonly #steps: Steps;
  readonly #isAsync: boolean;
  #state = IDLE;
  #result: IteratorResult<T, void> | undefined = undefined;
  #error: { readonly thrown: unknown } | undefined = undefined;

  constructor(source: AsyncIterable<T> | Iterable<T>) {
    super('each', true);
    this.#source = source;
    const asyncSteps = (source as Partial<AsyncIterable<T>>)[Symbol.asyncIterator];
    this.#isAsync = typeof asyncSteps === 'function';
    if (this.#isAsync && isWebStream(source)) this.#steps = readSteps(source);
    else this.#steps = asyncSteps?.call(source) ?? (source as Iterable<T>)[Symbol.iterator]();
  }

  override forEach(body: (item: T) => Op<unknown> | unknown): Op<void> {
    checkFunction('what forEach() is given', body);
    return operation('each.forEach', this.#forEach(body));
  }

  close(): void {
    if (this.#state === OVER) return;
    const asked = this.#state === ASKED;
    const error = this.#error;
    this.#end();
    // It would have been thrown at the next tasklet.
    if (error !== undefined) report(error.thrown, this);
    else this.#leaveSource(asked);
    this._serve();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  protected get _hasNews(): boolean {
    if (this.#state === IDLE && !this.#isAsync) this.#ask();
    return this.#state >= THERE;
  }

  protected override _wanted(wanted: boolean): void {
    if (wanted && this.#state === IDLE) this.#ask();
  }

  protected override _gaveUp(): void {
    this.close();
  }

  protected _take(): IteratorResult<T, void> {
    const [result, error] = [this.#result, this.#error];
    if (error !== undefined || result === undefined || result.done === true) this.#end();
    else this.#state = IDLE;
    this.#result = undefined;
    if (error !== undefined) throw withFrames(error.thrown);
    return result ?? { done: true, value: undefined };
  }

  *#forEach(body: (item: T) => Op<unknown> | unknown): Generator<Park, void, unknown> {
    try {
      yield* super.forEach(body);
    } finally {
      this.close();
    }
  }

  /** Ask the source for the next one. */
  #ask(): void {
    this.#state = ASKED;
    try {
      const step = this.#steps.next();
      if (this.#isAsync) void Promise.resolve(step).then(this.#came, this.#failed);
      else this.#came(step);
    } catch (error) {
      this.#failed(error);
    }
  }

  // What comes when it was left already is dropped.

  readonly #came = (step: unknown): void => {
    if (this.#state !== ASKED) return;
    try {
      if (typeof step !== 'object' || step === null)
        throw trimmed(
          new TypeError(`the source given to each() yielded ${kindOf(step)}, not a result of next()`),
        );
      const { done, value } = step as IteratorResult<T, unknown>;
      this.#result = done === true ? { done, value: undefined } : { done: false, value };
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#state = THERE;
    this._serve();
  };

  readonly #failed = (error: unknown): void => {
    if (this.#state !== ASKED) return;
    this.#error = { thrown: error };
    this.#state = THERE;
    this._serve();
  };

  #end(): void {
    this.#state = OVER;
    this.#result = this.#error = undefined;
  }

  /** An async generator runs its `finally` blocks only when what it awaits has come: a stream of Node's is destroyed, therefore. */
  #leaveSource(asked: boolean): void {
    try {
      const left = this.#steps.return?.();
      if (isThenable(left)) left.then(undefined, (error: unknown) => report(error, this));
      const { destroy } = this.#source as { destroy?: unknown };
      if (asked && typeof destroy === 'function') destroy.call(this.#source);
    } catch (error) {
      report(error, this);
    }
  }
}

function isWebStream(source: unknown): source is WebStream {
  return typeof (source as Partial<WebStream>).getReader === 'function';
}

/** As its own iterator, whose return() would wait for the read that is under way: a body that says nothing more stayed open. */
function readSteps(stream: WebStream): Steps {
  const reader = stream.getReader();
  return {
    async next() {
      let goesOn = false;
      try {
        const step = await reader.read();
        goesOn = step.done !== true;
        return step;
      } finally {
        if (!goesOn) reader.releaseLock();
      }
    },
    return() {
      const cancelled = reader.cancel();
      reader.releaseLock();
      return cancelled;
    },
  };
}

/**
 * What a promise-based world yields, in turn: an async iterable (a Readable of Node's, a web stream, an async generator) or a
 * plain one. next() parks until the source has said what comes; its errors are thrown there. When it is given up (next() is killed or
 * its time is up, the body of forEach() throws, close()), return() of the source is called, once, and not waited for: its errors
 * go to excepthook. A Readable that is waited for is destroyed at once, a web stream is cancelled. As an arm of select() that does not win, next() gives nothing
 * up: the item is kept. Several tasklets that call next() are served in turn. TypeError for what cannot be iterated.
 *
 * @example
 * import { createReadStream } from 'node:fs';
 * import { type Op, each } from 'evergreen-ts';
 *
 * function* sizeOf(path: string): Op<number> {
 *   let size = 0;
 *   yield* each<Buffer>(createReadStream(path)).forEach((chunk) => void (size += chunk.length));
 *   return size;
 * }
 */
export function each<T>(source: AsyncIterable<T> | Iterable<T>): Leavable<T> {
  const given: unknown = source;
  const [async, plain] = [Symbol.asyncIterator, Symbol.iterator].map(
    (key) => typeof (given as Record<symbol, unknown> | null | undefined)?.[key] === 'function',
  );
  if (async !== true && plain !== true)
    throw trimmed(new TypeError(`each() takes an async iterable or another iterable, not ${kindOf(given)}`));
  return new Each(source);
}
