/** What arguments are added to: a parser, and its groups. */
import { Dict } from '../dict.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { callable, items } from '../iteration.js';
import { type Kw, keywords, kw, placed } from '../keywords.js';
import { PyObject } from '../object.js';
import { call } from '../plain.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';
import { ACTIONS, Action, ArgumentError, OPTIONAL, ZERO_OR_MORE } from './actions.js';
import type { Exclusive } from './help.js';

/** What a parser and all of its groups know together. */
export class Registry {
  readonly actions: Value[] = [];
  /** By each of its names. */
  readonly options = new Map<string, Value>();
  readonly defaults = new Dict();
  readonly exclusive: (Exclusive & { actions: Value[] })[] = [];
  /** Names that look like negative numbers are there. */
  negative = false;
  readonly prefixes: string;
  readonly otherwise: Value;

  constructor(prefixes: string, otherwise: Value) {
    this.prefixes = prefixes;
    this.otherwise = otherwise;
  }

  isOption(text: string): boolean {
    return text !== '' && this.prefixes.includes(text[0] as string);
  }
}

export const NEGATIVE = /^-\d+$|^-\d*\.\d+$/;

/** What the name of a positional makes of the options. */
function positional(dest: string | undefined, options: Kw): void {
  if (options.has('required')) throw new PyTypeError("'required' is an invalid argument for positionals");
  const nargs: Value = options.get('nargs');
  if ((nargs !== OPTIONAL && nargs !== ZERO_OR_MORE) || (nargs === ZERO_OR_MORE && !options.has('default')))
    options.set('required', true);
  options.set('option_strings', []);
  if (dest !== undefined) options.set('dest', dest);
}

/** What the names of an option make of its options. */
function optional(known: Registry, names: readonly string[], options: Kw): void {
  const { prefixes } = known;
  for (const name of names)
    if (!known.isOption(name))
      throw new ValueError(
        `invalid option string ${repr(name)}: must start with a character ${repr(prefixes)}`,
      );
  const long = names.filter((name) => name.length > 1 && known.isOption(name.slice(1)));
  if (!options.has('dest') || options.get('dest') === null) {
    let dest = long[0] ?? names[0] ?? '';
    while (known.isOption(dest)) dest = dest.slice(1);
    if (dest === '') throw new ValueError(`dest= is required for options like ${repr(names[0])}`);
    options.set('dest', dest.replaceAll('-', '_'));
  }
  options.set('option_strings', [...names]);
}

export abstract class Container extends PyObject {
  protected get _known(): Registry {
    return this._registry as Registry;
  }

  /** `add_argument(name or flags…, **options)`. */
  add_argument(...args: Value[]): Value {
    const options = kw({}, keywords(args));
    const names = args as string[];
    const [first] = names;
    const known = this._known;
    const isPositional = first === undefined || (names.length === 1 && !known.isOption(first));
    if (isPositional && first !== undefined && options.has('dest'))
      throw new ValueError('dest supplied twice for positional argument');
    if (isPositional) positional(first, options);
    else optional(known, names, options);
    if (!options.has('default')) {
      const dest: Value = options.get('dest');
      if (known.defaults.has(dest)) options.set('default', known.defaults.at(dest));
      else if (known.otherwise !== null) options.set('default', known.otherwise);
    }
    const kind: Value = options.has('action') ? options.pop('action') : 'store';
    const cls: Value = typeof kind === 'string' ? ACTIONS.get(kind) : kind;
    if (!callable(cls)) throw new ValueError(`unknown action "${text(cls ?? kind)}"`);
    const optionNames: Value = options.pop('option_strings');
    const dest: Value = options.pop('dest');
    const action: Value =
      Action.isPrototypeOf(cls as object) && ![...ACTIONS.values()].includes(cls)
        ? made(cls, optionNames, dest, options)
        : call(cls, optionNames, dest, options);
    if (action.type !== null && !callable(action.type))
      throw new ValueError(`${repr(action.type)} is not callable`);
    if (Array.isArray(action.metavar)) {
      const count =
        action.nargs === null || typeof action.nargs === 'string' ? undefined : Number(action.nargs);
      const fits =
        count !== undefined
          ? action.metavar.length === count
          : action.nargs === '+'
            ? action.metavar.length === 2
            : action.nargs === '*'
              ? action.metavar.length <= 2
              : action.metavar.length === 1;
      if (!fits) throw new ValueError('length of metavar tuple does not match nargs');
    }
    return this._add(action);
  }

