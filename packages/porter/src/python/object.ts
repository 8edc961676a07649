/**
 * Python's classes. A ported class is a class of JavaScript; its `__init__` is run by the constructor here, with whatever
 * was given to `new`. Attributes of the class are static fields, and found through its instances.
 */
import { homeOf, isExtension, qualifiedName } from './homes.js';
import { AttributeError, TypeError as PyTypeError } from './exceptions.js';
import { onMissing, throwingPrototype } from './missing.js';
import { BARE, MAKERS, MRO, isMadeOf } from './mro.js';
import { attributeName, isNativeName, memberName, ownMember, valueOf } from './natives.js';
import type { Value } from './value.js';

/** Of a class of abc.ABC: the names of what it declares abstract, and of its bases. */
const ABSTRACT = Symbol('abstract members');

/** Members that are abstract: functions, or getters. */
const ABSTRACT_MEMBERS = new WeakSet<object>();

/** What a class has of a name, or those above it: a value, or a getter. */
function memberOf(cls: Value, name: string): Value {
  for (let at: Value = cls; typeof at === 'function'; at = Object.getPrototypeOf(at))
    for (const of of isNative(at, name) ? [at.prototype] : [at, at.prototype]) {
      const own = of === undefined ? undefined : Object.getOwnPropertyDescriptor(of, name);
      if (own !== undefined) return own.get ?? own.value;
    }
  return undefined;
}

/** Say which members of a class are abstract: no instance can be made while one of them is. */
export function abstract(cls: Value, ...names: string[]): void {
  for (const name of names) {
    const found = memberOf(cls, name);
    if (typeof found === 'function') ABSTRACT_MEMBERS.add(found as object);
  }
  Object.defineProperty(cls, ABSTRACT, {
    value: [...names, ...((cls[ABSTRACT] as string[] | undefined) ?? [])],
  });
}

function refuseAbstract(cls: Value): void {
  const left = (cls[ABSTRACT] as string[]).filter((name) => {
    const found = memberOf(cls, name);
    return typeof found === 'function' && ABSTRACT_MEMBERS.has(found as object);
  });
  if (left.length > 0)
    throw new PyTypeError(
      `Can't instantiate abstract class ${className(cls)} with abstract method${left.length > 1 ? 's' : ''} ${[...new Set(left)].sort().join(', ')}`,
    );
}

/**
 * The constructor of a class of the runtime that has fields and can be extended: it gives this to the class above, and ends with born(),
 * so that an `__init__` of a program's class finds the fields there.
 */
export const UNBORN: Value = BARE;

/** Run `__init__`, unless the caller of the constructor will. */
export function born(x: PyObject, args: Value[]): void {
  if (args[0] !== BARE) initialized(x.__init__(...args));
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

  /** Called for each class that extends the one that has its own. */
  static __init_subclass__(..._args: Value[]): Value {
    // For subclasses.
  }

  get __class__(): Value {
    return this.constructor;
  }

  get __dict__(): Value {
    return attributesOf(this);
  }

  static [Symbol.hasInstance](value: Value): boolean {
    return Function.prototype[Symbol.hasInstance].call(this, value) || isMadeOf(value, this);
  }

  static get [Symbol.species](): Value {
    return this;
  }
}
Object.defineProperty(PyObject, 'name', { value: 'object' });
MAKERS.add(PyObject.__new__);
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

/** The classes that one with several bases names. */
export const BASES = Symbol('bases');

const SLOTS = Symbol('names of the attributes that instances can have');

/** `__slots__`: instances have these attributes and those of the bases' slots, unless a class among them has none. */
export function slots(cls: Value, ...names: string[]): void {
  Object.defineProperty(cls, SLOTS, { value: names.map(memberName) });
  if (Object.getPrototypeOf(cls.prototype) !== PyObject.prototype) return;
  guarded(cls, (instance, name) => {
    if (!canHave(instance.constructor, name))
      throw new AttributeError(
        `'${className(instance.constructor)}' object has no attribute '${attributeName(name)}'`,
      );
  });
}

/** A class whose instances get a new attribute only if `refuse` throws nothing. */
export function guarded(cls: Value, refuse: (instance: Value, name: string) => void): void {
  const guard = new Proxy(Object.create(Object.getPrototypeOf(cls.prototype) as object) as object, {
    set(target, name, value, instance: Value): boolean {
      // Of the prototypes of the class and its subclasses anything can be set.
      if (typeof name === 'string' && !Object.hasOwn(instance as object, 'constructor'))
        refuse(instance, name);
      return Reflect.set(target, name, value, instance);
    },
  });
  Object.setPrototypeOf(cls.prototype, guard);
}

/** What `object.__setattr__` does to instances of a class that refuses assignments. */
export const SET_OWN = Symbol('sets an attribute that cannot be assigned');

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

