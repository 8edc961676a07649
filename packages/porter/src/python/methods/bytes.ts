/** The methods of bytes and bytearray. Most are those of str on the same characters. */
import { contains } from '../compare.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { hexDigits } from '../hex.js';
import { given } from '../keywords.js';
import { Tuple, tuple_ } from '../tuple.js';
import { typeName } from '../type-name.js';
import { counting, underlying } from '../underlying.js';
import type { Callable, Value } from '../value.js';
import type { Methods } from './index.js';
import { decode } from '../encodings.js';
import { strMethods } from './str.js';

/**
 * Bytes as characters. What is no letter, digit or space of ASCII is none of bytes: it is a character of private use here, as what
 * str takes for a space, and bytes do not. `inLines`: str has more ends of lines than bytes.
 */
function characters(x: Value, inLines = false): string {
  const { buffer, byteOffset, length } = x as Uint8Array;
  const made = Buffer.from(buffer, byteOffset, length).toString('latin1');
  return made.replace(inLines ? /[\v\f\x1c-\x1f\x80-\xff]/g : /[\x1c-\x1f\x80-\xff]/g, (char) =>
    String.fromCharCode(char.charCodeAt(0) + PRIVATE),
  );
}
const PRIVATE = 0xe000;

/** Bytes as characters of the same codes, strings as an error, and back. */
function viaText(name: string): Callable {
  return (x: Value, ...args: Value[]) => {
    const given = args.map((one: Value) => {
      const arg: Value = underlying(one);
      if (typeof arg === 'string') throw new PyTypeError(`a bytes-like object is required, not 'str'`);
      if (arg instanceof Uint8Array) return characters(arg);
      return arg instanceof Tuple ? tuple_(arg.map((each) => characters(each))) : arg;
    });
    return back(strMethods[name]?.(characters(x, name === 'splitlines'), ...given));
  };
}

function back(result: Value): Value {
  // Of a character that latin1 does not have, that takes the last eight bits.
  if (typeof result === 'string') return Buffer.from(result, 'latin1');
  if (result instanceof Tuple) return tuple_(result.map(back));
  return Array.isArray(result) ? result.map(back) : result;
}

const SHARED = [
  'split',
  'rsplit',
  'strip',
  'lstrip',
  'rstrip',
  'find',
  'rfind',
  'index',
  'rindex',
  'count',
  'replace',
  'startswith',
  'endswith',
  'upper',
  'lower',
  'title',
  'capitalize',
  'swapcase',
  'partition',
  'rpartition',
  'center',
  'ljust',
  'rjust',
  'zfill',
  'splitlines',
  'isdigit',
  'isalpha',
  'isalnum',
  'isspace',
  'isupper',
  'islower',
  'removeprefix',
  'removesuffix',
  'expandtabs',
  'istitle',
];

/** `bytes.maketrans(from, to)`. */
export function bytesMaketrans(from: Value, to: Value): Buffer {
  for (const one of [from, to])
    if (!(one instanceof Uint8Array))
      throw new PyTypeError(`a bytes-like object is required, not '${typeName(one)}'`);
  const [keys, values] = [from as Uint8Array, to as Uint8Array];
  if (keys.length !== values.length) throw new ValueError('maketrans arguments must have same length');
  const table = Buffer.from(Array.from({ length: 256 }, (_none, i) => i));
  keys.forEach((key, i) => (table[key] = values[i] ?? 0));
  return table;
}

function translate(x: Uint8Array, ...args: Value[]): Buffer {
  const [table, without = Buffer.alloc(0)] = given(args, ['table', 'delete']);
  for (const one of table === null ? [without] : [table, without])
    if (!(one instanceof Uint8Array))
      throw new PyTypeError(`a bytes-like object is required, not '${typeName(one)}'`);
  if (table !== null && table.length !== 256)
    throw new ValueError('translation table must be 256 characters long');
  const kept = Uint8Array.from(x).filter((byte) => !(without as Uint8Array).includes(byte));
  return Buffer.from(table === null ? kept : kept.map((byte) => (table as Uint8Array)[byte] ?? 0));
}

export const bytesMethods: Methods = {
  ...Object.fromEntries(SHARED.map((name) => [name, viaText(name)])),
  decode: counting(decode),
  translate,
  isascii: (x: Uint8Array) => x.every((byte) => byte < 128),
  find: (x: Uint8Array, sub: Value, ...rest: Value[]) =>
    viaText('find')(x, typeof sub === 'number' ? Buffer.from([sub]) : sub, ...rest) as Value,
  join: (x: Uint8Array, items: Iterable<Value>) => {
    const parts: Uint8Array[] = [];
    for (const item of items) {
      if (!(item instanceof Uint8Array))
        throw new PyTypeError(
          `sequence item ${String(parts.length)}: expected a bytes-like object, ${typeName(item)} found`,
        );
      parts.push(item);
    }
    return Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [x, part])));
  },
  hex: (x: Uint8Array, ...args: Value[]) => {
    const [sep, each] = given(args, ['sep', 'bytes_per_sep']);
    return hexDigits(x, sep, each);
  },
  tobytes: (x: Uint8Array) => Buffer.from(x),
  __contains__: (x: Uint8Array, item: Value) => contains(item, x),
};
