/** Python's bisect. */
import { lt } from '../compare.js';
import { ValueError } from '../exceptions.js';
import { getitem } from '../items.js';
import { len } from '../iteration.js';
import { declared } from '../keywords.js';
import { call, method, plain } from '../plain.js';
import type { Value } from '../value.js';

type Search = (list: Value, x: Value, low?: Value, high?: Value, key?: Value) => number;

function search(list: Value, low: Value, high: Value, isBefore: (item: Value) => boolean): number {
  let from = Number(low ?? 0);
  if (from < 0) throw new ValueError('lo must be non-negative');
  let to = Number(high ?? len(list));
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (isBefore(Array.isArray(list) ? list[middle] : getitem(list, middle))) from = middle + 1;
    else to = middle;
  }
  return from;
}

const keyed = (key: Value): ((item: Value) => Value) =>
  (key ?? null) === null ? (item: Value): Value => item : (item: Value): Value => plain(call(key, item));

const left: Search = (list, x, low, high, key) => {
  const of = keyed(key);
  return search(list, low, high, (item) => lt(of(item), x));
};
const right: Search = (list, x, low, high, key) => {
  const of = keyed(key);
  return search(list, low, high, (item) => !lt(x, of(item)));
};

/** Where it is inserted, its key counts. */
const inserting =
  (where: Search): ((...args: Parameters<Search>) => null) =>
  (list, x, low, high, key) => {
    plain(method(list, 'insert', where(list, keyed(key)(x), low, high, key), x));
    return null;
  };

export const bisect_left = declared('bisect_left(a, x, lo=, hi=, *, key=)', left);
export const bisect_right = declared('bisect_right(a, x, lo=, hi=, *, key=)', right);
export const bisect = bisect_right;
export const insort_left = declared('insort_left(a, x, lo=, hi=, *, key=)', inserting(left));
export const insort_right = declared('insort_right(a, x, lo=, hi=, *, key=)', inserting(right));
export const insort = insort_right;
