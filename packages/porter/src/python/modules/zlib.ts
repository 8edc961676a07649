/** Python's zlib. */
import { crc32 as crc } from './binascii.js';
import { nodeModule } from '../host.js';
import { Exception } from '../exceptions.js';
import type { Value } from '../value.js';

export class error extends Exception {}

export const crc32 = crc;

export function adler32(data: Uint8Array, start: Value = 1): number {
  let a = Number(start) & 0xffff;
  let b = (Number(start) >>> 16) & 0xffff;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

export const compress = (data: Uint8Array, level: Value = -1): Buffer =>
  nodeModule('node:zlib').deflateSync(data, { level: Number(level) });

export function decompress(data: Uint8Array): Buffer {
  try {
    return nodeModule('node:zlib').inflateSync(data);
  } catch (cause) {
    throw new error(`Error -3 while decompressing data: ${(cause as Error).message}`);
  }
}
