/** Python's types as values: `int('5')`, `isinstance(x, (int, str))`, `type(x) is dict`. */
import { AttributeError, TypeError as PyTypeError, ValueError } from './exceptions.js';
import { Dict } from './dict.js';
import { float_, int_, isFloat, isInt, isNumber, truncated } from './numbers.js';
import { bool, items } from './iteration.js';
import { Kw } from './keywords.js';
import { bytearray_ } from './methods/bytearray.js';
import { decode, encode } from './methods/str.js';
import { MRO, PyObject, className, isClass } from './object.js';
import { FrozenSet, PySet } from './set.js';
import { repr, text } from './text.js';
import { Tuple, tuple_ } from './tuple.js';
import { typeName } from './type-name.js';
import type { Callable, Value } from './value.js';

/** Which values are of a type that is a function here. */
const CHECKS = new Map<Value, (x: Value) => boolean>();

function type_<F extends Callable>(name: string, check: (x: Value) => boolean, make: F): F {
  // What a function without a result returned is None, and no argument that was left out.
  const type = ((...args: Value[]): Value =>
    make(...args.map((arg: Value) => (arg === undefined ? null : arg) as Value))) as F;
  Object.defineProperty(type, '__type__', { value: true });
  Object.defineProperty(type, '__name__', { value: name });
  CHECKS.set(type, check);
  return type;
}

export const int = type_('int', isInt, (x: Value = 0, base: Value = 10): Value => {
  if (typeof x === 'string' || x instanceof Uint8Array)
    return intOf(
      typeof x === 'string' ? x : Buffer.from(x).toString(),
      Number(base instanceof Kw ? base.get('base') : base),
    );
  if (isInt(x)) return typeof x === 'boolean' ? Number(x) : x;
  if (isFloat(x)) {
    if (Number.isNaN(Number(x))) throw new ValueError('cannot convert float NaN to integer');
    if (!Number.isFinite(Number(x))) throw new ValueError('cannot convert float infinity to integer');
    return truncated(Number(x));
  }
  for (const name of ['__int__', '__index__', '__trunc__'])
    if (typeof x?.[name] === 'function') return x[name]();
  throw new PyTypeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(x)}'`,
  );
});

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

function intOf(given: string, base: number): Value {
  const wrong = (): never => {
    throw new ValueError(`invalid literal for int() with base ${String(base)}: ${repr(given)}`);
  };
  const match = /^\s*([+-]?)(0[xX]_?|0[oO]_?|0[bB]_?)?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/.exec(given);
  if (match === null) return wrong();
  const [, sign, prefix = '', body = ''] = match;
  const prefixed = { x: 16, o: 8, b: 2 }[prefix[1]?.toLowerCase() ?? ''];
  let radix = base;
  let digits = body;
  if (prefixed !== undefined && (base === 0 || base === prefixed)) radix = prefixed;
  else if (prefixed !== undefined) digits = prefix + body;
  else if (base === 0) radix = 10;
  digits = digits.replaceAll('_', '').toLowerCase();
  let value = 0n;
  for (const digit of digits) {
    const at = DIGITS.indexOf(digit);
    if (at < 0 || at >= radix) return wrong();
    value = value * BigInt(radix) + BigInt(at);
  }
  return int_(sign === '-' ? -value : value);
}

export const float = type_('float', isFloat, (x: Value = 0): Value => {
  if (isNumber(x)) return float_(Number(x));
  if (typeof x === 'string' || x instanceof Uint8Array)
    return float_(floatOf(typeof x === 'string' ? x : Buffer.from(x).toString()));
  if (typeof x?.__float__ === 'function') return x.__float__();
  throw new PyTypeError(`float() argument must be a string or a real number, not '${typeName(x)}'`);
});

function floatOf(given: string): number {
  const plain = given
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)_(?=\d)/g, '');
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(plain);
  if (special !== null) return (special[2] === 'nan' ? NaN : Infinity) * (special[1] === '-' ? -1 : 1);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain))
    throw new ValueError(`could not convert string to float: ${repr(given)}`);
  return Number(plain);
}

export const str = type_(
  'str',
  (x) => typeof x === 'string',
  (x: Value = '', encoding?: Value, errors?: Value): string =>
    encoding !== undefined && encoding !== null && x instanceof Uint8Array
      ? decode(x, encoding, errors)
      : text(x),
);

export const bytes = type_(
  'bytes',
  (x) => x instanceof Uint8Array && (x as Value).__bytearray__ !== true,
  (x: Value = [], encoding?: Value): Value => {
    if (typeof x === 'string') {
      if (encoding === undefined || encoding === null)
        throw new PyTypeError('string argument without an encoding');
      return encode(x, encoding);
    }
    if (isInt(x)) return Buffer.alloc(Number(x));
    if (typeof x?.__bytes__ === 'function') return x.__bytes__();
    return Buffer.from([...items(x)] as number[]);
  },
);

