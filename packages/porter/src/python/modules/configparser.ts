/** Python's configparser: files of sections with options. */
import { Dict } from '../dict.js';
import { FileNotFoundError, KeyError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { ExtendedInterpolation, extended, interpolated } from '../configparser/interpolation.js';
import { DuplicateSectionError, NoOptionError, NoSectionError } from '../configparser/errors.js';
import { readLines } from '../configparser/reader.js';
import { items, iter } from '../iteration.js';
import { Kw, takeKw } from '../keywords.js';
import { float, int } from '../types.js';
import { hidden } from '../object.js';
import { MutableMapping } from '../containers/mappings.js';
import { open } from '../open.js';
import { repr, text } from '../text.js';
import { tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';
import { SectionProxy } from '../configparser/section.js';

export {
  DuplicateOptionError,
  DuplicateSectionError,
  Error,
  InterpolationError,
  InterpolationMissingOptionError,
  MissingSectionHeaderError,
  NoOptionError,
  NoSectionError,
  ParsingError,
} from '../configparser/errors.js';

export { SectionProxy };

const BOOLEANS: Readonly<Record<string, boolean>> = {
  1: true,
  yes: true,
  true: true,
  on: true,
  0: false,
  no: false,
  false: false,
  off: false,
};

export { BasicInterpolation, ExtendedInterpolation } from '../configparser/interpolation.js';
export const DEFAULTSECT = 'DEFAULT';

export class RawConfigParser extends MutableMapping {
  static readonly interpolates: boolean = false;
  declare default_section: string;

  override __init__(...args: Value[]): void {
    hidden(
      this,
      '_defaults',
      '_sections',
      '_options',
      '_proxies',
      'default_section',
      'interpolates',
      '_extends',
    );
    const options = takeKw(args);
    this.default_section = (options.get('default_section') ?? DEFAULTSECT) as string;
    this.interpolates =
      (this.constructor as typeof RawConfigParser).interpolates &&
      !(options.has('interpolation') && options.get('interpolation') === null);
    Object.assign(this, {
      _extends: options.get('interpolation') instanceof ExtendedInterpolation,
      _defaults: new Dict(),
      _sections: new Dict(),
      _options: options,
      _proxies: new Dict(),
    });
    const defaults: Value = args[0] ?? options.get('defaults');
    if (defaults !== null && defaults !== undefined)
      for (const key of items(defaults))
        this._defaults.set(this.optionxform(key as string), text(defaults.at(key)));
  }

  #interpolated(value: string, section: string, option: string, all: Dict): string {
    if (this._extends !== true)
      return interpolated(value, section, option, all, (name) => this.optionxform(name));
    return extended(value, section, option, (of, name) => {
      const isMissing = of !== section && !this.has_section(of) && of !== this.default_section;
      const options = of === section ? all : isMissing ? new Dict() : this._all(of);
      const key = this.optionxform(name);
      return options.has(key) ? String(options.at(key)) : undefined;
    });
  }

  /** What an option is called: programs replace it. */
  optionxform(name: string): string {
    return name.toLowerCase();
  }

  defaults(): Dict {
    return this._defaults as Dict;
  }

  sections(): string[] {
    return [...(this._sections as Dict)] as string[];
  }

  add_section(name: string): void {
    if (name === this.default_section) throw new ValueError(`Invalid section name: ${repr(name)}`);
    if (this._sections.has(name)) throw new DuplicateSectionError(name);
    this._sections.set(name, new Dict());
  }

  has_section(name: string): boolean {
    return this._sections.has(name) as boolean;
  }

  protected _section(name: string): Dict {
    if (name === this.default_section) return this._defaults as Dict;
    if (!this.has_section(name)) throw new NoSectionError(name);
    return this._sections.at(name) as Dict;
  }

  /** The options of a section with the defaults, as they were written. */
  protected _all(name: string): Dict {
    const all = new Dict();
    all.update(this._defaults);
    all.update(this._section(name));
    return all;
  }

  options(name: string): string[] {
    const own = this._section(name);
    return [...own, ...[...(this._defaults as Dict)].filter((key) => !own.has(key))] as string[];
  }

  has_option(section: string, option: string): boolean {
    if (section !== this.default_section && !this.has_section(section)) return false;
    return this._all(section).has(this.optionxform(option));
  }

  read(files: Value, encoding: Value = null): string[] {
    const list = typeof files === 'string' || !Array.isArray(files) ? [files] : (files as Value[]);
    return list.filter((file) => {
      let stream: Value;
      try {
        stream = open(file, 'r', ...(encoding instanceof Kw ? [encoding] : []));
      } catch (error) {
        if (error instanceof FileNotFoundError) return false;
        throw error;
      }
      this.read_string(stream.read() as string, text(file));
      stream.close();
      return true;
    }) as string[];
  }

  read_file(file: Value, source: Value = null): void {
    this.read_string([...items(file)].join(''), text(source ?? file.name ?? '<???>'));
  }

  read_string(source: string, name: Value = '<string>'): void {
    readLines(source, name as string, this._options as Dict, {
      section: (section, isKnown, line) => {
        if (section === this.default_section) return this._defaults as Dict;
        if (this.has_section(section)) {
          if (isKnown) throw new DuplicateSectionError(section, name, line);
          return this._sections.at(section) as Dict;
        }
        const made = new Dict();
        this._sections.set(section, made);
        return made;
      },
      option: (key) => this.optionxform(key),
    });
  }

  read_dict(source: Value): void {
    for (const section of items(source)) {
      const name = text(section);
      if (name !== this.default_section && !this.has_section(name)) this.add_section(name);
      for (const key of items(source.at(section)))
        this.set(
          name,
          text(key),
          source.at(section).at(key) === null ? null : text(source.at(section).at(key)),
        );
    }
  }

  override get(section: string, option: string, ...args: Value[]): Value {
    const options = takeKw(args);
    const otherwise = (error: () => Error): Value => {
      if (options.has('fallback')) return options.at('fallback');
      throw error();
    };
    if (section !== this.default_section && !this.has_section(section))
      return otherwise(() => new NoSectionError(section));
    const key = this.optionxform(option);
    const all = this._all(section);
    const vars: Value = options.get('vars');
    if (vars !== null) all.update(vars);
    if (!all.has(key)) return otherwise(() => new NoOptionError(option, section));
    const value: Value = all.at(key);
    return this.interpolates === true && options.get('raw') !== true && typeof value === 'string'
      ? this.#interpolated(value, section, key, all)
      : value;
  }

  protected _converted(convert: (x: Value) => Value, section: string, option: string, args: Value[]): Value {
    const options = takeKw(args);
    const isThere = this.has_option(section, option);
    if (!isThere && options.has('fallback')) return options.at('fallback');
    return convert(this.get(section, option));
  }

  getint(section: string, option: string, ...args: Value[]): Value {
    return this._converted(int, section, option, args);
  }

  getfloat(section: string, option: string, ...args: Value[]): Value {
    return this._converted(float, section, option, args);
  }

  getboolean(section: string, option: string, ...args: Value[]): Value {
    return this._converted(booleanOf, section, option, args);
  }

  override items(...args: Value[]): Value {
    const [section] = args;
    if (typeof section === 'string')
      return [...this._all(section)].map((key) => tuple_([key, this.get(section, key as string)]));
    return [this.default_section, ...this.sections()].map((name) => tuple_([name, this.__getitem__(name)]));
  }

  set(section: string, option: string, value: Value = null): void {
    if (value !== null && typeof value !== 'string' && this.interpolates === true)
      throw new PyTypeError('option values must be strings');
    this._section(section).set(this.optionxform(option), value);
  }

  remove_option(section: string, option: string): boolean {
    const own = this._section(section);
    const key = this.optionxform(option);
    const isThere = own.has(key);
    if (isThere) own.pop(key);
    return isThere;
  }

  remove_section(section: string): boolean {
    const isThere = this.has_section(section);
    if (isThere) this._sections.pop(section);
    return isThere;
  }

  write(file: Value, ...args: Value[]): void {
    const options = takeKw(args);
    const spaced = (args[0] ?? options.get('space_around_delimiters')) !== false;
    const parts: [string, Dict][] = [
      [this.default_section, this._defaults as Dict],
      ...this.sections().map((name): [string, Dict] => [name, this._sections.at(name) as Dict]),
    ];
    for (const [name, own] of parts) {
      if (name === this.default_section && own.size === 0) continue;
      file.write(`[${name}]\n`);
      for (const key of own as Iterable<string>) {
        const value: Value = own.at(key);
        file.write(
          value === null
            ? `${key}\n`
            : `${key}${spaced ? ' = ' : '='}${text(value).replaceAll('\n', '\n\t')}\n`,
        );
      }
      file.write('\n');
    }
  }

  __getitem__(name: string): Value {
    if (name !== this.default_section && !this.has_section(name)) throw new KeyError(name);
    if (!this._proxies.has(name)) this._proxies.set(name, new SectionProxy(this, name));
    return this._proxies.at(name);
  }

  __setitem__(name: string, values: Value): void {
    this.remove_section(name);
    const source = new Dict();
    source.set(name, values);
    this.read_dict(source);
  }

  __delitem__(name: string): void {
    if (!this.remove_section(name)) throw new KeyError(name);
  }

  override __contains__(name: string): boolean {
    return name === this.default_section || this.has_section(name);
  }

  __len__(): number {
    return this.sections().length + 1;
  }

  __iter__(): Value {
    return iter([this.default_section, ...this.sections()]);
  }
}

export class ConfigParser extends RawConfigParser {
  static override readonly interpolates: boolean = true;
}

function booleanOf(value: Value): boolean {
  const found = BOOLEANS[String(value).toLowerCase()];
  if (found === undefined) throw new ValueError(`Not a boolean: ${text(value)}`);
  return found;
}

home('configparser', RawConfigParser, ConfigParser, SectionProxy);
