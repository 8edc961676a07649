/** Subscripts: `x[i]`, `x[i] = v`, `del x[i]`, and slices. */
import { isMock } from './mocks.js';
import { bytearray_, isBytearray, splice } from './methods/bytearray.js';
import { isMemoryview, memoryview_, outOfBounds, store } from './methods/memoryview.js';
import { IndexError, TypeError as PyTypeError, ValueError } from './exceptions.js';
import { eq, lt } from './compare.js';
import { Dict } from './dict.js';
import { isInt } from './numbers.js';
import { NotImplemented } from './singletons.js';
import { PyObject } from './object.js';
import { LongRange, Range } from './range.js';
import { repr } from './text.js';
import { Tuple, tuple_ } from './tuple.js';
import { typeName } from './type-name.js';
import { indexed } from './underlying.js';
import type { Value } from './value.js';

/** `start:stop:step`, as a value. */
export class Slice {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;

  constructor(start: Value = null, stop: Value = null, step: Value = null) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  __repr__(): string {
    return `slice(${[this.start, this.stop, this.step].map(repr).join(', ')})`;
  }

  __eq__(other: Value): Value {
    return other instanceof Slice ? eq(this.#parts(), other.#parts()) : NotImplemented;
  }

  __lt__(other: Value): Value {
    return other instanceof Slice ? lt(this.#parts(), other.#parts()) : NotImplemented;
  }

  __hash__(): never {
    throw new PyTypeError("unhashable type: 'slice'");
  }

  #parts(): Tuple {
    return tuple_([this.start, this.stop, this.step]);
  }

  /** `slice.indices(length)`: the bounds, clipped. */
  indices(length: Value): Tuple {
    return tuple_(bounds(this, Number(indexed(length))));
  }
}
Object.defineProperty(Slice, '__name__', { value: 'slice' });

function bounds({ start, stop, step }: Slice, length: number): [number, number, number] {
  const by = indexOf(step ?? 1);
  if (by === 0) throw new ValueError('slice step cannot be zero');
  const [low, high] = by > 0 ? [0, length] : [-1, length - 1];
  const clip = (x: Value, otherwise: number): number => {
    if (x === null || x === undefined) return otherwise;
    const at = indexOf(x);
    return Math.min(high, Math.max(low, at < 0 ? at + length : at));
  };
  return [clip(start, by > 0 ? 0 : length - 1), clip(stop, by > 0 ? length : -1), by];
}

function indexOf(x: Value): number {
  if (typeof x === 'boolean') return Number(x);
  if (typeof x === 'number' && Number.isInteger(x)) return x;
  if (typeof x === 'bigint') return x > 0 ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  if (x instanceof PyObject && typeof x.__index__ === 'function') return indexOf(indexed(x));
  throw new PyTypeError('slice indices must be integers or None or have an __index__ method');
}

/** Code points of a string: its units, when there are no surrogates. */
function points(x: string): string | string[] {
  return /[\ud800-\udfff]/.test(x) ? [...x] : x;
}

/** `x[start:stop:step]`. */
export function slice(x: Value, start: Value = null, stop: Value = null, step: Value = null): Value {
  return sliced(x, new Slice(start, stop, step));
}

function sliced(x: Value, of: Slice): Value {
  if (typeof x === 'string') {
    const all = points(x);
    const [from, to, by] = bounds(of, all.length);
    if (by === 1)
      return typeof all === 'string' ? all.slice(from, Math.max(from, to)) : all.slice(from, to).join('');
    return picked(all, from, to, by).join('');
  }
  if (Array.isArray(x)) {
    const [from, to, by] = bounds(of, x.length);
    const items = by === 1 ? Array.prototype.slice.call(x, from, to) : picked(x, from, to, by);
    return x instanceof Tuple ? tuple_(items) : items;
  }
  if (x instanceof Uint8Array) {
    const [from, to, by] = bounds(of, x.length);
    if (isMemoryview(x) && by === 1) return memoryview_(x, from, to);
    const part = by === 1 ? x.subarray(from, Math.max(from, to)) : (picked(x, from, to, by) as number[]);
    if (isBytearray(x)) return bytearray_(part);
    const copied = Buffer.from(part as Uint8Array);
    return isMemoryview(x) ? memoryview_(copied) : copied;
  }
  if (x instanceof Range) {
    const [from, to, by] = bounds(of, x.length);
    return x.slice(from, by > 0 ? Math.max(from, to) : Math.min(from, to), by);
  }
  if (typeof x?.__getitem__ === 'function') return x.__getitem__(of);
  throw new PyTypeError(
    x instanceof Dict ? "unhashable type: 'slice'" : `'${typeName(x)}' object is not subscriptable`,
  );
}

function picked(x: ArrayLike<Value>, from: number, to: number, by: number): Value[] {
  const items: Value[] = [];
  for (let i = from; by > 0 ? i < to : i > to; i += by) items.push(x[i]);
  return items;
}

function position(x: Value, index: Value, length: number, what: string, doing = ''): number {
  let at = index;
  if (typeof at === 'boolean') at = Number(at);
  if (at instanceof PyObject && typeof at.__index__ === 'function') at = indexed(at);
  if (typeof at === 'bigint') throw new IndexError("cannot fit 'int' into an index-sized integer");
  if (typeof at !== 'number' || !Number.isInteger(at))
    throw new PyTypeError(
      what === 'string'
        ? `string indices must be integers, not '${typeName(index)}'`
        : what === 'bytes'
          ? `byte indices must be integers or slices, not ${typeName(index)}`
          : `${typeName(x)} indices must be integers or slices, not ${typeName(index)}`,
    );
  const from = at < 0 ? at + length : at;
  if ((from < 0 || from >= length) && what === 'memoryview') outOfBounds();
  if (from < 0 || from >= length)
    throw new IndexError(
      `${what === 'bytes' ? 'index' : what === 'string' || what === 'tuple' ? `${what} index` : `${what} ${doing}index`} out of range`,
    );
  return from;
}

/** `x[index]`. */
export function getitem(x: Value, index: Value): Value {
  if (index instanceof Slice) return sliced(x, index);
  if (Array.isArray(x)) return x[position(x, index, x.length, x instanceof Tuple ? 'tuple' : 'list')];
  if (x instanceof Dict && typeof x.__getitem__ !== 'function') return x.at(index);
  if (typeof x === 'string') {
    const all = points(x);
    return all[position(x, index, all.length, 'string')];
  }
  if (x instanceof Uint8Array)
    return x[position(x, index, x.length, isMemoryview(x) ? 'memoryview' : 'bytes')];
  if (x instanceof LongRange && isInt(index)) return x.at(index);
  if (x instanceof Range) return x.at(position(x, index, x.length, 'range object'));
  if (((typeof x === 'object' && x !== null) || isMock(x)) && typeof (x as Value).__getitem__ === 'function')
    return (x as Value).__getitem__(index);
  if (typeof x === 'function' && typeof x.__class_getitem__ === 'function') return x.__class_getitem__(index);
  if (typeof x === 'function') return x;
  throw new PyTypeError(`'${typeName(x)}' object is not subscriptable`);
}

/** `x[index] = value`. */
export function setitem(x: Value, index: Value, value: Value): void {
  if (index instanceof Slice) setslice(x, index, value);
  else if (x instanceof Dict && typeof x.__setitem__ !== 'function') x.set(index, value);
  else if (Array.isArray(x) && !(x instanceof Tuple))
    x[position(x, index, x.length, 'list', 'assignment ')] = value;
  else if (x instanceof Uint8Array && (x as Value).__bytearray__ === true)
    x[position(x, index, x.length, 'bytearray')] = value;
  else if (isMemoryview(x)) store(x, position(x, index, x.length as number, 'memoryview'), [value], 1);
  else if (((typeof x === 'object' && x !== null) || isMock(x)) && typeof x.__setitem__ === 'function')
    return x.__setitem__(index, value);
  else throw new PyTypeError(`'${typeName(x)}' object does not support item assignment`);
}

function setslice(x: Value, of: Slice, value: Value): void {
  if (Array.isArray(x) && !(x instanceof Tuple)) {
    const [from, to, by] = bounds(of, x.length);
    const items = [...(value as Iterable<Value>)];
    if (by === 1) {
      x.splice(from, Math.max(0, to - from), ...items);
      return;
    }
    const places = picked(Array.from(x.keys()), from, to, by);
    if (places.length !== items.length)
      throw new ValueError(
        `attempt to assign sequence of size ${String(items.length)} to extended slice of size ${String(places.length)}`,
      );
    places.forEach((at: number, i) => (x[at] = items[i]));
  } else if (isBytearray(x)) {
    const [from, to, by] = bounds(of, x.length);
    const bytes = [...(value as Iterable<number>)];
    if (by === 1) {
      splice(x as Uint8Array, from, Math.max(0, to - from), bytes);
      return;
    }
    const places = picked(Array.from((x as Uint8Array).keys()), from, to, by);
    if (places.length !== bytes.length)
      throw new ValueError(
        `attempt to assign bytes of size ${String(bytes.length)} to extended slice of size ${String(places.length)}`,
      );
    places.forEach((at: number, i) => ((x as Value)[at] = bytes[i]));
  } else if (isMemoryview(x)) {
    const [from, to] = bounds(of, x.length as number);
    store(x, from, [...(value as Iterable<number>)], Math.max(0, to - from));
  } else if (typeof x?.__setitem__ === 'function') x.__setitem__(of, value);
  else throw new PyTypeError(`'${typeName(x)}' object does not support item assignment`);
}

/** `del x[index]`. */
export function delitem(x: Value, index: Value): void {
  if (x instanceof Dict && typeof x.__delitem__ !== 'function') x.delete(index);
  else if (Array.isArray(x) && !(x instanceof Tuple)) {
    if (index instanceof Slice) {
      const [from, to, by] = bounds(index, x.length);
      const gone = new Set(picked(Array.from(x.keys()), from, to, by));
      const kept = x.filter((_item, i) => !gone.has(i));
      x.splice(0, x.length, ...kept);
    } else x.splice(position(x, index, x.length, 'list', 'assignment '), 1);
  } else if (isBytearray(x)) {
    const [from, to] =
      index instanceof Slice
        ? bounds(index, x.length)
        : [position(x, index, x.length, 'bytearray'), position(x, index, x.length, 'bytearray') + 1];
    splice(x as Uint8Array, from, Math.max(0, to - from), []);
  } else if (typeof x === 'object' && x !== null && typeof x.__delitem__ === 'function')
    return x.__delitem__(index);
  else throw new PyTypeError(`'${typeName(x)}' object doesn't support item deletion`);
}

/** `a, b = x`: exactly so many items. */
export function unpack(x: Value, count: number): Value[] {
  const items = listed(x);
  if (items.length > count) throw new ValueError(`too many values to unpack (expected ${String(count)})`);
  if (items.length < count)
    throw new ValueError(
      `not enough values to unpack (expected ${String(count)}, got ${String(items.length)})`,
    );
  return items;
}

/** `a, *b, c = x`: so many before the star, and after it. */
export function unpackStar(x: Value, before: number, after: number): Value[] {
  const items = listed(x);
  if (items.length < before + after)
    throw new ValueError(
      `not enough values to unpack (expected at least ${String(before + after)}, got ${String(items.length)})`,
    );
  const end = items.length - after;
  return [...items.slice(0, before), items.slice(before, end), ...items.slice(end)];
}

/** Several results of evergreen-ts have names. In Evergreen they are a tuple. */
export function namedParts(x: Value): Value[] | undefined {
  return typeof x === 'object' && x !== null && Object.getPrototypeOf(x) === Object.prototype
    ? Object.values(x as object)
    : undefined;
}

function listed(x: Value): Value[] {
  if (Array.isArray(x)) return Array.prototype.slice.call(x) as Value[];
  if (typeof x?.[Symbol.iterator] === 'function') return [...(x as Iterable<Value>)];
  const named = namedParts(x);
  if (named === undefined) throw new PyTypeError(`cannot unpack non-iterable ${typeName(x)} object`);
  return named;
}
