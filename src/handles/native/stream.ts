/**
 * A stream over a socket of the system's: reading, writing, ending, connecting.
 */
import { enterHub } from '../enter-hub.js';
import { EAGAIN, EBADF, ECANCELED, EINTR, ENOBUFS, ENOTCONN, EPIPE } from '../errno.js';
import type { StreamHandle, StreamOwner } from '../handle.js';
import { kept } from '../loan.js';
import { EINPROGRESS, EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, SHUT_WR, SO_ERROR, libc } from './libc.js';
import { type Done, Outgoing } from './outgoing.js';
import { READ_SIZE, handOn, receive } from './slab.js';
import { NativeSocket } from './socket.js';

/** Bytes that are read of one stream at most before others have their turn. */
const MOST = 2 * READ_SIZE;

export class NativeStream extends NativeSocket implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  /** The `done` of a connect() that is under way. */
  #connecting: Done | undefined = undefined;
  #connected = false;
  #reading = false;
  /** What the stream broke with. The system reports that once, to a read or a write; after that it reports an end. */
  #broken = 0;
  /** Undefined before the first write that the system does not take at once. */
  #outgoing: Outgoing | undefined = undefined;
  /** The `done` of a shutdown() that waits for that. */
  #ending: Done | undefined = undefined;

  get copiesLent(): true {
    return true;
  }

  readStart(): number {
    if (this.fd < 0) return EBADF;
    if (!this.#connected) return ENOTCONN;
    return this.#read(true);
  }

  readStop(): number {
    return this.fd < 0 ? EBADF : this.#read(false);
  }

  get queued(): number {
    return this.#outgoing?.bytes ?? 0;
  }

  write(data: Uint8Array | string, done: Done): number {
    if (this.fd < 0) return EBADF;
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const sent = this.#sends ? 0 : this.#send(bytes);
    if (sent < 0 || sent === bytes.length) return Math.min(sent, 0);
    (this.#outgoing ??= new Outgoing()).add(kept(sent === 0 ? bytes : bytes.subarray(sent)), done);
    return this.#watch() || 1;
  }

  shutdown(done: Done): number {
    if (!this.#connected) return ENOTCONN;
    if (this.#sends) {
      this.#ending = done;
      return 0;
    }
    const errno = libc.shutdown(this.fd, SHUT_WR);
    if (errno === 0) process.nextTick(enterHub, this.hub, done, 0);
    return errno;
  }

  override close(): void {
    this.owner = undefined;
    this.#reading = this.#connected = false;
    super.close();
    const connecting = this.#connecting;
    this.#connecting = undefined;
    if (connecting === undefined && !this.#sends) return;
    process.nextTick(
      enterHub,
      this.hub,
      () => {
        connecting?.(ECANCELED);
        this.#failAll(ECANCELED);
      },
      undefined,
    );
  }

  /** Take over the descriptor of a connection that a listener has accepted. */
  accepted(fd: number): void {
    this.#connected = true;
    this.use(fd);
  }

  /** Connect to a sockaddr. */
  protected connectTo(address: Uint8Array, done: Done): number {
    const errno = libc.connect(this.fd, address);
    if (errno < 0 && errno !== EINPROGRESS && errno !== EINTR) return errno;
    this.#connecting = done;
    return this.#watch();
  }

  _ready(events: number): number {
    if (this.#connecting !== undefined) {
      this.#answered(this.#connecting);
      return 0;
    }
    const failed = (events & (EPOLLERR | EPOLLHUP)) !== 0;
    const count = this.#reading && (failed || (events & EPOLLIN) !== 0) ? this.#receive() : 0;
    if (this.#sends && (failed || (events & EPOLLOUT) !== 0)) this.#flush();
    return count;
  }

  #answered(done: Done): void {
    this.#connecting = undefined;
    const errno = 0 - libc.getsockopt(this.fd, SO_ERROR);
    this.#connected = errno === 0;
    this.#watch();
    done(errno);
    if (errno < 0) this.#failAll(errno);
  }

  #receive(): number {
    let total = 0;
    while (this.#reading && total < MOST) {
      const count = receive(this.fd);
      if (count === EAGAIN) break;
      if (count <= 0) {
        this.#over(count);
        break;
      }
      total += count;
      handOn(count, this.owner);
      if (count < READ_SIZE) break;
    }
    return total;
  }

  /** Nothing more will come, for this reason; 0 for the end. */
  #over(reason: number): void {
    this.#read(false);
    if (reason < 0) this.#broken = reason;
    if (this.#broken === 0) this.owner?._onEnd();
    else this.owner?._onReadError(this.#broken);
  }

  /** Returns the number of bytes that the system has taken, or the error. */
  #send(bytes: Uint8Array): number {
    const sent = libc.send(this.fd, bytes);
    if (sent >= 0) return sent;
    if (sent === EAGAIN || sent === ENOBUFS) return 0;
    if (sent !== EPIPE) this.#broken = sent;
    return sent;
  }

  /** Send what is under way, as far as the system takes it. */
  #flush(): void {
    const errno = this.#outgoing?.flush((bytes) => this.#send(bytes)) ?? 0;
    // Whoever was told has closed it.
    if (this.fd < 0) return;
    if (errno < 0) this.#failAll(errno);
    this.#watch();
    if (this.#sends) return;
    const ending = this.#ending;
    this.#ending = undefined;
    ending?.(libc.shutdown(this.fd, SHUT_WR));
  }

  /** What is under way has failed. */
  #failAll(errno: number): void {
    this.#outgoing?.fail(errno);
    const ending = this.#ending;
    this.#ending = undefined;
    ending?.(errno);
  }

  /** Something is under way. */
  get #sends(): boolean {
    return this.#outgoing?.isEmpty === false;
  }

  #read(on: boolean): number {
    this.#reading = on;
    return this.#watch();
  }

  #watch(): number {
    const sends = this.#connecting !== undefined || this.#sends;
    return this.watch((this.#reading ? EPOLLIN : 0) | (sends ? EPOLLOUT : 0));
  }
}
