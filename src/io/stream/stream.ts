/**
 * Streams: bytes in both directions over a handle. What all kinds have in common; how a stream gets its handle is the
 * subclass's business.
 */
import { checkCount } from '../../check.js';
import { types } from 'node:util';
import { type ThreadLoop, threadLoop } from '../../loop/thread.js';
import type { Op } from '../../park/op.js';
import { StreamError, type StreamErrorClass, closedError } from '../errors.js';
import type { StreamHandle } from '../../handles/handle.js';
import { ReadHalf } from './read-half.js';
import { WriteHalf } from './write-half.js';
import { Delimiter, readBytes, readSome, readUntil, readUntilRegex } from './reader.js';

const { isRegExp, isUint8Array } = types;

/** What can be written; a string is sent as UTF-8. */
export type Bytes = string | Uint8Array;

/** How much a stream keeps. */
export interface StreamOptions {
  /** Most bytes searched for a delimiter (default 1 MiB). */
  maxBufferSize?: number;
  /** Buffered unsent bytes above which drain() parks (default 64 KiB). */
  highWaterMark?: number;
  /** Buffered unsent bytes at which write() throws ENOBUFS (default 64 MiB). */
  maxWriteBuffer?: number;
}

/**
 * A stream of bytes in both directions. Reads are served in turn when several tasklets read; writes never park, flush() and
 * drain() do.
 *
 * Source: evergreen.io.stream.BaseStream.
 */
export abstract class BaseStream {
  /** @internal */
  protected readonly _ErrorClass: StreamErrorClass;
  readonly #readHalf: ReadHalf;
  readonly #writeHalf: WriteHalf;
  readonly #highWaterMark: number;
  #handle: StreamHandle | undefined = undefined;
  /** Closes it when it is destroyed; undefined before the stream is connected. */
  #loop: ThreadLoop | undefined = undefined;
  #closed = false;

  /** @internal `ErrorClass` is the family's; `readAhead` bytes are read though nobody asks for them (default 64 KiB). */
  constructor(options: StreamOptions = {}, ErrorClass: StreamErrorClass = StreamError, readAhead?: number) {
    const { maxBufferSize, highWaterMark, maxWriteBuffer } = checkedOptions(options);
    this.#highWaterMark = highWaterMark;
    this._ErrorClass = ErrorClass;
    this.#readHalf = new ReadHalf(this.constructor.name, ErrorClass, maxBufferSize, readAhead);
    this.#writeHalf = new WriteHalf(this.constructor.name, ErrorClass, maxWriteBuffer);
  }

