/** The methods of str. */
import { Kw } from '../keywords.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { Dict } from '../dict.js';
import { padded } from '../format-spec.js';
import { slice } from '../items.js';
import { strFormat } from '../str-format.js';
import { checkText } from '../text.js';
import { Tuple, tup } from '../tuple.js';
import { typeName } from '../type-name.js';
import { allCounting, indexed, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import type { Methods } from './index.js';
import { encode } from '../encodings.js';

const SPACE = /[\s\x1c-\x1f\x85]/;

/** `x.split(sep, maxsplit)`; without a separator, at runs of white space. */
function split(x: string, sep: Value = null, limit: Value = -1): string[] {
  const [by, most] = options(sep, limit);
  if (by === null) return words(x, most);
  if (by === '') throw new ValueError('empty separator');
  const parts = x.split(by);
  return most < 0 || parts.length <= most + 1 ? parts : [...parts.slice(0, most), parts.slice(most).join(by)];
}

/** Positional, or by name. */
function options(sep: Value, limit: Value): [string | null, number] {
  const named = sep instanceof Kw ? sep : limit instanceof Kw ? limit : undefined;
  const by: Value = sep instanceof Kw ? sep.get('sep') : sep;
  const most: Value = named === undefined ? limit : named.get('maxsplit', -1);
  if (by !== null && typeof by !== 'string')
    throw new PyTypeError(`must be str or None, not ${typeName(by)}`);
  return [by, most as number];
}

function words(x: string, most: number): string[] {
  const trimmed = x.replace(/^[\s\x1c-\x1f\x85]+/, '');
  if (trimmed.replace(/[\s\x1c-\x1f\x85]+$/, '') === '') return [];
  if (most < 0) return trimmed.split(/[\s\x1c-\x1f\x85]+/).filter((part) => part !== '');
  const parts: string[] = [];
  let rest = trimmed;
  while (parts.length < most) {
    const match = /[\s\x1c-\x1f\x85]+/.exec(rest);
    if (match === null) break;
    parts.push(rest.slice(0, match.index));
    rest = rest.slice(match.index + match[0].length);
    if (rest === '') return parts;
  }
  return rest.trim() === ''
    ? parts
    : [...parts, parts.length < most ? rest.replace(/[\s\x1c-\x1f\x85]+$/, '') : rest];
}

function rsplit(x: string, sep: Value = null, limit: Value = -1): string[] {
  const [by, most] = options(sep, limit);
  if (most < 0) return split(x, by);
  const turned = (text: string): string => [...text].reverse().join('');
  return split(turned(x), by === null ? null : turned(by), most)
    .map(turned)
    .reverse();
}

const charsOf = (chars: Value): ((char: string) => boolean) =>
  chars === null || chars === undefined
    ? (char) => SPACE.test(char)
    : (char) => (chars as string).includes(char);

function lstrip(x: string, chars: Value = null): string {
  const strips = charsOf(chars);
  const all = [...x];
  let from = 0;
  while (from < all.length && strips(all[from] ?? '')) from++;
  return all.slice(from).join('');
}

function rstrip(x: string, chars: Value = null): string {
  const strips = charsOf(chars);
  const all = [...x];
  let to = all.length;
  while (to > 0 && strips(all[to - 1] ?? '')) to--;
  return all.slice(0, to).join('');
}

const anyOf = (test: Value, is: (one: string) => boolean): boolean => {
  if (test instanceof Tuple) return test.some((one) => is(underlying(one) as string));
  if (typeof test !== 'string')
    throw new PyTypeError(`first arg must be str or a tuple of str, not ${typeName(test)}`);
  return is(test);
};

/** The part of x that start and end leave, and where it begins. */
function part(x: string, start: Value, end: Value): [text: string, from: number] {
  const from =
    start === null || start === undefined
      ? 0
      : start < 0
        ? Math.max(0, Number(start) + x.length)
        : Number(start);
  return [slice(x, start, end) as string, from];
}

function find(x: string, sub: Value, start: Value = null, end: Value = null): number {
  if (typeof sub !== 'string') throw new PyTypeError(`must be str, not ${typeName(sub)}`);
  const [text, from] = part(x, start, end);
  const at = text.indexOf(sub);
  return at < 0 ? -1 : inPoints(text, at) + from;
}

function rfind(x: string, sub: string, start: Value = null, end: Value = null): number {
  const [text, from] = part(x, start, end);
  const at = text.lastIndexOf(sub);
  return at < 0 ? -1 : inPoints(text, at) + from;
}

function inPoints(text: string, at: number): number {
  return /[\ud800-\udfff]/.test(text) ? [...text.slice(0, at)].length : at;
}

function found(at: number): number {
  if (at < 0) throw new ValueError('substring not found');
  return at;
}

function count(x: string, sub: string, start: Value = null, end: Value = null): number {
  const [text] = part(x, start, end);
  return sub === '' ? [...text].length + 1 : text.split(sub).length - 1;
}

function replace(x: string, old: Value, by: Value, times: Value = -1): string {
  if (typeof old !== 'string' || typeof by !== 'string') {
    const [at, wrong] = typeof old !== 'string' ? [1, old] : [2, by];
    throw new PyTypeError(`replace() argument ${String(at)} must be str, not ${typeName(wrong)}`);
  }
  if (times < 0) return x.replaceAll(old, () => by);
  let left = Number(times);
  return x.replaceAll(old, (all) => (left-- > 0 ? by : all));
}

function splitlines(x: string, keepends: Value = false): string[] {
  const keep = keepends instanceof Kw ? keepends.get('keepends') : keepends;
  const lines =
    x.match(/[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g) ?? [];
  if (lines.at(-1) === '') lines.pop();
  return keep === true || keep === 1
    ? lines
    : lines.map((line) => line.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/, ''));
}

function join(x: string, items: Value): string {
  if (typeof items?.[Symbol.iterator] !== 'function') throw new PyTypeError('can only join an iterable');
  return [...(items as Iterable<Value>)].map(checkText).join(x);
}

const capitalize = (x: string): string => {
  const [first = '', ...rest] = x;
  return first.toUpperCase() + rest.join('').toLowerCase();
};
const title = (x: string): string => x.toLowerCase().replace(/\p{L}+/gu, (word) => capitalize(word));
const swapcase = (x: string): string =>
  [...x].map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join('');

const is =
  (pattern: RegExp) =>
  (x: string): boolean =>
    pattern.test(x);
const pad =
  (align: string) =>
  (x: string, width: number, fill = ' '): string =>
    padded('', x, { fill, align, width }, align);

/** As CPython: the extra place goes to the left when width is odd. */
function center(x: string, width: number, fill = ' '): string {
  const missing = Math.max(0, width - [...x].length);
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + x + fill.repeat(missing - left);
}

function zfill(x: string, width: number): string {
  const [sign, rest] = /^[+-]/.test(x) ? [x[0] ?? '', x.slice(1)] : ['', x];
  return sign + rest.padStart(width - sign.length, '0');
}

function partition(x: string, sep: string): Tuple {
  if (sep === '') throw new ValueError('empty separator');
  const at = x.indexOf(sep);
  return at < 0 ? tup(x, '', '') : tup(x.slice(0, at), sep, x.slice(at + sep.length));
}

function rpartition(x: string, sep: string): Tuple {
  if (sep === '') throw new ValueError('empty separator');
  const at = x.lastIndexOf(sep);
  return at < 0 ? tup('', '', x) : tup(x.slice(0, at), sep, x.slice(at + sep.length));
}

function format(x: string, ...args: Value[]): string {
  const last: Value = args.at(-1);
  return last instanceof Kw ? strFormat(x, args.slice(0, -1), last) : strFormat(x, args, new Dict());
}

function format_map(x: string, mapping: Value): string {
  return strFormat(x, undefined, mapping);
}

export function expandtabs(x: string, given: Value = 8): string {
  const size = Number(given instanceof Kw ? given.get('tabsize', 8) : indexed(given));
  let column = 0;
  let result = '';
  for (const char of x) {
    const width = char !== '\t' ? 1 : size > 0 ? size - (column % size) : 0;
    result += char === '\t' ? ' '.repeat(width) : char;
    column = char === '\n' || char === '\r' ? 0 : column + width;
  }
  return result;
}

function translate(x: string, table: Dict): string {
  return [...x]
    .map((char) => {
      const code = char.codePointAt(0);
      if (!table.has(code)) return char;
      const to: Value = table.get(code);
      return to === null ? '' : typeof to === 'number' ? String.fromCodePoint(to) : (to as string);
    })
    .join('');
}

const METHODS: Methods = {
  split,
  rsplit,
  lstrip,
  rstrip,
  find,
  rfind,
  count,
  replace,
  splitlines,
  join,
  capitalize,
  title,
  swapcase,
  center,
  zfill,
  partition,
  rpartition,
  encode,
  format,
  format_map,
  expandtabs,
  translate,
  strip: (x: string, chars: Value = null) => rstrip(lstrip(x, chars), chars),
  upper: (x: string) => x.toUpperCase(),
  lower: (x: string) => x.toLowerCase(),
  casefold: (x: string) => x.toLowerCase().replaceAll('ß', 'ss'),
  startswith: (x: string, test: Value, start: Value = null, end: Value = null) =>
    anyOf(test, (one) => part(x, start, end)[0].startsWith(one)),
  endswith: (x: string, test: Value, start: Value = null, end: Value = null) =>
    anyOf(test, (one) => part(x, start, end)[0].endsWith(one)),
  index: (x: string, ...args: [Value, Value?, Value?]) => found(find(x, ...args)),
  rindex: (x: string, ...args: [string, Value?, Value?]) => found(rfind(x, ...args)),
  removeprefix: (x: string, prefix: string) =>
    prefix !== '' && x.startsWith(prefix) ? x.slice(prefix.length) : x,
  removesuffix: (x: string, suffix: string) =>
    suffix !== '' && x.endsWith(suffix) ? x.slice(0, -suffix.length) : x,
  ljust: pad('<'),
  rjust: pad('>'),
  isdigit: is(/^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2089]+$/u),
  isdecimal: is(/^\p{Nd}+$/u),
  isnumeric: is(/^\p{N}+$/u),
  isalpha: is(/^\p{L}+$/u),
  isalnum: is(/^[\p{L}\p{N}]+$/u),
  isspace: is(/^[\s\x1c-\x1f\x85]+$/),
  isascii: is(/^[\0-\x7f]*$/),
  isidentifier: is(/^[\p{L}_][\p{L}\p{N}_]*$/u),
  isprintable: is(/^[^\p{C}\p{Zl}\p{Zp}]*$/u),
  isupper: (x: string) => x !== x.toLowerCase() && x === x.toUpperCase(),
  islower: (x: string) => x !== x.toUpperCase() && x === x.toLowerCase(),
  istitle: (x: string) => /\p{L}/u.test(x) && title(x) === x,
  __len__: (x: string) => [...x].length,
};

/** What format() is given may show itself in its own way. */
export const strMethods: Methods = allCounting(METHODS, 'format');
