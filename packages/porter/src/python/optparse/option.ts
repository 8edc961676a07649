/** One option: what it is called, what it takes, and what is done with that. */
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { Dict } from '../dict.js';
import { home } from '../homes.js';
import { items } from '../iteration.js';
import { Kw, kw } from '../keywords.js';
import { PyObject } from '../object.js';
import { apply, plain } from '../plain.js';
import { repr, text } from '../text.js';
import { tuple_ } from '../tuple.js';
import { complex, float, int, nameOf, str } from '../types.js';
import type { Value } from '../value.js';
import { eq } from '../compare.js';
import { OptionError, OptionValueError } from './errors.js';

export const NO_DEFAULT: Value = Object.freeze({ __repr__: () => "('NO', 'DEFAULT')" });
export const SUPPRESS_HELP = 'SUPPRESSHELP';
export const SUPPRESS_USAGE = 'SUPPRESSUSAGE';

const ATTRIBUTES =
  'action type dest default nargs const choices callback callback_args callback_kwargs help metavar'.split(
    ' ',
  );
const STORING = new Set('store store_const store_true store_false append append_const count'.split(' '));
const TYPED = new Set(['store', 'append', 'callback']);
const ALWAYS_TYPED = new Set(['store', 'append']);
const CONSTANT = new Set(['store_const', 'append_const']);

/** An int as it may be written: in another base behind 0x, 0b and 0. */
function wholeNumber(value: string): Value {
  const prefix = value.slice(0, 2).toLowerCase();
  if (prefix === '0x') return int(value, 16);
  if (prefix === '0b') return int(value.slice(2) || '0', 2);
  return int(value, value.startsWith('0') ? 8 : 10);
}

const CONVERSIONS = new Map<Value, readonly [convert: (x: string) => Value, what: string]>([
  ['int', [wholeNumber, 'integer']],
  ['long', [wholeNumber, 'integer']],
  ['float', [(x) => float(x) as Value, 'floating-point']],
  ['complex', [(x) => complex(x) as Value, 'complex']],
]);

export class Option extends PyObject {
  static readonly ACTIONS: Value = [...STORING, 'callback', 'help', 'version'];
  static readonly TYPES: Value = ['string', 'int', 'long', 'float', 'complex', 'choice'];
  static readonly TYPE_CHECKER: Value = new Dict();
  declare _short_opts: string[];
  declare _long_opts: string[];
  declare action: string;
  declare type: Value;
  declare dest: Value;
  declare default: Value;
  declare nargs: Value;
  declare const: Value;
  declare choices: Value;
  declare callback: Value;
  declare callback_args: Value;
  declare callback_kwargs: Value;
  declare help: Value;
  declare metavar: Value;
  declare container: Value;

  override __init__(...given: Value[]): void {
    const named = given.at(-1) instanceof Kw ? (given.at(-1) as Kw) : kw({});
    const names = (given.at(-1) instanceof Kw ? given.slice(0, -1) : given) as string[];
    this._short_opts = [];
    this._long_opts = [];
    if (names.length === 0) throw new PyTypeError('at least one option string must be supplied');
    for (const name of names) this._addName(name);
    for (const attribute of ATTRIBUTES)
      this[attribute] = named.get(attribute, attribute === 'default' ? NO_DEFAULT : null);
    const strange = [...named].filter((name) => !ATTRIBUTES.includes(name as string)).sort();
    if (strange.length > 0) throw new OptionError(`invalid keyword arguments: ${strange.join(', ')}`, this);
    this._check();
  }

  _addName(name: string): void {
    if (name.length < 2)
      throw new OptionError(
        `invalid option string ${repr(name)}: must be at least two characters long`,
        this,
      );
    if (name.length === 2) {
      if (!/^-[^-]/.test(name))
        throw new OptionError(
          `invalid short option string ${repr(name)}: must be of the form -x, (x any non-dash char)`,
          this,
        );
      this._short_opts.push(name);
    } else {
      if (!/^--[^-]/.test(name))
        throw new OptionError(
          `invalid long option string ${repr(name)}: must start with --, followed by non-dash`,
          this,
        );
      this._long_opts.push(name);
    }
  }

