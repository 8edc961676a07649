/** Floats of 16 bits. */
import { OverflowError } from '../exceptions.js';

/** The nearest one, ties to even. */
export function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  if (Number.isNaN(value)) return 0x7e00;
  const size = Math.abs(value);
  if (size === Infinity) return sign | 0x7c00;
  // Smaller ones are multiples of 2**-24.
  const power = size < 2 ** -14 ? -14 : Math.floor(Math.log2(size));
  const units = even(size / 2 ** (power - 10));
  const bits = (power + 14) * 1024 + units;
  if (bits >= 0x7c00) throw new OverflowError('float too large to pack with e format');
  return sign | bits;
}

function even(x: number): number {
  const low = Math.floor(x);
  const rest = x - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}

export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const power = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (power === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (power === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (power - 25));
}
