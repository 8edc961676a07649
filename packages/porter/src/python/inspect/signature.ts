/** inspect.signature(): what the parameters of a function of the program are, and what a call of it gives them. */
import { annotationsOf } from '../insides.js';
import { Dict } from '../dict.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { Kw, bound, defaultsOf, kw, signatureOf } from '../keywords.js';
import { PyObject, isClass } from '../object.js';
import { OrderedDict } from '../containers/dicts.js';
import { parsed } from '../signature.js';
import { repr } from '../text.js';
import { tup, tuple_ } from '../tuple.js';
import { isinstance, nameOf, type } from '../types.js';
import type { Value } from '../value.js';

/** In the place of a default or an annotation that there is none of. */
export class Empty extends PyObject {}
Object.defineProperty(Empty, '__name__', { value: '_empty' });

/** How an argument is given. */
class Kind extends PyObject {
  declare name: string;
  declare value: number;
  declare description: string;

  override __init__(value: number, name: string, description: string): void {
    Object.assign(this, { value, name, description });
  }

  __str__(): string {
    return this.name;
  }

  __repr__(): string {
    return `<_ParameterKind.${this.name}: ${String(this.value)}>`;
  }

  __lt__(other: Value): boolean {
    return this.value < other.value;
  }
}

const BY_PLACE = new Kind(0, 'POSITIONAL_ONLY', 'positional-only');
const EITHER = new Kind(1, 'POSITIONAL_OR_KEYWORD', 'positional or keyword');
const REST = new Kind(2, 'VAR_POSITIONAL', 'variadic positional');
const BY_NAME = new Kind(3, 'KEYWORD_ONLY', 'keyword-only');
const NAMES = new Kind(4, 'VAR_KEYWORD', 'variadic keyword');

const annotationText = (x: Value): string =>
  typeof x === 'string' ? repr(x) : isinstance(x, type) ? nameOf(x) : repr(x);

const PARAMETER = parsed(['Parameter.__init__(self)', 'name', 'kind', '*', 'default=', 'annotation=']);

export class Parameter extends PyObject {
  static readonly empty: Value = Empty;
  static readonly POSITIONAL_ONLY: Value = BY_PLACE;
  static readonly POSITIONAL_OR_KEYWORD: Value = EITHER;
  static readonly VAR_POSITIONAL: Value = REST;
  static readonly KEYWORD_ONLY: Value = BY_NAME;
  static readonly VAR_KEYWORD: Value = NAMES;
  declare name: string;
  declare kind: Value;
  declare default: Value;
  declare annotation: Value;

  override __init__(...args: Value[]): void {
    const given = bound(PARAMETER, args);
    this.name = given.get('name');
    this.kind = given.get('kind');
    this.default = given.has('default') ? given.get('default') : Empty;
    this.annotation = given.has('annotation') ? given.get('annotation') : Empty;
  }

  __str__(): string {
    const star = this.kind === REST ? '*' : this.kind === NAMES ? '**' : '';
    const isAnnotated = this.annotation !== Empty;
    const said = isAnnotated ? `: ${annotationText(this.annotation)}` : '';
    const otherwise = this.default === Empty ? '' : `${isAnnotated ? ' = ' : '='}${repr(this.default)}`;
    return `${star}${this.name}${said}${otherwise}`;
  }

  __repr__(): string {
    return `<Parameter "${this.__str__()}">`;
  }
}

export class Signature extends PyObject {
  static readonly empty: Value = Empty;
  declare parameters: Value;
  declare return_annotation: Value;

  override __init__(parameters: Value = [], named: Value = undefined): void {
    const all = parameters instanceof Kw ? [] : ([...parameters] as Parameter[]);
    this.parameters = new OrderedDict(all.map((one) => tup(one.name, one)));
    this.return_annotation = named instanceof Kw ? named.get('return_annotation', Empty) : Empty;
  }

  all(): Parameter[] {
    return [...this.parameters.values()] as Parameter[];
  }

  bind(...args: Value[]): BoundArguments {
    return this.#bound(args, false);
  }

  bind_partial(...args: Value[]): BoundArguments {
    return this.#bound(args, true);
  }

