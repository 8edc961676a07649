/** Python's time. */
import { type Op, sleep as park } from 'evergreen-ts';
import { monotonicClock, wallClock } from '../clock.js';
import { ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { host } from '../host.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';

/** Park for so many seconds. */
export function sleep(seconds: Value): Op<void> {
  if (Number(seconds) < 0) throw new ValueError('sleep length must be non-negative');
  return park(Number(seconds));
}

/** As time.sleep() where nothing is patched: nothing else runs meanwhile. */
export function block(seconds: Value): void {
  if (Number(seconds) < 0) throw new ValueError('sleep length must be non-negative');
  host.block(Number(seconds));
}

export const time = (): Value => float_(wallClock());
export const monotonic = (): Value => float_(monotonicClock());
export const perf_counter = monotonic;
export const process_time = monotonic;
export const time_ns = (): Value => BigInt(Math.round(wallClock() * 1e6)) * 1000n;

/** The parts of a moment. */
export class struct_time extends PyObject {
  constructor(moment: Date, utc: boolean) {
    super();
    const of = (name: 'FullYear' | 'Month' | 'Date' | 'Hours' | 'Minutes' | 'Seconds' | 'Day'): number =>
      moment[`get${utc ? 'UTC' : ''}${name}`]();
    this.tm_year = of('FullYear');
    this.tm_mon = of('Month') + 1;
    this.tm_mday = of('Date');
    this.tm_hour = of('Hours');
    this.tm_min = of('Minutes');
    this.tm_sec = of('Seconds');
    this.tm_wday = (of('Day') + 6) % 7;
    this.tm_yday =
      Math.round(
        (Date.UTC(this.tm_year as number, of('Month'), of('Date')) - Date.UTC(this.tm_year as number, 0, 1)) /
          86400000,
      ) + 1;
    this.tm_isdst = 0;
  }

  __getitem__(index: number): Value {
    return [
      this.tm_year,
      this.tm_mon,
      this.tm_mday,
      this.tm_hour,
      this.tm_min,
      this.tm_sec,
      this.tm_wday,
      this.tm_yday,
      this.tm_isdst,
    ].at(index);
  }

  __len__(): number {
    return 9;
  }
}

const momentOf = (seconds: Value): Date =>
  seconds === null || seconds === undefined ? new Date(wallClock() * 1000) : new Date(Number(seconds) * 1000);

export const localtime = (seconds: Value = null): struct_time => new struct_time(momentOf(seconds), false);
export const gmtime = (seconds: Value = null): struct_time => new struct_time(momentOf(seconds), true);

export function mktime(parts: Value): Value {
  const [year, month, day, hour, minute, second] = [0, 1, 2, 3, 4, 5].map((i) =>
    Number(parts.__getitem__ === undefined ? parts[i] : parts.__getitem__(i)),
  );
  return float_(new Date(year ?? 0, (month ?? 1) - 1, day, hour, minute, second).getTime() / 1000);
}

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The text of a moment, by Python's directives. */
export function formatted(
  pattern: string,
  parts: Value,
  microseconds = 0,
  zone: { readonly z: string; readonly Z: string } = { z: '', Z: '' },
): string {
  const two = (x: Value): string => String(x).padStart(2, '0');
  const fields: Record<string, () => string> = {
    Y: () => String(parts.tm_year),
    y: () => two(parts.tm_year % 100),
    m: () => two(parts.tm_mon),
    d: () => two(parts.tm_mday),
    H: () => two(parts.tm_hour),
    I: () => two(parts.tm_hour % 12 || 12),
    M: () => two(parts.tm_min),
    S: () => two(parts.tm_sec),
    p: () => (parts.tm_hour < 12 ? 'AM' : 'PM'),
    a: () => (DAYS[parts.tm_wday] ?? '').slice(0, 3),
    A: () => DAYS[parts.tm_wday] ?? '',
    b: () => (MONTHS[parts.tm_mon - 1] ?? '').slice(0, 3),
    B: () => MONTHS[parts.tm_mon - 1] ?? '',
    j: () => String(parts.tm_yday).padStart(3, '0'),
    f: () => String(microseconds).padStart(6, '0'),
    w: () => String((parts.tm_wday + 1) % 7),
    '%': () => '%',
    Z: () => zone.Z,
    z: () => zone.z,
    u: () => String(parts.tm_wday + 1),
    // Weeks that begin on Sunday, on Monday.
    U: () => two(Math.floor((parts.tm_yday + 6 - ((parts.tm_wday + 1) % 7)) / 7)),
    W: () => two(Math.floor((parts.tm_yday + 6 - parts.tm_wday) / 7)),
    c: () => formatted('%a %b %e %H:%M:%S %Y', parts),
    e: () => String(parts.tm_mday).padStart(2),
    x: () => formatted('%m/%d/%y', parts),
    X: () => formatted('%H:%M:%S', parts),
    D: () => formatted('%m/%d/%y', parts),
    F: () => formatted('%Y-%m-%d', parts),
    T: () => formatted('%H:%M:%S', parts),
    R: () => formatted('%H:%M', parts),
    n: () => '\n',
    t: () => '\t',
  };
  return pattern.replace(/%(.)/gs, (all, name: string) => fields[name]?.() ?? all);
}

export const strftime = (pattern: string, parts: Value = localtime()): string => formatted(pattern, parts);
export const asctime = (parts: Value = localtime()): string => formatted('%a %b %e %H:%M:%S %Y', parts);
export const ctime = (seconds: Value = null): string => asctime(localtime(seconds));
