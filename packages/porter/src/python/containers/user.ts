/** Python's containers that wrap others: ChainMap, UserDict and UserList. */
import { contains, eq, lt } from '../compare.js';
import { Dict } from '../dict.js';
import { KeyError } from '../exceptions.js';
import { NotImplemented } from '../singletons.js';
import { delitem, getitem, setitem } from '../items.js';
import { iter, items, len } from '../iteration.js';
import { Kw, given, noMore, takeKw } from '../keywords.js';
import { builtinMethod } from '../methods/index.js';
import { className } from '../object.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';
import { onlyOne } from './arguments.js';
import { MutableSequence } from './abstract.js';
import { MutableMapping } from './mappings.js';

function flattened(maps: readonly Value[]): Dict {
  const made = new Dict();
  for (const map of [...maps].reverse()) for (const key of items(map)) made.set(key, getitem(map, key));
  return made;
}

/** Several mappings as one: the first that has a key answers, and the first is changed. */
export class ChainMap extends MutableMapping {
  declare maps: Value[];

  override __init__(...maps: Value[]): void {
    noMore('ChainMap.__init__', takeKw(maps));
    this.maps = maps.length > 0 ? maps : [new Dict()];
  }

  __missing__(key: Value): Value {
    throw new KeyError(key);
  }

  __getitem__(key: Value): Value {
    const found: Value = this.maps.find((map) => contains(key, map));
    return found === undefined ? this.__missing__(key) : getitem(found, key);
  }

  __setitem__(key: Value, value: Value): void {
    setitem(this.maps[0], key, value);
  }

  __delitem__(key: Value): void {
    if (!contains(key, this.maps[0])) throw new KeyError(`Key not found in the first mapping: ${repr(key)}`);
    delitem(this.maps[0], key);
  }

  override __contains__(key: Value): boolean {
    return this.maps.some((map) => contains(key, map));
  }

  __len__(): number {
    return flattened(this.maps).size;
  }

  __iter__(): Value {
    return iter(flattened(this.maps));
  }

  __bool__(): boolean {
    return this.maps.some((map) => len(map) > 0);
  }

  static fromkeys(keys: Iterable<Value>, value: Value = null): ChainMap {
    return new this(Dict.fromkeys(keys, value));
  }

  /** With a copy of the first mapping. */
  copy(): ChainMap {
    const [first, ...others] = this.maps;
    return new (this.constructor as typeof ChainMap)(copied(first), ...others);
  }

  __or__(other: Value): Value {
    if (!isMapping(other)) return NotImplemented;
    const made = this.copy();
    made.maps[0].update(other);
    return made;
  }

  __ror__(other: Value): Value {
    if (!isMapping(other)) return NotImplemented;
    const data = new Dict(other);
    data.update(flattened(this.maps));
    return new (this.constructor as typeof ChainMap)(data);
  }

  __ior__(other: Value): this {
    this.maps[0].update(other);
    return this;
  }

  new_child(map: Value = null): ChainMap {
    return new (this.constructor as typeof ChainMap)(
      map === null || map instanceof Kw ? new Dict(map) : map,
      ...this.maps,
    );
  }

  get parents(): ChainMap {
    return new (this.constructor as typeof ChainMap)(...this.maps.slice(1));
  }

  __repr__(): string {
    return `${className(this.constructor)}(${this.maps.map(repr).join(', ')})`;
  }
}

export class UserDict extends MutableMapping {
  declare data: Dict;

  override __init__(...args: Value[]): void {
    this.data = new Dict();
    const named = takeKw(args);
    const source = onlyOne('UserDict.__init__', args);
    if (source !== undefined && source !== null) this.update(source);
    if (named.size > 0) this.update(named);
  }

  __len__(): number {
    return this.data.size;
  }

  __getitem__(key: Value): Value {
    if (this.data.has(key)) return this.data.at(key);
    if (typeof this.__missing__ === 'function') return this.__missing__(key);
    throw new KeyError(key);
  }

