/** Python's datetime. */
import { timezone } from '../datetime/zone.js';
export { date } from '../datetime/date.js';
export { datetime } from '../datetime/datetime.js';
export { time } from '../datetime/clock.js';
export { timedelta } from '../datetime/timedelta.js';
export { timezone, tzinfo } from '../datetime/zone.js';
export const UTC = timezone.utc;
export const MINYEAR = 1;
export const MAXYEAR = 9999;
