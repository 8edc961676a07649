/** Keys of dicts and sets. Python finds a key by its value: 1, 1.0 and True are one key, and so are two equal tuples. */
import { TypeError as PyTypeError } from './exceptions.js';
import { Float } from './float.js';
import { type Int, isInt } from './numbers.js';
import { PyObject } from './object.js';
import { knownHash } from './sets/known-hash.js';
import { Tuple } from './tuple.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';
import { typeName } from './type-name.js';

/** What a Map of JavaScript finds a key by. A string stands for itself; whatever else is made a string begins with NUL. */
export function keyOf(x: Value): Value {
  switch (typeof x) {
    case 'string':
      return x.startsWith('\0') ? `\0s${x}` : x;
    case 'number':
    case 'function':
    case 'symbol':
      return x;
    case 'undefined':
      return null;
    case 'boolean':
      return x ? 1 : 0;
    case 'bigint':
      return x;
    case 'object':
      return x === null ? null : keyOfObject(x);
  }
}

function keyOfObject(x: Value): Value {
  if (x instanceof Float) return x.value + 0;
  if (typeof x.__hash__ === 'function' && !(x instanceof PyObject) && typeof x.__eq__ === 'function')
    return keyOfInstance(x);
  const plain = underlying(x);
  if (plain !== x && x[UNHASHABLE] !== true) return keyOf(plain);
  if (x instanceof Tuple) return `\0(${x.map((item) => partOf(keyOf(item))).join(',')})`;
  if (x instanceof Uint8Array)
    return `\0b${Buffer.from(x.buffer, x.byteOffset, x.length).toString('latin1')}`;
  if (typeof x.__key__ === 'function') {
    const own: Value = x.__key__();
    // A number is the key of whatever is equal to it.
    return typeof own === 'string' ? `\0k${own}` : own;
  }
  if (Array.isArray(x) || x.__hash__ === null || x[UNHASHABLE] === true)
    throw new PyTypeError(`unhashable type: '${typeName(x)}'`);
  if (x instanceof PyObject) return keyOfInstance(x);
  return x;
}

/** Dicts, sets and bytearrays say so with this property. */
export const UNHASHABLE = Symbol('unhashable');

/** One with `__eq__` is found by what its `__hash__` returns; those of one hash are told apart by `__eq__`. */
function keyOfInstance(x: Value): Value {
  const equal: Value = x.__eq__;
  if (equal === undefined) return x;
  if (x.__hash__ === undefined) throw new PyTypeError(`unhashable type: '${typeName(x)}'`);
  const hash: Value = keyOf(ofMethod(x.__hash__()));
  const same = BUCKETS.get(hash)?.find((ref) => {
    const one = ref.deref();
    return one !== undefined && (one === x || equal.call(x, one) === true);
  });
  if (same !== undefined) return same;
  const ref = new WeakRef(x);
  BUCKETS.set(hash, [...(BUCKETS.get(hash) ?? []).filter((one) => one.deref() !== undefined), ref]);
  return ref;
}
const BUCKETS = new Map<Value, WeakRef<PyObject>[]>();

const NUMBERS = new WeakMap<object, number>();
let last = 0;

/** A number for each object: what id() returns. */
export function numberOf(x: object): number {
  let number = NUMBERS.get(x);
  if (number === undefined) NUMBERS.set(x, (number = ++last));
  return number;
}

function partOf(key: Value): string {
  if (typeof key === 'string') return key.startsWith('\0') ? key : JSON.stringify(key);
  if (typeof key === 'object' && key !== null) return `#${numberOf(key as object)}`;
  if (typeof key === 'function') return `f${numberOf(key as object)}`;
  return String(key);
}

/** What hash() returns: the same for what is equal. CPython's where that is the same in each run; of texts, for example, it is not. */
export function hash(x: Value): Int {
  const own: Value = typeof x === 'object' && x !== null ? underlying(x) : x;
  const known = own === x || x.__hash__ === undefined ? knownHash(own) : undefined;
  if (known !== undefined) return known;
  const key = keyOf(x);
  if (typeof key === 'number') return knownHash(key) ?? 0;
  if (typeof key === 'object' && key !== null && !(key instanceof WeakRef))
    return numberOf(key as object) * 16;
  if (typeof x?.__hash__ === 'function') return ofMethod(x.__hash__());
  let sum = 0;
  for (const char of partOf(key)) sum = (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return sum;
}

function ofMethod(result: Value): Int {
  const number: Value = underlying(result);
  if (!isInt(number)) throw new PyTypeError('__hash__ method should return an integer');
  return knownHash(number) ?? 0;
}
