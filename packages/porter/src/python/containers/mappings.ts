/** Mapping and MutableMapping of collections.abc, and their views: what these show is asked of the mapping when it is looked at. */
import { contains, eq } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { Dict, entriesOf } from '../dict.js';
import { DictItems, DictKeys, DictValues, View } from '../dict-views.js';
import { KeyError } from '../exceptions.js';
import { generator } from '../generator.js';
import { derived, home } from '../homes.js';
import { items, iter, len } from '../iteration.js';
import { PyObject, className } from '../object.js';
import { plain } from '../plain.js';
import { PySet } from '../set.js';
import { repr } from '../text.js';
import { type Tuple, tup } from '../tuple.js';
import { pairsOf } from '../types.js';
import type { Value } from '../value.js';
import { Collection, Sized, kind, required } from './abstract.js';
import { Set } from './sets.js';

const valueAt = (mapping: Value, key: Value): Value => plain(mapping.__getitem__(key));
const isOrEquals = (a: Value, b: Value): boolean => a === b || eq(a, b);
const reprOf = (view: Value): string => `${className(view.constructor)}(${repr(view._mapping)})`;

export class MappingView extends PyObject {
  declare _mapping: Value;

  override __init__(mapping: Value): void {
    this._mapping = mapping;
  }

  __len__(): number {
    return len(this._mapping);
  }

  __repr__(): string {
    return reprOf(this);
  }
}
kind(MappingView, (x) => x instanceof View || x instanceof KeysView || x instanceof ItemsView);

/** The views that are sets: their operators make sets. */
class SetView extends Set {
  declare _mapping: Value;

  override __init__(mapping: Value): void {
    this._mapping = mapping;
  }

  static override _from_iterable(found: Value[]): PySet {
    return new PySet(found);
  }

  __len__(): number {
    return len(this._mapping);
  }

  __repr__(): string {
    return reprOf(this);
  }
}

export class KeysView extends SetView {
  __contains__(key: Value): boolean {
    return contains(key, this._mapping);
  }

  __iter__(): Value {
    return iter(this._mapping);
  }
}
kind(KeysView, (x) => x instanceof DictKeys);

export class ItemsView extends SetView {
  __contains__(item: Value): boolean {
    const [key, value] = items(item);
    try {
      return isOrEquals(valueAt(this._mapping, key), value);
    } catch (error) {
      if (error instanceof KeyError) return false;
      throw error;
    }
  }

  *__iter__(): Value {
    for (const key of items(this._mapping)) yield tup(key, valueAt(this._mapping, key));
  }
}
kind(ItemsView, (x) => x instanceof DictItems);

export class ValuesView extends MappingView {
  __contains__(value: Value): boolean {
    for (const key of items(this._mapping)) if (isOrEquals(valueAt(this._mapping, key), value)) return true;
    return false;
  }

  *__iter__(): Value {
    for (const key of items(this._mapping)) yield valueAt(this._mapping, key);
  }
}
kind(ValuesView, (x) => x instanceof DictValues);

generator(ItemsView.prototype.__iter__);
generator(ValuesView.prototype.__iter__);

/** The entries of a mapping, as they are now. */
const copied = (mapping: Value): Dict => new Dict(mapping.items());

export class Mapping extends PyObject {
  get(key: Value, otherwise: Value = null): Value {
    try {
      return this.__getitem__(key);
    } catch (error) {
      if (error instanceof KeyError) return otherwise;
      throw error;
    }
  }

  __contains__(key: Value): boolean {
    try {
      this.__getitem__(key);
      return true;
    } catch (error) {
      if (error instanceof KeyError) return false;
      throw error;
    }
  }

  keys(): Value {
    return new KeysView(this);
  }

  values(): Value {
    return new ValuesView(this);
  }

  items(): Value {
    return new ItemsView(this);
  }

  __eq__(other: Value): Value {
    if (!(other instanceof Mapping || other instanceof Dict)) return NotImplemented;
    return eq(copied(this), other instanceof Mapping ? copied(other) : other);
  }
}
Object.defineProperty(Mapping.prototype, '__hash__', { value: null, writable: true, configurable: true });
kind(Mapping, (x) => x instanceof Dict);

export class MutableMapping extends Mapping {
  pop(key: Value, ...otherwise: [Value?]): Value {
    let found: Value;
    try {
      found = this.__getitem__(key);
    } catch (error) {
      if (otherwise.length > 0 && error instanceof KeyError) return otherwise[0];
      throw error;
    }
    this.__delitem__(key);
    return found;
  }

  popitem(): Tuple {
    for (const key of items(this)) {
      const found = tup(key, this.__getitem__(key));
      this.__delitem__(key);
      return found;
    }
    throw new KeyError();
  }

  clear(): void {
    for (const key of [...items(this)]) this.__delitem__(key);
  }

  update(...sources: Value[]): void {
    for (const source of sources)
      for (const [key, value] of entriesOf(source) ?? pairsOf(source)) this.__setitem__(key, value);
  }

  setdefault(key: Value, value: Value = null): Value {
    try {
      return this.__getitem__(key);
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
    }
    this.__setitem__(key, value);
    return value;
  }
}
kind(MutableMapping, (x) => x instanceof Dict);

required(Mapping, '__getitem__', '__iter__', '__len__');
required(MutableMapping, '__delitem__', '__setitem__');

derived(Mapping, Collection);
derived(MappingView, Sized);
derived(KeysView, MappingView, Set);
derived(ItemsView, MappingView, Set);
derived(ValuesView, MappingView, Collection);
home('collections.abc', Mapping, MutableMapping, MappingView, KeysView, ItemsView, ValuesView);
