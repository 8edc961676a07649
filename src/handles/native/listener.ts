/**
 * Listening on a socket of the system's. It listens from bind() on, as the other kinds do: whoever connects before listen() waits
 * in the system's queue.
 */
import { closeSync, openSync } from 'node:fs';
import { EAGAIN, ECONNABORTED, EINTR, EMFILE, ENFILE } from '../errno.js';
import type { ListenHandle, ListenOwner, StreamHandle } from '../handle.js';
import { EPOLLIN, libc } from './libc.js';
import { NativeSocket } from './socket.js';

/** Most connections that wait before listen(). */
const BACKLOG = 4096;
/** Connections that are accepted at most before others have their turn, and what each costs, as the poller counts. */
const MOST = 256;
const COST = 1024;

/** A handle that can be of a connection. */
interface Accepted extends StreamHandle {
  accepted(fd: number): void;
}

export abstract class NativeListener<H extends StreamHandle> extends NativeSocket implements ListenHandle<H> {
  readonly #make: () => H & Accepted;
  #owner: ListenOwner<H> | undefined = undefined;
  /** A descriptor to give up when there are no others, so that connections can be turned away. */
  #reserve = -1;

  constructor(make: () => H & Accepted) {
    super();
    this.#make = make;
  }

  listen(backlog: number, owner: ListenOwner<H>): number {
    const errno = libc.listen(this.fd, backlog);
    if (errno < 0) return errno;
    this.#owner = owner;
    this.#holdReserve();
    return this.watch(EPOLLIN);
  }

  override close(): void {
    this.#owner = undefined;
    this.#dropReserve();
    super.close();
  }

  /** Bind to a sockaddr and listen; the socket is open. `then` is done in between. Returns 0, or the first error. */
  protected begin(address: Uint8Array, then: () => number = () => 0): number {
    for (const step of [() => libc.bind(this.fd, address), then, () => this.listenNow()]) {
      const errno = step();
      if (errno < 0) return errno;
    }
    return 0;
  }

  /** It is bound: connections may come. Returns 0, or the error. */
  protected listenNow(): number {
    return libc.listen(this.fd, BACKLOG);
  }

  _ready(): number {
    let count = 0;
    while (this.#owner !== undefined && count < MOST) {
      const fd = libc.accept(this.fd);
      if (fd >= 0) {
        count++;
        this.#accepted(fd, this.#owner);
      } else if (fd === EMFILE || fd === ENFILE) {
        this.#turnAway();
        this.#owner._onAcceptError(fd);
        break;
      } else if (fd === EAGAIN) break;
      // The peer has gone, or a signal has come.
      else if (fd !== ECONNABORTED && fd !== EINTR) {
        this.#owner._onAcceptError(fd);
        break;
      }
    }
    return count * COST;
  }

  #accepted(fd: number, owner: ListenOwner<H>): void {
    const handle = this.#make();
    // It cannot fail: the listener is polled already.
    handle.accepted(fd);
    owner._onConnection(handle);
  }

  /** As libuv: whoever waits would be reported for ever. */
  #turnAway(): void {
    this.#dropReserve();
    for (let fd, count = 0; count < MOST && (fd = libc.accept(this.fd)) >= 0; count++) libc.close(fd);
    this.#holdReserve();
  }

  #holdReserve(): void {
    try {
      if (this.#reserve < 0) this.#reserve = openSync('/dev/null', 'r');
    } catch {
      // None to be had: whoever waits then has to wait.
    }
  }

  #dropReserve(): void {
    if (this.#reserve >= 0) closeSync(this.#reserve);
    this.#reserve = -1;
  }
}
