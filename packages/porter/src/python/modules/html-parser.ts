/** Python's html.parser: tags, text and the rest of a document, each given to a method of the program's subclass. */
import { Kw } from '../keywords.js';
import { PyObject, hidden } from '../object.js';
import { tuple_, type Tuple } from '../tuple.js';
import type { Value } from '../value.js';
import { unescape } from './html.js';

/** Elements whose contents are text, up to their end tag. */
const RAW = new Set(['script', 'style']);

/** A start tag up to its end; undefined attributes are told apart later. */
const START =
  /<[a-zA-Z][^\t\n\r\f />\0]*(?:[\s/]*(?:(?<=['"\s/])[^\s/>][^\s/=>]*(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)\s*)?(?:\s|\/(?!>))*)*)?\s*\/?>/y;
const NAME = /<\/?\s*([a-zA-Z][^\t\n\r\f />\0]*)/y;
const ATTRIBUTE =
  /(?<=['"\s/])([^\s/>][^\s/=>]*)(\s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*))?(?:\s|\/(?!>))*/g;

/** How far back an `&` may be whose reference is not complete. */
const REFERENCE = 34;

function at(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

export class HTMLParser extends PyObject {
  declare rawdata: string;
  declare convert_charrefs: boolean;

  override __init__(...args: Value[]): void {
    const named = args.at(-1) instanceof Kw ? (args.at(-1) as Kw) : undefined;
    hidden(this, '_line', '_column', '_raw', '_tag', 'rawdata', 'convert_charrefs', 'lasttag');
    this.convert_charrefs = named?.get('convert_charrefs', true) !== false;
    this.reset();
  }

  reset(): void {
    this.rawdata = '';
    this._line = 1;
    this._column = 0;
    this._raw = null;
    this._tag = null;
    this.lasttag = '???';
  }

  feed(data: string): void {
    this.rawdata += data;
    this._go(false);
  }

  close(): void {
    this._go(true);
  }

  getpos(): Tuple {
    return tuple_([this._line, this._column]);
  }

  get_starttag_text(): Value {
    return this._tag;
  }

  /** What there is: all of it if it has come to its end. */
  protected _go(isEnd: boolean): void {
    let i = 0;
    for (; i < this.rawdata.length;) {
      const next = this._textTo(i, isEnd);
      if (next === undefined) break;
      if (next > i) this._data(this.rawdata.slice(i, next));
      i = this._moved(i, next);
      if (i === this.rawdata.length) break;
      const end = this.rawdata[i] === '&' ? this._reference(i, isEnd) : this._markup(i, isEnd);
      if (end === undefined) break;
      i = this._moved(i, end);
    }
    if (isEnd && i < this.rawdata.length && this._raw === null) {
      this._data(this.rawdata.slice(i));
      i = this._moved(i, this.rawdata.length);
    }
    this.rawdata = this.rawdata.slice(i);
  }

  protected _data(text: string): void {
    this.handle_data(this.convert_charrefs && this._raw === null ? unescape(text) : text);
  }

  /** Where the text ends that begins here; undefined if that is not known yet. */
  protected _textTo(from: number, isEnd: boolean): number | undefined {
    const { rawdata } = this;
    if (this._raw !== null) {
      const found = rawdata.slice(from).search(new RegExp(`</\\s*${String(this._raw)}\\s*>`, 'i'));
      return found < 0 ? undefined : from + found;
    }
    if (!this.convert_charrefs) {
      const found = rawdata.slice(from).search(/[&<]/);
      return found < 0 ? rawdata.length : from + found;
    }
    const found = rawdata.indexOf('<', from);
    if (found >= 0) return found;
    const ampersand = rawdata.lastIndexOf('&');
    const isOpen =
      ampersand >= Math.max(from, rawdata.length - REFERENCE) && !/[\s;]/.test(rawdata.slice(ampersand));
    return isOpen && !isEnd ? undefined : rawdata.length;
  }

  /** What begins with `<`; returns where it ends, undefined if more has to come. */
  protected _markup(i: number, isEnd: boolean): number | undefined {
    const { rawdata } = this;
    let end: number | undefined;
    if (/^<[a-zA-Z]/.test(rawdata.slice(i, i + 2))) end = this._start(i);
    else if (rawdata.startsWith('</', i)) end = this._end(i);
    else if (rawdata.startsWith('<!--', i))
      end = this._upTo(i, 4, '-->', (text) => this.handle_comment(text) as null);
    else if (rawdata.startsWith('<?', i)) end = this._upTo(i, 2, '>', (text) => this.handle_pi(text) as null);
    else if (rawdata.startsWith('<!', i)) end = this._declaration(i);
    else if (i + 1 < rawdata.length) {
      this.handle_data('<');
      return i + 1;
    }
    if (end !== undefined || !isEnd) return end;
    // It never ends: it is text.
    const close = rawdata.indexOf('>', i + 1);
    const open = rawdata.indexOf('<', i + 1);
    const to = close >= 0 ? close + 1 : open >= 0 ? open : i + 1;
    this._data(rawdata.slice(i, to));
    return to;
  }

  protected _upTo(
    i: number,
    skip: number,
    close: string,
    handle: (text: string) => null,
  ): number | undefined {
    const end = this.rawdata.indexOf(close, i + skip);
    if (end < 0) return undefined;
    handle(this.rawdata.slice(i + skip, end));
    return end + close.length;
  }

  protected _declaration(i: number): number | undefined {
    if (this.rawdata.startsWith('<![', i))
      return this._upTo(i, 3, ']]>', (text) => this.unknown_decl(text) as null);
    if (/^<!doctype/i.test(this.rawdata.slice(i, i + 9)))
      return this._upTo(i, 2, '>', (text) => this.handle_decl(text) as null);
    return this._upTo(i, 2, '>', (text) => this.handle_comment(text) as null);
  }

  protected _start(i: number): number | undefined {
    const whole = at(START, this.rawdata, i)?.[0];
    if (whole === undefined) return undefined;
    const named = at(NAME, whole, 0);
    const tag = (named?.[1] ?? '').toLowerCase();
    this._tag = whole;
    this.lasttag = tag;
    const attributes = [...whole.slice(named?.[0].length).matchAll(ATTRIBUTE)].map(
      ([, name = '', rest, value]) =>
        tuple_([
          name.toLowerCase(),
          rest === undefined ? null : unescape((value ?? '').replace(/^(['"])(.*)\1$/s, '$2')),
        ]),
    );
    if (whole.endsWith('/>')) this.handle_startendtag(tag, attributes);
    else {
      this.handle_starttag(tag, attributes);
      if (RAW.has(tag)) this._raw = tag;
    }
    return i + whole.length;
  }

  protected _end(i: number): number | undefined {
    const close = this.rawdata.indexOf('>', i + 1);
    if (close < 0) return undefined;
    const name = at(NAME, this.rawdata, i)?.[1];
    if (name === undefined) {
      if (close > i + 2) this.handle_comment(this.rawdata.slice(i + 2, close));
    } else {
      this._raw = null;
      this.handle_endtag(name.toLowerCase());
    }
    return close + 1;
  }

  /** `&name;` where references are not converted. */
  protected _reference(i: number, isEnd: boolean): number | undefined {
    const found = /^&(?:#(\d+|[xX][0-9a-fA-F]+)|([a-zA-Z][a-zA-Z0-9]*))(?=[^a-zA-Z0-9]);?/.exec(
      this.rawdata.slice(i) + (isEnd ? ' ' : ''),
    );
    if (found === null) {
      if (!isEnd && /^&#?[a-zA-Z0-9]*$/.test(this.rawdata.slice(i))) return undefined;
      this.handle_data('&');
      return i + 1;
    }
    if (found[1] !== undefined) this.handle_charref(found[1]);
    else this.handle_entityref(found[2]);
    return i + found[0].length;
  }

  /** Where the parser is now. */
  protected _moved(from: number, to: number): number {
    const lines = this.rawdata.slice(from, to).split('\n');
    this._line += lines.length - 1;
    this._column = (lines.at(-1)?.length ?? 0) + (lines.length > 1 ? 0 : (this._column as number));
    return to;
  }

  handle_startendtag(tag: Value, attributes: Value): void {
    this.handle_starttag(tag, attributes);
    this.handle_endtag(tag);
  }
}

/** For subclasses. */
for (const name of [
  'handle_starttag',
  'handle_endtag',
  'handle_data',
  'handle_comment',
  'handle_decl',
  'handle_pi',
  'handle_charref',
  'handle_entityref',
  'unknown_decl',
])
  Object.defineProperty(HTMLParser.prototype, name, {
    value: () => null,
    writable: true,
    configurable: true,
  });
