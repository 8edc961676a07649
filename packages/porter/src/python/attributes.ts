/** Attributes by name, and methods as values: Python binds a method where it is read. */
import { isMock } from './mocks.js';
import { asked } from './missing.js';
import { OF_ITERATORS, isInheritedNative, isNativeName, memberName, ownMember, valueOf } from './natives.js';
import { AttributeError } from './exceptions.js';
import { methodOf as methodFrom, ofMethod } from './keywords.js';
import { PyObject, SET_OWN, className, isClass } from './object.js';
import { float_, isInt, isNumber } from './numbers.js';
import { builtinMethod, methodOfType } from './methods/index.js';
import { Tuple } from './tuple.js';
import { isTypeLike, typeName } from './type-name.js';
import { base, type } from './types.js';
import type { Callable, Value } from './value.js';

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

const SPECIAL = /^__\w+__$/;

/** Types whose methods are those of a class here. */
const CLASSES = /^(?:dict|set|frozenset)$/;

/** `x.name` where it may be a method: bound to `x`. */
export function attribute(x: Value, name: string): Value {
  if (isMock(x)) return (x as Value)[name];
  const builtin = builtinMethod(x, name);
  if (builtin !== undefined) return (...args: Value[]) => builtin(x, ...args) as Value;
  if (name === '__class__') return type(x);
  if (typeof x === 'function' && name === '__name__') return nameOf(x);
  if (name === '__doc__') return docOf(x);
  if (isNumber(x) && Object.hasOwn(OF_NUMBERS, name)) return OF_NUMBERS[name as 'real'](x);
  if (SPECIAL.test(name)) {
    const special = specialMethod(x, name);
    if (special !== undefined) return special;
  }
  const key = memberName(name);
  const method = typeof x === 'function' && isClass(x) ? methodOf(x, key) : undefined;
  if (method !== undefined) return unbound(method);
  const ofType = typeof x === 'function' ? methodOfType(x, name) : undefined;
  if (ofType !== undefined) return ofType;
  // `dict.get`: the class that the type stands for has it.
  const isOfClass =
    typeof x === 'function' && Object.hasOwn(x, '__type__') && CLASSES.test(String(x.__name__));
  const ofClass = isOfClass ? methodOf(base(x), key) : undefined;
  if (ofClass !== undefined) return unbound(ofClass);
  if (isInner(x, name)) throw noAttribute(x, name);
  const isNative = isNativeName(key);
  const own: Value = x === null || x === undefined ? undefined : isNative ? nativeNamed(x, key) : x[key];
  const value: Value = own === undefined && typeof x === 'object' && x !== null ? nativeMember(x, name) : own;
  if (value === undefined && (x === null || x === undefined || isNative || !(key in Object(x))))
    throw noAttribute(x, name);
  if (typeof value !== 'function' || isClass(value)) return value;
  if (typeof x === 'function') return Object.hasOwn(x.prototype ?? {}, key) ? value : bound(x, value);
  return Object.hasOwn(x as object, key) ? value : bound(x, value);
}

const noAttribute = (x: Value, name: string): AttributeError =>
  new AttributeError(
    `${isTypeLike(x) ? `type object '${className(x)}'` : `'${typeName(x)}' object`} has no attribute '${name}'`,
  );

/** An attribute whose name JavaScript's own objects have, too. */
function nativeNamed(x: Value, name: string): Value {
  const found = ownMember(x, name);
  if (found !== undefined) return valueOf(x, found);
  const hasClass = typeof x === 'object' ? typeof x?.constructor === 'function' : isClass(x);
  return hasClass && !(x instanceof Uint8Array) ? asked(x, name) : undefined;
}

/** A method that a class, or one of its bases, defines for its instances. */
function methodOf(cls: Value, name: string): Value {
  if (isNativeName(name)) {
    const found = ownMember(cls, name) === undefined ? ownMember(cls.prototype, name) : undefined;
    return typeof found?.value === 'function' ? found.value : undefined;
  }
  if (Object.hasOwn(cls as object, name) || !(name in cls.prototype)) return undefined;
  for (
    let at: Value = cls.prototype;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own !== undefined) return typeof own.value === 'function' ? own.value : undefined;
  }
  return undefined;
}

/** A method as a function that takes its object first, as Python's decorators see it. */
export function unbound(method: Value): Callable {
  const f = (self: Value, ...args: Value[]): Value => method.apply(self, args);
  Object.defineProperty(f, 'name', { value: method.name });
  Object.assign(f, method);
  f.__doc__ = method.__doc__ ?? null;
  return ofMethod(f, method as object);
}

/** A function that takes its object first, as a method. */
export function asMethod(f: Value): Value {
  if (typeof f !== 'function' && (f === null || typeof f !== 'object' || typeof f.__call__ !== 'function'))
    return f;
  const method = function (this: Value, ...args: Value[]): Value {
    return typeof f === 'function' ? f(this, ...args) : f.__call__(this, ...args);
  };
  Object.defineProperty(method, 'name', { value: f.__name__ ?? f.name ?? '' });
  // Decorators mark functions.
  if (typeof f === 'function') Object.assign(method, f);
  return methodFrom(method, f as object);
}

