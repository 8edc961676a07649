/**
 * What a socket stands on, and what its duplicates and files share: it has no role before it is bound, connected or listens. The
 * last of those that share it closes it.
 */
import type { PipeListener, StreamHandle, TCPHandle, TCPListener } from '../../handles/handle.js';
import { handles } from '../../handles/index.js';
import { type Address, checkedAddress, checkedNumericAddress } from '../../io/address.js';
import { textOf } from '../../io/address-text.js';
import { PipeError, type StreamErrorClass, TCPError, UDPError, systemError } from '../../io/errors.js';
import { PipeClient, checkedPipeName } from '../../io/pipe/pipe.js';
import { handleOf } from '../../io/stream/stream.js';
import { TCPClient } from '../../io/tcp/tcp.js';
import { perLoop } from '../../loop/thread.js';
import type { Op } from '../../park/op.js';
import { trimmed } from '../../trim.js';
import { Connection, SocketStream, UNBOUNDED } from './connection.js';
import { AF_INET6, AF_UNIX, SOCK_DGRAM } from './constants.js';
import { Datagrams } from './datagrams.js';
import { type SocketErrorName, socketError } from './errors.js';
import { Listener } from './listener.js';
import { firstAddress } from './names.js';
import type { Role, SocketAddress } from './role.js';

/** Open ones: a descriptor's number leads to the socket that has it. */
const open = perLoop(() => new Set<Core>());

/** The role that has this descriptor. */
export function roleAt(fd: number): Role | undefined {
  for (const { role } of open()) if (role?.fd === fd) return role;
  return undefined;
}

/** The class of the errors of such a socket. */
export function errorClassOf(family: number, type: number): StreamErrorClass {
  if (type === SOCK_DGRAM) return UDPError;
  return family === AF_UNIX ? PipeError : TCPError;
}

export class Core {
  readonly family: number;
  readonly type: number;
  /** What setsockopt() has set. */
  readonly options = new Map<string, number>();
  role: Role | undefined = undefined;
  /** The name that it was connected to, for TLS. */
  host: string | undefined = undefined;
  /** SO_REUSEADDR, of datagrams. */
  reuseAddress = false;
  /** Set before there was a connection to set them on. */
  readonly #settings = new Map<string, (handle: TCPHandle) => number>();
  #users = 1;

  constructor(family: number, type: number, role?: Role) {
    this.family = family;
    this.type = type;
    this.role = role;
    open().add(this);
  }

  /** Of its errors. */
  get ErrorClass(): StreamErrorClass {
    return errorClassOf(this.family, this.type);
  }

  error(name: SocketErrorName, syscall: string): Error {
    return socketError(this.ErrorClass, name, syscall);
  }

  share(): this {
    this.#users++;
    return this;
  }

