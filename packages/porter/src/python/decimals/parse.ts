/** Decimals out of what a program gives: text, ints, floats, the parts of a number, other decimals. */
import { TypeError as PyTypeError } from '../exceptions.js';
import { isFloat, isInt } from '../numbers.js';
import { ratioOf } from '../rational.js';
import { Tuple } from '../tuple.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { InvalidOperation, signalled } from './context.js';
import { type Digits, ten } from './digits.js';

const TEXT = /^([-+]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d+))?$/;
const SPECIAL = /^([-+]?)(?:(inf|infinity)|(nan))$/i;

const ofInt = (x: bigint): Digits => ({ negative: x < 0n, digits: x < 0n ? -x : x, exponent: 0 });

/** Of another operand: a decimal or an int; undefined of what arithmetic does not take. */
export function digitsOf(x: Value): Digits | undefined {
  if (isInt(x)) return ofInt(BigInt(x));
  const own: Value = typeof x === 'object' && x !== null && '__str__' in x ? x.value : undefined;
  return typeof own === 'object' && own !== null && typeof own.digits === 'bigint'
    ? (own as Digits)
    : undefined;
}

export function parse(x: Value): Digits {
  const known = digitsOf(x);
  if (known !== undefined) return known;
  if (typeof x === 'string') return ofText(x.trim().replaceAll('_', ''));
  if (isFloat(x)) return ofFloat(Number(x));
  if (x instanceof Tuple) {
    const [sign, digits, exponent] = x;
    return { negative: sign === 1, digits: BigInt([0, ...digits].join('')), exponent: Number(exponent) };
  }
  throw new PyTypeError(`conversion from ${typeName(x)} to Decimal is not supported`);
}

function ofText(text: string): Digits {
  const special = SPECIAL.exec(text);
  if (special !== null)
    return {
      negative: special[1] === '-',
      digits: 0n,
      exponent: 0,
      special: special[3] === undefined ? 'Infinity' : 'NaN',
    };
  const match = TEXT.exec(text);
  if (match === null) throw signalled(InvalidOperation, 'ConversionSyntax');
  const [, sign, whole = '', rest, alone, exponent = '0'] = match;
  const decimals = rest ?? alone ?? '';
  return {
    negative: sign === '-',
    digits: BigInt(whole + decimals),
    exponent: Number(exponent) - decimals.length,
  };
}

function ofFloat(x: number): Digits {
  if (Number.isNaN(x)) return { negative: false, digits: 0n, exponent: 0, special: 'NaN' };
  if (!Number.isFinite(x)) return { negative: x < 0, digits: 0n, exponent: 0, special: 'Infinity' };
  const [top, bottom] = ratioOf(x);
  // The divisor is a power of two: 10**k / 2**k is 5**k.
  const places = bottom.toString(2).length - 1;
  const whole = top * (ten(places) / bottom);
  return {
    negative: x < 0 || Object.is(x, -0),
    digits: whole < 0n ? -whole : whole,
    exponent: places === 0 ? 0 : -places,
  };
}
