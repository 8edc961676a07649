/** Attributes by name, and methods as values: Python binds a method where it is read. */
import { AttributeError } from './exceptions.js';
import { isClass } from './object.js';
import { builtinMethod } from './methods/index.js';
import { typeName } from './type-name.js';
import { type } from './types.js';
import type { Value } from './value.js';

/** `getattr(x, name, otherwise)`. */
export function getattr(x: Value, name: string, ...otherwise: [Value?]): Value {
  if (otherwise.length === 0) return attribute(x, name);
  try {
    return attribute(x, name);
  } catch (error) {
    if (error instanceof AttributeError) return otherwise[0];
    throw error;
  }
}

/** `x.name` where it may be a method: bound to `x`. */
export function attribute(x: Value, name: string): Value {
  const builtin = builtinMethod(x, name);
  if (builtin !== undefined) return (...args: Value[]) => builtin(x, ...args) as Value;
  if (name === '__class__') return type(x);
  if (typeof x === 'function' && name === '__name__') return nameOf(x);
  if (name === '__doc__') return docOf(x);
  const own: Value = x === null || x === undefined ? undefined : x[name];
  const value: Value = own === undefined && typeof x === 'object' && x !== null ? nativeMember(x, name) : own;
  if (value === undefined && (x === null || x === undefined || !(name in Object(x))))
    throw new AttributeError(`'${typeName(x)}' object has no attribute '${name}'`);
  if (typeof value !== 'function' || isClass(value)) return value;
  if (typeof x === 'function') return Object.hasOwn(x.prototype ?? {}, name) ? value : bound(x, value);
  return Object.hasOwn(x as object, name) ? value : bound(x, value);
}

/** A member of a class of evergreen-ts, by Python's name. */
export function nativeMember(x: Value, name: string): Value {
  const camel = name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_all, char: string) => char.toUpperCase());
  return camel === name || !(camel in x) ? undefined : x[camel];
}

const BOUND = new WeakMap<object, Map<Value, Value>>();

/** The same function for the same method of the same object: `x.f == x.f`. */
function bound(x: Value, method: Value): Value {
  let known = BOUND.get(x as object);
  if (known === undefined) BOUND.set(x as object, (known = new Map()));
  let made: Value = known.get(method);
  if (made === undefined) {
    made = method.bind(x);
    Object.defineProperty(made, 'name', { value: method.name });
    made.__self__ = x;
    made.__func__ = method;
    known.set(method, made);
  }
  return made;
}

function nameOf(x: Value): string {
  return String(x.__name__ ?? x.name ?? '').replace(/^bound /, '') || '<lambda>';
}

export function hasattr(x: Value, name: string): boolean {
  return getattr(x, name, MISSING) !== MISSING;
}
const MISSING = Symbol('no such attribute');

/** `x.name = value`, through the `__setattr__` of its class if there is one. */
export function setattr(x: Value, name: string, value: Value): void {
  const own: Value = typeof x === 'object' && x !== null && '__setattr__' in x ? x.__setattr__ : undefined;
  if (typeof own === 'function') own.call(x, name, value);
  else x[name] = value;
}

/** `object.__setattr__(x, name, value)`. */
export function setOwn(x: Value, name: string, value: Value): void {
  x[name] = value;
}

/** A function or a class with its docstring. */
export function documented<T extends object>(x: T, doc: string): T {
  Object.defineProperty(x, '__doc__', { value: doc, writable: true, configurable: true });
  return x;
}

/** `x.__doc__`: of a function, a class, or the class of an instance; None if there is none. */
export function docOf(x: Value): Value {
  if (x === null || x === undefined) return null;
  const of: Value = typeof x === 'function' ? (Object.hasOwn(x, '__func__') ? x.__func__ : x) : x.constructor;
  return Object.getOwnPropertyDescriptor(of, '__doc__')?.value ?? null;
}

/** `del x.name`. */
export function delattr(x: Value, name: string): void {
  if (!Object.hasOwn(x as object, name))
    throw new AttributeError(`'${typeName(x)}' object has no attribute '${name}'`);
  Reflect.deleteProperty(x as object, name);
}
