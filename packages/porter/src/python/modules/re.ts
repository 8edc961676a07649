/** Python's re, on JavaScript's regular expressions: syntax is translated, and what has no counterpart is an error when it is compiled. */
import { Dict, dict_ } from '../dict.js';
import { Exception, IndexError, NotImplementedError } from '../exceptions.js';
import { generator } from '../generator.js';
import { Kw } from '../keywords.js';
import { PyObject } from '../object.js';
import { invokePlain } from '../plain.js';
import { repr } from '../text.js';
import { tup, tuple_ } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

class error_ extends Exception {}
Object.defineProperty(error_, 'name', { value: 'error' });
export { error_ as error };

export const A = 256;
export const ASCII = 256;
export const I = 2;
export const IGNORECASE = 2;
export const M = 8;
export const MULTILINE = 8;
export const S = 16;
export const DOTALL = 16;
export const U = 32;
export const UNICODE = 32;
export const X = 64;
export const VERBOSE = 64;

/** Python's syntax as JavaScript's. */
function translated(pattern: string, flags: number): { source: string; flags: number } {
  let all = flags;
  let body = pattern.replace(/^\(\?([aimsux]+)\)/, (_all, letters: string) => {
    for (const letter of letters) all |= { i: I, m: M, s: S, x: X, a: A, u: U }[letter] ?? 0;
    return '';
  });
  if (all & X)
    body = body.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|\s+|#[^\n]*/g, (part) =>
      /^(?:\s|#)/.test(part) ? '' : part,
    );
  const source = body.replace(
    /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\(\?P<|\(\?P=(\w+)\)|\(\?#[^)]*\)|\(\?\((\w+)\)|\$|[*+?}]\+/g,
    (part, reference: string | undefined, condition: string | undefined) => {
      if (part === '(?P<') return '(?<';
      if (reference !== undefined) return `\\k<${reference}>`;
      if (part.startsWith('(?#')) return '';
      if (condition !== undefined || /^[*+?}]\+$/.test(part))
        throw new NotImplementedError(`re: ${part} has no counterpart in JavaScript`);
      if (part === '$') return all & M ? '(?=\\n|$(?![\\s\\S]))' : '(?=\\n?$(?![\\s\\S]))';
      if (part === '\\A') return '(?<![\\s\\S])';
      if (part === '\\Z') return '(?![\\s\\S])';
      if (part === '\\d' && !(all & A)) return '\\p{Nd}';
      if (part === '\\D' && !(all & A)) return '\\P{Nd}';
      if (part === '\\w' && !(all & A)) return '[\\p{L}\\p{N}_]';
      if (part === '\\W' && !(all & A)) return '[^\\p{L}\\p{N}_]';
      if (part.startsWith('[')) return characters(part, all);
      if (/^\\[^\w\s]$/.test(part))
        return /[\^$\\.*+?()[\]{}|/-]/.test(part[1] ?? '') ? (part === '\\-' ? '-' : part) : (part[1] ?? '');
      if (part === '\\a') return '\\x07';
      return part;
    },
  );
  return { source, flags: all };
}

/** A set of characters: a `]` at its beginning stands for itself, and so does what JavaScript would take for more. */
function characters(set: string, flags: number): string {
  const [, negation = '', inside = ''] = /^\[(\^?)([\s\S]*)\]$/.exec(set) ?? [];
  const escaped = inside.replace(/\\[\s\S]|[[\]]|^-|-$/g, (part) => {
    if (part === '[' || part === ']' || part === '-') return `\\${part}`;
    if (part === '\\w' && !(flags & A)) return '\\p{L}\\p{N}_';
    if (part === '\\d' && !(flags & A)) return '\\p{Nd}';
    return /^\\[^\w\s\\\]^\-[]$/.test(part)
      ? /[.*+?(){}|$/]/.test(part[1] ?? '')
        ? part
        : (part[1] ?? '')
      : part;
  });
  return `[${negation}${escaped}]`;
}

export class Pattern extends PyObject {
  readonly #source: string;
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
    return this.#isBytes ? Buffer.from(x as Uint8Array).toString('latin1') : (x as string);
  }

  _back(x: Value): Value {
    return this.#isBytes && typeof x === 'string' ? Buffer.from(x, 'latin1') : x;
  }

  *_matches(x: Value, flag = 'g', wrap = (source: string): string => source): Generator<RegExpExecArray> {
    const expression = new RegExp(wrap(this.#source), `${this.#flags}${flag}d`);
    const text = this.#text(x);
    for (let match; (match = expression.exec(text)) !== null;) {
      yield match;
      if (match[0] === '')
        expression.lastIndex += (text.codePointAt(expression.lastIndex) ?? 0) > 0xffff ? 2 : 1;
    }
  }

  #first(x: Value, from: number, flag: string, wrap?: (source: string) => string): Value {
    const expression = new RegExp((wrap ?? ((source) => source))(this.#source), `${this.#flags}${flag}d`);
    expression.lastIndex = from;
    const match = expression.exec(this.#text(x));
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

export class Match extends PyObject {
  readonly #match: RegExpExecArray;
  readonly #pattern: Pattern;

  constructor(pattern: Pattern, match: RegExpExecArray, text: Value) {
    super();
    this.#match = match;
    this.#pattern = pattern;
    this.string = text;
    this.re = pattern;
  }

  #one(group: Value): Value {
    const { groups } = this.#match;
    const isKnown =
      typeof group === 'string' ? groups !== undefined && group in groups : group < this.#match.length;
    if (!isKnown) throw new IndexError('no such group');
    const found = typeof group === 'string' ? groups?.[group] : this.#match[group as number];
    return found === undefined ? null : this.#pattern._back(found);
  }

  group(...which: Value[]): Value {
    if (which.length <= 1) return this.#one(which[0] ?? 0);
    return tuple_(which.map((one) => this.#one(one) as Value));
  }

  __getitem__(which: Value): Value {
    return this.#one(which);
  }

  groups(otherwise: Value = null): Tuple {
    return tuple_(
      this.#match
        .slice(1)
        .map(
          (group: string | undefined) =>
            (group === undefined ? otherwise : this.#pattern._back(group)) as Value,
        ),
    );
  }

  groupdict(otherwise: Value = null): Dict {
    const dict = new Dict();
    for (const [name, group] of Object.entries(this.#match.groups ?? {}) as [string, string | undefined][])
      dict.set(name, group === undefined ? otherwise : this.#pattern._back(group));
    return dict;
  }

  /** The number of the group that ended last; None if none matched. */
  get lastindex(): Value {
    let last: number | null = null;
    let end = -1;
    for (let i = 1; i < this.#match.length; i++) {
      const place = this.#match.indices?.[i];
      // Of two that end alike, the outer one ended later; an empty one is taken for no part of what is before it.
      if (place === undefined || place[1] < end || (place[1] === end && place[0] < place[1])) continue;
      last = i;
      end = place[1];
    }
    return last;
  }

  get lastgroup(): Value {
    return this.#pattern._names.get(this.lastindex as number) ?? null;
  }

  #place(which: Value): [number, number] {
    const { indices } = this.#match;
    return (typeof which === 'string' ? indices?.groups?.[which] : indices?.[which as number]) ?? [-1, -1];
  }

  start(which: Value = 0): number {
    return this.#place(which)[0];
  }

  end(which: Value = 0): number {
    return this.#place(which)[1];
  }

  span(which: Value = 0): Tuple {
    return tuple_(this.#place(which));
  }

  /** A replacement with its references. */
  _expanded(by: string): string {
    return by.replace(
      /\\(?:g<(\w+)>|(\d{1,2})|([\s\S]))/g,
      (_all, name: string | undefined, number: string | undefined, char: string | undefined) => {
        const which =
          name !== undefined
            ? /^\d+$/.test(name)
              ? Number(name)
              : name
            : number !== undefined
              ? Number(number)
              : undefined;
        if (which === undefined)
          return { n: '\n', t: '\t', r: '\r', '\\': '\\' }[char ?? ''] ?? `\\${char ?? ''}`;
        const found: Value = this.#one(which);
        return found === null
          ? ''
          : found instanceof Uint8Array
            ? Buffer.from(found).toString('latin1')
            : (found as string);
      },
    );
  }

  expand(by: string): string {
    return this._expanded(by);
  }

  __repr__(): string {
    return `<re.Match object; span=${repr(this.span())}, match=${repr(this.group())}>`;
  }
}

const KEPT = new Map<string, Pattern>();

export function compile(pattern: Value, flags: Value = 0): Pattern {
  if (pattern instanceof Pattern) return pattern;
  const given = Number(flags instanceof Kw ? flags.get('flags', 0) : flags);
  const key = `${String(given)} ${typeof pattern === 'string' ? 's' : 'b'}${String(pattern)}`;
  let known = KEPT.get(key);
  if (known === undefined) KEPT.set(key, (known = new Pattern(pattern, given)));
  return known;
}

export const match = (pattern: Value, x: Value, flags: Value = 0): Value => compile(pattern, flags).match(x);
export const search = (pattern: Value, x: Value, flags: Value = 0): Value =>
  compile(pattern, flags).search(x);
export const fullmatch = (pattern: Value, x: Value, flags: Value = 0): Value =>
  compile(pattern, flags).fullmatch(x);
export const findall = (pattern: Value, x: Value, flags: Value = 0): Value[] =>
  compile(pattern, flags).findall(x);
export const finditer = (pattern: Value, x: Value, flags: Value = 0): Value =>
  compile(pattern, flags).finditer(x);
export const split = (pattern: Value, x: Value, most: Value = 0, flags: Value = 0): Value[] =>
  compile(pattern, most instanceof Kw ? most.get('flags', 0) : flags).split(x, most);
export const sub = (pattern: Value, by: Value, x: Value, most: Value = 0, flags: Value = 0): Value =>
  compile(pattern, most instanceof Kw ? most.get('flags', 0) : flags).sub(by, x, most);
export const subn = (pattern: Value, by: Value, x: Value, most: Value = 0, flags: Value = 0): Tuple =>
  compile(pattern, most instanceof Kw ? most.get('flags', 0) : flags).subn(by, x, most);
export const escape = (text: string): string =>
  text.replace(/[^\w]/gu, (char) => (/[\p{L}\p{N}!"%',/:;<=>@`]/u.test(char) ? char : `\\${char}`));
