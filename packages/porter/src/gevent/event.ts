/** gevent's events and results. */
import { raised } from '../python/exceptions.js';
import { waiting } from '../python/modules/queue.js';
import { hidden } from '../python/object.js';
import { repr } from '../python/text.js';
import { tup } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { Timeout } from './errors.js';
import { Linkable } from './linkable.js';
import { home } from '../python/homes.js';

type Steps = Generator<Value>;

export class Event extends Linkable {
  override __init__(): Value {
    super.__init__();
    hidden(this, '_$flag');
    this._$flag = false;
  }

  override ready(): boolean {
    return this._$flag as boolean;
  }

  is_set(): boolean {
    return this._$flag as boolean;
  }

  isSet(): boolean {
    return this._$flag as boolean;
  }

  set(): void {
    this._$flag = true;
    this._notify();
  }

  clear(): void {
    this._$flag = false;
  }

  *wait(timeout: Value = null): Steps {
    return yield* this._wait(waiting(true, timeout)[1]);
  }

  __str__(): string {
    return `<Event ${this.ready() ? 'set' : 'clear'} _links[${String(this.linkcount())}]>`;
  }
}

/** A value or an error that comes later. */
export class AsyncResult extends Linkable {
  override __init__(): Value {
    super.__init__();
    hidden(this, '_$value', '_$error');
  }

  set(value: Value = null): void {
    this._$value = value;
    this._notify();
  }

  set_exception(error: Value): void {
    this._$error = raised(error);
    this._notify();
  }

  /** As a link of a greenlet: its outcome is this one's. */
  __call__(source: Value): void {
    if (source.successful()) this.set(source.value);
    else this.set_exception(source.exception);
  }

  *get(block: Value = true, timeout: Value = null): Steps {
    if (!this.ready()) {
      const [blocks, limit] = waiting(block, timeout);
      if (!blocks) throw new Timeout();
      if (!(yield* this._waitForLink(limit))) throw new Timeout(limit);
    }
    return this.#outcome();
  }

  get_nowait(): Value {
    if (!this.ready()) throw new Timeout();
    return this.#outcome();
  }

  #outcome(): Value {
    if (this._$value === undefined) throw this._$error;
    return this._$value;
  }

  *wait(timeout: Value = null): Steps {
    yield* this._wait(waiting(true, timeout)[1]);
    return this.value;
  }

  override ready(): boolean {
    return this._$value !== undefined || this._$error !== undefined;
  }

  successful(): boolean {
    return this._$value !== undefined;
  }

  get value(): Value {
    return this._$value ?? null;
  }

  get exception(): Value {
    return this._$error ?? null;
  }

  get exc_info(): Value {
    return this._$error === undefined ? tup() : tup(this._$error.constructor, this._$error, null);
  }

  __str__(): string {
    const value = this.value === null ? '' : `value=${repr(this.value)} `;
    const error = this._$error === undefined ? 'unset ' : `exception=${repr(this._$error)} `;
    return `<AsyncResult ${value}${error} _links[${String(this.linkcount())}]>`;
  }
}

home('gevent._gevent_cevent', Event, AsyncResult);
