/**
 * The reading half of a stream: fills the read buffer from the handle, and serves its readers in turn.
 *
 * Reading stays on while there is room, so that a peer's end is noticed though nobody reads; it goes off when enough lies
 * in the buffer and nobody waits for more: then the kernel's buffer fills up, and the peer has to wait.
 */
import { WaitQueue } from '../../park/wait-queue.js';
import { type StreamError, type StreamErrorClass, systemError } from '../errors.js';
import type { StreamHandle, StreamOwner } from '../../handles/handle.js';
import { ReadBuffer } from './read-buffer.js';
import { type ReadSource, type Reader, isReady } from './reader.js';

/** Bytes to read ahead of what is asked for, by default. */
const READ_AHEAD = 64 * 1024;

export class ReadHalf implements ReadSource, StreamOwner {
  readonly name: string;
  readonly maxBufferSize: number;
  readonly buffer = new ReadBuffer();
  readonly readers = new WaitQueue<Reader>();
  readonly #ErrorClass: StreamErrorClass;
  readonly #readAhead: number;
  /** Undefined before the stream is connected and after it is closed. */
  #handle: StreamHandle | undefined = undefined;
  #reading = false;
  /** Woken, and has not run yet: what it wants is in the buffer. */
  #serving: Reader | undefined = undefined;
  #ended = false;
  #error: StreamError | undefined;

  /** With a `readAhead` of 0 it reads only while somebody waits: what nobody asked for stays with the system. */
  constructor(
    name: string,
    ErrorClass: StreamErrorClass,
    maxBufferSize: number,
    readAhead: number = READ_AHEAD,
  ) {
    this.name = name;
    this.maxBufferSize = maxBufferSize;
    this.#ErrorClass = ErrorClass;
    this.#readAhead = readAhead;
    this.#error = new ErrorClass(`${name} is not connected`, { code: 'ENOTCONN' });
  }

  get ended(): boolean {
    return this.#ended;
  }

  get error(): StreamError | undefined {
    return this.#error;
  }

  get free(): boolean {
    return this.#serving === undefined && this.readers.size === 0;
  }

  attach(handle: StreamHandle): void {
    this.#handle = handle;
    this.#error = undefined;
    handle.owner = this;
    this.#regulate();
  }

  /** Closed: nothing more to read, all who wait are told. */
  fail(error: StreamError): void {
    this.#handle = undefined;
    this.#error = error;
    this.buffer.clear();
    this.#serve();
  }

  hasRead(reader: Reader): void {
    if (this.#serving === reader) this.#serving = undefined;
    this.#serve();
    this.#regulate();
  }

  wantsMore(): void {
    if (!this.#reading) this.#regulate(true);
  }

  _onData(chunk: Buffer): void {
    this.buffer.push(chunk);
    this.#serve();
    this.#regulate();
  }

  _onEnd(): void {
    this.#ended = true;
    this.#serve();
    this.#regulate();
  }

  _onReadError(errno: number): void {
    this.#error = systemError(this.#ErrorClass, errno, 'read');
    this.#serve();
    this.#regulate();
  }

  /** Wake the first in line, if there is something for it. */
  #serve(): void {
    const first = this.#serving === undefined ? this.readers.first : undefined;
    if (first === undefined || !isReady(first)) return;
    this.#serving = first;
    first._wake();
  }

  /** Reading on or off. */
  #regulate(wanted = this.#serving === undefined && this.readers.size > 0): void {
    const handle = this.#handle;
    const on = !this.#ended && this.#error === undefined && (wanted || this.buffer.size < this.#readAhead);
    if (handle === undefined || on === this.#reading) return;
    this.#reading = on;
    const errno = on ? handle.readStart() : handle.readStop();
    if (errno < 0) this._onReadError(errno);
  }
}
