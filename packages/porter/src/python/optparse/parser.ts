/** What takes a command line apart: a parser, and groups of its options. */
import { print } from '../builtins.js';
import { Dict } from '../dict.js';
import { SystemExit, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { home } from '../homes.js';
import { items } from '../iteration.js';
import { Kw, bound, kw } from '../keywords.js';
import { basename } from '../modules/os-path.js';
import { argv, stderr } from '../modules/sys.js';
import { PyObject } from '../object.js';
import { apply, plain } from '../plain.js';
import { parsed } from '../signature.js';
import { repr } from '../text.js';
import { tup, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { AmbiguousOptionError, BadOptionError, OptionConflictError, OptionValueError } from './errors.js';
import { IndentedHelpFormatter } from './help.js';
import { NO_DEFAULT, Option, SUPPRESS_HELP, SUPPRESS_USAGE, Values } from './option.js';

class OptionContainer extends PyObject {
  declare option_list: Option[];
  declare _short_opt: Map<string, Option>;
  declare _long_opt: Map<string, Option>;
  declare defaults: Dict;
  declare option_class: Value;
  declare conflict_handler: string;
  declare description: Value;

  set_description(description: Value): void {
    this.description = description;
  }

  get_description(): Value {
    return this.description;
  }

  set_conflict_handler(handler: Value): void {
    if (handler !== 'error' && handler !== 'resolve')
      throw new ValueError(`invalid conflict_resolution value ${repr(handler)}`);
    this.conflict_handler = handler;
  }

  _checkConflict(option: Option): void {
    const taken = [...option._short_opts, ...option._long_opts].flatMap((name) => {
      const other = this._short_opt.get(name) ?? this._long_opt.get(name);
      return other === undefined ? [] : [[name, other] as const];
    });
    if (taken.length === 0) return;
    if (this.conflict_handler === 'error')
      throw new OptionConflictError(
        `conflicting option string(s): ${taken.map(([name]) => name).join(', ')}`,
        option,
      );
    for (const [name, other] of taken) {
      const isLong = name.startsWith('--');
      (isLong ? this._long_opt : this._short_opt).delete(name);
      const names = isLong ? other._long_opts : other._short_opts;
      names.splice(names.indexOf(name), 1);
      if (other._short_opts.length + other._long_opts.length === 0) {
        const list = other.container.option_list as Option[];
        list.splice(list.indexOf(other), 1);
      }
    }
  }

  add_option(...given: Value[]): Option {
    const named = given.at(-1) instanceof Kw ? (given.at(-1) as Kw) : kw({});
    const args = given.at(-1) instanceof Kw ? given.slice(0, -1) : given;
    const [first]: Value[] = args;
    let option: Option;
    if (typeof first === 'string') option = apply(this.option_class, args, named) as Option;
    else if (first instanceof Option) option = first;
    else throw new PyTypeError(`not an Option instance: ${repr(first)}`);
    this._checkConflict(option);
    this.option_list.push(option);
    option.container = this;
    for (const name of option._short_opts) this._short_opt.set(name, option);
    for (const name of option._long_opts) this._long_opt.set(name, option);
    if (option.dest !== null) {
      if (option.default !== NO_DEFAULT) this.defaults.set(option.dest, option.default);
      else this.defaults.setdefault(option.dest);
    }
    return option;
  }

  add_options(options: Value): void {
    for (const option of items(options)) this.add_option(option);
  }

  get_option(name: string): Value {
    return this._short_opt.get(name) ?? this._long_opt.get(name) ?? null;
  }

  has_option(name: string): boolean {
    return this.get_option(name) !== null;
  }

  remove_option(name: string): void {
    const option = this.get_option(name) as Option | null;
    if (option === null) throw new ValueError(`no such option ${repr(name)}`);
    for (const one of option._short_opts) this._short_opt.delete(one);
    for (const one of option._long_opts) this._long_opt.delete(one);
    const list = option.container.option_list as Option[];
    list.splice(list.indexOf(option), 1);
  }

  format_options(formatter: Value): string {
    return this.option_list
      .filter(({ help }) => help !== SUPPRESS_HELP)
      .map((option) => formatter.format_option(option) as string)
      .join('');
  }

  format_description(formatter: Value): string {
    return formatter.format_description(this.get_description()) as string;
  }
}

const GROUP = parsed(['OptionGroup.__init__(self)', 'parser', 'title', 'description=']);

export class OptionGroup extends OptionContainer {
  declare parser: Value;
  declare title: string;

  override __init__(...args: Value[]): void {
    const given = bound(GROUP, args);
    const parser: Value = given.get('parser');
    this.parser = parser;
    this.title = given.get('title');
    this.option_list = [];
    this._short_opt = parser._short_opt;
    this._long_opt = parser._long_opt;
    this.defaults = parser.defaults;
    this.option_class = parser.option_class;
    this.set_conflict_handler(parser.conflict_handler);
    this.set_description(given.get('description') ?? null);
  }

  set_title(title: string): void {
    this.title = title;
  }

  format_help(formatter: Value): string {
    let result: string = formatter.format_heading(this.title);
    formatter.indent();
    const parts: string[] = [];
    if (Boolean(this.description)) parts.push(this.format_description(formatter));
    if (this.option_list.length > 0) parts.push(this.format_options(formatter));
    result += parts.join('\n');
    formatter.dedent();
    return result;
  }
}

const PARSER = parsed([
  'OptionParser.__init__(self)',
  'usage=',
  'option_list=',
  'option_class=',
  'version=',
  'conflict_handler=',
  'description=',
  'formatter=',
  'add_help_option=',
  'prog=',
  'epilog=',
]);

export class OptionParser extends OptionContainer {
  static readonly standard_option_list: Value = [];
  declare usage: string | null;
  declare prog: Value;
  declare version: Value;
  declare epilog: Value;
  declare formatter: Value;
  declare option_groups: OptionGroup[];
  declare allow_interspersed_args: boolean;
  declare process_default_values: Value;
  declare rargs: string[];
  declare largs: string[];
  declare values: Value;

  override __init__(...args: Value[]): void {
    const given = bound(PARSER, args);
    const of = (name: string, otherwise: Value = null): Value => given.get(name) ?? otherwise;
    this.option_list = [];
    this.option_groups = [];
    this._short_opt = new Map();
    this._long_opt = new Map();
    this.defaults = new Dict();
    this.option_class = of('option_class', Option);
    this.set_conflict_handler(of('conflict_handler', 'error'));
    this.set_description(of('description'));
    this.set_usage(of('usage'));
    this.prog = of('prog');
    this.version = of('version');
    this.allow_interspersed_args = true;
    this.process_default_values = true;
    this.formatter = of('formatter') ?? new IndentedHelpFormatter();
    this.formatter.set_parser(this);
    this.epilog = of('epilog');
    this.add_options(this.standard_option_list);
    if (of('option_list') !== null) this.add_options(of('option_list'));
    if (Boolean(this.version))
      this.add_option('--version', kw({ action: 'version', help: "show program's version number and exit" }));
    if (of('add_help_option', true) === true)
      this.add_option('-h', '--help', kw({ action: 'help', help: 'show this help message and exit' }));
  }

  set_usage(usage: Value): void {
    if (usage === null) this.usage = '%prog [options]';
    else if (usage === SUPPRESS_USAGE) this.usage = null;
    else this.usage = String(usage).replace(/^usage: /i, '');
  }

  enable_interspersed_args(): void {
    this.allow_interspersed_args = true;
  }

  disable_interspersed_args(): void {
    this.allow_interspersed_args = false;
  }

  set_process_default_values(process: Value): void {
    this.process_default_values = process;
  }

  set_default(name: Value, value: Value): void {
    this.defaults.set(name, value);
  }

  set_defaults(named: Kw = kw({})): void {
    this.defaults.update(named);
  }

  get_default_values(): Value {
    if (this.process_default_values !== true) return new Values(this.defaults);
    const made = this.defaults.copy();
    for (const option of [this.option_list, ...this.option_groups.map((group) => group.option_list)].flat()) {
      const given: Value = made.get(option.dest);
      // A text is taken as if it came from the command line.
      if (typeof given === 'string')
        made.set(option.dest, option.check_value(option.get_opt_string(), given));
    }
    return new Values(made);
  }

  add_option_group(...args: Value[]): OptionGroup {
    const [first]: Value[] = args;
    if (typeof first !== 'string' && !(first instanceof OptionGroup))
      throw new PyTypeError(`not an OptionGroup instance: ${repr(first)}`);
    const group: OptionGroup = typeof first === 'string' ? new OptionGroup(this, ...args) : first;
    if (group.parser !== this) throw new ValueError('invalid OptionGroup (wrong parser)');
    this.option_groups.push(group);
    return group;
  }

  get_option_group(name: string): Value {
    const option: Value = this.get_option(name);
    return option !== null && option.container !== this ? option.container : null;
  }

  parse_args(...given: Value[]): Value {
    const known = bound(PARSE, given);
    const list: Value = known.get('args') ?? null;
    this.rargs = list === null ? argv.slice(1) : ([...items(list)] as string[]);
    this.largs = [];
    this.values = known.get('values') ?? this.get_default_values();
    try {
      this._process();
    } catch (error) {
      if (!(error instanceof BadOptionError) && !(error instanceof OptionValueError)) throw error;
      this.error((error as BadOptionError).msg);
    }
    return this.check_values(this.values, [...this.largs, ...this.rargs]);
  }

  check_values(values: Value, args: Value): Value {
    return tup(values, args);
  }

  _process(): void {
    while (this.rargs.length > 0) {
      const [arg = ''] = this.rargs;
      if (arg === '--') {
        this.rargs.shift();
        return;
      }
      if (arg.startsWith('--')) this._long();
      else if (arg.startsWith('-') && arg.length > 1) this._short();
      else if (this.allow_interspersed_args) {
        this.rargs.shift();
        this.largs.push(arg);
      } else return;
    }
  }

  _long(): void {
    const arg = this.rargs.shift() ?? '';
    const at = arg.indexOf('=');
    const name = this._matched(at < 0 ? arg : arg.slice(0, at));
    if (at >= 0) this.rargs.unshift(arg.slice(at + 1));
    const option = this._long_opt.get(name) as Option;
    if (option.takes_value()) option.process(name, this._taken(option, name), this.values, this);
    else if (at >= 0) this.error(`${name} option does not take a value`);
    else option.process(name, null, this.values, this);
  }

  _short(): void {
    const arg = this.rargs.shift() ?? '';
    const letters = [...arg.slice(1)];
    for (const [i, letter] of letters.entries()) {
      const name = `-${letter}`;
      const option = this._short_opt.get(name);
      if (option === undefined) throw new BadOptionError(name);
      if (!(option.takes_value() as boolean)) {
        option.process(name, null, this.values, this);
        continue;
      }
      const rest = letters.slice(i + 1).join('');
      if (rest !== '') this.rargs.unshift(rest);
      option.process(name, this._taken(option, name), this.values, this);
      return;
    }
  }

  /** The values of an option, from what is left of the command line. */
  _taken(option: Option, name: string): Value {
    const count = Number(option.nargs);
    if (this.rargs.length < count)
      this.error(`${name} option requires ${String(count)} argument${count === 1 ? '' : 's'}`);
    const values = this.rargs.splice(0, count);
    return count === 1 ? values[0] : tuple_(values);
  }

  /** A long option as it is called, or the beginning of one. */
  _matched(name: string): string {
    if (this._long_opt.has(name)) return name;
    const found = [...this._long_opt.keys()].filter((one) => one.startsWith(name));
    const [only] = found;
    if (only === undefined) throw new BadOptionError(name);
    if (found.length > 1) throw new AmbiguousOptionError(name, found.sort());
    return only;
  }

  get_prog_name(): string {
    return (this.prog ?? basename(argv[0])) as string;
  }

  expand_prog_name(given: string): string {
    return given.replaceAll('%prog', () => this.get_prog_name());
  }

  override get_description(): Value {
    return this.description === null ? null : this.expand_prog_name(this.description as string);
  }

  exit(status: Value = 0, message: Value = null): never {
    if (Boolean(message)) stderr.write(message as string);
    throw new SystemExit(status);
  }

  error(message: string): never {
    this.print_usage(stderr);
    this.exit(2, `${this.get_prog_name()}: error: ${message}\n`);
  }

  get_usage(): string {
    return this.usage === null
      ? ''
      : (this.formatter.format_usage(this.expand_prog_name(this.usage)) as string);
  }

  print_usage(file: Value = null): void {
    if (Boolean(this.usage)) print(this.get_usage(), kw({ file }));
  }

  get_version(): string {
    return Boolean(this.version) ? this.expand_prog_name(this.version as string) : '';
  }

  print_version(file: Value = null): void {
    if (Boolean(this.version)) print(this.get_version(), kw({ file }));
  }

  format_option_help(given: Value = null): string {
    const formatter: Value = given ?? this.formatter;
    formatter.store_option_strings(this);
    const parts: string[] = [formatter.format_heading('Options')];
    formatter.indent();
    if (this.option_list.length > 0) parts.push(this.format_options(formatter), '\n');
    for (const group of this.option_groups) parts.push(group.format_help(formatter), '\n');
    formatter.dedent();
    return parts.slice(0, -1).join('');
  }

  format_epilog(formatter: Value): string {
    return formatter.format_epilog(this.epilog) as string;
  }

  format_help(given: Value = null): string {
    const formatter: Value = given ?? this.formatter;
    const parts: string[] = [];
    if (Boolean(this.usage)) parts.push(`${this.get_usage()}\n`);
    if (Boolean(this.description)) parts.push(`${this.format_description(formatter)}\n`);
    parts.push(this.format_option_help(formatter), plain(this.format_epilog(formatter)) as string);
    return parts.join('');
  }

  print_help(file: Value = null): void {
    print(this.format_help(), kw({ file: file instanceof Kw ? file.get('file') : file, end: '' }));
  }
}
const PARSE = parsed(['OptionParser.parse_args(self)', 'args=', 'values=']);

home('optparse', OptionGroup, OptionParser);
