/** Iteration as Python has it: iter() and next(), and what iterates lazily. */
import { eq } from './compare.js';
import {
  GeneratorExit,
  IndexError,
  StopIteration,
  TypeError as PyTypeError,
  ValueError,
} from './exceptions.js';
import { Dict } from './dict.js';
import { View } from './dict-views.js';
import { isPythonGenerator, iterator as named, nativeSteps, stopped } from './generator.js';
import { Kw } from './keywords.js';
import { OF_ITERATORS } from './natives.js';
import { PyObject } from './object.js';
import { invokePlain, isOp, op, plain } from './plain.js';
import { Range } from './range.js';
import { PySet } from './set.js';
import { getitem, namedParts } from './items.js';
import { add } from './arithmetic.js';
import { Tuple, tup } from './tuple.js';
import { isInt } from './numbers.js';
import { typeName } from './type-name.js';
import { indexed } from './underlying.js';
import type { Value } from './value.js';

/** Instances with `__iter__` or `__getitem__` are iterated by JavaScript as by Python. */
Object.defineProperty(PyObject.prototype, Symbol.iterator, {
  *value(this: Value): Generator<Value> {
    if (typeof this.__iter__ !== 'function') {
      if (typeof this.__getitem__ !== 'function')
        throw new PyTypeError(`'${typeName(this)}' object is not iterable`);
      yield* byIndex(this);
      return;
    }
    const iterator: Value = plain(this.__iter__());
    if (iterator === this || typeof iterator[Symbol.iterator] !== 'function' || iterator instanceof PyObject)
      yield* steps(iterator);
    else yield* iterator;
  },
});

function* byIndex(x: Value): Generator<Value> {
  for (let i = 0; ; i++) {
    let item: Value;
    try {
      item = plain(x.__getitem__(i));
    } catch (error) {
      if (error instanceof IndexError) return;
      throw error;
    }
    yield item;
  }
}

function* steps(iterator: Value): Generator<Value> {
  if (typeof iterator.__next__ !== 'function')
    throw new PyTypeError(`iter() returned non-iterator of type '${typeName(iterator)}'`);
  for (;;) {
    let item: Value;
    try {
      item = plain(iterator.__next__());
    } catch (error) {
      if (error instanceof StopIteration) return;
      throw error;
    }
    yield item;
  }
}

/** What can be iterated, as JavaScript does it; TypeError for what cannot. */
export function items(x: Value): Iterable<Value> {
  if (x === null || x === undefined || typeof x[Symbol.iterator] !== 'function') {
    if (typeof x === 'object' && x !== null && typeof x.__next__ === 'function')
      return { [Symbol.iterator]: () => steps(x) };
    const named = namedParts(x);
    if (named !== undefined) return named;
    throw new PyTypeError(`'${typeName(x)}' object is not iterable`);
  }
  // Leaving a loop early does not end a generator: what is left of it is for the next.
  return isPythonGenerator(x)
    ? { [Symbol.iterator]: () => ({ next: () => x.next() }) }
    : (x as Iterable<Value>);
}

/** What `yield from` hands over to: it is sent what is sent, and thrown what is thrown, and its end has a value. */
export function delegated(x: Value): Iterable<Value> {
  const iterator: Value = x instanceof PyObject && !isPythonGenerator(x) ? iter(x) : x;
  if (isPythonGenerator(iterator)) return { [Symbol.iterator]: () => nativeSteps(iterator) };
  if (iterator instanceof PyObject && typeof iterator.__next__ === 'function')
    return { [Symbol.iterator]: () => handedTo(iterator) };
  const inner = items(iterator)[Symbol.iterator]();
  return { [Symbol.iterator]: () => ({ next: () => inner.next(), throw: (error) => thrownAt(error) }) };
}

function thrownAt(error: unknown): never {
  throw error;
}

