/** Python's math. */
import { OverflowError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { bigOf, int_, isNumber, truncated } from '../numbers.js';
import { mul } from '../arithmetic.js';
import { root } from '../rational.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import { typeName } from '../type-name.js';
import { indexed, underlying } from '../underlying.js';
import type { Value } from '../value.js';

function number(x: Value): number {
  if (isNumber(x)) return Number(x);
  if (typeof x?.__float__ === 'function') return Number(x.__float__());
  throw new PyTypeError(`must be real number, not ${typeName(x)}`);
}

/** A function of floats; where it is not defined, Python says so. */
function real(f: (...args: number[]) => number) {
  return (...args: Value[]): Value => {
    const given = args.map(number);
    const result = f(...given);
    if (Number.isNaN(result) && !given.some(Number.isNaN)) throw new ValueError('math domain error');
    if (!Number.isFinite(result) && given.every(Number.isFinite)) throw new OverflowError('math range error');
    return float_(result);
  };
}

export const pi = Math.PI;
export const e = Math.E;
export const tau = 2 * Math.PI;
export const inf = Infinity;
export const nan = NaN;

export const sqrt = real(Math.sqrt);
export const sin = real(Math.sin);
export const cos = real(Math.cos);
export const tan = real(Math.tan);
export const asin = real(Math.asin);
export const acos = real(Math.acos);
export const atan = real(Math.atan);
export const atan2 = real(Math.atan2);
export const sinh = real(Math.sinh);
export const cosh = real(Math.cosh);
export const tanh = real(Math.tanh);
export const exp = real(Math.exp);
export const expm1 = real(Math.expm1);
export const log1p = real(Math.log1p);
export const pow = real(Math.pow);
export const hypot = real(Math.hypot);
export const fabs = real(Math.abs);
export const fmod = real((a, b) => a % b);
export const copysign = real((a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)));
export const degrees = real((x) => (x * 180) / Math.PI);
export const radians = real((x) => (x * Math.PI) / 180);

function positive(x: Value): number {
  const value = number(x);
  if (value <= 0) throw new ValueError('math domain error');
  return value;
}

/** The logarithm of an int of any size. */
function natural(given: Value): number {
  const x: Value = underlying(given);
  if (typeof x !== 'bigint') return Math.log(positive(x));
  const digits = x.toString().length;
  return Math.log(Number(x.toString().slice(0, 15))) + Math.LN10 * Math.max(0, digits - 15);
}

export const log = (x: Value, base?: Value): Value =>
  float_(
    base === undefined
      ? natural(x)
      : Number(base) === 2
        ? Math.log2(positive(x))
        : Number(base) === 10
          ? Math.log10(positive(x))
          : natural(x) / natural(base),
  );
export const log2 = (x: Value): Value => float_(Math.log2(positive(x)));
export const log10 = (x: Value): Value => float_(Math.log10(positive(x)));

function whole(given: Value, round: (value: number) => number, special: string): Value {
  if (!isNumber(given) && typeof given?.[special] === 'function') return given[special]();
  const x: Value = underlying(given);
  if (typeof x === 'bigint') return x;
  const value = number(x);
  if (Number.isNaN(value)) throw new ValueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw new OverflowError('cannot convert float infinity to integer');
  return truncated(round(value));
}

export const floor = (x: Value): Value => whole(x, Math.floor, '__floor__');
export const ceil = (x: Value): Value => whole(x, Math.ceil, '__ceil__');
export const trunc = (x: Value): Value => whole(x, Math.trunc, '__trunc__');

export const isnan = (x: Value): boolean => Number.isNaN(number(x));
export const isinf = (x: Value): boolean => Math.abs(number(x)) === Infinity;
export const isfinite = (x: Value): boolean => Number.isFinite(number(x));
export const modf = (x: Value): Tuple => tup(float_(number(x) % 1), float_(Math.trunc(number(x))));

export function isclose(a: Value, b: Value, named?: Value): boolean {
  const [x, y] = [number(a), number(b)];
  const [relative, absolute] = [
    Number(named?.get('rel_tol', 1e-9) ?? 1e-9),
    Number(named?.get('abs_tol', 0) ?? 0),
  ];
  return (
    x === y ||
    (Number.isFinite(x) &&
      Number.isFinite(y) &&
      Math.abs(x - y) <= Math.max(relative * Math.max(Math.abs(x), Math.abs(y)), absolute))
  );
}

export function factorial(given: Value): Value {
  const x: Value = indexed(given);
  if (!Number.isInteger(x))
    throw new PyTypeError(`'${typeName(given)}' object cannot be interpreted as an integer`);
  if (x < 0) throw new ValueError('factorial() not defined for negative values');
  let result = 1n;
  for (let i = 2n; i <= BigInt(x as number); i++) result *= i;
  return int_(result);
}

export function gcd(...numbers: Value[]): Value {
  let result = 0n;
  for (const x of numbers) {
    let [a, b] = [result, bigOf(indexed(x))];
    while (b !== 0n) [a, b] = [b, a % b];
    result = a < 0n ? -a : a;
  }
  return int_(result);
}

export function lcm(...numbers: Value[]): Value {
  let result = 1n;
  for (const x of numbers) {
    const big = bigOf(indexed(x));
    if (big === 0n) return 0;
    result = (result / bigOf(gcd(int_(result), x))) * big;
    if (result < 0n) result = -result;
  }
  return int_(result);
}

export function isqrt(x: Value): Value {
  const big = bigOf(indexed(x));
  if (big < 0n) throw new ValueError('isqrt() argument must be nonnegative');
  return int_(root(big));
}

export function perm(n: Value, k: Value = n): Value {
  let result = 1n;
  for (let i = 0n; i < bigOf(indexed(k)); i++) result *= bigOf(indexed(n)) - i;
  return int_(result);
}

export const comb = (n: Value, k: Value): Value =>
  k > n ? 0 : int_(bigOf(perm(n, k)) / bigOf(factorial(k)));

export function prod(x: Iterable<Value>, named?: Value): Value {
  let result: Value = named?.get('start', 1) ?? 1;
  for (const item of x) result = mul(result, item);
  return result;
}

/** Exact: partial sums without an error, as Shewchuk's. */
export function fsum(x: Iterable<Value>): Value {
  const partials: number[] = [];
  for (const item of x) {
    let value = number(item);
    let kept = 0;
    for (let other of partials) {
      if (Math.abs(value) < Math.abs(other)) [value, other] = [other, value];
      const high = value + other;
      const low = other - (high - value);
      if (low !== 0) partials[kept++] = low;
      value = high;
    }
    partials.splice(kept, partials.length, value);
  }
  return float_(partials.reduceRight((sum, part) => sum + part, 0));
}

export const dist = (a: Value, b: Value): Value =>
  float_(Math.hypot(...[...a].map((x: Value, i: number) => number(x) - number(b[i]))));
