/** Python's re, on JavaScript's regular expressions: syntax is translated, and what has no counterpart is an error when it is compiled. */
import { Kw } from '../keywords.js';
import type { Tuple } from '../tuple.js';
import { counting, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { extension } from '../homes.js';
import { Pattern } from '../regexps/pattern.js';
import { Match } from '../regexps/match.js';

export {
  A,
  A as ASCII,
  I,
  I as IGNORECASE,
  M,
  M as MULTILINE,
  S,
  S as DOTALL,
  U,
  U as UNICODE,
  X,
  X as VERBOSE,
} from '../regexps/syntax.js';
export { error } from '../regexps/pattern.js';
export { Match, Pattern };

/** What was compiled before. */
const KEPT = new Map<string, Pattern>();

export function compile(given: Value, flags: Value = 0): Pattern {
  if (given instanceof Pattern) return given;
  const pattern: Value = underlying(given);
  const all = Number(flags instanceof Kw ? flags.get('flags', 0) : flags);
  const key = `${String(all)} ${typeof pattern === 'string' ? 's' : 'b'}${String(pattern)}`;
  let known = KEPT.get(key);
  if (known === undefined) KEPT.set(key, (known = new Pattern(pattern, all)));
  return known;
}

export const match = (pattern: Value, x: Value, flags: Value = 0): Value => compile(pattern, flags).match(x);
export const search = (pattern: Value, x: Value, flags: Value = 0): Value =>
  compile(pattern, flags).search(x);
export const fullmatch = (pattern: Value, x: Value, flags: Value = 0): Value =>
  compile(pattern, flags).fullmatch(x);
export const findall = (pattern: Value, x: Value, flags: Value = 0): Value[] =>
  compile(pattern, flags).findall(x);
export const finditer = (pattern: Value, x: Value, flags: Value = 0): Value =>
  compile(pattern, flags).finditer(x);
export const split = (pattern: Value, x: Value, most: Value = 0, flags: Value = 0): Value[] =>
  compile(pattern, most instanceof Kw ? most.get('flags', 0) : flags).split(x, most);
export const sub = (pattern: Value, by: Value, x: Value, most: Value = 0, flags: Value = 0): Value =>
  compile(pattern, most instanceof Kw ? most.get('flags', 0) : flags).sub(by, x, most);
export const subn = (pattern: Value, by: Value, x: Value, most: Value = 0, flags: Value = 0): Tuple =>
  compile(pattern, most instanceof Kw ? most.get('flags', 0) : flags).subn(by, x, most);
export const escape = counting((text: string): string =>
  text.replace(/[^\w]/gu, (char) => (/[\p{L}\p{N}!"%',/:;<=>@`]/u.test(char) ? char : `\\${char}`)),
);

extension('re', Pattern, Match);
