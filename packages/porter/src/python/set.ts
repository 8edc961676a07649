/** Python's set and frozenset. Their order is that of insertion: CPython's is that of its hashes, which no port can promise. */
import { internal } from './homes.js';
import { KeyError, RuntimeError } from './exceptions.js';
import { UNHASHABLE, keyOf } from './hash.js';
import { isRoot } from './object.js';
import type { Value } from './value.js';

abstract class BaseSet {
  [name: string]: Value;
  protected readonly _items = new Map<Value, Value>();

  constructor(items?: Iterable<Value> | null) {
    if (items !== undefined && items !== null) for (const x of items) this._put(x);
    Object.defineProperty(this, '_items', { enumerable: false });
  }

  get size(): number {
    return this._items.size;
  }

  has(x: Value): boolean {
    return this._items.has(keyOf(x));
  }

  protected _put(x: Value): void {
    const key = keyOf(x);
    if (!this._items.has(key)) this._items.set(key, x);
  }

  *[Symbol.iterator](): Generator<Value, undefined> {
    const { size } = this._items;
    for (const x of this._items.values()) {
      if (this._items.size !== size) throw new RuntimeError('Set changed size during iteration');
      yield x;
    }
  }

  #same(items: Iterable<Value>): this {
    return new (this.constructor as new (x: Iterable<Value>) => this)(items);
  }

  union(...others: Iterable<Value>[]): this {
    return this.#same([...this, ...others.flatMap((one) => [...one])]);
  }

  intersection(...others: Iterable<Value>[]): this {
    const sets = others.map((one) => asSet(one));
    return this.#same([...this].filter((x) => sets.every((one) => one.has(x))));
  }

  difference(...others: Iterable<Value>[]): this {
    const sets = others.map((one) => asSet(one));
    return this.#same([...this].filter((x) => !sets.some((one) => one.has(x))));
  }

  symmetric_difference(other: Iterable<Value>): this {
    const set = asSet(other);
    return this.#same([...[...this].filter((x) => !set.has(x)), ...[...set].filter((x) => !this.has(x))]);
  }

  issubset(other: Iterable<Value>): boolean {
    const set = asSet(other);
    return [...this].every((x) => set.has(x));
  }

  issuperset(other: Iterable<Value>): boolean {
    return [...other].every((x) => this.has(x));
  }

  isdisjoint(other: Iterable<Value>): boolean {
    return ![...other].some((x) => this.has(x));
  }

  copy(): this {
    return this.#same(this);
  }
}

export class PySet extends BaseSet {
  get [UNHASHABLE](): boolean {
    return true;
  }

  add(x: Value): void {
    this._put(x);
  }

  discard(x: Value): void {
    this._items.delete(keyOf(x));
  }

  remove(x: Value): void {
    if (!this._items.delete(keyOf(x))) throw new KeyError(x);
  }

  pop(): Value {
    for (const [key, x] of this._items) {
      this._items.delete(key);
      return x;
    }
    throw new KeyError('pop from an empty set');
  }

  clear(): void {
    this._items.clear();
  }

  update(...others: Iterable<Value>[]): void {
    for (const other of others) for (const x of [...other]) this._put(x);
  }

  difference_update(...others: Iterable<Value>[]): void {
    for (const other of others) for (const x of [...other]) this.discard(x);
  }

  intersection_update(...others: Iterable<Value>[]): void {
    const kept = this.intersection(...others);
    this.clear();
    this.update(kept);
  }

  symmetric_difference_update(other: Iterable<Value>): void {
    const kept = this.symmetric_difference(other);
    this.clear();
    this.update(kept);
  }
}

export class FrozenSet extends BaseSet {
  /** Equal sets are one key. */
  __key__(): string {
    return [...this._items.keys()]
      .map((key) => `${typeof key}${String(key)}`)
      .sort()
      .join(',');
  }
}
for (const [cls, name] of [
  [PySet, 'set'],
  [FrozenSet, 'frozenset'],
] as const) {
  isRoot(cls);
  Object.defineProperty(cls, '__name__', { value: name });
}

export function isSet(x: Value): x is PySet | FrozenSet {
  return x instanceof BaseSet;
}

function asSet(items: Iterable<Value>): PySet | FrozenSet {
  return isSet(items) ? items : new PySet(items);
}

/** A set as it is written: `{1, 2}` is set_(1, 2). */
export function set_(...items: Value[]): PySet {
  return new PySet(items);
}
internal(BaseSet);
