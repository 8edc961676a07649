/** The help of optparse, laid out as CPython's formatters do. */
import { host } from '../host.js';
import { home } from '../homes.js';
import { PyObject } from '../object.js';
import { bound } from '../keywords.js';
import { parsed } from '../signature.js';
import { text } from '../text.js';
import type { Value } from '../value.js';
import { wrapped } from '../wrap.js';
import { NO_DEFAULT, type Option } from './option.js';

const parameters = (name: string): ReturnType<typeof parsed> =>
  parsed([`${name}.__init__(self)`, 'indent_increment=', 'max_help_position=', 'width=', 'short_first=']);

export class HelpFormatter extends PyObject {
  declare parser: Value;
  declare indent_increment: number;
  declare width: number;
  declare help_position: number;
  declare max_help_position: number;
  declare current_indent: number;
  declare level: number;
  declare help_width: number;
  declare short_first: Value;
  declare default_tag: string;
  declare option_strings: Map<Option, string>;

  _begin(given: Map<string, Value>, indent: number, shortFirst: Value): void {
    this.parser = null;
    this.indent_increment = Number(given.get('indent_increment') ?? indent);
    this.width = Number(given.get('width') ?? host.columns() - 2);
    const most = Number(given.get('max_help_position') ?? 24);
    this.max_help_position = Math.min(most, Math.max(this.width - 20, this.indent_increment * 2));
    this.help_position = this.max_help_position;
    this.current_indent = 0;
    this.level = 0;
    this.short_first = given.get('short_first') ?? shortFirst;
    this.default_tag = '%default';
    this.option_strings = new Map();
  }

  set_parser(parser: Value): void {
    this.parser = parser;
  }

  indent(): void {
    this.current_indent += this.indent_increment;
    this.level++;
  }

  dedent(): void {
    this.current_indent -= this.indent_increment;
    this.level--;
  }

  _format_text(given: string): string {
    const first = ' '.repeat(this.current_indent);
    const width = Math.max(this.width - this.current_indent, 11);
    return wrapped(given, width, { first, others: first }).join('\n');
  }

  format_description(description: Value): string {
    return Boolean(description) ? `${this._format_text(description as string)}\n` : '';
  }

  format_epilog(epilog: Value): string {
    return Boolean(epilog) ? `\n${this._format_text(epilog as string)}\n` : '';
  }

  expand_default(option: Option): string {
    const known: Value = this.parser?.defaults.get(option.dest) ?? null;
    const shown = known === NO_DEFAULT || known === null ? 'none' : text(known);
    return String(option.help).replaceAll(this.default_tag, () => shown);
  }

  format_option(option: Option): string {
    const names = this.option_strings.get(option) ?? '';
    const width = this.help_position - this.current_indent - 2;
    const before = ' '.repeat(this.current_indent);
    const isLong = names.length > width;
    let result = isLong ? `${before}${names}\n` : `${before}${names.padEnd(width)}  `;
    if (Boolean(option.help)) {
      const column = ' '.repeat(this.help_position);
      const [first = '', ...rest] = wrapped(this.expand_default(option), this.help_width);
      result += `${isLong ? column : ''}${first}\n`;
      for (const line of rest) result += `${column}${line}\n`;
    } else if (!isLong) result += '\n';
    return result;
  }

  store_option_strings(parser: Value): void {
    let most = 0;
    const store = (options: readonly Option[]): void => {
      for (const option of options) {
        const names = this.format_option_strings(option);
        this.option_strings.set(option, names);
        most = Math.max(most, names.length + this.current_indent);
      }
    };
    this.indent();
    store(parser.option_list as Option[]);
    this.indent();
    for (const group of parser.option_groups as Value[]) store(group.option_list as Option[]);
    this.dedent();
    this.dedent();
    this.help_position = Math.min(most + 2, this.max_help_position);
    this.help_width = Math.max(this.width - this.help_position, 11);
  }

  format_option_strings(option: Option): string {
    const takes: Value = option.takes_value();
    const metavar = text(option.metavar ?? text(option.dest).toUpperCase());
    const short = option._short_opts.map((name) => (takes === true ? `${name} ${metavar}` : name));
    const long = option._long_opts.map((name) => (takes === true ? `${name}=${metavar}` : name));
    return (Boolean(this.short_first) ? [...short, ...long] : [...long, ...short]).join(', ');
  }
}

export class IndentedHelpFormatter extends HelpFormatter {
  override __init__(...args: Value[]): void {
    this._begin(bound(parameters('IndentedHelpFormatter'), args), 2, 1);
  }

  format_usage(usage: string): string {
    return `Usage: ${usage}\n`;
  }

  format_heading(heading: string): string {
    return `${' '.repeat(this.current_indent)}${heading}:\n`;
  }
}

export class TitledHelpFormatter extends HelpFormatter {
  override __init__(...args: Value[]): void {
    this._begin(bound(parameters('TitledHelpFormatter'), args), 0, 0);
  }

  format_usage(usage: string): string {
    return `${this.format_heading('Usage')}  ${usage}\n`;
  }

  format_heading(heading: string): string {
    return `${heading}\n${('=-'[this.level] ?? '-').repeat(heading.length)}\n`;
  }
}

home('optparse', HelpFormatter, IndentedHelpFormatter, TitledHelpFormatter);
