/** Python's binascii. */
import type { Value } from '../value.js';

export const hexlify = (x: Value): Buffer => Buffer.from(Buffer.from(x as Uint8Array).toString('hex'));
export const unhexlify = (x: Value): Buffer =>
  Buffer.from(typeof x === 'string' ? x : Buffer.from(x as Uint8Array).toString(), 'hex');

export function crc32(data: Value, start = 0): number {
  let crc = ~start;
  for (const byte of data as Uint8Array) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
