/**
 * Flush at exit: writing to one of Node's sockets so that all of it still goes out when the process ends. Node itself drops
 * what is queued then. How much is left to write is computed from positions: each piece keeps where it ends in the sequence
 * of all bytes that the socket was given.
 */
import type { Socket } from 'node:net';
import { EBADF, EPIPE } from '../errno.js';
import { errnoOf } from '../node-errno.js';
import type { TakenDescriptor } from '../taken.js';
import { atExit, bytesOf, tailOf, writeFully } from '../at-exit.js';

/** Members of Node's sockets that are not documented. */
interface Inside {
  /** Given to the socket, and not to its handle yet. */
  readonly writableBuffer?: readonly { chunk: Uint8Array | string; encoding: BufferEncoding }[];
  /** Its queue holds what the system has not taken. */
  readonly _handle?: { readonly writeQueueSize?: number } | null;
  /** Bytes that were given to the handle. */
  readonly _bytesDispatched?: number;
}

interface Piece {
  readonly bytes: Uint8Array;
  /** Where it ends in the sequence of all bytes that the socket was given. */
  readonly end: number;
}

export class ExitFlush {
  readonly #socket: Socket & Inside;
  readonly #fd: number;
  /** Undefined: the socket is one of Node's own standard streams. */
  readonly #descriptor: TakenDescriptor | undefined;
  /** How many handles write through it. */
  #users = 0;
  /** Given, and not sent completely, in order. */
  readonly #pieces = new Set<Piece>();
  /** The state after the last write, for #position(). */
  #lastEnd = 0;
  #lastLength = 0;
  #lastDispatched: number | undefined = undefined;
  /** The socket has our listener for 'error'. */
  #listening = false;
  /** Takes back the hook at exit, which is set while pieces are under way. */
  #takeBack: (() => void) | undefined = undefined;
  /** The process ends: whatever is written from now on is written synchronously. */
  #exiting = false;

  constructor(socket: Socket, fd: number, descriptor: TakenDescriptor | undefined) {
    this.#socket = socket;
    this.#fd = fd;
    this.#descriptor = descriptor;
  }

  get queued(): number {
    return this.#socket.writableLength;
  }

  /** A handle begins to write through it. */
  acquire(): void {
    this.#users++;
    if (!this.#listening) this.#socket.on('error', ignore);
    this.#listening = true;
  }

  /** A handle is closed. After the last one the socket is closed when all is sent, unless it is one of Node's own. */
  release(): void {
    if (--this.#users > 0) return;
    if (this.#descriptor !== undefined) this.#socket.destroySoon();
    this.#dropHooks();
  }

  /** As StreamHandle.write(). */
  write(bytes: Uint8Array, done: (error: Error | null | undefined) => void): number {
    if (this.#isLost) return EBADF;
    if (this.#exiting) return writeFully(this.#fd, bytes);
    const socket = this.#socket;
    // It was ended, as process.stdout can be by anybody: it would drop what is written, and a destroyed one not even say so.
    if (socket.errored === null && !socket.writable) return EPIPE;
    const alone = socket.writableLength === this.#lastLength;
    const piece = { bytes, end: 0 };
    if (socket.errored === null)
      socket.write(bytes, (error) => {
        if (!this.#pieces.delete(piece)) return;
        this.#dropHooks();
        done(error);
      });
    if (socket.errored !== null) return errnoOf(socket.errored);
    if (socket.writableLength === 0) return 0;
    piece.end = this.#position(alone ? bytes.length : undefined);
    this.#pieces.add(piece);
    this.#takeBack ??= atExit(this.#writeOut);
    return 1;
  }

  /**
   * The socket's position: how many bytes it was given. bytesWritten counts all that wait each time: so it is read only if
   * the socket was given more than `added` bytes since the last time, or sent some.
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

  /**
   * Drop listeners and hooks once nothing is pending. 'error' is emitted after the write callback: ours, and that of others, such as
   * console.log(), which count on the listener that they see there. And Node's own standard streams forget that they have failed.
   */
  #dropHooks(): void {
    if (this.#pieces.size > 0) return;
    this.#takeBack?.();
    this.#takeBack = undefined;
    if (this.#isIdle) setImmediate(this.#stopListening);
  }

  readonly #stopListening = (): void => {
    if (!this.#isIdle) return;
    this.#socket.off('error', ignore);
    this.#listening = false;
  };

  get #isIdle(): boolean {
    return this.#listening && this.#users === 0 && this.#pieces.size === 0 && this.#socket.errored === null;
  }

  /** The number that it was opened on may mean another file by now. */
  get #isLost(): boolean {
    return this.#descriptor?.isLost === true;
  }

  readonly #writeOut = (): void => {
    const { writableBuffer = [], _handle, bytesWritten } = this.#socket;
    const waiting = writableBuffer.map(({ chunk, encoding }) => bytesOf(chunk, encoding));
    const given = waiting.reduce((position, { length }) => position - length, bytesWritten);
    const sent = given - (_handle?.writeQueueSize ?? 0);
    // The handle's queue may also hold what others wrote (console.log); those bytes cannot be recovered.
    const begun = [...this.#pieces].filter(({ end }) => end > sent && end <= given);
    const rest = begun.map(({ bytes, end }) => tailOf(bytes, end - sent));
    this.#pieces.clear();
    this.#exiting = true;
    if (!this.#isLost) writeFully(this.#fd, Buffer.concat([...rest, ...waiting]));
  };
}

/** Writers get errors through their callbacks; this only keeps 'error' from being thrown. */
function ignore(): void {
  // Without a listener, 'error' would end the process.
}
