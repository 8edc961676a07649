/** gevent's socket: Python's, over that of evergreen-ts/lib. */
import { spawn as begin } from 'evergreen-ts';
import { socket as lib } from 'evergreen-ts/lib';
import { OSError, TimeoutError } from '../python/exceptions.js';
import { Kw } from '../python/keywords.js';
import { nodeModule } from '../python/host.js';
import { PyObject } from '../python/object.js';
import { Tuple, tup, tuple_ } from '../python/tuple.js';
import type { Value } from '../python/value.js';
import { SocketFile, bytes } from './socket-file.js';
import { home } from '../python/homes.js';

type Steps = Generator<Value>;

const address = (x: Value): Value => (Array.isArray(x) ? tuple_(x) : x);
const toLib = (x: Value): Value =>
  x instanceof Tuple || Array.isArray(x) ? [x[0] === 'localhost' ? '127.0.0.1' : x[0], Number(x[1])] : x;

export class Socket extends PyObject {
  readonly #socket: lib.socket;
  readonly #files = new Set<SocketFile>();

  constructor(
    family: Value = lib.AF_INET,
    type: Value = lib.SOCK_STREAM,
    _proto: Value = 0,
    made?: lib.socket,
  ) {
    super();
    const named = [family, type].find((one) => one instanceof Kw) as Kw | undefined;
    this.#socket =
      made ??
      new lib.socket(
        family instanceof Kw ? family.get('family', lib.AF_INET) : family,
        named?.get('type') ?? (type instanceof Kw ? lib.SOCK_STREAM : type),
      );
    // In evergreen-ts it is on from the start, in Python it is not.
    if (this.#socket.type === lib.SOCK_STREAM && this.#socket.family !== lib.AF_UNIX)
      this.#socket.setsockopt(lib.IPPROTO_TCP, lib.TCP_NODELAY, 0);
  }

  static _of(made: lib.socket): Socket {
    return new Socket(undefined, undefined, undefined, made);
  }

  get _lib(): lib.socket {
    return this.#socket;
  }

  get family(): number {
    return this.#socket.family;
  }

  get type(): number {
    return this.#socket.type;
  }

  get proto(): number {
    return 0;
  }

  *connect(to: Value): Steps {
    yield* this.#socket.connect(toLib(to));
    return null;
  }

  *connect_ex(to: Value): Steps {
    return yield* this.#socket.connectEx(toLib(to));
  }

  bind(to: Value): void {
    this.#socket.bind(toLib(to));
  }

  listen(backlog: Value = 128): void {
    this.#socket.listen(Number(backlog));
  }

  *accept(): Steps {
    const [made, from] = yield* this.#socket.accept();
    return tup(Socket._of(made), address(from));
  }

  *recv(size: Value): Steps {
    return yield* this.#socket.recv(Number(size));
  }

  *recvfrom(size: Value): Steps {
    const [data, from] = yield* this.#socket.recvfrom(Number(size));
    return tup(data, address(from));
  }

  *recv_into(buffer: Value, size: Value = 0): Steps {
    return yield* this.#socket.recvInto(buffer as Uint8Array, Number(size) || undefined);
  }

  *send(data: Value): Steps {
    return yield* this.#socket.send(bytes(data));
  }

  *sendall(data: Value): Steps {
    yield* this.#socket.sendall(bytes(data));
    return null;
  }

  *sendto(data: Value, ...rest: Value[]): Steps {
    return yield* this.#socket.sendto(bytes(data), toLib(rest.at(-1)));
  }

  /** A file that is only read keeps the connection open for that alone; Python would have closed one that nobody has any more. */
  close(): void {
    const isReadOnly =
      [...this.#files].some((file) => !file._closed) && ![...this.#files].some((file) => file._writes);
    if (isReadOnly && this.#socket.fileno() !== -1) {
      const own = this.#socket.dup();
      begin(function* () {
        try {
          yield* own.shutdown(lib.SHUT_WR);
        } catch (error) {
          if (!(error instanceof OSError)) throw error;
        } finally {
          own.close();
        }
      });
    }
    this.#socket.close();
  }

  /** Close it with its files. */
  _end(): void {
    for (const file of this.#files) file.close();
    this.#socket.close();
  }

  *shutdown(how: Value): Steps {
    yield* this.#socket.shutdown(Number(how));
    return null;
  }

  settimeout(seconds: Value): void {
    this.#socket.settimeout(seconds === null ? null : Number(seconds));
  }

  gettimeout(): Value {
    return this.#socket.gettimeout();
  }

  setblocking(flag: Value): void {
    this.#socket.settimeout(Boolean(flag) ? null : 0);
  }

  setsockopt(level: Value, name: Value, value: Value): void {
    this.#socket.setsockopt(Number(level), Number(name), Number(value));
  }

  getsockopt(level: Value, name: Value): Value {
    return this.#socket.getsockopt(Number(level), Number(name));
  }

  makefile(mode: Value = 'r'): SocketFile {
    const file = new SocketFile(this.#socket, String(mode instanceof Kw ? mode.get('mode', 'r') : mode));
    this.#files.add(file);
    return file;
  }

  fileno(): number {
    return this.#socket.fileno();
  }

  getsockname(): Value {
    return address(this.#socket.getsockname());
  }

  getpeername(): Value {
    return address(this.#socket.getpeername());
  }

  __enter__(): this {
    return this;
  }

  __exit__(): boolean {
    this.close();
    return false;
  }
}
Object.defineProperty(Socket, 'name', { value: 'socket' });

class gaierror extends OSError {}

const order = (size: 2 | 4, x: Value): number => {
  const swapped = Buffer.alloc(size);
  swapped.writeUIntBE(Number(x), 0, size);
  return swapped.readUIntLE(0, size);
};

/** The bytes of an address; those of an IPv6 address are its groups, with zeros for `::`. */
function packed(family: number, given: string): Buffer {
  if (family === lib.AF_INET) {
    const parts = given.split('.').map(Number);
    if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
      throw new OSError('illegal IP address string passed to inet_pton');
    return Buffer.from(parts);
  }
  if (nodeModule('node:net')?.isIPv6(given) !== true)
    throw new OSError('illegal IP address string passed to inet_pton');
  const [before = [], after = []] = given.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = [
    ...before,
    ...Array.from({ length: 8 - before.length - after.length }, () => '0'),
    ...after,
  ];
  const made = Buffer.alloc(16);
  groups.forEach((group, i) => made.writeUInt16BE(Number.parseInt(group, 16), i * 2));
  return made;
}

function unpacked(family: number, data: Uint8Array): string {
  if (family === lib.AF_INET) return [...data].join('.');
  const bytes = Buffer.from(data);
  const groups = Array.from({ length: 8 }, (_none, i) => bytes.readUInt16BE(i * 2).toString(16)).join(':');
  // The longest run of zeros, if it is of two groups or more, is written as nothing.
  const runs = (groups.match(/(?:^|:)0(?::0)+(?=:|$)/g) ?? []).sort((a, b) => b.length - a.length);
  const [longest] = runs;
  return longest === undefined ? groups : groups.replace(longest, '::').replace(/:::+/, '::');
}

export const socket = {
  socket: Socket,
  SocketFile,
  error: OSError,
  timeout: TimeoutError,
  gaierror,
  *create_connection(to: Value, timeout: Value = null, source: Value = null): Steps {
    const limit: Value = timeout instanceof Kw ? timeout.get('timeout') : timeout;
    return Socket._of(
      yield* lib.createConnection(
        toLib(to),
        limit === null ? undefined : Number(limit),
        source === null || source instanceof Kw ? undefined : toLib(source),
      ),
    );
  },
  *gethostbyname(host: Value): Steps {
    return yield* lib.gethostbyname(host as string);
  },
  gethostname: (): string => (nodeModule('node:os')?.hostname() ?? 'localhost') as string,
  *getaddrinfo(host: Value, port: Value, family: Value = 0, type: Value = 0): Steps {
    const found = yield* lib.getaddrinfo(host, port, Number(family), Number(type));
    return found.map((one) => tuple_(one.map((part) => address(part) as Value)));
  },
  socketpair: (): Tuple => tuple_(lib.socketpair().map((one) => Socket._of(one))),
  inet_aton: (text: Value): Buffer => Buffer.from(String(text).split('.').map(Number)),
  inet_ntoa: (data: Value): string => [...(data as Uint8Array)].join('.'),
  getfqdn: (name: Value = ''): string => (name === '' ? socket.gethostname() : name) as string,
  inet_pton: (family: Value, given: Value): Buffer => packed(Number(family), String(given)),
  inet_ntop: (family: Value, data: Value): string => unpacked(Number(family), data as Uint8Array),
  htons: (x: Value): number => order(2, x),
  ntohs: (x: Value): number => order(2, x),
  htonl: (x: Value): number => order(4, x),
  ntohl: (x: Value): number => order(4, x),
  AF_INET: lib.AF_INET,
  AF_INET6: lib.AF_INET6,
  AF_UNIX: lib.AF_UNIX,
  SOCK_STREAM: lib.SOCK_STREAM,
  SOCK_DGRAM: lib.SOCK_DGRAM,
  SOL_SOCKET: lib.SOL_SOCKET,
  SO_REUSEADDR: lib.SO_REUSEADDR,
  SO_KEEPALIVE: lib.SO_KEEPALIVE,
  SO_BROADCAST: lib.SO_BROADCAST,
  SO_ERROR: lib.SO_ERROR,
  SO_TYPE: lib.SO_TYPE,
  SOMAXCONN: 4096,
  IPPROTO_IP: lib.IPPROTO_IP,
  IPPROTO_UDP: 17,
  IP_TTL: lib.IP_TTL,
  AF_UNSPEC: lib.AF_UNSPEC,
  INADDR_ANY: 0,
  has_ipv6: true,
  IPPROTO_TCP: lib.IPPROTO_TCP,
  TCP_NODELAY: lib.TCP_NODELAY,
  SHUT_RD: lib.SHUT_RD,
  SHUT_WR: lib.SHUT_WR,
  SHUT_RDWR: lib.SHUT_RDWR,
};

home('socket', gaierror);
