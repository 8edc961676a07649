/** `'%s is %5.2f' % values`. */
import { TypeError as PyTypeError, ValueError } from './exceptions.js';
import { Dict } from './dict.js';
import { getitem } from './items.js';
import { isInt } from './numbers.js';
import { type Flags, field } from './percent-fields.js';
import { plain } from './plain.js';
import { Tuple } from './tuple.js';
import { underlying } from './underlying.js';
import type { Value } from './value.js';

/** Up to the type: what a field is called, its flags, its width and its precision. */
const FIELD = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?/y;

/** A string or bytes with its fields filled in. */
export function percentFormat(pattern: Value, values: Value): Value {
  if (typeof pattern === 'string') return new Filling(pattern, values, false).filled();
  const latin = Buffer.from(pattern as Uint8Array).toString('latin1');
  return Buffer.from(new Filling(latin, values, true).filled(), 'latin1');
}

/** Whether CPython takes it for a mapping here: what has items, but no tuple and no text. */
const hasItems = (x: Value): boolean =>
  typeof x === 'object' &&
  x !== null &&
  !(x instanceof Tuple) &&
  (x instanceof Dict || Array.isArray(x) || x instanceof Uint8Array || typeof x.__getitem__ === 'function');

class Filling {
  readonly #pattern: string;
  readonly #values: Value;
  readonly #list: readonly Value[];
  readonly #inBytes: boolean;
  #used = 0;
  #isNamed = false;

  constructor(pattern: string, given: Value, inBytes: boolean) {
    this.#pattern = pattern;
    this.#values = underlying(given) instanceof Tuple ? underlying(given) : given;
    this.#list = this.#values instanceof Tuple ? this.#values : [this.#values];
    this.#inBytes = inBytes;
  }

  filled(): string {
    const pattern = this.#pattern;
    let result = '';
    let from = 0;
    for (let at; (at = pattern.indexOf('%', from)) >= 0;) {
      result += pattern.slice(from, at);
      if (pattern[at + 1] === '%') {
        result += '%';
        from = at + 2;
        continue;
      }
      FIELD.lastIndex = at;
      const match = FIELD.exec(pattern) ?? [''];
      const end = at + match[0].length;
      if (match[1] === undefined && pattern[at + 1] === '(') throw new ValueError('incomplete format key');
      const [type] = [...pattern.slice(end, end + 2)];
      result += this.#field(match, type, end);
      from = end + (type?.length ?? 0);
    }
    if (!this.#isNamed && this.#used < this.#list.length && !hasItems(this.#values))
      throw new PyTypeError(
        `not all arguments converted during ${this.#inBytes ? 'bytes' : 'string'} formatting`,
      );
    return result + pattern.slice(from);
  }

  #next(): Value {
    if (this.#used >= this.#list.length) throw new PyTypeError('not enough arguments for format string');
    return this.#list[this.#used++];
  }

  /** A width or a precision: a number, or `*`. */
  #number(text: string): number {
    if (text !== '*') return Number(text);
    const value: Value = underlying(this.#next());
    if (!isInt(value)) throw new PyTypeError('* wants int');
    return Number(value);
  }

  #named(key: string): Value {
    this.#isNamed = true;
    if (!hasItems(this.#values)) throw new PyTypeError('format requires a mapping');
    return plain(getitem(this.#values, this.#inBytes ? Buffer.from(key, 'latin1') : key));
  }

  #field(
    [, key, flags = '', width, precision]: readonly string[],
    type: string | undefined,
    at: number,
  ): string {
    const named: Value = key === undefined ? undefined : this.#named(key);
    let size = width === undefined ? 0 : this.#number(width);
    const places = precision === undefined ? undefined : Math.max(0, this.#number(precision));
    if (type === undefined) throw new ValueError('incomplete format');
    const value: Value = key === undefined ? this.#next() : named;
    if (!'diouxXeEfFgGcrsa'.includes(type) && !(type === 'b' && this.#inBytes)) {
      const code = (type.codePointAt(0) ?? 0).toString(16);
      throw new ValueError(`unsupported format character '${type}' (0x${code}) at index ${String(at)}`);
    }
    const options: Flags = { flags, places, inBytes: this.#inBytes };
    const isLeft = flags.includes('-') || size < 0;
    size = Math.abs(size);
    const [lead, body] = field(value, type, options);
    const missing = Math.max(0, size - [...lead].length - [...body].length);
    if (isLeft) return lead + body + ' '.repeat(missing);
    const zeros = flags.includes('0') && !'rsacb'.includes(type);
    return zeros ? lead + '0'.repeat(missing) + body : ' '.repeat(missing) + lead + body;
  }
}