  #bound(given: readonly Value[], isPartial: boolean): BoundArguments {
    const named = given.at(-1) instanceof Kw ? (given.at(-1) as Kw) : kw({});
    const args = [...(given.at(-1) instanceof Kw ? given.slice(0, -1) : given)];
    const left = kw({}, named);
    const made = new Dict();
    for (const one of this.all()) {
      const { name, kind } = one;
      if (kind === REST) {
        if (args.length > 0) made.set(name, tuple_(args.splice(0)));
      } else if (kind === NAMES) {
        if (left.size > 0) made.set(name, new Dict(left));
        left.clear();
      } else if (kind !== BY_NAME && args.length > 0) {
        if (left.has(name)) throw new PyTypeError(`multiple values for argument ${repr(name)}`);
        made.set(name, args.shift());
      } else if (left.has(name) && kind !== BY_PLACE) made.set(name, left.pop(name));
      else if (one.default === Empty && !isPartial)
        throw new PyTypeError(`missing a required argument: ${repr(name)}`);
    }
    if (args.length > 0) throw new PyTypeError('too many positional arguments');
    for (const name of left) throw new PyTypeError(`got an unexpected keyword argument ${repr(name)}`);
    return new BoundArguments(this, made);
  }

  __str__(): string {
    const parts: string[] = [];
    let isStarred = false;
    let isSlashed = true;
    for (const one of this.all()) {
      if (!isSlashed && one.kind !== BY_PLACE) parts.push('/');
      isSlashed = one.kind !== BY_PLACE;
      if (one.kind === REST) isStarred = true;
      if (one.kind === BY_NAME && !isStarred) {
        parts.push('*');
        isStarred = true;
      }
      parts.push(one.__str__());
    }
    if (!isSlashed) parts.push('/');
    const returns = this.return_annotation === Empty ? '' : ` -> ${annotationText(this.return_annotation)}`;
    return `(${parts.join(', ')})${returns}`;
  }

  __repr__(): string {
    return `<Signature ${this.__str__()}>`;
  }
}

export class BoundArguments extends PyObject {
  declare signature: Signature;
  declare arguments: Dict;

  override __init__(signature: Signature, given: Dict): void {
    Object.assign(this, { signature, arguments: given });
  }

  apply_defaults(): void {
    const given = this.arguments;
    const made = new Dict();
    for (const { name, kind, default: otherwise } of this.signature.all()) {
      if (given.has(name)) made.set(name, given.get(name));
      else if (otherwise !== Empty) made.set(name, otherwise);
      else if (kind === REST) made.set(name, tuple_([]));
      else if (kind === NAMES) made.set(name, new Dict());
    }
    this.arguments = made;
  }

  get args(): Value {
    return tuple_(
      this.signature.all().flatMap(({ name, kind }): Value[] => {
        if (!this.arguments.has(name) || kind === BY_NAME || kind === NAMES) return [];
        const value: Value = this.arguments.get(name);
        return kind === REST ? [...value] : [value];
      }),
    );
  }

  get kwargs(): Value {
    const made = new Dict();
    for (const { name, kind } of this.signature.all()) {
      if (!this.arguments.has(name)) continue;
      if (kind === BY_NAME) made.set(name, this.arguments.get(name));
      else if (kind === NAMES) made.update(this.arguments.get(name));
    }
    return made;
  }

  __repr__(): string {
    const all = [...this.arguments.items()].map(([name, value]) => `${name as string}=${repr(value)}`);
    return `<BoundArguments (${all.join(', ')})>`;
  }
}

/** The signature of a function, a method, or a class: of its `__init__`. */
export function signature(f: Value): Signature {
  if (typeof f !== 'function' && typeof f?.__call__ !== 'function')
    throw new PyTypeError(`${repr(f)} is not a callable object`);
  let of: Value = typeof f === 'function' ? (isClass(f) ? f.prototype.__init__ : f) : f.__call__;
  while (typeof of === 'function' && Object.hasOwn(of, '__wrapped__')) of = of.__wrapped__;
  const known = signatureOf(of as object) ?? signatureOf((of.__func__ ?? of) as object);
  if (known === undefined) {
    if (isClass(f) || (typeof of === 'function' && of.length === 0)) return new Signature([]);
    throw new ValueError(`no signature found for ${repr(f)}`);
  }
  const own: Value = of.__func__ ?? of;
  const defaults = defaultsOf(own as object);
  const annotations = annotationsOf(own);
  let kind: Value = EITHER;
  const parameters = known.names.flatMap((text, at) => {
    if (text === '*') {
      kind = BY_NAME;
      return [];
    }
    const star = /^\*+/.exec(text)?.[0] ?? '';
    const name = text === '**' ? String(defaults['**'] ?? 'kwargs') : text.slice(star.length);
    const options = kw({});
    if (Object.hasOwn(defaults, name)) options.set('default', defaults[name]);
    if (annotations.has(name)) options.set('annotation', annotations.get(name));
    const placed = at < known.onlyPlaced ? BY_PLACE : kind;
    const made = new Parameter(name, star === '*' ? REST : star === '**' ? NAMES : placed, options);
    if (star === '*') kind = BY_NAME;
    return [made];
  });
  const named = kw({});
  if (annotations.has('return')) named.set('return_annotation', annotations.get('return'));
  return new Signature(parameters, named);
}

home('inspect', Parameter, Signature, BoundArguments);
