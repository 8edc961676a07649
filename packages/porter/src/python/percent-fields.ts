/** What is put in for a field of `'%s' % x`. */
import { OverflowError, TypeError as PyTypeError } from './exceptions.js';
import { floatDigits } from './float-format.js';
import { bigOf, floatValue, isInt, isNumber, truncated } from './numbers.js';
import { ascii, repr, text } from './text.js';
import { typeName } from './type-name.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

export interface Flags {
  readonly flags: string;
  readonly places: number | undefined;
  readonly inBytes: boolean;
}

/** The sign or prefix, and the rest. */
export function field(value: Value, type: string, { flags, places, inBytes }: Flags): [string, string] {
  switch (type) {
    case 's':
    case 'b':
      return ['', cut(inBytes ? bytesOf(value) : text(value), places)];
    case 'r':
      return ['', cut(inBytes ? ascii(value) : repr(value), places)];
    case 'a':
      return ['', cut(ascii(value), places)];
    case 'c':
      return ['', inBytes ? byteOf(value) : character(value)];
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return whole(value, type, flags, places);
    default:
      return float(value, type, flags, places);
  }
}

function cut(x: string, places: number | undefined): string {
  return places === undefined ? x : [...x].slice(0, places).join('');
}

function bytesOf(value: Value): string {
  const found: Value = typeof value?.__bytes__ === 'function' ? value.__bytes__() : value;
  if (found instanceof Uint8Array) return Buffer.from(found).toString('latin1');
  throw new PyTypeError(
    `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
  );
}

function indexOf(value: Value): Value {
  const x: Value = underlying(value);
  return isInt(x) ? x : typeof value?.__index__ === 'function' ? value.__index__() : undefined;
}

function character(value: Value): string {
  const x: Value = underlying(value);
  if (typeof x === 'string' && [...x].length === 1) return x;
  const code: Value = indexOf(value);
  if (code === undefined) throw new PyTypeError('%c requires int or char');
  if (code < 0 || code > 0x10ffff) throw new OverflowError('%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(code));
}

function byteOf(value: Value): string {
  if (value instanceof Uint8Array && value.length === 1) return Buffer.from(value).toString('latin1');
  const code: Value = indexOf(value);
  if (code === undefined) throw new PyTypeError('%c requires an integer in range(256) or a single byte');
  if (code < 0 || code > 255) throw new OverflowError('%c arg not in range(256)');
  return String.fromCharCode(Number(code));
}

function signOf(negative: boolean, flags: string): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function whole(value: Value, type: string, flags: string, places: number | undefined): [string, string] {
  if (!isNumber(value) && typeof value?.__index__ === 'function')
    return whole(value.__index__(), type, flags, places);
  if (!isNumber(value) && typeof value?.__int__ === 'function' && !'oxX'.includes(type))
    return whole(value.__int__(), type, flags, places);
  if (!isNumber(value)) {
    const wanted = 'oxX'.includes(type) ? 'an integer' : 'a real number';
    throw new PyTypeError(`%${type} format: ${wanted} is required, not ${typeName(value)}`);
  }
  if (!isInt(value) && 'oxX'.includes(type))
    throw new PyTypeError(`%${type} format: an integer is required, not float`);
  const big = bigOf(isInt(value) ? value : truncated(Number(value)));
  const [radix, prefix] = { o: [8, '0o'], x: [16, '0x'], X: [16, '0X'] }[type] ?? [10, ''];
  let digits = (big < 0n ? -big : big).toString(radix as number).padStart(places ?? 0, '0');
  if (type === 'X') digits = digits.toUpperCase();
  return [signOf(big < 0n, flags) + (flags.includes('#') ? String(prefix) : ''), digits];
}

function float(value: Value, type: string, flags: string, precision: number | undefined): [string, string] {
  if (typeof value?.__float__ === 'function' && !isNumber(value))
    return float(value.__float__(), type, flags, precision);
  if (!isNumber(value) && typeof value?.__index__ === 'function')
    return float(value.__index__(), type, flags, precision);
  if (!isNumber(value)) throw new PyTypeError(`must be real number, not ${typeName(value)}`);
  const number = floatValue(value);
  const digits = floatDigits(Math.abs(number), { type, precision, alternate: flags.includes('#') });
  return [signOf(number < 0 || Object.is(number, -0), flags), digits];
}
