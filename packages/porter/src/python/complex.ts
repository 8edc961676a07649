/** Python's complex numbers. */
import { NotImplemented } from './singletons.js';
import { OverflowError, TypeError as PyTypeError, ValueError, ZeroDivisionError } from './exceptions.js';
import { float_, floatText } from './float.js';
import { floatDigits } from './float-format.js';
import { finish, padded, parseSpec, unknownCode } from './format-spec.js';
import { isNumber } from './numbers.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

export class Complex {
  readonly re: number;
  readonly im: number;

  constructor(re: number, im: number) {
    this.re = re;
    this.im = im;
  }

  get real(): Value {
    return float_(this.re);
  }

  get imag(): Value {
    return float_(this.im);
  }

  conjugate(): Complex {
    return new Complex(this.re, -this.im);
  }

  __add__(other: Value): Value {
    return both(this, other, (a, b) => new Complex(a.re + b.re, a.im + b.im));
  }

  __radd__(other: Value): Value {
    return this.__add__(other);
  }

  __sub__(other: Value): Value {
    return both(this, other, (a, b) => new Complex(a.re - b.re, a.im - b.im));
  }

  __rsub__(other: Value): Value {
    return both(this, other, (a, b) => new Complex(b.re - a.re, b.im - a.im));
  }

  __mul__(other: Value): Value {
    return both(this, other, product);
  }

  __rmul__(other: Value): Value {
    return this.__mul__(other);
  }

  __truediv__(other: Value): Value {
    return both(this, other, quotient);
  }

  __rtruediv__(other: Value): Value {
    return both(this, other, (a, b) => quotient(b, a));
  }

  __pow__(other: Value): Value {
    return both(this, other, power);
  }

  __rpow__(other: Value): Value {
    return both(this, other, (a, b) => power(b, a));
  }

  __neg__(): Complex {
    return new Complex(-this.re, -this.im);
  }

  __pos__(): this {
    return this;
  }

  __abs__(): Value {
    return float_(Math.hypot(this.re, this.im));
  }

  __bool__(): boolean {
    return this.re !== 0 || this.im !== 0;
  }

  __eq__(other: Value): Value {
    const known = complexOf(other);
    return known === undefined ? NotImplemented : this.re === known.re && this.im === known.im;
  }

  /** Equal to a real number if it is one: so is its key. */
  __key__(): Value {
    return this.im === 0 ? this.re : `c${String(this.re)},${String(this.im)}`;
  }

  __format__(spec: string): string {
    if (spec === '') return this.__repr__();
    const { width, align = '>', fill, zeros, ...parsed } = parseSpec(spec, this);
    if (zeros && fill === '0')
      throw new ValueError('Zero padding is not allowed in complex format specifier');
    if (align === '=') throw new ValueError("'=' alignment flag is not allowed in complex format specifier");
    if (!'eEfFgGn'.includes(parsed.type)) unknownCode(parsed.type, 'complex');
    // Without a type it is as repr() has it, but for what is asked for.
    const isGeneral = parsed.type === '';
    const part = (x: number, sign: string): string => {
      const type = isGeneral && parsed.precision !== undefined ? 'g' : parsed.type;
      const digits = floatDigits(Math.abs(x), { ...parsed, type });
      const shown = isGeneral ? digits.replace(/\.0$/, '') : digits;
      return finish(
        x < 0 || Object.is(x, -0),
        '',
        shown,
        { ...parsed, sign, width: 0, align, fill, zeros },
        3,
      );
    };
    const isReal = isGeneral && this.re === 0 && !Object.is(this.re, -0);
    const text = isReal
      ? `${part(this.im, parsed.sign)}j`
      : `${part(this.re, parsed.sign)}${part(this.im, '+')}j`;
    return padded('', isGeneral && !isReal ? `(${text})` : text, { width, align, fill }, '>');
  }

  __repr__(): string {
    const im = `${part(this.im)}j`;
    if (this.re === 0 && !Object.is(this.re, -0)) return im;
    return `(${part(this.re)}${im.startsWith('-') ? '' : '+'}${im})`;
  }
}
Object.defineProperty(Complex, 'name', { value: 'complex' });

/** A part, without the `.0` of a float. */
const part = (x: number): string => floatText(x).replace(/\.0$/, '');

