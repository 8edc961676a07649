/** The parts of a moment, as Python's time has them. */
import { TypeError as PyTypeError } from '../exceptions.js';
import { Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { structSequence } from './struct-sequence.js';

const PARTS = 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst'.split(' ');

export const struct_time: Value = structSequence('time', 'struct_time', PARTS, ['tm_zone', 'tm_gmtoff']);

/** What a function takes that wants the parts of a moment. */
export function structTime(x: Value): Value {
  if (x instanceof (struct_time as typeof Tuple)) return x;
  if (!(x instanceof Tuple)) throw new PyTypeError('Tuple or struct_time argument required');
  if (x.length !== 9) throw new PyTypeError('strftime(): illegal time tuple argument');
  return new struct_time(x);
}

/** Of a day and a time of day, which may be too large or below zero. */
export function partsOf(
  moment: Date,
  isUtc: boolean,
  isdst: number,
  zone: readonly [name: Value, offset: Value] = [null, null],
): Value {
  const of = (name: 'FullYear' | 'Month' | 'Date' | 'Hours' | 'Minutes' | 'Seconds' | 'Day'): number =>
    moment[`get${isUtc ? 'UTC' : ''}${name}`]();
  const [year, month, day] = [of('FullYear'), of('Month'), of('Date')];
  const ofYear = Math.round((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
  const weekday = (of('Day') + 6) % 7;
  const time = [of('Hours'), of('Minutes'), of('Seconds')];
  return new struct_time([year, month + 1, day, ...time, weekday, ofYear, isdst, ...zone]);
}
