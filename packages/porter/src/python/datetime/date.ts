/** A day of the calendar. */
import { wallClock } from '../clock.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { Moment, startOf, two } from './moment.js';
import { given } from '../keywords.js';
import { DAY } from './timedelta.js';
import { extension } from '../homes.js';

const PARTS = ['year', 'month', 'day'];

export class date extends Moment {
  readonly _at: number;

  constructor(...args: Value[]) {
    super();
    const parts = given(args, PARTS);
    const missing = parts.indexOf(undefined);
    if (missing >= 0)
      throw new PyTypeError(
        `function missing required argument '${PARTS[missing] ?? ''}' (pos ${String(missing + 1)})`,
      );
    const [year = 0, month = 1, day = 1] = parts.map(Number);
    this._at = startOf(year, month, day);
    Object.defineProperty(this, '_at', { enumerable: false });
  }

  static get min(): Value {
    return new this(1, 1, 1);
  }

  static get max(): Value {
    return new this(9999, 12, 31);
  }

  static today(): Value {
    const now = new Date(wallClock() * 1000);
    return new this(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  static fromordinal(ordinal: number): Value {
    const day = new Date((ordinal - 719163) * 86400000);
    return new this(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  }

  static fromtimestamp(seconds: Value): Value {
    const day = new Date(Number(seconds) * 1000);
    return new this(day.getFullYear(), day.getMonth() + 1, day.getDate());
  }

  static fromisocalendar(year: number, week: number, day: number): Value {
    const fourth = new Date(Date.UTC(year, 0, 4));
    const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86400000;
    return date.fromordinal.call(this, monday / 86400000 + (week - 1) * 7 + day - 1 + 719163);
  }

  static fromisoformat(text: string): Value {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
    if (match === null) throw new ValueError(`Invalid isoformat string: ${repr(text)}`);
    return new this(...match.slice(1).map(Number));
  }

  protected override _same(other: Value): other is Moment {
    return other instanceof date && !('hour' in other);
  }

  protected override _made(at: number): Moment {
    return (this.constructor as typeof date).fromordinal(Math.floor(at / DAY) + 719163) as Moment;
  }

  replace(...args: Value[]): Value {
    const [year, month, day] = given(args, PARTS);
    return new (this.constructor as typeof date)(year ?? this.year, month ?? this.month, day ?? this.day);
  }

  isoformat(..._args: Value[]): string {
    return `${String(this.year).padStart(4, '0')}-${two(this.month)}-${two(this.day)}`;
  }

  override __str__(): string {
    return this.isoformat();
  }

  __repr__(): string {
    const { name } = this.constructor;
    return `${name === 'date' ? 'datetime.' : ''}${name}(${String(this.year)}, ${String(this.month)}, ${String(this.day)})`;
  }
}

extension('datetime', date);
