/** What an object counts as that extends a type whose values are JavaScript's own: the value of a member of an IntEnum, of a `class Money(int)`. */
import { TypeError as PyTypeError } from './exceptions.js';
import { isFloat, isInt } from './numbers.js';
import { typeName } from './type-name.js';
import type { Callable, Value } from './value.js';

export const UNDERLYING = Symbol('the value that an object counts as');

/** The value that an object counts as; itself if it is nothing else. */
export function underlying(x: Value): Value {
  if (typeof x !== 'object' || x === null) return x;
  const own: Value = x[UNDERLYING];
  return own === undefined ? x : own;
}

/** A function that takes strings and numbers: what counts as one is one. */
export function counting<F extends Callable>(f: F): F {
  const taking = (...args: Value[]): Value => {
    for (let i = 0; i < args.length; i++) {
      const x: Value = args[i];
      if (typeof x === 'object' && x !== null) args[i] = indexed(underlying(x));
    }
    return f(...args);
  };
  return Object.defineProperty(taking as F, 'name', { value: f.name });
}

/** The same of all functions of a table but some. */
export function allCounting(
  functions: Readonly<Record<string, Callable>>,
  ...but: string[]
): Record<string, Callable> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, f]) => [name, but.includes(name) ? f : counting(f)]),
  );
}

/** An object that is an index is the number that it says. */
export const indexed = (x: Value): Value =>
  typeof x?.__index__ === 'function' ? saidNumber(x, '__index__', 'int') : x;

/** What a special method says that must say a number of this kind. */
export function saidNumber(x: Value, name: string, kind: 'int' | 'float'): Value {
  const said: Value = underlying(x[name]());
  const isOf = kind === 'int' ? isInt(said) : isFloat(said);
  if (isOf) return typeof said === 'boolean' ? Number(said) : said;
  const what = name === '__float__' ? `${typeName(x)}.__float__` : name;
  throw new PyTypeError(`${what} returned non-${kind} (type ${typeName(said)})`);
}
