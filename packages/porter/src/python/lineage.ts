/** What Python knows of the classes that a class comes from, and that come from it. */
import { TypeError as PyTypeError } from './exceptions.js';
import { setMember } from './attributes.js';
import { derivedFrom, homeOf, isInternal } from './homes.js';
import { items } from './iteration.js';
import { Kw } from './keywords.js';
import { BASES, PyObject, bases, isClass, linearized } from './object.js';
import { initSubclass } from './support.js';
import { Tuple, tuple_ } from './tuple.js';
import { isTypeLike } from './type-name.js';
import { base, bool_, int, isinstance, memoryview, object, range, type, typeFor } from './types.js';
import type { Value } from './value.js';

const isType = (x: Value): boolean => Object.hasOwn(Object(x), '__type__');

/** The bases of a class as Python has them: what the runtime needs beside is passed over. */
function parents(cls: Value): Value[] {
  if (cls === object) return [];
  const known = derivedFrom(cls as object);
  if (known !== undefined) return [...known];
  if (isType(cls)) return [cls === bool_ ? int : object];
  const parent: Value = Object.getPrototypeOf(cls);
  const found: Value[] = Object.hasOwn(parent as object, BASES) ? parent[BASES] : [parent];
  return found.flatMap((one: Value): Value[] => {
    const shown: Value = typeFor(one);
    if (!isTypeLike(shown)) return [object];
    return isInternal(shown as object) ? parents(shown) : [shown];
  });
}

function line(cls: Value): Value[] {
  const found = parents(cls);
  return [cls, ...linearized(found.map(line), found)];
}

/** `cls.__mro__`. */
export function mro(cls: Value): Tuple {
  return tuple_(line(typeFor(cls)));
}

/** `cls.__bases__`. */
export function basesOf(cls: Value): Tuple {
  return tuple_(parents(typeFor(cls)));
}

/** `cls.__base__`: the one of its bases that says how instances are made. */
export function baseOf(cls: Value): Value {
  const found = parents(typeFor(cls));
  return found.find((one) => line(one).some((at) => at !== object && isType(at))) ?? found[0] ?? null;
}

/** `x.__module__`. */
export function moduleOf(x: Value): Value {
  if (typeof x === 'function' && !isClass(x)) return x.__module__ ?? '__main__';
  return typeof x === 'function' ? homeOf(x) : (x?.__module__ ?? homeOf(type(x) as object));
}

/** `issubclass(cls, classes)`. */
export function issubclass(cls: Value, classes: Value): boolean {
  if (classes instanceof Tuple) return classes.some((one) => issubclass(cls, one));
  if (!isTypeLike(cls)) throw new PyTypeError('issubclass() arg 1 must be a class');
  if (!isTypeLike(classes))
    throw new PyTypeError('issubclass() arg 2 must be a class, a tuple of classes, or a union');
  const known = line(typeFor(cls));
  if (known.includes(typeFor(classes)) || (isClass(classes) && cls.prototype instanceof classes)) return true;
  if (typeof classes.__instancecheck__ !== 'function') return false;
  return known.some((one) => one !== object && isinstance(sample(one), classes));
}

/** What types cannot do without. */
const NEEDED = new Map<Value, Value[]>([
  [memoryview, [Buffer.alloc(0)]],
  [range, [0]],
]);

/** Something of a class, to be asked what it can. */
function sample(cls: Value): Value {
  if (cls === type) return type;
  if (isType(cls)) return cls(...(NEEDED.get(cls) ?? []));
  return Object.create(cls.prototype as object);
}

const SUBCLASSES = new WeakMap<object, Value[]>();

/** Tell the bases of a class of it: where a program asks for subclasses. */
export function registered(cls: Value): void {
  for (const base of basesOf(cls)) SUBCLASSES.set(base as object, [...subclasses(base), cls]);
}

/** `cls.__subclasses__()`. */
export function subclasses(cls: Value): Value[] {
  return [...(SUBCLASSES.get(cls as object) ?? [])];
}

/** `type('Point', (Base,), {'x': 0})`: a class. */
export function makeClass(name: Value, parents: Value, attributes: Value, named: Kw = new Kw()): Value {
  const given = [...items(parents)].map((one: Value) => (one === object ? PyObject : base(one)) as Value);
  const parent: Value = given.length > 1 ? bases(...given) : (given[0] ?? PyObject);
  const cls: Value = class extends parent {};
  Object.defineProperty(cls, 'name', { value: name });
  const keys = [...items(attributes)] as string[];
  for (const key of keys) setMember(cls, key, attributes.at(key));
  registered(cls);
  const hook: Value = parent.__init_subclass__;
  if (typeof hook === 'function' && hook !== PyObject.__init_subclass__) initSubclass(cls, named);
  else if (named.size > 0)
    throw new PyTypeError(`${String(name)}.__init_subclass__() takes no keyword arguments`);
  return cls;
}
