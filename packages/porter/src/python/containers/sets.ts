/** Set and MutableSet of collections.abc. */
import { contains } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { SetView } from '../dict-views.js';
import { KeyError } from '../exceptions.js';
import { hash } from '../hash.js';
import { derived, home } from '../homes.js';
import { items, len } from '../iteration.js';
import { PyObject } from '../object.js';
import { FrozenSet, PySet, isSet } from '../set.js';
import type { Value } from '../value.js';
import { Collection, canIterate, kind, required } from './abstract.js';

const within = (a: Value, b: Value): boolean =>
  len(a) <= len(b) && [...items(a)].every((x) => contains(x, b));
const isSetLike = (x: Value): boolean => isSet(x) || x instanceof Set || x instanceof SetView;
/** A set of the class, which a class whose constructor takes something else says how to make. */
const remade = (x: Value, found: Value[]): Value => x.constructor._from_iterable(found) as Value;
const outside = (a: Value, b: Value): Value[] => [...items(a)].filter((x) => !contains(x, b));

export class Set extends PyObject {
  static _from_iterable(found: Value): Value {
    return new this(found);
  }

  /** The hash of a frozenset of the same. */
  _hash(): Value {
    return hash(new FrozenSet(items(this)));
  }

  __le__(other: Value): Value {
    return isSetLike(other) ? within(this, other) : NotImplemented;
  }

  __ge__(other: Value): Value {
    return isSetLike(other) ? within(other, this) : NotImplemented;
  }

  __lt__(other: Value): Value {
    return isSetLike(other) ? len(this) < len(other) && within(this, other) : NotImplemented;
  }

  __gt__(other: Value): Value {
    return isSetLike(other) ? len(this) > len(other) && within(other, this) : NotImplemented;
  }

  __eq__(other: Value): Value {
    return isSetLike(other) ? len(this) === len(other) && within(this, other) : NotImplemented;
  }

  __and__(other: Value): Value {
    if (!canIterate(other)) return NotImplemented;
    return remade(
      this,
      [...items(other)].filter((x) => contains(x, this)),
    );
  }

  __rand__(other: Value): Value {
    return this.__and__(other);
  }

  __or__(other: Value): Value {
    return canIterate(other) ? remade(this, [...items(this), ...items(other)]) : NotImplemented;
  }

  __ror__(other: Value): Value {
    return this.__or__(other);
  }

  __sub__(other: Value): Value {
    return canIterate(other) ? remade(this, outside(this, settled(other))) : NotImplemented;
  }

  __rsub__(other: Value): Value {
    return canIterate(other) ? remade(this, outside(other, this)) : NotImplemented;
  }

  __xor__(other: Value): Value {
    if (!canIterate(other)) return NotImplemented;
    const right = settled(other);
    return remade(this, [...outside(this, right), ...outside(right, this)]);
  }

  __rxor__(other: Value): Value {
    return this.__xor__(other);
  }

  isdisjoint(other: Value): boolean {
    return ![...items(other)].some((x) => contains(x, this));
  }
}
kind(Set, isSetLike);

/** What is asked about each item must not be used up by the first. */
function settled(x: Value): Value {
  return isSetLike(x) ? x : new PySet(items(x));
}

export class MutableSet extends Set {
  remove(x: Value): void {
    if (!contains(x, this)) throw new KeyError(x);
    this.discard(x);
  }

  pop(): Value {
    for (const x of items(this)) {
      this.discard(x);
      return x;
    }
    throw new KeyError();
  }

  clear(): void {
    for (const x of [...items(this)]) this.discard(x);
  }

  __ior__(other: Value): Value {
    for (const x of [...items(other)]) this.add(x);
    return this;
  }

  __iand__(other: Value): Value {
    for (const x of [...items(this)]) if (!contains(x, other)) this.discard(x);
    return this;
  }

  __isub__(other: Value): Value {
    for (const x of [...items(other)]) this.discard(x);
    return this;
  }
}
kind(MutableSet, (x) => x instanceof PySet);

required(Set, '__contains__', '__iter__', '__len__');
required(MutableSet, 'add', 'discard');

derived(Set, Collection);
home('collections.abc', Set, MutableSet);
