/** Base 64, as binascii reads it: with what is no digit left out, or not let through. */
import { Error as BinasciiError } from './data.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...DIGITS].map((char, i) => [char.charCodeAt(0), i]));
const PAD = 61;

export function fromBase64(data: Buffer, isStrict: boolean): Buffer {
  if (isStrict && data[0] === PAD) throw new BinasciiError('Leading padding not allowed');
  const found: number[] = [];
  let [place, pads, rest, isPadded] = [0, 0, 0, false];
  for (const [i, byte] of data.entries()) {
    if (byte === PAD) {
      isPadded = true;
      if (place < 2 || place + ++pads < 4) continue;
      if (isStrict && i + 1 < data.length) throw new BinasciiError('Excess data after padding');
      return Buffer.from(found);
    }
    const value = VALUES.get(byte);
    if (value === undefined) {
      if (isStrict) throw new BinasciiError('Only base64 data is allowed');
      continue;
    }
    if (isStrict && isPadded) throw new BinasciiError('Discontinuous padding not allowed');
    pads = 0;
    if (place > 0) found.push((((rest << 6) | value) >> (6 - 2 * place)) & 0xff);
    rest = value;
    place = (place + 1) % 4;
  }
  if (place === 1)
    throw new BinasciiError(
      `Invalid base64-encoded string: number of data characters (${String(Math.floor(found.length / 3) * 4 + 1)}) cannot be 1 more than a multiple of 4`,
    );
  if (place !== 0) throw new BinasciiError('Incorrect padding');
  return Buffer.from(found);
}
