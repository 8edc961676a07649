/**
 * Node's internal objects, as far as they are used here: those under its own `net` and `dgram`, reached through
 * process.binding (documentation-only deprecation DEP0111; in the allow-list of Node 20 to 26). They call back straight from
 * the poll phase: between the kernel and a parked tasklet there is one read buffer and no event emitter.
 *
 * Two things to know. A wrong argument to these objects aborts the process, as a C++ CHECK cannot be caught: so every argument
 * is checked before it comes here. And the results of a call are left in a shared array, to be read at once.
 */
import type { Entrance } from '../enter-hub.js';
import type { SocketName, StreamOwner } from '../handle.js';

export interface RawHandle {
  ref(): void;
  unref(): void;
  close(callback?: () => void): void;
}

export interface RawStream extends RawHandle {
  onread: ((this: RawStream) => void) | undefined;
  readonly writeQueueSize: number;
  /** -1 once it is closed. */
  readonly fd: number;
  readStart(): number;
  readStop(): number;
  useUserBuffer(buffer: Uint8Array): void;
  writeBuffer(req: WriteReq, data: Uint8Array): number;
  writeUtf8String(req: WriteReq, data: string): number;
  shutdown(req: Req): number;
  /** Ours: the handle around it. */
  wrapper: { readonly hub: Entrance; arrived(): StreamOwner | undefined } | undefined;
}

/** A handle that takes connections, of its own kind. */
export interface RawListener<Raw> extends RawHandle {
  readonly fd: number;
  onconnection: ((status: number, client: Raw) => void) | undefined;
  listen(backlog: number): number;
}

export interface RawTCP extends RawStream, RawListener<RawTCP> {
  /** Node 20 ignores the flags. */
  bind(address: string, port: number, flags: number): number;
  /** Older Nodes throw, and return nothing. */
  open(fd: number): number | undefined;
  bind6(address: string, port: number, flags: number): number;
  connect(req: Req, address: string, port: number): number;
  connect6(req: Req, address: string, port: number): number;
  getsockname(out: Partial<SocketName>): number;
  getpeername(out: Partial<SocketName>): number;
  setNoDelay(enable: boolean): number;
  setKeepAlive(enable: boolean, delay: number): number;
  reset(callback?: () => void): number;
}

export interface RawPipe extends RawStream, RawListener<RawPipe> {
  bind(path: string): number;
  connect(req: Req, path: string): number;
  /** Older Nodes throw, and return nothing. */
  open(fd: number): number | undefined;
}

export interface RawUDP extends RawHandle {
  readonly fd: number;
  /** Without bytes and sender: an error, or nothing at all. */
  onmessage: ((errno: number, raw: RawUDP, data?: Buffer, source?: SocketName) => void) | undefined;
  bind(address: string, port: number, flags: number): number;
  bind6(address: string, port: number, flags: number): number;
  recvStart(): number;
  /** They return more than zero if the datagram is sent already. */
  send: RawSend;
  send6: RawSend;
  getSendQueueSize(): number;
  getsockname(out: Partial<SocketName>): number;
  setBroadcast(on: 0 | 1): number;
  setTTL(ttl: number): number;
  addMembership(group: string, iface: string | undefined): number;
  dropMembership(group: string, iface: string | undefined): number;
}

type RawSend = (
  req: SendReq,
  buffers: readonly Uint8Array[],
  count: number,
  port: number,
  address: string,
  callBack: boolean,
) => number;

export interface RawTTY extends RawStream {
  /** A descriptor of its own if it could open the terminal anew. */
  readonly fd: number;
  setBlocking(enable: boolean): number;
  getWindowSize(out: number[]): number;
  setRawMode(enable: boolean): number;
}

export interface Req {
  oncomplete: (status: number) => void;
}

export interface WriteReq extends Req {
  /** Keeps the bytes alive while they are under way. */
  buffer: Uint8Array | undefined;
  /** Ours: it has completed within the call that began it, with this. */
  early: number | undefined;
}

export interface SendReq extends Req {
  /** Keeps the bytes alive while they are under way. */
  buffers: readonly Uint8Array[] | undefined;
}

export interface Bindings {
  tcp_wrap: {
    TCP: new (type: number) => RawTCP;
    TCPConnectWrap: new () => Req;
    constants: { SOCKET: number; SERVER: number };
  };
  pipe_wrap: {
    Pipe: new (type: number) => RawPipe;
    PipeConnectWrap: new () => Req;
    constants: { SOCKET: number; SERVER: number };
  };
  tty_wrap: {
    /** It puts its error into the object. */
    TTY: new (fd: number, failure: { errno?: number }) => RawTTY;
  };
  stream_wrap: {
    WriteWrap: new () => WriteReq;
    ShutdownWrap: new () => Req;
    streamBaseState: Int32Array;
    kReadBytesOrError: number;
    kLastWriteWasAsync: number;
  };
  udp_wrap: {
    UDP: new () => RawUDP;
    SendWrap: new () => SendReq;
    constants: { UV_UDP_REUSEADDR: number };
  };
}

/** Set by loadBindings(). */
export let node: Bindings;

/** The members that are used. */
const MEMBERS = {
  tcp_wrap: ['TCP', 'TCPConnectWrap', 'constants'],
  pipe_wrap: ['Pipe', 'PipeConnectWrap', 'constants'],
  tty_wrap: ['TTY'],
  stream_wrap: ['WriteWrap', 'ShutdownWrap', 'streamBaseState', 'kReadBytesOrError', 'kLastWriteWasAsync'],
  udp_wrap: ['UDP', 'SendWrap', 'constants'],
} as const;

type Binding = (name: string) => Partial<Record<string, unknown>>;

/** Error, which says why, where Node does not give its handles away: its permission model, another runtime. */
export function loadBindings(): void {
  try {
    node = loaded();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Node does not give its handles away here: ${why}`, { cause });
  }
}

function loaded(): Bindings {
  const { binding } = process as unknown as { binding?: Binding };
  if (binding === undefined) throw new Error('there is no process.binding');
  const all = Object.entries(MEMBERS).map(([name, members]) => {
    const found = binding(name);
    const missing = members.find((member) => found[member] === undefined);
    if (missing !== undefined) throw new Error(`process.binding('${name}') has no ${missing}`);
    return [name, found];
  });
  return Object.fromEntries(all) as Bindings;
}

/**
 * Would Node warn about process.binding? With --pending-deprecation it does; then the function is wrapped by util.deprecate(),
 * and its prototype is no longer Function.prototype.
 */
export function bindingsAreDeprecated(): boolean {
  const { binding } = process as unknown as { binding?: Binding };
  return binding !== undefined && Object.getPrototypeOf(binding) !== Function.prototype;
}

/** What getsockname() and the like of a raw handle say: the name, or the error. */
export function nameOf<Ask extends 'getsockname' | 'getpeername'>(
  raw: Record<Ask, (out: Partial<SocketName>) => number>,
  ask: Ask,
): SocketName | number {
  const out: Partial<SocketName> = {};
  const errno = raw[ask](out);
  return errno < 0 ? errno : (out as SocketName);
}
