/** What calendar raises for a month, or a day of the week, that there is not. */
import { ValueError } from '../exceptions.js';
import type { Value } from '../value.js';

export class IllegalMonthError extends ValueError {
  constructor(month: Value) {
    super(`bad month number ${String(month)}; must be 1-12`);
  }
}

export class IllegalWeekdayError extends ValueError {
  constructor(weekday: Value) {
    super(`bad weekday number ${String(weekday)}; must be 0 (Monday) to 6 (Sunday)`);
  }
}
