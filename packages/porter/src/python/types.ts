/** Python's types as values: `int('5')`, `isinstance(x, (int, str))`, `type(x) is dict`. */
import { AttributeError, TypeError as PyTypeError, ValueError, originalOf } from './exceptions.js';
import { Complex, made } from './complex.js';
import { Dict, entriesOf } from './dict.js';
import { fromHexText } from './float-hex.js';
import { floatOf, intOf } from './number-texts.js';
import { floatValue, float_, isFloat, isInt, isNumber, truncated } from './numbers.js';
import { bool, items } from './iteration.js';
import { Kw } from './keywords.js';
import { bytearray_ } from './methods/bytearray.js';
import { isMemoryview, memoryview_ } from './methods/memoryview.js';
import { decode, encode } from './encodings.js';
import { isMock } from './mocks.js';
import { PyObject, className, isClass } from './object.js';
import { Range, rangeOf } from './range.js';
import { FrozenSet, PySet } from './set.js';
import { text } from './text.js';
import { Tuple, tuple_ } from './tuple.js';
import { isBuiltinFunction, typeName } from './type-name.js';
import { indexed, saidNumber, underlying } from './underlying.js';
import type { Callable, Value } from './value.js';

/** Which values are of a type that is a function here. */
const CHECKS = new Map<Value, (x: Value) => boolean>();

/** A type that is a function here: what it is called, which values are of it, how one is made. */
export function type_<F extends Callable>(name: string, check: (x: Value) => boolean, make: F): F {
  // What a function without a result returned is None, and no argument that was left out.
  const type = ((...args: Value[]): Value =>
    make(...args.map((arg: Value) => (arg === undefined ? null : arg) as Value))) as F;
  Object.defineProperty(type, '__type__', { value: true });
  Object.defineProperty(type, '__name__', { value: name });
  Object.defineProperty(type, '__module__', { value: 'builtins' });
  CHECKS.set(type, check);
  return type;
}

export const int = type_('int', isInt, (x: Value = 0, given?: Value): Value => {
  const asked: Value = given instanceof Kw ? given.get('base', 10) : given;
  if (typeof x === 'string' || x instanceof Uint8Array) return intOf(x, asked ?? 10);
  if (asked !== undefined && typeof underlying(x) !== 'string')
    throw new PyTypeError("int() can't convert non-string with explicit base");
  if (isInt(x)) return typeof x === 'boolean' ? Number(x) : x;
  if (isFloat(x)) return truncated(Number(x));
  for (const name of ['__int__', '__index__', '__trunc__'])
    if (typeof x?.[name] === 'function') return saidNumber(x, name, 'int');
  if (typeof underlying(x) === 'string') return int(underlying(x), given);
  throw new PyTypeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(x)}'`,
  );
});

export const float = type_('float', isFloat, (x: Value = 0): Value => {
  if (isNumber(x)) return float_(floatValue(x));
  if (typeof x === 'string' || x instanceof Uint8Array) return float_(floatOf(x));
  if (typeof x?.__float__ === 'function') return float_(Number(saidNumber(x, '__float__', 'float')));
  if (typeof x?.__index__ === 'function') return float_(Number(indexed(x)));
  if (typeof underlying(x) === 'string') return float(underlying(x));
  throw new PyTypeError(`float() argument must be a string or a real number, not '${typeName(x)}'`);
});

export const complex = type_(
  'complex',
  (x) => x instanceof Complex,
  (...args: Value[]): Complex => {
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : undefined;
    return made(args[0] ?? named?.get('real') ?? undefined, args[1] ?? named?.get('imag') ?? undefined);
  },
);

(float as Value).fromhex = fromHexText;

export const str = type_(
  'str',
  (x) => typeof x === 'string',
  (x: Value = '', encoding?: Value, errors?: Value): string =>
    encoding !== undefined && encoding !== null && x instanceof Uint8Array
      ? decode(x, underlying(encoding), underlying(errors))
      : text(x),
);

export const bytes = type_(
  'bytes',
  (x) => x instanceof Uint8Array && (x as Value).__bytearray__ !== true && !isMemoryview(x),
  (given: Value = [], encoding?: Value, errors: Value = 'strict'): Value => {
    const x: Value = typeof given?.__bytes__ === 'function' ? given : underlying(given);
    if (typeof x === 'string') {
      if (encoding === undefined || encoding === null)
        throw new PyTypeError('string argument without an encoding');
      return encode(x, underlying(encoding), underlying(errors));
    }
    if (typeof x?.__bytes__ === 'function') return x.__bytes__();
    const count: Value = indexed(x);
    if (!isInt(count)) return Buffer.from(octets(x, 'bytes'));
    if (Number(count) < 0) throw new ValueError('negative count');
    return Buffer.alloc(Number(count));
  },
);

