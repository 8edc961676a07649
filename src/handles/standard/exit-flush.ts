/**
 * What is written to one of Node's sockets, and still goes out when the process ends: Node itself drops what is queued by
 * then. An account of what was given, by positions in the whole of it, says what is left to write.
 */
import type { Socket } from 'node:net';
import { errnoOf } from '../node-errno.js';
import { beforeEnd, bytesOf, tailOf, writeFully } from '../at-exit.js';

/** What a socket of Node's has besides what is documented. */
interface Inside {
  /** Given to the socket, and not yet to its handle. */
  readonly writableBuffer?: readonly { chunk: Uint8Array | string; encoding: BufferEncoding }[];
  /** The queue of the handle is what the system has not taken. */
  readonly _handle?: { readonly writeQueueSize?: number } | null;
  /** Bytes that were given to the handle. */
  readonly _bytesDispatched?: number;
}

interface Piece {
  readonly bytes: Uint8Array;
  /** Where it ends, in the whole of what the socket was given. */
  readonly end: number;
}

export class ExitFlush {
  readonly #socket: Socket & Inside;
  readonly #fd: number;
  /** One of Node's own standard streams. */
  readonly #shared: boolean;
  #users = 0;
  /** Given, and not wholly sent, in order. */
  readonly #pieces = new Set<Piece>();
  /** How things stood after the last write, for #position(). */
  #lastEnd = 0;
  #lastLength = 0;
  #lastDispatched: number | undefined = undefined;
  /** There is a listener for errors. */
  #listening = false;
  #callOff: (() => void) | undefined = undefined;
  /** The process ends: what comes now cannot wait for its turn. */
  #over = false;

  constructor(socket: Socket, fd: number, shared: boolean) {
    this.#socket = socket;
    this.#fd = fd;
    this.#shared = shared;
  }

  get queued(): number {
    return this.#socket.writableLength;
  }

  /** Somebody begins to use it. */
  enter(): void {
    this.#users++;
    if (!this.#listening) this.#socket.on('error', ignore);
    this.#listening = true;
  }

  /** Behind the last one the socket is closed, when all is sent, unless Node uses it. */
  leave(): void {
    if (--this.#users > 0) return;
    if (!this.#shared) this.#socket.destroySoon();
    this.#let();
  }

  /** As StreamHandle.write(). */
  write(bytes: Uint8Array, done: (error: Error | null | undefined) => void): number {
    if (this.#over) return writeFully(this.#fd, bytes);
    const socket = this.#socket;
    const alone = socket.writableLength === this.#lastLength;
    const piece = { bytes, end: 0 };
    if (socket.errored === null)
      socket.write(bytes, (error) => {
        if (!this.#pieces.delete(piece)) return;
        this.#let();
        done(error);
      });
    if (socket.errored !== null) return errnoOf(socket.errored);
    if (socket.writableLength === 0) return 0;
    piece.end = this.#position(alone ? bytes.length : undefined);
    this.#pieces.add(piece);
    this.#callOff ??= beforeEnd(this.#writeOut);
    return 1;
  }

  /**
   * Where the socket is in what it was given. It has to count what waits: so that is asked only if more has happened than
   * `added` bytes since the last time.
   */
  #position(added: number | undefined): number {
    const { _bytesDispatched, writableLength } = this.#socket;
    const known =
      added !== undefined && _bytesDispatched !== undefined && _bytesDispatched === this.#lastDispatched;
    this.#lastEnd = known ? this.#lastEnd + added : this.#socket.bytesWritten;
    this.#lastLength = writableLength;
    this.#lastDispatched = _bytesDispatched;
    return this.#lastEnd;
  }

  /** Let go of what is not needed any more. An error of the socket's comes after the one who wrote was told. */
  #let(): void {
    if (this.#pieces.size > 0) return;
    this.#callOff?.();
    this.#callOff = undefined;
    if (this.#users > 0 || this.#socket.errored !== null) return;
    this.#socket.off('error', ignore);
    this.#listening = false;
  }

  readonly #writeOut = (): void => {
    const { writableBuffer = [], _handle, bytesWritten } = this.#socket;
    const waiting = writableBuffer.map(({ chunk, encoding }) => bytesOf(chunk, encoding));
    const given = waiting.reduce((position, { length }) => position - length, bytesWritten);
    const sent = given - (_handle?.writeQueueSize ?? 0);
    // With its handle can be what others have written: nobody knows the bytes of that.
    const begun = [...this.#pieces].filter(({ end }) => end > sent && end <= given);
    const rest = begun.map(({ bytes, end }) => tailOf(bytes, end - sent));
    this.#pieces.clear();
    this.#over = true;
    writeFully(this.#fd, Buffer.concat([...rest, ...waiting]));
  };
}

/** Each error of the socket's is told to the one who wrote, by his own callback. */
function ignore(): void {
  // Without a listener it would end the process.
}