  /** close() was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * What is there, as soon as anything is; an empty buffer at the end. Parks. StreamError of the stream's family: ENOTCONN,
   * ECLOSED, or what the system tells.
   *
   * @param maxBytes at most so many; RangeError unless a positive integer
   */
  read(maxBytes = Infinity): Op<Buffer> {
    if (maxBytes !== Infinity) checkCount('maxBytes', maxBytes);
    return readSome(this.#readHalf, maxBytes);
  }

  /**
   * Exactly `nbytes`, or what was left when the stream ended, or an empty buffer at its end. Parks. RangeError unless
   * `nbytes` is a positive integer; errors as of read().
   *
   * Source: evergreen.io.BaseStream.read_bytes.
   */
  readBytes(nbytes: number): Op<Buffer> {
    checkCount('nbytes', nbytes);
    return readBytes(this.#readHalf, nbytes);
  }

  /**
   * Up to and with the delimiter; an empty buffer at a clean end. Parks. IncompleteReadError if the stream ends without it,
   * BufferLimitError if it does not come within maxBufferSize; errors as of read(), and TypeError for an empty delimiter.
   *
   * Source: evergreen.io.BaseStream.read_until.
   *
   * @example
   * function* firstLine(stream: BaseStream): Op<string> {
   *   return (yield* stream.readUntil('\n')).toString();
   * }
   */
  readUntil(delimiter: Bytes): Op<Buffer> {
    return readUntil(this.#readHalf, delimiterOf(delimiter));
  }

  /**
   * Up to the end of the first match in what has come so far. The expression sees each byte as one character (latin1): write
   * `\xc3\xa9` for an é in UTF-8. Its flags g and y are ignored. It is tried again on all there is whenever more comes: for
   * a fixed delimiter readUntil() is the faster one. Parks. TypeError for an expression that matches the empty string, else
   * errors as of readUntil().
   *
   * Source: evergreen.io.BaseStream.read_until_regex.
   *
   * @example
   * function* line(stream: BaseStream): Op<Buffer> {
   *   return yield* stream.readUntilRegex(/\r?\n/);
   * }
   */
  readUntilRegex(regex: RegExp): Op<Buffer> {
    return readUntilRegex(this.#readHalf, plainRegex(regex));
  }

  /**
   * Send. True if it all reached the system, false if some of it is queued: then wait with drain() now and then, and do
   * not change the bytes before. Before the stream is connected all is queued. Never parks. StreamError ECLOSED, ENOBUFS
   * (nothing was taken: more than maxWriteBuffer would be queued), or what the system tells.
   *
   * Source: evergreen.io.BaseStream.write.
   */
  write(data: Bytes): boolean {
    // Not instanceof, which whatever has the prototype passes: the handle would abort the process.
    if (typeof data !== 'string' && !isUint8Array(data)) {
      throw new TypeError('write() takes a string or a Uint8Array');
    }
    return this.#writeHalf.write(data);
  }

  /**
   * Until all that was written reached the system. Parks. The error if a write failed meanwhile.
   *
   * Source: evergreen.io.BaseStream.flush.
   */
  flush(): Op<void> {
    return this.#writeHalf.drained({ most: 0, method: 'flush' });
  }

  /** Until less than highWaterMark is queued. Parks. The error if a write failed meanwhile. */
  drain(): Op<void> {
    return this.#writeHalf.drained({ most: this.#highWaterMark - 1, method: 'drain' });
  }

  /**
   * Send what is written, then close the writing side: the peer reads to the end, and may still write. Nothing can be
   * written afterwards (EPIPE). Parks until it is done; if its tasklet is killed before, it is done all the same. StreamError
   * ENOTCONN, ECLOSED, or what the system tells.
   *
   * Source: evergreen.io.BaseStream.shutdown.
   *
   * @example
   * function* ask(client: TCPClient, question: string): Op<Buffer> {
   *   client.write(question);
   *   yield* client.shutdown();
   *   return yield* client.readBytes(2 ** 20); // what comes until the peer has ended, too
   * }
   */
  shutdown(): Op<void> {
    return this.#writeHalf.shutdown();
  }

  /**
   * At once; unsent data is dropped; every tasklet parked on the stream gets an error of its family with code ECLOSED.
   * Twice is fine. Does not park.
   *
   * Source: evergreen.io.BaseStream.close.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#handle?.close();
    this.#loop?.disown(this);
    const error = closedError(this._ErrorClass, this.constructor.name);
    this.#readHalf.fail(error);
    this.#writeHalf.fail(error);
  }

  /** What `using` calls at the end of its block: close(). */
  [Symbol.dispose](): void {
    this.close();
  }

  /** The stream has its handle and both ends: reading begins, what was written before is sent. */
  protected _setConnected(): void {
    const handle = this.#handle as StreamHandle;
    this.#loop = threadLoop();
    this.#loop.adopt(this);
    this.#readHalf.attach(handle);
    this.#writeHalf.attach(handle);
  }

  /** @internal The handle to use from _setConnected() on. */
  protected _use(handle: StreamHandle): void {
    this.#handle = handle;
  }

  /** @internal Nothing is left to send, and nothing of the peer's can come that close() would answer with a reset. */
  get _quiet(): boolean {
    return this.#writeHalf.queued === 0 && (this.#readHalf.ended || this.#readHalf.error !== undefined);
  }
}

/** With what is left out filled in, in an object that nobody can change. RangeError unless each is possible. */
export function checkedOptions(options: StreamOptions): Readonly<Required<StreamOptions>> {
  const { maxBufferSize = 2 ** 20, highWaterMark = 2 ** 16, maxWriteBuffer = 2 ** 26 } = options;
  const checked = { maxBufferSize, highWaterMark, maxWriteBuffer };
  for (const [name, value] of Object.entries(checked)) if (value !== Infinity) checkCount(name, value);
  return Object.freeze(checked);
}

const delimiters = new Map<string, Delimiter>();

/** The delimiter; strings are few and short, and what was made of them is kept. */
function delimiterOf(delimiter: Bytes): Delimiter {
  const known = typeof delimiter === 'string' ? delimiters.get(delimiter) : undefined;
  if (known !== undefined) return known;
  if (typeof delimiter !== 'string' && !isUint8Array(delimiter)) {
    throw new TypeError('a delimiter must be a string or a Uint8Array');
  }
  if (delimiter.length === 0) throw new TypeError('a delimiter must not be empty');
  const made = new Delimiter(Buffer.from(delimiter));
  if (typeof delimiter === 'string' && delimiters.size < 64) delimiters.set(delimiter, made);
  return made;
}

/** The expression without what would make it begin elsewhere than at the first byte. */
function plainRegex(regex: RegExp): RegExp {
  if (!isRegExp(regex)) throw new TypeError('readUntilRegex() takes a regular expression');
  const plain = regex.global || regex.sticky ? new RegExp(regex, regex.flags.replace(/[gy]/g, '')) : regex;
  if (plain.test(''))
    throw new TypeError(`${String(regex)} matches the empty string: it would match at once`);
  return plain;
}
