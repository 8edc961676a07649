/**
 * Python's classes. A ported class is a class of JavaScript; its `__init__` is run by the constructor here, with whatever
 * was given to `new`. Attributes of the class are static fields, and found through its instances.
 */
import { AttributeError, TypeError as PyTypeError } from './exceptions.js';
import { onMissing, throwingPrototype } from './missing.js';
import type { Value } from './value.js';

/** Given to a constructor in place of arguments: make it, and leave `__init__` to the caller. */
const BARE = Symbol('without __init__');

/** Of a class of abc.ABC: the names of what it declares abstract, and of its bases. */
const ABSTRACT = Symbol('abstract members');

/** Members that are abstract: functions, or getters. */
const ABSTRACT_MEMBERS = new WeakSet<object>();

function memberOf(prototype: object, name: string): object | undefined {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own !== undefined) return (own.get ?? own.value) as object | undefined;
  }
  return undefined;
}

/** Say which members of a class are abstract: no instance can be made while one of them is. */
export function abstract(cls: Value, ...names: string[]): void {
  for (const name of names) {
    const found = memberOf(cls.prototype as object, name);
    if (typeof found === 'function') ABSTRACT_MEMBERS.add(found);
  }
  Object.defineProperty(cls, ABSTRACT, {
    value: [...names, ...((cls[ABSTRACT] as string[] | undefined) ?? [])],
  });
}

function refuseAbstract(cls: Value): void {
  const left = (cls[ABSTRACT] as string[]).filter((name) => {
    if (Object.hasOwn(cls, name)) return false;
    const found = memberOf(cls.prototype as object, name);
    return found !== undefined && ABSTRACT_MEMBERS.has(found);
  });
  if (left.length > 0)
    throw new PyTypeError(
      `Can't instantiate abstract class ${className(cls)} with abstract method${left.length > 1 ? 's' : ''} ${[...new Set(left)].sort().join(', ')}`,
    );
}

export class PyObject {
  // What a ported class has is known at run time.
  [name: string]: Value;

  constructor(...args: Value[]) {
    if ((new.target as Value)[ABSTRACT] !== undefined) refuseAbstract(new.target);
    if (args[0] !== BARE) {
      const init: Value = this.__init__;
      if (
        init === PyObject.prototype.__init__ &&
        args.length > 0 &&
        (new.target as Value).__new__ === PyObject.__new__
      )
        throw new PyTypeError(`${className(new.target)}() takes no arguments`);
      initialized(init.apply(this, args));
    }
  }

  __init__(..._args: Value[]): Value {
    // For subclasses.
  }

  /** An instance, before `__init__`: what `super().__new__(cls)` makes. */
  static __new__(cls: Value, ..._args: Value[]): Value {
    return bare(cls);
  }

  get __class__(): Value {
    return this.constructor;
  }

  get __dict__(): Value {
    return attributesOf(this);
  }

  static [Symbol.hasInstance](value: Value): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    return typeof value === 'object' && value !== null && (value.constructor?.[MRO]?.includes(this) ?? false);
  }

  static get [Symbol.species](): Value {
    return this;
  }
}
Object.setPrototypeOf(PyObject.prototype, throwingPrototype(Object.prototype));
Object.setPrototypeOf(PyObject, throwingPrototype(Function.prototype));

let initialized: (result: Value) => Value = (result) => result;
/** What is done with the result of an `__init__`: said by the module that knows what parks. */
export function setInitializer(settle: (result: Value) => Value): void {
  initialized = settle;
}

let attributesOf: (x: Value) => Value = (x) => x;
/** How vars() is made: by the module of builtins, which has the dicts. */
export function setAttributesOf(make: (x: Value) => Value): void {
  attributesOf = make;
}

/** The classes of one with several bases, in the order in which Python looks into them. */
export const MRO = Symbol('method resolution order');

const SLOTS = Symbol('names of the attributes that instances can have');

