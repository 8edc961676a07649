/** Python's time. */
import { type Op, sleep as park } from 'evergreen-ts';
import { monotonicClock, wallClock } from '../clock.js';
import { parsed } from '../datetime/strptime.js';
import { OSError, OverflowError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { host } from '../host.js';
import { strerror } from '../strerror.js';
import { formatted } from '../times/strftime.js';
import { partsOf, structTime } from '../times/struct-time.js';
import { isThread } from '../threads/running.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';
import { EINVAL } from './errno.js';
export { struct_time } from '../times/struct-time.js';

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

/** As time.sleep() in a program that has threads beside greenlets: a thread parks, and a greenlet blocks them all. */
export function* sleepOrBlock(seconds: Value): Generator<Value, null> {
  if (isThread()) yield* sleep(seconds);
  else block(seconds);
  return null;
}

export const time = (): Value => float_(wallClock());
export const monotonic = (): Value => float_(monotonicClock());
export const perf_counter = monotonic;

/** Seconds that the process has had a processor; in a browser those since the start. */
function processorTime(): number {
  const usage: Value = (globalThis as Value).process?.cpuUsage?.();
  return usage === undefined ? monotonicClock() : (Number(usage.user) + Number(usage.system)) / 1e6;
}

export const process_time = (): Value => float_(processorTime());
export const thread_time = process_time;

const inNanoseconds = (seconds: number): bigint => BigInt(Math.round(seconds * 1e6)) * 1000n;

export const time_ns = (): Value => inNanoseconds(wallClock());
export const monotonic_ns = (): Value => inNanoseconds(monotonicClock());
export const perf_counter_ns = monotonic_ns;
export const process_time_ns = (): Value => inNanoseconds(processorTime());
export const thread_time_ns = process_time_ns;

/** Minutes that local time is behind UTC at a moment, and without summer time. */
const behind = (at: Date): number => at.getTimezoneOffset();
const YEAR = new Date().getFullYear();
const [JANUARY, JULY] = [0, 6].map((month) => new Date(YEAR, month, 1)) as [Date, Date];
const STANDARD = Math.max(behind(JANUARY), behind(JULY));
const SUMMER = Math.min(behind(JANUARY), behind(JULY));

function zoneAt(at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}

export const timezone = STANDARD * 60;
export const altzone = SUMMER * 60;
export const daylight = STANDARD === SUMMER ? 0 : 1;
export const tzname = tup(
  zoneAt(behind(JANUARY) === STANDARD ? JANUARY : JULY),
  zoneAt(behind(JANUARY) === STANDARD ? JULY : JANUARY),
);

const momentOf = (seconds: Value): Date => {
  const at = new Date((seconds === null || seconds === undefined ? wallClock() : Number(seconds)) * 1000);
  if (Number.isNaN(at.getTime())) throw new OverflowError('timestamp out of range for platform time_t');
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
};

export function localtime(seconds: Value = null): Value {
  const at = momentOf(seconds);
  const isSummer = behind(at) < STANDARD;
  return partsOf(at, false, isSummer ? 1 : 0, [tzname[isSummer ? 1 : 0] as string, behind(at) * -60]);
}

export const gmtime = (seconds: Value = null): Value => partsOf(momentOf(seconds), true, 0, ['UTC', 0]);

export function mktime(given: Value): Value {
  const [year, month, day, hour, minute, second] = structTime(given) as number[];
  const at = new Date(2000, (month ?? 1) - 1, day, hour, minute, second);
  at.setFullYear(at.getFullYear() + (year ?? 0) - 2000);
  return float_(at.getTime() / 1000);
}

/** Its text; %Z and %z of local time. */
export function strftime(pattern: string, given: Value = localtime()): string {
  const parts: Value = structTime(given);
  const isSummer = parts.tm_isdst === 1;
  const seconds = Number(parts.tm_gmtoff ?? -(isSummer ? altzone : timezone));
  const [hours, minutes] = [
    Math.floor(Math.abs(seconds) / 3600),
    Math.floor((Math.abs(seconds) % 3600) / 60),
  ];
  const z = `${seconds < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(minutes).padStart(2, '0')}`;
  return formatted(pattern, parts, 0, { z, Z: String(parts.tm_zone ?? tzname[isSummer ? 1 : 0]) });
}

export function strptime(text: string, pattern = '%a %b %d %H:%M:%S %Y'): Value {
  const [year, month, day, hour, minute, second] = parsed(text, pattern) as number[];
  return partsOf(new Date(Date.UTC(year ?? 1900, (month ?? 1) - 1, day, hour, minute, second)), true, -1);
}

export const asctime = (parts: Value = localtime()): string =>
  formatted('%a %b %e %H:%M:%S %Y', structTime(parts));
export const ctime = (seconds: Value = null): string => asctime(localtime(seconds));

export const CLOCK_REALTIME = 0;
export const CLOCK_MONOTONIC = 1;
export const CLOCK_PROCESS_CPUTIME_ID = 2;
export const CLOCK_THREAD_CPUTIME_ID = 3;

const CLOCKS: readonly ((() => number) | undefined)[] = [
  wallClock,
  monotonicClock,
  processorTime,
  processorTime,
];

function clockOf(id: Value): () => number {
  const clock = CLOCKS[Number(id)];
  if (clock === undefined) throw new OSError(EINVAL, strerror(EINVAL));
  return clock;
}

export const clock_gettime = (id: Value): Value => float_(clockOf(id)());
export const clock_gettime_ns = (id: Value): Value => inNanoseconds(clockOf(id)());
