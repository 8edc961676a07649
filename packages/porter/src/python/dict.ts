/** Python's dict: in the order of insertion, keys by value, and an error for one that changes while it is iterated. */
import { DictItems, DictKeys, DictValues, type View } from './dict-views.js';
import { KeyError, RuntimeError } from './exceptions.js';
import { UNHASHABLE, keyOf } from './hash.js';
import { throwingPrototype } from './missing.js';
import { MAKERS } from './mro.js';
import { isForJavaScript } from './natives.js';
import { bare, isBare, isRoot } from './object.js';
import { type Tuple, tup } from './tuple.js';
import type { Value } from './value.js';

export type Entry = [key: Value, value: Value];

export class Dict {
  // A subclass that is ported has attributes of its own.
  [name: string]: Value;
  readonly #entries = new Map<Value, Entry>();
  /** How often a key was put at an end: whoever iterates would meet it again, or never. */
  #moves = 0;

  constructor(...args: Value[]) {
    if (!isBare(args)) this.__init__(...args);
  }

  __init__(pairs?: Value, more?: Value): Value {
    if (pairs !== undefined && pairs !== null) this.update(pairs, more);
  }

  static __new__(cls: Value, ..._args: Value[]): Value {
    return bare(cls);
  }

  __len__(): number {
    return this.#entries.size;
  }

  get [UNHASHABLE](): boolean {
    return true;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** A class of the program may have an attribute of that name: the runtime asks sizeOf(). */
  set size(value: Value) {
    Object.defineProperty(this, 'size', { value, writable: true, enumerable: true, configurable: true });
  }

  /** How many entries a dict has. */
  static sizeOf(x: Dict): number {
    return x.#entries.size;
  }

  /** `d[key]`. */
  at(key: Value): Value {
    const entry = this.#entries.get(keyOf(key));
    if (entry !== undefined) return entry[1];
    const missing: Value = this.__missing__;
    if (typeof missing === 'function') return missing.call(this, key);
    throw new KeyError(key);
  }

  has(key: Value): boolean {
    return this.#entries.has(keyOf(key));
  }

  set(key: Value, value: Value): void {
    const hashed = keyOf(key);
    const entry = this.#entries.get(hashed);
    if (entry === undefined) this.#entries.set(hashed, [key, value]);
    else entry[1] = value;
  }

  /** `del d[key]`. */
  delete(key: Value): void {
    if (!this.#entries.delete(keyOf(key))) throw new KeyError(key);
  }

  get(key: Value, otherwise: Value = null): Value {
    const entry = this.#entries.get(keyOf(key));
    return entry === undefined ? otherwise : entry[1];
  }

  pop(key: Value, ...otherwise: [Value?]): Value {
    const hashed = keyOf(key);
    const entry = this.#entries.get(hashed);
    if (entry === undefined) {
      if (otherwise.length > 0) return otherwise[0];
      throw new KeyError(key);
    }
    this.#entries.delete(hashed);
    return entry[1];
  }

  popitem(): Tuple {
    const last = [...this.#entries.keys()].at(-1);
    const entry = this.#entries.get(last);
    if (entry === undefined) throw new KeyError('popitem(): dictionary is empty');
    this.#entries.delete(last);
    return tup(...entry);
  }

  setdefault(key: Value, value: Value = null): Value {
    const entry = this.#entries.get(keyOf(key));
    if (entry !== undefined) return entry[1];
    this.set(key, value);
    return value;
  }

  update(pairs?: Value, more?: Value): void {
    for (const source of [pairs, more]) {
      if (source === undefined || source === null) continue;
      if (source instanceof Dict) for (const [key, value] of source.#entries.values()) this.set(key, value);
      else for (const [key, value] of entriesOf(source) ?? (source as Iterable<Entry>)) this.set(key, value);
    }
  }

  clear(): void {
    this.#entries.clear();
  }

  /** `dict.fromkeys(keys, value)`, of whatever class of dicts. */
  static fromkeys(keys: Iterable<Value>, value: Value = null): Dict {
    const made: Dict = new this();
    for (const key of keys) made.set(key, value);
    return made;
  }

  copy(): Dict {
    const made = new Dict();
    made.update(this);
    return made;
  }

  /** Python 2's `in`. */
  has_key(key: Value): boolean {
    return this.has(key);
  }

  keys(): View {
    return new DictKeys(this);
  }

  values(): View {
    return new DictValues(this);
  }

  items(): View {
    return new DictItems(this);
  }

  [Symbol.iterator](): Iterator<Value> {
    return this._iterate((entry) => entry[0]);
  }

  /** In order; RuntimeError when the number of entries has changed meanwhile, or their order. */
  *_iterate(part: (entry: Entry) => Value, backwards = false): Generator<Value, undefined> {
    const { size } = this.#entries;
    const moves = this.#moves;
    const entries = backwards ? [...this.#entries.values()].reverse() : this.#entries.values();
    let left = size;
    for (const entry of entries) {
      if (this.#entries.size !== size) throw new RuntimeError('dictionary changed size during iteration');
      if (this.#moves !== moves) throw new RuntimeError('OrderedDict mutated during iteration');
      // A key that was taken out and put back comes again.
      if (--left < 0) throw new RuntimeError('dictionary keys changed during iteration');
      yield part(entry);
    }
    if (this.#entries.size !== size) throw new RuntimeError('dictionary changed size during iteration');
  }

  /** For OrderedDict: put a key at one end. */
  _move(key: Value, toEnd: boolean): void {
    const value = this.at(key);
    if (this.#entries.size === 1) return;
    this.#moves++;
    this.delete(key);
    const rest = toEnd ? [] : [...this.#entries.values()];
    if (!toEnd) this.#entries.clear();
    this.set(key, value);
    for (const entry of rest) this.#entries.set(keyOf(entry[0]), entry);
  }
}
isRoot(Dict);
isForJavaScript(Dict.prototype);
Object.setPrototypeOf(Dict.prototype, throwingPrototype(Object.prototype));
MAKERS.add(Dict.__new__);
Object.defineProperty(Dict, '__name__', { value: 'dict' });

/** The entries of a mapping: of a dict, or of anything with keys() and `__getitem__`. */
export function entriesOf(x: Value): Iterable<Entry> | undefined {
  if (x instanceof Dict) return x.items() as Iterable<Value> as Iterable<Entry>;
  const isMapping = typeof x === 'object' && x !== null && typeof x.__getitem__ === 'function' && 'keys' in x;
  return isMapping ? [...x.keys()].map((key): Entry => [key, x.__getitem__(key)]) : undefined;
}

/** A dict as it is written: `{'a': 1}` is dict_(['a', 1]). */
export function dict_(...pairs: Entry[]): Dict {
  const made = new Dict();
  for (const [key, value] of pairs) made.set(key, value);
  return made;
}
