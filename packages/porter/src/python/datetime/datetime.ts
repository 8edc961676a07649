/** A moment: a day and a time of day, in a zone if it has one. */
import { add } from '../arithmetic.js';
import { wallClock } from '../clock.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { formatted } from '../times/strftime.js';
import { plain } from '../plain.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { CLOCK, ISO_CLOCK, clockParts, clockText, shownClock, sinceMidnight, time } from './clock.js';
import { date } from './date.js';
import type { Moment } from './moment.js';
import { given, kw } from '../keywords.js';
import { parsed } from './strptime.js';
import { offsetOf, offsetText, timezone } from './zone.js';
import { timedelta } from './timedelta.js';
import { extension } from '../homes.js';

const PARTS = ['year', 'month', 'day', ...CLOCK] as const;
const ALL = [...PARTS, 'tzinfo', 'fold'];

class Datetime extends date {
  declare readonly _zone: Value;
  declare readonly _fold: number;

  constructor(...args: Value[]) {
    const parts = given(args, ALL);
    super(...parts.slice(0, 3));
    const [hour = 0, minute = 0, second = 0, microsecond = 0] = parts.slice(3, 7).map((x) => Number(x ?? 0));
    const at = this._at + sinceMidnight(hour, minute, second, microsecond);
    Object.defineProperty(this, '_at', { value: at });
    Object.defineProperty(this, '_zone', { value: parts[7] ?? null });
    const fold: Value = parts[8] ?? 0;
    if (fold !== 0 && fold !== 1) throw new ValueError('fold must be either 0 or 1');
    Object.defineProperty(this, '_fold', { value: fold });
  }

