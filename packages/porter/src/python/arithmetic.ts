/** Operators on values whose type is not known, or for which JavaScript's would be wrong: ints stay exact, floats stay floats. */
import { bytearray_, isBytearray } from './methods/bytearray.js';
import { OverflowError, TypeError as PyTypeError, ValueError, ZeroDivisionError } from './exceptions.js';
import { NotImplemented } from './singletons.js';
import { Complex, power } from './complex.js';
import { Dict } from './dict.js';
import { Float, bigOf, float_, int_, isInt, isNumber, truncated } from './numbers.js';
import { fixed } from './decimal.js';
import { isSet } from './set.js';
import { Tuple, tuple_ } from './tuple.js';
import { isTypeLike, typeName } from './type-name.js';
import { indexed, underlying } from './underlying.js';
import type { Value } from './value.js';
import { percentFormat } from './percent-format.js';

type Big = (a: bigint, b: bigint) => bigint;

/** An operator on two ints: exact, as numbers if they can be. */
function ints(a: Value, b: Value, quick: number, big: Big): Value {
  return Number.isSafeInteger(quick) && typeof a !== 'bigint' && typeof b !== 'bigint'
    ? quick + 0
    : int_(big(bigOf(a), bigOf(b)));
}

/** What special methods make of it, the right one's if the left one's does not know; NotImplemented if neither does. */
function attempted(name: string, a: Value, b: Value): Value {
  const left: readonly [Value, string, Value] = [a, `__${name}__`, b];
  const right: readonly [Value, string, Value] = [b, `__r${name}__`, a];
  for (const [owner, method, other] of isOverridden(a, b, right[1]) ? [right, left] : [left, right]) {
    if (typeof owner !== 'object' || owner === null) continue;
    const own: Value = owner[method];
    if (typeof own !== 'function') continue;
    const result: Value = own.call(owner, other);
    if (result !== NotImplemented) return result;
  }
  return NotImplemented;
}

/** An operand of a subclass that has a method of its own is asked first. */
function isOverridden(a: Value, b: Value, name: string): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return false;
  const cls: Value = a.constructor;
  return typeof cls === 'function' && b.constructor !== cls && b instanceof cls && b[name] !== a[name];
}

/** What is left if no type knows the operator: special methods. `shown` is what an error calls the operator. */
function special(shown: string, name: string, a: Value, b: Value): Value {
  const result = attempted(name, a, b);
  if (result !== NotImplemented) return result;
  const [left, right]: Value[] = [underlying(a), underlying(b)];
  if (name === 'add' && isSequence(left)) throw notJoined(left, b);
  if (name === 'mul' && (isSequence(left) || isSequence(right)))
    throw new PyTypeError(
      `can't multiply sequence by non-int of type '${typeName(isSequence(left) ? b : a)}'`,
    );
  throw new PyTypeError(`unsupported operand type(s) for ${shown}: '${typeName(a)}' and '${typeName(b)}'`);
}

const both = (a: Value, b: Value, test: (x: Value) => boolean): boolean => test(a) && test(b);
const isBytes = (x: Value): boolean => x instanceof Uint8Array;
const isSequence = (x: Value): boolean => typeof x === 'string' || Array.isArray(x) || isBytes(x);

/** What is said of a sequence that is to be joined with something else; a subclass is called by the name of its base. */
function notJoined(a: Value, b: Value): PyTypeError {
  if (isBytes(a)) return new PyTypeError(`can't concat ${typeName(b)} to ${typeName(a)}`);
  const kind = a instanceof Tuple ? 'tuple' : typeName(a);
  return new PyTypeError(`can only concatenate ${kind} (not "${typeName(b)}") to ${kind}`);
}

export function add(a: Value, b: Value, shown = '+'): Value {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    const sum = a + b;
    return Number.isSafeInteger(sum) ? sum : int_(BigInt(a) + BigInt(b));
  }
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (isNumber(a) && isNumber(b)) {
    if (isInt(a) && isInt(b)) return ints(a, b, Number(a) + Number(b), (x, y) => x + y);
    return float_(Number(a) + Number(b));
  }
  if (ofTupleClass(a, '__add__') || ofTupleClass(b, '__radd__')) return special(shown, 'add', a, b);
  if (Array.isArray(a) && Array.isArray(b) && a instanceof Tuple === b instanceof Tuple)
    return a instanceof Tuple ? tuple_([...a, ...b]) : [...a, ...(b as Value[])];
  if (both(a, b, isBytes)) {
    const joined = Buffer.concat([a, b]);
    return isBytearray(a) ? bytearray_(joined) : joined;
  }
  return special(shown, 'add', a, b);
}

