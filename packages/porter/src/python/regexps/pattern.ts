/** Patterns: what is looked for in a text. */
import { Dict, dict_ } from '../dict.js';
import { Exception } from '../exceptions.js';
import { generator } from '../generator.js';
import { Kw } from '../keywords.js';
import { PyObject } from '../object.js';
import { invokePlain } from '../plain.js';
import { repr } from '../text.js';
import { type Tuple, tup, tuple_ } from '../tuple.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { I, M, S, U, translated } from './syntax.js';
import { Match } from './match.js';

class error_ extends Exception {}
Object.defineProperty(error_, 'name', { value: 'error' });
export { error_ as error };

export class Pattern extends PyObject {
  readonly #source: string;
  /** The same for text that is not all of ASCII. */
  readonly #wide: string;
  readonly #flags: string;
  readonly #isBytes: boolean;

  constructor(pattern: Value, flags = 0) {
    super();
    this.pattern = pattern;
    this.#isBytes = pattern instanceof Uint8Array;
    const text =
      pattern instanceof Uint8Array ? Buffer.from(pattern).toString('latin1') : (pattern as string);
    const made = translated(text, flags);
    this.flags = made.flags | U;
    this.#source = made.source;
    this.#wide = /\\[bB]/.test(made.source) ? translated(text, flags, true).source : made.source;
    this.#flags = `u${made.flags & I ? 'i' : ''}${made.flags & M ? 'm' : ''}${made.flags & S ? 's' : ''}`;
    try {
      this.groups = (new RegExp(`${made.source}|`, this.#flags).exec('')?.length ?? 1) - 1;
    } catch (reason) {
      throw new error_((reason as Error).message.replace(/^Invalid regular expression: /, ''));
    }
  }

  /** The names of its groups, by number. */
  get _names(): ReadonlyMap<number, string> {
    if (this.#names === undefined) {
      this.#names = new Map();
      let number = 0;
      // What is escaped, sets of characters, and the beginnings of groups.
      for (const [part, name] of this.#source.matchAll(
        /\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|\((?:\?<(\w+)>|(?!\?))/g,
      ))
        if (part.startsWith('(')) {
          number++;
          if (name !== undefined) this.#names.set(number, name);
        }
    }
    return this.#names;
  }
  #names: Map<number, string> | undefined;

  get groupindex(): Dict {
    return dict_(...[...this._names].map(([number, name]): [string, number] => [name, number]));
  }

  #text(x: Value): string {
    return this.#isBytes ? Buffer.from(x as Uint8Array).toString('latin1') : (underlying(x) as string);
  }

  #sourceFor(text: string): string {
    return this.#wide !== this.#source && /[^\0-\x7f]/.test(text) ? this.#wide : this.#source;
  }

  _back(x: Value): Value {
    return this.#isBytes && typeof x === 'string' ? Buffer.from(x, 'latin1') : x;
  }

  *_matches(x: Value, flag = 'g', wrap = (source: string): string => source): Generator<RegExpExecArray> {
    const text = this.#text(x);
    const expression = new RegExp(wrap(this.#sourceFor(text)), `${this.#flags}${flag}d`);
    for (let match; (match = expression.exec(text)) !== null;) {
      yield match;
      if (match[0] === '')
        expression.lastIndex += (text.codePointAt(expression.lastIndex) ?? 0) > 0xffff ? 2 : 1;
    }
  }

  #first(x: Value, from: number, flag: string, wrap?: (source: string) => string): Value {
    const text = this.#text(x);
    const source = this.#sourceFor(text);
    const expression = new RegExp(wrap?.(source) ?? source, `${this.#flags}${flag}d`);
    expression.lastIndex = from;
    const match = expression.exec(text);
    return match === null ? null : new Match(this, match, x);
  }

  match(x: Value, from = 0): Value {
    return this.#first(x, from, 'y');
  }

  search(x: Value, from = 0): Value {
    return this.#first(x, from, 'g');
  }

  fullmatch(x: Value): Value {
    return this.#first(x, 0, 'y', (source) => `(?:${source})(?![\\s\\S])`);
  }

  findall(x: Value): Value[] {
    return [...this._matches(x)].map((match) => {
      if (match.length === 1) return this._back(match[0]);
      const groups = match.slice(1).map((group: string | undefined) => this._back(group ?? ''));
      return groups.length === 1 ? groups[0] : tuple_(groups);
    });
  }

  finditer(x: Value): Value {
    return matches(this, x);
  }

  split(x: Value, most: Value = 0): Value[] {
    const text = this.#text(x);
    const limit = Number(most instanceof Kw ? most.get('maxsplit', 0) : most);
    const parts: Value[] = [];
    let from = 0;
    let count = 0;
    for (const match of this._matches(x)) {
      if (limit > 0 && count >= limit) break;
      parts.push(
        this._back(text.slice(from, match.index)),
        ...match
          .slice(1)
          .map((group: string | undefined) => (group === undefined ? null : this._back(group)) as Value),
      );
      from = match.index + match[0].length;
      count++;
    }
    parts.push(this._back(text.slice(from)));
    return parts;
  }

  subn(by: Value, x: Value, most: Value = 0): Tuple {
    const text = this.#text(x);
    const limit = Number(most instanceof Kw ? most.get('count', 0) : most);
    let result = '';
    let from = 0;
    let count = 0;
    for (const match of this._matches(x)) {
      if (limit > 0 && count >= limit) break;
      const found = new Match(this, match, x);
      const put =
        typeof by === 'function' || typeof by?.__call__ === 'function'
          ? this.#text(invokePlain(by, found))
          : found._expanded(this.#text(by));
      result += text.slice(from, match.index) + put;
      from = match.index + match[0].length;
      count++;
    }
    return tup(this._back(result + text.slice(from)), count);
  }

  sub(by: Value, x: Value, most: Value = 0): Value {
    return this.subn(by, x, most)[0];
  }

  __repr__(): string {
    return `re.compile(${repr(this.pattern)})`;
  }
}

const matches = generator(function* finditer(pattern: Pattern, x: Value): Generator<Value> {
  for (const match of pattern._matches(x)) yield new Match(pattern, match, x);
});
