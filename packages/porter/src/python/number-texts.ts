/** Numbers that are read from texts: what int() and float() make of one. */
import { TypeError as PyTypeError, ValueError } from './exceptions.js';
import { int_, isInt } from './numbers.js';
import { repr } from './text.js';
import { typeName } from './type-name.js';
import { indexed } from './underlying.js';
import type { Value } from './value.js';

/** The number that a digit of any script means: they come ten by ten. */
export function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}

/** A text with digits of 0 to 9; bytes as text. */
function plainText(given: string | Uint8Array): string {
  if (typeof given !== 'string') return Buffer.from(given).toString('latin1');
  return /^[\0-\x7f]*$/.test(given) ? given : given.replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

function radixOf(given: Value): number {
  const base: Value = indexed(given);
  if (!isInt(base)) throw new PyTypeError(`'${typeName(base)}' object cannot be interpreted as an integer`);
  const radix = Number(base);
  if (radix !== 0 && (radix < 2 || radix > 36))
    throw new ValueError('int() base must be >= 2 and <= 36, or 0');
  return radix;
}

/** `int(text, base)`. */
export function intOf(given: string | Uint8Array, asked: Value): Value {
  const base = radixOf(asked);
  const written = plainText(given);
  const wrong = (): never => {
    throw new ValueError(`invalid literal for int() with base ${String(base)}: ${repr(given)}`);
  };
  const match = /^\s*([+-]?)(0[xX]_?|0[oO]_?|0[bB]_?)?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/.exec(written);
  if (match === null) return wrong();
  const [, sign, prefix = '', body = ''] = match;
  const prefixed = { x: 16, o: 8, b: 2 }[prefix[1]?.toLowerCase() ?? ''];
  let radix = base;
  let digits = body;
  if (prefixed !== undefined && (base === 0 || base === prefixed)) radix = prefixed;
  else if (prefixed !== undefined) digits = prefix + body;
  else if (base === 0) radix = 10;
  digits = digits.replaceAll('_', '').toLowerCase();
  // A literal of the program may not begin so.
  if (base === 0 && prefixed === undefined && /^0+[1-9]/.test(digits)) return wrong();
  let value = 0n;
  for (const digit of digits) {
    const at = DIGITS.indexOf(digit);
    if (at < 0 || at >= radix) return wrong();
    value = value * BigInt(radix) + BigInt(at);
  }
  return int_(sign === '-' ? -value : value);
}

/** `float(text)`. */
export function floatOf(given: string | Uint8Array): number {
  const plain = plainText(given)
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)_(?=\d)/g, '');
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(plain);
  if (special !== null) return (special[2] === 'nan' ? NaN : Infinity) * (special[1] === '-' ? -1 : 1);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain))
    throw new ValueError(`could not convert string to float: ${repr(given)}`);
  return Number(plain);
}
