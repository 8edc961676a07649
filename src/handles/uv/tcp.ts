/**
 * TCP over raw handles.
 */
import { isIPv6 } from 'node:net';
import { errnoOf } from '../node-errno.js';
import { EADDRINUSE, ECONNRESET, EOF } from '../errno.js';
import { enterHub } from '../enter-hub.js';
import type { SocketName, TCPHandle, TCPListener } from '../handle.js';
import { type RawTCP, nameOf, node } from './bindings.js';
import { UvListener } from './listener.js';
import { UvStream } from './stream.js';

const NOTHING = Buffer.alloc(0);

export class UvTCP extends UvStream implements TCPHandle {
  readonly #raw: RawTCP;
  #bound = false;

  constructor(raw: RawTCP) {
    super(raw);
    this.#raw = raw;
  }

  connect(address: string, port: number, done: (errno: number, syscall?: string) => void): number {
    const req = new node.tcp_wrap.TCPConnectWrap();
    req.oncomplete = (status) => {
      // libuv keeps this error of bind() until then.
      const syscall = status === EADDRINUSE && this.#bound ? 'bind' : undefined;
      enterHub(this.hub, (errno) => done(errno, syscall), status);
    };
    return isIPv6(address) ? this.#raw.connect6(req, address, port) : this.#raw.connect(req, address, port);
  }

  /**
   * When data lay unread before a reset, libuv takes that for the end (up to Node 22; libuv's PR 4997). After a reset there is
   * no peer any more; but neither is there when the peer has ended first, and reset only what we sent to it since. Writing
   * nothing tells these apart: of the first the system has kept ECONNRESET, of the second EPIPE.
   */
  protected override endReason(): number {
    if (typeof this.peername() !== 'number') return EOF;
    const result = this.write(NOTHING, () => undefined);
    return result === ECONNRESET || result > 0 ? ECONNRESET : EOF;
  }

  reset(): void {
    this.owner = undefined;
    // Refused while the writing side is being closed: but that begins only when all is sent, and then nothing is cut off.
    if (this.#raw.reset() < 0) this.close();
  }

  bind(address: string, port: number): number {
    this.#bound = true;
    return bind(this.#raw, address, port);
  }

  sockname(): SocketName | number {
    return nameOf(this.#raw, 'getsockname');
  }

  peername(): SocketName | number {
    return nameOf(this.#raw, 'getpeername');
  }

  setNoDelay(enable: boolean): number {
    return this.#raw.setNoDelay(enable);
  }

  setKeepAlive(enable: boolean, delay: number): number {
    return this.#raw.setKeepAlive(enable, delay);
  }
}

export class UvTCPListener extends UvListener<RawTCP, TCPHandle> implements TCPListener {
  readonly #raw: RawTCP;

  constructor(raw: RawTCP) {
    super(raw, (client) => new UvTCP(client));
    this.#raw = raw;
  }

  bind(address: string, port: number): number {
    const errno = bind(this.#raw, address, port);
    return errno < 0 ? errno : this.begin();
  }

  open(fd: number): number {
    try {
      const errno = this.#raw.open(fd) ?? 0;
      return errno < 0 ? errno : this.begin();
    } catch (error) {
      return errnoOf(error as NodeJS.ErrnoException);
    }
  }

  sockname(): SocketName | number {
    return nameOf(this.#raw, 'getsockname');
  }
}

/** libuv's UV_TCP_REUSEPORT. */
const SHARE_PORT = 2;

/**
 * Bind a raw handle. libuv keeps EADDRINUSE until it listens or connects. `sharePort`: other sockets that say so, too, may have the
 * same port, and the system spreads connections over them.
 */
export function bind(raw: RawTCP, address: string, port: number, sharePort = false): number {
  const flags = sharePort ? SHARE_PORT : 0;
  return isIPv6(address) ? raw.bind6(address, port, flags) : raw.bind(address, port, flags);
}
