/** What argparse does with an argument: its actions, by name as add_argument() takes them, and the base of a program's own. */
import { getattr, setattr } from '../attributes.js';
import { vars } from '../builtins.js';
import { Exception, NotImplementedError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { keywords, kw } from '../keywords.js';
import { memberName } from '../natives.js';
import { PyObject, className } from '../object.js';
import { items } from '../iteration.js';
import { repr, text } from '../text.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

export const SUPPRESS = '==SUPPRESS==';
export const OPTIONAL = '?';
export const ZERO_OR_MORE = '*';
export const ONE_OR_MORE = '+';
export const REMAINDER = '...';
/** The name of a subcommand, and all that follows it. */
export const PARSER = 'A...';

/** What an argument is called in messages. */
export function nameOf(action: Value): string | null {
  if (action === null || action === undefined) return null;
  if (action.option_strings.length > 0) return action.option_strings.join('/') as string;
  for (const name of [action.metavar, action.dest])
    if (name !== null && name !== SUPPRESS)
      return Array.isArray(name) ? name.map(text).join('') : (name as string);
  if (action.choices !== null) return `{${[...items(action.choices)].map(text).join(',')}}`;
  return null;
}

/** An argument that is wrong. */
export class ArgumentError extends Exception {
  override __init__(action: Value, message: Value): void {
    super.__init__(action, message);
    const name = nameOf(action);
    Object.defineProperty(this, 'argument_name', { value: name, enumerable: false });
    Object.defineProperty(this, 'said', { value: message, enumerable: false });
  }

  __str__(): string {
    return this.argument_name === null
      ? text(this.said)
      : `argument ${String(this.argument_name)}: ${text(this.said)}`;
  }
}

/** For the function that is an argument's `type`: its text is what the user reads. */
export class ArgumentTypeError extends Exception {}

export class Namespace extends PyObject {
  override __init__(named: Value = kw({})): void {
    for (const name of named) this[memberName(name as string)] = named.at(name);
  }

  __eq__(other: Value): boolean {
    return other instanceof Namespace && repr(this.__dict__) === repr(other.__dict__);
  }

  __contains__(name: string): boolean {
    return Object.hasOwn(this, memberName(name));
  }

  __repr__(): string {
    return `${className(this.constructor)}(${[...vars(this).items()]
      .map(([name, value]) =>
        /^[\p{L}_]\w*$/u.test(name) ? `${name}=${repr(value)}` : `**{${repr(name)}: ${repr(value)}}`,
      )
      .join(', ')})`;
  }
}

const PARAMETERS = [
  'option_strings',
  'dest',
  'nargs',
  'const',
  'default',
  'type',
  'choices',
  'required',
  'help',
  'metavar',
];

/** One argument: what it is called, and what is done with it. */
export class Action extends PyObject {
  override __init__(...args: Value[]): void {
    const named = keywords(args);
    PARAMETERS.forEach((name, i) => {
      const given: Value = named.has(name) ? named.pop(name) : args[i];
      this[name] = given ?? (name === 'required' ? false : null);
    });
    for (const name of named)
      throw new PyTypeError(
        `${className(this.constructor)}.__init__() got an unexpected keyword argument '${String(name)}'`,
      );
  }

  format_usage(): string {
    return this.option_strings[0] as string;
  }

  /** What is listed below it in the help. */
  _subactions(): Value[] {
    return [];
  }

  __call__(..._args: Value[]): Value {
    throw new NotImplementedError('.__call__() not defined');
  }

  __repr__(): string {
    const shown = [...PARAMETERS].map((name) => `${name}=${repr(this[name])}`);
    return `${className(this.constructor)}(${shown.join(', ')})`;
  }
}

/** What an action of argparse's own takes, beside option_strings and dest, and what it sets itself. */
function fixed(action: Action, args: Value[], takes: string, sets: Readonly<Record<string, Value>>): void {
  const named = keywords(args);
  for (const name of named)
    if (!['option_strings', 'dest', ...takes.split(' ')].includes(String(name)))
      throw new PyTypeError(
        `${className(action.constructor)}.__init__() got an unexpected keyword argument '${String(name)}'`,
      );
  const all = kw({}, named);
  for (const [name, value] of Object.entries(sets)) if (!all.has(name)) all.set(name, value);
  Action.prototype.__init__.call(action, ...args, all);
}

const VALUES = 'nargs const default type choices required help metavar';

class _StoreAction extends Action {
  override __init__(...args: Value[]): void {
    fixed(this, args, VALUES, {});
    if (this.nargs === 0)
      throw new ValueError(
        'nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate',
      );
    if (this.const !== null && this.nargs !== OPTIONAL)
      throw new ValueError(`nargs must be ${repr(OPTIONAL)} to supply const`);
  }

  override __call__(_parser: Value, namespace: Value, values: Value): void {
    setattr(namespace, this.dest as string, values);
  }
}

class _StoreConstAction extends Action {
  override __init__(...args: Value[]): void {
    fixed(this, args, 'const default required help metavar', { nargs: 0 });
  }

  override __call__(_parser: Value, namespace: Value): void {
    setattr(namespace, this.dest as string, this.const);
  }
}

class _StoreTrueAction extends _StoreConstAction {
  override __init__(...args: Value[]): void {
    fixed(this, args, 'default required help', { nargs: 0, const: true, default: false });
  }
}

class _StoreFalseAction extends _StoreConstAction {
  override __init__(...args: Value[]): void {
    fixed(this, args, 'default required help', { nargs: 0, const: false, default: true });
  }
}

/** A copy of the list that is there: a default is not to be changed. */
function listAt(namespace: Value, name: string): Value[] {
  const old: Value = getattr(namespace, name, null);
  return old === null ? [] : [...items(old)];
}

class _AppendAction extends Action {
  override __init__(...args: Value[]): void {
    fixed(this, args, VALUES, {});
    if (this.nargs === 0)
      throw new ValueError(
        'nargs for append actions must be != 0; if arg strings are not supplying the value to append, the append const action may be more appropriate',
      );
    if (this.const !== null && this.nargs !== OPTIONAL)
      throw new ValueError(`nargs must be ${repr(OPTIONAL)} to supply const`);
  }

  override __call__(_parser: Value, namespace: Value, values: Value): void {
    setattr(namespace, this.dest as string, [...listAt(namespace, this.dest as string), values]);
  }
}

class _ExtendAction extends _AppendAction {
  override __call__(_parser: Value, namespace: Value, values: Value): void {
    setattr(namespace, this.dest as string, [...listAt(namespace, this.dest as string), ...items(values)]);
  }
}

class _AppendConstAction extends Action {
  override __init__(...args: Value[]): void {
    fixed(this, args, 'const default required help metavar', { nargs: 0 });
  }

  override __call__(_parser: Value, namespace: Value): void {
    setattr(namespace, this.dest as string, [...listAt(namespace, this.dest as string), this.const]);
  }
}

class _CountAction extends Action {
  override __init__(...args: Value[]): void {
    fixed(this, args, 'default required help', { nargs: 0 });
  }

  override __call__(_parser: Value, namespace: Value): void {
    const old: Value = getattr(namespace, this.dest as string, null);
    setattr(namespace, this.dest as string, Number(old ?? 0) + 1);
  }
}

class _HelpAction extends Action {
  override __init__(...args: Value[]): void {
    fixed(this, args, 'default help', { nargs: 0, default: SUPPRESS });
    this.dest ??= SUPPRESS;
  }

  override __call__(parser: Value): void {
    parser.print_help();
    parser.exit();
  }
}

class _VersionAction extends Action {
  override __init__(...args: Value[]): void {
    const named = keywords(args);
    const version: Value = named.has('version') ? named.pop('version') : null;
    fixed(this, [...args, kw({}, named)], 'default help', {
      nargs: 0,
      default: SUPPRESS,
      help: "show program's version number and exit",
    });
    this.version = version;
  }

  override __call__(parser: Value): void {
    parser._print_version(this.version ?? parser.version);
    parser.exit();
  }
}

export class BooleanOptionalAction extends Action {
  override __init__(...args: Value[]): void {
    fixed(this, args, 'default type choices required help metavar', { nargs: 0 });
    this.option_strings = (this.option_strings as string[]).flatMap((name) =>
      name.startsWith('--') ? [name, `--no-${name.slice(2)}`] : [name],
    );
  }

  override format_usage(): string {
    return (this.option_strings as string[]).join(' | ');
  }

  override __call__(_parser: Value, namespace: Value, _values: Value, option: string): void {
    setattr(namespace, this.dest as string, !option.startsWith('--no-'));
  }
}

/** Those that have names. */
export const ACTIONS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['store', _StoreAction],
  ['store_const', _StoreConstAction],
  ['store_true', _StoreTrueAction],
  ['store_false', _StoreFalseAction],
  ['append', _AppendAction],
  ['append_const', _AppendConstAction],
  ['extend', _ExtendAction],
  ['count', _CountAction],
  ['help', _HelpAction],
  ['version', _VersionAction],
]);

home('argparse', ArgumentError, ArgumentTypeError, Namespace, Action);