/** A number as a complex one; undefined if it is none. */
export function complexOf(given: Value): Complex | undefined {
  const x: Value = underlying(given);
  if (x instanceof Complex) return x;
  return isNumber(x) ? new Complex(Number(x), 0) : undefined;
}

function both(a: Complex, b: Value, f: (a: Complex, b: Complex) => Complex): Value {
  const other = complexOf(b);
  return other === undefined ? NotImplemented : f(a, other);
}

export function product(a: Complex, b: Complex): Complex {
  return new Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
}

/** By the larger part of the divisor, as CPython does it. */
export function quotient(a: Complex, b: Complex): Complex {
  if (b.re === 0 && b.im === 0) throw new ZeroDivisionError('complex division by zero');
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re;
    const divisor = b.re + b.im * ratio;
    return new Complex((a.re + a.im * ratio) / divisor, (a.im - a.re * ratio) / divisor);
  }
  const ratio = b.re / b.im;
  const divisor = b.re * ratio + b.im;
  return new Complex((a.re * ratio + a.im) / divisor, (a.im * ratio - a.re) / divisor);
}

export function power(a: Complex, b: Complex): Complex {
  if (b.im === 0 && Number.isInteger(b.re) && Math.abs(b.re) <= 100) return wholePower(a, b.re);
  if (a.re === 0 && a.im === 0) {
    if (b.im !== 0 || b.re < 0) throw new ZeroDivisionError('0.0 to a negative or complex power');
    return new Complex(0, 0);
  }
  const size = Math.hypot(a.re, a.im);
  const angle = Math.atan2(a.im, a.re);
  let length = size ** b.re;
  let turn = angle * b.re;
  if (b.im !== 0) {
    length /= Math.exp(angle * b.im);
    turn += b.im * Math.log(size);
  }
  if (!Number.isFinite(length)) throw new OverflowError('complex exponentiation');
  return new Complex(length * Math.cos(turn), length * Math.sin(turn));
}

function wholePower(a: Complex, exponent: number): Complex {
  if (exponent < 0) return quotient(new Complex(1, 0), wholePower(a, -exponent));
  let result = new Complex(1, 0);
  let square = a;
  for (let mask = 1; mask <= exponent; mask *= 2) {
    if (exponent & mask) result = product(result, square);
    square = product(square, square);
  }
  return result;
}

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan`;
const TEXT = new RegExp(`^([+-]?(?:${NUMBER}))?(?:([+-]?(?:${NUMBER})?)j)?$`, 'i');

/** `complex('1+2j')`. */
export function parsed(given: string): Complex {
  const bare = given.trim().replace(/^\(\s*(.*?)\s*\)$/, '$1');
  const onlyImaginary = new RegExp(`^([+-]?(?:${NUMBER})?)j$`, 'i').exec(bare);
  const [, re, im] = onlyImaginary === null ? (TEXT.exec(bare) ?? []) : [bare, undefined, onlyImaginary[1]];
  if (bare === '' || (re === undefined && im === undefined))
    throw new ValueError('complex() arg is a malformed string');
  const number = (text: string): number =>
    /^[+-]?$/.test(text)
      ? Number(`${text}1`)
      : Number(text.replace(/inf(?:inity)?/i, 'Infinity').replace(/nan/i, 'NaN'));
  return new Complex(re === undefined ? 0 : number(re), im === undefined ? 0 : number(im));
}

/** `complex(re, im)`. */
export function made(given: Value = 0, im: Value = null): Complex {
  const re: Value = underlying(given);
  if (typeof re === 'string') {
    if (im !== null) throw new PyTypeError("complex() can't take second arg if first is a string");
    return parsed(re);
  }
  const own: Value = typeof re?.__complex__ === 'function' ? re.__complex__() : re;
  const first =
    complexOf(own) ?? (typeof own?.__float__ === 'function' ? complexOf(own.__float__()) : undefined);
  if (first === undefined) throw new PyTypeError('complex() first argument must be a string or a number');
  const second = complexOf(im ?? 0);
  if (second === undefined) throw new PyTypeError('complex() second argument must be a number');
  return im === null
    ? first
    : new Complex(first.re - second.im, first.im === 0 ? second.re : first.im + second.re);
}
