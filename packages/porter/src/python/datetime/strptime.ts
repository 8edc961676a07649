/** datetime.strptime(): the text of a moment, read by Python's directives. */
import { ValueError } from '../exceptions.js';
import { DAYS, MONTHS } from '../times/strftime.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { zoneOf } from './zone.js';

const short = (names: readonly string[]): string => names.map((name) => name.slice(0, 3)).join('|');

const DIRECTIVES: Readonly<Record<string, string>> = {
  Y: '(\\d{4})',
  m: '(1[0-2]|0?[1-9])',
  d: '(3[01]|[12]\\d|0?[1-9])',
  H: '(2[0-3]|[01]?\\d)',
  M: '([0-5]?\\d)',
  S: '(6[01]|[0-5]?\\d)',
  f: '(\\d{1,6})',
  y: '(\\d{2})',
  j: '(36[0-6]|3[0-5]\\d|[12]\\d\\d|0?[1-9]\\d|0{0,2}[1-9])',
  I: '(1[0-2]|0?[1-9])',
  p: '(AM|PM)',
  b: `(${short(MONTHS)})`,
  B: `(${MONTHS.join('|')})`,
  a: `(${short(DAYS)})`,
  A: `(${DAYS.join('|')})`,
  z: '(Z|[+-]\\d\\d:?[0-5]\\d)',
  Z: '(UTC|GMT)',
};

const COMPOUND: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
};

/** What the constructor of datetime takes. */
export function parsed(text: string, pattern: string): Value[] {
  const names: string[] = [];
  const source = pattern
    .replace(/%([TDFR])/g, (_all, name: string) => COMPOUND[name] ?? '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
    .replace(/%(.)/g, (_all, name: string) => {
      if (name === '%') return '%';
      names.push(name);
      const part = DIRECTIVES[name];
      if (part === undefined) throw new ValueError(`'${name}' is a bad directive in format ${repr(pattern)}`);
      return part;
    });
  const match = new RegExp(`^${source}`, 'i').exec(text);
  if (match === null) throw new ValueError(`time data ${repr(text)} does not match format ${repr(pattern)}`);
  const rest = text.slice(match[0].length);
  if (rest !== '') throw new ValueError(`unconverted data remains: ${rest}`);
  return parts(new Map(names.map((name, i) => [name, match[i + 1] ?? ''])));
}

function parts(found: ReadonlyMap<string, string>): Value[] {
  const of = (name: string, otherwise: number): number =>
    found.has(name) ? Number(found.get(name)) : otherwise;
  const year = found.has('y') ? of('y', 0) + (of('y', 0) < 69 ? 2000 : 1900) : of('Y', 1900);
  const named = (found.get('b') ?? found.get('B'))?.slice(0, 3).toLowerCase();
  const month =
    named === undefined ? of('m', 1) : MONTHS.findIndex((one) => one.slice(0, 3).toLowerCase() === named) + 1;
  const afternoon = found.get('p')?.toUpperCase() === 'PM' ? 12 : 0;
  const hour = found.has('I') ? (of('I', 0) % 12) + afternoon : of('H', 0);
  // A day of the year says the month as well.
  const [ofYear, day] = found.has('j') ? dayOfYear(year, of('j', 1)) : [month, of('d', 1)];
  const zone = found.get('z');
  return [
    year,
    ofYear,
    day,
    hour,
    of('M', 0),
    of('S', 0),
    Number((found.get('f') ?? '0').padEnd(6, '0')),
    zone === undefined ? null : zoneOf(zone),
  ];
}

function dayOfYear(year: number, day: number): [month: number, day: number] {
  const at = new Date(Date.UTC(year, 0, day));
  return [at.getUTCMonth() + 1, at.getUTCDate()];
}
