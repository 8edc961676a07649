/** What the porter writes where JavaScript has no word: contexts, patterns, methods out of functions, construction that parks. */
import { Dict, dict_, entriesOf } from './dict.js';
import {
  AttributeError,
  NameError,
  TypeError as PyTypeError,
  UnboundLocalError,
  ValueError,
} from './exceptions.js';
import { delOwn } from './attributes.js';
import { format } from './format-spec.js';
import { numberOf } from './hash.js';
import { plainRepr, plainText, repr, text } from './text.js';
import { type CoGenerator, cogenerator, isPythonGenerator, item } from './generator.js';
import { eq, sameContents } from './compare.js';
import { NotImplemented } from './singletons.js';
import { coiter, items } from './iteration.js';
import { Kw, placed } from './keywords.js';
import { attributeName } from './natives.js';
import { PyObject, bare } from './object.js';
import { apply, call, op, plain, settled } from './plain.js';
import { caught } from './exceptions.js';
import { isSet } from './set.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import { bytearray_ } from './methods/bytearray.js';
import { bytesMaketrans } from './methods/bytes.js';
import { bytearray, bytes, int, str } from './types.js';
import { bool } from './iteration.js';
import { int_ } from './numbers.js';
import type { Callable, Value } from './value.js';

type Steps = Generator<Value>;

/** An instance whose `__init__` parks: `yield* construct(Account, 5)`. */
export function* construct(cls: Value, ...args: Value[]): Steps {
  const made = bare(cls);
  yield* op(made.__init__(...args));
  return made;
}

/** Tell the bases of a class of it: their `__init_subclass__` takes the keywords of the class. */
export function initSubclass(cls: Value, named: Kw): void {
  const hook: Value = Object.getPrototypeOf(cls).__init_subclass__;
  plain(hook.apply(cls, placed(hook, [], named)));
}

/** A function, and what it is called. */
export function named<F extends Callable>(name: string, f: F): F {
  return Object.defineProperty(f, 'name', { value: name });
}

/** A function that is given arguments by name, too, when it is called. */
export function withNames(f: Value, named: Kw): Callable {
  return Object.defineProperty((...args: Value[]): Value => apply(f, args, named), 'name', {
    value: f.__name__ ?? f.name ?? '',
  });
}

/** What a method of the bases is, or Python's own, where no base has one: `super().__repr__()`. */
export function inherited(own: Value, name: string, self: Value): Callable {
  if (typeof own === 'function') return (...args: Value[]): Value => own.apply(self, args);
  const known = ORIGINAL[name];
  if (known === undefined) throw new AttributeError(`'super' object has no attribute '${name}'`);
  return (...args: Value[]): Value => known(self, ...args);
}

const hasItems = (x: Value): boolean => x instanceof Dict || isSet(x) || x instanceof Tuple;

/** What object has. */
const ORIGINAL: Readonly<Record<string, (self: Value, ...args: Value[]) => Value>> = {
  __repr__: (self) => plainRepr(self),
  __str__: (self) => (self instanceof Error ? plainText(self) : repr(self)),
  __eq__: (self, other) =>
    self === other ? true : hasItems(self) ? sameContents(self, other) : NotImplemented,
  __ne__: (self, other) =>
    self === other ? false : hasItems(self) ? !sameContents(self, other) : NotImplemented,
  __hash__: (self) => numberOf(self as object),
  __format__: (self, spec) => format(text(self), spec as string),
  __dir__: (self) => dir(self),
  __delattr__: (self, name) => {
    delOwn(self, name as string);
  },
  __init_subclass__: () => null,
  __del__: () => null,
};

/** Enter a context: what `as` names. It may park. */
export function enter(manager: Value): Value {
  if (typeof manager?.__enter__ === 'function') {
    if (typeof manager.__exit__ === 'function') return manager.__enter__();
    throw noContext(manager, ' (missed __exit__ method)');
  }
  // Locks of evergreen-ts, and a pool: an object of the program says of a name that it is not there.
  if (manager instanceof PyObject || manager instanceof Error) throw noContext(manager);
  if (typeof manager?.hold === 'function') return hold(manager);
  if (typeof manager?.shutdown === 'function') return manager;
  throw noContext(manager);
}

