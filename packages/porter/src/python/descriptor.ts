/** Descriptors: attributes of a class that answer when an instance is asked for them. */
import { AttributeError } from './exceptions.js';
import { asMethod, setDescribing } from './attributes.js';
import { given, methodOf } from './keywords.js';
import { PyObject, className } from './object.js';
import { call, plain } from './plain.js';
import { isTypeLike } from './type-name.js';
import type { Value } from './value.js';

/** `name = Positive()` in the body of a class, where Positive has `__get__` or `__set__`. */
export function descriptor(cls: Value, name: string, found: Value): void {
  if (typeof found.__set_name__ === 'function') found.__set_name__(cls, name);
  const reads = typeof found.__get__ === 'function';
  const writes = typeof found.__set__ === 'function';
  apart(cls).set(name, found);
  Object.defineProperty(cls, name, {
    enumerable: true,
    get: () => (reads ? plain(found.__get__(null, cls)) : found) as Value,
    configurable: true,
  });
  const set = function (this: Value, value: Value): void {
    if (writes) plain(found.__set__(this, value));
    else if (reads)
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    else throw new AttributeError(`'${className(this.constructor)}' object attribute '${name}' is read-only`);
  };
  if (!writes) YIELDING.add(set);
  Object.defineProperty(cls.prototype, name, {
    set,
    get(this: Value): Value {
      if (reads) return plain(found.__get__(this, this.constructor));
      const kept = apart(this);
      return kept.has(name) ? kept.get(name) : found;
    },
    configurable: true,
  });
}

/** `property(get, set)` as a value: a function returns it for the body of a class. */
export class Property extends PyObject {
  declare fget: Value;
  declare fset: Value;

  override __init__(...args: Value[]): void {
    const [fget = null, fset = null] = given(args, ['fget', 'fset', 'fdel', 'doc']);
    Object.assign(this, { fget, fset });
  }

  __get__(x: Value): Value {
    if (x === null) return this;
    if (this.fget === null) throw new AttributeError('unreadable attribute');
    return call(this.fget, x);
  }

  __set__(x: Value, value: Value): Value {
    if (this.fset === null) throw new AttributeError("can't set attribute");
    return call(this.fset, x, value);
  }

  getter(fget: Value): Property {
    return new Property(fget, this.fset);
  }

  setter(fset: Value): Property {
    return new Property(this.fget, fset);
  }
}
Object.defineProperty(Property, 'name', { value: 'property' });

/** `staticmethod(f)` as a value: it is of no object. */
export class StaticMethod extends PyObject {
  override __init__(f: Value): void {
    this.__func__ = f;
  }

  __get__(): Value {
    return this.__func__;
  }

  __call__(...args: Value[]): Value {
    return call(this.__func__, ...args);
  }
}
Object.defineProperty(StaticMethod, 'name', { value: 'staticmethod' });

/** `classmethod(f)` as a value: a method of the class. */
export class ClassMethod extends PyObject {
  override __init__(f: Value): void {
    this.__func__ = f;
  }

  __get__(_x: Value, cls: Value): Value {
    const f: Value = this.__func__;
    return methodOf((...args: Value[]): Value => call(f, cls, ...args), f as object);
  }
}
Object.defineProperty(ClassMethod, 'name', { value: 'classmethod' });

// Those that a class is given later.
setDescribing((cls, name, value) => {
  const answers = value instanceof PyObject && (value.__get__ ?? value.__set__) !== undefined;
  if (answers) descriptor(cls, name, value);
  return answers;
});

/** Attributes of a class that a call made: functions are methods, and descriptors answer for the attribute. */
export function attached(cls: Value, ...names: string[]): void {
  for (const name of names) {
    const value: Value = cls[name];
    if (value instanceof PyObject && (value.__get__ ?? value.__set__) !== undefined)
      descriptor(cls, name, value);
    else if (typeof value === 'function' && !isTypeLike(value))
      Object.defineProperty(cls.prototype, name, {
        value: asMethod(value),
        writable: true,
        configurable: true,
      });
  }
}

/** Setters of descriptors that an attribute of the object comes before. */
const YIELDING = new WeakSet<object>();

/** What is in the `__dict__` of an object under the name of a descriptor, or a property: it is not the attribute. */
const APART = new WeakMap<object, Map<string, Value>>();

export function apart(x: Value): Map<string, Value> {
  let known = APART.get(x as object);
  if (known === undefined) APART.set(x as object, (known = new Map()));
  return known;
}

/** Whether the class of an object decides what is done with an attribute that is set. */
export function isGuarded(x: Value, name: string): boolean {
  for (
    let at: Value = Object.getPrototypeOf(x);
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    const own = Object.getOwnPropertyDescriptor(at, name);
    if (own !== undefined) return own.set !== undefined && !YIELDING.has(own.set);
  }
  return false;
}
