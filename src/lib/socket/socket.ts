/**
 * Python's socket: the names, the checks and the timeout. What it does, its core does (core.ts), by streams and endpoints of ours.
 */
import { checkBoolean, checkText, kindOf } from '../../check.js';
import { EAGAIN } from '../../handles/errno.js';
import { type Address, checkedAddress } from '../../io/address.js';
import { StreamError } from '../../io/errors.js';
import type { Bytes } from '../../io/stream/stream.js';
import { errorsNameCaller } from '../../park/frames.js';
import type { Op, Park } from '../../park/op.js';
import { operation } from '../../park/operation.js';
import { trimmed } from '../../trim.js';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOMAXCONN,
} from './constants.js';
import { bytesOf } from './bytes.js';
import { Core, errorClassOf } from './core.js';
import { gaierror, inProgress, numberOf, socketError, timeout } from './errors.js';
import { SocketFile } from './file.js';
import { checkSize, filled, filledFrom, roomIn } from './into.js';
import { limited } from './limited.js';
import { firstAddress } from './names.js';
import { optionOf, setOption } from './options.js';
import type { Role, SocketAddress } from './role.js';
import { checkTimeout, getdefaulttimeout } from './timeout.js';

// For the rest of lib.

/** What it stands on. EBADF once it is closed. */
export let coreOf: (socket: socket, syscall: string) => Core;
/** A socket on this, which is the socket's from now on. */
export let socketOn: (core: Core) => socket;
/** What select() looks at; undefined before it is bound or connected. EBADF once it is closed. */
export let roleOf: (socket: socket) => Role | undefined;
/** Take its core away: it is closed then, and nothing else is. */
export let detach: (socket: socket) => Core;
/** Have a new socket stand on this core. */
export let adopt: (socket: socket, core: Core) => void;

/**
 * A socket of Python's: AF_INET, AF_INET6 or AF_UNIX, SOCK_STREAM or SOCK_DGRAM. Sockets park, under the timeout that is set: what
 * comes too late is a `socket.timeout`; with 0 nothing parks, and what would is EAGAIN. Once it is closed, all but close() and
 * fileno() is an error EBADF; so it is for a tasklet that was parked on it.
 *
 * Source: evergreen.lib.socket.socket.
 *
 * @example
 * import type { Op } from 'evergreen-ts';
 * import { socket } from 'evergreen-ts/lib';
 *
 * function* ask(question: string): Op<string> {
 *   const sock = new socket.socket(socket.AF_INET, socket.SOCK_STREAM);
 *   yield* sock.connect(['127.0.0.1', 1234]);
 *   yield* sock.sendall(question);
 *   return (yield* sock.recv(1024)).toString();
 * }
 */
export class socket {
  static {
    errorsNameCaller(this, ['bind', 'listen', 'getsockname', 'getpeername', 'getsockopt', 'setsockopt']);
    coreOf = (socket, syscall) => socket.#live(syscall);
    socketOn = (core) => {
      const made = new socket(core.family, core.type);
      adopt(made, core);
      return made;
    };
    adopt = (socket, core) => {
      socket.#core?.release();
      socket.#core = core;
    };
    roleOf = (socket) => {
      const core = socket.#live('select');
      return core.type === SOCK_DGRAM ? core.datagrams() : core.role;
    };
    detach = (socket) => {
      const core = socket.#live('detach');
      socket.#core = undefined;
      return core;
    };
  }

  /** AF_INET, AF_INET6 or AF_UNIX. */
  readonly family: number;
  /** SOCK_STREAM or SOCK_DGRAM. */
  readonly type: number;
  /** 0: that of the type. */
  readonly proto: number;
  /** Undefined once it is closed. */
  #core: Core | undefined;
  #timeout = getdefaulttimeout();

  /** RangeError unless they are a family, a type and 0; datagrams have no Unix sockets. */
  constructor(family: number = AF_INET, type: number = SOCK_STREAM, proto = 0) {
    if (![AF_INET, AF_INET6, AF_UNIX].includes(family))
      throw trimmed(new RangeError(`a family is AF_INET, AF_INET6 or AF_UNIX, not ${kindOf(family)}`));
    if (type !== SOCK_STREAM && (type !== SOCK_DGRAM || family === AF_UNIX))
      throw trimmed(
        new RangeError(`a type is SOCK_STREAM, or of internet sockets SOCK_DGRAM, not ${kindOf(type)}`),
      );
    if (!Number.isInteger(proto))
      throw trimmed(new RangeError(`proto must be an integer, not ${kindOf(proto)}`));
    this.family = family;
    this.type = type;
    this.proto = proto;
    this.#core = new Core(family, type);
  }

  /** It was closed. */
  get closed(): boolean {
    return this.#core === undefined;
  }

  /** As gettimeout(). */
  get timeout(): number | null {
    return this.#timeout;
  }

