/** What the modules base64 and binascii take: bytes to encode, and bytes or a text of ASCII to decode. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { typeName } from '../type-name.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';

class BinasciiError extends ValueError {}
Object.defineProperty(BinasciiError, 'name', { value: 'Error' });
home('binascii', BinasciiError);
export { BinasciiError as Error };

export function toEncode(x: Value): Buffer {
  if (x instanceof Uint8Array) return Buffer.from(x);
  throw new PyTypeError(`a bytes-like object is required, not '${typeName(x)}'`);
}

export function toDecode(given: Value): Buffer {
  const x: Value = underlying(given);
  if (x instanceof Uint8Array) return Buffer.from(x);
  if (typeof x !== 'string')
    throw new PyTypeError(`argument should be a bytes-like object or ASCII string, not '${typeName(x)}'`);
  if (/[^\0-\x7f]/.test(x)) throw new ValueError('string argument should contain only ASCII characters');
  return Buffer.from(x, 'latin1');
}