  static #of(cls: typeof Datetime, moment: Date, utc: boolean, microsecond: number, zone: Value): Datetime {
    const part = (name: 'FullYear' | 'Month' | 'Date' | 'Hours' | 'Minutes' | 'Seconds'): number =>
      moment[`get${utc ? 'UTC' : ''}${name}`]();
    return new cls(
      part('FullYear'),
      part('Month') + 1,
      part('Date'),
      part('Hours'),
      part('Minutes'),
      part('Seconds'),
      microsecond,
      zone,
    );
  }

  static override get min(): Value {
    return new Datetime(1, 1, 1);
  }

  static override get max(): Value {
    return new Datetime(9999, 12, 31, 23, 59, 59, 999999);
  }

  static now(...args: Value[]): Value {
    return this.fromtimestamp(wallClock(), ...args);
  }

  static utcnow(): Value {
    return this.utcfromtimestamp(wallClock());
  }

  static override today(): Value {
    return this.now();
  }

  static override fromtimestamp(seconds: Value, ...args: Value[]): Value {
    const zone: Value = given(args, ['tz'])[0] ?? null;
    const microseconds = Math.round(Number(seconds) * 1e6);
    const rest = ((microseconds % 1e6) + 1e6) % 1e6;
    const made = Datetime.#of(this, new Date(microseconds / 1000), zone !== null, rest, zone);
    return zone === null ? made : plain(zone.fromutc(made));
  }

  static utcfromtimestamp(seconds: Value): Value {
    const microseconds = Math.round(Number(seconds) * 1e6);
    return Datetime.#of(this, new Date(microseconds / 1000), true, ((microseconds % 1e6) + 1e6) % 1e6, null);
  }

  /** What isoformat() writes. */
  static override fromisoformat(text: string): Value {
    const match = /^(\d{4})-?(\d\d)-?(\d\d)(?:[^\d](.+))?$/.exec(text);
    const clock = match?.[4] === undefined ? [] : ISO_CLOCK.exec(match[4])?.slice(1);
    if (match === null || clock === undefined)
      throw new ValueError(`Invalid isoformat string: ${repr(text)}`);
    return new this(...match.slice(1, 4).map(Number), ...clockParts(clock));
  }

  static combine(day: date, clock: time, ...args: Value[]): Value {
    const [zone] = given(args, ['tzinfo']);
    const parts = CLOCK.map((name) => clock[name]);
    return new this(day.year, day.month, day.day, ...parts, zone === undefined ? clock._zone : zone);
  }

  static strptime(text: string, pattern: string): Value {
    return new this(...parsed(text, pattern));
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

  get tzinfo(): Value {
    return this._zone;
  }

  /** 1 if it is the second time that the clock of its zone shows this. */
  get fold(): number {
    return this._fold;
  }

  _folded(fold = 1): Value {
    return this.replace(kw({ fold }));
  }

  date(): date {
    return new date(this.year, this.month, this.day);
  }

  time(): time {
    return new time(this.hour, this.minute, this.second, this.microsecond);
  }

  timetz(): time {
    return new time(this.hour, this.minute, this.second, this.microsecond, this._zone);
  }

  utcoffset(): Value {
    return this._zone === null ? null : plain(this._zone.utcoffset(this));
  }

  dst(): Value {
    return this._zone === null ? null : plain(this._zone.dst(this));
  }

  tzname(): Value {
    return this._zone === null ? null : plain(this._zone.tzname(this));
  }

  timestamp(): Value {
    const offset = offsetOf(this._zone, this);
    if (offset !== null) return float_((this._at - offset) / 1e6);
    const { year, month, day, hour, minute, second } = this;
    return add(
      float_(new Date(year, month - 1, day, hour, minute, second).getTime() / 1000),
      float_(this.microsecond / 1e6),
    );
  }

  /** The same moment in another zone; one without a zone is of the machine's. */
  astimezone(...args: Value[]): Value {
    const [wanted] = given(args, ['tz']);
    if (wanted !== undefined && wanted !== null && wanted === this._zone) return this;
    const own = offsetOf(this._zone, this) ?? this.#local();
    const utc = this._at - own;
    const zone: Value = wanted ?? new timezone(new timedelta(0, 0, localOffset(utc)));
    return plain(zone.fromutc(this.#withZone(utc, zone)));
  }

  #local(): number {
    return this._at - Number(this.timestamp()) * 1e6;
  }

  #withZone(at: number, zone: Value): Datetime {
    return Datetime.#of(
      this.constructor as typeof Datetime,
      new Date(Math.floor(at / 1000)),
      true,
      ((at % 1e6) + 1e6) % 1e6,
      zone,
    );
  }

  override replace(...args: Value[]): Value {
    const parts = given(args, ALL);
    return new (this.constructor as typeof Datetime)(
      ...PARTS.map((name, i) => (parts[i] ?? this[name]) as Value),
      parts[7] === undefined ? this._zone : parts[7],
      parts[8] ?? this._fold,
    );
  }

  protected override _made(at: number): Moment {
    return this.#withZone(at, this._zone);
  }

  protected override _same(other: Value): other is Moment {
    return other instanceof Datetime;
  }

  /** Where one has a zone and the other has none, they cannot be compared. */
  protected override _since(other: Moment, doing: string): number {
    // In one zone it is what the clock shows.
    if (this._zone === other._zone) return this._at - other._at;
    const [own, others] = [offsetOf(this._zone, this), offsetOf(other._zone, other)];
    if ((own === null) !== (others === null))
      throw new PyTypeError(`can't ${doing} offset-naive and offset-aware datetimes`);
    return this._at - (own ?? 0) - (other._at - (others ?? 0));
  }

  override __eq__(other: Value): boolean {
    if (!(other instanceof Datetime)) return false;
    if (this._zone === other._zone) return this._at === other._at;
    const isAware = [this, other].map((one) => offsetOf(one._zone, one) !== null);
    if (isAware[0] !== isAware[1] || [this, other].some((one) => one.#isOdd())) return false;
    return this._since(other, 'compare') === 0;
  }

  /** It is in a gap, or one of two: equal to none of another zone. */
  #isOdd(): boolean {
    if (this._zone === null) return false;
    return offsetOf(this._zone, this) !== offsetOf(this._zone, this._folded(1 - this._fold));
  }

  override __key__(): string {
    const offset = offsetOf(this._zone, this._fold === 0 ? this : this._folded(0));
    return `datetime${String(this._at - (offset ?? 0))}${offset === null ? '' : 'Z'}`;
  }

  override strftime(pattern: string): string {
    const offset = offsetOf(this._zone, this);
    const zone = offset === null ? undefined : { z: offsetText(offset, ''), Z: String(this.tzname()) };
    return formatted(pattern, this.timetuple(), this.microsecond, zone);
  }

  override isoformat(...args: Value[]): string {
    const [sep = 'T', unit] = given(args, ['sep', 'timespec']);
    const offset = offsetOf(this._zone, this);
    return `${super.isoformat()}${String(sep)}${clockText(this, unit)}${offset === null ? '' : offsetText(offset)}`;
  }

  override __str__(): string {
    return this.isoformat(' ');
  }

  override __repr__(): string {
    const { name } = this.constructor;
    const parts = [this.year, this.month, this.day, ...shownClock(this)];
    const fold = this._fold === 0 ? '' : ', fold=1';
    const zone = this._zone === null ? '' : `, tzinfo=${repr(this._zone)}`;
    return `${name === 'datetime' ? 'datetime.' : ''}${name}(${parts.join(', ')}${fold}${zone})`;
  }
}
Object.defineProperty(Datetime, 'name', { value: 'datetime' });
export { Datetime as datetime };

/** How far the machine's zone is from UTC at a moment of UTC, in microseconds. */
const localOffset = (utc: number): number => -new Date(utc / 1000).getTimezoneOffset() * 60e6;

extension('datetime', Datetime);
