/** Python's functools. */
import { docOf, hasattr } from '../attributes.js';
import { vars } from '../builtins.js';
import { Dict } from '../dict.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { items } from '../iteration.js';
import { Kw, keywords, kw, takeKw } from '../keywords.js';
import { PyObject } from '../object.js';
import { apply, call, invokePlain, isOp, op, plain } from '../plain.js';
import { tuple_ } from '../tuple.js';
import { nameOf } from '../types.js';
import { namedtuple } from './collections.js';
import { dispatching } from '../dispatch.js';
import type { Value } from '../value.js';
import { extension, home } from '../homes.js';

/** A function with some of its arguments. */
export class partial extends PyObject {
  constructor(func: Value, ...args: Value[]) {
    super();
    const named = keywords(args);
    const isOwn = func instanceof partial && func.constructor === partial;
    this.func = isOwn ? func.func : func;
    this.args = tuple_(isOwn ? [...(func.args as Value[]), ...args] : args);
    this.keywords = isOwn ? new Dict(func.keywords, named) : named;
  }

  __call__(...args: Value[]): Value {
    const named = kw({}, this.keywords);
    if (args.at(-1) instanceof Kw) named.update(args.pop());
    return apply(this.func, [...(this.args as Value[]), ...args], named);
  }
}

export function* coReduce(f: Value, x: Value, ...initial: [Value?]): Generator<Value> {
  const [...all] = items(x);
  if (initial.length === 0 && all.length === 0)
    throw new PyTypeError('reduce() of empty iterable with no initial value');
  let result: Value = initial.length > 0 ? initial[0] : all.shift();
  for (const item of all) {
    const next: Value = call(f, result, item);
    result = isOp(next) ? yield* op(next) : next;
  }
  return result;
}

export function reduce(f: Value, x: Value, ...initial: [Value?]): Value {
  return plain(coReduce(f, x, ...initial));
}

/** wraps(f)(g): g with the name and the documentation of f. */
export function wraps(wrapped: Value): (f: Value) => Value {
  return (f) => update_wrapper(f, wrapped);
}

/** What an instance has no name for stays as it is. */
export function update_wrapper(f: Value, wrapped: Value): Value {
  if (hasattr(wrapped, '__name__')) f.__name__ = nameOf(wrapped);
  f.__doc__ = docOf(wrapped);
  for (const [name, value] of vars(wrapped).items()) if (!/^__.*__$/.test(String(name))) f[name] = value;
  f.__wrapped__ = wrapped;
  return f;
}

/** Results are kept by the arguments. One that parks is kept when it has ended. */
export function lru_cache(first: Value = 128): Value {
  if (typeof first === 'function') return cached(first, 128);
  const most: Value = first instanceof Kw ? first.get('maxsize', 128) : first;
  return (f: Value) => cached(f, most === null ? Infinity : Number(most));
}

export const cache = (f: Value): Value => cached(f, Infinity);

function cached(f: Value, most: number): Value {
  const kept = new Dict();
  let [hits, misses] = [0, 0];
  const wrapper: Value = (...args: Value[]): Value => {
    const key = tuple_(args.map((arg) => (arg instanceof Kw ? tuple_([...arg.items()]) : (arg as Value))));
    if (kept.has(key)) {
      hits++;
      const value: Value = kept.pop(key);
      kept.set(key, value);
      return value;
    }
    misses++;
    const result: Value = call(f, ...args);
    const keep = (value: Value): Value => {
      kept.set(key, value);
      if (kept.size > most)
        for (const oldest of kept) {
          kept.delete(oldest);
          break;
        }
      return value;
    };
    return isOp(result) ? keepLater(result, keep) : keep(result);
  };
  update_wrapper(wrapper, f);
  wrapper.cache_clear = () => {
    kept.clear();
    [hits, misses] = [0, 0];
  };
  wrapper.cache_info = () => CacheInfo.__make__(hits, misses, most === Infinity ? null : most, kept.size);
  return wrapper;
}

const CacheInfo: Value = namedtuple('CacheInfo', 'hits misses maxsize currsize');

function* keepLater(result: Value, keep: (value: Value) => Value): Generator<Value> {
  return keep(yield* result);
}

/** A key for sort() out of a function that compares. */
export function cmp_to_key(f: Value): Value {
  return class extends PyObject {
    constructor(x: Value) {
      super();
      this.obj = x;
    }

    __lt__(other: Value): boolean {
      return Number(invokePlain(f, this.obj, other.obj)) < 0;
    }
  };
}

/** The other comparisons, from `__eq__` and one of them. */
export function total_ordering(cls: Value): Value {
  const { prototype } = cls;
  const has = (name: string): boolean => Object.hasOwn(prototype as object, name);
  const eq = (a: Value, b: Value): boolean =>
    typeof a.__eq__ === 'function' ? Boolean(a.__eq__(b)) : a === b;
  const less = has('__lt__')
    ? (a: Value, b: Value) => Boolean(a.__lt__(b))
    : has('__gt__')
      ? (a: Value, b: Value) => !a.__gt__(b) && !eq(a, b)
      : has('__le__')
        ? (a: Value, b: Value) => Boolean(a.__le__(b)) && !eq(a, b)
        : (a: Value, b: Value) => !a.__ge__(b);
  const add = (name: string, f: (a: Value, b: Value) => boolean): void => {
    if (!has(name))
      Object.defineProperty(prototype, name, {
        value(this: Value, other: Value) {
          return f(this, other);
        },
        configurable: true,
        writable: true,
      });
  };
  add('__lt__', less);
  add('__le__', (a, b) => less(a, b) || eq(a, b));
  add('__gt__', (a, b) => !less(a, b) && !eq(a, b));
  add('__ge__', (a, b) => !less(a, b));
  return cls;
}

/** Keep the value of a property in the object: what `@cached_property` does. */
export function keep(x: Value, name: string, value: Value): Value {
  Object.defineProperty(x, name, { value, writable: true, enumerable: true, configurable: true });
  return value;
}

/** The same where finding the value parks. */
export function* keeping(x: Value, name: string, finding: Value): Generator<Value> {
  return keep(x, name, yield* finding);
}

/** Where it is no decorator of a method, which the porter makes a getter of. */
export class cached_property extends PyObject {
  declare func: Value;
  declare attrname: string;

  override __init__(func: Value): void {
    this.func = func;
  }

  __set_name__(_owner: Value, name: string): void {
    this.attrname = name;
  }

  __get__(x: Value): Value {
    return x === null ? this : keep(x, this.attrname, invokePlain(this.func, x));
  }
}

/** A function of which there are others, by the class of the first argument. */
export const singledispatch = (f: Value): Value => update_wrapper(dispatching(f, 0), f);

/** The same of a method: its first argument is the object. */
export const singledispatchmethod = (f: Value): Value => update_wrapper(dispatching(f, 1), f);

/** A method with some of its arguments. */
export function partialmethod(f: Value, ...args: Value[]): Value {
  const named: Kw = takeKw(args);
  return function (this: Value, ...more: Value[]): Value {
    const all = kw({}, named);
    if (more.at(-1) instanceof Kw) all.update(more.pop());
    return apply(f, [this, ...args, ...more], all);
  };
}

home('functools', cached_property);
extension('functools', partial);
