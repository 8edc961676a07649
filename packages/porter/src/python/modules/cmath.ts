/** Python's cmath: functions of complex numbers. */
import { Complex, complexOf, product, quotient } from '../complex.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { Kw } from '../keywords.js';
import { tuple_, type Tuple } from '../tuple.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';

export { e, inf, nan, pi, tau } from './math.js';
export const infj: Value = new Complex(0, Infinity);
export const nanj: Value = new Complex(0, NaN);

function known(x: Value): Complex {
  const found =
    complexOf(x) ?? (typeof x?.__complex__ === 'function' ? complexOf(x.__complex__()) : undefined);
  if (found === undefined) throw new PyTypeError(`must be real number, not ${typeName(x)}`);
  return found;
}

const size = ({ re, im }: Complex): number => Math.hypot(re, im);
const angle = ({ re, im }: Complex): number => Math.atan2(im, re);
const times = (z: Complex, re: number, im: number): Complex => product(z, new Complex(re, im));
const plus = (a: Complex, b: Complex): Complex => new Complex(a.re + b.re, a.im + b.im);
const ONE = new Complex(1, 0);

export const phase = (x: Value): Value => float_(angle(known(x)));
export const polar = (x: Value): Tuple => tuple_([float_(size(known(x))), phase(x)]);

export function rect(r: Value, phi: Value): Complex {
  const [length, turn] = [Number(r), Number(phi)];
  return new Complex(length * Math.cos(turn), length * Math.sin(turn));
}

export function sqrt(x: Value): Complex {
  const { re, im } = known(x);
  if (re === 0 && im === 0) return new Complex(0, im);
  const half = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
  const other = Math.abs(im) / (2 * half);
  const sign = im < 0 || Object.is(im, -0) ? -1 : 1;
  return re >= 0 ? new Complex(half, sign * other) : new Complex(other, sign * half);
}

export function exp(x: Value): Complex {
  const { re, im } = known(x);
  const length = Math.exp(re);
  return new Complex(length * Math.cos(im), im === 0 ? im : length * Math.sin(im));
}

const naturalLog = (z: Complex): Complex => {
  if (z.re === 0 && z.im === 0) throw new ValueError('math domain error');
  return new Complex(Math.log(size(z)), angle(z));
};

export function log(x: Value, base: Value = null): Complex {
  const natural = naturalLog(known(x));
  return base === null ? natural : quotient(natural, naturalLog(known(base)));
}

export function log10(x: Value): Complex {
  const { re, im } = naturalLog(known(x));
  return new Complex(re / Math.LN10, im / Math.LN10);
}

export function sin(x: Value): Complex {
  const { re, im } = known(x);
  return new Complex(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
}

export function cos(x: Value): Complex {
  const { re, im } = known(x);
  return new Complex(Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im));
}

export const tan = (x: Value): Complex => quotient(sin(x), cos(x));

export function sinh(x: Value): Complex {
  const { re, im } = known(x);
  return new Complex(Math.sinh(re) * Math.cos(im), Math.cosh(re) * Math.sin(im));
}

export function cosh(x: Value): Complex {
  const { re, im } = known(x);
  return new Complex(Math.cosh(re) * Math.cos(im), Math.sinh(re) * Math.sin(im));
}

export const tanh = (x: Value): Complex => quotient(sinh(x), cosh(x));

/** `log(z + sqrt(z² + 1))`, and its kin. */
export function asinh(x: Value): Complex {
  const z = known(x);
  return naturalLog(plus(z, sqrt(plus(product(z, z), ONE))));
}

export function acosh(x: Value): Complex {
  const z = known(x);
  return naturalLog(plus(z, product(sqrt(plus(z, ONE)), sqrt(plus(z, new Complex(-1, 0))))));
}

export function atanh(x: Value): Complex {
  const z = known(x);
  const [a, b] = [naturalLog(plus(ONE, z)), naturalLog(plus(ONE, times(z, -1, 0)))];
  return new Complex((a.re - b.re) / 2, (a.im - b.im) / 2);
}

export const asin = (x: Value): Complex => times(asinh(times(known(x), 0, 1)), 0, -1);
export const atan = (x: Value): Complex => times(atanh(times(known(x), 0, 1)), 0, -1);
export function acos(x: Value): Complex {
  const { re, im } = asin(x);
  return new Complex(Math.PI / 2 - re, -im);
}

const some = (x: Value, test: (part: number) => boolean): boolean => {
  const { re, im } = known(x);
  return test(re) || test(im);
};
export const isnan = (x: Value): boolean => some(x, Number.isNaN);
export const isinf = (x: Value): boolean => some(x, (part) => Math.abs(part) === Infinity);
export const isfinite = (x: Value): boolean => !some(x, (part) => !Number.isFinite(part));

export function isclose(a: Value, b: Value, options: Kw = new Kw()): boolean {
  const [x, y] = [known(a), known(b)];
  const apart = Math.hypot(x.re - y.re, x.im - y.im);
  const relative = Number(options.get('rel_tol', 1e-9)) * Math.max(size(x), size(y));
  return apart === 0 || apart <= Math.max(relative, Number(options.get('abs_tol', 0)));
}
