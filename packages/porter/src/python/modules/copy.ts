/** Python's copy. */
import { setOwn } from '../attributes.js';
import { Dict } from '../dict.js';
import { isExtension } from '../homes.js';
import { id } from '../builtins.js';
import { items } from '../iteration.js';
import { bytearray_, isBytearray } from '../methods/bytearray.js';
import { PyObject } from '../object.js';
import { isSet } from '../set.js';
import { Tuple, tuple_ } from '../tuple.js';
import { UNDERLYING } from '../underlying.js';
import type { Value } from '../value.js';
import { deque } from './collections.js';

export function copy(x: Value): Value {
  if (typeof x !== 'object' || x === null || x instanceof Tuple) return x;
  if (typeof x.__copy__ === 'function') return x.__copy__();
  if (Array.isArray(x)) return [...(x as Value[])];
  if (x instanceof Uint8Array) return isBytearray(x) ? bytearray_(x) : x;
  if (x instanceof Dict && x.constructor !== Dict) return filled(x, x);
  if (x instanceof Dict || isSet(x)) return x.copy();
  if (x instanceof deque) return x.copy();
  if (!isObject(x) && typeof x.copy === 'function') return x.copy();
  if (isExtension(x.constructor as object)) return x;
  const made = hollow(x, copy);
  attributes(made, x, (value) => value);
  return made;
}

/** One that says of a name that it is not there. */
const isObject = (x: Value): boolean => x instanceof PyObject || x instanceof Error;

/** An object of the same class without attributes; what it counts as is copied. */
function hollow(x: Value, copied: (value: Value) => Value): object {
  const made = Object.create(Object.getPrototypeOf(x) as object) as object;
  if (Object.hasOwn(x as object, UNDERLYING))
    Object.defineProperty(made, UNDERLYING, { value: copied(x[UNDERLYING]), writable: true });
  return made;
}

/** Give an object the attributes of another, and what the runtime keeps in it. */
function attributes(made: object, of: object, copied: (value: Value) => Value): void {
  for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(of)))
    if (own.enumerable === true) setOwn(made, name, copied((of as Value)[name]));
    else if (own.get !== undefined) Object.defineProperty(made, name, own);
    else if (name !== 'stack') Object.defineProperty(made, name, { ...own, value: copied(own.value) });
}

/** A dict of the same class as another, with these entries; what else the other has, it has too. */
function filled(x: Dict, entries: Iterable<Value>): Dict {
  if (x.constructor === Dict) return new Dict(entries);
  const made: Dict = x.copy();
  if (made.constructor === x.constructor) {
    made.clear();
    made.update(entries);
    return made;
  }
  const ported: Value = new (x.constructor as new () => Dict)();
  Object.assign(ported, x);
  ported.clear();
  ported.update(entries);
  return ported;
}

/** `memo` has what was copied so far, by id(): what `__deepcopy__` hands on. */
export function deepcopy(x: Value, given: Value = null): Value {
  if (typeof x !== 'object' || x === null) return x;
  const memo: Dict = given ?? new Dict();
  const key = id(x);
  if (memo.has(key)) return memo.get(key);
  const keep = <T>(made: T): T => {
    memo.set(key, made);
    return made;
  };
  if (typeof x.__deepcopy__ === 'function') return keep(x.__deepcopy__(memo));
  if (x instanceof Tuple) {
    const all = Array.from(x, (item) => deepcopy(item, memo) as Value);
    if (memo.has(key)) return memo.get(key);
    if (all.every((item, i) => item === x[i])) return x;
    const maker: Value = x.constructor;
    return typeof maker.__make__ === 'function' ? maker.__make__(...all) : tuple_(all);
  }
  if (Array.isArray(x)) {
    const made: Value[] = keep([]);
    for (const item of x) made.push(deepcopy(item, memo));
    return made;
  }
  if (x instanceof Uint8Array) return keep(isBytearray(x) ? bytearray_(x) : x);
  if (x instanceof Dict) {
    const made: Dict = keep(filled(x, []));
    for (const key of [...x]) made.set(key, deepcopy(x.get(key), memo));
    return made;
  }
  if (isSet(x)) return keep(x.copy());
  if (x instanceof deque) {
    const made: Value = keep(x.copy());
    made.clear();
    for (const item of [...items(x)]) made.append(deepcopy(item, memo));
    return made;
  }
  if (!isObject(x) && typeof x.copy === 'function') return keep(x.copy());
  if (isExtension(x.constructor as object)) return x;
  const made = keep(hollow(x, (value) => deepcopy(value, memo)));
  attributes(made, x, (value) => deepcopy(value, memo));
  return made;
}
