/** sorted(), min(), max() and list.sort(), and what stands for them where their key may park. */
import { compare } from './compare.js';
import { TypeError as PyTypeError, ValueError } from './exceptions.js';
import { items } from './iteration.js';
import { Kw, takeKw } from './keywords.js';
import { sorting } from './methods/list.js';
import { call, isOp, method, op, plain } from './plain.js';
import type { Value } from './value.js';

type Steps = Generator<Value>;

export function* coSorted(x: Value, options?: Kw): Steps {
  const list = [...items(x)];
  yield* sorting(list, options);
  return list;
}

/** `sorted(x, key=…, reverse=…)`. */
export function sorted(x: Value, options?: Kw): Value[] {
  return plain(coSorted(x, options)) as Value[];
}

/** `x.sort(…)`, perhaps of a list. */
export function* coSort(x: Value, ...args: Value[]): Steps {
  if (!Array.isArray(x)) return yield* op(method(x, 'sort', ...args));
  yield* sorting(x, ...args);
  return null;
}

function* best(name: string, sign: number, args: Value[]): Steps {
  const options = takeKw(args);
  const key: Value = options.get('key');
  if (args.length === 0) throw new PyTypeError(`${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && options.has('default'))
    throw new PyTypeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
  const candidates = args.length === 1 ? items(args[0]) : args;
  let found: Value;
  let foundKey: Value;
  let any = false;
  for (const item of candidates) {
    const given: Value = key === null ? item : call(key, item);
    const itemKey: Value = isOp(given) ? yield* op(given) : given;
    if (!any || compare(itemKey, foundKey) * sign < 0) [found, foundKey, any] = [item, itemKey, true];
  }
  if (any) return found;
  if (options.has('default')) return options.at('default');
  throw new ValueError(`${name}() arg is an empty sequence`);
}

export const coMin = (...args: Value[]): Steps => best('min', 1, args);
export const coMax = (...args: Value[]): Steps => best('max', -1, args);
export const min = (...args: Value[]): Value => plain(coMin(...args));
export const max = (...args: Value[]): Value => plain(coMax(...args));