/** An instance of a class of tuples with an operator of its own. */
const ofTupleClass = (x: Value, name: string): boolean =>
  x instanceof Tuple && x.constructor !== Tuple && hasSpecial(x, name);

function hasSpecial(x: Value, name: string): boolean {
  return typeof x === 'object' && x !== null && typeof x[name] === 'function';
}

export function sub(a: Value, b: Value, shown = '-'): Value {
  if (isNumber(a) && isNumber(b)) {
    if (isInt(a) && isInt(b)) return ints(a, b, Number(a) - Number(b), (x, y) => x - y);
    return float_(Number(a) - Number(b));
  }
  if (isSet(a) && isSet(b)) return a.difference(b);
  return special(shown, 'sub', a, b);
}

export function mul(a: Value, b: Value, shown = '*'): Value {
  if (isNumber(a) && isNumber(b)) {
    if (isInt(a) && isInt(b)) return ints(a, b, Number(a) * Number(b), (x, y) => x * y);
    return float_(Number(a) * Number(b));
  }
  if (ofTupleClass(a, '__mul__') || ofTupleClass(b, '__rmul__')) return special(shown, 'mul', a, b);
  const result = attempted('mul', a, b);
  if (result !== NotImplemented) return result;
  for (const [sequence, times] of [
    [a, indexed(b)],
    [b, indexed(a)],
  ] as const) {
    const repeated = isInt(times) ? repeat(sequence, Number(times)) : undefined;
    if (repeated !== undefined) return repeated;
  }
  return special(shown, 'mul', a, b);
}

/** A sequence so many times; undefined if it is none. */
export function repeat(x: Value, times: number): Value {
  const count = Math.max(0, times);
  if (typeof x === 'string') return x.repeat(count);
  if (Array.isArray(x)) {
    const items: Value[] = [];
    for (let i = 0; i < count; i++) for (const item of x) items.push(item);
    return x instanceof Tuple ? tuple_(items) : items;
  }
  if (!isBytes(x)) return undefined;
  const repeated = Buffer.concat(Array.from({ length: count }, () => x as Uint8Array));
  return isBytearray(x) ? bytearray_(repeated) : repeated;
}

/** `a / b`: a float, always. */
export function div(a: Value, b: Value, shown = '/'): Value {
  if (!isNumber(a) || !isNumber(b)) return special(shown, 'truediv', a, b);
  if (Number(b) === 0)
    throw new ZeroDivisionError(isInt(a) && isInt(b) ? 'division by zero' : 'float division by zero');
  const result = isInt(a) && isInt(b) ? quotient(a, b) : Number(a) / Number(b);
  if (!Number.isFinite(result) && isInt(a) && isInt(b))
    throw new OverflowError('integer division result too large for a float');
  return float_(result);
}

/** The float that is nearest to the quotient of two ints, of whatever size. */
function quotient(a: Value, b: Value): number {
  if (typeof a !== 'bigint' && typeof b !== 'bigint') return Number(a) / Number(b);
  const [x, y] = [bigOf(a), bigOf(b)];
  const [top, bottom] = [x < 0n ? -x : x, y < 0n ? -y : y];
  // 66 bits of the quotient, the last of which says whether there are more.
  const shift = 66 + bottom.toString(2).length - top.toString(2).length;
  const scaled = shift > 0 ? top << BigInt(shift) : top;
  const divisor = shift < 0 ? bottom << BigInt(-shift) : bottom;
  const bits = scaled / divisor;
  const value = Number(scaled % divisor === 0n ? bits : bits | 1n);
  return (x < 0n !== y < 0n ? -value : value) * 2 ** -shift;
}

/** `a / b` of Python 2: whole, if both are. */
export function oldDiv(a: Value, b: Value, shown = '/'): Value {
  return isInt(a) && isInt(b) ? floordiv(a, b) : div(a, b, shown);
}

/** `a // b`: towards minus infinity. */
export function floordiv(a: Value, b: Value, shown = '//'): Value {
  if (!isNumber(a) || !isNumber(b)) return special(shown, 'floordiv', a, b);
  if (isInt(a) && isInt(b)) {
    if (Number(b) === 0) throw new ZeroDivisionError('integer division or modulo by zero');
    return floorInts(a, b);
  }
  if (Number(b) === 0) throw new ZeroDivisionError('float floor division by zero');
  return float_(floatDivmod(Number(a), Number(b))[0]);
}

