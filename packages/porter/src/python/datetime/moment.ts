/** What a date and a moment have in common. */
import { internal } from '../homes.js';
import { namedtuple } from '../containers/namedtuple.js';
import { NotImplemented } from '../singletons.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { kw } from '../keywords.js';
import { formatted } from '../times/strftime.js';
import { partsOf } from '../times/struct-time.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { DAY, timedelta } from './timedelta.js';

const IsoCalendarDate: Value = namedtuple('datetime.IsoCalendarDate', 'year week weekday');

/** Microseconds since 1970 at which a day begins, as if in UTC. */
export function startOf(year: number, month: number, day: number): number {
  if (year < 1 || year > 9999) throw new ValueError(`year ${String(year)} is out of range`);
  if (month < 1 || month > 12) throw new ValueError('month must be in 1..12');
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  if (at.getUTCDate() !== day) throw new ValueError('day is out of range for month');
  return at.getTime() * 1000;
}

export const two = (x: number): string => String(x).padStart(2, '0');

export abstract class Moment extends PyObject {
  /** In microseconds since 1970, as if in UTC. */
  abstract readonly _at: number;

  get _utc(): Date {
    return new Date(Math.floor(this._at / 1000));
  }

  get year(): number {
    return this._utc.getUTCFullYear();
  }

  get month(): number {
    return this._utc.getUTCMonth() + 1;
  }

  get day(): number {
    return this._utc.getUTCDate();
  }

  weekday(): number {
    return (this._utc.getUTCDay() + 6) % 7;
  }

  /** The year, the week and the day of ISO 8601. */
  isocalendar(): Value {
    // The Thursday of its week decides the year.
    const thursday = Date.UTC(this.year, this.month - 1, this.day - this.weekday() + 3);
    const year = new Date(thursday).getUTCFullYear();
    const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / 604_800_000) + 1;
    return IsoCalendarDate.__make__(year, week, this.isoweekday());
  }

  isoweekday(): number {
    return this.weekday() + 1;
  }

  toordinal(): number {
    return Math.floor(this._at / DAY) + 719163;
  }

  timetuple(): Value {
    return partsOf(this._utc, true, -1);
  }

  ctime(): string {
    return this.strftime('%a %b %e %H:%M:%S %Y');
  }

  strftime(pattern: string): string {
    return formatted(pattern, this.timetuple(), ((this._at % 1e6) + 1e6) % 1e6);
  }

  __format__(pattern: string): string {
    return pattern === '' ? this.__str__() : this.strftime(pattern);
  }

  abstract __str__(): string;

  /** Whether it is of the same kind: dates are not compared with moments. */
  protected abstract _same(other: Value): other is Moment;

  /** How much later it is than another, in microseconds. */
  protected _since(other: Moment, _doing: string): number {
    return this._at - other._at;
  }

  #against(other: Value): number {
    if (this._same(other)) return this._since(other, 'compare');
    const name = (x: Value): string =>
      x instanceof Moment ? `datetime.${x.constructor.name}` : String(x?.constructor?.name);
    // The class that extends the other's is asked first.
    const [first, second] = other instanceof this.constructor ? [other, this] : [this, other];
    throw new PyTypeError(`can't compare ${name(first)} to ${name(second)}`);
  }

  __key__(): string {
    return `${this.constructor.name}${String(this._at)}`;
  }

  __eq__(other: Value): boolean {
    return this._same(other) && this._at === other._at;
  }

  __lt__(other: Value): boolean {
    return this.#against(other) < 0;
  }

  __le__(other: Value): boolean {
    return this.#against(other) <= 0;
  }

  __gt__(other: Value): boolean {
    return this.#against(other) > 0;
  }

  __ge__(other: Value): boolean {
    return this.#against(other) >= 0;
  }

  protected abstract _made(at: number): Moment;

  __add__(other: Value): Value {
    return other instanceof timedelta ? this._made(this._at + other._all) : NotImplemented;
  }

  __radd__(other: Value): Value {
    return this.__add__(other);
  }

  __sub__(other: Value): Value {
    if (other instanceof timedelta) return this._made(this._at - other._all);
    return this._same(other)
      ? new timedelta(kw({ microseconds: this._since(other, 'subtract') }))
      : NotImplemented;
  }
}
internal(Moment);
