/** Python's string. */
import { KeyError, ValueError } from '../exceptions.js';
import { contains } from '../compare.js';
import { getitem } from '../items.js';
import { Kw } from '../keywords.js';
import { PyObject } from '../object.js';
import { method } from '../plain.js';
import { text } from '../text.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';
export * from '../string-functions.js';

export const ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz';
export const ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const ascii_letters = ascii_lowercase + ascii_uppercase;
export const digits = '0123456789';
export const hexdigits = '0123456789abcdefABCDEF';
export const octdigits = '01234567';
export const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
export const whitespace = ' \t\n\r\v\f';
export const printable = digits + ascii_letters + punctuation + whitespace;

export function capwords(text: string): string {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}

/** Text with `$name` and `${name}` in it. */
export class Template extends PyObject {
  static readonly delimiter: string = '$';
  static readonly idpattern: string = '[_a-zA-Z][_a-zA-Z0-9]*';
  declare template: string;

  override __init__(template: string): void {
    this.template = template;
  }

  #filled(
    given: Value[],
    otherwise: (whole: string, name: string | undefined, at: number) => string,
  ): string {
    const sources = [...given].reverse();
    const delimiter = String((this.constructor as Value).delimiter).replace(/[$^\\.*+?()[\]{}|]/g, '\\$&');
    const idpattern = String((this.constructor as Value).idpattern);
    const pattern = new RegExp(`${delimiter}(?:(${delimiter})|(${idpattern})|\\{(${idpattern})\\}|)`, 'g');
    return this.template.replace(
      pattern,
      (
        whole: string,
        twice: string | undefined,
        plain: string | undefined,
        braced: string | undefined,
        at: number,
      ) => {
        if (twice !== undefined) return twice;
        const name = plain ?? braced;
        const found: Value =
          name === undefined ? undefined : sources.find((source) => contains(name, source));
        return found === undefined ? otherwise(whole, name, at) : text(getitem(found, name));
      },
    );
  }

  substitute(...given: Value[]): string {
    return this.#filled(given, (_whole, name, at) => {
      if (name !== undefined) throw new KeyError(name);
      const before = this.template.slice(0, at).split('\n');
      throw new ValueError(
        `Invalid placeholder in string: line ${String(before.length)}, col ${String((before.at(-1) ?? '').length + 1)}`,
      );
    });
  }

  safe_substitute(...given: Value[]): string {
    return this.#filled(given, (whole) => whole);
  }
}

/** What `str.format()` does, to be extended. */
export class Formatter extends PyObject {
  format(pattern: string, ...args: Value[]): string {
    return method(pattern, 'format', ...args) as string;
  }

  vformat(pattern: string, args: Value[], named: Value): string {
    const given = new Kw();
    given.update(named);
    return method(pattern, 'format', ...args, given) as string;
  }
}

home('string', Template, Formatter);