function floorInts(a: Value, b: Value): Value {
  if (typeof a !== 'bigint' && typeof b !== 'bigint') {
    // Exact: the remainder decides, not the rounded quotient.
    const [x, y] = [Number(a), Number(b)];
    const rest = x % y;
    return (x - rest) / y - (rest !== 0 && rest < 0 !== y < 0 ? 1 : 0) + 0;
  }
  const [x, y] = [bigOf(a), bigOf(b)];
  const whole = x / y;
  return int_(x % y !== 0n && x < 0n !== y < 0n ? whole - 1n : whole);
}

/** As CPython's: the quotient is a whole number, the rest has the sign of the divisor. */
function floatDivmod(a: number, b: number): [number, number] {
  let rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0) {
    if (b < 0 !== rest < 0) {
      rest += b;
      quotient -= 1;
    }
  } else rest = b < 0 ? -0 : 0;
  const floor =
    quotient === 0
      ? a / b < 0 || Object.is(a / b, -0)
        ? -0
        : 0
      : Math.floor(quotient) + (quotient - Math.floor(quotient) > 0.5 ? 1 : 0);
  return [floor, rest];
}

/** `a % b`: the sign is the divisor's; of a string, its format. */
export function mod(a: Value, b: Value, shown = '%'): Value {
  if (typeof a === 'string' || isBytes(a)) return percentFormat(a, b);
  if (!isNumber(a) || !isNumber(b)) return special(shown, 'mod', a, b);
  if (isInt(a) && isInt(b)) {
    if (Number(b) === 0) throw new ZeroDivisionError('integer modulo by zero');
    if (typeof a !== 'bigint' && typeof b !== 'bigint') {
      const rest = Number(a) % Number(b);
      return (rest !== 0 && rest < 0 !== Number(b) < 0 ? rest + Number(b) : rest) + 0;
    }
    const [x, y] = [bigOf(a), bigOf(b)];
    const rest = x % y;
    return int_(rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest);
  }
  if (Number(b) === 0) throw new ZeroDivisionError('float modulo');
  return float_(floatDivmod(Number(a), Number(b))[1]);
}

export function divmod(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return special('divmod()', 'divmod', a, b);
  if (Number(b) === 0 && !(isInt(a) && isInt(b))) throw new ZeroDivisionError('float divmod()');
  return tuple_([floordiv(a, b), mod(a, b)]);
}

/** A class of the library that has `//` and `%` has divmod(), too. */
export function withDivmod(cls: Value): void {
  for (const side of ['', 'r'])
    Object.defineProperty(cls.prototype, `__${side}divmod__`, {
      value(this: Value, other: Value): Value {
        const whole: Value = this[`__${side}floordiv__`](other);
        return whole === NotImplemented ? whole : tuple_([whole, this[`__${side}mod__`](other)]);
      },
    });
}

/** `a ** b`. */
export function pow(a: Value, b: Value, modulus?: Value, shown = '** or pow()'): Value {
  if (modulus !== undefined && modulus !== null) {
    if (hasSpecial(a, '__pow__')) return a.__pow__(b, modulus);
    if (!isInt(a) || !isInt(b) || !isInt(modulus))
      throw new PyTypeError(
        isNumber(a) && isNumber(b) && isNumber(modulus)
          ? 'pow() 3rd argument not allowed unless all arguments are integers'
          : `unsupported operand type(s) for ** or pow(): ${[a, b, modulus].map((x: Value) => `'${typeName(x)}'`).join(', ')}`,
      );
    return powMod(bigOf(a), bigOf(b), bigOf(modulus));
  }
  if (!isNumber(a) || !isNumber(b)) return special(shown, 'pow', a, b);
  if (isInt(a) && isInt(b) && Number(b) >= 0) {
    const quick = Number(a) ** Number(b);
    return Number.isSafeInteger(quick) ? quick + 0 : int_(bigOf(a) ** bigOf(b));
  }
  if (Number(a) === 0 && Number(b) < 0)
    throw new ZeroDivisionError('0.0 cannot be raised to a negative power');
  const result = Number(a) ** Number(b);
  if (Number.isNaN(result) && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b)))
    return power(new Complex(Number(a), 0), new Complex(Number(b), 0));
  if (!Number.isFinite(result) && Number.isFinite(Number(a)) && Number.isFinite(Number(b)))
    throw new OverflowError(34, 'Numerical result out of range');
  return float_(result);
}

