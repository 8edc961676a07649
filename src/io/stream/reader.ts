/**
 * Reading. A reader asks a source for so many bytes of its buffer, and the source serves its readers strictly in turn: it
 * looks for what the first one wants, wakes it when that is there, and turns to the next only when the first has run and
 * taken it. So the bytes stay in the buffer until they are really taken, and a reader that is killed after it was woken has
 * nothing to give back but its turn.
 */
import type { Op } from '../../park/op.js';
import type { WaitQueue } from '../../park/wait-queue.js';
import { Kind, Waiter } from '../../park/waiter.js';
import { BufferLimitError, IncompleteReadError, type StreamError } from '../errors.js';
import type { ReadBuffer } from './read-buffer.js';

/** What a reader reads from. */
export interface ReadSource {
  /** For people: the kind of stream. */
  readonly name: string;
  readonly buffer: ReadBuffer;
  readonly readers: WaitQueue<Reader>;
  /** Most bytes that are searched. */
  readonly maxBufferSize: number;
  /** The peer will send no more. */
  readonly ended: boolean;
  /** Why reading is over: closed, not connected, reset. Undefined as long as it is not. */
  readonly error: StreamError | undefined;
  /** May someone read who has not waited? */
  readonly free: boolean;
  /** It has taken what it wanted, or left the line. */
  hasRead(reader: Reader): void;
  /** It is about to wait. */
  wantsMore(): void;
}

const NOT_YET = -1;
const TOO_FAR = -2;

/** What a reader wants of the buffer. */
interface Wanted {
  /** For people: the method that was called. */
  readonly method: string;
  /** How many bytes it wants; NOT_YET, or TOO_FAR if they lie beyond the `limit` of what may be searched. */
  count(buffer: ReadBuffer, limit: number): number;
  /** For people: what it looks for. */
  readonly what: string;
  /** What to make of the bytes it wanted. */
  result(bytes: Buffer): Buffer;
  /** What to make of what is left when the stream has ended without what it wanted. */
  atEnd(rest: Buffer): Buffer;
}

export type Reader = Waiter<ReadSource, Buffer, Wanted>;

/** Is there something to wake it for: what it wants, or the reason why it will not come? */
export function isReady({ target: source, arg: wanted }: Reader): boolean {
  const count = wanted.count(source.buffer, source.maxBufferSize);
  return count !== NOT_YET || source.ended || source.error !== undefined;
}

const READ = new Kind<ReadSource, Buffer, Wanted>({
  outside: true,
  describe: ({ name }, { arg }) => `${name}.${arg.method}`,
  tryNow(source, reader) {
    if (!source.free) return false;
    if (isReady(reader)) return true;
    source.wantsMore();
    // Reading may have failed to start.
    return source.error !== undefined;
  },
  queue: (source) => source.readers,
  result(source, reader) {
    const { buffer, maxBufferSize, error } = source;
    const wanted = reader.arg;
    try {
      const count = wanted.count(buffer, maxBufferSize);
      if (count >= 0) return wanted.result(buffer.take(count));
      if (count === TOO_FAR) throw new BufferLimitError(maxBufferSize, wanted.what);
      if (error !== undefined) throw error;
      return wanted.atEnd(buffer.take(buffer.size));
    } finally {
      source.hasRead(reader);
    }
  },
  undo(source, reader) {
    reader.withdraw();
    // Woken or not, it was in the way of those behind it, who may want less.
    source.hasRead(reader);
  },
});

const read = (source: ReadSource, wanted: Wanted): Op<Buffer> => new Waiter(READ, source, undefined, wanted);

/** Exactly so many bytes; what is left when the stream has ended. */
class Exactly implements Wanted {
  readonly method: string = 'readBytes';
  readonly what = 'what was asked for';
  protected readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  count({ size }: ReadBuffer, _limit: number): number {
    return size >= this.most ? this.most : NOT_YET;
  }