  __setitem__(key: Value, value: Value): void {
    this.data.set(key, value);
  }

  __delitem__(key: Value): void {
    this.data.delete(key);
  }

  __iter__(): Value {
    return iter(this.data);
  }

  override __contains__(key: Value): boolean {
    return this.data.has(key);
  }

  static fromkeys(keys: Value, value: Value = null): Value {
    const made: Value = new this();
    for (const key of items(keys)) made.__setitem__(key, value);
    return made;
  }

  __or__(other: Value): Value {
    return isMapping(other) ? joined(this, this.data, contentsOf(other)) : NotImplemented;
  }

  __ror__(other: Value): Value {
    return isMapping(other) ? joined(this, contentsOf(other), this.data) : NotImplemented;
  }

  __ior__(other: Value): this {
    this.data.update(contentsOf(other));
    return this;
  }

  copy(): Value {
    const made: Value = new (this.constructor as new () => UserDict)();
    made.data = this.data.copy();
    return made;
  }

  __repr__(): string {
    return repr(this.data);
  }
}

const isMapping = (x: Value): boolean => x instanceof MutableMapping || x instanceof Dict;
const copied = (map: Value): Value => map.copy() as Value;
const contentsOf = (x: Value): Value => (x instanceof UserDict ? x.data : x) as Value;

/** A mapping of the same class. */
function joined(like: Value, first: Value, second: Value): Value {
  const data = new Dict(first);
  data.update(second);
  return new like.constructor(data);
}

const plain = (x: Value): Value => (x instanceof UserList ? x.data : x) as Value;

/** A list of the same class. */
const like = (x: Value, data: Value[]): Value => new x.constructor(data);

export class UserList extends MutableSequence {
  declare data: Value[];

  override __init__(...args: Value[]): void {
    const named = takeKw(args);
    const [source = null]: Value[] = given([onlyOne('UserList.__init__', args), named], ['initlist']);
    this.data = source === null ? [] : [...items(source)];
  }

  __len__(): number {
    return this.data.length;
  }

  __getitem__(at: Value): Value {
    const found: Value = getitem(this.data, at);
    return typeof at === 'object' ? like(this, found as Value[]) : found;
  }

  __setitem__(at: Value, x: Value): void {
    setitem(this.data, at, x);
  }

  __delitem__(at: Value): void {
    delitem(this.data, at);
  }

  override append(x: Value): void {
    this.data.push(x);
  }

  insert(at: number, x: Value): void {
    this.#ask('insert', at, x);
  }

  sort(...options: Value[]): void {
    this.#ask('sort', ...options);
  }

  override index(...given: Value[]): number {
    return this.#ask('index', ...given) as number;
  }

  override pop(...given: Value[]): Value {
    return this.#ask('pop', ...given);
  }

  override remove(x: Value): void {
    this.#ask('remove', x);
  }

  /** A method of the list. */
  #ask(name: string, ...given: Value[]): Value {
    return builtinMethod(this.data, name)?.(this.data, ...given);
  }

  copy(): Value {
    return like(this, [...this.data]);
  }

  __add__(other: Value): Value {
    return like(this, [...this.data, ...items(other)]);
  }

  __radd__(other: Value): Value {
    return like(this, [...items(other), ...this.data]);
  }

  __mul__(count: number): Value {
    return like(this, Array.from({ length: Math.max(0, count) }, () => this.data).flat());
  }

  __rmul__(count: number): Value {
    return this.__mul__(count);
  }

  __imul__(count: number): this {
    this.data = this.__mul__(count).data;
    return this;
  }

  __eq__(other: Value): boolean {
    return eq(this.data, plain(other));
  }

  __lt__(other: Value): boolean {
    return lt(this.data, plain(other));
  }

  __repr__(): string {
    return repr(this.data);
  }
}

home('collections', ChainMap, UserDict, UserList);
