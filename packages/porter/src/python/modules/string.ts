/** Python's string. */
import { ordered } from '../keywords.js';
import { method } from '../plain.js';
import { parsed } from '../signature.js';
import type { Value } from '../value.js';
export { Formatter } from '../strings/formatter.js';
export { Template } from '../strings/template.js';
export * from '../string-functions.js';

export const ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz';
export const ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const ascii_letters = ascii_lowercase + ascii_uppercase;
export const digits = '0123456789';
export const hexdigits = '0123456789abcdefABCDEF';
export const octdigits = '01234567';
export const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
export const whitespace = ' \t\n\r\v\f';
export const printable = digits + ascii_letters + punctuation + whitespace;

const CAPWORDS = parsed(['capwords()', 's', 'sep=']);

/** `capwords(s, sep=None)` */
export function capwords(...args: Value[]): string {
  const [text, sep = null] = ordered(CAPWORDS, args);
  const words = method(text, 'split', sep) as string[];
  return words.map((word) => method(word, 'capitalize') as string).join(sep ?? ' ');
}
