/** The fields of dataclasses: what field() says of one, and what the class keeps of it. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { UNHASHABLE } from '../hash.js';
import { Dict } from '../dict.js';
import { home } from '../homes.js';
import { Kw, kw } from '../keywords.js';
import { PyObject } from '../object.js';
import { invokePlain } from '../plain.js';
import { repr } from '../text.js';
import { Tuple } from '../tuple.js';
import { type } from '../types.js';
import type { Value } from '../value.js';

/** A field of its own making: `field(default_factory=list)`. */
class Options {
  readonly given: Kw;

  constructor(given: Kw) {
    this.given = given;
  }
}

export function field(given: Kw = kw({})): Options {
  if (given.has('default') && given.has('default_factory'))
    throw new ValueError('cannot specify both default and default_factory');
  return new Options(given);
}

class Missing extends PyObject {}
Object.defineProperty(Missing, '__name__', { value: '_MISSING_TYPE' });
export const MISSING: Value = new Missing();

/** What an annotation says of a field: it is an argument of `__init__` only, or one that is given by name. */
export type Kind = 'init only' | 'by name';

/** As the porter writes one: its default is made when the class is. */
export type Given = readonly [name: string, otherwise?: (() => Value) | undefined, kind?: Kind];

/** What fields() tells of one. */
export class Field extends PyObject {
  declare readonly name: string;
  declare readonly default: Value;
  declare readonly default_factory: Value;
  declare readonly type: Value;
  declare readonly repr: boolean;
  declare readonly compare: boolean;
  declare readonly init: boolean;
  declare readonly kw_only: boolean;
  declare readonly hash: Value;
  declare readonly metadata: Value;
  declare readonly _isInitOnly: boolean;

  override __init__([name, otherwise, kind]: Given, isNamed: boolean, type: Value): void {
    const given: Value = otherwise === undefined ? MISSING : otherwise();
    const options = given instanceof Options ? given.given : kw({ default: given });
    const isByName = kind === 'by name' || isNamed;
    Object.assign(this, {
      name,
      default: options.get('default', MISSING),
      default_factory: options.get('default_factory', MISSING),
      type,
      repr: Boolean(options.get('repr', true)),
      compare: Boolean(options.get('compare', true)),
      init: Boolean(options.get('init', true)),
      kw_only: Boolean(options.get('kw_only', isByName)),
      hash: options.get('hash'),
      metadata: options.get('metadata') ?? new Dict(),
    });
    Object.defineProperty(this, '_isInitOnly', { value: kind === 'init only' });
    if (isMutable(this.default))
      throw new ValueError(
        `mutable default ${repr(type_(this.default))} for field ${name} is not allowed: use default_factory`,
      );
  }

  __repr__(): string {
    const shown = SHOWN.map((name) => `${name}=${repr(this[name])}`).join(',');
    return `Field(${shown},_field_type=${this._isInitOnly ? '_FIELD_INITVAR' : '_FIELD'})`;
  }

  get _isOptional(): boolean {
    return this.default !== MISSING || this.default_factory !== MISSING;
  }

  /** The value of one that is not given. */
  _made(): Value {
    return this.default_factory === MISSING ? this.default : invokePlain(this.default_factory);
  }
}

const SHOWN = 'name type default default_factory init repr hash compare metadata kw_only'.split(' ');

const type_ = type;

home('dataclasses', Field, Missing);

const isMutable = (x: Value): boolean =>
  typeof x === 'object' &&
  x !== null &&
  ((Array.isArray(x) && !(x instanceof Tuple)) || x[UNHASHABLE] === true);

/** The arguments of `__init__`, as signature() takes them: what is given by name comes last. */
export function parameters(name: string, fields: readonly Field[]): string[] {
  const taken = fields.filter(({ init }) => init);
  const placed = taken.filter((one) => !one.kw_only);
  const named = taken.filter((one) => one.kw_only);
  const late = placed.find((one, i) => !one._isOptional && placed.slice(0, i).some((two) => two._isOptional));
  if (late !== undefined)
    throw new PyTypeError(`non-default argument '${late.name}' follows default argument`);
  const text = (one: Field): string => `${one.name}${one._isOptional ? '=' : ''}`;
  return [
    `${name}.__init__(self)`,
    ...placed.map(text),
    ...(named.length > 0 ? ['*', ...named.map(text)] : []),
  ];
}
