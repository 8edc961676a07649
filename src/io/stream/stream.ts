/**
 * Streams: bytes in both directions over a handle. What all kinds have in common; how a stream gets its handle is the
 * subclass's business.
 */
import { checkCount, checkFunction, checkOptions, classNameOf, isRegExp, isUint8Array } from '../../check.js';
import { type Closeable, adopt, disown } from '../../loop/thread.js';
import { cutFrames } from '../../park/frames.js';
import type { CoIterator, Op } from '../../park/op.js';
import { StreamError, type StreamErrorClass, errorOf } from '../errors.js';
import type { StreamHandle } from '../../handles/handle.js';
import { type LinesOptions, lines } from './lines.js';
import { originOf, withOrigin } from './origin.js';
import { ReadHalf } from './read-half.js';
import { WriteHalf } from './write-half.js';
import { Delimiter, Exactly, Into, Lent, Match, Notice, Some } from './wanted.js';
import { trimmed } from '../../trim.js';

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

// What other modules of io do with a stream, and users should not.

/** The handle, of the kind that the stream's class gave it; undefined before the stream is connected. */
export let handleOf: (stream: BaseStream) => StreamHandle | undefined;
/** Give a stream its handle, before it is connected. */
export let giveHandle: (stream: BaseStream, handle: StreamHandle) => void;
/** Give a stream its handle, and connect it. */
export let connectStream: (stream: BaseStream, handle: StreamHandle) => void;
/**
 * Lay a stream over another one: that gives its handle away, with what it has read ahead and whether that was all, and can only be
 * closed from now on, both or none. Error of the lower one's class if it is not connected, or cannot be read or written.
 */
export let layOver: (
  above: BaseStream,
  beneath: BaseStream,
) => { readonly handle: StreamHandle; readonly ahead: Buffer; readonly ended: boolean };
/** The stream that the handler of a connection has come to use: the last that was laid over it, or itself. */
export let topOf: (stream: BaseStream) => BaseStream;
/** Nothing is left to send, and nothing of the peer's can come that close() would answer with a reset. */
export let isQuiet: (stream: BaseStream) => boolean;
/** Call back when a stream has been closed, by whomever. */
export let onClose: (stream: BaseStream, call: () => void) => void;
/** Drop the handle so that the peer gets a reset, where there is such a thing. close() has to be called, too. */
export let resetStream: (stream: BaseStream) => void;
/** Bytes written that the system has not taken yet. */
export let queuedOf: (stream: BaseStream) => number;
/** Bytes that can be written now: what is queued then is maxWriteBuffer. */
export let roomOf: (stream: BaseStream) => number;
/** Would read() return, or throw, at once? */
export let isReadable: (stream: BaseStream) => boolean;
/** Bytes that have come and were not taken. */
export let availableOf: (stream: BaseStream) => number;
/** Until it would. Nothing is taken. Parks; an arm of select(). Errors as of read(). */
export let untilReadable: (stream: BaseStream) => Op<true>;
/** Would drain() return, or throw, at once? Before the stream is connected: yes. */
export let isWritable: (stream: BaseStream) => boolean;
/** Is an error about this very stream? */
export let isErrorOf: (error: object, stream: BaseStream) => boolean;

const ANYTHING = new Some(Infinity);
const NOTICE = new Notice();

/**
 * A stream of bytes in both directions. Reads are served in turn when several tasklets read; writes never park, flush() and
 * drain() do.
 *
 * Source: evergreen.io.stream.BaseStream.
 */
