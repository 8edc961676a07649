/** Sums, products, quotients and powers of decimals, before they are rounded. */
import { DivisionByZero, InvalidOperation, getcontext, signalled } from './context.js';
import { type Digits, count, ten } from './digits.js';
import { exponential, logarithm } from './functions.js';
import { parse } from './parse.js';
import { lowest } from '../rational.js';

/** For a Decimal that is no number, and operations that have no result. */
export const invalid = (): never => {
  throw signalled(InvalidOperation, 'InvalidOperation');
};

/** The value as a fraction. */
export function ratioOf({ negative, digits, exponent }: Digits): readonly [bigint, bigint] {
  const top = negative ? -digits : digits;
  return exponent >= 0 ? [top * ten(exponent), 1n] : lowest(top, ten(-exponent));
}

const signed = ({ negative, digits }: Digits): bigint => (negative ? -digits : digits);
const NAN: Digits = { negative: false, digits: 0n, exponent: 0, special: 'NaN' };

export function sum(a: Digits, b: Digits): Digits {
  if (a.special !== undefined || b.special !== undefined) {
    if (a.special === 'NaN' || b.special === 'NaN') return NAN;
    if (a.special !== undefined && b.special !== undefined && a.negative !== b.negative) return invalid();
    return a.special !== undefined ? a : b;
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const total = signed(a) * ten(a.exponent - exponent) + signed(b) * ten(b.exponent - exponent);
  const negative = total < 0n || (total === 0n && a.negative && b.negative);
  return { negative, digits: total < 0n ? -total : total, exponent };
}

export function product(a: Digits, b: Digits): Digits {
  const negative = a.negative !== b.negative;
  if (a.special !== undefined || b.special !== undefined) {
    if (a.special === 'NaN' || b.special === 'NaN') return NAN;
    if ([a, b].some((x) => x.special === undefined && x.digits === 0n)) return invalid();
    return { negative, digits: 0n, exponent: 0, special: 'Infinity' };
  }
  return { negative, digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** With so many digits and one more, which says whether there are more. */
export function divided(a: Digits, b: Digits, precision: number): Digits {
  const negative = a.negative !== b.negative;
  if (a.special === 'NaN' || b.special === 'NaN') return NAN;
  if (a.special !== undefined) return b.special === undefined ? { ...a, negative } : invalid();
  if (b.special !== undefined) return { negative, digits: 0n, exponent: 0 };
  if (b.digits === 0n) {
    if (a.digits === 0n) throw signalled(InvalidOperation, 'DivisionUndefined');
    throw signalled(DivisionByZero, 'DivisionByZero');
  }
  const ideal = a.exponent - b.exponent;
  if (a.digits === 0n) return { negative, digits: 0n, exponent: ideal };
  const shift = Math.max(0, count(b.digits) - count(a.digits) + precision + 1);
  const scaled = a.digits * ten(shift);
  let digits = scaled / b.digits;
  let exponent = ideal - shift;
  if (scaled % b.digits !== 0n) return { negative, digits: digits * 10n + 1n, exponent: exponent - 1 };
  while (exponent < ideal && digits % 10n === 0n) [digits, exponent] = [digits / 10n, exponent + 1];
  return { negative, digits, exponent };
}

/** The whole part of a quotient, and the rest, which has the sign of `a`. */
export function wholes(a: Digits, b: Digits): readonly [Digits, Digits] {
  if (b.special === undefined && b.digits === 0n) {
    if (a.digits === 0n) throw signalled(InvalidOperation, 'DivisionUndefined');
    throw signalled(DivisionByZero, 'DivisionByZero');
  }
  if (a.special !== undefined || b.special === 'NaN') return invalid();
  if (b.special !== undefined) return [{ negative: a.negative !== b.negative, digits: 0n, exponent: 0 }, a];
  const exponent = Math.min(a.exponent, b.exponent);
  const [x, y] = [a.digits * ten(a.exponent - exponent), b.digits * ten(b.exponent - exponent)];
  return [
    { negative: a.negative !== b.negative, digits: x / y, exponent: 0 },
    { negative: a.negative, digits: x % y, exponent },
  ];
}

export function power(a: Digits, b: Digits): Digits {
  const { prec } = getcontext();
  const [top, bottom] = ratioOf(b);
  if (bottom === 1n && top >= 0n) {
    if (a.digits === 0n && top === 0n) return invalid();
    const negative = a.negative && top % 2n === 1n;
    // As long as that is not too long, it is exact, and rounded once.
    if (BigInt(count(a.digits)) * top < 20000n)
      return { negative, digits: a.digits ** top, exponent: a.exponent * Number(top) };
  }
  if (bottom === 1n && top < 0n) return divided(parse(1), power(a, { ...b, negative: false }), prec);
  if (a.negative) return invalid();
  return exponential(product(b, logarithm(a, prec + 10)), prec + 5);
}
