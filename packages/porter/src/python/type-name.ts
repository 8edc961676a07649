/** The name of a value's type, as Python's error messages give it. */
import { Float } from './float.js';
import { className } from './object.js';
import { Tuple } from './tuple.js';
import type { Value } from './value.js';

export function typeName(x: Value): string {
  switch (typeof x) {
    case 'undefined':
      return 'NoneType';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(x) ? 'int' : 'float';
    case 'bigint':
      return 'int';
    case 'string':
      return 'str';
    case 'function':
      return isTypeLike(x) ? 'type' : 'function';
    default:
      return nameOfObject(x);
  }
}

function isTypeLike(x: Value): boolean {
  return /^class\b/.test(Function.prototype.toString.call(x)) || Object.hasOwn(x as object, '__type__');
}

function nameOfObject(x: Value): string {
  if (x === null) return 'NoneType';
  if (x instanceof Float) return 'float';
  if (x instanceof Tuple && x.constructor === Tuple) return 'tuple';
  if (Array.isArray(x) && x.constructor === Array) return 'list';
  if (x instanceof Uint8Array) return (x as Value).__bytearray__ === true ? 'bytearray' : 'bytes';
  const cls: Value = x.constructor;
  return typeof cls === 'function' ? className(cls) : 'object';
}
