/**
 * The functions of Linux's C library that the native handles call, through koffi, and the numbers that go with them. Each returns
 * what it does in C, but on failure libuv's error: a number below zero. Descriptors never block, so no call waits.
 *
 * In C nothing is checked: a wrong length or address is read or written all the same. Who calls here has checked.
 */
import { type Type, type Koffi, loadKoffi, unavailable } from '../../loop/platform/koffi.js';

export const USERS = 'the native handles';

export const [AF_UNIX, AF_INET, AF_INET6] = [1, 2, 10];
export const SHUT_WR = 1;
/** libuv has no such error: it is none. */
export const EINPROGRESS = -115;
export const [EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD] = [1, 2, 3];
export const [EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP] = [1, 4, 8, 16];

/** An option of a socket: level and name. */
export type Option = readonly [level: number, name: number];
export const SO_REUSEADDR: Option = [1, 2];
export const SO_ERROR: Option = [1, 4];
export const SO_KEEPALIVE: Option = [1, 9];
export const SO_LINGER: Option = [1, 13];
export const IPV6_V6ONLY: Option = [41, 26];
export const TCP_NODELAY: Option = [6, 1];
export const TCP_KEEPIDLE: Option = [6, 4];
export const TCP_KEEPINTVL: Option = [6, 5];
export const TCP_KEEPCNT: Option = [6, 6];

const SOCK_STREAM = 1;
const FLAGS = 0o2004000; // SOCK_NONBLOCK | SOCK_CLOEXEC
const EPOLL_CLOEXEC = 0o2000000;
const MSG_NOSIGNAL = 0x4000;
/** The system takes no more at once. */
const LARGEST = 0x7ffff000;

const INT = 'int';
const SIZE = 'size_t';
const MEMORY = 'void *';
/** An address in memory, as a number: quicker than a Buffer. */
const ADDRESS = 'uintptr_t';

export type Libc = ReturnType<typeof bind>;

/** Set by loadLibc(). */
export let libc: Libc;
let bound: Libc | undefined;

/** Error, which says what is missing, where there is none. */
export function loadLibc(): void {
  if (process.platform !== 'linux')
    throw unavailable(USERS, `work on Linux only, and this is ${process.platform}`);
  if (process.arch !== 'x64' && process.arch !== 'arm64')
    throw unavailable(
      USERS,
      `work on processors of the kinds x64 and arm64 only, and this is ${process.arch}`,
    );
  const koffi = loadKoffi(USERS);
  try {
    libc = bound ??= bind(koffi);
  } catch (error) {
    throw unavailable(
      USERS,
      `need functions of the C library that this process does not give away: ${error}`,
      error,
    );
  }
}

function bind(koffi: Koffi) {
  const process = koffi.load(null);
  /** A function of C's that returns an int. */
  const raw = (name: string, ...parameters: Type[]): ((...args: unknown[]) => number) =>
    process.func(name, INT, parameters) as (...args: unknown[]) => number;
  const checked = (result: number): number => (result < 0 ? -koffi.errno() : result);

  const socket = raw('socket', INT, INT, INT);
  const bind = raw('bind', INT, MEMORY, INT);
  const listen = raw('listen', INT, INT);
  const connect = raw('connect', INT, MEMORY, INT);
  const accept = raw('accept4', INT, MEMORY, MEMORY, INT);
  const recv = raw('recv', INT, ADDRESS, SIZE, INT);
  const send = raw('send', INT, MEMORY, SIZE, INT);
  const shutdown = raw('shutdown', INT, INT);
  const close = raw('close', INT);
  const setsockopt = raw('setsockopt', INT, INT, INT, MEMORY, INT);
  const getsockopt = raw('getsockopt', INT, INT, INT, MEMORY, MEMORY);
  const getsockname = raw('getsockname', INT, MEMORY, MEMORY);
  const getpeername = raw('getpeername', INT, MEMORY, MEMORY);
  const epollCreate = raw('epoll_create1', INT);
  const epollCtl = raw('epoll_ctl', INT, INT, INT, MEMORY);
  const epollWait = raw('epoll_wait', INT, MEMORY, INT, INT);
  /** Values of options, and lengths. */
  const [value, length] = [new Int32Array(2), new Int32Array(1)];

  return {
    /** libuv's functions from addresses to bytes and back: they return its errors. */
    uv_ip4_addr: raw('uv_ip4_addr', 'str', INT, MEMORY),
    uv_ip6_addr: raw('uv_ip6_addr', 'str', INT, MEMORY),
    uv_ip6_name: raw('uv_ip6_name', MEMORY, MEMORY, SIZE),
    /** The name of a zone; its last argument is the size of the memory. */
    uv_if_indextoiid: raw('uv_if_indextoiid', 'uint', MEMORY, MEMORY),
    /** A stream that does not block, and that no child gets. */
    socket: (family: number): number => checked(socket(family, SOCK_STREAM | FLAGS, 0)),
    bind: (fd: number, address: Uint8Array): number => checked(bind(fd, address, address.length)),
    listen: (fd: number, backlog: number): number => checked(listen(fd, backlog)),
    connect: (fd: number, address: Uint8Array): number => checked(connect(fd, address, address.length)),
    accept: (fd: number): number => checked(accept(fd, null, null, FLAGS)),
    recv: (fd: number, address: number, size: number): number => checked(recv(fd, address, size, 0)),
    send: (fd: number, bytes: Uint8Array): number =>
      checked(send(fd, bytes, Math.min(bytes.length, LARGEST), MSG_NOSIGNAL)),
    shutdown: (fd: number, how: number): number => checked(shutdown(fd, how)),
    close: (fd: number): number => checked(close(fd)),
    /** Of a struct of two integers, the second is `more`. */
    setsockopt(fd: number, [level, name]: Option, on: number, more?: number): number {
      value[0] = on;
      value[1] = more ?? 0;
      return checked(setsockopt(fd, level, name, value, more === undefined ? 4 : 8));
    },
    /** The value of an option, which is not negative. */
    getsockopt(fd: number, [level, name]: Option): number {
      length[0] = 4;
      const result = checked(getsockopt(fd, level, name, value, length));
      return result < 0 ? result : (value[0] as number);
    },
    getsockname(fd: number, into: Uint8Array): number {
      length[0] = into.length;
      return checked(getsockname(fd, into, length));
    },
    getpeername(fd: number, into: Uint8Array): number {
      length[0] = into.length;
      return checked(getpeername(fd, into, length));
    },
    epollCreate: (): number => checked(epollCreate(EPOLL_CLOEXEC)),
    epollCtl: (epoll: number, what: number, fd: number, event: Int32Array): number =>
      checked(epollCtl(epoll, what, fd, event)),
    /** What is ready now: returns how many events it has written. */
    epollWait: (epoll: number, events: Int32Array, most: number): number =>
      checked(epollWait(epoll, events, most, 0)),
    /** Where bytes are, which must be held for as long as this is used. */
    addressOf: (bytes: Uint8Array): number => Number(koffi.address(bytes)),
  };
}
