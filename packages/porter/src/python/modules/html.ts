/** Python's html. */
import { Kw } from '../keywords.js';
import { counting } from '../underlying.js';
import type { Value } from '../value.js';

export const escape = counting(function escape(text: string, quote: Value = true): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quotes = Boolean(quote instanceof Kw ? quote.get('quote', true) : quote);
  return quotes ? plain.replaceAll('"', '&quot;').replaceAll("'", '&#x27;') : plain;
});

const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '\u00a9',
  eacute: '\u00e9',
  euro: '\u20ac',
  hellip: '\u2026',
  mdash: '\u2014',
  ndash: '\u2013',
};

/** References by number, and those of the names that are met every day. */
export const unescape = counting(function unescape(text: string): string {
  return text.replace(/&(?:#(\d+)|#[xX]([\da-fA-F]+)|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal as string, 16));
    return NAMES[name as string] ?? whole;
  });
});
