/** Files of text: bytes of a file that are decoded as they are handed out. Places in it are those of the bytes. */
import { OSError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { extension } from '../homes.js';
import { decode, encode } from '../encodings.js';
import { repr } from '../text.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { File, UnsupportedOperation } from './file.js';

/** As much as CPython decodes at once. */
const CHUNK = 8192;
const [NEWLINE, RETURN] = [10, 13];
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** How long a character of UTF-8 is that begins so. */
const lengthOf = (byte: number): number => (byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);

export interface TextOptions {
  readonly encoding: string;
  readonly errors: string;
  readonly newline: Value;
}

export class TextIOWrapper extends File<string> {
  readonly #codec: string;
  readonly #hasMark: boolean;
  readonly #newline: Value;
  /** Somebody goes through the lines: the place is not told meanwhile. */
  #isIterated = false;

  constructor(path: Value, mode: string, options: TextOptions, waits?: number) {
    super(path, mode, waits);
    this.encoding = options.encoding;
    this.errors = options.errors;
    this.line_buffering = waits === 0;
    this.#hasMark = /^utf[-_]?8[-_]sig$/i.test(options.encoding);
    this.#codec = this.#hasMark ? 'utf-8' : options.encoding;
    this.#newline = options.newline;
  }

  protected override readonly _isClosedFirst = true;

  protected override _isClosed(): string {
    return 'I/O operation on closed file.';
  }

  get #isUtf8(): boolean {
    return /^utf[-_]?8$/i.test(this.#codec);
  }

  /** Read ahead, and see that it is text. */
  #more(): boolean {
    const begins = this._place === 0;
    const left = this._ahead.length - this._at;
    if (!this._fill(CHUNK)) return false;
    if (begins && this.#hasMark && this._ahead.subarray(0, 3).equals(MARK)) this._at = 3;
    this.#decoded(this._ahead.subarray(this.#whole(left), this.#whole(this._ahead.length)));
    return true;
  }

  /** Where the last character before a place ends that is whole. */
  #whole(end: number): number {
    if (!this.#isUtf8) return end;
    for (let at = end - 1; at >= Math.max(0, end - 3); at--) {
      const byte = this._ahead[at] ?? 0;
      if (byte >= 0xc0) return at + lengthOf(byte) > end ? at : end;
    }
    return end;
  }

  #decoded(bytes: Buffer): string {
    return decode(bytes, this.#codec, this.errors);
  }

  #next(end: number): string {
    const found = this.#decoded(this._ahead.subarray(this._at, end));
    this._at = end;
    return this.#newline === null && found.includes('\r') ? found.replace(/\r\n?/g, '\n') : found;
  }

  override read(size: Value = -1): string {
    this._checkReads('read', 'not readable');
    if (size === null || size < 0) {
      if (this._ahead.length === this._at) this.#more();
      this._fillAll();
      this.#isIterated = false;
      return this.#next(this._ahead.length);
    }
    let at = 0;
    for (let count = Number(size); count > 0; count--) {
      const end = this.#character(at);
      if (end === at) break;
      at = end;
    }
    return this.#next(this._at + at);
  }

  /** The end of the character at a place, counted from the next byte on. */
  #character(at: number): number {
    const has = (size: number): boolean => {
      while (this._at + at + size > this._ahead.length) if (!this.#more()) return false;
      return true;
    };
    if (!has(1)) return at;
    const byte = this._ahead[this._at + at] ?? 0;
    if (byte === RETURN && this.#newline === null)
      return has(2) && this._ahead[this._at + at + 1] === NEWLINE ? at + 2 : at + 1;
    const size = this.#isUtf8 ? lengthOf(byte) : 1;
    return has(size) ? at + size : this._ahead.length - this._at;
  }

  override readline(size: Value = -1): string {
    this._checkReads('readline', 'not readable');
    const end = this.#lineEnd();
    if (size === null || size < 0) return this.#next(end);
    let at = 0;
    for (let count = Number(size); count > 0 && this._at + at < end; count--) at = this.#character(at);
    return this.#next(this._at + at);
  }

  /** Where the line ends that comes, which is read by then. */
  #lineEnd(): number {
    const [only, ends] =
      typeof this.#newline === 'string' && this.#newline !== '' ? [this.#newline, true] : ['\n', false];
    for (let from = 0; ;) {
      const at = this._ahead.indexOf(only, this._at + from);
      if (!ends) {
        const back = this._ahead.subarray(this._at, at < 0 ? undefined : at).indexOf(RETURN, from);
        if (back >= 0) {
          const after = this._at + back + 1;
          if (after < this._ahead.length) return this._ahead[after] === NEWLINE ? after + 1 : after;
          // The other half of it may come yet.
          if (!this.#more()) return this._ahead.length;
          from = back;
          continue;
        }
      }
      if (at >= 0) return at + only.length;
      from = Math.max(this._ahead.length - this._at - only.length + 1, 0);
      if (!this.#more()) return this._ahead.length;
    }
  }

  override __next__(): string {
    this.#isIterated = true;
    try {
      return super.__next__();
    } catch (error) {
      this.#isIterated = false;
      throw error;
    }
  }

  override write(data: Value): number {
    this._checkWrites('write', 'not writable');
    if (typeof data !== 'string')
      throw new PyTypeError(`write() argument must be str, not ${typeName(data)}`);
    // What was read ahead is behind, for CPython, too.
    if (this._ahead.length > 0) this._go(this._descriptor.place);
    const mark = this.#hasMark && this._place === 0 ? [MARK] : [];
    const shown =
      typeof this.#newline === 'string' && this.#newline !== '' ? data.replaceAll('\n', this.#newline) : data;
    this._put(Buffer.concat([...mark, encode(shown, this.#codec, this.errors)]));
    if (this.line_buffering === true && data.includes('\n')) this.flush();
    return data.length;
  }

  seek(offset: Value, whence: Value = 0): number {
    this._check('seek');
    const [by, how] = [Number(offset), Number(whence)];
    if (how === 1 && by !== 0) throw new UnsupportedOperation("can't do nonzero cur-relative seeks");
    if (how === 2 && by !== 0) throw new UnsupportedOperation("can't do nonzero end-relative seeks");
    if (![0, 1, 2].includes(how))
      throw new ValueError(`invalid whence (${String(how)}, should be 0, 1 or 2)`);
    const place = how === 0 ? by : how === 1 ? this._place : this._size;
    if (place < 0) throw new ValueError(`negative seek position ${String(by)}`);
    this._go(place);
    this.#isIterated = false;
    return place;
  }

  tell(): number {
    this._check('tell');
    if (this.#isIterated) throw new OSError('telling position disabled by next() call');
    this.flush();
    return this._place;
  }

  __repr__(): string {
    return `<_io.TextIOWrapper name=${repr(this.name)} mode=${repr(this.mode)} encoding=${repr(this.encoding)}>`;
  }
}
extension('_io', TextIOWrapper);
