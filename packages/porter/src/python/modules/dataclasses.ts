/** Python's dataclasses. The porter writes the fields of one into its class. */
import { lt as less, eq } from '../compare.js';
import { Dict } from '../dict.js';
import { AttributeError, TypeError as PyTypeError } from '../exceptions.js';
import { hash } from '../hash.js';
import { Kw, kw } from '../keywords.js';
import { className } from '../object.js';
import { invokePlain } from '../plain.js';
import { repr } from '../text.js';
import { Tuple, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

/** A field of its own making: `field(default_factory=list)`. */
class Field {
  readonly options: Kw;
  constructor(options: Kw) {
    this.options = options;
  }
}

export const field = (options: Kw = kw({})): Field => new Field(options);

type Given = [name: string, otherwise?: () => Value];

interface Made {
  readonly name: string;
  readonly value: (() => Value) | undefined;
  readonly shown: boolean;
  readonly compared: boolean;
  readonly taken: boolean;
}

function made([name, otherwise]: Given): Made {
  if (otherwise === undefined) return { name, value: undefined, shown: true, compared: true, taken: true };
  const given: Value = otherwise();
  if (!(given instanceof Field))
    return { name, value: () => given, shown: true, compared: true, taken: true };
  const { options } = given;
  const value = options.has('default_factory')
    ? () => invokePlain(options.at('default_factory')) as Value
    : options.has('default')
      ? () => options.at('default') as Value
      : undefined;
  return {
    name,
    value,
    shown: Boolean(options.get('repr', true)),
    compared: Boolean(options.get('compare', true)),
    taken: Boolean(options.get('init', true)),
  };
}

const FIELDS = Symbol('fields');

/** What `@dataclass` does to a class. */
export function define(
  cls: Value,
  given: Given[],
  options: { order?: boolean; frozen?: boolean; eq?: boolean; repr?: boolean; init?: boolean } = {},
): void {
  const inherited: Made[] = Object.getPrototypeOf(cls)[FIELDS] ?? [];
  const own = given.map(made);
  const fields = [...inherited.filter(({ name }) => !own.some((one) => one.name === name)), ...own];
  Object.defineProperty(cls, FIELDS, { value: fields });
  Object.defineProperty(cls, '__match_args__', { value: tuple_(fields.map(({ name }) => name)) });
  const { prototype } = cls;
  const add = (name: string, f: Value): void => {
    if (!Object.hasOwn(prototype as object, name))
      Object.defineProperty(prototype, name, { value: f, writable: true, configurable: true });
  };
  const compared = (x: Value): Tuple =>
    tuple_(fields.filter((one) => one.compared).map(({ name }) => x[name] as Value));
  if (options.init !== false) add('__init__', initOf(cls, fields, options.frozen === true));
  if (options.repr !== false)
    add('__repr__', function (this: Value) {
      return `${className(this.constructor)}(${fields
        .filter(({ shown }) => shown)
        .map(({ name }) => `${name}=${repr(this[name])}`)
        .join(', ')})`;
    });
  if (options.eq !== false)
    add('__eq__', function (this: Value, other: Value) {
      return other?.constructor === this.constructor && eq(compared(this), compared(other));
    });
  if (options.frozen === true)
    add('__hash__', function (this: Value) {
      return hash(compared(this));
    });
  if (options.order === true)
    for (const [name, test] of Object.entries({
      __lt__: (a: Tuple, b: Tuple) => less(a, b),
      __gt__: (a: Tuple, b: Tuple) => less(b, a),
      __le__: (a: Tuple, b: Tuple) => !less(b, a),
      __ge__: (a: Tuple, b: Tuple) => !less(a, b),
    }))
      add(name, function (this: Value, other: Value) {
        return test(compared(this), compared(other));
      });
}

function initOf(cls: Value, fields: readonly Made[], frozen: boolean): Value {
  return function (this: Value, ...args: Value[]) {
    const named = args.at(-1) instanceof Kw ? (args.pop() as Kw) : kw({});
    const taken = fields.filter((one) => one.taken);
    if (args.length > taken.length)
      throw new PyTypeError(
        `${className(cls)}.__init__() takes ${String(taken.length + 1)} positional arguments but ${String(args.length + 1)} were given`,
      );
    const missing = taken
      .filter(({ name, value }, i) => i >= args.length && !named.has(name) && value === undefined)
      .map(({ name }) => `'${name}'`);
    if (missing.length > 0)
      throw new PyTypeError(
        `${className(cls)}.__init__() missing ${String(missing.length)} required positional argument${missing.length > 1 ? 's' : ''}: ${missing.join(' and ')}`,
      );
    for (const name of named)
      if (!taken.some((one) => one.name === name))
        throw new PyTypeError(
          `${className(cls)}.__init__() got an unexpected keyword argument '${String(name)}'`,
        );
    for (const one of fields) {
      const at = taken.indexOf(one);
      this[one.name] =
        at >= 0 && at < args.length ? args[at] : named.has(one.name) ? named.at(one.name) : one.value?.();
    }
    this.__post_init__?.();
    if (frozen) freeze(this, fields);
  };
}

function freeze(x: Value, fields: readonly Made[]): void {
  for (const { name } of fields) {
    const value: Value = x[name];
    Object.defineProperty(x, name, {
      get: () => value,
      set: () => {
        throw new FrozenInstanceError(`cannot assign to field '${name}'`);
      },
      enumerable: true,
    });
  }
}

export class FrozenInstanceError extends AttributeError {}

export function asdict(x: Value): Dict {
  const dict = new Dict();
  for (const { name } of x.constructor[FIELDS] as Made[]) dict.set(name, inner(x[name]));
  return dict;
}

function inner(x: Value): Value {
  if (Array.isArray(x)) return x instanceof Tuple ? tuple_(x.map(inner)) : x.map(inner);
  return x?.constructor?.[FIELDS] === undefined ? x : asdict(x);
}

export const astuple = (x: Value): Tuple =>
  tuple_((x.constructor[FIELDS] as Made[]).map(({ name }) => x[name] as Value));

export function replace(x: Value, changes: Kw): Value {
  const all = kw({});
  for (const { name } of x.constructor[FIELDS] as Made[]) all.set(name, x[name]);
  all.update(changes);
  return new x.constructor(all);
}

/** `@dataclass` of a class that was not ported with its fields. */
export function dataclass(cls: Value): Value {
  define(cls, []);
  return cls;
}
