/** The operators of keys() and items(): what either side of one is need only be iterable, and the result is a set. */
import { contains, eq } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { DictItems, SetView } from '../dict-views.js';
import { items, len } from '../iteration.js';
import { PySet, isSet } from '../set.js';
import { Tuple } from '../tuple.js';
import type { Callable, Value } from '../value.js';

type Sets = (a: PySet, b: Value) => Value;

const setOf = (x: Value): PySet => new PySet(items(x));

const OPERATORS: Readonly<Record<string, Sets>> = {
  and: (a, b) => a.intersection(b as PySet),
  or: (a, b) => a.union(b as PySet),
  sub: (a, b) => a.difference(b as PySet),
  xor: (a, b) => a.symmetric_difference(b as PySet),
};

const isWithin = (a: Value, b: Value): boolean => [...items(a)].every((x) => contains(x, b));

const COMPARISONS: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  eq: (a, b) => len(a) === len(b) && isWithin(a, b),
  le: (a, b) => len(a) <= len(b) && isWithin(a, b),
  lt: (a, b) => len(a) < len(b) && isWithin(a, b),
  ge: (a, b) => len(a) >= len(b) && isWithin(b, a),
  gt: (a, b) => len(a) > len(b) && isWithin(b, a),
};

function define(cls: Value, name: string, value: Callable): void {
  Object.defineProperty(cls.prototype, name, { value, writable: true, configurable: true });
}

for (const [name, operator] of Object.entries(OPERATORS)) {
  define(SetView, `__${name}__`, function (this: Value, other: Value): Value {
    return operator(setOf(this), setOf(other));
  });
  define(SetView, `__r${name}__`, function (this: Value, other: Value): Value {
    return operator(setOf(other), setOf(this));
  });
}

for (const [name, compares] of Object.entries(COMPARISONS))
  define(SetView, `__${name}__`, function (this: Value, other: Value): Value {
    return isSet(other) || other instanceof SetView ? compares(this, other) : NotImplemented;
  });

define(SetView, 'isdisjoint', function (this: Value, other: Value): boolean {
  return ![...items(other)].some((x) => contains(x, this));
});

define(DictItems, '__contains__', function (this: DictItems, x: Value): boolean {
  if (!(x instanceof Tuple) || x.length !== 2 || !this.mapping.has(x[0])) return false;
  const value: Value = this.mapping.get(x[0]);
  return value === x[1] || eq(value, x[1]);
});
