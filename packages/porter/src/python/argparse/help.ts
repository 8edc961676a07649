/** The help of argparse, laid out as CPython's formatters do: usage, description, a list of arguments for each group, epilog. */
import { Dict } from '../dict.js';
import { host } from '../host.js';
import { items } from '../iteration.js';
import { keywords } from '../keywords.js';
import { PyObject } from '../object.js';
import { percentFormat } from '../percent-format.js';
import { text } from '../text.js';
import { nameOf as typeNameOf } from '../types.js';
import type { Value } from '../value.js';
import { wrapped } from '../wrap.js';
import { ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE } from './actions.js';

/** What is listed together under a title. */
export interface Group {
  readonly title: string | null;
  readonly description: string | null;
  readonly actions: readonly Value[];
}

/** Arguments of which one at most may be given. */
export interface Exclusive {
  readonly actions: readonly Value[];
  readonly required: boolean;
}

export class HelpFormatter extends PyObject {
  /** `HelpFormatter(prog, indent_increment=2, max_help_position=24, width=None)`. */
  override __init__(...args: Value[]): void {
    const named = keywords(args);
    this._prog = args[0] ?? named.get('prog');
    this._indent = args[1] ?? named.get('indent_increment', 2);
    this._width = args[3] ?? named.get('width') ?? host.columns() - 2;
    this._most = Math.min(
      Number(args[2] ?? named.get('max_help_position', 24)),
      Math.max(this._width - 20, this._indent * 2),
    );
    this._at = 0;
  }

  /** The whole help. */
  format(usage: string, description: string | null, groups: readonly Group[], epilog: string | null): string {
    const shown = groups.map((group) => ({ ...group, actions: visible(group.actions) }));
    // The column of the texts follows from the longest argument of all groups.
    const longest = Math.max(
      0,
      ...shown.flatMap(({ actions }) =>
        actions.map(
          (action) =>
            this._indent +
            Math.max(...[action, ...subactions(action)].map((one) => this._invocation(one).length)),
        ),
      ),
    );
    this._position = Math.min(longest + 2, this._most);
    const parts = [
      usage,
      this._text(description),
      ...shown.map((group) => this._section(group)),
      this._text(epilog),
    ];
    const all = parts
      .join('')
      .replace(/\n\n\n+/g, '\n\n')
      .replace(/^\n+|\n+$/g, '');
    return all === '' ? '' : `${all}\n`;
  }

  _section({ title, description, actions }: Group): string {
    this._at = this._indent;
    const body = this._text(description) + actions.map((action) => this._action(action)).join('');
    this._at = 0;
    if (body === '') return '';
    return `\n${title === null || title === SUPPRESS ? '' : `${title}:\n`}${body}\n`;
  }

  _text(given: string | null): string {
    if (given === null || given === SUPPRESS) return '';
    const said = given.includes('%(prog)')
      ? (percentFormat(given, new Dict([['prog', this._prog]])) as string)
      : given;
    return `${this._fill(said, Math.max(this._width - this._at, 11), ' '.repeat(this._at))}\n\n`;
  }

  _fill(given: string, width: number, indent: string): string {
    return wrapped(collapsed(given), width, { first: indent, others: indent }).join('\n');
  }

  _lines(given: string, width: number): string[] {
    return wrapped(collapsed(given), width);
  }

  _action(action: Value): string {
    const indent = ' '.repeat(this._at as number);
    const position: number = this._position;
    const room = position - this._at - 2;
    const header = this._invocation(action);
    const help = action.help === null ? '' : this._helpOf(action);
    let result: string;
    if (help === '') result = `${indent}${header}\n`;
    else {
      const lines = this._lines(help, Math.max(this._width - position, 11));
      const [first = '', ...others] = lines;
      const own =
        header.length <= room
          ? `${indent}${header.padEnd(room)}  ${first}\n`
          : `${indent}${header}\n${' '.repeat(position)}${first}\n`;
      result = own + others.map((line) => `${' '.repeat(position)}${line}\n`).join('');
    }
    this._at += this._indent;
    for (const sub of visible(subactions(action))) result += this._action(sub);
    this._at -= this._indent;
    return result;
  }

