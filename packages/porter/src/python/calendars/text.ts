/** Calendars: the weeks of a month, and months as text. */
import { date } from '../datetime/date.js';
import { given, kw } from '../keywords.js';
import { timedelta } from '../datetime/timedelta.js';
import { print } from '../builtins.js';
import { DAYS, MONTHS } from '../times/strftime.js';
import { PyObject } from '../object.js';
import { type Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';
import { IllegalMonthError, IllegalWeekdayError } from './errors.js';

export const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

export class Calendar extends PyObject {
  override __init__(...args: Value[]): Value {
    this.firstweekday = given(args, ['firstweekday'])[0] ?? 0;
  }

  getfirstweekday(): number {
    return this.firstweekday as number;
  }

  setfirstweekday(first: number): void {
    if (first < 0 || first > 6) throw new IllegalWeekdayError(first);
    this.firstweekday = first;
  }

  iterweekdays(): number[] {
    return [0, 1, 2, 3, 4, 5, 6].map((i) => (i + Number(this.firstweekday)) % 7);
  }

  /** The days of the weeks of a month, those of its neighbours with it. */
  itermonthdates(year: number, month: number): Value[] {
    if (month < 1 || month > 12) throw new IllegalMonthError(month);
    const first = new date(year, month, 1);
    const before = (first.weekday() - Number(this.firstweekday) + 7) % 7;
    const count = Math.ceil((before + daysIn(year, month)) / 7) * 7;
    return Array.from({ length: count }, (_one, i) => first.__add__(new timedelta(i - before)) as Value);
  }

  /** 0 is a day of a neighbour. */
  itermonthdays(year: number, month: number): number[] {
    return this.itermonthdates(year, month).map((day) => Number(day.month === month ? day.day : 0));
  }

  itermonthdays2(year: number, month: number): Tuple[] {
    return this.itermonthdays(year, month).map((day, i) => tup(day, this.iterweekdays()[i % 7]));
  }

  monthdatescalendar(year: number, month: number): Value[] {
    return weeks(this.itermonthdates(year, month));
  }

  monthdayscalendar(year: number, month: number): number[][] {
    return weeks(this.itermonthdays(year, month));
  }

  monthdays2calendar(year: number, month: number): Tuple[][] {
    return weeks(this.itermonthdays2(year, month));
  }
}

function weeks<T>(days: readonly T[]): T[][] {
  return Array.from({ length: days.length / 7 }, (_one, i) => days.slice(i * 7, i * 7 + 7));
}

/** str.center(): what is over is on the left where the width is odd. */
function centered(text: string, width: number): string {
  const room = Math.max(0, width - text.length);
  const left = Math.floor(room / 2) + (room & width & 1);
  return ' '.repeat(left) + text + ' '.repeat(room - left);
}

export class TextCalendar extends Calendar {
  formatday(day: number, _weekday: number, width: number): string {
    return centered(day === 0 ? '' : String(day).padStart(2), width);
  }

  formatweek(week: readonly Tuple[], width: number): string {
    return week.map(([day, weekday]) => this.formatday(day as number, weekday as number, width)).join(' ');
  }

  formatweekday(day: number, width: number): string {
    const name = DAYS[day] ?? '';
    return centered((width >= 9 ? name : name.slice(0, 3)).slice(0, width), width);
  }

  formatweekheader(width: number): string {
    return this.iterweekdays()
      .map((day) => this.formatweekday(day, width))
      .join(' ');
  }

  formatmonthname(year: number, month: number, width: number, withYear: Value = true): string {
    return centered(`${MONTHS[month - 1] ?? ''}${withYear === true ? ` ${String(year)}` : ''}`, width);
  }

  formatmonth(...args: Value[]): string {
    const [year, month, w, l] = given(args, ['theyear', 'themonth', 'w', 'l']);
    const width = Math.max(2, Number(w ?? 0));
    const gap = '\n'.repeat(Math.max(1, Number(l ?? 0)));
    const lines = [
      this.formatmonthname(year as number, month as number, 7 * (width + 1) - 1).trimEnd(),
      this.formatweekheader(width).trimEnd(),
      ...this.monthdays2calendar(year as number, month as number).map((week) =>
        this.formatweek(week, width).trimEnd(),
      ),
    ];
    return lines.map((line) => line + gap).join('');
  }

  formatyear(...args: Value[]): string {
    const [year, w, l, c, m] = given(args, ['theyear', 'w', 'l', 'c', 'm']) as number[];
    const width = Math.max(2, w ?? 2);
    const gap = '\n'.repeat(Math.max(1, l ?? 1));
    const between = ' '.repeat(Math.max(2, c ?? 6));
    const across = m ?? 3;
    const column = (width + 1) * 7 - 1;
    const row = (texts: readonly string[]): string =>
      texts
        .map((one) => centered(one, column))
        .join(between)
        .trimEnd() + gap;
    const total = column * across + between.length * (across - 1);
    let text = centered(String(year), total).trimEnd() + gap;
    for (let first = 1; first <= 12; first += across) {
      const months = Array.from({ length: Math.min(across, 13 - first) }, (_one, i) => first + i);
      const all = months.map((month) => this.monthdays2calendar(year ?? 0, month));
      text += gap + row(months.map((month) => this.formatmonthname(year ?? 0, month, column, false)));
      text += row(months.map(() => this.formatweekheader(width)));
      for (let i = 0; i < Math.max(...all.map(({ length }) => length)); i++)
        text += row(all.map((month) => this.formatweek(month[i] ?? [], width)));
    }
    return text;
  }

  prmonth(...args: Value[]): void {
    print(this.formatmonth(...args), kw({ end: '' }));
  }

  pryear(...args: Value[]): void {
    print(this.formatyear(...args), kw({ end: '' }));
  }
}
