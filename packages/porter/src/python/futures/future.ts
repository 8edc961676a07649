/** Futures of concurrent.futures: a result that is set once, and those who wait for it. */
import { Event as Flag, TaskletExit } from 'evergreen-ts';
import { tracebackOf } from '../end.js';
import { Exception, TimeoutError, caught, raised } from '../exceptions.js';
import { numberOf } from '../hash.js';
import { home } from '../homes.js';
import { type Kw, given } from '../keywords.js';
import { PyObject, className } from '../object.js';
import { apply, call, op } from '../plain.js';
import { toStderr } from '../streams.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';

type Steps = Generator<Value>;
type State = 'PENDING' | 'RUNNING' | 'CANCELLED' | 'CANCELLED_AND_NOTIFIED' | 'FINISHED';

class Error_ extends Exception {}
Object.defineProperty(Error_, 'name', { value: 'Error' });
export class CancelledError extends Error_ {}
export class InvalidStateError extends Error_ {}

/** Seconds, by position or name; undefined for none. */
export function limitOf(args: readonly Value[]): number | undefined {
  const [timeout = null] = given(args, ['timeout']);
  return timeout === null ? undefined : Math.max(0, Number(timeout));
}

export class Future extends PyObject {
  readonly #ended = new Flag();
  readonly #callbacks: Value[] = [];
  readonly #watchers = new Set<(future: Future) => void>();
  #state: State = 'PENDING';
  #result: Value = null;
  #error: Value = null;

  get _state(): string {
    return this.#state;
  }

  /** Run what was submitted; the executor does. */
  *_run(f: Value, args: Value[], named: Kw): Steps {
    if (!this.set_running_or_notify_cancel()) return null;
    let result: Value;
    try {
      result = yield* op(apply(f, args, named));
    } catch (error) {
      if (error instanceof TaskletExit) throw error;
      return yield* this.set_exception(caught(error));
    }
    return yield* this.set_result(result);
  }

  /** For executors: False if nobody wants the result. */
  set_running_or_notify_cancel(): boolean {
    if (this.#state === 'CANCELLED') {
      this.#state = 'CANCELLED_AND_NOTIFIED';
      this.#settle();
      return false;
    }
    if (this.#state !== 'PENDING') throw new InvalidStateError('Future in unexpected state');
    this.#state = 'RUNNING';
    return true;
  }

  *set_result(result: Value): Steps {
    this.#finish();
    this.#result = result;
    return yield* this.#tell();
  }

  *set_exception(error: Value): Steps {
    this.#finish();
    this.#error = error === null ? null : raised(error);
    return yield* this.#tell();
  }

  #finish(): void {
    if (this.done()) throw new InvalidStateError(`${this.#state}: ${this.__repr__()}`);
    this.#state = 'FINISHED';
    this.#ended.set();
    this.#settle();
  }

  #settle(): void {
    for (const watcher of this.#watchers) watcher(this);
    this.#watchers.clear();
  }

  *_over(): Steps {
    return yield* this.#ended.wait();
  }

  /** It has ended, and whoever waits for several knows. */
  get _settled(): boolean {
    return this.#state === 'FINISHED' || this.#state === 'CANCELLED_AND_NOTIFIED';
  }

  _watch(watcher: (future: Future) => void): void {
    this.#watchers.add(watcher);
  }

  _unwatch(watcher: (future: Future) => void): void {
    this.#watchers.delete(watcher);
  }

  *#tell(): Steps {
    for (const callback of this.#callbacks.splice(0)) yield* this.#called(callback);
    return null;
  }

  *#called(callback: Value): Steps {
    try {
      yield* op(call(callback, this));
    } catch (error) {
      if (error instanceof TaskletExit) throw error;
      toStderr(`exception calling callback for ${this.__repr__()}\n${tracebackOf(error)}`);
    }
    return null;
  }

  *#outcome(args: readonly Value[]): Steps {
    if (!(yield* this.#ended.wait(limitOf(args)))) throw new TimeoutError();
    if (this.#state !== 'FINISHED') throw new CancelledError();
    return null;
  }

  *result(...args: Value[]): Steps {
    yield* this.#outcome(args);
    if (this.#error !== null) throw this.#error;
    return this.#result;
  }

  *exception(...args: Value[]): Steps {
    yield* this.#outcome(args);
    return this.#error;
  }

  *cancel(): Steps {
    if (this.#state === 'RUNNING' || this.#state === 'FINISHED') return false;
    if (this.#state === 'PENDING') {
      this.#state = 'CANCELLED';
      this.#ended.set();
      yield* this.#tell();
    }
    return true;
  }

  cancelled(): boolean {
    return this.#state.startsWith('CANCELLED');
  }

  running(): boolean {
    return this.#state === 'RUNNING';
  }

  done(): boolean {
    return this.#state !== 'PENDING' && this.#state !== 'RUNNING';
  }

  *add_done_callback(callback: Value): Steps {
    if (this.done()) yield* this.#called(callback);
    else this.#callbacks.push(callback);
    return null;
  }

  __repr__(): string {
    const address = `0x${(0x7f0000000000 + numberOf(this) * 64).toString(16)}`;
    const state = this.cancelled() ? 'cancelled' : this.#state.toLowerCase();
    const outcome =
      this.#state !== 'FINISHED'
        ? ''
        : this.#error === null
          ? ` returned ${typeName(this.#result)}`
          : ` raised ${typeName(this.#error)}`;
    return `<${className(this.constructor)} at ${address} state=${state}${outcome}>`;
  }
}

home('concurrent.futures._base', Error_, CancelledError, InvalidStateError, Future);
