/** The text of a pattern, or of a replacement, as it is read: what follows a backslash is one with it. */
import { error } from './error.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';

/** Escapes that stand for one character. */
export const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['\\a', 7],
  ['\\b', 8],
  ['\\f', 12],
  ['\\n', 10],
  ['\\r', 13],
  ['\\t', 9],
  ['\\v', 11],
  ['\\\\', 92],
]);

export const isName = (name: string): boolean => /^[\p{L}\p{Nl}_][\p{L}\p{N}\p{Mn}\p{Mc}_]*$/u.test(name);

export class Source {
  readonly #chars: readonly string[];
  readonly #given: Value;
  readonly isText: boolean;
  /** Where what is read next begins. */
  at = 0;

  constructor(given: Value) {
    this.#given = given;
    this.isText = typeof given === 'string';
    this.#chars = [
      ...(this.isText ? (given as string) : Buffer.from(given as Uint8Array).toString('latin1')),
    ];
  }

  /** What is read next, or undefined at the end. */
  get next(): string | undefined {
    const char = this.#chars[this.at];
    if (char !== '\\') return char;
    const escaped = this.#chars[this.at + 1];
    if (escaped === undefined)
      throw new error('bad escape (end of pattern)', this.#given, this.#chars.length - 1);
    return char + escaped;
  }

  get(): string | undefined {
    const { next } = this;
    this.at += next === undefined ? 0 : [...next].length;
    return next;
  }

  match(char: string): boolean {
    if (this.next !== char) return false;
    this.get();
    return true;
  }

  /** Up to `n` characters of a kind. */
  while(n: number, kind: RegExp): string {
    let result = '';
    while (result.length < n && kind.test(this.next ?? '')) result += this.get() ?? '';
    return result;
  }

  until(end: string, what: string): string {
    let result = '';
    for (;;) {
      const char = this.get();
      if (char === undefined && result !== '')
        throw this.error(`missing ${end}, unterminated name`, [...result].length);
      if (char === undefined) throw this.error(`missing ${what}`);
      if (char !== end) result += char;
      else if (result === '') throw this.error(`missing ${what}`, 1);
      else return result;
    }
  }

  /** `back` characters before where it is read. */
  error(text: string, back = 0): Value {
    return new error(text, this.#given, this.at - back);
  }

  checkName(name: string, back = 1): void {
    if (!isName(name)) throw this.error(`bad character in group name ${repr(name)}`, [...name].length + back);
  }

  /** The number that a name of a group is. */
  number(name: string): number {
    if (/^\d+$/.test(name)) return Number(name);
    throw this.error(`bad character in group name ${repr(name)}`, [...name].length + 1);
  }
}
