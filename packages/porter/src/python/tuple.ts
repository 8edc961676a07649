/** Python's tuple: an array that is compared, hashed and printed as a tuple, and that is not to be changed. */
import type { Value } from './value.js';

export class Tuple extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** A tuple of the items of an array. */
export function tuple_(items: ArrayLike<Value>): Tuple {
  const made = new Tuple(items.length);
  for (let i = 0; i < items.length; i++) made[i] = items[i];
  return made;
}

/** A tuple as it is written: `(a, b)` is tup(a, b). */
export function tup<T extends Value[]>(...items: T): Tuple & T {
  return tuple_(items) as Tuple & T;
}
