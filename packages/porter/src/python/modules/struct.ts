/** Python's struct. */
import { Exception } from '../exceptions.js';
import { float_ } from '../float.js';
import { bigOf, int_, isInt } from '../numbers.js';
import { PyObject } from '../object.js';
import { tuple_ } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import { generator } from '../generator.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';

class error_ extends Exception {}
Object.defineProperty(error_, 'name', { value: 'error' });
export { error_ as error };

const SIZES: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
};

interface Field {
  readonly code: string;
  readonly count: number;
  readonly size: number;
}

/** The fields of a format, with the padding of native alignment. */
function parsed(given: Value): { little: boolean; fields: Field[]; size: number } {
  const format: Value = underlying(given);
  const text = typeof format === 'string' ? format : Buffer.from(format as Uint8Array).toString();
  const [, order = '', rest = ''] = /^([@=<>!]?)([\s\S]*)$/.exec(text) ?? [];
  const native = order === '' || order === '@';
  const fields: Field[] = [];
  let size = 0;
  for (const [, count, code = ''] of rest.matchAll(/(\d*)(\S)/g)) {
    let one = SIZES[code];
    if (one === undefined) throw new error_('bad char in struct format');
    if (native && (code === 'l' || code === 'L')) one = 8;
    if (native && one > 1 && size % one !== 0) {
      fields.push({ code: 'x', count: one - (size % one), size: 1 });
      size += one - (size % one);
    }
    const times = count === undefined || count === '' ? 1 : Number(count);
    fields.push({ code, count: times, size: one });
    size += times * one;
  }
  return { little: order !== '>' && order !== '!', fields, size };
}

export const calcsize = (format: Value): number => parsed(format).size;

function put(view: DataView, at: number, { code, size }: Field, given: Value, little: boolean): void {
  const value: Value = underlying(given);
  switch (code) {
    case 'f':
      view.setFloat32(at, Number(value), little);
      return;
    case 'd':
      view.setFloat64(at, Number(value), little);
      return;
    case '?':
      view.setUint8(at, value ? 1 : 0);
      return;
    case 'c':
      view.setUint8(at, (value as Uint8Array)[0] ?? 0);
      return;
  }
  if (!isInt(value)) throw new error_('required argument is not an integer');
  const signed = code === code.toLowerCase();
  const bits = BigInt(8 * size);
  const big = bigOf(value);
  const [low, high] = signed ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
  if (big < low || big > high)
    throw new error_(
      size < 4
        ? `${size === 1 ? (signed ? 'byte' : 'ubyte') : signed ? 'short' : 'ushort'} format requires ${String(low)} <= number <= ${String(high)}`
        : `'${code}' format requires ${String(low)} <= number <= ${String(high)}`,
    );
  for (let i = 0; i < size; i++)
    view.setUint8(at + (little ? i : size - 1 - i), Number((big >> BigInt(8 * i)) & 0xffn));
}

export function pack(format: Value, ...values: Value[]): Buffer {
  const { little, fields, size } = parsed(format);
  const bytes = Buffer.alloc(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, size);
  const wanted = fields.reduce(
    (sum, { code, count }) => sum + (code === 'x' ? 0 : code === 's' ? 1 : count),
    0,
  );
  if (values.length !== wanted)
    throw new error_(`pack expected ${String(wanted)} items for packing (got ${String(values.length)})`);
  let at = 0;
  let used = 0;
  for (const field of fields) {
    if (field.code === 's') bytes.set(Buffer.from(values[used++] as Uint8Array).subarray(0, field.count), at);
    else if (field.code !== 'x')
      for (let i = 0; i < field.count; i++) put(view, at + i * field.size, field, values[used++], little);
    at += field.count * field.size;
  }
  return bytes;
}

function take(view: DataView, at: number, { code, size }: Field, little: boolean): Value {
  switch (code) {
    case 'f':
      return float_(view.getFloat32(at, little));
    case 'd':
      return float_(view.getFloat64(at, little));
    case '?':
      return view.getUint8(at) !== 0;
    case 'c':
      return Buffer.from([view.getUint8(at)]);
  }
  let big = 0n;
  for (let i = 0; i < size; i++)
    big |= BigInt(view.getUint8(at + (little ? i : size - 1 - i))) << BigInt(8 * i);
  if (code === code.toLowerCase()) big = BigInt.asIntN(8 * size, big);
  return int_(big);
}

export function unpack(format: Value, data: Value): Tuple {
  const { size } = parsed(format);
  if ((data as Uint8Array).length !== size)
    throw new error_(`unpack requires a buffer of ${String(size)} bytes`);
  return unpack_from(format, data, 0);
}

export const iter_unpack = generator(function* unpack_iterator(format: Value, data: Value): Generator<Value> {
  const size = calcsize(format);
  if (data.length % size !== 0)
    throw new error_(`iterative unpacking requires a buffer of a multiple of ${String(size)} bytes`);
  for (let at = 0; at < data.length; at += size) yield unpack_from(format, data, at);
});

export function unpack_from(format: Value, data: Value, offset = 0): Tuple {
  const { little, fields, size } = parsed(format);
  const bytes = data as Uint8Array;
  if (bytes.length - offset < size)
    throw new error_(`unpack_from requires a buffer of at least ${String(size + offset)} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: Value[] = [];
  let at = offset;
  for (const field of fields) {
    if (field.code === 's') values.push(Buffer.from(bytes.subarray(at, at + field.count)));
    else if (field.code !== 'x')
      for (let i = 0; i < field.count; i++) values.push(take(view, at + i * field.size, field, little));
    at += field.count * field.size;
  }
  return tuple_(values);
}

/** A format that is kept. */
export class Struct extends PyObject {
  constructor(format: Value) {
    super();
    this.format = format;
    this.size = calcsize(format);
  }

  pack(...values: Value[]): Buffer {
    return pack(this.format, ...values);
  }

  unpack(data: Value): Tuple {
    return unpack(this.format, data);
  }

  unpack_from(data: Value, offset = 0): Tuple {
    return unpack_from(this.format, data, offset);
  }
}
