/** Python's calendar: which days a month has, and months and years as text. */
import { IllegalMonthError, IllegalWeekdayError } from '../calendars/errors.js';
import { date } from '../datetime/date.js';
import { Calendar, TextCalendar, daysIn } from '../calendars/text.js';
import { DAYS, MONTHS } from '../times/strftime.js';
import { type Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';

export { Calendar, TextCalendar, IllegalMonthError, IllegalWeekdayError };

export const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY] = [0, 1, 2, 3, 4, 5, 6];
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));
export const day_name = [...DAYS];
export const day_abbr = short(DAYS);
export const month_name = ['', ...MONTHS];
export const month_abbr = ['', ...short(MONTHS)];

export const isleap = (year: number): boolean => daysIn(year, 2) === 29;
export const leapdays = (first: number, last: number): number => {
  const before = (year: number): number =>
    Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400);
  return before(last) - before(first);
};
export const weekday = (year: number, month: number, day: number): number =>
  new date(year, month, day).weekday();

/** The weekday of the first day, and how many days there are. */
export function monthrange(year: number, month: number): Tuple {
  if (month < 1 || month > 12) throw new IllegalMonthError(month);
  return tup(weekday(year, month, 1), daysIn(year, month));
}

/** Seconds since 1970 of a moment in UTC. */
export function timegm(parts: Value): number {
  const part = (at: number): number => Number(parts.__getitem__?.(at) ?? parts[at]);
  return Date.UTC(part(0), part(1) - 1, part(2), part(3), part(4), part(5)) / 1000;
}

/** The calendar that the functions of the module write with. */
const shared = new TextCalendar();
export const setfirstweekday = (first: number): void => shared.setfirstweekday(first);
export const firstweekday = (): number => shared.firstweekday as number;
export const monthcalendar = (year: number, month: number): Value => shared.monthdayscalendar(year, month);
export const month = (...args: Value[]): string => shared.formatmonth(...args);
export const calendar = (...args: Value[]): string => shared.formatyear(...args);
export const prmonth = (...args: Value[]): void => shared.prmonth(...args);
export const prcal = (...args: Value[]): void => shared.pryear(...args);
