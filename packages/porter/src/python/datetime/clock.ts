/** A time of day: datetime.time; and how the hours, minutes and seconds of one, and of a moment, are checked and written. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { formatted } from '../times/strftime.js';
import { PyObject } from '../object.js';
import { plain } from '../plain.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { two } from './moment.js';
import { given } from '../keywords.js';
import { offsetOf, offsetText, zoneOf } from './zone.js';
import { extension } from '../homes.js';

export const CLOCK = ['hour', 'minute', 'second', 'microsecond'] as const;

/** ISO 8601, with or without a date: what fromisoformat() reads. */
export const ISO_CLOCK = /^(\d\d):?(\d\d)?(?::?(\d\d)(?:[.,](\d{1,6}))?)?(Z|[+-]\d\d:?\d\d(?::?\d\d)?)?$/;

/** Microseconds since midnight. */
export function sinceMidnight(hour: number, minute: number, second: number, microsecond: number): number {
  if (hour > 23 || hour < 0) throw new ValueError('hour must be in 0..23');
  if (minute > 59 || minute < 0) throw new ValueError('minute must be in 0..59');
  if (second > 59 || second < 0) throw new ValueError('second must be in 0..59');
  if (microsecond > 999999 || microsecond < 0) throw new ValueError('microsecond must be in 0..999999');
  return (hour * 3600 + minute * 60 + second) * 1e6 + microsecond;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/** `12:30:00.000001`, to the unit that is asked for. */
export function clockText({ hour, minute, second, microsecond }: Clock, unit: Value = 'auto'): string {
  const micro = String(microsecond).padStart(6, '0');
  const minutes = `${two(hour)}:${two(minute)}`;
  switch (unit) {
    case 'hours':
      return two(hour);
    case 'minutes':
      return minutes;
    case 'seconds':
      return `${minutes}:${two(second)}`;
    case 'milliseconds':
      return `${minutes}:${two(second)}.${micro.slice(0, 3)}`;
    case 'microseconds':
      return `${minutes}:${two(second)}.${micro}`;
    case 'auto':
      return `${minutes}:${two(second)}${microsecond === 0 ? '' : `.${micro}`}`;
    default:
      throw new ValueError('Unknown timespec value');
  }
}

/** The parts of one that repr() shows: seconds only if there are any. */
export const shownClock = ({ hour, minute, second, microsecond }: Clock): number[] => [
  hour,
  minute,
  ...(second > 0 || microsecond > 0 ? [second] : []),
  ...(microsecond > 0 ? [microsecond] : []),
];

/** The numbers that fromisoformat() found, and the zone. */
export function clockParts(found: readonly (string | undefined)[]): Value[] {
  const [hour, minute, second, micro, zone] = found;
  return [
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number(micro?.padEnd(6, '0') ?? 0),
    zone === undefined ? null : zoneOf(zone),
  ];
}

class Time extends PyObject {
  readonly _at: number;
  readonly _zone: Value;

  constructor(...args: Value[]) {
    super();
    const [hour, minute, second, microsecond, zone] = given(args, [...CLOCK, 'tzinfo']);
    this._at = sinceMidnight(
      Number(hour ?? 0),
      Number(minute ?? 0),
      Number(second ?? 0),
      Number(microsecond ?? 0),
    );
    this._zone = zone ?? null;
    for (const name of ['_at', '_zone']) Object.defineProperty(this, name, { enumerable: false });
  }

  static get min(): Value {
    return new Time();
  }

  static get max(): Value {
    return new Time(23, 59, 59, 999999);
  }

  static fromisoformat(text: string): Value {
    const match = ISO_CLOCK.exec(text);
    if (match === null) throw new ValueError(`Invalid isoformat string: ${repr(text)}`);
    return new Time(...clockParts(match.slice(1)));
  }

  get hour(): number {
    return Math.floor(this._at / 3600e6);
  }

  get minute(): number {
    return Math.floor(this._at / 60e6) % 60;
  }

  get second(): number {
    return Math.floor(this._at / 1e6) % 60;
  }

  get microsecond(): number {
    return this._at % 1e6;
  }

  get tzinfo(): Value {
    return this._zone;
  }

  utcoffset(): Value {
    return this._zone === null ? null : plain(this._zone.utcoffset(null));
  }

  tzname(): Value {
    return this._zone === null ? null : plain(this._zone.tzname(null));
  }

  replace(...args: Value[]): Value {
    const parts = given(args, [...CLOCK, 'tzinfo']);
    return new Time(
      ...CLOCK.map((name, i) => (parts[i] ?? this[name]) as Value),
      parts[4] === undefined ? this._zone : parts[4],
    );
  }

  isoformat(...args: Value[]): string {
    const offset = offsetOf(this._zone, null);
    return clockText(this, given(args, ['timespec'])[0]) + (offset === null ? '' : offsetText(offset));
  }

  strftime(pattern: string): string {
    const { hour, minute, second } = this;
    const parts = { tm_year: 1900, tm_mon: 1, tm_mday: 1, tm_wday: 0, tm_yday: 1 };
    const offset = offsetOf(this._zone, null);
    return formatted(
      pattern,
      { ...parts, tm_hour: hour, tm_min: minute, tm_sec: second },
      this.microsecond,
      offset === null ? undefined : { z: offsetText(offset, ''), Z: String(this.tzname()) },
    );
  }

  __format__(pattern: string): string {
    return pattern === '' ? this.__str__() : this.strftime(pattern);
  }

  __str__(): string {
    return this.isoformat();
  }

  __repr__(): string {
    const zone = this._zone === null ? '' : `, tzinfo=${repr(this._zone)}`;
    return `datetime.time(${shownClock(this).join(', ')}${zone})`;
  }

  get #compared(): number {
    return this._at - (offsetOf(this._zone, null) ?? 0);
  }

  #against(other: Value): number {
    if (!(other instanceof Time))
      throw new PyTypeError(`can't compare datetime.time to ${String(other?.constructor?.name)}`);
    if ((this._zone === null) !== (other._zone === null))
      throw new PyTypeError("can't compare offset-naive and offset-aware times");
    return this.#compared - other.#compared;
  }

  __key__(): string {
    return `time${String(this.#compared)}`;
  }

  __eq__(other: Value): boolean {
    return (
      other instanceof Time &&
      (this._zone === null) === (other._zone === null) &&
      this.#compared === other.#compared
    );
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
}
Object.defineProperty(Time, 'name', { value: 'time' });
export { Time as time };

extension('datetime', Time);