/** An iterator of a class of the program. */
function handedTo(iterator: Value): Iterator<Value> {
  const step = (body: () => Value): IteratorResult<Value> => {
    try {
      return { done: false, value: plain(body()) };
    } catch (error) {
      if (!(error instanceof StopIteration)) throw error;
      return { done: true, value: error.value };
    }
  };
  const has = (name: string): boolean => name in iterator && typeof iterator[name] === 'function';
  return {
    next: (value: Value) =>
      step(() => ((value ?? null) === null ? iterator.__next__() : iterator.send(value)) as Value),
    throw: (error: Value) => {
      if (error instanceof GeneratorExit) {
        if (has('close')) plain(iterator.close());
        throw error;
      }
      return has('throw') ? step(() => iterator.throw(error) as Value) : thrownAt(error);
    },
  };
}

const iterate = named(function* iterator(x: Iterable<Value>): Generator<Value> {
  yield* x;
});

/** A subclass of dict or set may have an `__iter__`, which JavaScript asks for, too. */
function ownIteration(prototype: Value): void {
  const native: Value = prototype[Symbol.iterator];
  const own = function (this: Value): Value {
    return iterate({ [Symbol.iterator]: () => native.call(this) as Iterator<Value> });
  };
  const iterator = function (this: Value): Value {
    const mine: Value = this.__iter__;
    return mine === own ? native.call(this) : iterator_(plain(mine.call(this)));
  };
  Object.defineProperty(prototype, '__iter__', { value: own, writable: true, configurable: true });
  Object.defineProperty(prototype, Symbol.iterator, { value: iterator, writable: true, configurable: true });
}
const iterator_ = (x: Value): Value =>
  typeof x[Symbol.iterator] === 'function' ? x[Symbol.iterator]() : steps(x);
ownIteration(Dict.prototype);
ownIteration(Object.getPrototypeOf(PySet.prototype));

/** A class of the runtime may have JavaScript's way. */
const isIterable = (x: Value): boolean =>
  x[Symbol.iterator] !== (PyObject.prototype as Value)[Symbol.iterator];

/** What can be iterated; TypeError for what cannot, before anything asks for an item. */
function iterable(x: Value): Value {
  if (
    x instanceof PyObject &&
    ['__iter__', '__getitem__', '__next__'].every((name) => typeof x[name] !== 'function') &&
    !isIterable(x)
  )
    throw new PyTypeError(`'${typeName(x)}' object is not iterable`);
  items(x);
  return x;
}

/** `iter(x)`, `iter(f, sentinel)`. */
export function iter(x: Value, ...sentinel: [Value?]): Value {
  if (sentinel.length > 0) return until(x, sentinel[0]);
  if (x instanceof PyObject && typeof x.__iter__ === 'function') return made(x.__iter__());
  iterable(x);
  if (typeof x?.__next__ === 'function') return x;
  return iterate(items(x));
}

/** What an `__iter__` has returned. */
function made(iterator: Value): Value {
  if (typeof iterator === 'object' && iterator !== null)
    if (typeof iterator.__next__ === 'function' || 'next' in iterator || isOp(iterator)) return iterator;
  throw new PyTypeError(`iter() returned non-iterator of type '${typeName(iterator)}'`);
}

const until = named(function* callable_iterator(f: Value, sentinel: Value): Generator<Value> {
  for (let item; !eq((item = invokePlain(f)), sentinel);) yield item;
});

/** `next(x)`, `next(x, otherwise)`. */
export function next(x: Value, ...otherwise: [Value?]): Value {
  if (typeof x?.__next__ !== 'function') {
    if (typeof x?.next === 'function' && !Array.isArray(x)) {
      const result: Value = x.next();
      return isOp(result) ? foundIn(result, otherwise) : itemOf(result, otherwise);
    }
    throw new PyTypeError(`'${typeName(x)}' object is not an iterator`);
  }
  if (otherwise.length === 0) return x.__next__();
  try {
    const found: Value = x.__next__();
    return isOp(found) ? nextOr(found, otherwise[0]) : found;
  } catch (error) {
    if (error instanceof StopIteration) return otherwise[0];
    throw error;
  }
}

/** What next() of an iterator of JavaScript returned; `otherwise`, or a StopIteration, at its end. */
function itemOf({ done, value }: IteratorResult<Value>, otherwise: readonly Value[]): Value {
  if (done !== true) return value;
  if (otherwise.length > 0) return otherwise[0];
  throw stopped(null);
}

