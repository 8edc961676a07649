/** Python's set and frozenset. Their order is CPython's where that is the same in each run, else that of insertion. */
import { internal } from './homes.js';
import { Dict } from './dict.js';
import { KeyError, RuntimeError } from './exceptions.js';
import { UNHASHABLE, keyOf } from './hash.js';
import { throwingPrototype } from './missing.js';
import { MAKERS } from './mro.js';
import { isForJavaScript } from './natives.js';
import { UNBORN, bare, isBare, isRoot } from './object.js';
import { knownHash } from './sets/known-hash.js';
import { Slots } from './sets/slots.js';
import type { Value } from './value.js';

abstract class BaseSet {
  [name: string]: Value;
  _items = new Map<Value, Value>();
  /** The order, where CPython's is known; without it, that of insertion. */
  _slots: Slots | undefined = new Slots();

  constructor(...args: Value[]) {
    hide(this);
    if (!isBare(args)) this.__init__(...args);
  }

  __init__(items?: Iterable<Value> | null): Value {
    if (items !== undefined && items !== null) this._put(items);
  }

  static __new__(cls: Value, ..._args: Value[]): Value {
    return bare(cls);
  }

  __len__(): number {
    return this._items.size;
  }

  __contains__(x: Value): boolean {
    return this.has(x);
  }

  get size(): number {
    return this._items.size;
  }

  /** A class of the program may have an attribute of that name. */
  set size(value: Value) {
    Object.defineProperty(this, 'size', { value, writable: true, enumerable: true, configurable: true });
  }

  has(x: Value): boolean {
    return this._items.has(keyOf(x));
  }

  protected _add(x: Value): void {
    const key = keyOf(x);
    if (this._items.has(key)) return;
    this._items.set(key, x);
    if (this._slots === undefined) return;
    const hash = knownHash(x);
    if (hash === undefined) this._slots = undefined;
    else this._slots.add(key, hash);
  }

  protected _put(items: Iterable<Value>): void {
    if (items === this) return;
    if (isSet(items)) {
      if (items._items.size === 0) return;
      this._slots?.expect(items._items.size);
      if (items._slots !== undefined && this._slots?.copied(items._slots) === true) {
        this._items = new Map(items._items);
        return;
      }
    } else if (items instanceof Dict) this._slots?.expect(Dict.sizeOf(items));
    for (const x of [...items]) this._add(x);
  }

  protected _drop(x: Value): boolean {
    const key = keyOf(x);
    if (!this._items.has(key)) return false;
    this._slots?.delete(key, knownHash(this._items.get(key)) ?? 0);
    return this._items.delete(key);
  }

  /** Without these. */
  protected _without(items: Iterable<Value>): void {
    const others =
      isSet(items) && items._items.size >> 3 > this._items.size ? this.intersection(items) : items;
    for (const x of [...others]) this._drop(x);
    this._slots?.settle();
  }

  *[Symbol.iterator](): Generator<Value, undefined> {
    const { size } = this._items;
    let left = size;
    for (const key of this._slots ?? this._items.keys()) {
      if (this._items.size !== size) throw new RuntimeError('Set changed size during iteration');
      // What was taken out and put back comes again.
      if (--left < 0) return;
      yield this._items.get(key);
    }
  }

  /** A set of this kind, not of a subclass. */
  protected abstract _same(items: Iterable<Value>): this;

  union(...others: Iterable<Value>[]): this {
    const made = this.copy();
    for (const other of others) made._put(other);
    return made;
  }

  intersection(...others: Iterable<Value>[]): this {
    return others.reduce<this>(
      (kept, other) => kept.#common(other),
      others.length === 0 ? this.copy() : this,
    );
  }

