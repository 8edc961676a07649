/** Special methods of Python's own types, where a program takes or calls one: `5 .__add__`, `'abc'.__len__()`, `int.__eq__`. */
import * as arithmetic from './arithmetic.js';
import { setSpecialMethods } from './attributes.js';
import { contains, eq, ge, gt, le, lt, ne } from './compare.js';
import { Dict } from './dict.js';
import { format } from './format-spec.js';
import { hash } from './hash.js';
import { iadd, imul, ior } from './inplace.js';
import { delitem, getitem, setitem } from './items.js';
import { bool, iter, len, reversed } from './iteration.js';
import { isInt, isNumber } from './numbers.js';
import { Range } from './range.js';
import { PySet, isSet } from './set.js';
import { NotImplemented } from './singletons.js';
import { repr, text } from './text.js';
import { Tuple } from './tuple.js';
import { bytes, dict, float, frozenset, int, list, set, str, tuple } from './types.js';
import { underlying } from './underlying.js';
import type { Callable, Value } from './value.js';

type Methods = Readonly<Record<string, Callable>>;

/** Operators of two values, both ways around, where the other one is such as the type takes. */
function operators(takes: (other: Value) => boolean, given: Methods): Methods {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, f]) => [
      [
        `__${name}__`,
        (x: Value, y: Value, ...more: Value[]): Value =>
          takes(underlying(y)) ? f(x, underlying(y), ...more) : NotImplemented,
      ],
      [
        `__r${name}__`,
        (x: Value, y: Value): Value => (takes(underlying(y)) ? f(underlying(y), x) : NotImplemented),
      ],
    ]),
  );
}

/** Comparisons, with what the type can be compared with. */
function compared(takes: (x: Value, other: Value) => boolean, operators: Methods): Methods {
  return Object.fromEntries(
    Object.entries(operators).map(([name, f]) => [
      `__${name}__`,
      (x: Value, y: Value): Value => (takes(x, underlying(y)) ? f(x, underlying(y)) : NotImplemented),
    ]),
  );
}

const ORDER: Methods = { eq, ne, lt, le, gt, ge };
const ANY: Methods = {
  __str__: (x) => text(x),
  __repr__: (x) => repr(x),
  __format__: (x, spec: Value) => format(x, spec as string),
};
const HASHED: Methods = { __hash__: (x) => hash(x) };

const { add, sub, mul, floordiv, mod, pow, divmod, and, or, xor, lshift, rshift } = arithmetic;
const NUMBER: Methods = {
  ...ANY,
  ...HASHED,
  __bool__: (x) => bool(x),
  __neg__: (x) => arithmetic.neg(x),
  __pos__: (x) => arithmetic.pos(x),
  __abs__: (x) => arithmetic.abs(x),
  __int__: (x) => int(x),
  __trunc__: (x) => int(x),
  __float__: (x) => float(x),
  __round__: (x, ...digits) => arithmetic.round(x, ...(digits as [Value?])),
  __floor__: (x) => floordiv(int(arithmetic.floordiv(x, 1)), 1),
  __ceil__: (x) => arithmetic.neg(int(floordiv(arithmetic.neg(x), 1))),
};
const TAKEN = { add, sub, mul, truediv: arithmetic.div, floordiv, mod, pow, divmod };
const INT: Methods = {
  ...NUMBER,
  ...compared((_x, y) => isInt(y), ORDER),
  ...operators(isInt, TAKEN),
  ...operators(isInt, { and, or, xor, lshift, rshift }),
  __index__: (x) => int(x),
  __invert__: (x) => arithmetic.invert(x),
};
const FLOAT: Methods = {
  ...NUMBER,
  ...compared((_x, y) => isNumber(y), ORDER),
  ...operators(isNumber, TAKEN),
};

