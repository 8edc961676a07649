/** ArgumentParser, and subcommands. What is not there: fromfile_prefix_chars, conflict_handler='resolve', FileType, parse_intermixed_args(). */
import { hasattr, setattr } from '../attributes.js';
import { Dict } from '../dict.js';
import { NotImplementedError, SystemExit, TypeError as PyTypeError } from '../exceptions.js';
import { items } from '../iteration.js';
import { type Kw, keywords, kw } from '../keywords.js';
import { apply, call } from '../plain.js';
import { text } from '../text.js';
import { type Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';
import { basename } from '../modules/os-path.js';
import * as sys from '../modules/sys.js';
import { Action, ArgumentError, Namespace, PARSER, SUPPRESS } from './actions.js';
import { Container, Registry, inherit } from './container.js';
import { HelpFormatter } from './help.js';
import { Run } from './run.js';
import { home } from '../homes.js';

const PARAMETERS: Readonly<Record<string, Value>> = {
  prog: null,
  usage: null,
  description: null,
  epilog: null,
  parents: [],
  formatter_class: HelpFormatter,
  prefix_chars: '-',
  fromfile_prefix_chars: null,
  argument_default: null,
  conflict_handler: 'error',
  add_help: true,
  allow_abbrev: true,
  exit_on_error: true,
};

/** What subcommands did not know of theirs, on its way to the parser above. */
const UNKNOWN = '_unrecognized_args';

export class ArgumentParser extends Container {
  override __init__(...args: Value[]): void {
    const named = keywords(args);
    Object.entries(PARAMETERS).forEach(([name, otherwise], i) => {
      this[name] = named.has(name) ? named.pop(name) : args[i] === undefined ? otherwise : args[i];
    });
    for (const name of named)
      throw new PyTypeError(`ArgumentParser.__init__() got an unexpected keyword argument '${text(name)}'`);
    if (this.fromfile_prefix_chars !== null)
      throw new NotImplementedError('fromfile_prefix_chars is not there in evergreen-port');
    if (this.conflict_handler !== 'error')
      throw new NotImplementedError(
        `conflict_handler=${text(this.conflict_handler)} is not there in evergreen-port`,
      );
    this.prog ??= basename(sys.argv[0] ?? '');
    this._registry = new Registry(this.prefix_chars as string, this.argument_default);
    this._groups = [];
    this._own = [];
    this._positionals = this.add_argument_group('positional arguments');
    this._optionals = this.add_argument_group('options');
    this._subparsers = null;
    if (this.add_help === true) {
      const prefix: string = this.prefix_chars.includes('-') ? '-' : this.prefix_chars[0];
      this.add_argument(
        `${prefix}h`,
        `${prefix}${prefix}help`,
        kw({ action: 'help', default: SUPPRESS, help: 'show this help message and exit' }),
      );
    }
    inherit(this, this.parents);
  }

  override _add(action: Value): Value {
    return (action.option_strings.length > 0 ? this._optionals : this._positionals)._add(action);
  }

  /** `add_subparsers(title=…, description=…, dest=…, required=…, help=…, metavar=…)`. */
  add_subparsers(given: Kw = kw({})): Value {
    const options = kw({}, given);
    if (this._subparsers !== null) this.error('cannot have multiple subparser arguments');
    if (options.has('title') || options.has('description'))
      this._subparsers = this.add_argument_group(
        options.pop('title', 'subcommands'),
        options.pop('description', null),
      );
    else this._subparsers = this._positionals;
    const cls: Value = options.has('parser_class') ? options.pop('parser_class') : this.constructor;
    let prog: Value = options.has('prog') ? options.pop('prog') : null;
    prog ??= this._formatter()
      .usage(
        this.usage,
        this._registry.actions.filter((action: Value) => action.option_strings.length === 0),
        this._registry.exclusive,
        '',
      )
      .trim();
    const action = new SubParsersAction(prog, cls, options);
    this._subparsers._add(action);
    return action;
  }

  _formatter(): Value {
    return call(this.formatter_class, this.prog);
  }

  /** `parse_args(args=None, namespace=None)`. */
  parse_args(...args: Value[]): Value {
    const [namespace, unknown] = this.parse_known_args(...args) as [Value, string[]];
    if (unknown.length > 0) this.error(`unrecognized arguments: ${unknown.join(' ')}`);
    return namespace;
  }

  parse_known_args(...args: Value[]): Tuple {
    const named = keywords(args);
    const given: Value = args[0] ?? named.get('args');
    const namespace: Value = args[1] ?? named.get('namespace') ?? new Namespace();
    const list: string[] = given === null ? sys.argv.slice(1) : [...(items(given) as Iterable<string>)];
    const preset = (dest: string, value: Value): void => {
      if (!hasattr(namespace, dest)) setattr(namespace, dest, value);
    };
    for (const action of this._registry.actions)
      if (action.dest !== SUPPRESS && action.default !== SUPPRESS)
        preset(action.dest as string, action.default);
    for (const [dest, value] of this._registry.defaults.items()) preset(dest as string, value);
    let rest: string[] = [];
    try {
      rest = new Run(this, list, namespace).go();
    } catch (error) {
      if (!(error instanceof ArgumentError)) throw error;
      // What is wrong with no argument in particular ends the program in any case.
      if (this.exit_on_error !== true && error.argument_name !== null) throw error;
      this.error(text(error));
    }
    if (Object.hasOwn(namespace as object, UNKNOWN)) {
      rest.push(...(namespace[UNKNOWN] as string[]));
      Reflect.deleteProperty(namespace as object, UNKNOWN);
    }
    return tup(namespace, rest);
  }

  format_usage(): string {
    return (
      (
        this._formatter().usage(this.usage, this._registry.actions, this._registry.exclusive) as string
      ).replace(/^\n+|\n+$/g, '') + '\n'
    );
  }

  format_help(): string {
    const formatter: Value = this._formatter();
    return formatter.format(
      formatter.usage(this.usage, this._registry.actions, this._registry.exclusive),
      this.description,
      this._groups,
      this.epilog,
    ) as string;
  }

  print_usage(file: Value = null): void {
    (file ?? sys.stdout).write(this.format_usage());
  }

  print_help(file: Value = null): void {
    (file ?? sys.stdout).write(this.format_help());
  }

  _print_version(version: string): void {
    sys.stdout.write(this._formatter().format('', version, [], null) as string);
  }

  exit(status: Value = 0, message: Value = null): void {
    if (message !== null && message !== '') sys.stderr.write(message as string);
    throw new SystemExit(status);
  }

  error(message: Value): void {
    this.print_usage(sys.stderr);
    this.exit(2, `${text(this.prog)}: error: ${text(message)}\n`);
  }
}

/** What a subcommand is listed as. */
class Choice extends Action {
  override __init__(name: string, aliases: readonly string[], help: Value): void {
    const shown = aliases.length === 0 ? name : `${name} (${aliases.join(', ')})`;
    super.__init__(kw({ option_strings: [], dest: name, help, metavar: shown }));
  }
}

/** What add_subparsers() returns. */
export class SubParsersAction extends Action {
  override __init__(prog: Value, cls: Value, options: Kw): void {
    this._prog = prog;
    this._class = cls;
    this._listed = [];
    const dest: Value = options.has('dest') ? options.pop('dest') : SUPPRESS;
    super.__init__(kw({ option_strings: [], dest, nargs: PARSER, choices: new Dict() }, options));
  }

  override _subactions(): Value[] {
    return this._listed as Value[];
  }

  /** `add_parser(name, help=…, aliases=…, **options)`. */
  add_parser(name: string, given: Kw = kw({})): Value {
    const options = kw({}, given);
    if (options.get('prog') === null) options.set('prog', `${text(this._prog)} ${name}`);
    const aliases: string[] = [...items(options.pop('aliases', []))];
    if (this.choices.has(name) === true) throw new ArgumentError(this, `conflicting subparser: ${name}`);
    for (const alias of aliases)
      if (this.choices.has(alias) === true)
        throw new ArgumentError(this, `conflicting subparser alias: ${alias}`);
    if (options.has('help')) this._listed.push(new Choice(name, aliases, options.pop('help')));
    const parser: Value = apply(this._class, [], options);
    for (const one of [name, ...aliases]) this.choices.set(one, parser);
    return parser;
  }

  override __call__(_parser: Value, namespace: Value, values: Value): void {
    const [name, ...rest] = values as string[];
    if (this.dest !== SUPPRESS) setattr(namespace, this.dest as string, name);
    const parser: Value = this.choices.at(name);
    const [own, unknown] = parser.parse_known_args(rest, null) as [Value, string[]];
    for (const [key, value] of Object.entries(own as object)) namespace[key] = value;
    if (unknown.length === 0) return;
    const before: string[] = Object.hasOwn(namespace as object, UNKNOWN) ? namespace[UNKNOWN] : [];
    namespace[UNKNOWN] = [...before, ...unknown];
  }
}

home('argparse', ArgumentParser);
