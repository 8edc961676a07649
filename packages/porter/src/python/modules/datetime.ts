/** Python's datetime: naive dates and times. */
import { DAYS, MONTHS } from './time.js';
import { add, floordiv, mul } from '../arithmetic.js';
import { NotImplemented } from '../compare.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { Kw, kw } from '../keywords.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { formatted, struct_time } from './time.js';

const DAY = 86_400_000_000;

export class timedelta extends PyObject {
  /** In microseconds. */
  readonly _all: number;

  constructor(...args: Value[]) {
    super();
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
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

  __lt__(other: timedelta): boolean {
    return this._all < other._all;
  }

  __le__(other: timedelta): boolean {
    return this._all <= other._all;
  }

  __gt__(other: timedelta): boolean {
    return this._all > other._all;
  }

  __ge__(other: timedelta): boolean {
    return this._all >= other._all;
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

const two = (x: number): string => String(x).padStart(2, '0');

/** What a date and a moment have in common; in microseconds since 1970, as if in UTC. */
abstract class Moment extends PyObject {
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

  isoweekday(): number {
    return this.weekday() + 1;
  }

  toordinal(): number {
    return Math.floor(this._at / DAY) + 719163;
  }

  timetuple(): struct_time {
    return new struct_time(this._utc, true);
  }

  strftime(pattern: string): string {
    return formatted(pattern, this.timetuple(), ((this._at % 1e6) + 1e6) % 1e6);
  }

  __format__(pattern: string): string {
    return pattern === '' ? this.__str__() : this.strftime(pattern);
  }

  abstract __str__(): string;

  protected _same(other: Value): other is Moment {
    return other instanceof Moment && other.constructor === this.constructor;
  }

  #against(other: Value): number {
    if (!this._same(other))
      throw new PyTypeError(`can't compare ${this.constructor.name} to ${String(other?.constructor?.name)}`);
    return this._at - other._at;
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
    return this._same(other) ? new timedelta(kw({ microseconds: this._at - other._at })) : NotImplemented;
  }
}

function checked(year: number, month: number, day: number): number {
  if (month < 1 || month > 12) throw new ValueError('month must be in 1..12');
  const at = Date.UTC(year, month - 1, day);
  if (new Date(at).getUTCDate() !== day) throw new ValueError('day is out of range for month');
  return at * 1000;
}

/** Arguments by position or name. */
function fields(args: Value[], names: readonly string[]): number[] {
  const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
  return names.map((name, i) => Number(args[i] ?? named.get(name, 0)));
}

export class date extends Moment {
  readonly _at: number;

  constructor(...args: Value[]) {
    super();
    const [year = 0, month = 1, day = 1] = fields(args, ['year', 'month', 'day']);
    this._at = checked(year, month, day);
    Object.defineProperty(this, '_at', { enumerable: false });
  }

  static today(): date {
    const now = new Date();
    return new date(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  protected override _made(at: number): date {
    const day = new Date(Math.floor(at / DAY) * 86400000);
    return new date(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  }

  isoformat(): string {
    return `${String(this.year).padStart(4, '0')}-${two(this.month)}-${two(this.day)}`;
  }

  override __str__(): string {
    return this.isoformat();
  }

  __repr__(): string {
    return `datetime.date(${String(this.year)}, ${String(this.month)}, ${String(this.day)})`;
  }
}

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;

class Datetime extends Moment {
  readonly _at: number;

  constructor(...args: Value[]) {
    super();
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0] = fields(
      args,
      PARTS,
    );
    if (hour > 23 || hour < 0) throw new ValueError('hour must be in 0..23');
    if (minute > 59 || minute < 0) throw new ValueError('minute must be in 0..59');
    if (second > 59 || second < 0) throw new ValueError('second must be in 0..59');
    this._at = checked(year, month, day) + (hour * 3600 + minute * 60 + second) * 1e6 + microsecond;
    Object.defineProperty(this, '_at', { enumerable: false });
  }

  static #of(moment: Date, utc: boolean, microsecond: number): Datetime {
    return utc
      ? new Datetime(
          moment.getUTCFullYear(),
          moment.getUTCMonth() + 1,
          moment.getUTCDate(),
          moment.getUTCHours(),
          moment.getUTCMinutes(),
          moment.getUTCSeconds(),
          microsecond,
        )
      : new Datetime(
          moment.getFullYear(),
          moment.getMonth() + 1,
          moment.getDate(),
          moment.getHours(),
          moment.getMinutes(),
          moment.getSeconds(),
          microsecond,
        );
  }

  static now(): Datetime {
    const now = new Date();
    return Datetime.#of(now, false, now.getMilliseconds() * 1000);
  }

  static utcnow(): Datetime {
    const now = new Date();
    return Datetime.#of(now, true, now.getMilliseconds() * 1000);
  }

  static today(): Datetime {
    return Datetime.now();
  }

  static fromtimestamp(seconds: Value): Datetime {
    const microseconds = Math.round(Number(seconds) * 1e6);
    return Datetime.#of(new Date(microseconds / 1000), false, ((microseconds % 1e6) + 1e6) % 1e6);
  }

  static utcfromtimestamp(seconds: Value): Datetime {
    const microseconds = Math.round(Number(seconds) * 1e6);
    return Datetime.#of(new Date(microseconds / 1000), true, ((microseconds % 1e6) + 1e6) % 1e6);
  }

  static strptime(text: string, pattern: string): Datetime {
    const names: string[] = [];
    const digits: Record<string, string> = {
      Y: '(\\d{4})',
      m: '(\\d{1,2})',
      d: '(\\d{1,2})',
      H: '(\\d{1,2})',
      M: '(\\d{1,2})',
      S: '(\\d{1,2})',
      f: '(\\d{1,6})',
      y: '(\\d{2})',
      j: '(\\d{1,3})',
      I: '(\\d{1,2})',
      p: '(AM|PM)',
      b: `(${MONTHS.map((name) => name.slice(0, 3)).join('|')})`,
      B: `(${MONTHS.join('|')})`,
      a: `(${DAYS.map((name) => name.slice(0, 3)).join('|')})`,
      A: `(${DAYS.join('|')})`,
    };
    const source = pattern
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\s+/g, '\\s+')
      .replace(/%(.)/g, (all, name: string) => {
        if (name === '%') return '%';
        names.push(name);
        const part = digits[name];
        if (part === undefined)
          throw new ValueError(`'${name}' is a directive that is not read here: ${all}`);
        return part;
      });
    const match = new RegExp(`^${source}$`, 'i').exec(text);
    if (match === null) throw new ValueError(`time data '${text}' does not match format '${pattern}'`);
    const found = new Map(names.map((name, i) => [name, match[i + 1] ?? '']));
    const of = (name: string, otherwise: number): number =>
      found.has(name) ? Number(found.get(name)) : otherwise;
    const year = found.has('y') ? of('y', 0) + (of('y', 0) < 69 ? 2000 : 1900) : of('Y', 1900);
    const named = (found.get('b') ?? found.get('B'))?.slice(0, 3).toLowerCase();
    const month =
      named === undefined
        ? of('m', 1)
        : MONTHS.findIndex((one) => one.slice(0, 3).toLowerCase() === named) + 1;
    const afternoon = found.get('p')?.toUpperCase() === 'PM' ? 12 : 0;
    const hour = found.has('I') ? (of('I', 0) % 12) + afternoon : of('H', 0);
    // A day of the year says the month as well.
    const day = found.has('j') ? of('j', 1) : of('d', 1);
    return new Datetime(
      year,
      found.has('j') ? 1 : month,
      day,
      hour,
      of('M', 0),
      of('S', 0),
      Number((found.get('f') ?? '0').padEnd(6, '0')),
    );
  }

  get hour(): number {
    return this._utc.getUTCHours();
  }

  get minute(): number {
    return this._utc.getUTCMinutes();
  }

  get second(): number {
    return this._utc.getUTCSeconds();
  }

  get microsecond(): number {
    return ((this._at % 1e6) + 1e6) % 1e6;
  }

  date(): date {
    return new date(this.year, this.month, this.day);
  }

  timestamp(): Value {
    const { year, month, day, hour, minute, second } = this;
    return add(
      float_(new Date(year, month - 1, day, hour, minute, second).getTime() / 1000),
      float_(this.microsecond / 1e6),
    );
  }

  replace(...args: Value[]): Datetime {
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
    return new Datetime(...PARTS.map((name, i) => (args[i] ?? named.get(name, this[name])) as Value));
  }

  protected override _made(at: number): Datetime {
    return Datetime.#of(new Date(Math.floor(at / 1000)), true, ((at % 1e6) + 1e6) % 1e6);
  }

  isoformat(sep = 'T'): string {
    const micro = this.microsecond === 0 ? '' : `.${String(this.microsecond).padStart(6, '0')}`;
    return `${String(this.year).padStart(4, '0')}-${two(this.month)}-${two(this.day)}${sep}${two(this.hour)}:${two(this.minute)}:${two(this.second)}${micro}`;
  }

  override __str__(): string {
    return this.isoformat(' ');
  }

  __repr__(): string {
    const parts = [
      this.year,
      this.month,
      this.day,
      this.hour,
      this.minute,
      ...(this.second > 0 || this.microsecond > 0 ? [this.second] : []),
      ...(this.microsecond > 0 ? [this.microsecond] : []),
    ];
    return `datetime.datetime(${parts.join(', ')})`;
  }
}
Object.defineProperty(Datetime, 'name', { value: 'datetime' });
export { Datetime as datetime };