/** `__slots__`: instances have these attributes and those of the bases' slots, unless a class among them has none. */
export function slots(cls: Value, ...names: string[]): void {
  Object.defineProperty(cls, SLOTS, { value: names });
  const parent: object = Object.getPrototypeOf(cls.prototype);
  if (parent !== PyObject.prototype) return;
  const guard = new Proxy(Object.create(parent) as object, {
    set(target, name, value, instance: Value): boolean {
      // Of the prototypes of the class and its subclasses anything can be set.
      if (
        typeof name === 'string' &&
        !Object.hasOwn(instance as object, 'constructor') &&
        !canHave(instance.constructor, name)
      )
        throw new AttributeError(`'${className(instance.constructor)}' object has no attribute '${name}'`);
      return Reflect.set(target, name, value, instance);
    },
  });
  Object.setPrototypeOf(cls.prototype, guard);
}

function canHave(cls: Value, name: string): boolean {
  for (let at = cls; at !== PyObject && typeof at === 'function'; at = Object.getPrototypeOf(at))
    if (!Object.hasOwn(at, SLOTS) || (at[SLOTS] as string[]).includes(name)) return true;
  return false;
}

/** What a class is called in Python. */
export function className(cls: Value): string {
  const own: Value = Object.getOwnPropertyDescriptor(cls, '__name__')?.value;
  return String(own ?? Object.getOwnPropertyDescriptor(cls, 'name')?.value ?? 'object');
}

/** Properties that every function of JavaScript has, and that are no attributes of a Python class. */
function isNative(cls: Value, name: string): boolean {
  if (name === 'prototype' || name === 'caller' || name === 'arguments') return true;
  if (name !== 'name' && name !== 'length') return false;
  for (let at = cls; typeof at === 'function'; at = Object.getPrototypeOf(at)) {
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own !== undefined && own.writable === true) return false;
  }
  return true;
}

/** True of a static member that is a function with `this`: a class method, or a static one. */
function bind(cls: Value, member: Value): Value {
  return typeof member === 'function' && !isClass(member) ? member.bind(cls) : member;
}

export function isClass(x: Value): boolean {
  return typeof x === 'function' && /^class\b/.test(Function.prototype.toString.call(x));
}

onMissing((owner: Value, name: string): Value => {
  if (typeof owner === 'function') {
    if (name === '__name__' || name === '__qualname__') return className(owner);
    if (name === '__mro__' || name === '__bases__' || name === '__doc__' || name === '__module__')
      return name === '__module__' ? '__main__' : null;
    if (OPTIONAL.test(name)) return undefined;
    throw new AttributeError(`type object '${className(owner)}' has no attribute '${name}'`);
  }
  const cls: Value = owner.constructor;
  if (name in cls && !isNative(cls, name)) {
    const member: Value = cls[name];
    return Object.getOwnPropertyDescriptor(cls, name) !== undefined && isPlainFunctionField(cls, name)
      ? member.bind(owner)
      : bind(cls, member);
  }
  if (name !== '__getattr__' && name in owner.constructor.prototype) {
    const getter: Value = owner.__getattr__;
    if (getter !== undefined) return getter.call(owner, name);
  }
  if (name !== '__getattr__' && !OPTIONAL.test(name)) {
    const getter: Value = owner.__getattr__;
    if (getter !== undefined) return getter.call(owner, name);
  }
  if (OPTIONAL.test(name)) return undefined;
  throw new AttributeError(`'${className(cls)}' object has no attribute '${name}'`);
});

/** A function that is the value of a static field (`say = hello` in a class body) is a method of its instances. */
function isPlainFunctionField(cls: Value, name: string): boolean {
  const own = Object.getOwnPropertyDescriptor(cls, name);
  return own?.enumerable === true && typeof own.value === 'function' && !isClass(own.value);
}

/** Special methods: the runtime looks whether they are there. */
const OPTIONAL = /^__\w+__$/;

