/** keys(), values() and items(): they show what is in the dict when they are looked at. Their operators are in containers/views.ts. */
import type { Dict, Entry } from './dict.js';
import { UNHASHABLE } from './hash.js';
import { throwingPrototype } from './missing.js';
import { tup } from './tuple.js';
import type { Value } from './value.js';

export abstract class View {
  // Operators of those that are sets.
  [name: string]: Value;
  readonly #dict: Dict;

  constructor(dict: Dict) {
    this.#dict = dict;
  }

  abstract _part(entry: Entry): Value;

  get size(): number {
    return this.#dict.size;
  }

  get mapping(): Dict {
    return this.#dict;
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.#dict._iterate((entry) => this._part(entry));
  }

  reversed(): Iterable<Value> {
    return this.#dict._iterate((entry) => this._part(entry), true);
  }
}
Object.setPrototypeOf(View.prototype, throwingPrototype(Object.prototype));

/** What is a set: it has no value twice. */
export abstract class SetView extends View {
  get [UNHASHABLE](): boolean {
    return true;
  }
}

export class DictKeys extends SetView {
  _part([key]: Entry): Value {
    return key;
  }

  __contains__(key: Value): boolean {
    return this.mapping.has(key);
  }
}

export class DictItems extends SetView {
  _part(entry: Entry): Value {
    return tup(...entry);
  }
}

export class DictValues extends View {
  _part([, value]: Entry): Value {
    return value;
  }
}

export class OdictKeys extends DictKeys {}
export class OdictItems extends DictItems {}
export class OdictValues extends DictValues {}

for (const [cls, name] of [
  [DictKeys, 'dict_keys'],
  [DictItems, 'dict_items'],
  [DictValues, 'dict_values'],
  [OdictKeys, 'odict_keys'],
  [OdictItems, 'odict_items'],
  [OdictValues, 'odict_values'],
] as const)
  Object.defineProperty(cls, '__name__', { value: name });