/** A member of a class of evergreen-ts, by Python's name. */
export function nativeMember(x: Value, name: string): Value {
  const camel = name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_all, char: string) => char.toUpperCase());
  return camel === name || !(camel in x) ? undefined : x[camel];
}

let specialMethod: (x: Value, name: string) => Callable | undefined = () => undefined;
/** What special methods Python's own types have: said by the module that knows their operators. */
export function setSpecialMethods(find: (x: Value, name: string) => Callable | undefined): void {
  specialMethod = find;
}

/** Attributes of numbers. */
const OF_NUMBERS = {
  real: (x: Value): Value => (typeof x === 'boolean' ? Number(x) : x),
  imag: (x: Value): Value => (isInt(x) ? 0 : float_(0)),
  numerator: (x: Value): Value => (typeof x === 'boolean' ? Number(x) : x),
  denominator: (): Value => 1,
};

const BOUND = new WeakMap<object, Map<Value, Value>>();

/** The same function for the same method of the same object: `x.f == x.f`. */
function bound(x: Value, method: Value): Value {
  let known = BOUND.get(x as object);
  if (known === undefined) BOUND.set(x as object, (known = new Map()));
  let made: Value = known.get(method);
  if (made === undefined) {
    made = method.bind(x);
    // What a decorator wrote on the function is read of the method, too.
    Object.setPrototypeOf(made, method as object);
    Object.defineProperty(made, 'name', { value: nameOf(method) });
    made.__self__ = x;
    made.__func__ = method.__func__ ?? method;
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
  else setMember(x, name, value);
}

/** What answers for an attribute of a class, if it does: descriptors, which know this module. */
let describes: (cls: Value, name: string, value: Value) => boolean = () => false;

export function setDescribing(f: (cls: Value, name: string, value: Value) => boolean): void {
  describes = f;
}

/** `x.name = value`, where x may be a class: a function is a method of its instances. */
export function setMember(x: Value, name: string, value: Value): void {
  if (typeof x === 'function' && isClass(x) && describes(x, name, value)) return;
  const isMethod =
    typeof x === 'function' &&
    isClass(x) &&
    typeof value === 'function' &&
    !isClass(value) &&
    !Object.hasOwn(value, '__type__') &&
    !Object.hasOwn(value, '__self__');
  if (isBuiltinValue(x)) throw notSet(x, name);
  const key = memberName(name);
  if (isMethod)
    Object.defineProperty(x.prototype, key, { value: asMethod(value), writable: true, configurable: true });
  else if ((typeof x === 'function' || x instanceof Error) && isNativeName(key)) {
    // Every function of JavaScript has these: what Python calls it stays.
    if (typeof x === 'function' && !Object.hasOwn(x, '__name__'))
      Object.defineProperty(x, '__name__', { value: className(x) });
    Object.defineProperty(x, key, { value, writable: true, enumerable: true, configurable: true });
  } else x[key] = value;
}

/** What dicts and sets have for the runtime alone. */
const OF_CONTAINERS = new Set(['at', 'has', 'set', 'delete', 'size', 'length']);

/** What JavaScript knows of a value of one of Python's own types, or the runtime does: no attribute. */
function isInner(x: Value, name: string): boolean {
  if (typeof x === 'string' || isNumber(x)) return true;
  if (x instanceof Uint8Array) return name in Uint8Array.prototype || name in Buffer.prototype;
  if (Array.isArray(x))
    return x.constructor === Array || x.constructor === Tuple
      ? !Object.hasOwn(x, name) || name === 'length'
      : name in Array.prototype && ownMember(x, name) === undefined;
  if (isBuiltinValue(x) && name.startsWith('_')) return true;
  const isNative = OF_CONTAINERS.has(name) || Object.hasOwn(OF_ITERATORS, name);
  return isNative && typeof x === 'object' && isInheritedNative(x, name);
}

/** Python's own types have no attributes to be set. */
const isBuiltinValue = (x: Value): boolean =>
  x === null ||
  typeof x === 'string' ||
  isNumber(x) ||
  (typeof x === 'object' &&
    !(x instanceof PyObject) &&
    /^(?:list|tuple|dict|set|frozenset|bytes|bytearray|range)$/.test(typeName(x)));

function notSet(x: Value, name: string): AttributeError {
  const has = hasattr(x, name);
  if (has && isNumber(x) && Object.hasOwn(OF_NUMBERS, name))
    return new AttributeError(`attribute '${name}' of '${typeName(x)}' objects is not writable`);
  return new AttributeError(
    `'${typeName(x)}' object ${has ? `attribute '${name}' is read-only` : `has no attribute '${name}'`}`,
  );
}

/** `object.__setattr__(x, name, value)`. */
export function setOwn(x: Value, name: string, value: Value): void {
  const own: Value = x[SET_OWN];
  if (own === undefined) x[memberName(name)] = value;
  else own.call(x, name, value);
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
  if (typeof x === 'object' && x !== null && '__delattr__' in x) {
    x.__delattr__(name);
    return;
  }
  delOwn(x, name);
}

/** `object.__delattr__(x, name)`. */
export function delOwn(x: Value, name: string): void {
  const key = memberName(name);
  if (!Object.hasOwn(x as object, key) && !isMock(x))
    throw new AttributeError(`'${typeName(x)}' object has no attribute '${name}'`);
  Reflect.deleteProperty(x as object, key);
}