/** A class with several bases, to be extended: its chain of prototypes is Python's method resolution order. */
export function bases(...classes: Value[]): Value {
  const order = linearized(classes.map(mroOf), classes);
  const native = order.find((cls) => ROOTS.has(cls)) ?? PyObject;
  let at: Value = native;
  for (const cls of order.reverse()) {
    if (cls === native || cls === PyObject) continue;
    at = copyOf(cls, at);
  }
  Object.defineProperty(at, MRO, { value: order.slice().reverse() });
  return at;
}

/** Classes that make their own kind of object, and must be the end of the chain. */
const ROOTS = new Set<Value>();
export function isRoot(cls: Value): void {
  ROOTS.add(cls);
}

export function mroOf(cls: Value): Value[] {
  if (Object.hasOwn(cls, MRO)) return cls[MRO];
  const parent: Value = Object.getPrototypeOf(cls);
  const rest = typeof parent === 'function' && parent.prototype !== undefined ? mroOf(parent) : [];
  return Object.hasOwn(cls, COPIED) ? rest : [cls, ...rest.filter((one) => one !== cls)];
}

const COPIED = Symbol('a copy in a chain');

/** The members of one class alone, on another parent. */
function copyOf(cls: Value, parent: Value): Value {
  const made = class extends parent {};
  Object.defineProperty(made, COPIED, { value: cls });
  for (const [from, to] of [
    [cls, made],
    [cls.prototype, made.prototype],
  ])
    for (const key of Reflect.ownKeys(from as object)) {
      if (key === 'prototype' || key === 'length' || key === 'name' || key === MRO || key === COPIED)
        continue;
      if (key === 'constructor') continue;
      Object.defineProperty(to, key, Object.getOwnPropertyDescriptor(from, key) ?? {});
    }
  Object.defineProperty(made, 'name', { value: className(cls), configurable: true });
  return made;
}

/** C3, as Python's. */
function linearized(orders: Value[][], direct: Value[]): Value[] {
  const lists = [...orders.map((order) => [...order]), [...direct]];
  const result: Value[] = [];
  for (;;) {
    const left = lists.filter((list) => list.length > 0);
    if (left.length === 0) return result;
    const next: Value = left
      .map((list) => list[0] as Value)
      .find((head) => !left.some((list) => list.indexOf(head) > 0));
    if (next === undefined) throw new PyTypeError('Cannot create a consistent method resolution order (MRO)');
    result.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
}

/** super() of a method that `cls` defines, where `self` has several bases: what follows the class in Python's order. */
export function superOf(cls: Value, self: Value): Value {
  const isStatic = typeof self === 'function';
  let at: Value = isStatic ? self : Object.getPrototypeOf(self);
  const owner = (one: Value): Value => {
    const ctor: Value = isStatic ? one : Object.getOwnPropertyDescriptor(one, 'constructor')?.value;
    return ctor === undefined || ctor === null
      ? undefined
      : Object.hasOwn(ctor, COPIED)
        ? ctor[COPIED]
        : ctor;
  };
  while (at !== null && owner(at) !== cls) at = Object.getPrototypeOf(at);
  const parent: Value = at === null ? null : Object.getPrototypeOf(at);
  return new Proxy(
    {},
    {
      get: (_target, name) => {
        const member: Value = Reflect.get(parent as object, name, self);
        return typeof member === 'function' ? member.bind(self) : member;
      },
    },
  );
}

/**
 * Properties that the attributes of an instance are not. A class of the runtime with an `__init__` has them in place of fields: fields of
 * JavaScript are made after `__init__`, which the constructor of PyObject runs.
 */
export function hidden(x: PyObject, ...names: string[]): void {
  for (const name of names)
    Object.defineProperty(x, name, {
      value: undefined,
      writable: true,
      enumerable: false,
      configurable: true,
    });
}

/** Said to a constructor: `__init__` is the caller's. */
export function isBare(args: readonly Value[]): boolean {
  return args[0] === BARE;
}

/** An instance whose `__init__` the caller runs: it may park. */
export function bare(cls: Value): Value {
  return new cls(BARE);
}
