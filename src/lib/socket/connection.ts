/**
 * A socket that is connected, or about to be, over a stream. What was written goes out after close(), too, as a system would send
 * it.
 */
import type { SocketName, StreamHandle, TCPHandle } from '../../handles/handle.js';
import type { Address } from '../../io/address.js';
import { StreamError, type StreamErrorClass, systemError } from '../../io/errors.js';
import { linger } from '../../io/stream/linger.js';
import {
  BaseStream,
  availableOf,
  connectStream,
  handleOf,
  isReadable,
  isWritable,
  queuedOf,
  resetStream,
  untilReadable,
} from '../../io/stream/stream.js';
import { presentLoop } from '../../loop/thread.js';
import type { Op } from '../../park/op.js';
import { Event } from '../../sync/event.js';
import { EventLoop } from '../../tasklet/event-loop.js';
import { spawn } from '../../tasklet/spawn.js';
import { trimmed } from '../../trim.js';
import { numberOf, socketError } from './errors.js';
import type { Role, SocketAddress } from './role.js';

/** Bytes that are written at once. */
const PIECE = 2 ** 16;
/** Seconds that a peer may take nothing, after close(). */
const LINGER = 30;

/** As Python's sockets: lines of any length are looked for, and nothing bounds what is queued but send(), which waits. */
export const UNBOUNDED = { maxBufferSize: Infinity, maxWriteBuffer: Infinity };

/** A stream over a connection that was accepted, or made otherwise. */
export class SocketStream extends BaseStream {
  constructor(ErrorClass: StreamErrorClass, handle?: StreamHandle) {
    super(UNBOUNDED, ErrorClass);
    if (handle !== undefined) connectStream(this, handle);
  }
}

export class Connection implements Role {
  /** Another one when TLS was laid over it. */
  stream: BaseStream;
  /** A file reads it, ahead of what it is asked for: what has come may be the file's. */
  isFile = false;
  readonly #ErrorClass: StreamErrorClass;
  /** Of a Unix socket. */
  readonly #names: { readonly local: string; readonly peer: string } | undefined;
  /** Of TCP: kept, as the system forgets it when the peer has gone. */
  #peer: Address | undefined = undefined;
  /** While it is being connected. */
  #opening: Event | undefined = undefined;
  /** Why it was not. */
  #failure: unknown = undefined;

  constructor(stream: BaseStream, ErrorClass: StreamErrorClass, names?: { local: string; peer: string }) {
    this.stream = stream;
    this.#ErrorClass = ErrorClass;
    this.#names = names;
    this.#keepPeer();
  }

