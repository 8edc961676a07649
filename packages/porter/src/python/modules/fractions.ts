/** Python's fractions. */
import { withDivmod } from '../arithmetic.js';
import { NotImplemented } from '../singletons.js';
import { TypeError as PyTypeError, ValueError, ZeroDivisionError } from '../exceptions.js';
import { float_ } from '../float.js';
import { isFloat, isInt } from '../numbers.js';
import { PyObject } from '../object.js';
import {
  type Ratio,
  floor,
  lowest,
  minus,
  nearest,
  over,
  plus,
  ratioOf,
  times,
  toFloat,
  toInt,
  toNumber,
} from '../rational.js';
import { repr } from '../text.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import { typeName } from '../type-name.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

const TEXT = /^\s*([-+]?)(?=\d|\.\d)(\d*)(?:\/(\d+)|(?:\.(\d*))?(?:[eE]([-+]?\d+))?)\s*$/;

function parsed(text: string): Ratio {
  const match = TEXT.exec(text.replace(/(?<=\d)_(?=\d)/g, ''));
  if (match === null) throw new ValueError(`Invalid literal for Fraction: ${repr(text)}`);
  const [, sign, whole = '', bottom, decimals = '', exponent = '0'] = match;
  const negative = sign === '-' ? -1n : 1n;
  if (bottom !== undefined) return made(negative * BigInt(whole), BigInt(bottom));
  const power = Number(exponent) - decimals.length;
  const top = negative * BigInt(whole + decimals);
  return power >= 0 ? [top * 10n ** BigInt(power), 1n] : lowest(top, 10n ** BigInt(-power));
}

function made(top: bigint, bottom: bigint): Ratio {
  if (bottom === 0n) throw new ZeroDivisionError(`Fraction(${String(top)}, 0)`);
  return lowest(top, bottom);
}

/** The exact value of an int or a fraction; undefined of anything else. */
function exactly(given: Value): Ratio | undefined {
  const x: Value = underlying(given);
  if (x instanceof Fraction) return x.ratio;
  return isInt(x) ? [BigInt(x), 1n] : undefined;
}

type Exact = (a: Ratio, b: Ratio) => Value;

/** An operator: exact among ints and fractions, of floats with a float. */
function between(exact: Exact, floats: (a: number, b: number) => Value, turned: boolean) {
  return function (this: Fraction, other: Value): Value {
    const right = exactly(other);
    if (right !== undefined) return turned ? exact(right, this.ratio) : exact(this.ratio, right);
    if (!isFloat(other)) return NotImplemented;
    const own = toNumber(this.ratio);
    return turned ? floats(Number(other), own) : floats(own, Number(other));
  };
}

export class Fraction extends PyObject {
  declare readonly ratio: Ratio;

