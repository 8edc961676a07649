/** The text of a moment, by Python's directives. */
import type { Value } from '../value.js';

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