export const bytearray = type_(
  'bytearray',
  (x) => x instanceof Uint8Array && (x as Value).__bytearray__ === true,
  (x: Value = [], encoding?: Value): Value => bytearray_(bytes(x, encoding) as Uint8Array),
);

export const list = type_(
  'list',
  (x) => Array.isArray(x) && !(x instanceof Tuple),
  (x: Value = []): Value[] => [...items(x)],
);
export const tuple = type_(
  'tuple',
  (x) => x instanceof Tuple,
  (x: Value = []): Tuple => tuple_([...items(x)]),
);

export const dict = type_(
  'dict',
  (x) => x instanceof Dict,
  (...args: Value[]): Dict => {
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : undefined;
    const made = new Dict();
    if (args.length > 0) made.update(pairsOf(args[0]));
    if (named !== undefined) made.update(named);
    return made;
  },
);
(dict as Value).fromkeys = (keys: Value, value: Value = null): Dict => {
  const made = new Dict();
  for (const key of items(keys)) made.set(key, value);
  return made;
};

/** What dict() and update() take: a mapping, or pairs. */
export function pairsOf(x: Value): Iterable<Value> {
  if (x instanceof Dict) return x;
  if (typeof x?.keys === 'function' && !Array.isArray(x))
    return [...x.keys()].map((key) => [key, x.__getitem__(key)]);
  return [...items(x)].map((pair, at) => {
    const both = [...items(pair)];
    if (both.length !== 2)
      throw new ValueError(
        `dictionary update sequence element #${String(at)} has length ${String(both.length)}; 2 is required`,
      );
    return both;
  });
}

export const set = type_(
  'set',
  (x) => x instanceof PySet,
  (x: Value = []): PySet => new PySet(items(x)),
);
export const frozenset = type_(
  'frozenset',
  (x) => x instanceof FrozenSet,
  (x: Value = []): FrozenSet => new FrozenSet(items(x)),
);
export const bool_ = type_(
  'bool',
  (x) => typeof x === 'boolean',
  (x: Value = false): boolean => bool(x),
);
export const object = type_(
  'object',
  () => true,
  (): PyObject => new PyObject(),
);
export const NoneType = type_(
  'NoneType',
  (x) => x === null || x === undefined,
  () => null,
);
const function_ = type_(
  'function',
  (x) => typeof x === 'function' && !isClass(x),
  (f: Value): Value => f,
);

/** `type(x)`. */
export const type = type_(
  'type',
  (x) => isClass(x) || Object.hasOwn(Object(x), '__type__'),
  (x: Value): Value => {
    if (typeof x === 'function') return isClass(x) || Object.hasOwn(x, '__type__') ? type : function_;
    for (const [known, check] of CHECKS)
      if (
        known !== object &&
        known !== type &&
        check(x) &&
        (typeof x !== 'object' || x === null || known.__name__ === typeName(x) || typeof x === 'number')
      ) {
        if (known === int && typeof x === 'boolean') continue;
        return known;
      }
    return x.constructor;
  },
);

/** Classes of the runtime that Python knows by a type that is a function here. */
const INSTEAD = new Map<Value, Value>([
  [dict, Dict],
  [set, PySet],
  [frozenset, FrozenSet],
  [list, Array],
  [tuple, Tuple],
  [object, PyObject],
]);

/** The class to extend: `class Bag(dict)`. */
export function base(x: Value): Value {
  return INSTEAD.get(x) ?? x;
}

/** `isinstance(x, classes)`. */
export function isinstance(x: Value, classes: Value): boolean {
  if (classes instanceof Tuple) return classes.some((one) => isinstance(x, one));
  const check = CHECKS.get(classes);
  if (check !== undefined) return check(x);
  if (typeof classes !== 'function')
    throw new PyTypeError('isinstance() arg 2 must be a type, a tuple of types, or a union');
  return (
    x instanceof classes ||
    (typeof classes.__instancecheck__ === 'function' && Boolean(classes.__instancecheck__(x)))
  );
}

/** `issubclass(cls, classes)`. */
export function issubclass(cls: Value, classes: Value): boolean {
  if (classes instanceof Tuple) return classes.some((one) => issubclass(cls, one));
  if (typeof cls !== 'function') throw new PyTypeError('issubclass() arg 1 must be a class');
  if (cls === classes || classes === object || (cls === bool_ && classes === int)) return true;
  const wanted: Value = INSTEAD.get(classes) ?? classes;
  for (let at = cls; typeof at === 'function'; at = Object.getPrototypeOf(at))
    if (at === wanted || (Object.hasOwn(at, MRO) && (at[MRO] as Value[]).includes(wanted))) return true;
  return false;
}

/** `x.__name__` of a class or a function. */
export function nameOf(x: Value): string {
  if (typeof x !== 'function') {
    const own: Value = x?.__name__;
    if (own === undefined) throw new AttributeError(`'${typeName(x)}' object has no attribute '__name__'`);
    return String(own);
  }
  if (x.__name__ === undefined && x.name === '') return '<lambda>';
  return className(x).replace(/^bound /, '');
}
