/** Python's html. */
import { characterOf, named } from '../html-names.js';
import { Kw } from '../keywords.js';
import { counting } from '../underlying.js';
import type { Value } from '../value.js';

export const escape = counting(function escape(text: string, quote: Value = true): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quotes = Boolean(quote instanceof Kw ? quote.get('quote', true) : quote);
  return quotes ? plain.replaceAll('"', '&quot;').replaceAll("'", '&#x27;') : plain;
});

/** References by number, and those of HTML 4's names. */
export const unescape = counting(function unescape(text: string): string {
  return text.replace(
    /&(?:#(\d+);?|#[xX]([\da-fA-F]+);?|([^\t\n\f <&#;]{1,32};?))/g,
    (whole, decimal, hexadecimal, name) => {
      if (decimal !== undefined) return characterOf(Number(decimal));
      if (hexadecimal !== undefined) return characterOf(Number.parseInt(hexadecimal as string, 16));
      return named(name as string) ?? whole;
    },
  );
});
