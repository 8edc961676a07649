/**
 * Reading, as leaves. A Reader asks a source for so many bytes of its buffer, and the source serves its readers strictly in
 * turn: it looks for what the first one wants, wakes it when that is there, and turns to the next only when the first has
 * run and taken it. So the bytes stay in the buffer until they are really taken, and a reader that is killed after it was
 * woken has nothing to give back but its turn.
 */
import type { WaitQueue, Waiter } from '../tasklet/wait-queue.js';
import { BufferLimitError, IncompleteReadError, type StreamError } from './errors.js';
import { IOWaiter } from './io-waiter.js';
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

export abstract class Reader extends IOWaiter<Buffer> {
  protected readonly source: ReadSource;

  constructor(source: ReadSource) {
    super(undefined);
    this.source = source;
  }

  /** Is there something to wake it for: what it wants, or the reason why it will not come? */
  _ready(): boolean {
    const { source } = this;
    return this.wanted(source.buffer) !== NOT_YET || source.ended || source.error !== undefined;
  }

  protected _try(): boolean {
    if (!this.source.free) return false;
    if (this._ready()) return true;
    this.source.wantsMore();
    // Reading may have failed to start.
    return this.source.error !== undefined;
  }

  protected _line(): WaitQueue<Waiter<unknown>> {
    return this.source.readers;
  }

  _end(): Buffer {
    const { source } = this;
    try {
      const count = this.wanted(source.buffer);
      if (count >= 0) return source.buffer.take(count);
      if (count === TOO_FAR) throw new BufferLimitError(source.maxBufferSize, this.what);
      if (source.error !== undefined) throw source.error;
      return this.atEnd(source.buffer);
    } finally {
      source.hasRead(this);
    }
  }

  override _undo(): void {
    super._undo();
    // Woken or not, it was in the way of those behind it, who may want less.
    this.source.hasRead(this);
  }

  /** For people: what it looks for. */
  protected get what(): string {
    return 'what was asked for';
  }

  /** How many bytes of the buffer it wants; NOT_YET, or TOO_FAR if they lie beyond what may be searched. */
  protected abstract wanted(buffer: ReadBuffer): number;
  /** The stream has ended without what it wanted. */
  protected abstract atEnd(buffer: ReadBuffer): Buffer;
}

/** Whatever is there, up to `most` bytes. */
export class ReadSome extends Reader {
  readonly #most: number;

  constructor(source: ReadSource, most: number) {
    super(source);
    this.#most = most;
  }

  protected wanted(buffer: ReadBuffer): number {
    return buffer.size > 0 ? Math.min(buffer.size, this.#most) : NOT_YET;
  }

  protected atEnd(): Buffer {
    return Buffer.alloc(0);
  }

  _describe(): string {
    return `${this.source.name}.read`;
  }
}

/** Exactly so many bytes; what is left when the stream has ended. */
export class ReadBytes extends Reader {
  readonly #count: number;

  constructor(source: ReadSource, count: number) {
    super(source);
    this.#count = count;
  }

  protected wanted(buffer: ReadBuffer): number {
    return buffer.size >= this.#count ? this.#count : NOT_YET;
  }

  protected atEnd(buffer: ReadBuffer): Buffer {
    return buffer.take(buffer.size);
  }

  _describe(): string {
    return `${this.source.name}.readBytes`;
  }
}

/** Up to the end of something that it looks for, which must not lie too far away. */
abstract class Search extends Reader {
  protected wanted(buffer: ReadBuffer): number {
    const limit = this.source.maxBufferSize;
    const count = this.find(buffer, limit);
    return count > limit || (count < 0 && buffer.size >= limit) ? TOO_FAR : count;
  }

  protected atEnd(buffer: ReadBuffer): Buffer {
    const partial = buffer.take(buffer.size);
    if (partial.length > 0) throw new IncompleteReadError(partial, this.what);
    return partial;
  }

  /** How many bytes there are up to its end; NOT_YET if it is not there. */
  protected abstract find(buffer: ReadBuffer, limit: number): number;
}

/** Up to and with a delimiter. */
export class ReadUntil extends Search {
  readonly #delimiter: Uint8Array;

  constructor(source: ReadSource, delimiter: Uint8Array) {
    super(source);
    this.#delimiter = delimiter;
  }

  protected override get what(): string {
    return 'the delimiter';
  }

  protected find(buffer: ReadBuffer): number {
    return buffer.find(this.#delimiter);
  }

  _describe(): string {
    return `${this.source.name}.readUntil`;
  }
}

/**
 * Up to the end of the first match. An expression is tried again on all there is each time more has come, as it may look
 * anywhere; how much that can be is what maxBufferSize is for.
 */
export class ReadUntilRegex extends Search {
  readonly #regex: RegExp;
  /** Bytes there were when it was last tried, and what came of it. */
  #tried = -1;
  #found = NOT_YET;
  #matchedNothing = false;

  /** The expression has neither flag, g nor y: each attempt begins at the first byte. */
  constructor(source: ReadSource, regex: RegExp) {
    super(source);
    this.#regex = regex;
  }

  protected override get what(): string {
    return `a match of ${String(this.#regex)}`;
  }

  protected find(buffer: ReadBuffer, limit: number): number {
    // Nothing is taken from the buffer while it is the first in line: what it has tried can only have grown.
    const size = Math.min(buffer.size, limit);
    if (size !== this.#tried) {
      this.#tried = size;
      const match = this.#regex.exec(buffer.text(size));
      this.#matchedNothing = match?.[0] === '';
      this.#found = match === null ? NOT_YET : match.index + match[0].length;
    }
    return this.#found;
  }

  override _end(): Buffer {
    const bytes = super._end();
    if (this.#matchedNothing) throw new TypeError(`${String(this.#regex)} matched the empty string`);
    return bytes;
  }

  _describe(): string {
    return `${this.source.name}.readUntilRegex`;
  }
}