  /**
   * Take an address: [host, port], numeric, '' or 'localhost'; of a Unix socket a path. It can be connected to from now on, and
   * whoever does is kept until listen(). Does not park. EADDRINUSE, EINVAL if it is bound, or what the system reports.
   */
  bind(address: Address | string): void {
    this.#live('bind').bind(address);
  }

  /** Accept connections, of which at most `backlog` wait. Does not park: whoever connects right behind it succeeds. EINVAL. */
  listen(backlog: number = SOMAXCONN): void {
    if (!Number.isInteger(backlog))
      throw trimmed(new RangeError(`backlog must be an integer, not ${kindOf(backlog)}`));
    this.#live('listen').listen(backlog);
  }

  /** The next connection, and the address of its peer ('' of a Unix socket). Parks. EINVAL unless it listens. */
  accept(): Op<readonly [socket, Address | string]> {
    const core = this.#live('accept');
    return this.#limited('accept', function* () {
      const [accepted, address] = core.accepted(yield* core.listener('accept').accept());
      return [socketOn(accepted), address] as const;
    });
  }

  /**
   * Connect: to [host, port], whose name is resolved, or a path. Parks. With a timeout of 0 it does not: EINPROGRESS, and select()
   * tells when it can be written; getsockopt(SOL_SOCKET, SO_ERROR) then says how it went. EISCONN, EALREADY, or what the system
   * reports; a gaierror for a name that is not found.
   */
  connect(address: Address | string): Op<void> {
    if (this.family !== AF_UNIX) checkedAddress(address);
    else checkText('the address of a Unix socket', address);
    return this.#limited('connect', () => this.#connect(address), this.#timeout === 0 ? null : this.#timeout);
  }

  /** As connect(), but what the system reports is returned: 0, or its positive number; EAGAIN after a timeout. */
  connectEx(address: Address | string): Op<number> {
    return operation('socket.connectEx', numberFor(this.connect(address)));
  }

  *#connect(address: SocketAddress): Op<void> {
    const core = this.#live('connect');
    if (core.type === SOCK_DGRAM) {
      core.datagrams().peer = yield* firstAddress(checkedAddress(address), this.family);
      return;
    }
    const [connection, connecting] = core.connect(address);
    if (this.#timeout !== 0) {
      yield* connection.open(connecting);
      return;
    }
    connection.openLater(connecting);
    throw inProgress(core.ErrorClass);
  }

  /** What is there, at most `bufsize` bytes, as soon as anything is; an empty buffer at the end. Parks. ENOTCONN. */
  recv(bufsize: number): Op<Buffer> {
    checkSize('bufsize', bufsize);
    const core = this.#live('recv');
    return this.#limited('recv', function* () {
      if (core.type === SOCK_DGRAM) return (yield* core.datagrams().recv(bufsize))[0];
      return yield* core.connection('recv').recv(bufsize);
    });
  }

  /** The same into memory of the caller's: how many bytes came. Parks. */
  recvInto(buffer: Uint8Array, nbytes?: number): Op<number> {
    const size = roomIn(buffer, nbytes);
    const recv = this.recv(size);
    return operation('socket.recvInto', filled(buffer, recv));
  }

  /** As recv(), and the address that it came from. Parks. */
  recvfrom(bufsize: number): Op<readonly [Buffer, Address]> {
    checkSize('bufsize', bufsize);
    const core = this.#live('recvfrom');
    return this.#limited('recvfrom', function* () {
      if (core.type === SOCK_DGRAM) return yield* core.datagrams().recv(bufsize);
      const connection = core.connection('recvfrom');
      return [yield* connection.recv(bufsize), connection.peer] as const;
    });
  }

  /** As recvInto(), and the address that it came from. Parks. */
  recvfromInto(buffer: Uint8Array, nbytes?: number): Op<readonly [number, Address]> {
    const size = roomIn(buffer, nbytes);
    const recvfrom = this.recvfrom(size);
    return operation('socket.recvfromInto', filledFrom(buffer, recvfrom));
  }

  /** Send, at least a piece of it: how many bytes. Parks while too much is queued. EPIPE, ENOTCONN. */
  send(data: Bytes): Op<number> {
    const bytes = bytesOf(data);
    const core = this.#live('send');
    return this.#limited('send', () =>
      core.type === SOCK_DGRAM ? core.datagrams().send(bytes) : core.connection('send').send(bytes),
    );
  }

  /** Send all of it, until the system has taken it. Parks. Errors as send(); how much was sent then is not known. */
  sendall(data: Bytes): Op<void> {
    const bytes = bytesOf(data);
    const core = this.#live('sendall');
    return this.#limited('sendall', function* () {
      if (core.type === SOCK_DGRAM) yield* core.datagrams().send(bytes);
      else yield* core.connection('sendall').sendall(bytes);
    });
  }

  /** Send a datagram: how many bytes. Names are resolved. Parks. On a stream the address is not looked at, as in Linux. */
  sendto(data: Bytes, address: Address): Op<number> {
    const bytes = bytesOf(data);
    const to = checkedAddress(address);
    const core = this.#live('sendto');
    return this.#limited('sendto', function* () {
      if (core.type !== SOCK_DGRAM) return yield* core.connection('sendto').send(bytes);
      return yield* core.datagrams().send(bytes, yield* firstAddress(to, core.family));
    });
  }

  /**
   * A file over the socket, which stays open until both are closed. It has the socket's present timeout. ValueError in Python,
   * RangeError here unless the mode is made of r, w and b.
   */
  makefile(mode = 'rwb'): SocketFile {
    const own = this.dup();
    own.#timeout = this.#timeout;
    try {
      return new SocketFile(own, (method) => own.#live(method), mode);
    } catch (error) {
      own.close();
      throw error;
    }
  }

  /** Another socket on the same connection, with the default timeout. The connection is closed with the last of them. */
  dup(): socket {
    return socketOn(this.#live('dup').share());
  }

  /** Seconds that an operation may take; null: any; 0: none parks. RangeError for a negative number. */
  settimeout(seconds: number | null): void {
    checkTimeout(seconds);
    this.#timeout = seconds;
  }

  /** What settimeout() was given. */
  gettimeout(): number | null {
    return this.#timeout;
  }

  /** settimeout(null), or settimeout(0). */
  setblocking(flag: boolean): void {
    checkBoolean('flag', flag);
    this.#timeout = flag ? null : 0;
  }

  /** SO_KEEPALIVE, TCP_NODELAY (which is on from the start), SO_REUSEADDR, SO_BROADCAST, IP_TTL. ENOPROTOOPT for others. */
  setsockopt(level: number, name: number, value: number | boolean): void {
    setOption(this.#live('setsockopt'), level, name, value);
  }

  /** SO_ERROR, SO_TYPE, and what setsockopt() has set. ENOPROTOOPT for others. */
  getsockopt(level: number, name: number): number {
    return optionOf(this.#live('getsockopt'), level, name);
  }

  /** Close a side, SHUT_RD or SHUT_WR, or both, SHUT_RDWR: what was written is sent first. Parks. ENOTCONN. */
  shutdown(how: number): Op<void> {
    if (how !== SHUT_RD && how !== SHUT_WR && how !== SHUT_RDWR)
      throw trimmed(new RangeError(`how is SHUT_RD, SHUT_WR or SHUT_RDWR, not ${kindOf(how)}`));
    const core = this.#live('shutdown');
    return this.#limited('shutdown', function* () {
      const connection = core.connection('shutdown');
      if (how !== SHUT_WR) connection.endReading();
      if (how !== SHUT_RD) yield* connection.endWriting();
    });
  }

  /**
   * Close it. What was written goes out all the same; tasklets that are parked on it get EBADF. With bytes unread its peer gets a
   * reset in the place of an end, as of Linux. Does not park. Twice is fine.
   */
  close(): void {
    const core = this.#core;
    this.#core = undefined;
    core?.release();
  }

  /** What `using` calls at the end of its block: close(). */
  [Symbol.dispose](): void {
    this.close();
  }

  /** The number of its descriptor; -1 after close(), and before there is one: it is bound, connected or sends first. */
  fileno(): number {
    return this.#core?.role?.fd ?? -1;
  }

  /** Its own address; of a Unix socket a path, perhaps empty. */
  getsockname(): Address | string {
    const { role, family } = this.#live('getsockname');
    if (role !== undefined) return role.sockname();
    return family === AF_UNIX ? '' : [family === AF_INET6 ? '::' : '0.0.0.0', 0];
  }

  /** The address of its peer. ENOTCONN. */
  getpeername(): Address | string {
    const core = this.#live('getpeername');
    if (core.role === undefined) throw core.error('ENOTCONN', 'getpeername');
    return core.role.peername();
  }

  /** For people. */
  toString(): string {
    return `<socket fileno=${this.fileno()}${this.#timeout === null ? '' : ` timeout=${this.#timeout}`}>`;
  }

  #live(syscall: string): Core {
    if (this.#core !== undefined) return this.#core;
    throw socketError(errorClassOf(this.family, this.type), 'EBADF', syscall);
  }

  #limited<R>(method: string, body: () => Op<R>, timeout = this.#timeout): Op<R> {
    const { ErrorClass } = this.#live(method);
    return limited({ method, timeout, ErrorClass }, body);
  }
}

function* numberFor(connecting: Op<void>): Generator<Park, number, unknown> {
  try {
    yield* connecting;
    return 0;
  } catch (error) {
    if (error instanceof timeout) return -EAGAIN;
    if (!(error instanceof StreamError) || error instanceof gaierror) throw error;
    return numberOf(error);
  }
}