/** An iterator of evergreen-ts. */
function* foundIn(finding: Value, otherwise: readonly Value[]): Generator<Value> {
  return itemOf(yield* finding, otherwise);
}

/** The next item, got by an operation; `otherwise` if there is none. */
function* nextOr(finding: Value, otherwise: Value): Generator<Value> {
  try {
    return yield* finding;
  } catch (error) {
    if (error instanceof StopIteration) return otherwise;
    throw error;
  }
}

const enumerated = named(function* enumerate(x: Value, start: Value): Generator<Tuple> {
  let at: Value = start;
  for (const item of items(x)) yield tup(at++, item);
});
export function enumerate(x: Value, start: Value = 0): Generator<Tuple> {
  return enumerated(iterable(x), indexed(start instanceof Kw ? start.get('start') : start));
}

const zipped = named(function* zip(sources: Value[], strict: boolean): Generator<Tuple> {
  const iterators = sources.map((source) => items(source)[Symbol.iterator]());
  if (iterators.length === 0) return;
  for (;;) {
    const results: Value[] = [];
    for (const [at, iterator] of iterators.entries()) {
      const result = iterator.next();
      if (result.done === true) {
        if (strict && (at > 0 || iterators.slice(1).some((one) => one.next().done !== true)))
          throw new ValueError(
            `zip() argument ${String(at > 0 ? at + 1 : 2)} is ${at > 0 ? 'shorter' : 'longer'} than argument 1`,
          );
        return;
      }
      results.push(result.value);
    }
    yield tup(...results);
  }
});
export function zip(...sources: Value[]): Generator<Tuple> {
  const strict = sources.at(-1) instanceof Kw ? Boolean((sources.pop() as Kw).get('strict')) : false;
  return zipped(sources.map(iterable), strict);
}

const mapped = named(function* map(f: Value, sources: Value[]): Generator<Value> {
  if (sources.length === 1) for (const item of items(sources[0])) yield invokePlain(f, item);
  else for (const args of zip(...sources)) yield invokePlain(f, ...args);
});
export function map(f: Value, ...sources: Value[]): Generator<Value> {
  if (sources.length === 0) throw new PyTypeError('map() must have at least two arguments.');
  return mapped(f, sources.map(iterable));
}

const filtered = named(function* filter(f: Value, x: Value): Generator<Value> {
  for (const item of items(x)) if (bool(f === null ? item : invokePlain(f, item))) yield item;
});
export function filter(f: Value, x: Value): Generator<Value> {
  return filtered(f, iterable(x));
}

export function reversed(x: Value): Value {
  if (typeof x?.__reversed__ === 'function') return x.__reversed__();
  if (x instanceof Range || x instanceof View) return iterate(x.reversed());
  if (x instanceof Dict) return iterate(x.keys().reversed());
  if (typeof x === 'string' || Array.isArray(x) || x instanceof Uint8Array) return iterate([...x].reverse());
  if (typeof x?.__getitem__ === 'function' && typeof x.__len__ === 'function')
    return map((i: number) => getitem(x, i) as Value, reversed(new Range(0, x.__len__() as number, 1)));
  throw new PyTypeError(`'${typeName(x)}' object is not reversible`);
}

/** What `__len__` says. */
function lengthOf(x: Value): number {
  const said: Value = indexed(plain(x.__len__()));
  if (!isInt(said)) throw new PyTypeError(`'${typeName(said)}' object cannot be interpreted as an integer`);
  if (Number(said) < 0) throw new ValueError('__len__() should return >= 0');
  return Number(said);
}

/** What `__bool__` says. */
function truthOf(x: Value): boolean {
  const said: Value = plain(x.__bool__());
  if (typeof said !== 'boolean')
    throw new PyTypeError(`__bool__ should return bool, returned ${typeName(said)}`);
  return said;
}

/** `len(x)`. */
export function len(x: Value): number {
  if (typeof x === 'string') return /[\ud800-\udfff]/.test(x) ? [...x].length : x.length;
  if (Array.isArray(x) || x instanceof Uint8Array || x instanceof Range) return x.length;
  if (typeof x === 'object' && x !== null) {
    if (typeof x.__len__ === 'function') return lengthOf(x);
    if (!(x instanceof PyObject) && typeof x.size === 'number') return x.size as number;
  } else if (typeof x === 'function' && '__len__' in x) {
    return x.__len__() as number;
  }
  throw new PyTypeError(`object of type '${typeName(x)}' has no len()`);
}

