/** Base 32: five bytes are eight digits. */
import { Error as BinasciiError } from './data.js';

export const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const BASE32_HEX = '0123456789ABCDEFGHIJKLMNOPQRSTUV';

export function toBase32(data: Buffer, digits: string): Buffer {
  let [text, bits, held] = ['', 0, 0];
  for (const byte of data) {
    held = ((held & 0x1f) << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += digits[(held >> (bits - 5)) & 0x1f] ?? '';
  }
  if (bits > 0) text += digits[(held << (5 - bits)) & 0x1f] ?? '';
  return Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8, '='));
}

export function fromBase32(text: string, digits: string): Buffer {
  if (text.length % 8 !== 0) throw new BinasciiError('Incorrect padding');
  const data = text.replace(/=+$/, '');
  const found: number[] = [];
  let [bits, held] = [0, 0];
  for (const char of data) {
    const value = digits.indexOf(char);
    if (value < 0) throw new BinasciiError('Non-base32 digit found');
    held = ((held & 0x7f) << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    found.push((held >> bits) & 0xff);
  }
  if (![0, 1, 3, 4, 6].includes(text.length - data.length)) throw new BinasciiError('Incorrect padding');
  return Buffer.from(found);
}
