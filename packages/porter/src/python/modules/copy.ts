/** Python's copy. */
import { Dict } from '../dict.js';
import { isSet } from '../set.js';
import { Tuple, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

export function copy(x: Value): Value {
  if (typeof x !== 'object' || x === null || x instanceof Tuple) return x;
  if (typeof x.__copy__ === 'function') return x.__copy__();
  if (Array.isArray(x)) return [...(x as Value[])];
  if (x instanceof Uint8Array) return Buffer.from(x);
  if (x instanceof Dict || isSet(x)) return x.copy();
  if (typeof x.copy === 'function') return x.copy();
  return Object.assign(Object.create(Object.getPrototypeOf(x) as object) as object, x);
}

export function deepcopy(x: Value, memo = new Map<Value, Value>()): Value {
  if (typeof x !== 'object' || x === null) return x;
  if (memo.has(x)) return memo.get(x);
  const keep = <T>(made: T): T => {
    memo.set(x, made);
    return made;
  };
  if (typeof x.__deepcopy__ === 'function') return x.__deepcopy__(new Dict());
  if (x instanceof Tuple) return tuple_(x.map((item) => deepcopy(item, memo) as Value));
  if (Array.isArray(x)) {
    const made: Value[] = keep([]);
    for (const item of x) made.push(deepcopy(item, memo));
    return made;
  }
  if (x instanceof Uint8Array) return keep(Buffer.from(x));
  if (x instanceof Dict) {
    const made = keep(x.copy());
    for (const key of [...x]) made.set(key, deepcopy(x.get(key), memo));
    return made;
  }
  if (isSet(x)) return keep(x.copy());
  if (typeof x.copy === 'function') return keep(x.copy());
  const made: Value = keep(Object.create(Object.getPrototypeOf(x) as object));
  for (const [name, value] of Object.entries(x as object)) made[name] = deepcopy(value, memo);
  return made;
}
