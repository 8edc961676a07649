/** The methods of int and float. */
import { OverflowError, ValueError } from '../exceptions.js';
import { hexOf } from '../float-hex.js';
import { bigOf, int_ } from '../numbers.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';
import type { Methods } from './index.js';
import { Kw } from '../keywords.js';

export const intMethods: Methods = {
  bit_length: (x: Value) => {
    const big = bigOf(x);
    return big === 0n ? 0 : (big < 0n ? -big : big).toString(2).length;
  },
  bit_count: (x: Value) => bigOf(x).toString(2).replaceAll(/[^1]/g, '').length,
  to_bytes: (x: Value, length: Value = 1, order: Value = 'big', named: Value = undefined) => {
    const options = [length, order, named].find((one) => one instanceof Kw) as Kw | undefined;
    const size = Number(length instanceof Kw ? length.get('length', 1) : length);
    const byteOrder: Value = typeof order === 'string' ? order : (options?.get('byteorder', 'big') ?? 'big');
    const signed = Boolean(options?.get('signed', false));
    const big = bigOf(x);
    if (big < 0n && !signed) throw new OverflowError("can't convert negative int to unsigned");
    const bits = BigInt(8 * size);
    const isOut = signed ? BigInt.asIntN(8 * size, big) !== big : big >> bits !== 0n;
    if (isOut) throw new OverflowError('int too big to convert');
    const digits =
      size === 0
        ? ''
        : BigInt.asUintN(8 * size, big)
            .toString(16)
            .padStart(2 * size, '0');
    const bytes = Buffer.from(digits, 'hex');
    return byteOrder === 'little' ? bytes.reverse() : bytes;
  },
  as_integer_ratio: (x: Value) => tup(int_(bigOf(x)), 1),
  conjugate: (x: Value) => x,
};

export const floatMethods: Methods = {
  is_integer: (x: Value) => Number.isInteger(Number(x)),
  hex: (x: Value) => hexOf(Number(x)),
  as_integer_ratio: (x: Value) => {
    if (!Number.isFinite(Number(x)))
      throw Number.isNaN(Number(x))
        ? new ValueError('cannot convert NaN to integer ratio')
        : new OverflowError('cannot convert Infinity to integer ratio');
    let bottom = 1n;
    let value = Number(x);
    while (!Number.isInteger(value)) [value, bottom] = [value * 2, bottom * 2n];
    return tup(int_(BigInt(value)), int_(bottom));
  },
  conjugate: (x: Value) => x,
};
