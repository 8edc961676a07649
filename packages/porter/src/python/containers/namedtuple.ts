/** Python's namedtuple. */
import { Dict } from '../dict.js';
import { AttributeError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { bool, items } from '../iteration.js';
import { Kw, bound, placed, takeKw } from '../keywords.js';
import { throwingPrototype } from '../missing.js';
import { memberName } from '../natives.js';
import { className } from '../object.js';
import { parsed } from '../signature.js';
import { repr, text } from '../text.js';
import { Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';

/** What the prototype of one inherits from: that of tuples, then AttributeError for what is not there. */
const MISSING = throwingPrototype(Tuple.prototype);

/** The fields by their names; those that cannot be names are called by their place, if that is asked for. */
function fieldNames(fields: Value, rename: boolean): string[] {
  const given = (typeof fields === 'string' ? split(fields.replaceAll(',', ' ')) : [...items(fields)]).map(
    text,
  );
  const seen = new Set<string>();
  return given.map((name, at) => {
    const wrong = wrongName(name, seen);
    seen.add(name);
    if (wrong !== undefined && !rename) throw new ValueError(`${wrong}: ${repr(name)}`);
    return wrong === undefined ? name : `_${String(at)}`;
  });
}

const split = (words: string): string[] => words.split(/\s+/).filter((one) => one !== '');

function wrongName(name: string, seen: ReadonlySet<string>): string | undefined {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return 'Type names and field names must be valid identifiers';
  if (KEYWORDS.has(name)) return 'Type names and field names cannot be a keyword';
  if (name.startsWith('_')) return 'Field names cannot start with an underscore';
  return seen.has(name) ? 'Encountered duplicate field name' : undefined;
}

const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** A class of tuples whose items have names. */
export function namedtuple(name: string, fields: Value, named?: Kw): Value {
  const names = fieldNames(fields, bool(named?.get('rename') ?? false));
  const defaults: Value[] = [...items(named?.get('defaults') ?? [])];
  const first = names.length - defaults.length;
  if (first < 0) throw new PyTypeError('Got more default values than field names');
  const made = class extends Tuple {
    [field: string]: Value;

    static get __match_args__(): Tuple {
      return tup(...names);
    }

    static get _fields(): Tuple {
      return tup(...names);
    }

    static override get [Symbol.species](): ArrayConstructor {
      return Array;
    }

    constructor(...args: Value[]) {
      super(names.length);
      valuesOf(args).forEach((value, i) => (this[i] = value));
    }

    static __make__(...args: Value[]): Value {
      const own: Value = (this as Value).__new__;
      if (own === made.__new__) return new this(...args);
      const named = takeKw(args);
      return own.apply(this, placed(own, args, named));
    }

    static __new__(cls: Value, ...args: Value[]): Value {
      return new cls(...args);
    }

    static _make(values: Value): Value {
      const all = [...items(values)];
      if (all.length !== names.length)
        throw new PyTypeError(`Expected ${String(names.length)} arguments, got ${String(all.length)}`);
      return new this(...all);
    }

    static get _field_defaults(): Dict {
      return new Dict(defaults.map((value, i) => [names[first + i], value]));
    }

    _asdict(): Dict {
      const dict = new Dict();
      names.forEach((field, i) => dict.set(field, this[i]));
      return dict;
    }

    _replace(changes: Kw = new Kw()): Value {
      const strange = [...changes].filter((key) => !names.includes(key as string));
      if (strange.length > 0) throw new ValueError(`Got unexpected field names: ${repr(strange)}`);
      const cls = this.constructor as typeof made;
      return new cls(...names.map((field, i) => (changes.has(field) ? changes.at(field) : this[i]) as Value));
    }

    get _fields(): Tuple {
      return tup(...names);
    }

    __repr__(): string {
      return `${className(this.constructor)}(${names.map((field, i) => `${field}=${repr(this[i])}`).join(', ')})`;
    }
  };
  Object.defineProperty(made, 'name', { value: name });
  names.forEach((field, i) =>
    Object.defineProperty(made.prototype, memberName(field), {
      get(this: Value[]) {
        return this[i] as Value;
      },
      set() {
        throw new AttributeError("can't set attribute");
      },
    }),
  );
  const known = parsed([
    `${name}.__new__(cls)`,
    ...names.map((field, i) => (i < first ? field : `${field}=`)),
  ]);
  const valuesOf = (args: Value[]): Value[] => {
    const given = bound(known, args);
    return names.map((field, i) => (given.has(field) ? given.get(field) : defaults[i - first]) as Value);
  };
  Object.setPrototypeOf(made.prototype, MISSING);
  return made;
}