  _helpOf(action: Value): string {
    return String(action.help).trim() === '' ? '' : this._expand(action, action.help as string);
  }

  _expand(action: Value, help: string): string {
    const values = new Dict();
    for (const [name, value] of Object.entries(action as object)) {
      if (value === SUPPRESS) continue;
      values.set(
        name,
        name === 'choices' && value !== null
          ? [...items(value)].map(text).join(', ')
          : typeof value === 'function'
            ? typeNameOf(value)
            : value,
      );
    }
    values.set('prog', this._prog);
    return percentFormat(help, values) as string;
  }

  /** An argument as it is listed. */
  _invocation(action: Value): string {
    const names: string[] = action.option_strings;
    if (names.length === 0) return this._metavars(action, this._positionalName(action), 1)[0] as string;
    if (action.nargs === 0) return names.join(', ');
    const args = this._args(action, this._optionalName(action));
    return names.map((name) => `${name} ${args}`).join(', ');
  }

  _positionalName(action: Value): string {
    return action.dest as string;
  }

  _optionalName(action: Value): string {
    return String(action.dest).toUpperCase();
  }

  _metavars(action: Value, otherwise: string, count: number): string[] {
    const name: Value =
      action.metavar !== null
        ? action.metavar
        : action.choices !== null
          ? `{${[...items(action.choices)].map(text).join(',')}}`
          : otherwise;
    return Array.isArray(name) ? name.map(text) : Array.from({ length: count }, () => text(name));
  }

  /** What follows the name of an argument, by its nargs. */
  _args(action: Value, otherwise: string): string {
    const names = (count: number): string[] => this._metavars(action, otherwise, count);
    switch (action.nargs) {
      case null:
        return names(1).join(' ');
      case OPTIONAL:
        return `[${names(1).join(' ')}]`;
      case ZERO_OR_MORE: {
        const [first = '', second] = names(1);
        return second === undefined ? `[${first} ...]` : `[${first} [${second} ...]]`;
      }
      case ONE_OR_MORE: {
        const [first = '', second = ''] = names(2);
        return `${first} [${second} ...]`;
      }
      case REMAINDER:
        return '...';
      case PARSER:
        return `${names(1).join(' ')} ...`;
      case SUPPRESS:
        return '';
      default:
        return names(Number(action.nargs)).join(' ');
    }
  }

  /** `usage: prog [-h] …`. */
  usage(
    given: string | null,
    actions: readonly Value[],
    groups: readonly Exclusive[],
    prefix = 'usage: ',
  ): string {
    const prog = String(this._prog);
    if (given !== null) return `${prefix}${percentFormat(given, new Dict([['prog', prog]])) as string}\n\n`;
    const optionals = actions.filter((action) => action.option_strings.length > 0);
    const positionals = actions.filter((action) => action.option_strings.length === 0);
    const all = [prog, this._usageOf([...optionals, ...positionals], groups)]
      .filter((part) => part !== '')
      .join(' ');
    const width: number = this._width;
    if (prefix.length + all.length <= width) return `${prefix}${all}\n\n`;
    const parts = (list: readonly Value[]): string[] =>
      this._usageOf(list, groups).match(/\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+/g) ?? [];
    const [options, arguments_] = [parts(optionals), parts(positionals)];
    let lines: string[];
    if (prefix.length + prog.length <= 0.75 * width) {
      const indent = ' '.repeat(prefix.length + prog.length + 1);
      lines =
        options.length > 0
          ? [...broken([prog, ...options], indent, width, prefix), ...broken(arguments_, indent, width)]
          : broken([prog, ...arguments_], indent, width, prefix);
    } else {
      const indent = ' '.repeat(prefix.length);
      lines = broken([...options, ...arguments_], indent, width);
      if (lines.length > 1) lines = [...broken(options, indent, width), ...broken(arguments_, indent, width)];
      lines.unshift(prog);
    }
    return `${prefix}${lines.join('\n')}\n\n`;
  }