const GONE_THROUGH: Methods = {
  ...ANY,
  __len__: (x) => len(x),
  __iter__: (x) => iter(x),
  __contains__: (x, item: Value) => contains(item, x),
};
const isAlike = (x: Value, y: Value): boolean =>
  typeof x === 'string'
    ? typeof y === 'string'
    : Array.isArray(x)
      ? Array.isArray(y) && x instanceof Tuple === y instanceof Tuple
      : x instanceof Uint8Array
        ? y instanceof Uint8Array
        : x instanceof Dict
          ? y instanceof Dict
          : x instanceof Range
            ? y instanceof Range
            : isSet(y);
const SEQUENCE: Methods = {
  ...GONE_THROUGH,
  ...compared(isAlike, ORDER),
  __getitem__: (x, at: Value) => getitem(x, at),
};
const JOINED: Methods = {
  ...SEQUENCE,
  __add__: (x, y: Value) => add(x, y),
  __mul__: (x, times: Value) => mul(x, times),
  __rmul__: (x, times: Value) => mul(times, x),
};
const STR: Methods = { ...JOINED, ...HASHED, __mod__: (x, y: Value) => mod(x, y) };
const TUPLE: Methods = { ...JOINED, ...HASHED };
const CHANGED: Methods = {
  __getitem__: (x, at: Value) => getitem(x, at),
  __setitem__: (x, at: Value, value: Value) => setitem(x, at, value),
  __delitem__: (x, at: Value) => delitem(x, at),
};
const REVERSED: Methods = { __reversed__: (x) => reversed(x) };
const LIST: Methods = {
  ...JOINED,
  ...REVERSED,
  ...CHANGED,
  __iadd__: (x, y: Value) => iadd(x, y),
  __imul__: (x, y: Value) => imul(x, y),
};
const BYTEARRAY: Methods = { ...JOINED, ...CHANGED, __mod__: (x, y: Value) => mod(x, y) };
const RANGE: Methods = { ...SEQUENCE, ...HASHED, ...REVERSED, __bool__: (x) => bool(x) };
const isDict = (x: Value): boolean => x instanceof Dict;
const DICT: Methods = {
  ...GONE_THROUGH,
  ...compared(isAlike, { eq, ne }),
  ...CHANGED,
  ...REVERSED,
  ...operators(isDict, { or }),
  __ior__: (x, y: Value) => ior(x, y),
};
const SET: Methods = {
  ...GONE_THROUGH,
  ...compared(isAlike, ORDER),
  ...operators(isSet, { and, or, xor, sub }),
};
const FROZEN: Methods = { ...SET, ...HASHED };
const NONE: Methods = {
  ...ANY,
  ...HASHED,
  ...compared((_x, y) => y === null, { eq, ne }),
  __bool__: () => false,
};

function methodsOf(x: Value): Methods | undefined {
  if (x === null || x === undefined) return NONE;
  if (isNumber(x)) return isInt(x) ? INT : FLOAT;
  if (typeof x === 'string') return STR;
  if (Array.isArray(x)) return x instanceof Tuple ? TUPLE : LIST;
  if (x instanceof Uint8Array) return (x as Value).__bytearray__ === true ? BYTEARRAY : STR;
  if (x instanceof Dict) return DICT;
  if (isSet(x)) return x instanceof PySet ? SET : FROZEN;
  if (typeof x === 'function') return CALLED;
  return x instanceof Range ? RANGE : undefined;
}
const CALLED: Methods = { __call__: (f: Value, ...args) => f(...args) as Value };

const OF_TYPES = new Map<Value, Methods>([
  [int, INT],
  [float, FLOAT],
  [str, STR],
  [bytes, STR],
  [list, LIST],
  [tuple, TUPLE],
  [dict, DICT],
  [set, SET],
  [frozenset, FROZEN],
]);

setSpecialMethods((x, name) => {
  const table = OF_TYPES.get(x) ?? methodsOf(x);
  const method = table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
  if (method === undefined) return undefined;
  return OF_TYPES.has(x)
    ? (self: Value, ...args: Value[]): Value => method(underlying(self), ...args)
    : (...args: Value[]): Value => method(x, ...args);
});