/** The bytes that numbers are. */
function octets(x: Value, what: string): number[] {
  if (x instanceof Uint8Array) return [...x];
  return [...items(x)].map((item: Value) => {
    const octet: Value = indexed(underlying(item));
    if (!isInt(octet))
      throw new PyTypeError(`'${typeName(octet)}' object cannot be interpreted as an integer`);
    if (Number(octet) < 0 || Number(octet) > 255) throw new ValueError(`${what} must be in range(0, 256)`);
    return Number(octet);
  });
}

export const bytearray = type_(
  'bytearray',
  (x) => x instanceof Uint8Array && (x as Value).__bytearray__ === true,
  (...args: Value[]): Value => {
    const [given]: Value[] = args;
    const isIterated = typeof given === 'object' && given !== null && !isInt(indexed(given));
    return bytearray_(isIterated ? octets(given, 'byte') : (bytes(...args) as Uint8Array));
  },
);

export const memoryview = type_('memoryview', isMemoryview, (x: Value): Value => memoryview_(x));

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
    if (args.length > 1)
      throw new PyTypeError(`dict expected at most 1 argument, got ${String(args.length)}`);
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
export function pairsOf(given: Value): Iterable<Value> {
  const x: Value = Array.isArray(underlying(given)) ? underlying(given) : given;
  if (x instanceof Dict) return x;
  return (
    entriesOf(x) ??
    [...items(x)].map((pair, at) => {
      const both = [...items(pair)];
      if (both.length !== 2)
        throw new ValueError(
          `dictionary update sequence element #${String(at)} has length ${String(both.length)}; 2 is required`,
        );
      return both;
    })
  );
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
export const range = type_('range', (x) => x instanceof Range, rangeOf);
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
  (x) => typeof x === 'function' && !isClass(x) && !isBuiltinFunction(x),
  (f: Value): Value => f,
);

export const builtinFunction = type_('builtin_function_or_method', isBuiltinFunction, (f: Value): Value => f);

/** `type(x)`. */
export const type = type_(
  'type',
  (x) => isClass(x) || Object.hasOwn(Object(x), '__type__'),
  (x: Value): Value => {
    if (isMock(x)) return (x as Value).__class__;
    if (typeof x === 'function')
      return isClass(x) || Object.hasOwn(x, '__type__')
        ? type
        : isBuiltinFunction(x)
          ? builtinFunction
          : function_;
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

/** What a program's classes extend where Python's extend a type. */
const SUBCLASSED = new Map<Value, Value>();
export function subclassedBy(type: Value, cls: Value): void {
  SUBCLASSED.set(type, cls);
}

/** Classes of the runtime that Python knows by a type that is a function here. */
const INSTEAD = new Map<Value, Value>([
  [dict, Dict],
  [set, PySet],
  [frozenset, FrozenSet],
  [list, Array],
  [tuple, Tuple],
  [range, Range],
  [complex, Complex],
  [object, PyObject],
]);

/** The class to extend: `class Bag(dict)`. */
export function base(x: Value): Value {
  return SUBCLASSED.get(x) ?? INSTEAD.get(x) ?? x;
}

/** What Python calls the type that a class of the runtime stands for; the class itself if it stands for none. */
export function typeFor(cls: Value): Value {
  for (const known of [INSTEAD, SUBCLASSED]) for (const [type, own] of known) if (own === cls) return type;
  return cls;
}

/** `isinstance(x, classes)`. */
export function isinstance(x: Value, classes: Value): boolean {
  if (classes instanceof Tuple) return classes.some((one) => isinstance(x, one));
  if (classes === null) return x === null || x === undefined;
  const check = CHECKS.get(classes);
  if (check !== undefined) return check(x) || check(underlying(x));
  if (typeof classes !== 'function')
    throw new PyTypeError('isinstance() arg 2 must be a type, a tuple of types, or a union');
  return (
    x instanceof classes ||
    originalOf(x) instanceof classes ||
    (typeof classes.__instancecheck__ === 'function' &&
      (Boolean(classes.__instancecheck__(x)) || (underlying(x) !== x && isinstance(underlying(x), classes))))
  );
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