  /** All arguments in one line; those of which one at most may be given with bars between them. */
  _usageOf(actions: readonly Value[], groups: readonly Exclusive[]): string {
    const parts: string[] = [];
    for (let i = 0; i < actions.length;) {
      const group = groups.find(
        (one) =>
          one.actions.length > 0 &&
          one.actions[0] === actions[i] &&
          one.actions.every((action, at) => actions[i + at] === action),
      );
      const list = group?.actions ?? [actions[i]];
      const shown = visible(list).map((action) => this._inUsage(action, group !== undefined));
      i += list.length;
      if (group !== undefined && shown.length > 0) {
        const joined = shown.join(' | ');
        parts.push(!group.required ? `[${joined}]` : shown.length > 1 ? `(${joined})` : joined);
      } else parts.push(...shown);
    }
    return parts.filter((part) => part !== '').join(' ');
  }

  _inUsage(action: Value, isGrouped: boolean): string {
    const names: string[] = action.option_strings;
    if (names.length === 0) {
      const part = this._args(action, this._positionalName(action));
      return isGrouped && part.startsWith('[') && part.endsWith(']') ? part.slice(1, -1) : part;
    }
    const part =
      action.nargs === 0
        ? (action.format_usage() as string)
        : `${names[0] ?? ''} ${this._args(action, this._optionalName(action))}`;
    return action.required === true || isGrouped ? part : `[${part}]`;
  }
}

const visible = (actions: readonly Value[]): Value[] => actions.filter((action) => action.help !== SUPPRESS);
const subactions = (action: Value): Value[] => action._subactions() as Value[];
const collapsed = (given: string): string => given.replace(/[ \t\n\r\f\v]+/g, ' ').trim();

/** Parts in lines of a width; the first begins after `prefix`, if there is one. */
function broken(parts: readonly string[], indent: string, width: number, prefix?: string): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let length = (prefix ?? indent).length - 1;
  for (const part of parts) {
    if (length + 1 + part.length > width && line.length > 0) {
      lines.push(indent + line.join(' '));
      line = [];
      length = indent.length - 1;
    }
    line.push(part);
    length += part.length + 1;
  }
  if (line.length > 0) lines.push(indent + line.join(' '));
  if (prefix !== undefined) lines[0] = (lines[0] ?? '').slice(indent.length);
  return lines;
}

/** Description and epilog as they are. */
export class RawDescriptionHelpFormatter extends HelpFormatter {
  override _fill(given: string, _width: number, indent: string): string {
    return (given.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => indent + line).join('');
  }
}

/** The texts of arguments as they are, too. */
export class RawTextHelpFormatter extends RawDescriptionHelpFormatter {
  override _lines(given: string): string[] {
    return given.replace(/\n$/, '').split('\n');
  }
}

/** With the default of each argument. */
export class ArgumentDefaultsHelpFormatter extends HelpFormatter {
  override _expand(action: Value, help: string): string {
    const tells =
      !help.includes('%(default)') &&
      action.default !== SUPPRESS &&
      (action.option_strings.length > 0 || [OPTIONAL, ZERO_OR_MORE].includes(action.nargs as string));
    return super._expand(action, tells ? `${help} (default: %(default)s)` : help);
  }
}

/** With an argument's type in place of its name. */
export class MetavarTypeHelpFormatter extends HelpFormatter {
  override _positionalName(action: Value): string {
    return typeNameOf(action.type);
  }

  override _optionalName(action: Value): string {
    return typeNameOf(action.type);
  }
}
