/** A section of a parser, as a mapping. */
import { KeyError } from '../exceptions.js';
import { iter } from '../iteration.js';
import { hidden } from '../object.js';
import { MutableMapping } from '../containers/mappings.js';
import type { Value } from '../value.js';
import { takeKw } from '../keywords.js';

type Get = (section: string, option: string, ...args: Value[]) => Value;

/** What a section asks of its parser. */
interface Parser {
  readonly get: Get;
  readonly getint: Get;
  readonly getfloat: Get;
  readonly getboolean: Get;
  readonly set: (section: string, option: string, value: Value) => void;
  readonly has_option: (section: string, option: string) => boolean;
  readonly remove_option: (section: string, option: string) => boolean;
  readonly options: (section: string) => string[];
}

export class SectionProxy extends MutableMapping {
  declare parser: Parser;
  declare name: string;

  override __init__(parser: Parser, name: string): void {
    hidden(this, 'parser', 'name');
    Object.assign(this, { parser, name });
  }

  __getitem__(key: string): Value {
    if (!this.parser.has_option(this.name, key)) throw new KeyError(key);
    return this.parser.get(this.name, key);
  }

  __setitem__(key: string, value: Value): void {
    this.parser.set(this.name, key, value);
  }

  __delitem__(key: string): void {
    if (!this.parser.remove_option(this.name, key)) throw new KeyError(key);
  }

  override __contains__(key: string): boolean {
    return this.parser.has_option(this.name, key);
  }

  __len__(): number {
    return this.parser.options(this.name).length;
  }

  __iter__(): Value {
    return iter(this.parser.options(this.name));
  }

  override get(key: string, ...args: Value[]): Value {
    return this._with('get', key, args);
  }

  getint(key: string, ...args: Value[]): Value {
    return this._with('getint', key, args);
  }

  getfloat(key: string, ...args: Value[]): Value {
    return this._with('getfloat', key, args);
  }

  getboolean(key: string, ...args: Value[]): Value {
    return this._with('getboolean', key, args);
  }

  protected _with(name: 'get' | 'getint' | 'getfloat' | 'getboolean', key: string, args: Value[]): Value {
    const options = takeKw(args);
    if (!options.has('fallback')) options.set('fallback', args[0] ?? null);
    return this.parser[name](this.name, key, options);
  }

  __repr__(): string {
    return `<Section: ${this.name}>`;
  }
}
