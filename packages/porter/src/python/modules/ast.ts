/** Python's ast, as far as literals go: literal_eval() of a text. */
import { add, neg, sub } from '../arithmetic.js';
import { Complex } from '../complex.js';
import { Dict } from '../dict.js';
import { ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { int_, isNumber } from '../numbers.js';
import { PySet } from '../set.js';
import { Ellipsis } from '../singletons.js';
import { SyntaxError as PySyntaxError } from '../syntax-error.js';
import { tuple_ } from '../tuple.js';
import type { Value } from '../value.js';

const TOKEN =
  /\s*(?:(?<number>(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)[jJ]?)|(?<prefix>[rR]?[bB]|[bB][rR]|[uUrR])?(?<quote>'''|"""|'|")|(?<name>[A-Za-z_]\w*)|(?<mark>\.\.\.|[[\](){},:+-]))/y;

const NAMES: Readonly<Record<string, Value>> = { None: null, True: true, False: false };

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

class Literals {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Value {
    const value = this.#items('');
    if (this.#text.slice(this.#at).trim() !== '') throw this.#wrong();
    return value;
  }

  #wrong(): PySyntaxError {
    return new PySyntaxError('invalid syntax');
  }

  /** The next token, which is taken unless it is only looked at. */
  #next(looks = false): Record<string, string | undefined> {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) return {};
    if (!looks) this.#at = TOKEN.lastIndex;
    return match.groups ?? {};
  }

  #takes(mark: string): boolean {
    if (this.#next(true).mark !== mark) return false;
    this.#next();
    return true;
  }

  /** Up to a closing mark: one value, or a tuple of several. */
  #items(end: string): Value {
    const values: Value[] = [];
    const isOver = (): boolean =>
      end === '' ? this.#text.slice(this.#at).trim() === '' : this.#next(true).mark === end;
    let isTuple = false;
    while (!isOver()) {
      values.push(this.#sum());
      if (isOver()) break;
      if (!this.#takes(',')) throw this.#wrong();
      isTuple = true;
    }
    if (values.length === 0 && end === '') throw this.#wrong();
    return isTuple || values.length !== 1 ? tuple_(values) : values[0];
  }

  /** A value, or a complex number written as a sum. */
  #sum(): Value {
    const first = this.#value();
    for (const [mark, apply] of [
      ['+', add],
      ['-', sub],
    ] as const)
      if (this.#takes(mark)) {
        const second = this.#value();
        if (!isNumber(first) || !(second instanceof Complex)) throw malformed();
        return apply(first, second);
      }
    return first;
  }

  #value(): Value {
    const { number, prefix = '', quote, name, mark } = this.#next();
    if (number !== undefined) return numberOf(number.replaceAll('_', ''));
    if (quote !== undefined) return this.#texts(prefix.toLowerCase(), quote);
    if (name !== undefined) return this.#named(name);
    switch (mark) {
      case '-':
      case '+': {
        const value = this.#value();
        if (!isNumber(value) && !(value instanceof Complex)) throw malformed();
        return mark === '-' ? neg(value) : value;
      }
      case '...':
        return Ellipsis;
      case '(': {
        const value = this.#items(')');
        this.#next();
        return value;
      }
      case '[':
        return this.#list(']');
      case '{':
        return this.#braces();
      default:
        throw this.#wrong();
    }
  }

  #named(name: string): Value {
    if (Object.hasOwn(NAMES, name)) return NAMES[name];
    if (name === 'set' && this.#takes('(') && this.#takes(')')) return new PySet();
    const { name: more, number } = this.#next(true);
    throw more === undefined && number === undefined ? malformed() : this.#wrong();
  }

  #list(end: string): Value[] {
    const values: Value[] = [];
    while (!this.#takes(end)) {
      values.push(this.#sum());
      if (this.#takes(end)) break;
      if (!this.#takes(',')) throw this.#wrong();
    }
    return values;
  }

  #braces(): Value {
    if (this.#takes('}')) return new Dict();
    const first = this.#sum();
    if (!this.#takes(':')) {
      if (this.#takes('}')) return new PySet([first]);
      if (!this.#takes(',')) throw this.#wrong();
      return new PySet([first, ...this.#list('}')]);
    }
    const made = new Dict();
    made.set(first, this.#sum());
    while (!this.#takes('}')) {
      if (!this.#takes(',')) throw this.#wrong();
      if (this.#takes('}')) break;
      const key = this.#sum();
      if (!this.#takes(':')) throw this.#wrong();
      made.set(key, this.#sum());
    }
    return made;
  }

  /** A text, and those that stand behind it. */
  #texts(prefix: string, quote: string): Value {
    const isBytes = prefix.includes('b');
    let text = this.#text_(prefix, quote);
    for (;;) {
      const { prefix: more = '', quote: next } = this.#next(true);
      if (next === undefined) break;
      this.#next();
      if (more.toLowerCase().includes('b') !== isBytes)
        throw new PySyntaxError('cannot mix bytes and nonbytes literals');
      text += this.#text_(more.toLowerCase(), next);
    }
    return isBytes ? Buffer.from(text, 'latin1') : text;
  }

  #text_(prefix: string, quote: string): string {
    const start = this.#at;
    let at = start;
    while (!this.#text.startsWith(quote, at)) {
      const char = this.#text[at];
      if (char === undefined || (char === '\n' && quote.length === 1))
        throw new PySyntaxError('unterminated string literal');
      at += char === '\\' ? 2 : 1;
    }
    this.#at = at + quote.length;
    const raw = this.#text.slice(start, at);
    return prefix.includes('r') ? raw : raw.replace(ESCAPE, unescaped(prefix.includes('b')));
  }
}

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;

const unescaped =
  (isBytes: boolean) =>
  (all: string, x?: string, u?: string, long?: string, octal?: string, letter?: string): string => {
    if (x !== undefined) return String.fromCharCode(parseInt(x, 16));
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    const point = u ?? long;
    if (point !== undefined) return isBytes ? all : String.fromCodePoint(parseInt(point, 16));
    if (letter === '\\' || letter === "'" || letter === '"') return letter;
    return ESCAPES[letter ?? ''] ?? all;
  };

function numberOf(text: string): Value {
  if (/[jJ]$/.test(text)) return new Complex(0, Number(text.slice(0, -1)));
  if (/^0[xXoObB]/.test(text) || /^\d+$/.test(text)) return int_(BigInt(text));
  return float_(Number(text));
}

const malformed = (): ValueError => new ValueError('malformed node or string');

/** The value of a text that is a literal of Python; ValueError or SyntaxError if it is none. */
export const literal_eval = (text: Value): Value =>
  typeof text === 'string' ? new Literals(text.trim()).whole() : (text as Value);
