/** Python's Counter: a dict of counts, of whatever kind of number. */
import { add, neg, sub } from '../arithmetic.js';
import { compare, eq, gt, le, lt } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { Dict, entriesOf } from '../dict.js';
import { NotImplementedError } from '../exceptions.js';
import { generator } from '../generator.js';
import { home } from '../homes.js';
import { items } from '../iteration.js';
import { Kw, takeKw } from '../keywords.js';
import { className, isRoot } from '../object.js';
import { repr } from '../text.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { onlyOne } from './arguments.js';

type Combining = (own: Value, other: Value) => Value;

const smaller: Combining = (a, b) => (lt(b, a) ? b : a);
const larger: Combining = (a, b) => (lt(a, b) ? b : a);

/** More, or fewer, of what a source has: counts of a mapping, or once each. */
function count(counter: Counter, sources: readonly Value[], by: Combining): void {
  for (const source of sources) {
    if (source === undefined || source === null) continue;
    const counts = entriesOf(source);
    if (counts !== undefined)
      for (const [key, more] of [...counts]) counter.set(key, by(counter.get(key, 0), more));
    else for (const x of items(source)) counter.set(x, by(counter.get(x, 0), 1));
  }
}

/** What is left above zero, of the keys of both. */
function combined(counter: Counter, other: Value, by: Combining): Value {
  if (!(other instanceof Counter)) return NotImplemented;
  const made = new Counter();
  for (const key of new Set([...counter, ...other])) {
    const left: Value = by(counter.at(key), other.at(key));
    if (gt(left, 0)) made.set(key, left);
  }
  return made;
}

/** The same in place: of the keys of one of them. */
function changed<C extends Counter>(counter: C, other: Value, keys: Iterable<Value>, by: Combining): C {
  for (const key of [...keys]) counter.set(key, by(counter.at(key), other.at(key)));
  for (const [key, left] of [...counter.items()]) if (!gt(left, 0)) counter.pop(key);
  return counter;
}

function compared(counter: Counter, other: Value, by: (own: Value, other: Value) => boolean): Value {
  if (!(other instanceof Counter)) return NotImplemented;
  return [...counter, ...other].every((key) => by(counter.at(key), other.at(key)));
}

export class Counter extends Dict {
  override __init__(...args: Value[]): Value {
    const named = takeKw(args);
    this.update(onlyOne('Counter.__init__', args), named);
  }

  __missing__(): number {
    return 0;
  }

  override delete(key: Value): void {
    this.pop(key, null);
  }

  override update(...sources: Value[]): void {
    count(this, sources, add);
  }

  subtract(...sources: Value[]): void {
    count(this, sources, sub);
  }

  most_common(n: Value = null): Tuple[] {
    const all = [...this.items()].sort((a, b) => compare(b[1], a[1])) as Tuple[];
    const most: Value = n instanceof Kw ? n.get('n') : n;
    return most === null ? all : all.slice(0, Math.max(0, Number(most)));
  }

  *elements(): Generator<Value> {
    for (const [key, times] of [...this.items()]) for (let i = 0; i < times; i++) yield key;
  }

  total(): Value {
    let total: Value = 0;
    for (const each of this.values() as Iterable<Value>) total = add(total, each);
    return total;
  }

  static override fromkeys(): never {
    throw new NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.');
  }

  __add__(other: Value): Value {
    return combined(this, other, add);
  }

  __sub__(other: Value): Value {
    return combined(this, other, sub);
  }

  __and__(other: Value): Value {
    return combined(this, other, smaller);
  }

  __or__(other: Value): Value {
    return combined(this, other, larger);
  }

  __iadd__(other: Value): Value {
    return changed(this, other, other as Iterable<Value>, add);
  }

  __isub__(other: Value): Value {
    return changed(this, other, other as Iterable<Value>, sub);
  }

  __iand__(other: Value): Value {
    return changed(this, other, this, smaller);
  }

  __ior__(other: Value): Value {
    return changed(this, other, other as Iterable<Value>, larger);
  }

  __pos__(): Value {
    return changed(new Counter(), this, this, add);
  }

  __neg__(): Value {
    return changed(new Counter(), this, this, (_none, count) => neg(count) as Value);
  }

  __eq__(other: Value): Value {
    return compared(this, other, eq);
  }

  __le__(other: Value): Value {
    return compared(this, other, le);
  }

  __lt__(other: Value): Value {
    const atMost = this.__le__(other);
    return atMost === true ? !eq(this, other) : atMost;
  }

  __ge__(other: Value): Value {
    return other instanceof Counter ? other.__le__(this) : NotImplemented;
  }

  __gt__(other: Value): Value {
    return other instanceof Counter ? other.__lt__(this) : NotImplemented;
  }

  override copy(): Counter {
    return new (this.constructor as typeof Counter)(this);
  }

  __repr__(): string {
    const name = className(this.constructor);
    return Dict.sizeOf(this) === 0
      ? `${name}()`
      : `${name}({${this.most_common()
          .map(([key, count]) => `${repr(key)}: ${repr(count)}`)
          .join(', ')}})`;
  }
}
isRoot(Counter);
generator(Counter.prototype.elements);

home('collections', Counter);
