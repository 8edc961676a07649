/** Equality, order and membership, by value as in Python. */
import { TypeError as PyTypeError } from './exceptions.js';
import { Dict } from './dict.js';
import { isMock } from './mocks.js';
import { isNumber } from './numbers.js';
import { Range } from './range.js';
import { isSet } from './set.js';
import { NotImplemented } from './singletons.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

/** `a == b`. */
export function eq(a: Value, b: Value): boolean {
  return truth(equals(a, b));
}

function truth(x: Value): boolean {
  return x === true || (x !== false && Boolean(x));
}

function equals(a: Value, b: Value): Value {
  if (a === b) return typeof a !== 'number' || !Number.isNaN(a);
  if (a === null || a === undefined)
    return b === null || b === undefined || reflected(b, '__eq__', a) === true;
  if (b === undefined || b === null)
    return typeof a === 'object' ? (special(a, '__eq__', b) ?? false) : false;
  if (isNumber(a) && isNumber(b))
    return typeof a === 'bigint' || typeof b === 'bigint' ? a == b : Number(a) === Number(b);
  if (typeof a === 'object') {
    const own = special(a, '__eq__', b);
    if (own !== undefined) return own;
  }
  const other = reflected(b, '__eq__', a);
  if (other !== undefined) return other;
  return typeof a === 'object' && typeof b === 'object' && sameContents(a, b);
}

/** What a special method of `a` says; undefined if there is none, or it does not know. */
function special(a: Value, name: string, b: Value): Value {
  const method: Value = a[name];
  if (typeof method !== 'function') return undefined;
  const result: Value = method.call(a, b);
  return result === NotImplemented ? undefined : result;
}

function reflected(b: Value, name: string, a: Value): Value {
  return typeof b === 'object' && b !== null ? special(b, name, a) : undefined;
}

/** Of two containers, as Python's own types compare them. */
export function sameContents(a: Value, b: Value): boolean {
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a instanceof Tuple !== b instanceof Tuple || a.length !== b.length) return false;
    return a.every((x, i) => x === b[i] || eq(x, b[i]));
  }
  if (a instanceof Uint8Array)
    return b instanceof Uint8Array && a.length === b.length && a.every((x, i) => x === b[i]);
  if (a instanceof Dict)
    return (
      b instanceof Dict &&
      Dict.sizeOf(a) === Dict.sizeOf(b) &&
      [...a].every((key) => b.has(key) && eq(a.at(key), b.at(key)))
    );
  if (isSet(a)) return isSet(b) && len(a) === len(b) && [...a].every((x) => b.has(x));
  if (a instanceof Range) {
    if (!(b instanceof Range) || a.length !== b.length) return false;
    return a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step));
  }
  return false;
}

/** `a != b`. */
export function ne(a: Value, b: Value): boolean {
  if (typeof a === 'object' && a !== null) {
    const own = special(a, '__ne__', b);
    if (own !== undefined) return truth(own);
  }
  return !eq(a, b);
}

const OPERATORS = { '<': '__lt__', '<=': '__le__', '>': '__gt__', '>=': '__ge__' } as const;
const TURNED = { '<': '__gt__', '<=': '__ge__', '>': '__lt__', '>=': '__le__' } as const;
type Operator = keyof typeof OPERATORS;

export const lt = (a: Value, b: Value): boolean => ordered('<', a, b);
export const le = (a: Value, b: Value): boolean => ordered('<=', a, b);
export const gt = (a: Value, b: Value): boolean => ordered('>', a, b);
export const ge = (a: Value, b: Value): boolean => ordered('>=', a, b);

function ordered(operator: Operator, a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b))
    return decide(operator, a < b ? -1 : a > b ? 1 : Number(a == b || Number(a) === Number(b)) ? 0 : NaN);
  if (typeof a === 'string' && typeof b === 'string') return decide(operator, byCodePoint(a, b));
  if (isSet(a) && isSet(b)) return setOrder(operator, a, b);
  if (Array.isArray(a) && Array.isArray(b) && a instanceof Tuple === b instanceof Tuple) {
    for (let i = 0; i < a.length && i < b.length; i++)
      if (!eq(a[i], b[i])) return ordered(operator, a[i], b[i]);
    return decide(operator, a.length - b.length);
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) return decide(operator, Buffer.compare(a, b));
  if (typeof a === 'object' && a !== null) {
    const own = special(a, OPERATORS[operator], b);
    if (own !== undefined) return truth(own);
  }
  const other = reflected(b, TURNED[operator], a);
  if (other !== undefined) return truth(other);
  throw new PyTypeError(
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** A comparison whose result is what the special method returns, whatever that is. */
export function rich(name: string, a: Value, b: Value): Value {
  const own = typeof a === 'object' && a !== null ? special(a, name, b) : undefined;
  if (own !== undefined) return own;
  const other = reflected(b, REFLECTED[name] ?? name, a);
  if (other !== undefined) return other;
  if (name === '__eq__') return eq(a, b);
  if (name === '__ne__') return ne(a, b);
  const operator = (Object.keys(OPERATORS) as Operator[]).find((key) => OPERATORS[key] === name) ?? '<';
  return ordered(operator, a, b);
}
const REFLECTED: Readonly<Record<string, string>> = {
  __lt__: '__gt__',
  __gt__: '__lt__',
  __le__: '__ge__',
  __ge__: '__le__',
};

function decide(operator: Operator, sign: number): boolean {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

/** JavaScript compares strings by UTF-16 units, Python by code points: they differ where there are surrogates. */
function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000;
    return isHigh(x) === isHigh(y) ? x - y : isHigh(x) ? 1 : -1;
  }
  return a.length - b.length;
}

/** The number of items of a set. */
const len = (x: Value): number => x._items.size as number;

function setOrder(operator: Operator, a: Value, b: Value): boolean {
  if (operator === '<' || operator === '<=') return a.issubset(b) && (operator === '<=' || len(a) < len(b));
  return b.issubset(a) && (operator === '>=' || len(b) < len(a));
}

/** For sort(): negative if a comes first. Only `<` is asked, as in Python. */
export function compare(a: Value, b: Value): number {
  return lt(a, b) ? -1 : lt(b, a) ? 1 : 0;
}

/** `x in container`. */
export function contains(x: Value, container: Value): boolean {
  if (typeof container === 'string') {
    const part = underlying(x);
    if (typeof part !== 'string')
      throw new PyTypeError(`'in <string>' requires string as left operand, not ${typeName(x)}`);
    return container.includes(part);
  }
  if (Array.isArray(container)) return container.some((item) => item === x || eq(item, x));
  if (container instanceof Dict || isSet(container)) {
    const own: Value = container.__contains__;
    return typeof own === 'function' ? truth(own.call(container, x)) : container.has(x);
  }
  if (container instanceof Range && isNumber(x)) return container.has(x);
  if (container instanceof Uint8Array)
    return typeof underlying(x) === 'number'
      ? container.includes(underlying(x) as number)
      : Buffer.from(container).includes(Buffer.from(x as Uint8Array));
  if ((typeof container === 'object' && container !== null) || isMock(container)) {
    const own: Value = container.__contains__;
    if (typeof own === 'function') return truth(own.call(container, x));
  }
  if (typeof container?.[Symbol.iterator] !== 'function')
    throw new PyTypeError(`argument of type '${typeName(container)}' is not iterable`);
  for (const item of container as Iterable<Value>) if (eq(item, x)) return true;
  return false;
}

/** `a is b`. Small ints and strings of one text are one object here, always. */
export function is(a: Value, b: Value): boolean {
  return a === b || ((a === null || a === undefined) && (b === null || b === undefined));
}
