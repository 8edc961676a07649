/**
 * Python's weakref. CPython lets an object go as soon as nobody has it; JavaScript does so at some later time, and what is in a weak
 * collection stays in it here. The report says so where the module is imported.
 */
import { Dict } from '../dict.js';
import { PyObject } from '../object.js';
import { PySet } from '../set.js';
import type { Value } from '../value.js';

export class ref extends PyObject {
  readonly #target: WeakRef<object>;

  constructor(x: Value, _callback: Value = null) {
    super();
    this.#target = new WeakRef(x as object);
  }

  __call__(): Value {
    return this.#target.deref() ?? null;
  }

  __eq__(other: Value): boolean {
    return other instanceof ref && other.__call__() === this.__call__();
  }
}
export { ref as WeakMethod, ref as ReferenceType };

export const proxy = (x: Value): Value => x;

export class WeakValueDictionary extends Dict {}
export class WeakKeyDictionary extends Dict {}
export class WeakSet extends PySet {
  protected override _same(items: Iterable<Value>): this {
    return new WeakSet(items) as this;
  }
}
