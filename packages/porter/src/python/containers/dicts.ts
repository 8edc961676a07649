/** Python's kinds of dict: defaultdict and OrderedDict. */
import { eq } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { Dict } from '../dict.js';
import { OdictItems, OdictKeys, OdictValues, type View } from '../dict-views.js';
import { KeyError, TypeError as PyTypeError } from '../exceptions.js';
import { callable } from '../iteration.js';
import { Kw, takeKw } from '../keywords.js';
import { className, isRoot } from '../object.js';
import { invokePlain } from '../plain.js';
import { repr } from '../text.js';
import { type Tuple, tup } from '../tuple.js';
import { pairsOf } from '../types.js';
import type { Value } from '../value.js';
import { extension } from '../homes.js';

/** What a dict is made with: a mapping, or pairs, and what is named. */
function filled(made: Dict, source: Value, named: Kw): void {
  if (source !== undefined) made.update(pairsOf(source));
  if (named.size > 0) made.update(named);
}

export class defaultdict extends Dict {
  override __init__(...args: Value[]): Value {
    const named = takeKw(args);
    const [factory = null, source, ...rest] = args as [Value?, Value?, ...Value[]];
    if (rest.length > 0)
      throw new PyTypeError(`dict expected at most 1 argument, got ${String(rest.length + 1)}`);
    if (factory !== null && !callable(factory))
      throw new PyTypeError('first argument must be callable or None');
    filled(this, source, named);
    Object.defineProperty(this, 'default_factory', {
      value: factory,
      writable: true,
      enumerable: false,
    });
  }

  __missing__(key: Value): Value {
    if (this.default_factory === null) throw new KeyError(key);
    const made: Value = invokePlain(this.default_factory);
    this.set(key, made);
    return made;
  }

  override copy(): defaultdict {
    return new (this.constructor as typeof defaultdict)(this.default_factory, this);
  }

  __or__(other: Value): Value {
    return other instanceof Dict ? joined(this.copy(), other) : NotImplemented;
  }

  __ror__(other: Value): Value {
    return other instanceof Dict
      ? joined(new defaultdict(this.default_factory, other), this)
      : NotImplemented;
  }

  __repr__(): string {
    return `${className(this.constructor)}(${repr(this.default_factory)}, ${reprOfDict(this)})`;
  }
}

/** A dict with what another has, too. */
function joined<D extends Dict>(made: D, other: Dict): D {
  made.update(other);
  return made;
}

const reprOfDict = (dict: Dict): string =>
  `{${[...dict.items()].map(([key, value]) => `${repr(key)}: ${repr(value)}`).join(', ')}}`;

/** Of the class of another. */
function alike(of: OrderedDict, source: Dict): OrderedDict {
  return new (of.constructor as new (source: Dict) => OrderedDict)(source);
}

export class OrderedDict extends Dict {
  override __init__(...args: Value[]): Value {
    const named = takeKw(args);
    if (args.length > 1) throw new PyTypeError(`expected at most 1 arguments, got ${String(args.length)}`);
    filled(this, args[0], named);
  }

  move_to_end(key: Value, last: Value = true): void {
    this._move(key, Boolean(last instanceof Kw ? last.get('last') : last));
  }

  override popitem(last: Value = true): Tuple {
    if (Boolean(last instanceof Kw ? last.get('last') : last)) return super.popitem();
    for (const key of this.keys()) return tup(key, this.pop(key));
    throw new KeyError('dictionary is empty');
  }

  override pop(key: Value, ...otherwise: [Value?]): Value {
    const [first] = otherwise;
    return first instanceof Kw ? super.pop(key, first.get('default')) : super.pop(key, ...otherwise);
  }

  static override fromkeys(keys: Iterable<Value>, value: Value = null): Dict {
    return super.fromkeys(keys, value instanceof Kw ? value.get('value') : value);
  }

  override copy(): OrderedDict {
    return alike(this, this);
  }

  override keys(): View {
    return new OdictKeys(this);
  }

  override values(): View {
    return new OdictValues(this);
  }

  override items(): View {
    return new OdictItems(this);
  }

  __or__(other: Value): Value {
    return other instanceof Dict ? joined(alike(this, this), other) : NotImplemented;
  }

  __ror__(other: Value): Value {
    return other instanceof Dict ? joined(alike(this, other), this) : NotImplemented;
  }

  /** Of two, the order counts, too. */
  __eq__(other: Value): Value {
    return other instanceof OrderedDict ? eq([...this.items()], [...other.items()]) : NotImplemented;
  }

  __repr__(): string {
    const name = className(this.constructor);
    return Dict.sizeOf(this) === 0
      ? `${name}()`
      : `${name}([${[...this.items()].map((pair) => repr(pair)).join(', ')}])`;
  }
}

for (const cls of [defaultdict, OrderedDict]) isRoot(cls);
extension('collections', defaultdict, OrderedDict);
