/** Python's dataclasses. The porter writes the fields of one into its class. */
import { deepcopy } from './copy.js';
import { define, allFields, fieldsIn } from '../dataclasses/define.js';
import { Dict } from '../dict.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { Kw, kw } from '../keywords.js';
import { memberName } from '../natives.js';
import { PyObject } from '../object.js';
import { invokePlain } from '../plain.js';
import { Tuple, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

export { FrozenInstanceError, define } from '../dataclasses/define.js';
export { MISSING, field } from '../dataclasses/field.js';

/** What says in annotations how a field is given: no value is of one. */
export class InitVar extends PyObject {
  static __class_getitem__(): Value {
    return this;
  }
}
export class KW_ONLY extends PyObject {}

/** A copy of a value of a field, with what `made` makes of the dataclasses in it. */
function inner(x: Value, made: (x: Value) => Value): Value {
  if (Array.isArray(x)) {
    const all = Array.from(x, (one: Value) => inner(one, made));
    if (!(x instanceof Tuple)) return all;
    const maker: Value = x.constructor;
    return typeof maker.__make__ === 'function' ? maker.__make__(...all) : tuple_(all);
  }
  if (x instanceof Dict)
    return new Dict(
      [...x.items()].map(([key, value]: Value) => tuple_([inner(key, made), inner(value, made)])),
    );
  return typeof x === 'object' && x !== null && fieldsIn(x) !== undefined ? made(x) : deepcopy(x);
}

function instance(x: Value, asked: string): NonNullable<ReturnType<typeof fieldsIn>> {
  const known = typeof x === 'function' ? undefined : fieldsIn(x);
  if (known === undefined) throw new PyTypeError(`${asked}() should be called on dataclass instances`);
  return known;
}

export function asdict(x: Value, options?: Kw): Value {
  const factory: Value = options?.get('dict_factory') ?? null;
  const made = (one: Value): Value => {
    const pairs = instance(one, 'asdict').map(({ name }) =>
      tuple_([name, inner(one[memberName(name)], made)]),
    );
    return factory === null ? new Dict(pairs) : invokePlain(factory, pairs);
  };
  return made(x);
}

export function astuple(x: Value, options?: Kw): Value {
  const factory: Value = options?.get('tuple_factory') ?? null;
  const made = (one: Value): Value => {
    const values = instance(one, 'astuple').map(({ name }) => inner(one[memberName(name)], made));
    return factory === null ? tuple_(values) : invokePlain(factory, values);
  };
  return made(x);
}

export function fields(x: Value): Tuple {
  const known = fieldsIn(x);
  if (known === undefined) throw new PyTypeError('must be called with a dataclass type or instance');
  return tuple_([...known]);
}

export const is_dataclass = (x: Value): boolean => fieldsIn(x) !== undefined;

/** The names of the fields of an instance that are shown; undefined if it is none of a dataclass. */
export function fieldsOf(x: Value): string[] | undefined {
  return fieldsIn(x)
    ?.filter((one) => one.repr)
    .map(({ name }) => name);
}

export function replace(x: Value, changes: Kw = kw({})): Value {
  instance(x, 'replace');
  const all = kw({});
  for (const one of allFields(x) ?? []) {
    const { name } = one;
    if (!one.init) {
      if (changes.has(name))
        throw new ValueError(
          `field ${name} is declared with init=False, it cannot be specified with replace()`,
        );
    } else if (!one._isInitOnly) all.set(name, x[memberName(name)]);
    else if (!changes.has(name) && !one._isOptional)
      throw new ValueError(`InitVar '${name}' must be specified with replace()`);
  }
  all.update(changes);
  return new x.constructor(all);
}

/** `@dataclass` of a class that was not ported with its fields. */
export function dataclass(cls: Value): Value {
  define(cls, []);
  return cls;
}