export abstract class BaseStream {
  static {
    handleOf = (stream) => stream.#handle;
    giveHandle = (stream, handle) => {
      stream.#handle = handle;
    };
    connectStream = (stream, handle) => {
      stream.#handle = handle;
      stream._setConnected();
    };
    onClose = (stream, call) => {
      stream.#onClose = call;
    };
    layOver = (above, beneath) => beneath.#giveAway(above);
    topOf = (stream) => (stream.#above === undefined ? stream : topOf(stream.#above));
    resetStream = (stream) => topOf(stream).#handle?.reset?.();
    queuedOf = (stream) => topOf(stream).#writeHalf.queued;
    isReadable = (stream) => stream.#readHalf.isOver || stream.#readHalf.buffered > 0;
    availableOf = (stream) => stream.#readHalf.buffered;
    untilReadable = (stream) => stream.#readHalf.read(NOTICE);
    isWritable = (stream) => stream.#writeHalf.isDrained(stream.#highWaterMark - 1);
    roomOf = (stream) => stream.#writeHalf.room;
    isErrorOf = (error, stream) => {
      const origin = originOf(error);
      for (let one: BaseStream | undefined = stream; one !== undefined; one = one.#above)
        if (origin === one.#readHalf || origin === one.#writeHalf || origin === one) return true;
      return false;
    };
    isQuiet = (stream) => topOf(stream).#writeHalf.queued === 0 && topOf(stream).#readHalf.isOver;
  }

  readonly #ErrorClass: StreamErrorClass;
  readonly #readHalf: ReadHalf;
  readonly #writeHalf: WriteHalf;
  readonly #highWaterMark: number;
  #handle: StreamHandle | undefined = undefined;
  /** It was laid over this one, and has its handle. */
  #above: BaseStream | undefined = undefined;
  /** What the loop closes when it is destroyed; undefined before the stream is connected. */
  #resource: Closeable | undefined = undefined;
  #closed = false;
  /** Whom close() is told to. */
  #onClose: (() => void) | undefined = undefined;

  /** @internal `ErrorClass`: of all its errors; `readAhead`: bytes to read though nobody asks for them (default 64 KiB). */
  constructor(options: StreamOptions = {}, ErrorClass: StreamErrorClass = StreamError, readAhead?: number) {
    const { maxBufferSize, highWaterMark, maxWriteBuffer } = checkedOptions(options);
    const name = classNameOf(this);
    this.#ErrorClass = ErrorClass;
    this.#highWaterMark = highWaterMark;
    this.#readHalf = new ReadHalf(name, ErrorClass, maxBufferSize, readAhead);
    this.#writeHalf = new WriteHalf(name, ErrorClass, maxWriteBuffer);
  }

  /** close() was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * What is there, as soon as anything is; an empty buffer at the end. Parks. The stream's StreamError (a TCPError of a TCP
   * stream): ENOTCONN, ECLOSED, or what the system reports.
   *
   * @param maxBytes at most this many; RangeError unless a positive integer
   */
  read(maxBytes = Infinity): Op<Buffer> {
    if (maxBytes !== Infinity) checkCount('maxBytes', maxBytes);
    return this.#readHalf.read(maxBytes === Infinity ? ANYTHING : new Some(maxBytes));
  }

  /**
   * Into memory of the caller's: how many bytes came, as soon as any did; 0 at the end. Parks, and until it returns the memory is not
   * to be moved elsewhere. RangeError for an empty buffer; errors as of read().
   *
   * Source: socket.recv_into of Python.
   *
   * @example
   * import { createHash } from 'node:crypto';
   * import type { Op } from 'evergreen-ts';
   * import type { BaseStream } from 'evergreen-ts/io';
   *
   * function* hashed(stream: BaseStream): Op<string> {
   *   const [hash, buffer] = [createHash('sha256'), new Uint8Array(65_536)];
   *   for (let count; (count = yield* stream.readInto(buffer)) > 0;) hash.update(buffer.subarray(0, count));
   *   return hash.digest('hex');
   * }
   */
  readInto(buffer: Uint8Array): Op<number> {
    if (!isUint8Array(buffer)) throw trimmed(new TypeError('readInto() takes a Uint8Array'));
    if (buffer.length === 0) throw trimmed(new RangeError('the buffer of readInto() must not be empty'));
    return this.#readHalf.read(new Into(buffer));
  }

  /**
   * What is there, as soon as anything is, lent to `use`: the bytes are where the system has put them, and need not be copied. They
   * are gone when `use` returns, and so is what it did not look at; what is to be kept, it copies. write() of any stream takes them as
   * they are, and copies what has to wait. An empty view at the end. Parks; returns what `use` returns, and throws what it throws.
   * With EVERGREEN_DEBUG what is lent is a copy, which is detached afterwards. TypeError for a `use` that waits; errors as of read().
   *
   * @example
   * function* countLines(stream: BaseStream): Op<number> {
   *   let lines = 0;
   *   const count = (bytes: Uint8Array): number => {
   *     for (const byte of bytes) if (byte === 10) lines++;
   *     return bytes.length;
   *   };
   *   while ((yield* stream.lend(count)) > 0);
   *   return lines;
   * }
   */
  lend<R>(use: (bytes: Uint8Array) => R): Op<R> {
    checkFunction('what lend() calls', use);
    return this.#readHalf.read(new Lent(use)) as Op<unknown> as Op<R>;
  }

  /**
   * Exactly `nbytes`, or what was left when the stream ended, or an empty buffer at its end. Parks. RangeError unless
   * `nbytes` is a positive integer; errors as of read().
   *
   * Source: evergreen.io.BaseStream.read_bytes.
   */
  readBytes(nbytes: number): Op<Buffer> {
    checkCount('nbytes', nbytes);
    return this.#readHalf.read(new Exactly(nbytes));
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
    return this.#readHalf.read(delimiterOf(delimiter));
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
    return this.#readHalf.read(new Match(plainRegex(regex)));
  }

  /**
   * Lines without their ends, decoded; each next() parks until one has come. What follows the last end is a line, too: a file
   * need not end in one. But a stream that breaks off (a reset) throws, and what had come of a line can still be read. Errors as of
   * readUntil(), and TypeError for an encoding that Buffer does not know.
   *
   * Source: Python's io.TextIOBase, which is iterated by lines.
   *
   * @example
   * function* printAll(stream: BaseStream): Op<void> {
   *   yield* stream.lines().forEach((line) => console.log(line));
   * }
   */
  lines(options: LinesOptions = {}): CoIterator<string> {
    return lines(options, (wanted) => this.#readHalf.read(wanted));
  }

  /**
   * Send. True if it all reached the system, false if some of it is queued: then wait with drain() now and then, and do
   * not change the bytes before. Before the stream is connected all is queued. Never parks. StreamError ECLOSED, ENOBUFS
   * (nothing was taken: more than maxWriteBuffer would be queued), or what the system reports.
   *
   * Source: evergreen.io.BaseStream.write.
   */
  write(data: Bytes): boolean {
    // What is no Uint8Array would abort the process in the handle.
    if (typeof data !== 'string' && !isUint8Array(data)) {
      throw trimmed(new TypeError('write() takes a string or a Uint8Array'));
    }
    try {
      return this.#writeHalf.write(data);
    } catch (error) {
      cutFrames(error as StreamError, BaseStream.prototype.write);
      throw error;
    }
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
   * ENOTCONN, ECLOSED, or what the system reports.
   *
   * Source: evergreen.io.BaseStream.shutdown.
   *
   * @example
   * function* ask(client: TCPClient, question: string): Op<Buffer> {
   *   client.write(question);
   *   yield* client.shutdown();
   *   return yield* client.readBytes(2 ** 20); // all that comes until the peer has ended, too
   * }
   */
  shutdown(): Op<void> {
    return this.#writeHalf.shutdown();
  }

  /**
   * At once; unsent data is dropped; every tasklet parked on the stream gets a StreamError with code ECLOSED.
   * Twice is fine. Does not park.
   *
   * Source: evergreen.io.BaseStream.close.
   */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // The one above has its handle, and knows how to close it.
    (this.#above ?? this.#handle)?.close();
    if (this.#resource !== undefined) disown(this.#resource);
    this.#readHalf.fail('ECLOSED');
    this.#writeHalf.fail('ECLOSED');
    this.#onClose?.();
  }

  #giveAway(above: BaseStream): { handle: StreamHandle; ahead: Buffer; ended: boolean } {
    const name = classNameOf(this);
    const failure = this.#readHalf.failure;
    if (failure !== undefined) throw withOrigin(errorOf(this.#ErrorClass, name, failure), this);
    this.#writeHalf.checkOpen();
    const handle = this.#handle as StreamHandle;
    const user = classNameOf(above);
    const busy = { code: 'EBUSY', message: `${name} is used by a ${user}: read and write that` };
    const { ahead, ended } = this.#readHalf.release(busy);
    this.#writeHalf.fail(busy);
    this.#above = above;
    return { handle, ahead, ended };
  }

  /** What `using` calls at the end of its block: close(). */
  [Symbol.dispose](): void {
    this.close();
  }

  /** @internal */
  _keepAlive(on: boolean): void {
    this.#handle?.keepAlive?.(on);
  }

  /** The stream is connected: reading begins, and what was written before is sent. */
  protected _setConnected(): void {
    const handle = this.#handle as StreamHandle;
    // A stream whose other end is in this process is nothing that is open to the outside.
    this.#resource = handle.inside === true ? inside(this) : this;
    adopt(this.#resource);
    this.#readHalf.attach(handle);
    this.#writeHalf.attach(handle);
  }
}

/** What the loop closes, and does not count as open to the outside. */
function inside(stream: BaseStream): Closeable {
  return { close: () => stream.close() };
}

/** The options with their defaults. RangeError unless each is possible. */
export function checkedOptions(options: StreamOptions): Readonly<Required<StreamOptions>> {
  checkOptions('the options of a stream', options);
  const { maxBufferSize = 2 ** 20, highWaterMark = 2 ** 16, maxWriteBuffer = 2 ** 26 } = options;
  checkSize('maxBufferSize', maxBufferSize);
  checkSize('highWaterMark', highWaterMark);
  checkSize('maxWriteBuffer', maxWriteBuffer);
  return { maxBufferSize, highWaterMark, maxWriteBuffer };
}

function checkSize(name: string, value: number): void {
  if (value !== Infinity) checkCount(name, value);
}

const delimiters = new Map<string, Delimiter>();

/** String delimiters are few and short, so they are cached. */
function delimiterOf(delimiter: Bytes): Delimiter {
  const known = typeof delimiter === 'string' ? delimiters.get(delimiter) : undefined;
  if (known !== undefined) return known;
  if (typeof delimiter !== 'string' && !isUint8Array(delimiter)) {
    throw trimmed(new TypeError('a delimiter must be a string or a Uint8Array'));
  }
  if (delimiter.length === 0) throw trimmed(new TypeError('a delimiter must not be empty'));
  const made = new Delimiter(Uint8Array.from(Buffer.from(delimiter)));
  if (typeof delimiter === 'string' && delimiters.size < 64) delimiters.set(delimiter, made);
  return made;
}

/** The expression without the flags g and y, which would make it begin elsewhere than at the first byte. */
function plainRegex(regex: RegExp): RegExp {
  if (!isRegExp(regex)) throw trimmed(new TypeError('readUntilRegex() takes a regular expression'));
  const plain = regex.global || regex.sticky ? new RegExp(regex, regex.flags.replace(/[gy]/g, '')) : regex;
  if (plain.test(''))
    throw trimmed(new TypeError(`${String(regex)} matches the empty string: it would match at once`));
  return plain;
}
