/** Floats as texts of hexadecimal digits, which say exactly which float is meant. */
import { OverflowError, TypeError as PyTypeError, ValueError } from './exceptions.js';
import { float_, floatText } from './float.js';
import { typeName } from './type-name.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

/** Bits of the fraction, and the least exponent of a float that has all of them. */
const FRACTION = 52;
const LEAST = -1022;

/** `x.hex()`. */
export function hexOf(x: number): string {
  if (!Number.isFinite(x)) return floatText(x);
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  if (x === 0) return `${sign}0x0.0p+0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const digits = (bits & ((1n << 52n) - 1n)).toString(16).padStart(FRACTION / 4, '0');
  const exponent = biased === 0 ? LEAST : biased - 1023;
  return `${sign}0x${biased === 0 ? '0' : '1'}.${digits}p${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent))}`;
}

const HEX = /^\s*([-+]?)(?:(inf(?:inity)?)|(nan)|(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([-+]?\d+))?)\s*$/i;

/** `float.fromhex(text)`. */
export function fromHexText(given: Value): Value {
  const text: Value = underlying(given);
  if (typeof text !== 'string')
    throw new PyTypeError(`fromhex() argument must be str, not ${typeName(given)}`);
  const [found, sign, infinite, nan, whole = '', part = '', power = '0'] = HEX.exec(text) ?? [];
  const isNumber = infinite === undefined && nan === undefined;
  if (found === undefined || (isNumber && whole + part === ''))
    throw new ValueError('invalid hexadecimal floating-point string');
  const size = isNumber
    ? scaled(BigInt(`0x${whole}${part}`), Number(power) - 4 * part.length)
    : nan === undefined
      ? Infinity
      : NaN;
  return float_(sign === '-' ? -size : size);
}

/** `digits * 2 ** exponent`, to the nearest float; of two that are as near the even one. */
function scaled(digits: bigint, exponent: number): number {
  if (digits === 0n) return 0;
  const length = digits.toString(2).length;
  const top = length - 1 + exponent;
  const kept = top >= LEAST ? FRACTION + 1 : FRACTION + 1 - (LEAST - top);
  const drop = Math.max(0, length - Math.max(kept, 0));
  const unit = 1n << BigInt(drop);
  const rest = digits % unit;
  let rounded = digits / unit;
  if (rest * 2n > unit || (rest * 2n === unit && rounded % 2n === 1n)) rounded += 1n;
  const power = exponent + drop;
  // In two steps: 2 ** power alone may be no float.
  const half = Math.trunc(power / 2);
  const made = Number(rounded) * 2 ** half * 2 ** (power - half);
  if (!Number.isFinite(made)) throw new OverflowError('hexadecimal value too large to represent as a float');
  return made;
}
