/** Which characters a set has. */
import { A, I, type Item, U } from './syntax.js';

/** A set within JavaScript's brackets. */
const SPACES = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const WIDE: Readonly<Record<string, string>> = { d: '\\p{Nd}', w: '\\p{L}\\p{N}_', s: SPACES };
const NARROW: Readonly<Record<string, string>> = { d: '0-9', w: 'a-zA-Z0-9_', s: '\\t-\\r\\x20' };

/** Unicode's kinds of characters hold unless ASCII's are asked for; those of bytes are ASCII's. */
export const isWide = (flags: number): boolean => (flags & (A | U)) === U;

/** A kind of characters, to be put into brackets. */
export function kindOf(kind: string, flags: number): string {
  const inside = (isWide(flags) ? WIDE : NARROW)[kind.toLowerCase()] ?? '';
  return kind === kind.toLowerCase() ? inside : `[^${inside}]`;
}

const coded = (code: number): string =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
    ? String.fromCharCode(code)
    : `\\u{${code.toString(16)}}`;

/** The characters of an item, to be put into brackets. */
function inside(item: Item, flags: number): string {
  if (typeof item === 'string') return kindOf(item, flags);
  const [low, high] = item;
  return low === high ? coded(low) : `${coded(low)}-${coded(high)}`;
}

/** The set as JavaScript has it; `isCased` if what is looked for takes no heed of case anyway. */
export function characters(
  { negated, items, flags }: { negated: boolean; items: readonly Item[]; flags: number },
  isCased: boolean,
): string {
  const all = flags & I && !isCased ? items.flatMap((item) => variants(item, isWide(flags))) : items;
  const [only] = all;
  if (all.length === 1 && !negated && only !== undefined && typeof only !== 'string' && only[0] === only[1])
    return coded(only[0]);
  return `[${negated ? '^' : ''}${all.map((item) => inside(item, flags)).join('')}]`;
}

/** Letters beside those that have the same small or capital one. */
const ALSO: readonly (readonly string[])[] = [
  ['i', 'ı', 'İ'],
  ['s', 'ſ'],
  ['k', '\u212a'],
  ['å', '\u212b'],
  ['µ', 'μ'],
  ['ς', 'σ'],
];

/** The characters of a range, capital and small. */
function variants(item: Item, wide: boolean): Item[] {
  if (typeof item === 'string') return [item];
  const [low, high] = item;
  const result: Item[] = [item];
  const last = wide ? Math.min(high, 0x1e943) : Math.min(high, 0x7a);
  for (let code = low; code <= last; code++) for (const one of cased(code, wide)) result.push([one, one]);
  return result;
}

/** The other characters that differ from one in case alone. */
export function cased(code: number, wide: boolean): number[] {
  const char = String.fromCodePoint(code);
  const others = [char.toLowerCase(), char.toUpperCase()];
  if (wide)
    for (const group of ALSO)
      if (group.includes(char) || group.includes(others[0] ?? ''))
        others.push(...group, ...group.map((one) => one.toUpperCase()));
  return [...new Set(others)]
    .filter((one) => [...one].length === 1)
    .map((one) => one.codePointAt(0) ?? 0)
    .filter((one) => one !== code && (wide || (one < 128 && code < 128)));
}
