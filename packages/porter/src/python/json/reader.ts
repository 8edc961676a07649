/** JSON as Python reads it. */
import { Dict } from '../dict.js';
import { ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { int_ } from '../numbers.js';
import { invokePlain } from '../plain.js';
import { type Tuple, tuple_ } from '../tuple.js';
import type { Value } from '../value.js';
import { home } from '../homes.js';

export class JSONDecodeError extends ValueError {
  declare msg: string;
  declare doc: string;
  declare pos: number;
  declare lineno: number;
  declare colno: number;

  override __init__(msg: string, doc: string, pos: number): void {
    const before = doc.slice(0, pos).split('\n');
    const [lineno, colno] = [before.length, (before.at(-1)?.length ?? 0) + 1];
    super.__init__(`${msg}: line ${String(lineno)} column ${String(colno)} (char ${String(pos)})`);
    Object.assign(this, { msg, doc, pos, lineno, colno });
  }
}

/** What a program makes of the parts: `object_hook` and its kin. */
export interface Hooks {
  readonly object?: Value;
  readonly pairs?: Value;
  readonly int?: Value;
  readonly float?: Value;
  readonly constant?: Value;
}

/** A reader of JSON that tells ints and floats apart, and says where it fails as Python does. */
export class Reader {
  readonly #text: string;
  readonly #hooks: Hooks;
  #at: number;

  constructor(source: string, hooks: Hooks, at = 0) {
    this.#text = source;
    this.#hooks = hooks;
    this.#at = at;
  }

  /** The value that begins here, and where it ends. */
  first(): [value: Value, end: number] {
    const value: Value = this.#value();
    return [value, this.#at];
  }

  whole(): Value {
    this.#space();
    const value: Value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) this.#fail('Extra data', this.#at);
    return value;
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #fail(what: string, at: number): never {
    throw new JSONDecodeError(what, this.#text, at);
  }

  #value(): Value {
    const start = this.#at;
    const char = this.#text[start] ?? '';
    if (char === '{') return this.#object();
    if (char === '[') return this.#array();
    if (char === '"') return this.#string();
    for (const [word, value] of WORDS)
      if (this.#text.startsWith(word, start)) {
        this.#at += word.length;
        const hook = typeof value === 'number' ? this.#hooks.constant : undefined;
        return hook === undefined ? value : invokePlain(hook, word);
      }
    const match = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
    match.lastIndex = start;
    const found = match.exec(this.#text);
    if (found === null) return this.#fail('Expecting value', start);
    this.#at += found[0].length;
    const isWhole = found[1] === undefined && found[2] === undefined;
    const hook = isWhole ? this.#hooks.int : this.#hooks.float;
    if (hook !== undefined) return invokePlain(hook, found[0]);
    return isWhole ? int_(BigInt(found[0])) : float_(Number(found[0]));
  }

  #string(): string {
    const start = this.#at;
    for (this.#at++; this.#text[this.#at] !== '"'; this.#at++) {
      if (this.#at >= this.#text.length) this.#fail('Unterminated string starting at', start);
      if ((this.#text[this.#at] ?? '') < ' ') this.#fail('Invalid control character at', this.#at);
      if (this.#text[this.#at] === '\\') this.#at++;
    }
    this.#at++;
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      return this.#fail('Invalid \\escape', start);
    }
  }

  #array(): Value[] {
    const list: Value[] = [];
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === ']') {
      this.#at++;
      return list;
    }
    for (;;) {
      this.#space();
      list.push(this.#value());
      this.#space();
      if (this.#next(']')) return list;
    }
  }

  /** True at the closing bracket, false at a comma. */
  #next(close: string): boolean {
    const char = this.#text[this.#at];
    if (char !== close && char !== ',') this.#fail("Expecting ',' delimiter", this.#at);
    this.#at++;
    return char === close;
  }

  #object(): Value {
    const dict = new Dict();
    const pairs: Tuple[] = [];
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === '}') this.#at++;
    else
      for (;;) {
        this.#space();
        if (this.#text[this.#at] !== '"')
          this.#fail('Expecting property name enclosed in double quotes', this.#at);
        const key = this.#string();
        this.#space();
        if (this.#text[this.#at] !== ':') this.#fail("Expecting ':' delimiter", this.#at);
        this.#at++;
        this.#space();
        const value: Value = this.#value();
        dict.set(key, value);
        pairs.push(tuple_([key, value]));
        this.#space();
        if (this.#next('}')) break;
      }
    const { object, pairs: ofPairs } = this.#hooks;
    if (ofPairs !== undefined) return invokePlain(ofPairs, pairs);
    return object === undefined ? dict : invokePlain(object, dict);
  }
}

const WORDS: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];

home('json.decoder', JSONDecodeError);