  #common(other: Iterable<Value>): this {
    if (other === this) return this.copy();
    const [from, by] =
      isSet(other) && other._items.size <= this._items.size
        ? [other, this]
        : isSet(other)
          ? [this, other]
          : [other, this];
    return this._same([...from].filter((x) => by.has(x)));
  }

  difference(...others: Iterable<Value>[]): this {
    const [first, ...more] = others;
    let made: this;
    const isSmall =
      !(isSet(first) || first instanceof Dict) ||
      this._items.size >> 2 > (isSet(first) ? first._items.size : Dict.sizeOf(first));
    if (first === undefined || isSmall) {
      made = this.copy();
      if (first !== undefined) made._without(first);
    } else made = this._same([...this].filter((x) => !first.has(x)));
    for (const other of more) made._without(other);
    return made;
  }

  symmetric_difference(other: Iterable<Value>): this {
    const made = this._same(other);
    made._exchange(this);
    return made;
  }

  protected _exchange(other: Iterable<Value>): void {
    for (const x of [...asSet(other)]) if (!this._drop(x)) this._add(x);
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
    return this._same(this);
  }
}

/** What is in a set is none of its attributes. */
function hide(set: BaseSet): void {
  for (const name of ['_items', '_slots']) Object.defineProperty(set, name, { enumerable: false });
}

export class PySet extends BaseSet {
  protected override _same(items: Iterable<Value>): this {
    return new PySet(items) as this;
  }

  get [UNHASHABLE](): boolean {
    return true;
  }

  add(x: Value): void {
    this._add(x);
  }

  discard(x: Value): void {
    this._drop(x);
  }

  remove(x: Value): void {
    if (!this._drop(x)) throw new KeyError(x);
  }

  pop(): Value {
    if (this._items.size === 0) throw new KeyError('pop from an empty set');
    const key: Value = this._slots === undefined ? this._items.keys().next().value : this._slots.shift();
    const x: Value = this._items.get(key);
    this._items.delete(key);
    return x;
  }

  clear(): void {
    this._items.clear();
    this._slots = new Slots();
  }

  update(...others: Iterable<Value>[]): void {
    for (const other of others) this._put(other);
  }

  difference_update(...others: Iterable<Value>[]): void {
    for (const other of others) this._without(other);
  }

  intersection_update(...others: Iterable<Value>[]): void {
    const kept = this.intersection(...others);
    [this._items, this._slots] = [kept._items, kept._slots];
  }

  symmetric_difference_update(other: Iterable<Value>): void {
    if (other === this) this.clear();
    else this._exchange(other);
  }
}

export class FrozenSet extends BaseSet {
  constructor(...args: Value[]) {
    super(UNBORN);
    if (isBare(args)) return;
    if (args[0] !== undefined && args[0] !== null) this._put(args[0] as Iterable<Value>);
    this.__init__(...args);
  }

  override __init__(..._args: Value[]): Value {
    // It has its items already.
  }

  static override __new__(cls: Value, items?: Value): Value {
    const made: Value = bare(cls);
    if (items !== undefined) made._put(items);
    return made;
  }

  protected override _same(items: Iterable<Value>): this {
    return new FrozenSet(items) as this;
  }

  /** Equal sets are one key. */
  __key__(): string {
    return [...this._items.keys()]
      .map((key) => `${typeof key}${String(key)}`)
      .sort()
      .join(',');
  }
}
isForJavaScript(BaseSet.prototype);
Object.setPrototypeOf(BaseSet.prototype, throwingPrototype(Object.prototype));
for (const { __new__: maker } of [BaseSet, FrozenSet]) MAKERS.add(maker);
for (const [cls, name] of [
  [PySet, 'set'],
  [FrozenSet, 'frozenset'],
] as const) {
  isRoot(cls);
  isForJavaScript(cls.prototype as object);
  Object.defineProperty(cls, '__name__', { value: name });
}

export function isSet(x: Value): x is PySet | FrozenSet {
  return x instanceof BaseSet;
}

function asSet(items: Iterable<Value>): PySet | FrozenSet {
  return isSet(items) ? items : new PySet(items);
}

/** A set of constants as CPython keeps it: what a loop over `{1, 2, 3}` goes through. */
export function frozen(...items: Value[]): FrozenSet {
  return new FrozenSet([...new FrozenSet(items)]);
}

/** A set as it is written: `{1, 2}` is set_(1, 2). One of three constants and more takes those of a frozenset. */
export function set_(...items: Value[]): PySet {
  return new PySet(items.length < 3 ? items : frozen(...items));
}
internal(BaseSet);