/** What a class is shown as, if not as a class: an enum. */
export const CLASS_KIND = Symbol('kind of class');

/** A class with its module, which Python's own are shown without. */
export function qualified(cls: object): string {
  const module = homeOf(cls);
  return module === 'builtins' ? className(cls) : `${module}.${qualifiedName(cls) ?? className(cls)}`;
}

/** A class as errors call it. */
export function shownName(cls: object): string {
  return isExtension(cls) ? qualified(cls) : className(cls);
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
  return typeof member === 'function' && !isClass(member)
    ? Object.assign(member.bind(cls), { __func__: member.__func__ ?? member })
    : member;
}

export function isClass(x: Value): boolean {
  return typeof x === 'function' && /^class\b/.test(Function.prototype.toString.call(x));
}

/** What a class says of an attribute that it does not have, if that is no usual sentence. */
export const NO_ATTRIBUTE = Symbol('text of an AttributeError');

onMissing((owner: Value, name: string, isAsked: boolean): Value => {
  if (typeof owner === 'function') {
    if (name === '__name__' || name === '__qualname__') return className(owner);
    if (name === '__doc__' || name === '__module__') return name === '__module__' ? homeOf(owner) : null;
    if (OPTIONAL.test(name) || !isAsked) return undefined;
    const message: Value = owner[NO_ATTRIBUTE]?.(name);
    throw new AttributeError(
      message ?? `type object '${shownName(owner)}' has no attribute '${attributeName(name)}'`,
    );
  }
  const cls: Value = owner.constructor;
  const found = isNativeName(name) ? ownMember(cls, name) : undefined;
  if (found !== undefined || (!isNativeName(name) && name in cls)) {
    const member: Value = found === undefined ? cls[name] : valueOf(cls, found);
    return Object.getOwnPropertyDescriptor(cls, name) !== undefined && isPlainFunctionField(cls, name)
      ? member.bind(owner)
      : bind(cls, member);
  }
  // A program's `__getattr__` may answer anything; JavaScript would take a `then` for a promise's.
  if (!isAsked) return undefined;
  if (name !== '__getattr__' && name in owner.constructor.prototype) {
    const getter: Value = owner.__getattr__;
    if (getter !== undefined) return getter.call(owner, attributeName(name));
  }
  if (name !== '__getattr__' && !OPTIONAL.test(name)) {
    const getter: Value = owner.__getattr__;
    if (getter !== undefined) return getter.call(owner, attributeName(name));
  }
  if (OPTIONAL.test(name) || !isAsked) return undefined;
  throw new AttributeError(`'${shownName(cls)}' object has no attribute '${attributeName(name)}'`);
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
  const native: Value = order.find((cls) => ROOTS.has(cls)) ?? rootOf(order);
  const isForeign = native !== PyObject && !(native.prototype instanceof PyObject) && !ROOTS.has(native);
  let at: Value = native;
  for (const cls of order.reverse()) {
    if (cls === native || cls === PyObject || isBelow(native, cls)) continue;
    at = copyOf(cls, at);
    if (isForeign) overrideNative(at);
  }
  Object.defineProperty(at, MRO, { value: order.slice().reverse() });
  Object.defineProperty(at, BASES, { value: classes });
  return at;
}

/** evergreen-ts calls what a class overrides by the names that it has there: handle_connection() is handleConnection(). */
function overrideNative(cls: Value): void {
  const own = cls.prototype as object;
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(own))) {
    const there = name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_all, char: string) => char.toUpperCase());
    if (there !== name && !name.startsWith('_')) Object.defineProperty(own, there, descriptor);
  }
}

/** The first class after which only its own follow: it is no copy, as what is private to a class only its own constructor makes. */
function rootOf(order: readonly Value[]): Value {
  return (
    order.find((cls, i) => order.slice(i + 1).every((other) => other === PyObject || isBelow(cls, other))) ??
    PyObject
  );
}

function isBelow(cls: Value, other: Value): boolean {
  return Object.prototype.isPrototypeOf.call(other as object, cls as object);
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
      if (
        key === 'prototype' ||
        ((key === 'length' || key === 'name') && isNative(cls, key)) ||
        key === MRO ||
        key === BASES ||
        key === COPIED
      )
        continue;
      if (key === 'constructor') continue;
      Object.defineProperty(to, key, Object.getOwnPropertyDescriptor(from, key) ?? {});
    }
  if (isNative(made, 'name'))
    Object.defineProperty(made, 'name', { value: className(cls), configurable: true });
  return made;
}

/** C3, as Python's. */
export function linearized(orders: Value[][], direct: Value[]): Value[] {
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
        return typeof member === 'function' ? Object.assign(member.bind(self), { __func__: member }) : member;
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
