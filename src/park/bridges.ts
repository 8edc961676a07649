/**
 * Bridges to the outer world's ways of waiting: promises and Node-style callbacks. What a tasklet waits for here comes from
 * outside; as long as it may come, the loop is not deadlocked.
 *
 * A promise keeps its reactions until it settles, and a long-lived one may be waited for and given up a million times. So the
 * library adds one pair of reactions to each promise (Settlement), and keeps its own list of those that wait.
 */
import { checkFunction, isInstance, isThenable, kindOf } from '../check.js';
import { Action, type Start } from './action.js';
import { withFrames } from './frames.js';
import type { Op } from './op.js';
import { trimmed } from '../trim.js';

interface Listener<T> {
  readonly resume: (value: T) => void;
  readonly fail: (error: unknown) => void;
}

/** Those that wait for one promise, in the order in which they came. */
class Settlement<T> {
  readonly #listeners = new Set<Listener<T>>();

  constructor(promise: Promise<T>) {
    promise.then(
      (value) => {
        settlements.delete(promise);
        for (const { resume } of this.#listeners) resume(value);
      },
      (error: unknown) => {
        settlements.delete(promise);
        for (const { fail } of this.#listeners) fail(error);
      },
    );
  }

  /** Returns the way to leave. */
  add(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}

const settlements = new WeakMap<Promise<unknown>, Settlement<never>>();

/** Listen for the outcome of a promise. Returns the way to stop, if there is one. */
function listen<T>(promise: PromiseLike<T>, listener: Listener<T>): (() => void) | undefined {
  // What a thenable of another kind does when then() is called, only it knows: a query may be sent each time.
  if (!isInstance(promise, Promise)) {
    promise.then(listener.resume, listener.fail);
    return undefined;
  }
  let settlement = settlements.get(promise) as Settlement<T> | undefined;
  if (settlement === undefined)
    settlements.set(promise, (settlement = new Settlement<T>(promise as Promise<T>)));
  return settlement.add(listener);
}

/** An error that was made elsewhere also says where it was waited for. */
export class Bridge<T> extends Action<T> {
  override _end(): T {
    try {
      return super._end();
    } catch (error) {
      throw withFrames(error);
    }
  }
}

/**
 * For the library's own modules: park until `call` is called, now or later, with the result; `what` says, for people, what is
 * waited for. Calls after the first are ignored; a result that comes after the wait was given up is handed to `discard`.
 */
export function untilCalled<T>(
  what: string,
  start: (call: (value: T) => void) => void,
  discard?: (value: T) => void,
): Op<T> {
  return new Action<T>(what, (resume) => start(resume), discard);
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
    throw trimmed(
      new TypeError(
        `until() waits for a promise, or for the one that a function (signal) => promise returns, not for ${kindOf(source)}: an operation is run with \`yield*\` alone`,
      ),
    );
  }
  return new Bridge('until', typeof source === 'function' ? abortable(source) : settled(source));
}

function settled<T>(promise: PromiseLike<T>): Start<T> {
  return (resume, fail) => listen(promise, { resume, fail });
}

function abortable<T>(source: (signal: AbortSignal) => PromiseLike<T>): Start<T> {
  return (resume, fail) => {
    const controller = new AbortController();
    const promise: unknown = source(controller.signal);
    if (!isThenable<T>(promise))
      throw trimmed(new TypeError('until() was given a function that did not return a promise'));
    const leave = listen(promise, { resume, fail });
    return (error) => {
      leave?.();
      controller.abort(error);
    };
  };
}

/**
 * Park until a Node-style callback is called: its value, or its error thrown here. Calls after the first are ignored. What comes
 * after the wait was given up is dropped: action() of evergreen-ts/lowlevel can dispose of it.
 *
 * @example
 * function* read(path: string): Op<string> {
 *   return yield* fromCallback<string>((callback) => readFile(path, 'utf8', callback));
 * }
 */
export function fromCallback<T>(
  start: (callback: (error: Error | null | undefined, value?: T) => void) => void,
): Op<T> {
  checkFunction('what fromCallback() is given', start);
  return new Bridge<T>('fromCallback', (resume, fail) => {
    start((error, value) => {
      if (error === null || error === undefined) resume(value as T);
      else fail(error);
    });
  });
}
