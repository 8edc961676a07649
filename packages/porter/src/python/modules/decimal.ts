/** Python's decimal: exact arithmetic with the digits of a context. */
import { withDivmod } from '../arithmetic.js';
import { NotImplemented } from '../singletons.js';
import { getcontext } from '../decimals/context.js';
import {
  type Digits,
  type Rounding,
  adjusted,
  count,
  order,
  rescaled,
  ten,
  textOf,
} from '../decimals/digits.js';
import { formatted } from '../decimals/format.js';
import { exponential, logarithm, squareRoot } from '../decimals/functions.js';
import { digitsOf, parse } from '../decimals/parse.js';
import { OverflowError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { Kw } from '../keywords.js';
import { isFloat } from '../numbers.js';
import { PyObject } from '../object.js';
import { nearest, toInt } from '../rational.js';
import { tup, tuple_ } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { namedtuple } from './collections.js';
import { extension } from '../homes.js';
import { ratioOf, invalid, divided, sum, product, wholes, power } from '../decimals/arithmetic.js';

export { Context, getcontext, localcontext, setcontext } from '../decimals/context.js';
export { DecimalException, DivisionByZero, Inexact, InvalidOperation, Rounded } from '../decimals/context.js';

export const ROUND_HALF_EVEN = 'ROUND_HALF_EVEN';
export const ROUND_HALF_UP = 'ROUND_HALF_UP';
export const ROUND_HALF_DOWN = 'ROUND_HALF_DOWN';
export const ROUND_DOWN = 'ROUND_DOWN';
export const ROUND_UP = 'ROUND_UP';
export const ROUND_FLOOR = 'ROUND_FLOOR';
export const ROUND_CEILING = 'ROUND_CEILING';
export const ROUND_05UP = 'ROUND_05UP';

const DecimalTuple: Value = namedtuple('DecimalTuple', 'sign digits exponent');

/** What a method was given: a rounding by name or position. */
const roundingOf = (...given: Value[]): Rounding => {
  const named = given.find((one): one is Kw => one instanceof Kw);
  const found: Value = named?.get('rounding') ?? given.find((one) => typeof one === 'string');
  return (found ?? getcontext().rounding) as Rounding;
};

export class Decimal extends PyObject {
  declare readonly value: Digits;

  constructor(given: Value = '0') {
    super();
    Object.defineProperty(this, 'value', { value: parse(given), configurable: true });
  }

  static of(value: Digits): Decimal {
    const made = new Decimal('0');
    Object.defineProperty(made, 'value', { value });
    return made;
  }

  static from_float(x: Value): Decimal {
    return new Decimal(x);
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(): this {
    return this;
  }

  __neg__(): Decimal {
    const { value } = this;
    return rounded({ ...value, negative: value.digits === 0n ? false : !value.negative });
  }

  __pos__(): Decimal {
    return rounded(this.value);
  }

  __abs__(): Decimal {
    return rounded({ ...this.value, negative: false });
  }

  copy_abs(): Decimal {
    return Decimal.of({ ...this.value, negative: false });
  }

  copy_negate(): Decimal {
    return Decimal.of({ ...this.value, negative: !this.value.negative });
  }

  copy_sign(other: Decimal): Decimal {
    return Decimal.of({ ...this.value, negative: other.value.negative });
  }

  __bool__(): boolean {
    return this.value.special !== undefined || this.value.digits !== 0n;
  }

  __int__(): Value {
    const { special, digits, negative, exponent } = this.value;
    if (special === 'NaN') throw new ValueError('cannot convert NaN to integer');
    if (special !== undefined) throw new OverflowError('cannot convert Infinity to integer');
    const size = exponent >= 0 ? digits * ten(exponent) : digits / ten(-exponent);
    return toInt(negative ? -size : size);
  }

  __trunc__(): Value {
    return this.__int__();
  }

  __floor__(): Value {
    return Decimal.of(rescaled(this.value, Math.max(0, this.value.exponent), 'ROUND_FLOOR')).__int__();
  }

  __ceil__(): Value {
    return Decimal.of(rescaled(this.value, Math.max(0, this.value.exponent), 'ROUND_CEILING')).__int__();
  }

  __float__(): Value {
    return float_(Number(textOf(this.value)));
  }

  __round__(digits: Value = null): Value {
    if (digits === null) return toInt(nearest(ratioOf(this.value)));
    return Decimal.of(rescaled(this.value, -Number(digits), 'ROUND_HALF_EVEN'));
  }

  __eq__(other: Value): Value {
    const right = isFloat(other) ? parse(other) : digitsOf(other);
    if (right === undefined) return NotImplemented;
    if (this.value.special === 'NaN' || right.special === 'NaN') return false;
    return order(this.value, right) === 0;
  }

  __key__(): Value {
    const { special, negative, digits } = this.value;
    if (special !== undefined) return `decimal ${textOf(this.value)}`;
    const [top, bottom] = ratioOf(this.value);
    return bottom === 1n
      ? toInt(digits === 0n && negative ? 0n : top)
      : `fraction ${String(top)}/${String(bottom)}`;
  }

  quantize(other: Value, rounding: Value = null, named?: Kw): Decimal {
    const { exponent, special } = digitsOf(other) ?? invalid();
    if (special !== undefined || this.value.special !== undefined) invalid();
    const made = rescaled(this.value, exponent, roundingOf(rounding, named));
    if (count(made.digits) > getcontext().prec) invalid();
    return Decimal.of(made);
  }

  normalize(): Decimal {
    const kept = getcontext().rounded(this.value);
    if (kept.special !== undefined) return Decimal.of(kept);
    let { digits, exponent } = kept;
    if (digits === 0n) return Decimal.of({ ...kept, exponent: 0 });
    while (digits % 10n === 0n) [digits, exponent] = [digits / 10n, exponent + 1];
    return Decimal.of({ ...kept, digits, exponent });
  }

  to_integral_value(rounding: Value = null, named?: Kw): Decimal {
    if (this.value.exponent >= 0) return this;
    return Decimal.of(rescaled(this.value, 0, roundingOf(rounding, named)));
  }

  to_integral(rounding: Value = null, named?: Kw): Decimal {
    return this.to_integral_value(rounding, named);
  }

  sqrt(): Decimal {
    if (this.value.negative && this.value.digits !== 0n) invalid();
    return rounded(squareRoot(this.value, getcontext().prec));
  }

  exp(): Decimal {
    if (this.value.digits === 0n) return new Decimal(1);
    return rounded(exponential(this.value, getcontext().prec));
  }

  ln(): Decimal {
    if (this.value.negative) invalid();
    if (order(this.value, parse(1)) === 0) return new Decimal(0);
    return rounded(logarithm(this.value, getcontext().prec));
  }

  log10(): Decimal {
    if (this.value.negative) invalid();
    if (/^10*$/.test(this.value.digits.toString())) return new Decimal(adjusted(this.value));
    const { prec } = getcontext();
    return rounded(divided(logarithm(this.value, prec + 5), logarithm(parse(10), prec + 5), prec + 5));
  }

  adjusted(): number {
    return adjusted(this.value);
  }

  compare(other: Value): Decimal {
    return new Decimal(order(this.value, digitsOf(other) ?? invalid()));
  }

  max(other: Value): Decimal {
    const right = digitsOf(other) ?? invalid();
    return rounded(order(this.value, right) >= 0 ? this.value : right);
  }

  min(other: Value): Decimal {
    const right = digitsOf(other) ?? invalid();
    return rounded(order(this.value, right) <= 0 ? this.value : right);
  }

  is_zero(): boolean {
    return this.value.special === undefined && this.value.digits === 0n;
  }

  is_nan(): boolean {
    return this.value.special === 'NaN';
  }

  is_infinite(): boolean {
    return this.value.special === 'Infinity';
  }

  is_finite(): boolean {
    return this.value.special === undefined;
  }

  is_signed(): boolean {
    return this.value.negative;
  }

  as_tuple(): Value {
    const { negative, digits, exponent, special } = this.value;
    const shown = special === undefined ? exponent : special === 'NaN' ? 'n' : 'F';
    return DecimalTuple.__make__(Number(negative), tuple_([...digits.toString()].map(Number)), shown);
  }

  as_integer_ratio(): Tuple {
    const [top, bottom] = ratioOf(this.value);
    return tup(toInt(top), toInt(bottom));
  }

  __str__(): string {
    return textOf(this.value);
  }

  __repr__(): string {
    return `Decimal('${textOf(this.value)}')`;
  }

  __format__(spec: string): string {
    return formatted(this.value, spec);
  }
}

const rounded = (x: Digits): Decimal => Decimal.of(getcontext().rounded(x));

type Operator = (a: Digits, b: Digits) => Digits;
const OPERATORS: Readonly<Record<string, Operator>> = {
  add: sum,
  sub: (a, b) => sum(a, { ...b, negative: !b.negative }),
  mul: product,
  truediv: (a, b) => divided(a, b, getcontext().prec),
  floordiv: (a, b) => wholes(a, b)[0],
  mod: (a, b) => wholes(a, b)[1],
  pow: power,
};
for (const [name, operator] of Object.entries(OPERATORS)) {
  const add = (prefix: string, turned: boolean): void => {
    Object.defineProperty(Decimal.prototype, `__${prefix}${name}__`, {
      value(this: Decimal, other: Value): Value {
        const right = digitsOf(other);
        if (right === undefined) return NotImplemented;
        return rounded(turned ? operator(right, this.value) : operator(this.value, right));
      },
    });
  };
  add('', false);
  add('r', true);
}
withDivmod(Decimal);
const ORDERS: Readonly<Record<string, (sign: number) => boolean>> = {
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
};
for (const [name, test] of Object.entries(ORDERS))
  Object.defineProperty(Decimal.prototype, `__${name}__`, {
    value(this: Decimal, other: Value): Value {
      const right = isFloat(other) ? parse(other) : digitsOf(other);
      if (right === undefined) return NotImplemented;
      if (this.value.special === 'NaN' || right.special === 'NaN') return invalid();
      return test(order(this.value, right));
    },
  });

extension('decimal', Decimal);
