/** What follows a backslash in a pattern. */
import { NotImplementedError } from '../exceptions.js';
import { ESCAPES, type Source } from './source.js';
import type { Item } from './syntax.js';

type Kind = Exclude<Item, readonly [number, number]>;

const HEX = /^[0-9a-fA-F]$/;
const OCTAL = /^[0-7]$/;

/** A character, a kind of characters, or the number of a group. */
export function escapeIn(
  source: Source,
  escape: string,
  isInSet: boolean,
): number | Kind | { reference: number } {
  if (/^\\[dDwWsS]$/.test(escape)) return escape[1] as Kind;
  const known = ESCAPES.get(escape);
  if (known !== undefined) return known;
  const [, char = ''] = [...escape];
  const digits = char === 'x' ? 2 : !source.isText ? 0 : char === 'u' ? 4 : char === 'U' ? 8 : 0;
  if (digits > 0) return hexadecimal(source, escape, digits);
  if (char === 'N' && source.isText)
    throw new NotImplementedError('re: names of characters are not known here');
  if (/[0-9]/.test(char)) return isInSet ? octalInSet(source, escape) : number(source, escape);
  if (/[a-zA-Z]/.test(char)) throw source.error(`bad escape ${escape}`, escape.length);
  return char.codePointAt(0) ?? 0;
}

function hexadecimal(source: Source, escape: string, digits: number): number {
  const whole = escape + source.while(digits, HEX);
  if (whole.length !== digits + 2) throw source.error(`incomplete escape ${whole}`, whole.length);
  const code = parseInt(whole.slice(2), 16);
  if (code > 0x10ffff) throw source.error(`bad escape ${whole}`, whole.length);
  return code;
}

function octal(source: Source, whole: string): number {
  const code = parseInt(whole.slice(1), 8);
  if (code > 0o377) throw source.error(`octal escape value ${whole} outside of range 0-0o377`, whole.length);
  return code;
}

function octalInSet(source: Source, escape: string): number {
  if (/[89]/.test(escape)) throw source.error(`bad escape ${escape}`, escape.length);
  return octal(source, escape + source.while(2, OCTAL));
}

/** Digits are an octal number if they begin with 0 or are three; else the number of a group. */
function number(source: Source, escape: string): number | { reference: number } {
  if (escape === '\\0') return octal(source, escape + source.while(2, OCTAL));
  let whole = escape + source.while(1, /^\d$/);
  if (/^\\[0-7]{2}$/.test(whole) && OCTAL.test(source.next ?? '')) {
    whole += source.get() ?? '';
    return octal(source, whole);
  }
  return { reference: Number(whole.slice(1)) };
}