/** The inverse modulo a number; ValueError if there is none. */
function inverse(x: bigint, modulus: bigint): bigint {
  let [a, b, u, v] = [((x % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (b !== 0n) {
    const q = a / b;
    [a, b, u, v] = [b, a - q * b, v, u - q * v];
  }
  if (a !== 1n && a !== -1n) throw new ValueError('base is not invertible for the given modulus');
  return u * a;
}

function powMod(base: bigint, exponent: bigint, modulus: bigint): Value {
  if (modulus === 0n) throw new ValueError('pow() 3rd argument cannot be 0');
  if (exponent < 0n) return powMod(inverse(base, modulus), -exponent, modulus);
  let result = 1n;
  let square = ((base % modulus) + modulus) % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  // Of the sign of the modulus, as a remainder is.
  const left = result % modulus;
  return int_(left !== 0n && left < 0n !== modulus < 0n ? left + modulus : left);
}

function bits(symbol: string, name: string, big: Big, sets?: (a: Value, b: Value) => Value) {
  return (a: Value, b: Value, shown = symbol): Value => {
    if (typeof a === 'boolean' && typeof b === 'boolean' && !symbol.includes('<') && !symbol.includes('>'))
      return big(BigInt(a), BigInt(b)) !== 0n;
    if (isInt(a) && isInt(b)) return int_(big(bigOf(a), bigOf(b)));
    if (sets !== undefined && isSet(a) && isSet(b)) return sets(a, b);
    if (symbol === '|' && a instanceof Dict && b instanceof Dict) {
      const own = attempted(name, a, b);
      if (own !== NotImplemented) return own;
      const made = new Dict(a);
      made.update(b);
      return made;
    }
    // `int | None`: what isinstance() takes.
    if (symbol === '|' && (isTypeLike(a) || isTypeLike(b))) return tuple_([a, b].flat());
    return special(shown, name, a, b);
  };
}

export const and = bits(
  '&',
  'and',
  (a, b) => a & b,
  (a, b) => a.intersection(b),
);
export const or = bits(
  '|',
  'or',
  (a, b) => a | b,
  (a, b) => a.union(b),
);
export const xor = bits(
  '^',
  'xor',
  (a, b) => a ^ b,
  (a, b) => a.symmetric_difference(b),
);
export const lshift = bits('<<', 'lshift', (a, b) => a << b);
export const rshift = bits('>>', 'rshift', (a, b) => a >> b);

export function matmul(a: Value, b: Value, shown = '@'): Value {
  return special(shown, 'matmul', a, b);
}

export function neg(x: Value): Value {
  if (x instanceof Float || (typeof x === 'number' && !Number.isInteger(x))) return float_(-Number(x));
  if (isInt(x)) return typeof x === 'bigint' ? int_(-x) : 0 - Number(x);
  return unary('-', '__neg__', x);
}

export function pos(x: Value): Value {
  return isNumber(x) ? (typeof x === 'boolean' ? Number(x) : x) : unary('+', '__pos__', x);
}

export function invert(x: Value): Value {
  return isInt(x) ? int_(~bigOf(x)) : unary('~', '__invert__', x);
}

function unary(symbol: string, name: string, x: Value): Value {
  if (hasSpecial(x, name)) return x[name]();
  throw new PyTypeError(`bad operand type for unary ${symbol}: '${typeName(x)}'`);
}

/** `abs(x)`. */
export function abs(x: Value): Value {
  if (!isNumber(x) && typeof x?.__abs__ !== 'function')
    throw new PyTypeError(`bad operand type for abs(): '${typeName(x)}'`);
  if (!isNumber(x)) return unary('abs()', '__abs__', x);
  return isInt(x)
    ? typeof x === 'bigint'
      ? int_(x < 0n ? -x : x)
      : Math.abs(Number(x))
    : float_(Math.abs(Number(x)));
}

/** `round(x, digits)`: a tie goes to the even digit, and what is rounded is the exact value of the float. */
export function round(x: Value, digits: Value = null): Value {
  if (hasSpecial(x, '__round__')) return x.__round__(...(digits === null ? [] : [digits]));
  if (!isNumber(x)) throw new PyTypeError(`type ${typeName(x)} doesn't define __round__ method`);
  if (digits === null) {
    if (isInt(x)) return Number.isSafeInteger(x) ? x : x === true ? 1 : x === false ? 0 : x;
    const value = Number(x);
    const floor = Math.floor(value);
    const rest = value - floor;
    return truncated(rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1);
  }
  if (isInt(x)) {
    if (digits >= 0) return x;
    const unit = 10n ** BigInt(-digits);
    const big = bigOf(x);
    const low = ((big % unit) + unit) % unit;
    const down = big - low;
    const up = low * 2n > unit || (low * 2n === unit && (down / unit) % 2n !== 0n);
    return int_(up ? down + unit : down);
  }
  if (digits < 0) {
    const unit = 10 ** -Number(digits);
    return float_(Number(round(float_(Number(x) / unit))) * unit);
  }
  return float_(Number(fixed(Number(x), Number(digits))));
}