  /** Keep an action; ArgumentError if another has one of its names. */
  _add(action: Value): Value {
    const known = this._known;
    const taken = (action.option_strings as string[]).filter((name) => known.options.has(name));
    if (taken.length > 0)
      throw new ArgumentError(
        action,
        `conflicting option string${taken.length > 1 ? 's' : ''}: ${taken.join(', ')}`,
      );
    known.actions.push(action);
    for (const name of action.option_strings as string[]) {
      known.options.set(name, action);
      if (NEGATIVE.test(name)) known.negative = true;
    }
    this._own.push(action);
    return action;
  }

  set_defaults(named: Value = kw({})): void {
    for (const name of named) {
      const value: Value = named.at(name);
      this._known.defaults.set(name, value);
      for (const action of this._known.actions) if (action.dest === name) action.default = value;
    }
  }

  get_default(dest: string): Value {
    for (const action of this._known.actions)
      if (action.dest === dest && action.default !== null) return action.default;
    return this._known.defaults.get(dest);
  }

  /** `add_argument_group(title=None, description=None)`. */
  add_argument_group(...args: Value[]): ArgumentGroup {
    const named = keywords(args);
    for (const name of named)
      if (name !== 'title' && name !== 'description')
        throw new PyTypeError(`_ArgumentGroup.__init__() got an unexpected keyword argument '${text(name)}'`);
    const group = new ArgumentGroup(
      this._known,
      args[0] ?? named.get('title'),
      args[1] ?? named.get('description'),
    );
    this._groups.push(group);
    return group;
  }

  add_mutually_exclusive_group(...args: Value[]): ExclusiveGroup {
    const named = keywords(args);
    return new ExclusiveGroup(this, Boolean(args[0] ?? named.get('required', false)));
  }
}

/** An action of the program's own: of its parameters only the first two are known by position. */
function made(cls: Value, names: Value, dest: Value, options: Kw): Value {
  return call(cls, ...placed(cls.prototype.__init__, [names, dest], options));
}

export class ArgumentGroup extends Container {
  override __init__(registry: Registry, title: Value, description: Value): void {
    this._registry = registry;
    this.title = title;
    this.description = description;
    this._own = [];
    this._groups = [];
  }

  get actions(): Value[] {
    return this._own as Value[];
  }
}

export class ExclusiveGroup extends Container {
  override __init__(container: Value, required: boolean): void {
    this._registry = container._registry;
    this.required = required;
    this._container = container;
    this._own = [];
    this._registry.exclusive.push({ actions: this._own, required });
  }

  override _add(action: Value): Value {
    if (action.required === true) throw new ValueError('mutually exclusive arguments must be optional');
    this._container._add(action);
    this._own.push(action);
    return action;
  }

  override add_argument_group(...args: Value[]): ArgumentGroup {
    return this._container.add_argument_group(...args) as ArgumentGroup;
  }
}

/** What `parents` bring: the arguments of other parsers. */
export function inherit(container: Value, parents: Value): void {
  for (const parent of items(parents)) {
    for (const group of parent._groups) {
      const target: Value =
        group.title === parent._positionals.title
          ? container._positionals
          : group.title === parent._optionals.title
            ? container._optionals
            : container.add_argument_group(group.title, group.description);
      for (const action of group.actions) target._add(action);
    }
    for (const { actions, required } of parent._registry.exclusive)
      container._registry.exclusive.push({ actions, required });
    container._registry.defaults.update(parent._registry.defaults);
  }
}