  release(): void {
    if (--this.#users > 0) return;
    open().delete(this);
    this.role?.close();
  }

  /** The connection. ENOTCONN if it is none. */
  connection(syscall: string): Connection {
    if (this.role instanceof Connection) return this.role;
    throw this.error('ENOTCONN', syscall);
  }

  listener(syscall: string): Listener {
    if (this.role instanceof Listener && this.role.listens) return this.role;
    throw this.error('EINVAL', syscall);
  }

  /** For datagrams: there is always an endpoint. */
  datagrams(): Datagrams {
    if (this.role instanceof Datagrams) return this.role;
    return (this.role = new Datagrams(this.reuseAddress));
  }

  bind(address: SocketAddress): void {
    if (this.type === SOCK_DGRAM) {
      this.datagrams().bind(this.#localAddress(address));
      return;
    }
    if (this.role !== undefined) throw this.error('EINVAL', 'bind');
    if (this.family === AF_UNIX) {
      const path = checkedPipeName(address, 'bind', Core.prototype.bind);
      this.#bind(handles().pipeListener(), (one) => one.bind(path), path, path);
    } else {
      const local = this.#localAddress(address);
      this.#bind(handles().tcpListener(), (one) => one.bind(...local), textOf(local));
    }
  }

  listen(backlog: number): void {
    if (this.role === undefined && this.family !== AF_UNIX && this.type !== SOCK_DGRAM) this.bind(['', 0]);
    if (!(this.role instanceof Listener))
      throw this.error(this.role === undefined ? 'EINVAL' : 'ENOTSUP', 'listen');
    this.role.listen(backlog);
  }

  /** Begin to connect: what is to be connected, and what connects it. Datagrams have a peer at once. */
  connect(address: SocketAddress): readonly [connection: Connection, connecting: Op<unknown>] {
    const { role } = this;
    if (role instanceof Connection && (role.isOpening || role.isOpen))
      throw this.error(role.isOpening ? 'EALREADY' : 'EISCONN', 'connect');
    if (role instanceof Listener && role.listens) throw this.error('EISCONN', 'connect');
    if (this.family === AF_UNIX)
      return this.#connectPipe(checkedPipeName(address, 'connect', Core.prototype.connect));
    const target = checkedAddress(address);
    const from = role instanceof Listener ? (role.sockname() as Address) : undefined;
    role?.close();
    const client = new TCPClient(UNBOUNDED);
    const connection = new Connection(client, TCPError);
    [this.host] = target;
    this.role = connection;
    return [connection, this.#connectTCP(client, target, from)];
  }

  *#connectTCP(client: TCPClient, target: Address, from: Address | undefined): Op<void> {
    yield* client.connect(yield* firstAddress(target, this.family), from);
    this.#apply(handleOf(client) as TCPHandle);
  }

  #connectPipe(path: string): readonly [Connection, Op<unknown>] {
    this.role?.close();
    const client = new PipeClient(UNBOUNDED);
    const connection = new Connection(client, PipeError, { local: '', peer: path });
    this.role = connection;
    return [connection, client.connect(path)];
  }

  /** A socket's inside for a connection that was accepted, and its peer's address. */
  accepted(handle: StreamHandle): readonly [Core, SocketAddress] {
    const stream = new SocketStream(this.ErrorClass, handle);
    if (this.family === AF_UNIX) {
      const local = (this.role as Listener).sockname() as string;
      return [new Core(this.family, this.type, new Connection(stream, PipeError, { local, peer: '' })), ''];
    }
    const tcp = handle as TCPHandle;
    tcp.setNoDelay(true);
    const connection = new Connection(stream, TCPError);
    return [new Core(this.family, this.type, connection), connection.peer];
  }

  /** Set an option of TCP, now or when it is connected. */
  set(name: string, setting: (handle: TCPHandle) => number): void {
    this.#settings.set(name, setting);
    const handle = this.role instanceof Connection ? handleOf(this.role.stream) : undefined;
    if (handle !== undefined) this.#apply((handle.beneath ?? handle) as TCPHandle);
  }

  #apply(handle: TCPHandle): void {
    for (const setting of this.#settings.values()) {
      const errno = setting(handle);
      if (errno < 0) throw trimmed(systemError(this.ErrorClass, errno, 'setsockopt'));
    }
    this.#settings.clear();
  }

  #bind<L extends TCPListener | PipeListener>(
    handle: L,
    bind: (handle: L) => number,
    text: string,
    path?: string,
  ): void {
    const errno = bind(handle);
    if (errno < 0) {
      handle.close();
      throw trimmed(systemError(this.ErrorClass, errno, 'bind', text));
    }
    this.role = new Listener(handle, this.ErrorClass, path);
  }

  /** '' is any address of this machine. */
  #localAddress(address: SocketAddress): Address {
    const six = this.family === AF_INET6;
    const [host, port] =
      Array.isArray(address) && address[0] === '' ? ['0', address[1] as number] : checkedAddress(address);
    const local =
      host === '0' ? (six ? '::' : '0.0.0.0') : host === 'localhost' ? (six ? '::1' : '127.0.0.1') : host;
    return checkedNumericAddress([local, port]);
  }
}