  _check(): void {
    this.action ??= 'store';
    const { action } = this;
    if (!(this.ACTIONS as string[]).includes(action))
      throw new OptionError(`invalid action: ${repr(action)}`, this);
    this._checkType();
    if (this.type === 'choice') {
      if (this.choices === null)
        throw new OptionError("must supply a list of choices for type 'choice'", this);
      if (!Array.isArray(this.choices))
        throw new OptionError(`choices must be a list of strings ('${nameOf(str)}' supplied)`, this);
    } else if (this.choices !== null)
      throw new OptionError(`must not supply choices for type ${repr(this.type)}`, this);
    if (this.dest === null && (STORING.has(action) || this.type !== null))
      this.dest = (this._long_opts[0]?.slice(2) ?? this._short_opts[0]?.slice(1) ?? '').replaceAll('-', '_');
    if (!CONSTANT.has(action) && this.const !== null)
      throw new OptionError(`'const' must not be supplied for action ${repr(action)}`, this);
    if (TYPED.has(action)) {
      if (this.nargs === null && this.type !== null) this.nargs = 1;
    } else if (this.nargs !== null)
      throw new OptionError(`'nargs' must not be supplied for action ${repr(action)}`, this);
    if (action === 'callback') {
      if (this.callback === null)
        throw new OptionError(`callback not callable: ${repr(this.callback)}`, this);
    } else if (this.callback !== null)
      throw new OptionError(`callback supplied (${repr(this.callback)}) for non-callback option`, this);
  }

  _checkType(): void {
    if (this.type === null) {
      if (ALWAYS_TYPED.has(this.action)) this.type = this.choices === null ? 'string' : 'choice';
      return;
    }
    if (typeof this.type === 'function') this.type = nameOf(this.type);
    if (this.type === 'str') this.type = 'string';
    if (!(this.TYPES as Value[]).includes(this.type) && ![...(this.TYPES as Value[])].includes(this.type))
      throw new OptionError(`invalid option type: ${repr(this.type)}`, this);
    if (!TYPED.has(this.action))
      throw new OptionError(`must not supply a type for action ${repr(this.action)}`, this);
  }

  __str__(): string {
    return [...this._short_opts, ...this._long_opts].join('/');
  }

  __repr__(): string {
    return `<Option at 0x7f0000000000: ${this.__str__()}>`;
  }

  takes_value(): boolean {
    return this.type !== null;
  }

  get_opt_string(): string {
    return (this._long_opts[0] ?? this._short_opts[0]) as string;
  }

  check_value(opt: string, value: string): Value {
    const own: Value = (this.TYPE_CHECKER as Dict).get(this.type);
    if (own !== null) return plain(own(this, opt, value));
    if (this.type === 'choice') {
      if ([...items(this.choices)].some((one) => eq(one, value))) return value;
      const all = [...items(this.choices)].map((one) => repr(one)).join(', ');
      throw new OptionValueError(`option ${opt}: invalid choice: ${repr(value)} (choose from ${all})`);
    }
    const known = CONVERSIONS.get(this.type);
    if (known === undefined) return value;
    const [convert, what] = known;
    try {
      return convert(value);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new OptionValueError(`option ${opt}: invalid ${what} value: ${repr(value)}`);
    }
  }

  convert_value(opt: string, value: Value): Value {
    if (value === null) return null;
    if (this.nargs === 1) return this.check_value(opt, value as string);
    return tuple_((value as string[]).map((one) => this.check_value(opt, one) as Value));
  }

  process(opt: string, value: Value, values: Value, parser: Value): Value {
    return this.take_action(this.action, this.dest, opt, this.convert_value(opt, value), values, parser);
  }

  take_action(action: string, dest: Value, opt: string, value: Value, values: Value, parser: Value): Value {
    switch (action) {
      case 'store':
        values[dest] = value;
        break;
      case 'store_const':
        values[dest] = this.const;
        break;
      case 'store_true':
        values[dest] = true;
        break;
      case 'store_false':
        values[dest] = false;
        break;
      case 'append':
        values.ensure_value(dest, []).push(value);
        break;
      case 'append_const':
        values.ensure_value(dest, []).push(this.const);
        break;
      case 'count':
        values[dest] = Number(values.ensure_value(dest, 0)) + 1;
        break;
      case 'callback': {
        const args: Value[] = this.callback_args === null ? [] : [...items(this.callback_args)];
        const named = kw({}, ...(this.callback_kwargs === null ? [] : [this.callback_kwargs]));
        plain(apply(this.callback, [this, opt, value, parser, ...args], named));
        break;
      }
      case 'help':
        parser.print_help();
        parser.exit();
        break;
      case 'version':
        parser.print_version();
        parser.exit();
        break;
      default:
        throw new ValueError(`unknown action ${repr(text(action))}`);
    }
    return 1;
  }
}

/** What the options were given: an attribute for each. */
export class Values extends PyObject {
  override __init__(defaults: Value = null): void {
    if (defaults !== null) for (const [name, value] of defaults.items()) this[name as string] = value;
  }

  ensure_value(name: string, value: Value): Value {
    if (!(name in this) || this[name] === null) this[name] = value;
    return this[name];
  }

  __eq__(other: Value): Value {
    const own = new Dict(Object.entries(this));
    return eq(own, other instanceof Values ? new Dict(Object.entries(other)) : other);
  }

  __str__(): string {
    return repr(new Dict(Object.entries(this)));
  }

  __repr__(): string {
    return `<Values at 0x7f0000000000: ${this.__str__()}>`;
  }
}

home('optparse', Option, Values);
