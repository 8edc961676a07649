/**
 * Lines: a stream as text, line by line. Each next() is one read of the stream, served in turn with its other readers: so it is an
 * arm of select() as they are, and a line that nobody took stays where it is.
 */
import { checkOptions, isUint8Array, kindOf } from '../../check.js';
import { BaseCoIterator } from '../../park/co-iterator.js';
import type { Op } from '../../park/op.js';
import { trimmed } from '../../trim.js';
import type { ReadBuffer } from './read-buffer.js';
import { NOT_YET, Search, type Wanted } from './wanted.js';

/** How a stream is split into lines. */
export interface LinesOptions {
  /** What ends a line (default: a line feed, with or without a carriage return before it). */
  delimiter?: string | Uint8Array;
  /** Of the text, and of a delimiter that is one (default 'utf8'). */
  encoding?: BufferEncoding;
}

type Result = IteratorResult<string, void>;

/** TypeError unless the options can be. */
export function lines(
  options: LinesOptions,
  read: (wanted: Wanted<Result>) => Op<Result>,
): BaseCoIterator<string> {
  checkOptions('the options of lines()', options);
  const { delimiter, encoding = 'utf8' } = options;
  if (typeof encoding !== 'string' || !Buffer.isEncoding(encoding))
    throw trimmed(new TypeError(`encoding must be one that Buffer knows, not ${kindOf(encoding)}`));
  return new Lines(new Line(checkedDelimiter(delimiter), encoding), read);
}

function checkedDelimiter(delimiter: string | Uint8Array | undefined): typeof delimiter {
  if (delimiter === undefined) return undefined;
  if (typeof delimiter !== 'string' && !isUint8Array(delimiter))
    throw trimmed(new TypeError(`a delimiter must be a string or a Uint8Array, not ${kindOf(delimiter)}`));
  if (delimiter.length === 0) throw trimmed(new TypeError('a delimiter must not be empty'));
  return delimiter;
}

class Lines extends BaseCoIterator<string> {
  readonly #line: Line;
  readonly #read: (wanted: Wanted<Result>) => Op<Result>;

  constructor(line: Line, read: (wanted: Wanted<Result>) => Op<Result>) {
    super();
    this.#line = line;
    this.#read = read;
  }

  override next(): Op<Result> {
    return this.#read(this.#line);
  }
}

/** Encodings in which a delimiter that is a string cannot be meant: they show bytes. */
const OF_BYTES = /^(hex|base64)/i;
/** Those whose characters are two bytes, so that a delimiter may begin at every second one only. */
const WIDE = /^(ucs-?2|utf-?16le)$/i;

/** Up to a delimiter, which is left out. It has no state: one will do for many readers. */
class Line extends Search<Result> {
  readonly method = 'lines';
  readonly what = 'the end of a line';
  readonly #encoding: BufferEncoding;
  readonly #isWide: boolean;
  readonly #end: Buffer;
  /** What is left out, too, if it is right before the end. */
  readonly #before: Buffer;

  constructor(delimiter: string | Uint8Array | undefined, encoding: BufferEncoding) {
    super();
    const bytesOf = (text: string): Buffer => Buffer.from(text, OF_BYTES.test(encoding) ? 'utf8' : encoding);
    this.#encoding = encoding;
    this.#isWide = WIDE.test(encoding);
    // A copy: the caller's bytes may change.
    this.#end = typeof delimiter === 'string' ? bytesOf(delimiter) : Buffer.from(delimiter ?? bytesOf('\n'));
    this.#before = bytesOf(delimiter === undefined ? '\r' : '');
  }

  override result(bytes: Buffer): Result {
    const end = bytes.length - this.#end.length;
    const before = this.#before;
    const cut = before.length > 0 && bytes.subarray(0, end).subarray(-before.length).equals(before);
    return { done: false, value: bytes.toString(this.#encoding, 0, cut ? end - before.length : end) };
  }

  override atEnd(rest: Buffer): Result {
    if (rest.length === 0) return { done: true, value: undefined };
    return { done: false, value: rest.toString(this.#encoding) };
  }

  protected override find(buffer: ReadBuffer, limit: number): number {
    return this.#isWide ? this.#findWide(buffer.text(limit)) : buffer.find(this.#end);
  }

  #findWide(text: string): number {
    const end = this.#end.toString('latin1');
    let at = text.indexOf(end);
    while (at % 2 === 1) at = text.indexOf(end, at + 1);
    return at < 0 ? NOT_YET : at + end.length;
  }
}
