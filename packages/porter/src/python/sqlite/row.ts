/** Rows whose columns have names, too. */
import { eq } from '../compare.js';
import { IndexError } from '../exceptions.js';
import { generator } from '../generator.js';
import { hash } from '../hash.js';
import { home } from '../homes.js';
import { Slice, getitem } from '../items.js';
import { type Int, isInt } from '../numbers.js';
import { PyObject } from '../object.js';
import { type Tuple, tup, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

export class Row extends PyObject {
  readonly #values: Tuple;
  readonly #names: readonly string[];

  constructor(cursor: Value, values: Value) {
    super();
    const columns: Iterable<Tuple> = cursor.description ?? [];
    this.#names = [...columns].map(([name]) => name as string);
    this.#values = values;
  }

  keys(): string[] {
    return [...this.#names];
  }

  __getitem__(index: Value): Value {
    if (typeof index === 'string') {
      const at = this.#names.findIndex((name) => name.toLowerCase() === index.toLowerCase());
      if (at < 0) throw new IndexError('No item with that key');
      return this.#values[at];
    }
    if (!isInt(index) && !(index instanceof Slice)) throw new IndexError('Index must be int or string');
    return getitem(this.#values, index);
  }

  __len__(): number {
    return this.#values.length;
  }

  *__iter__(): Generator<Value> {
    yield* this.#values;
  }

  __eq__(other: Value): boolean {
    return other instanceof Row && eq(this.keys(), other.keys()) && eq(this.#values, other.#values);
  }

  __hash__(): Int {
    return hash(tup(tuple_(this.keys()), this.#values));
  }
}

generator(Row.prototype.__iter__);
home('sqlite3', Row);
