/** What the porter writes where JavaScript has no word: contexts, patterns, methods out of functions, construction that parks. */
import { Dict, dict_ } from './dict.js';
import { NameError, UnboundLocalError, TypeError as PyTypeError } from './exceptions.js';
import { type CoGenerator, cogenerator, isPythonGenerator, item } from './generator.js';
import { eq } from './compare.js';
import { coiter, items } from './iteration.js';
import { Kw, ofMethod, signature, signatureOf } from './keywords.js';
import { bare } from './object.js';
import { call, op, settled } from './plain.js';
import { caught } from './exceptions.js';
import type { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import { bool } from './iteration.js';
import { int_ } from './numbers.js';
import type { Callable, Value } from './value.js';
import { Range } from './range.js';

type Steps = Generator<Value>;

/** An instance whose `__init__` parks: `yield* construct(Account, 5)`. */
export function* construct(cls: Value, ...args: Value[]): Steps {
  const made = bare(cls);
  yield* op(made.__init__(...args));
  return made;
}

/** A method as a function that takes its object first, as Python's decorators see it. */
export function unbound(method: Value): Callable {
  const f = (self: Value, ...args: Value[]): Value => method.apply(self, args);
  Object.defineProperty(f, 'name', { value: method.name });
  Object.assign(f, method);
  f.__doc__ = method.__doc__ ?? null;
  return ofMethod(f, method as object);
}

/** A function, and what it is called. */
export function named<F extends Callable>(name: string, f: F): F {
  return Object.defineProperty(f, 'name', { value: name });
}

/** A function that takes its object first, as a method. */
export function asMethod(f: Value): Value {
  if (typeof f !== 'function' && (f === null || typeof f !== 'object' || typeof f.__call__ !== 'function'))
    return f;
  const method = function (this: Value, ...args: Value[]): Value {
    return call(f, this, ...args);
  };
  Object.defineProperty(method, 'name', { value: f.__name__ ?? f.name ?? '' });
  // Decorators mark functions.
  if (typeof f === 'function') Object.assign(method, f);
  const names = signatureOf(f as object);
  return names === undefined ? method : signature(method, ...names.slice(1));
}

/** Enter a context: what `as` names. It may park. */
export function enter(manager: Value): Value {
  if (typeof manager?.__enter__ === 'function') return manager.__enter__();
  if (typeof manager?.hold === 'function') return hold(manager);
  throw new PyTypeError(`'${typeName(manager)}' object does not support the context manager protocol`);
}

function* hold(lock: Value): Steps {
  yield* lock.acquire();
  return true;
}

/** Leave a context: true if its error is to be forgotten. It may park. */
export function leave(manager: Value, error?: Value): Value {
  if (typeof manager.__exit__ !== 'function') {
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

function* truth(result: Value): Steps {
  return bool(yield* op(result));
}

/** All items of what may park between them. */
export function* collect(x: Value): Steps {
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

/** Among the arguments of a call that Python refuses. */
export function wrongArguments(message: string): never {
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
  if (!(x instanceof Dict)) throw new PyTypeError(`'${typeName(x)}' object is not a mapping`);
  return [...x.items()] as Tuple[];
}

/** A sequence as `match` sees it, if it has the length. */
export function matchSequence(x: Value, length: number, atLeast: boolean): Value[] | undefined {
  if (!Array.isArray(x) && !(x instanceof Range)) return undefined;
  const list: Value[] = [...x];
  return list.length === length || (atLeast && list.length > length) ? list : undefined;
}

/** A dict without some keys. */
export function without(x: Dict, ...keys: Value[]): Dict {
  const made = dict_();
  made.update(x);
  for (const key of keys) made.pop(key, null);
  return made;
}

/** The attribute that `case Point(x)` means by its position. */
export function matchArgument(x: Value, cls: Value, at: number): Value {
  const names: Value = cls.__match_args__;
  if (names === undefined || at >= names.length)
    throw new PyTypeError(`${String(cls.name)}() accepts 0 positional sub-patterns`);
  return x[names[at]];
}

/** `int.from_bytes(x, 'big')`. */
export function fromBytes(x: Value, order: Value = 'big', named?: Kw): Value {
  const byteOrder: Value =
    order instanceof Kw ? order.get('byteorder', 'big') : (named?.get('byteorder') ?? order);
  const bytes = Buffer.from(x as Uint8Array);
  if (byteOrder === 'little') bytes.reverse();
  return bytes.length === 0 ? 0 : int_(BigInt(`0x${bytes.toString('hex')}`));
}

/** `bytes.fromhex(text)`. */
export function fromHex(text: string): Buffer {
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

/** What a socket gives, as Python 2 has it: a str if it is text, else bytes. */
export function textIfText(data: Value): Value {
  if (!(data instanceof Uint8Array)) return data;
  const decoded = Buffer.from(data).toString();
  return decoded.includes('\ufffd') ? data : decoded;
}

/** The names of an object's attributes. */
export function dir(x: Value): string[] {
  const names = new Set<string>();
  for (let at = x; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    let keys: string[];
    try {
      keys = Object.getOwnPropertyNames(at);
    } catch {
      break;
    }
    for (const key of keys) if (key !== 'constructor') names.add(key);
  }
  return [...names].sort();
}