const noContext = (manager: Value, why = ''): PyTypeError =>
  new PyTypeError(`'${typeName(manager)}' object does not support the context manager protocol${why}`);

function* hold(lock: Value): Steps {
  yield* lock.acquire();
  return true;
}

function* shutDown(pool: Value): Steps {
  yield* pool.shutdown();
  return false;
}

/** Leave a context: true if its error is to be forgotten. It may park. */
export function leave(manager: Value, error?: Value): Value {
  if (typeof manager.__exit__ !== 'function') {
    if (typeof manager.release !== 'function') return settled(shutDown(manager));
    manager.release();
    return false;
  }
  const known = error === undefined ? null : caught(error);
  const result: Value =
    known === null ? manager.__exit__(null, null, null) : manager.__exit__(known.constructor, known, null);
  return typeof result === 'object' &&
    result !== null &&
    typeof result.next === 'function' &&
    !isPythonGenerator(result)
    ? settled(truth(result))
    : bool(result);
}

/** Leave a context that parks when it is left. */
export function* leaving(manager: Value, error?: Value): Steps {
  return yield* op(leave(manager, error));
}

function* truth(result: Value): Steps {
  return bool(yield* op(result));
}

/** All items of what may park between them; what surely does not, such as a dict, is itself. */
export function* collect(x: Value): Steps {
  if (typeof x !== 'object' || Array.isArray(x) || x instanceof Dict) return x;
  const list: Value[] = [];
  const iterator: Value = coiter(x);
  for (let result; !(result = yield* iterator.next()).done;) list.push(result.value);
  return list;
}

/** map() with a function that parks: all results. */
export function* coMap(f: Value, ...sources: Value[]): Steps {
  const lists = sources.map((source) => [...items(source)]);
  const results: Value[] = [];
  for (let i = 0; lists.every((list) => i < list.length); i++)
    results.push(yield* op(call(f, ...lists.map((list) => list[i] as Value))));
  return results;
}

/** `iter(f, sentinel)` of a function that may park. */
export function coUntil(f: Value, sentinel: Value): CoGenerator {
  return cogenerator(
    (function* (): Steps {
      for (let result; !eq((result = yield* op(call(f))), sentinel);) yield item(result);
    })(),
  );
}

/** filter() with a function that parks. */
export function* coFilter(f: Value, source: Value): Steps {
  const results: Value[] = [];
  for (const x of [...items(source)]) if (bool(yield* op(call(f, x)))) results.push(x);
  return results;
}

/** `yield from`, in a generator that parks. */
export function* delegate(source: Value): Steps {
  const iterator: Value = coiter(source);
  for (let result; ;) {
    result = yield* iterator.next();
    if (result.done) return result.value ?? null;
    yield item(result.value);
  }
}

/** A number of seconds as evergreen-ts takes it: undefined for None. */
export function seconds(x: Value): number | undefined {
  return x === null || x === undefined ? undefined : Number(x);
}

/** Among the arguments of a call that Python refuses: it is spread there, as anything can be. */
export function wrongArguments(message: string): Value {
  throw new PyTypeError(message);
}

/** A name that nothing defines. */
export function undefinedName(name: string): never {
  throw new NameError(`name '${name}' is not defined`);
}

/** A variable that `del` may have taken away. */
export function defined(x: Value, name: string): Value {
  if (x === undefined)
    throw new UnboundLocalError(
      `cannot access local variable '${name}' where it is not associated with a value`,
    );
  return x;
}

/** Pairs of a mapping, for `{**x}`. */
export function pairs(x: Value): Tuple[] {
  const entries = entriesOf(x);
  if (entries === undefined) throw new PyTypeError(`'${typeName(x)}' object is not a mapping`);
  return [...entries] as Tuple[];
}

