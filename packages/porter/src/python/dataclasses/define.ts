/** What `@dataclass` does to a class: special methods by its fields. */
import { lt as less, eq } from '../compare.js';
import { NotImplemented } from '../singletons.js';
import { AttributeError, ValueError } from '../exceptions.js';
import { hash } from '../hash.js';
import { home, qualifiedName } from '../homes.js';
import { bound, signature } from '../keywords.js';
import { memberName } from '../natives.js';
import { SET_OWN, className, guarded, slots } from '../object.js';
import { parsed } from '../signature.js';
import { isSteps, op } from '../plain.js';
import { repr, shownOnce } from '../text.js';
import { type Tuple, tuple_ } from '../tuple.js';
import type { Callable, Value } from '../value.js';
import { Field, type Given, MISSING, parameters } from './field.js';

const FIELDS = Symbol('fields');

/** All fields of a class or an instance, those too that only `__init__` takes; undefined if it is of no dataclass. */
export const allFields = (x: Value): readonly Field[] | undefined =>
  (typeof x === 'function' ? x : (x?.constructor ?? {}))[FIELDS];

export const fieldsIn = (x: Value): readonly Field[] | undefined =>
  allFields(x)?.filter((one) => !one._isInitOnly);

export interface Options {
  readonly init?: boolean;
  readonly repr?: boolean;
  readonly eq?: boolean;
  readonly order?: boolean;
  readonly unsafe_hash?: boolean;
  readonly frozen?: boolean;
  readonly match_args?: boolean;
  readonly kw_only?: boolean;
  readonly slots?: boolean;
}

export function define(cls: Value, given: readonly Given[], options: Options = {}): void {
  const inherited = allFields(Object.getPrototypeOf(cls)) ?? [];
  const annotations: Value = Object.hasOwn(cls as object, '__annotations__')
    ? cls.__annotations__
    : undefined;
  const own = new Map(
    given.map((one) => [one[0], new Field(one, options.kw_only === true, annotations?.get(one[0]) ?? null)]),
  );
  const names = new Set([...inherited.map(({ name }) => name), ...own.keys()]);
  const all = [...names].map(
    (name) => own.get(name) ?? (inherited.find((one) => one.name === name) as Field),
  );
  const fields = all.filter((one) => !one._isInitOnly);
  Object.defineProperty(cls, FIELDS, { value: all });
  // The default that a field() has said is an attribute of the class, as one that is written is.
  for (const { name, default: value } of own.values())
    if (value !== MISSING)
      Object.defineProperty(cls, memberName(name), {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
  if (options.eq === false && options.order === true)
    throw new ValueError('eq must be true if order is true');
  if (options.match_args !== false)
    Object.defineProperty(cls, '__match_args__', {
      value: tuple_(all.filter((one) => one.init && !one.kw_only).map(({ name }) => name)),
      configurable: true,
    });
  if (options.init !== false) add(cls, '__init__', initOf(cls, all, options.frozen === true));
  if (options.repr !== false)
    add(cls, '__repr__', function (this: Value) {
      const shown = fields.filter((one) => one.repr);
      const parts = (): string =>
        shown.map(({ name }) => `${name}=${repr(this[memberName(name)])}`).join(', ');
      return shownOnce(
        this,
        '...',
        () => `${qualifiedName(this.constructor as object) ?? className(this.constructor)}(${parts()})`,
      );
    });
  comparisons(cls, fields, options);
  if (options.frozen === true) freeze(cls, fields);
  else if (options.slots === true) slots(cls, ...fields.map(({ name }) => name));
}

/** A method that the class has not written itself. */
function add(cls: Value, name: string, f: Callable): void {
  if (!Object.hasOwn(cls.prototype as object, name))
    Object.defineProperty(cls.prototype, name, { value: f, writable: true, configurable: true });
}

function comparisons(cls: Value, fields: readonly Field[], options: Options): void {
  const values = (x: Value, all: readonly Field[]): Tuple =>
    tuple_(all.map(({ name }) => x[memberName(name)] as Value));
  const compared = fields.filter((one) => one.compare);
  const hashed = fields.filter((one) => Boolean(one.hash ?? one.compare));
  if (options.eq !== false)
    add(cls, '__eq__', function (this: Value, other: Value) {
      if (other?.constructor !== this.constructor) return NotImplemented;
      return eq(values(this, compared), values(other, compared));
    });
  if ((options.frozen === true && options.eq !== false) || options.unsafe_hash === true)
    add(cls, '__hash__', function (this: Value) {
      return hash(values(this, hashed));
    });
  if (options.order !== true) return;
  for (const [name, test] of Object.entries({
    __lt__: (a: Tuple, b: Tuple) => less(a, b),
    __gt__: (a: Tuple, b: Tuple) => less(b, a),
    __le__: (a: Tuple, b: Tuple) => !less(b, a),
    __ge__: (a: Tuple, b: Tuple) => !less(a, b),
  }))
    add(cls, name, function (this: Value, other: Value) {
      if (other?.constructor !== this.constructor) return NotImplemented;
      return test(values(this, compared), values(other, compared));
    });
}

function initOf(cls: Value, fields: readonly Field[], frozen: boolean): Callable {
  const texts = parameters(className(cls), fields);
  const known = parsed(texts);
  const begin = function (this: Value, ...args: Value[]): Value {
    const given = bound(known, args);
    const extra: Value[] = [];
    for (const one of fields) {
      const { name } = one;
      if (!given.has(name) && !one._isOptional) continue;
      const value: Value = given.has(name) ? given.get(name) : one._made();
      if (one._isInitOnly) extra.push(value);
      else if (frozen) hold(this, name, value);
      else this[memberName(name)] = value;
    }
    return this.__post_init__?.(...extra);
  };
  // It parks if that does.
  const init = function* (this: Value, ...args: Value[]): Generator<Value> {
    return yield* op(begin.apply(this, args));
  };
  const { __post_init__: after } = cls.prototype as Value;
  return signature(after !== undefined && isSteps(after) ? init : begin, ...texts);
}

/** An attribute that only `object.__setattr__` changes. */
function hold(x: Value, name: string, value: Value): void {
  Object.defineProperty(x, memberName(name), {
    get: () => value,
    set: () => {
      throw new FrozenInstanceError(`cannot assign to field '${name}'`);
    },
    enumerable: true,
    configurable: true,
  });
}

function freeze(cls: Value, fields: readonly Field[]): void {
  const isHeld = (x: Value, name: string): boolean =>
    x.constructor === cls || fields.some((one) => one.name === name);
  guarded(cls, (x, name) => {
    if (isHeld(x, name)) throw new FrozenInstanceError(`cannot assign to field '${name}'`);
  });
  Object.defineProperty(cls.prototype, SET_OWN, {
    value(this: Value, name: string, value: Value) {
      hold(this, name, value);
    },
  });
  const { prototype } = cls;
  const parent: Value = Object.getPrototypeOf(prototype);
  add(cls, '__delattr__', function (this: Value, name: string) {
    if (isHeld(this, name)) throw new FrozenInstanceError(`cannot delete field '${name}'`);
    if (typeof parent.__delattr__ === 'function') parent.__delattr__.call(this, name);
    else Reflect.deleteProperty(this as object, name);
  });
}

export class FrozenInstanceError extends AttributeError {}
home('dataclasses', FrozenInstanceError);
