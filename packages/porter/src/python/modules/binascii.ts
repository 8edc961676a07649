/** Python's binascii. */
import { fromBase64 } from '../base-n/base64.js';
import { Error as BinasciiError, toDecode, toEncode } from '../base-n/data.js';
import { hexDigits } from '../hex.js';
import { given } from '../keywords.js';
import type { Value } from '../value.js';

export { Error } from '../base-n/data.js';

export function hexlify(...args: Value[]): Buffer {
  const [data, sep, each] = given(args, ['data', 'sep', 'bytes_per_sep']);
  return Buffer.from(hexDigits(toEncode(data), sep, each));
}
export { hexlify as b2a_hex };

export function unhexlify(hexstr: Value): Buffer {
  const text = toDecode(hexstr).toString('latin1');
  if (text.length % 2 > 0) throw new BinasciiError('Odd-length string');
  if (/[^0-9a-f]/i.test(text)) throw new BinasciiError('Non-hexadecimal digit found');
  return Buffer.from(text, 'hex');
}
export { unhexlify as a2b_hex };

export function b2a_base64(...args: Value[]): Buffer {
  const [data, newline = true] = given(args, ['data', 'newline']);
  return Buffer.from(`${toEncode(data).toString('base64')}${newline === true ? '\n' : ''}`);
}

export function a2b_base64(...args: Value[]): Buffer {
  const [data, strict = false] = given(args, ['data', 'strict_mode']);
  return fromBase64(toDecode(data), strict === true);
}

export function crc32(data: Value, start = 0): number {
  let crc = ~start;
  for (const byte of toEncode(data)) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

export function crc_hqx(data: Value, start: Value): number {
  let crc = Number(start);
  for (const byte of toEncode(data)) {
    crc ^= byte << 8;
    for (let i = 0; i < 8; i++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}
