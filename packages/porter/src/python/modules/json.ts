/** Python's json. */
import { Dict, View } from '../dict.js';
import { TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { Float, float_, floatText } from '../float.js';
import { compare } from '../compare.js';
import { int_ } from '../numbers.js';
import { Kw } from '../keywords.js';
import { invokePlain } from '../plain.js';
import { text } from '../text.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';

export class JSONDecodeError extends ValueError {}

interface Style {
  readonly indent: string | null;
  readonly item: string;
  readonly colon: string;
  readonly sorted: boolean;
  readonly ascii: boolean;
  readonly otherwise: Value;
}

function styleOf(options: Kw): Style {
  const indent: Value = options.get('indent');
  const [item, colon]: Value[] = options.get('separators') ?? [indent === null ? ', ' : ',', ': '];
  return {
    indent: indent === null ? null : typeof indent === 'number' ? ' '.repeat(indent) : (indent as string),
    item,
    colon,
    sorted: Boolean(options.get('sort_keys', false)),
    ascii: Boolean(options.get('ensure_ascii', true)),
    otherwise: options.get('default'),
  };
}

function quoted(x: string, ascii: boolean): string {
  const json = JSON.stringify(x);
  return ascii
    ? json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
}

function number(x: number): string {
  if (Number.isNaN(x)) return 'NaN';
  return Number.isFinite(x) ? floatText(x) : x > 0 ? 'Infinity' : '-Infinity';
}

function encoded(x: Value, style: Style, depth: string): string {
  if (x === null || x === undefined) return 'null';
  switch (typeof x) {
    case 'boolean':
      return String(x);
    case 'string':
      return quoted(x, style.ascii);
    case 'bigint':
      return x.toString();
    case 'number':
      return Number.isInteger(x) ? text(x) : number(x);
  }
  if (x instanceof Float) return number(x.value);
  if (Array.isArray(x))
    return wrapped(
      '[',
      ']',
      x.map((item) => encoded(item, style, depth + (style.indent ?? ''))),
      style,
      depth,
    );
  if (x instanceof Dict) {
    const keys = [...x];
    if (style.sorted) keys.sort(compare);
    const parts = keys.map(
      (key) =>
        `${keyText(key, style)}${style.colon}${encoded(x.get(key), style, depth + (style.indent ?? ''))}`,
    );
    return wrapped('{', '}', parts, style, depth);
  }
  if (style.otherwise !== null && !(x instanceof View))
    return encoded(invokePlain(style.otherwise, x), style, depth);
  throw new PyTypeError(`Object of type ${typeName(x)} is not JSON serializable`);
}

function keyText(key: Value, style: Style): string {
  if (typeof key === 'string') return quoted(key, style.ascii);
  if (
    key === null ||
    typeof key === 'boolean' ||
    typeof key === 'number' ||
    typeof key === 'bigint' ||
    key instanceof Float
  )
    return `"${encoded(key, style, '')}"`;
  throw new PyTypeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

function wrapped(
  open: string,
  close: string,
  parts: string[],
  { indent, item }: Style,
  depth: string,
): string {
  if (parts.length === 0) return open + close;
  if (indent === null) return open + parts.join(item) + close;
  const inner = `\n${depth}${indent}`;
  return open + inner + parts.join(item.trimEnd() + inner) + `\n${depth}` + close;
}

export function dumps(x: Value, options: Kw = new Kw()): string {
  return encoded(x, styleOf(options), '');
}

export function dump(x: Value, file: Value, options?: Kw): void {
  file.write(dumps(x, options));
}

/** A reader of JSON that tells ints and floats apart, and says where it fails as Python does. */
class Reader {
  readonly #text: string;
  readonly #hook: Value;
  #at = 0;

  constructor(source: string, hook: Value) {
    this.#text = source;
    this.#hook = hook;
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
    const before = this.#text.slice(0, at).split('\n');
    throw new JSONDecodeError(
      `${what}: line ${String(before.length)} column ${String((before.at(-1)?.length ?? 0) + 1)} (char ${String(at)})`,
    );
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
        return value;
      }
    const match = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
    match.lastIndex = start;
    const found = match.exec(this.#text);
    if (found === null) return this.#fail('Expecting value', start);
    this.#at += found[0].length;
    return found[1] === undefined && found[2] === undefined
      ? int_(BigInt(found[0]))
      : float_(Number(found[0]));
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
        dict.set(key, this.#value());
        this.#space();
        if (this.#next('}')) break;
      }
    return this.#hook === null ? dict : invokePlain(this.#hook, dict);
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

export function loads(source: Value, options: Kw = new Kw()): Value {
  if (typeof source !== 'string' && !(source instanceof Uint8Array))
    throw new PyTypeError(`the JSON object must be str, bytes or bytearray, not ${typeName(source)}`);
  return new Reader(
    typeof source === 'string' ? source : Buffer.from(source).toString(),
    options.get('object_hook'),
  ).whole();
}

export function load(file: Value, options?: Kw): Value {
  return loads(file.read(), options);
}
