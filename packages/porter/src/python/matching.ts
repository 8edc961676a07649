/** What `match` asks of its subject. */
import { getattr, hasattr } from './attributes.js';
import { Sequence } from './containers/abstract.js';
import { deque } from './containers/deque.js';
import { TypeError as PyTypeError } from './exceptions.js';
import { items } from './iteration.js';
import { className } from './object.js';
import { Range } from './range.js';
import { typeFor } from './types.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

/** A sequence as `match` sees it, if it has the length. */
export function matchSequence(given: Value, length: number, atLeast: boolean): Value[] | undefined {
  const x: Value = underlying(given);
  const isSequence = Array.isArray(x) || [Range, deque, Sequence].some((kind) => x instanceof kind);
  if (!isSequence || typeof x === 'string' || x instanceof Uint8Array) return undefined;
  const list: Value[] = [...items(x)];
  return list.length === length || (atLeast && list.length > length) ? list : undefined;
}

/** What `case Point(x, y=0)` means by its positions, which are no names of it, too; undefined if the object has not got them all. */
export function matchArguments(x: Value, cls: Value, count: number, ...named: string[]): Value[] | undefined {
  const isItself = Object.hasOwn(typeFor(cls) as object, '__type__');
  const known: string[] = hasattr(cls, '__match_args__') ? [...items(cls.__match_args__)] : [];
  const most = isItself ? 1 : known.length;
  if (count > most)
    throw new PyTypeError(
      `${className(cls)}() accepts ${String(most)} positional sub-pattern${most === 1 ? '' : 's'} (${String(count)} given)`,
    );
  if (isItself) return [x];
  const names = known.slice(0, count);
  const twice = named.find((name) => names.includes(name));
  if (twice !== undefined)
    throw new PyTypeError(`${className(cls)}() got multiple sub-patterns for attribute '${twice}'`);
  return names.every((name) => hasattr(x, name)) ? names.map((name) => getattr(x, name)) : undefined;
}