  constructor(numerator: Value = 0, denominator: Value = null) {
    super();
    Object.defineProperty(this, 'ratio', { value: Fraction.#ratio(numerator, denominator) });
  }

  static #ratio(numerator: Value, denominator: Value): Ratio {
    if (denominator === null || denominator === undefined) {
      if (typeof numerator === 'string') return parsed(numerator);
      if (isFloat(numerator)) return ratioOf(numerator);
      if (typeof numerator?.as_integer_ratio === 'function') {
        const [top, bottom] = numerator.as_integer_ratio();
        return [BigInt(top), BigInt(bottom)];
      }
    }
    const [top, bottom] = [exactly(numerator), exactly(denominator ?? 1)];
    if (top === undefined && denominator === null)
      throw new PyTypeError('argument should be a string or a Rational instance');
    if (top === undefined || bottom === undefined)
      throw new PyTypeError('both arguments should be Rational instances');
    return made(top[0] * bottom[1], top[1] * bottom[0]);
  }

  static of([top, bottom]: Ratio): Fraction {
    return new Fraction(toInt(top), toInt(bottom));
  }

  static from_float(x: Value): Fraction {
    return Fraction.of(ratioOf(x));
  }

  static from_decimal(x: Value): Fraction {
    return new Fraction(x);
  }

  get numerator(): Value {
    return toInt(this.ratio[0]);
  }

  get denominator(): Value {
    return toInt(this.ratio[1]);
  }

  as_integer_ratio(): Tuple {
    return tup(this.numerator, this.denominator);
  }

  limit_denominator(most: Value = 1000000): Fraction {
    const limit = BigInt(most);
    if (limit < 1n) throw new ValueError('max_denominator should be at least 1');
    if (this.ratio[1] <= limit) return this;
    let [p0, q0, p1, q1] = [0n, 1n, 1n, 0n];
    let [n, d] = this.ratio;
    for (;;) {
      const a = floor([n, d]);
      const q2 = q0 + a * q1;
      if (q2 > limit) break;
      [p0, q0, p1, q1] = [p1, q1, p0 + a * p1, q2];
      [n, d] = [d, n - a * d];
    }
    const k = (limit - q0) / q1;
    const bounds = [lowest(p0 + k * p1, q0 + k * q1), lowest(p1, q1)] as const;
    const away = (one: Ratio): Ratio => {
      const [top, bottom] = minus(one, this.ratio);
      return [top < 0n ? -top : top, bottom];
    };
    const [first, second] = [away(bounds[0]), away(bounds[1])];
    return Fraction.of(second[0] * first[1] <= first[0] * second[1] ? bounds[1] : bounds[0]);
  }

  __copy__(): this {
    return this;
  }

  __deepcopy__(): this {
    return this;
  }

  __neg__(): Fraction {
    return Fraction.of([-this.ratio[0], this.ratio[1]]);
  }

  __pos__(): this {
    return this;
  }

  __abs__(): Fraction {
    return this.ratio[0] < 0n ? this.__neg__() : this;
  }

  __pow__(other: Value): Value {
    const power = exactly(other);
    const [top, bottom] = this.ratio;
    if (power === undefined || power[1] !== 1n) return float_(toNumber(this.ratio) ** Number(other));
    if (power[0] >= 0n) return Fraction.of([top ** power[0], bottom ** power[0]]);
    if (top === 0n) throw new ZeroDivisionError(`Fraction(${String(bottom ** -power[0])}, 0)`);
    return Fraction.of(lowest(bottom ** -power[0], top ** -power[0]));
  }

  __rpow__(other: Value): Value {
    const [top, bottom] = this.ratio;
    if (bottom === 1n && isInt(other)) return new Fraction(other).__pow__(toInt(top));
    return float_(Number(other) ** toNumber(this.ratio));
  }

  __bool__(): boolean {
    return this.ratio[0] !== 0n;
  }

  __int__(): Value {
    return toInt(this.ratio[0] / this.ratio[1]);
  }

  __trunc__(): Value {
    return this.__int__();
  }

  __floor__(): Value {
    return toInt(floor(this.ratio));
  }

  __ceil__(): Value {
    return toInt(-floor([-this.ratio[0], this.ratio[1]]));
  }

  __float__(): Value {
    return toFloat(this.ratio);
  }

  __round__(digits: Value = null): Value {
    if (digits === null) return toInt(nearest(this.ratio));
    const unit: Ratio = digits >= 0 ? [10n ** BigInt(digits), 1n] : [1n, 10n ** BigInt(-digits)];
    return Fraction.of(over([nearest(times(this.ratio, unit)), 1n], unit));
  }

  __eq__(other: Value): Value {
    const right = exactly(other);
    if (right !== undefined) return this.ratio[0] === right[0] && this.ratio[1] === right[1];
    if (!isFloat(other)) return NotImplemented;
    if (!Number.isFinite(Number(other))) return false;
    // A float is compared with what it is exactly.
    return this.__eq__(Fraction.of(ratioOf(other)));
  }

  /** For keys: a whole one is the int that it is equal to, and halves, quarters and so on are the floats. */
  __key__(): Value {
    const bottom = this.ratio[1];
    if (bottom > 1n && (bottom & (bottom - 1n)) === 0n) {
      const near = toNumber(this.ratio);
      if (this.__eq__(near) === true) return near;
    }
    return bottom === 1n ? toInt(this.ratio[0]) : `fraction ${this.__str__()}`;
  }

  __str__(): string {
    const [top, bottom] = this.ratio;
    return bottom === 1n ? String(top) : `${String(top)}/${String(bottom)}`;
  }

  __repr__(): string {
    return `Fraction(${String(this.ratio[0])}, ${String(this.ratio[1])})`;
  }

  __format__(spec: string): string {
    if (spec === '') return this.__str__();
    throw new PyTypeError(`unsupported format string passed to ${typeName(this)}.__format__`);
  }
}

const divided = (a: Ratio, b: Ratio): Ratio => {
  // CPython takes out what both have in common before it looks.
  if (b[0] === 0n) throw new ZeroDivisionError(`Fraction(${a[0] < 0n ? '-1' : '1'}, 0)`);
  return over(a, b);
};
const noZero = (x: number): number => {
  if (x === 0) throw new ZeroDivisionError('float division by zero');
  return x;
};
const OPERATORS: Readonly<Record<string, readonly [Exact, (a: number, b: number) => Value]>> = {
  add: [(a, b) => Fraction.of(plus(a, b)), (a, b) => float_(a + b)],
  sub: [(a, b) => Fraction.of(minus(a, b)), (a, b) => float_(a - b)],
  mul: [(a, b) => Fraction.of(times(a, b)), (a, b) => float_(a * b)],
  truediv: [(a, b) => Fraction.of(divided(a, b)), (a, b) => float_(a / noZero(b))],
  floordiv: [(a, b) => toInt(floor(divided(a, b))), (a, b) => float_(Math.floor(a / noZero(b)))],
  mod: [
    (a, b) => Fraction.of(minus(a, times(b, [floor(divided(a, b)), 1n]))),
    (a, b) => float_(a - Math.floor(a / noZero(b)) * b),
  ],
};
for (const [name, [exact, floats]] of Object.entries(OPERATORS)) {
  Object.defineProperty(Fraction.prototype, `__${name}__`, { value: between(exact, floats, false) });
  Object.defineProperty(Fraction.prototype, `__r${name}__`, { value: between(exact, floats, true) });
}
withDivmod(Fraction);
const ORDERS: Readonly<Record<string, (sign: bigint | number) => boolean>> = {
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
};
for (const [name, test] of Object.entries(ORDERS)) {
  const exact = between(
    (a, b) => test(a[0] * b[1] - b[0] * a[1]),
    () => NotImplemented,
    false,
  );
  Object.defineProperty(Fraction.prototype, `__${name}__`, {
    value(this: Fraction, other: Value): Value {
      if (!isFloat(other)) return exact.call(this, other) as Value;
      const value = Number(other);
      return Number.isFinite(value)
        ? (exact.call(this, Fraction.of(ratioOf(other))) as Value)
        : test(0 - value);
    },
  });
}

home('fractions', Fraction);
