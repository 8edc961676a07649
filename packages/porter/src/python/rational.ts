/** Exact quotients of whole numbers: what Fraction and the sums of statistics are made of. */
import { int_, isInt } from './numbers.js';
import { float_ } from './float.js';
import { OverflowError, ValueError } from './exceptions.js';
import type { Value } from './value.js';

/** In lowest terms, the second above zero. */
export type Ratio = readonly [top: bigint, bottom: bigint];

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function lowest(top: bigint, bottom: bigint): Ratio {
  const by = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
  return [top / by, bottom / by];
}

/** The exact value of an int, or of a float. */
export function ratioOf(x: Value): Ratio {
  if (isInt(x)) return [BigInt(x), 1n];
  const value = Number(x);
  if (Number.isNaN(value)) throw new ValueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) throw new OverflowError('cannot convert Infinity to integer ratio');
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = (exponent === 0 ? fraction : fraction | (1n << 52n)) * (value < 0 ? -1n : 1n);
  const power = (exponent === 0 ? 1 : exponent) - 1075;
  return power >= 0 ? [mantissa << BigInt(power), 1n] : lowest(mantissa, 1n << BigInt(-power));
}

export const plus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => lowest(a * d + c * b, b * d);
export const minus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => lowest(a * d - c * b, b * d);
export const times = ([a, b]: Ratio, [c, d]: Ratio): Ratio => lowest(a * c, b * d);
export const over = ([a, b]: Ratio, [c, d]: Ratio): Ratio => lowest(a * d, b * c);

/** Whole part, towards minus infinity. */
export function floor([top, bottom]: Ratio): bigint {
  const whole = top / bottom;
  return top % bottom !== 0n && top < 0n ? whole - 1n : whole;
}

/** To the nearest whole number; a tie goes to the even one. */
export function nearest([top, bottom]: Ratio): bigint {
  const low = floor([top, bottom]);
  const twice = (top - low * bottom) * 2n;
  return twice > bottom || (twice === bottom && low % 2n !== 0n) ? low + 1n : low;
}

/** The nearest double. */
export function toNumber([top, bottom]: Ratio): number {
  const size = top < 0n ? -top : top;
  if (size === 0n) return 0;
  // 66 bits of the quotient, the last of which says whether there are more.
  const shift = 66 + bottom.toString(2).length - size.toString(2).length;
  const scaled = shift > 0 ? size << BigInt(shift) : size;
  const divisor = shift < 0 ? bottom << BigInt(-shift) : bottom;
  const bits = scaled / divisor;
  const value = Number(scaled % divisor === 0n ? bits : bits | 1n);
  return (top < 0n ? -value : value) * 2 ** -shift;
}

/** As a float of Python. */
export const toFloat = (x: Ratio): Value => float_(toNumber(x));

/** The whole part of the square root. */
export function root(x: bigint): bigint {
  if (x < 2n) return x;
  let guess = 1n << BigInt((x.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + x / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** The double that is nearest to the square root. */
export function rootOf([top, bottom]: Ratio): number {
  if (top === 0n) return 0;
  const shift = Math.max(0, 2 * 66 - (top.toString(2).length - bottom.toString(2).length));
  const even = BigInt(shift + (shift % 2));
  const scaled = (top << even) / bottom;
  const whole = root(scaled);
  const odd = whole * whole * bottom === top << even ? whole : whole | 1n;
  return toNumber([odd, 1n << (even / 2n)]);
}

export const toInt = (x: bigint): Value => int_(x);
