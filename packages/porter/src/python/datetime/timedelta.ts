/** A length of time, in whole microseconds. */
import { floordiv, mul } from '../arithmetic.js';
import { NotImplemented } from '../singletons.js';
import { float_ } from '../float.js';
import { kw, takeKw } from '../keywords.js';
import { PyObject } from '../object.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';
import { extension } from '../homes.js';

/** Microseconds of a day. */
export const DAY = 86_400_000_000;

export class timedelta extends PyObject {
  static get resolution(): Value {
    return new timedelta(0, 0, 1);
  }

  /** In microseconds. */
  readonly _all: number;

  constructor(...args: Value[]) {
    super();
    const named = takeKw(args);
    const units: [string, number][] = [
      ['days', DAY],
      ['seconds', 1e6],
      ['microseconds', 1],
      ['milliseconds', 1000],
      ['minutes', 60e6],
      ['hours', 3600e6],
      ['weeks', 7 * DAY],
    ];
    this._all = Math.round(
      units.reduce((sum, [name, unit], i) => sum + Number(args[i] ?? named.get(name, 0)) * unit, 0),
    );
    Object.defineProperty(this, '_all', { enumerable: false });
  }

  get days(): number {
    return Math.floor(this._all / DAY);
  }

  get seconds(): number {
    return Math.floor((this._all - this.days * DAY) / 1e6);
  }

  get microseconds(): number {
    return this._all - Math.floor(this._all / 1e6) * 1e6;
  }

  total_seconds(): Value {
    return float_(this._all / 1e6);
  }

  __key__(): string {
    return `timedelta${String(this._all)}`;
  }

  #made(microseconds: number): timedelta {
    return new timedelta(kw({ microseconds }));
  }

  __add__(other: Value): Value {
    return other instanceof timedelta ? this.#made(this._all + other._all) : NotImplemented;
  }

  __sub__(other: Value): Value {
    return other instanceof timedelta ? this.#made(this._all - other._all) : NotImplemented;
  }

  __mul__(by: Value): Value {
    return this.#made(Number(mul(this._all, by)));
  }

  __rmul__(by: Value): Value {
    return this.__mul__(by);
  }

  __truediv__(by: Value): Value {
    return by instanceof timedelta ? float_(this._all / by._all) : this.#made(this._all / Number(by));
  }

  __floordiv__(by: Value): Value {
    return by instanceof timedelta
      ? floordiv(this._all, by._all)
      : this.#made(Number(floordiv(this._all, by)));
  }

  __mod__(by: timedelta): Value {
    return this.#made(this._all - Math.floor(this._all / by._all) * by._all);
  }

  __divmod__(by: timedelta): Value {
    return tup(Math.floor(this._all / by._all), this.__mod__(by));
  }

  __pos__(): Value {
    return this;
  }

  __neg__(): Value {
    return this.#made(-this._all);
  }

  __abs__(): Value {
    return this.#made(Math.abs(this._all));
  }

  __bool__(): boolean {
    return this._all !== 0;
  }

  __eq__(other: Value): boolean {
    return other instanceof timedelta && this._all === other._all;
  }

  __lt__(other: Value): Value {
    return other instanceof timedelta ? this._all < other._all : NotImplemented;
  }

  __le__(other: Value): Value {
    return other instanceof timedelta ? this._all <= other._all : NotImplemented;
  }

  __gt__(other: Value): Value {
    return other instanceof timedelta ? this._all > other._all : NotImplemented;
  }

  __ge__(other: Value): Value {
    return other instanceof timedelta ? this._all >= other._all : NotImplemented;
  }

  __str__(): string {
    const { days, seconds, microseconds } = this;
    const two = (x: number): string => String(x).padStart(2, '0');
    const clock = `${String(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const rest = microseconds === 0 ? '' : `.${String(microseconds).padStart(6, '0')}`;
    return (days === 0 ? '' : `${String(days)} day${Math.abs(days) === 1 ? '' : 's'}, `) + clock + rest;
  }

  __repr__(): string {
    const parts = (['days', 'seconds', 'microseconds'] as const)
      .filter((name) => this[name] !== 0)
      .map((name) => `${name}=${String(this[name])}`);
    return `datetime.timedelta(${parts.length === 0 ? '0' : parts.join(', ')})`;
  }
}

extension('datetime', timedelta);
