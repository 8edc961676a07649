/**
 * The reading half of a stream: fills the read buffer from the handle, and serves its readers in turn. The bytes stay in the
 * buffer until the tasklet that wants them runs and takes them (src/park/turnstile.ts).
 *
 * Reading stays on while there is room, so that a peer's end is noticed though nobody reads; it goes off when the buffer holds
 * enough and nobody waits for more: then the kernel's buffer fills up, and the peer has to wait.
 */
import { isError } from '../../check.js';
import { type StreamHandle, type StreamOwner, TRUNCATED } from '../../handles/handle.js';
import type { Op } from '../../park/op.js';
import { Turnstile } from '../../park/turnstile.js';
import { Kind, Waiter, type Waiting } from '../../park/waiter.js';
import { type Failure, IncompleteReadError, type StreamErrorClass, errorOf, failureOf } from '../errors.js';
import { withOrigin } from './origin.js';
import { ReadBuffer } from './read-buffer.js';
import { type Wanted, isDecided, takeWanted } from './wanted.js';
import { trimmed } from '../../trim.js';

/** Bytes to read ahead of what is asked for, by default. */
const READ_AHEAD = 64 * 1024;

type Reader = Waiter<ReadHalf, unknown, Wanted<unknown>>;

export class ReadHalf implements StreamOwner {
  static readonly #reader: Waiting<ReadHalf, unknown, Wanted<unknown>> = {
    describe: (half, { arg }) => `${half.#name}.${arg.method}`,
    tryNow(half, reader) {
      if (!half.#turnstile.free) return false;
      if (ReadHalf.#isReady(reader)) return true;
      half.#regulate(true);
      // Reading may have failed to start.
      return half.#failure !== undefined;
    },
    queue: (half) => half.#turnstile.waiting,
    result(half, reader) {
      const taken = half.#takeFor(reader);
      const { arg } = reader;
      // What this throws is no error of the stream.
      return arg.given === undefined ? taken : arg.given(taken);
    },
    undo(half, reader) {
      half.#turnstile.withdraw(reader);
      half.#regulate();
    },
  };
  static readonly #READ = new Kind({ ...this.#reader, outside: true });
  /** Of a stream whose other end is in this process. */
  static readonly #READ_INSIDE = new Kind(this.#reader);

  /** Is there something to wake it for: what it wants, or the reason why it will not come? */
  static #isReady({ target: half, arg: wanted }: Reader): boolean {
    return isDecided(wanted, half.#buffer, half.#maxBufferSize) || half.isOver;
  }

  readonly #name: string;
  readonly #ErrorClass: StreamErrorClass;
  /** Most bytes that are searched. */
  readonly #maxBufferSize: number;
  readonly #readAhead: number;
  readonly #buffer = new ReadBuffer();
  readonly #turnstile = new Turnstile<Reader>(ReadHalf.#isReady);
  /** Undefined before the stream is connected and after it is closed. */
  #handle: StreamHandle | undefined = undefined;
  #reading = false;
  /** The peer will send no more. */
  #ended = false;
  /** As #ended, but the peer has not said that this is the end. */
  #truncated = false;
  /** Why nothing can be read: closed, not connected, reset. */
  #failure: Failure | undefined = 'ENOTCONN';

  /** With a `readAhead` of 0 it reads only while a tasklet waits: bytes that nobody asked for stay with the system. */
  constructor(
    name: string,
    ErrorClass: StreamErrorClass,
    maxBufferSize: number,
    readAhead: number = READ_AHEAD,
  ) {
    this.#name = name;
    this.#ErrorClass = ErrorClass;
    this.#maxBufferSize = maxBufferSize;
    this.#readAhead = readAhead;
  }

  /** Nothing more will come. */
  get isOver(): boolean {
    return this.#ended || this.#truncated || this.#failure !== undefined;
  }

  /** Why nothing can be read, if that is because something has failed. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Bytes that have come and were not taken. */
  get buffered(): number {
    return this.#buffer.size;
  }

  attach(handle: StreamHandle): void {
    this.#handle = handle;
    this.#failure = undefined;
    handle.owner = this;
    this.#regulate();
  }

  /** Closed: there is nothing more to read, and every reader gets an error. */
  fail(failure: Failure): void {
    this.#handle = undefined;
    this.#failure = failure;
    this.#buffer.clear();
    this.#turnstile.serve();
  }

  /** Stop reading, for another owner to go on: with what has come, and whether that was all. Readers get an error. */
  release(failure: Failure): { readonly ahead: Buffer; readonly ended: boolean } {
    const given = { ahead: this.#buffer.take(this.#buffer.size), ended: this.#ended };
    if (this.#reading) this.#handle?.readStop();
    this.#reading = false;
    this.fail(failure);
    return given;
  }

  /** What `wanted` describes. Parks. */
  read<R>(wanted: Wanted<R>): Op<R> {
    const kind = this.#handle?.inside === true ? ReadHalf.#READ_INSIDE : ReadHalf.#READ;
    return new Waiter(kind, this, undefined, wanted) as Op<unknown> as Op<R>;
  }

  _onData(chunk: Buffer): void {
    this.#buffer.push(chunk);
    this.#turnstile.serve();
    this.#regulate();
  }

  _onLent(chunk: Buffer): void {
    this.#buffer.pushLent(chunk);
    this.#turnstile.serve();
    this.#regulate();
  }

  _keep(): void {
    this.#buffer.keep();
  }

  _onEnd(): void {
    this.#ended = true;
    this.#turnstile.serve();
    this.#regulate();
  }

  _onReadError(errno: number): void {
    if (errno === TRUNCATED) this.#truncated = true;
    else this.#failure = failureOf(this.#handle as StreamHandle, errno, 'read');
    this.#turnstile.serve();
    this.#regulate();
  }

  #takeFor(reader: Reader): unknown {
    try {
      return this.#take(reader.arg);
    } catch (error) {
      if (isError(error)) trimmed(withOrigin(error, this));
      throw error;
    } finally {
      this.#turnstile.pass(reader);
      this.#regulate();
    }
  }

  #take(wanted: Wanted<unknown>): unknown {
    const taken = takeWanted(wanted, this.#buffer, this.#maxBufferSize);
    if (taken !== undefined) return taken;
    if (this.#failure !== undefined) throw errorOf(this.#ErrorClass, this.#name, this.#failure);
    const rest = this.#buffer.take(this.#buffer.size);
    if (this.#truncated) throw new IncompleteReadError(rest, 'the peer said that this was all');
    return wanted.atEnd(rest);
  }

  /** Reading on or off. `wanted`: somebody waits for more than is there. */
  #regulate(wanted = this.#turnstile.blocked): void {
    const handle = this.#handle;
    const on = !this.isOver && (wanted || this.#buffer.size < this.#readAhead);
    if (handle === undefined || on === this.#reading) return;
    this.#reading = on;
    const errno = on ? handle.readStart() : handle.readStop();
    if (errno < 0) this._onReadError(errno);
  }
}