  /** Run what connects it; meanwhile others wait. Parks. */
  *open(connecting: Op<unknown>): Op<void> {
    const opening = (this.#opening ??= new Event());
    try {
      yield* connecting;
      this.#keepPeer();
    } catch (error) {
      this.#failure = error;
      throw error instanceof StreamError ? trimmed(error) : error;
    } finally {
      this.#opening = undefined;
      opening.set();
    }
  }

  /** The same without parking: it goes on by itself. */
  openLater(connecting: Op<unknown>): void {
    this.#opening = new Event();
    const open = this.open(connecting);
    inBackground(function* () {
      try {
        yield* open;
      } catch (error) {
        // takeError() tells it.
        if (!(error instanceof StreamError)) throw error;
      }
    });
  }

  get isOpening(): boolean {
    return this.#opening !== undefined;
  }

  get isOpen(): boolean {
    return this.#opening === undefined && this.#failure === undefined;
  }

  /** The number of what has failed, for SO_ERROR; 0 the next time. */
  takeError(): number {
    const failure = this.#failure;
    if (!(failure instanceof StreamError)) return 0;
    this.#failure = socketError(this.#ErrorClass, 'ENOTCONN', 'connect');
    return failure.code === 'ENOTCONN' ? 0 : numberOf(failure);
  }

  get fd(): number {
    const handle = handleOf(this.stream);
    return (handle?.beneath ?? handle)?.fd ?? -1;
  }

  get readable(): boolean {
    return this.#failure !== undefined || (this.isOpen && isReadable(this.stream));
  }

  get writable(): boolean {
    return this.#failure !== undefined || (this.isOpen && isWritable(this.stream));
  }

  untilReadable(): Op<unknown> {
    return this.#opening?.wait() ?? untilReadable(this.stream);
  }

  untilWritable(): Op<unknown> {
    return this.#opening?.wait() ?? this.stream.drain();
  }

  sockname(): SocketAddress {
    return this.#names?.local ?? this.#address('sockname', 'getsockname');
  }

  peername(): SocketAddress {
    return this.#names?.peer ?? this.#peer ?? this.#address('peername', 'getpeername');
  }

  *recv(size: number): Op<Buffer> {
    yield* this.opened('recv');
    return size === 0 ? Buffer.alloc(0) : yield* this.stream.read(size);
  }

  /** A piece of it: how many bytes. */
  *send(data: Uint8Array): Op<number> {
    yield* this.opened('send');
    yield* this.stream.drain();
    // A copy, as the caller may use the memory again.
    const piece = Buffer.from(data.subarray(0, PIECE));
    this.stream.write(piece);
    return piece.length;
  }

  *sendall(data: Uint8Array): Op<void> {
    yield* this.opened('send');
    for (let at = 0; at < data.length;) at += yield* this.send(data.subarray(at));
    yield* this.stream.flush();
  }

  /** Nothing is read any more but what has come. */
  endReading(): void {
    handleOf(this.stream)?.owner?._onEnd();
  }

  *endWriting(): Op<void> {
    yield* this.opened('shutdown');
    yield* this.stream.shutdown();
  }

  close(): void {
    const { stream } = this;
    if (this.#opening !== undefined || queuedOf(stream) === 0 || presentLoop()?.running !== true) {
      if (this.#dropsUnread) resetStream(stream);
      stream.close();
    } else
      inBackground(function* () {
        try {
          yield* linger(stream, LINGER);
        } finally {
          stream.close();
        }
      });
  }

  /** Something has come and was not read: a system tells the peer so, with a reset in the place of an end. */
  get #dropsUnread(): boolean {
    return !this.isFile && availableOf(this.stream) > 0 && handleOf(this.stream)?.beneath === undefined;
  }

  /** Until it is connected, if it is about to be. ENOTCONN if that has failed. Parks. */
  *opened(syscall: string): Op<void> {
    if (this.#opening !== undefined) yield* this.#opening.wait();
    if (this.#failure !== undefined) throw socketError(this.#ErrorClass, 'ENOTCONN', syscall);
  }

  /** Of TCP. One that has gone before it was asked for has no address any more. */
  get peer(): Address {
    return this.#peer ?? ['', 0];
  }

  #keepPeer(): void {
    const handle = handleOf(this.stream) as Partial<TCPHandle> | undefined;
    const name = this.#names === undefined ? handle?.peername?.() : undefined;
    if (typeof name === 'object') this.#peer = [name.address, name.port];
  }

  #address(which: 'sockname' | 'peername', syscall: string): SocketAddress {
    const handle = handleOf(this.stream);
    const named = (handle?.beneath ?? handle) as
      { [W in typeof which]?: () => SocketName | number } | undefined;
    const name = this.stream.closed ? undefined : named?.[which]?.();
    if (name === undefined) throw socketError(this.#ErrorClass, 'ENOTCONN', syscall);
    if (typeof name === 'number') throw trimmed(systemError(this.#ErrorClass, name, syscall));
    return [name.address, name.port];
  }
}

/** A tasklet of the loop, not of whoever calls. */
function inBackground(body: () => Op<void>): void {
  EventLoop.current().callSoon(() => void spawn(body));
}
