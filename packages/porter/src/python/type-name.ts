/** The name of a value's type, as Python's error messages give it. */
import { isMock } from './mocks.js';
import { Float } from './float.js';
import { className, shownName } from './object.js';
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
      if (isMock(x)) return className((x as Value).__class__);
      if (isTypeLike(x)) return 'type';
      return isBuiltinFunction(x) ? 'builtin_function_or_method' : 'function';
    default:
      return nameOfObject(x);
  }
}

/** Of the runtime's own iterators, such as those of zip(): what their class is called. */
export const ITERATOR_NAME = Symbol('name of the class of iterators');

/** Functions that Python has of its own: they are shown as such. */
const BUILTINS = new Map<string, Value>();
const KNOWN = new WeakSet<object>();

export function builtinFunctions(functions: Readonly<Record<string, Value>>): void {
  for (const [name, f] of Object.entries(functions)) {
    BUILTINS.set(name, f);
    KNOWN.add(f as object);
  }
}

export function isBuiltinFunction(x: Value): boolean {
  return KNOWN.has(x as object);
}

export const builtinNamed = (name: string): Value => BUILTINS.get(name);

/** A class, or a type that is a function here. */
export function isTypeLike(x: Value): boolean {
  if (typeof x !== 'function') return false;
  return /^class\b/.test(Function.prototype.toString.call(x)) || Object.hasOwn(x as object, '__type__');
}

function nameOfObject(x: Value): string {
  if (x === null) return 'NoneType';
  if (x instanceof Float) return 'float';
  if (x instanceof Tuple && x.constructor === Tuple) return 'tuple';
  if (Array.isArray(x) && x.constructor === Array) return 'list';
  if (x instanceof Uint8Array && (x as Value).__memoryview__ === true) return 'memoryview';
  if (x instanceof Uint8Array) return (x as Value).__bytearray__ === true ? 'bytearray' : 'bytes';
  const cls: Value = x.constructor;
  if (typeof cls === 'function') return shownName(cls);
  if (ITERATOR_NAME in x) return String(x[ITERATOR_NAME]);
  return typeof x.next === 'function' ? 'generator' : 'object';
}
