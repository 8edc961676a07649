/** patch.object() and patch.dict(): something is replaced for a while. */
import { setattr } from '../attributes.js';
import { Dict } from '../dict.js';
import { AttributeError } from '../exceptions.js';
import { Kw } from '../keywords.js';
import { PyObject, isClass } from '../object.js';
import { call, isOp, op } from '../plain.js';
import { repr } from '../text.js';
import { pairsOf } from '../types.js';
import type { Value } from '../value.js';
import { DEFAULT, MagicMock, PropertyMock, stateOf } from './mock.js';

/** What can be entered, used as a decorator, or started and stopped. */
abstract class Patch extends PyObject {
  abstract start(): Value;
  abstract stop(): null;

  /** Whether a decorated function is given what start() returns. */
  isGiven(): boolean {
    return false;
  }

  __enter__(): Value {
    return this.start();
  }

  __exit__(): boolean {
    this.stop();
    return false;
  }

  /** As a decorator. What was replaced is put back when the function has ended, which may park. */
  __call__(f: Value): Value {
    if (isClass(f)) return ofTests(f, this);
    if (f.patchings !== undefined) {
      f.patchings.push(this);
      return f;
    }
    const patchings: Patch[] = [this];
    const patched = (...args: Value[]): Value => {
      const named: Value[] = args.at(-1) instanceof Kw ? [args.pop()] : [];
      const made = patchings.map((patch) => [patch, patch.start()] as const);
      const own = made.filter(([patch]) => patch.isGiven()).map(([, value]) => value as Value);
      let result: Value;
      try {
        result = f(...args, ...own, ...named);
      } catch (error) {
        stopped(patchings);
        throw error;
      }
      if (isOp(result)) return afterwards(result, patchings);
      stopped(patchings);
      return result;
    };
    Object.defineProperty(patched, 'name', { value: f.name });
    return Object.assign(patched, { patchings });
  }
}

function stopped(patchings: readonly Patch[]): void {
  for (const patch of [...patchings].reverse()) patch.stop();
}

function* afterwards(steps: Value, patchings: readonly Patch[]): Generator<Value> {
  try {
    return yield* op(steps);
  } finally {
    stopped(patchings);
  }
}

/** A class of tests: each of them is decorated. */
function ofTests(cls: Value, patch: Patch): Value {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(cls.prototype as object))) {
    if (!name.startsWith('test') || typeof value !== 'function') continue;
    const patched: Value = patch.__call__((self: Value, ...args: Value[]): Value => value.apply(self, args));
    Object.defineProperty(cls.prototype, name, {
      value(this: Value, ...args: Value[]): Value {
        return patched(this, ...args);
      },
      writable: true,
      configurable: true,
    });
  }
  return cls;
}

const ACTIVE: Patch[] = [];

/** `patch.object(target, name)`. */
class Attribute extends Patch {
  declare target: Value;
  declare attribute: string;
  declare made: Value;
  declare options: Dict;
  declare isNew: boolean;
  declare owner: Value;
  declare before: PropertyDescriptor | undefined;

  override __init__(target: Value, attribute: string, made: Value, options: Dict): void {
    Object.assign(this, { target, attribute, made, options, isNew: made === DEFAULT, owner: null });
  }

  override isGiven(): boolean {
    return this.isNew;
  }

  start(): Value {
    const { target, attribute } = this;
    const isThere = attribute in Object(target) || (isClass(target) && attribute in target.prototype);
    if (!isThere && this.options.get('create') !== true)
      throw new AttributeError(`${repr(target)} does not have the attribute '${attribute}'`);
    // A method of a class is where its instances find it.
    const isMethod = isClass(target) && attribute in target.prototype && !Object.hasOwn(target, attribute);
    this.owner = isMethod ? target.prototype : target;
    this.before = Object.getOwnPropertyDescriptor(this.owner, attribute);
    const value: Value = this.isNew ? this.#mock() : this.made;
    if (stateOf(value)?.kind === PropertyMock)
      Object.defineProperty(this.owner, attribute, {
        get: () => value() as Value,
        set: (given: Value) => value(given) as Value,
        configurable: true,
      });
    else if (this.before !== undefined || isMethod || typeof this.owner === 'function')
      Object.defineProperty(this.owner, attribute, {
        value:
          isMethod && typeof value === 'function' && stateOf(value) === undefined ? withSelf(value) : value,
        writable: true,
        configurable: true,
        enumerable: this.before?.enumerable ?? false,
      });
    else setattr(this.owner, attribute, value);
    ACTIVE.push(this);
    return value;
  }

  #mock(): Value {
    const named = new Kw();
    named.update(this.options);
    named.pop('create', null);
    const callable: Value = named.pop('new_callable', null);
    if (callable !== null) return call(callable, ...(named.size > 0 ? [named] : []));
    if (!named.has('name')) named.set('name', this.attribute);
    return new MagicMock(named);
  }

  stop(): null {
    if (this.owner === null) return null;
    if (this.before === undefined) Reflect.deleteProperty(this.owner as object, this.attribute);
    else Object.defineProperty(this.owner, this.attribute, this.before);
    this.owner = null;
    const at = ACTIVE.indexOf(this);
    if (at >= 0) ACTIVE.splice(at, 1);
    return null;
  }
}

/** A function as a method: its object comes first. */
function withSelf(f: Value): Value {
  return isClass(f)
    ? f
    : function (this: Value, ...args: Value[]): Value {
        return f(this, ...args);
      };
}

/** `patch.dict(x, values)`. */
class Mapping extends Patch {
  declare dict: Dict;
  declare values: Value;
  declare clear: boolean;
  declare before: Dict;

  override __init__(dict: Dict, values: Value, clear: boolean): void {
    Object.assign(this, { dict, values, clear });
  }

  start(): Value {
    this.before = this.dict.copy();
    if (this.clear) this.dict.clear();
    this.dict.update(pairsOf(this.values));
    return this.dict;
  }

  stop(): null {
    this.dict.clear();
    this.dict.update(this.before);
    return null;
  }
}

/** The arguments by position, then those by name. */
function taken(args: Value[]): [Value[], Dict] {
  const options = new Dict();
  if (args.at(-1) instanceof Kw) options.update(args.pop());
  return [args, options];
}

export const patch: Value = {
  object(...given: Value[]): Patch {
    const [[target, attribute, made = DEFAULT], options] = taken(given);
    return new Attribute(target, attribute, options.has('new') ? options.pop('new') : made, options);
  },
  dict(...given: Value[]): Patch {
    const [[dict, values = new Dict(), clear = false], options] = taken(given);
    const all = new Dict();
    all.update(pairsOf(options.has('values') ? options.pop('values') : values));
    const clears = Boolean(options.has('clear') ? options.pop('clear') : clear);
    all.update(options);
    return new Mapping(dict, all, clears);
  },
  stopall(): null {
    for (const one of [...ACTIVE].reverse()) one.stop();
    return null;
  },
};