/** `bool(x)`: what `if x:` asks. */
export function bool(x: Value = false): boolean {
  switch (typeof x) {
    case 'boolean':
      return x;
    case 'object': {
      if (x === null) return false;
      if (Array.isArray(x) || x instanceof Uint8Array || x instanceof Range) return x.length > 0;
      if (x instanceof Error) return true;
      if (typeof x.__bool__ === 'function') return truthOf(x);
      if (typeof x.__len__ === 'function') return lengthOf(x) > 0;
      if (x instanceof Dict) return Dict.sizeOf(x) > 0;
      if (!(x instanceof PyObject) && typeof x.size === 'number') return x.size > 0;
      return Boolean(plain(x).valueOf?.() ?? true);
    }
    case 'number':
      return x !== 0;
    default:
      return Boolean(x);
  }
}

export function any(x: Value): boolean {
  for (const item of items(x)) if (bool(item)) return true;
  return false;
}

export function all(x: Value): boolean {
  for (const item of items(x)) if (!bool(item)) return false;
  return true;
}

export function sum(x: Value, start: Value = 0): Value {
  let total: Value = start instanceof Kw ? start.get('start') : start;
  if (typeof total === 'string') throw new PyTypeError("sum() can't sum strings [use ''.join(seq) instead]");
  for (const item of items(x)) total = plain(add(total, item));
  return total;
}

/** `callable(x)`. */
export function callable(x: Value): boolean {
  return typeof x === 'function' || (typeof x === 'object' && x !== null && typeof x.__call__ === 'function');
}

/**
 * Iteration where next() may park: over a generator that parks, the lines of a socket, or anything else that can be iterated.
 * `for (let it = coiter(x), r; !(r = yield* it.next()).done; )`.
 */
export function coiter(x: Value): { next(): Value } {
  if (typeof x === 'object' && x !== null) {
    const own: Value = x.__coiter__;
    if (typeof own === 'function') return own.call(x) as { next(): Value };
    if (x instanceof PyObject && typeof x.__iter__ === 'function') return new Iteration(x);
    // Iterators of evergreen-ts; those of JavaScript have such members since Node 22, and park nowhere.
    if (
      'toArray' in x &&
      'forEach' in x &&
      'next' in x &&
      !Object.prototype.isPrototypeOf.call(OF_ITERATORS, x)
    )
      return { next: () => untilStopped(x as { next(): Value }) };
    if (typeof x.__next__ === 'function' && typeof x[Symbol.iterator] !== 'function') return new Iteration(x);
  }
  const iterator = items(x)[Symbol.iterator]();
  return {
    *next() {
      return iterator.next() as Value;
    },
  };
}

/** A StopIteration that was sent through a channel ends it, too. */
function* untilStopped(iterator: { next(): Value }): Generator<Value> {
  try {
    return yield* iterator.next();
  } catch (error) {
    if (!(error instanceof StopIteration)) throw error;
    return { done: true, value: error.value };
  }
}

/** Over an object whose `__iter__` and `__next__` may park. */
class Iteration {
  #iterator: Value;
  #begun = false;

  constructor(x: Value) {
    this.#iterator = x;
  }

  *next(): Generator<Value, IteratorResult<Value>> {
    if (!this.#begun) {
      this.#begun = true;
      const own: Value = this.#iterator.__iter__;
      if (typeof own === 'function') this.#iterator = yield* op(own.call(this.#iterator));
      if (typeof this.#iterator.__next__ !== 'function') this.#iterator = coiter(this.#iterator);
    }
    if (typeof this.#iterator.__next__ !== 'function') return yield* this.#iterator.next();
    try {
      return { done: false, value: yield* op(this.#iterator.__next__()) };
    } catch (error) {
      if (error instanceof StopIteration) return { done: true, value: error.value };
      throw error;
    }
  }
}
