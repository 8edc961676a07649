/** The abstract classes of collections.abc: which values are of one, and what a class that extends one gets from it. */
import { eq } from '../compare.js';
import { Dict } from '../dict.js';
import { View } from '../dict-views.js';
import { IndexError, NotImplementedError, StopIteration, ValueError } from '../exceptions.js';
import { generator, isPythonGenerator } from '../generator.js';
import { UNHASHABLE } from '../hash.js';
import { derived, home } from '../homes.js';
import { items, reversed } from '../iteration.js';
import { PyObject, abstract } from '../object.js';
import { Range } from '../range.js';
import { isSet } from '../set.js';
import { Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { deque } from './deque.js';

const has = (x: Value, ...names: string[]): boolean =>
  typeof x === 'object' && x !== null && names.every((name) => name in x && typeof x[name] === 'function');
const isText = (x: Value): boolean => typeof x === 'string' || x instanceof Uint8Array;
const isSized = (x: Value): boolean =>
  isText(x) ||
  Array.isArray(x) ||
  x instanceof Range ||
  x instanceof Dict ||
  x instanceof View ||
  isSet(x) ||
  has(x, '__len__');
export const canIterate = (x: Value): boolean =>
  isText(x) ||
  (typeof x === 'object' &&
    x !== null &&
    (x instanceof PyObject ? has(x, '__iter__') : typeof x[Symbol.iterator] === 'function'));

/** A class that `isinstance` asks whether a value has what it takes. */
export function kind(cls: Value, test: (x: Value) => boolean): void {
  Object.defineProperty(cls, '__instancecheck__', {
    // Of the class itself: one that extends it has none of this.
    get(this: Value) {
      return this === cls ? test : undefined;
    },
  });
}

/** What a class must define that extends this one. */
export function required(cls: Value, ...names: string[]): void {
  for (const name of names)
    Object.defineProperty(cls.prototype, name, {
      value: () => {
        throw new NotImplementedError(name);
      },
      writable: true,
      configurable: true,
    });
  abstract(cls, ...names);
}

export class Hashable extends PyObject {}
kind(Hashable, (x) => {
  if (typeof x !== 'object' || x === null) return true;
  return !Array.isArray(x) || x instanceof Tuple ? x[UNHASHABLE] !== true && x.__hash__ !== null : false;
});
export class Callable extends PyObject {}
kind(Callable, (x) => typeof x === 'function' || has(x, '__call__'));
export class Sized extends PyObject {}
kind(Sized, isSized);
export class Container extends PyObject {}
kind(Container, (x) => (isSized(x) && !(x instanceof PyObject)) || has(x, '__contains__'));
export class Iterable extends PyObject {}
kind(Iterable, canIterate);
export class Collection extends PyObject {}
kind(Collection, (x) => isSized(x) && canIterate(x));
export class Reversible extends PyObject {}
kind(
  Reversible,
  (x) => isText(x) || Array.isArray(x) || x instanceof Range || x instanceof Dict || has(x, '__reversed__'),
);
export class Awaitable extends PyObject {}
export class Coroutine extends PyObject {}

export class Iterator extends PyObject {
  __iter__(): Value {
    return this;
  }
}
kind(
  Iterator,
  (x) =>
    isPythonGenerator(x) || has(x, '__next__', '__iter__') || (has(x, 'next') && !(x instanceof PyObject)),
);

export class Generator extends Iterator {
  override __iter__(): Value {
    return this;
  }

  __next__(): Value {
    return this.send(null);
  }

  close(): void {
    try {
      this.throw(StopIteration);
    } catch (error) {
      if (!(error instanceof StopIteration)) throw error;
    }
  }
}
kind(Generator, isPythonGenerator);

export class Sequence extends PyObject {
  *__iter__(): Value {
    for (let i = 0; ; i++) {
      let item: Value;
      try {
        item = this.__getitem__(i);
      } catch (error) {
        if (error instanceof IndexError) return;
        throw error;
      }
      yield item;
    }
  }

  __contains__(x: Value): boolean {
    return [...items(this)].some((one) => eq(one, x));
  }

  __reversed__(): Value {
    return reversed([...items(this)]);
  }

  index(x: Value): number {
    const at = [...items(this)].findIndex((one) => eq(one, x));
    if (at < 0) throw new ValueError();
    return at;
  }

  count(x: Value): number {
    return [...items(this)].filter((one) => eq(one, x)).length;
  }
}
const isSequence = (x: Value): boolean =>
  isText(x) || Array.isArray(x) || x instanceof Range || x instanceof deque;
kind(Sequence, isSequence);

export class MutableSequence extends Sequence {
  append(x: Value): void {
    this.insert(this.__len__(), x);
  }

  extend(source: Value): void {
    for (const x of [...items(source)]) this.append(x);
  }

  __iadd__(source: Value): Value {
    this.extend(source);
    return this;
  }

  pop(at: Value = -1): Value {
    const found: Value = this.__getitem__(at);
    this.__delitem__(at);
    return found;
  }

  remove(x: Value): void {
    this.__delitem__(this.index(x));
  }

  clear(): void {
    while (this.__len__() > 0) this.pop();
  }

  reverse(): void {
    const all = [...items(this)].reverse();
    all.forEach((x, i) => this.__setitem__(i, x));
  }
}
kind(MutableSequence, (x) => (Array.isArray(x) && !(x instanceof Tuple)) || x instanceof deque);

generator(Sequence.prototype.__iter__);

required(Sequence, '__getitem__', '__len__');
required(MutableSequence, '__delitem__', '__setitem__', 'insert');
required(Iterator, '__next__');
required(Iterable, '__iter__');
required(Callable, '__call__');
required(Container, '__contains__');
required(Sized, '__len__');
required(Hashable, '__hash__');

derived(Iterator, Iterable);
derived(Reversible, Iterable);
derived(Collection, Sized, Iterable, Container);
derived(Sequence, Reversible, Collection);
home(
  'collections.abc',
  Hashable,
  Callable,
  Sized,
  Container,
  Iterable,
  Collection,
  Reversible,
  Awaitable,
  Coroutine,
  Iterator,
  Generator,
  Sequence,
  MutableSequence,
);
