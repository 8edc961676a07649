/** The methods of bytes and bytearray. Most are those of str on the same characters. */
import { contains } from '../compare.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { hexDigits } from '../hex.js';
import { given } from '../keywords.js';
import { Tuple, tuple_ } from '../tuple.js';
import { typeName } from '../type-name.js';
import { counting, underlying } from '../underlying.js';
import type { Callable, Value } from '../value.js';
import type { Methods } from './index.js';
import { decode } from '../encodings.js';
import { strMethods } from './str.js';

const characters = (x: Value): string =>
  Buffer.from((x as Uint8Array).buffer, (x as Uint8Array).byteOffset, (x as Uint8Array).length).toString(
    'latin1',
  );

/** Bytes as characters of the same codes, strings as an error, and back. */
function viaText(name: string): Callable {
  return (x: Value, ...args: Value[]) => {
    const given = args.map((one: Value) => {
      const arg: Value = underlying(one);
      if (typeof arg === 'string') throw new PyTypeError(`a bytes-like object is required, not 'str'`);
      if (arg instanceof Uint8Array) return characters(arg);
      return arg instanceof Tuple ? tuple_(arg.map(characters)) : arg;
    });
    return back(strMethods[name]?.(characters(x), ...given));
  };
}

function back(result: Value): Value {
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
];

export const bytesMethods: Methods = {
  ...Object.fromEntries(SHARED.map((name) => [name, viaText(name)])),
  decode: counting(decode),
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
