/** Time zones: what a program's own extend, and those of a fixed offset. */
import { NotImplementedError, ValueError } from '../exceptions.js';
import { PyObject } from '../object.js';
import { plain } from '../plain.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { DAY, timedelta } from './timedelta.js';
import { extension } from '../homes.js';

const missing = (name: string): never => {
  throw new NotImplementedError(`a tzinfo subclass must implement ${name}()`);
};

export class tzinfo extends PyObject {
  utcoffset(_moment: Value): Value {
    return missing('utcoffset');
  }

  dst(_moment: Value): Value {
    return missing('dst');
  }

  tzname(_moment: Value): Value {
    return missing('tzname');
  }

  /** The same moment here, of one whose fields are those of UTC. */
  fromutc(moment: Value): Value {
    const summer: Value = plain(this.dst(moment)) ?? new timedelta();
    const standard = moment.__add__(plain(this.utcoffset(moment)).__sub__(summer));
    return standard.__add__(plain(this.dst(standard)) ?? new timedelta());
  }
}

export class timezone extends tzinfo {
  static utc: timezone;

  constructor(offset: timedelta, name: Value = null) {
    super();
    if (Math.abs(offset._all) >= DAY)
      throw new ValueError(
        `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${repr(offset)}.`,
      );
    for (const [key, value] of Object.entries({ _offset: offset, _name: name }))
      Object.defineProperty(this, key, { value });
  }

  override utcoffset(): Value {
    return this._offset;
  }

  override dst(): Value {
    return null;
  }

  override tzname(): string {
    if (this._name !== null) return this._name;
    return this._offset._all === 0 ? 'UTC' : `UTC${offsetText(this._offset._all as number)}`;
  }

  override fromutc(moment: Value): Value {
    return moment.__add__(this._offset);
  }

  __eq__(other: Value): boolean {
    return other instanceof timezone && other._offset._all === this._offset._all;
  }

  __key__(): string {
    return `timezone${String(this._offset._all)}`;
  }

  __str__(): string {
    return this.tzname();
  }

  __repr__(): string {
    if (this === timezone.utc) return 'datetime.timezone.utc';
    return `datetime.timezone(${repr(this._offset)}${this._name === null ? '' : `, ${repr(this._name)}`})`;
  }
}
timezone.utc = new timezone(new timedelta());

/** How far a zone is from UTC at a moment, in microseconds; null if there is no zone, or it does not say. */
export function offsetOf(zone: Value, moment: Value): number | null {
  if (zone === null) return null;
  const offset: Value = plain(zone.utcoffset(moment));
  return offset === null ? null : (offset._all as number);
}

/** `+05:30`. */
export function offsetText(microseconds: number, separator = ':'): string {
  const two = (x: number): string => String(x).padStart(2, '0');
  const seconds = Math.floor(Math.abs(microseconds) / 1e6);
  const rest = seconds % 60 === 0 ? '' : `${separator}${two(seconds % 60)}`;
  return `${microseconds < 0 ? '-' : '+'}${two(Math.floor(seconds / 3600))}${separator}${two(Math.floor(seconds / 60) % 60)}${rest}`;
}

/** The zone that `+05:30`, `+0530` or `Z` means. */
export function zoneOf(text: string): timezone {
  if (text === 'Z') return timezone.utc;
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(text) ?? [];
  const all = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
  return all === 0 ? timezone.utc : new timezone(new timedelta(0, all));
}

extension('datetime', tzinfo, timezone);