/** A dict without some keys. */
export function without(x: Dict, ...keys: Value[]): Dict {
  const made = dict_();
  made.update(x);
  for (const key of keys) made.pop(key, null);
  return made;
}

/** `int.from_bytes(x, 'big')`. */
export function fromBytes(x: Value, order: Value = 'big', named?: Kw): Value {
  const options = order instanceof Kw ? order : named;
  const byteOrder: Value = options?.get('byteorder') ?? (order instanceof Kw ? 'big' : order);
  const bytes = Buffer.from([...items(x)] as number[]);
  if (byteOrder === 'little') bytes.reverse();
  if (bytes.length === 0) return 0;
  const value = BigInt(`0x${bytes.toString('hex')}`);
  return int_(Boolean(options?.get('signed', false)) ? BigInt.asIntN(bytes.length * 8, value) : value);
}

/** `bytes.fromhex(text)`. */
export function fromHex(text: Value): Buffer {
  if (typeof text !== 'string')
    throw new PyTypeError(`fromhex() argument must be str, not ${typeName(text)}`);
  // Space is between bytes.
  const known = /^(?:\s*[0-9a-f]{2})*\s*/i.exec(text)?.[0].length ?? 0;
  const isDigit = /[0-9a-f]/i.test(text[known] ?? '');
  if (known < text.length)
    throw new ValueError(
      `non-hexadecimal number found in fromhex() arg at position ${String(isDigit ? known + 1 : known)}`,
    );
  return Buffer.from(text.replace(/\s/g, ''), 'hex');
}

/** `str.maketrans(from, to)`. */
export function maketrans(from: Value, to?: string, without?: string): Dict {
  const made = dict_();
  const code = (char: Value): Value => (typeof char === 'string' ? char.codePointAt(0) : char);
  if (from instanceof Dict) for (const key of from) made.set(code(key), from.at(key));
  else [...(from as string)].forEach((char, i) => made.set(code(char), code([...(to ?? '')][i])));
  for (const char of without ?? '') made.set(code(char), null);
  return made;
}

// What types have of their own, and not for a value.
for (const [type, functions] of [
  [str, { maketrans }],
  [int, { from_bytes: fromBytes }],
  [bytes, { fromhex: fromHex, maketrans: bytesMaketrans }],
  [bytearray, { fromhex: (given: Value): Value => bytearray_(fromHex(given)), maketrans: bytesMaketrans }],
] as const)
  Object.assign(type, functions);

/** What a socket gives, as Python 2 has it: a str if it is text, else bytes. */
export function textIfText(data: Value): Value {
  if (!(data instanceof Uint8Array)) return data;
  const decoded = Buffer.from(data).toString();
  return decoded.includes('\ufffd') ? data : decoded;
}

/** The names of an object's attributes. */
export function dir(x: Value): string[] {
  if (typeof x === 'object' && x !== null && typeof x.__dir__ === 'function')
    return [...items(x.__dir__())].sort() as string[];
  const names = new Set<string>();
  const add = (keys: string[]): void => {
    for (const key of keys) if (key !== 'constructor') names.add(attributeName(key));
  };
  const isOf = typeof x === 'function' ? x : x?.constructor;
  if (typeof x !== 'function') add(Object.keys(Object(x)));
  for (
    let at: Value = isOf;
    typeof at === 'function' && at !== Function.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    if (at === PyObject || at === Object || at === Array || at === Error) break;
    add(Object.getOwnPropertyNames(at).filter((name) => !NATIVE.has(name) || Object.keys(at).includes(name)));
    add(Object.getOwnPropertyNames(at.prototype ?? {}));
  }
  return [...names].sort();
}

/** What every function of JavaScript has. */
const NATIVE = new Set(['length', 'name', 'prototype', 'caller', 'arguments']);
