/** Python's struct. */
import { generator } from '../generator.js';
import { extension } from '../homes.js';
import { ordered } from '../keywords.js';
import { PyObject } from '../object.js';
import { parsed as signatureOf } from '../signature.js';
import { error, put, take } from '../structs/fields.js';
import { type Format, parsed } from '../structs/format.js';
import { type Tuple, tuple_ } from '../tuple.js';
import { indexed } from '../underlying.js';
import type { Value } from '../value.js';

export { error };

export const calcsize = (format: Value): number => parsed(format).size;

function packed(
  { little, native, fields, size, wanted }: Format,
  values: readonly Value[],
  what: string,
): Buffer {
  const bytes = Buffer.alloc(size);
  if (values.length !== wanted)
    throw new error(`${what} expected ${String(wanted)} items for packing (got ${String(values.length)})`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, size);
  let used = 0;
  for (const field of fields)
    for (let i = 0; i < field.values; i++)
      put(view, field.at + i * field.size, field, values[used++], { little, native });
  return bytes;
}

function unpacked({ little, fields }: Format, bytes: Uint8Array, offset: number): Tuple {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: Value[] = [];
  for (const field of fields)
    for (let i = 0; i < field.values; i++)
      values.push(take(view, offset + field.at + i * field.size, field, little));
  return tuple_(values);
}

/** Where something is in a buffer; from its end, if that is negative. */
function placeIn(bytes: Uint8Array, given: Value, size: number, what: string, how: string): number {
  const offset = Number(indexed(given));
  const { length } = bytes;
  const at = offset < 0 ? offset + length : offset;
  if (at < 0) {
    if (offset + size > 0) throw new error(`not enough data to ${how.slice(0, -3)} ${String(size)} bytes`);
    throw new error(`offset ${String(offset)} out of range for ${String(length)}-byte buffer`);
  }
  if (length - at < size)
    throw new error(
      `${what} requires a buffer of at least ${String(at + size)} bytes for ${how} ${String(size)} bytes at offset ${String(at)} (actual buffer size is ${String(length)})`,
    );
  return at;
}

const FROM = signatureOf(['unpack_from()', 'buffer', 'offset=']);

/** A format that is kept. */
export class Struct extends PyObject {
  readonly #parsed: Format;

  constructor(format: Value) {
    super();
    this.#parsed = parsed(format);
    this.format = this.#parsed.text;
    this.size = this.#parsed.size;
  }

  pack(...values: Value[]): Buffer {
    return packed(this.#parsed, values, 'pack');
  }

  pack_into(buffer: Value, offset: Value, ...values: Value[]): void {
    const bytes = packed(this.#parsed, values, 'pack_into');
    (buffer as Uint8Array).set(
      bytes,
      placeIn(buffer as Uint8Array, offset, bytes.length, 'pack_into', 'packing'),
    );
  }

  unpack(data: Value): Tuple {
    const bytes = data as Uint8Array;
    if (bytes.length !== this.size) throw new error(`unpack requires a buffer of ${String(this.size)} bytes`);
    return unpacked(this.#parsed, bytes, 0);
  }

  unpack_from(...args: Value[]): Tuple {
    const [data, offset = 0] = ordered(FROM, args);
    const bytes = data as Uint8Array;
    return unpacked(
      this.#parsed,
      bytes,
      placeIn(bytes, offset, this.#parsed.size, 'unpack_from', 'unpacking'),
    );
  }

  iter_unpack(data: Value): Value {
    const { size } = this.#parsed;
    if (size === 0) throw new error('cannot iteratively unpack with a struct of length 0');
    if (data.length % size !== 0)
      throw new error(`iterative unpacking requires a buffer of a multiple of ${String(size)} bytes`);
    return eachOf(this.#parsed, data as Uint8Array);
  }
}

const eachOf = generator(function* unpack_iterator(format: Format, data: Uint8Array): Generator<Value> {
  for (let at = 0; at < data.length; at += format.size) yield unpacked(format, data, at);
});

export const pack = (format: Value, ...values: Value[]): Buffer => packed(parsed(format), values, 'pack');
export const pack_into = (format: Value, ...args: [Value, Value, ...Value[]]): void => {
  new Struct(format).pack_into(...args);
};
export const unpack = (format: Value, data: Value): Tuple => new Struct(format).unpack(data);
export const unpack_from = (format: Value, ...args: Value[]): Tuple =>
  new Struct(format).unpack_from(...args);
export const iter_unpack = (format: Value, data: Value): Value => new Struct(format).iter_unpack(data);

extension('_struct', Struct);
