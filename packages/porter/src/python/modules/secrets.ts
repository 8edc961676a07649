/** Python's secrets: numbers that nobody can foretell. */
import { toEncode } from '../base-n/data.js';
import { IndexError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { getitem } from '../items.js';
import { len } from '../iteration.js';
import { int_ } from '../numbers.js';
import type { Value } from '../value.js';

const DEFAULT_BYTES = 32;

export function token_bytes(count: Value = null): Buffer {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(Number(count ?? DEFAULT_BYTES))));
}

export const token_hex = (count: Value = null): string => token_bytes(count).toString('hex');
export const token_urlsafe = (count: Value = null): string => token_bytes(count).toString('base64url');

export function randbits(count: Value): Value {
  const bytes = token_bytes((Number(count) + 7) >> 3);
  return int_(BigInt(`0x0${bytes.toString('hex')}`) & ((1n << BigInt(count)) - 1n));
}

export function randbelow(limit: Value): Value {
  if (limit <= 0) throw new ValueError('Upper bound must be positive.');
  const bits = BigInt(limit).toString(2).length;
  for (;;) {
    const found: Value = randbits(bits);
    if (found < limit) return found;
  }
}

export function choice(x: Value): Value {
  if (len(x) === 0) throw new IndexError('Cannot choose from an empty sequence');
  return getitem(x, randbelow(len(x)));
}

export function compare_digest(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    if (/[^\0-\x7f]/.test(a + b))
      throw new PyTypeError('comparing strings with non-ASCII characters is not supported');
    return a === b;
  }
  return toEncode(a).equals(toEncode(b));
}
