/** Bytes as hexadecimal digits, and back. */
import { TypeError as PyTypeError, ValueError } from './exceptions.js';
import { typeName } from './type-name.js';
import type { Value } from './value.js';

/** Digits, with something between groups of so many bytes: counted from the end, or from the beginning if that is below zero. */
export function hexDigits(bytes: Uint8Array, sep: Value, each: Value = 1): string {
  const text = Buffer.from(bytes).toString('hex');
  if (sep === undefined) return text;
  const separator: string = sep instanceof Uint8Array ? Buffer.from(sep).toString('latin1') : (sep as string);
  if (typeof separator !== 'string') throw new PyTypeError(`sep must be str or bytes, not ${typeName(sep)}`);
  if (separator.length !== 1) throw new ValueError('sep must be length 1.');
  const size = Math.abs(Number(each)) * 2;
  if (size === 0) return text;
  const first = each > 0 && text.length % size > 0 ? text.length % size : size;
  const groups = [text.slice(0, first)];
  for (let at = first; at < text.length; at += size) groups.push(text.slice(at, at + size));
  return groups.join(separator);
}