  result(bytes: Buffer): Buffer {
    return bytes;
  }

  atEnd(rest: Buffer): Buffer {
    return rest;
  }
}

/** Whatever is there, up to so many bytes. */
class Some extends Exactly {
  override readonly method = 'read';

  override count({ size }: ReadBuffer): number {
    return size > 0 ? Math.min(size, this.most) : NOT_YET;
  }
}

/** Up to the end of something that it looks for, which must not lie too far away. */
abstract class Search implements Wanted {
  abstract readonly method: string;
  abstract readonly what: string;

  count(buffer: ReadBuffer, limit: number): number {
    const count = this.find(buffer, limit);
    return count > limit || (count < 0 && buffer.size >= limit) ? TOO_FAR : count;
  }

  result(bytes: Buffer): Buffer {
    return bytes;
  }

  atEnd(rest: Buffer): Buffer {
    if (rest.length > 0) throw new IncompleteReadError(rest, this.what);
    return rest;
  }

  /** How many bytes there are up to its end; NOT_YET if it is not there. */
  protected abstract find(buffer: ReadBuffer, limit: number): number;
}

/** Up to and with a delimiter, whose bytes nobody changes. It keeps nothing of a reader: one serves all. */
export class Delimiter extends Search {
  readonly method = 'readUntil';
  readonly what = 'the delimiter';
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.#bytes = bytes;
  }

  protected find(buffer: ReadBuffer): number {
    return buffer.find(this.#bytes);
  }
}

/**
 * Up to the end of the first match. An expression is tried again on all there is each time more has come, as it may look
 * anywhere; how much that can be is what maxBufferSize is for.
 */
class Match extends Search {
  readonly method = 'readUntilRegex';
  readonly #regex: RegExp;
  /** Bytes there were when it was last tried, and what came of it. */
  #tried = -1;
  #found = NOT_YET;
  #failure: { readonly error: unknown } | undefined = undefined;

  /** The expression has neither flag, g nor y: each attempt begins at the first byte. */
  constructor(regex: RegExp) {
    super();
    this.#regex = regex;
  }

  get what(): string {
    return `a match of ${String(this.#regex)}`;
  }

  protected find(buffer: ReadBuffer, limit: number): number {
    // Nothing is taken from the buffer while it is the first in line: what it has tried can only have grown.
    const size = Math.min(buffer.size, limit);
    if (size !== this.#tried) {
      this.#tried = size;
      try {
        this.#found = this.#search(buffer.text(size));
      } catch (error) {
        // It may be the socket's callback that asks. The error is for who reads, and nothing is taken.
        this.#failure = { error };
        this.#found = 0;
      }
    }
    return this.#found;
  }

  override result(bytes: Buffer): Buffer {
    if (this.#failure !== undefined) throw this.#failure.error;
    return bytes;
  }

  /** RangeError when it is too much for the regular expressions of JavaScript. */
  #search(text: string): number {
    const match = this.#regex.exec(text);
    if (match === null) return NOT_YET;
    if (match[0] === '') throw new TypeError(`${String(this.#regex)} matched the empty string`);
    return match.index + match[0].length;
  }
}

const ANYTHING = new Some(Infinity);

/** Whatever is there, up to `most` bytes. Parks. */
export function readSome(source: ReadSource, most: number): Op<Buffer> {
  return read(source, most === Infinity ? ANYTHING : new Some(most));
}

/** Exactly so many bytes; what is left when the stream has ended. Parks. */
export function readBytes(source: ReadSource, count: number): Op<Buffer> {
  return read(source, new Exactly(count));
}

/** Up to and with a delimiter. Parks. */
export function readUntil(source: ReadSource, delimiter: Delimiter): Op<Buffer> {
  return read(source, delimiter);
}

/** Up to the end of the first match of an expression that has neither flag, g nor y. Parks. */
export function readUntilRegex(source: ReadSource, regex: RegExp): Op<Buffer> {
  return read(source, new Match(regex));
}
