/** The methods of list and tuple. */
import { compare, eq } from '../compare.js';
import { IndexError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { Kw } from '../keywords.js';
import { call, invokePlain, isOp, op, plain } from '../plain.js';
import { indexed } from '../underlying.js';
import type { Value } from '../value.js';
import { repr } from '../text.js';
import type { Methods } from './index.js';

type List = Value[];

function index(x: List, item: Value, first: Value = 0, last: Value = x.length): number {
  const at = indexIn(x, item, first, last);
  if (at < 0) throw new ValueError(`${repr(item)} is not in list`);
  return at;
}

function indexInTuple(x: List, item: Value, first: Value = 0, last: Value = x.length): number {
  const at = indexIn(x, item, first, last);
  if (at < 0) throw new ValueError('tuple.index(x): x not in tuple');
  return at;
}

function indexIn(x: List, item: Value, first: Value, last: Value): number {
  const [start, end] = [Number(indexed(first)), Number(indexed(last))];
  const from = start < 0 ? Math.max(0, start + x.length) : start;
  const to = end < 0 ? end + x.length : end;
  for (let i = from; i < to && i < x.length; i++) if (x[i] === item || eq(x[i], item)) return i;
  return -1;
}

function pop(x: List, given: Value = -1): Value {
  const at: Value = indexed(given);
  if (x.length === 0) throw new IndexError('pop from empty list');
  if (!Number.isInteger(at)) throw new PyTypeError("'float' object cannot be interpreted as an integer");
  const from = at < 0 ? Number(at) + x.length : Number(at);
  if (from < 0 || from >= x.length) throw new IndexError('pop index out of range');
  return x.splice(from, 1)[0];
}

function remove(x: List, item: Value): void {
  const at = x.findIndex((one) => one === item || eq(one, item));
  if (at < 0) throw new ValueError('list.remove(x): x not in list');
  x.splice(at, 1);
}

/** Stable, by `<` alone; `key` is asked once for each item, and may park; `reverse` keeps equal ones in order. */
export function* sorting(x: List, key: Value = null, reverse: Value = false): Generator<Value> {
  const named = key instanceof Kw ? key : undefined;
  const by: Value = named === undefined ? key : named.get('key');
  const backwards: Value = named === undefined ? reverse : named.get('reverse', false);
  const keyed: (readonly [key: Value, item: Value])[] = [];
  for (const item of x) {
    const given: Value = by === null || by === undefined ? item : call(by, item);
    keyed.push([isOp(given) ? yield* op(given) : given, item]);
  }
  const turned = Boolean(backwards);
  if (turned) keyed.reverse();
  // Python 2 may be given a function that compares.
  const own: Value = named?.get('cmp', null) ?? null;
  keyed.sort(([a], [b]) => (own === null ? compare(a, b) : Number(invokePlain(own, a, b))));
  if (turned) keyed.reverse();
  x.splice(0, x.length, ...keyed.map(([, item]) => item));
}

function sort(x: List, key?: Value, reverse?: Value): void {
  plain(sorting(x, key, reverse));
}

const count = (x: List, item: Value): number => x.filter((one) => one === item || eq(one, item)).length;

export const listMethods: Methods = {
  index,
  pop,
  remove,
  sort,
  count,
  append: (x: List, item: Value) => void x.push(item),
  extend: (x: List, items: Iterable<Value>) => {
    for (const item of [...items]) x.push(item);
  },
  insert: (x: List, at: Value, item: Value) => void x.splice(Number(indexed(at)), 0, item),
  reverse: (x: List) => void x.reverse(),
  clear: (x: List) => void (x.length = 0),
  copy: (x: List) => [...x],
  __len__: (x: List) => x.length,
};

export const tupleMethods: Methods = { index: indexInTuple, count };
