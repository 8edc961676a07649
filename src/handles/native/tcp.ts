/**
 * TCP over sockets of the system's.
 */
import type { SocketName, TCPHandle, TCPListener } from '../handle.js';
import {
  AF_INET6,
  IPV6_V6ONLY,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_REUSEADDR,
  TCP_KEEPCNT,
  TCP_KEEPIDLE,
  TCP_KEEPINTVL,
  TCP_NODELAY,
  libc,
} from './libc.js';
import { NativeListener } from './listener.js';
import { familyOf, internetAddress, nameFrom } from './sockaddr.js';
import { NativeStream } from './stream.js';

export class NativeTCP extends NativeStream implements TCPHandle {
  connect(address: string, port: number, done: (errno: number) => void): number {
    const to = internetAddress(address, port);
    if (typeof to === 'number') return to;
    const errno = this.openSocket(familyOf(address));
    return errno < 0 ? errno : this.connectTo(to, done);
  }

  bind(address: string, port: number): number {
    const to = internetAddress(address, port);
    if (typeof to === 'number') return to;
    const errno = this.openSocket(familyOf(address)) || this.set(SO_REUSEADDR, 1);
    return errno < 0 ? errno : libc.bind(this.fd, to);
  }

  reset(): void {
    this.set(SO_LINGER, 1, 0);
    this.close();
  }

  sockname(): SocketName | number {
    return nameFrom(libc.getsockname, this.fd);
  }

  peername(): SocketName | number {
    return nameFrom(libc.getpeername, this.fd);
  }

  setNoDelay(enable: boolean): number {
    return this.set(TCP_NODELAY, Number(enable));
  }

  /** A probe a second once they have begun, and ten of them, as libuv's. */
  setKeepAlive(enable: boolean, delay: number): number {
    const errno = this.set(SO_KEEPALIVE, Number(enable));
    if (errno < 0 || !enable) return errno;
    return this.set(TCP_KEEPIDLE, delay) || this.set(TCP_KEEPINTVL, 1) || this.set(TCP_KEEPCNT, 10);
  }
}

export class NativeTCPListener extends NativeListener<TCPHandle> implements TCPListener {
  constructor() {
    super(() => new NativeTCP());
  }

  bind(address: string, port: number): number {
    const at = internetAddress(address, port);
    if (typeof at === 'number') return at;
    const family = familyOf(address);
    let errno = this.openSocket(family) || this.set(SO_REUSEADDR, 1);
    // An address of both families takes connections of both, whatever the system's default is.
    if (errno === 0 && family === AF_INET6) errno = this.set(IPV6_V6ONLY, 0);
    return errno < 0 ? errno : this.begin(at);
  }

  /** It must not block: those of shared-socket.ts do not. */
  open(fd: number): number {
    const errno = this.use(fd);
    return errno < 0 ? errno : this.listenNow();
  }

  sockname(): SocketName | number {
    return nameFrom(libc.getsockname, this.fd);
  }
}
