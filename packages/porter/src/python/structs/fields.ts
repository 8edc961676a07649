/** Fields of struct, as bytes. */
import { Exception, OverflowError } from '../exceptions.js';
import { float_ } from '../float.js';
import { bool } from '../iteration.js';
import { bigOf, floatValue, int_, isInt, isNumber } from '../numbers.js';
import { indexed, underlying } from '../underlying.js';
import type { Value } from '../value.js';
import type { Field } from './format.js';
import { fromHalf, toHalf } from './half.js';

class error_ extends Exception {}
Object.defineProperty(error_, 'name', { value: 'error' });
export { error_ as error };

interface Order {
  readonly little: boolean;
  readonly native: boolean;
}

export function put(view: DataView, at: number, field: Field, value: Value, order: Order): void {
  switch (field.code) {
    case 'e':
    case 'f':
    case 'd':
      putFloat(view, at, field.code, value, order);
      return;
    case '?':
      view.setUint8(at, bool(value) ? 1 : 0);
      return;
    case 'c':
      if (!(value instanceof Uint8Array) || value.length !== 1)
        throw new error_('char format requires a bytes object of length 1');
      view.setUint8(at, value[0] ?? 0);
      return;
    case 's':
    case 'p':
      putText(view, at, field, value);
      return;
    default:
      putInt(view, at, field, value, order.little);
  }
}

function putFloat(view: DataView, at: number, code: string, given: Value, { little, native }: Order): void {
  const x: Value = underlying(given);
  const number: Value = isNumber(x)
    ? x
    : typeof given?.__float__ === 'function'
      ? given.__float__()
      : indexed(x);
  if (!isNumber(number) || (typeof number === 'bigint' && !Number.isFinite(Number(number))))
    throw new error_('required argument is not a float');
  const value = floatValue(number);
  if (code === 'd') view.setFloat64(at, value, little);
  else if (code === 'e') view.setUint16(at, toHalf(value), little);
  else {
    if (!native && Number.isFinite(value) && !Number.isFinite(Math.fround(value)))
      throw new OverflowError('float too large to pack with f format');
    view.setFloat32(at, value, little);
  }
}

/** As many bytes as there is room for; of a Pascal string, their number before them. */
function putText(view: DataView, at: number, { code, size }: Field, value: Value): void {
  if (!(value instanceof Uint8Array)) throw new error_(`argument for '${code}' must be a bytes object`);
  const lead = code === 'p' ? 1 : 0;
  if (size < lead) return;
  const part = value.subarray(0, Math.max(0, size - lead));
  if (lead === 1) view.setUint8(at, Math.min(part.length, 255));
  part.forEach((byte, i) => {
    view.setUint8(at + lead + i, byte);
  });
}

const NAMES: Readonly<Record<number, string>> = { 1: 'byte', 2: 'short' };

function putInt(view: DataView, at: number, { code, size }: Field, given: Value, little: boolean): void {
  const value: Value = indexed(underlying(given));
  if (!isInt(value)) throw new error_('required argument is not an integer');
  const signed = code === code.toLowerCase();
  const bits = BigInt(8 * size);
  const big = bigOf(value);
  const [low, high] = signed ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
  if (big < low || big > high) {
    const name = NAMES[size] === undefined ? `'${code}'` : `${signed ? '' : 'u'}${NAMES[size] ?? ''}`;
    const isFar = size === 8 || (size === 4 && !signed && big < 0n) || BigInt.asIntN(64, big) !== big;
    throw new error_(
      isFar ? 'argument out of range' : `${name} format requires ${String(low)} <= number <= ${String(high)}`,
    );
  }
  for (let i = 0; i < size; i++)
    view.setUint8(at + (little ? i : size - 1 - i), Number((big >> BigInt(8 * i)) & 0xffn));
}

export function take(view: DataView, at: number, { code, size }: Field, little: boolean): Value {
  switch (code) {
    case 'e':
      return float_(fromHalf(view.getUint16(at, little)));
    case 'f':
      return float_(view.getFloat32(at, little));
    case 'd':
      return float_(view.getFloat64(at, little));
    case '?':
      return view.getUint8(at) !== 0;
    case 'c':
      return Buffer.from([view.getUint8(at)]);
    case 's':
      return bytesAt(view, at, size);
    case 'p':
      return size === 0 ? Buffer.alloc(0) : bytesAt(view, at + 1, Math.min(view.getUint8(at), size - 1));
  }
  let big = 0n;
  for (let i = 0; i < size; i++)
    big |= BigInt(view.getUint8(at + (little ? i : size - 1 - i))) << BigInt(8 * i);
  return int_(code === code.toLowerCase() ? BigInt.asIntN(8 * size, big) : big);
}

const bytesAt = (view: DataView, at: number, size: number): Value =>
  Buffer.from(new Uint8Array(view.buffer, view.byteOffset + at, size));
