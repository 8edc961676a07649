/**
 * uv handles: the objects under Node's own `net`, reached through process.binding (documentation-only deprecation DEP0111;
 * in the allow-list of Node 20 to 26). They call back straight from the poll phase: between the kernel and a parked
 * tasklet there is one read buffer and no event emitter.
 *
 * Two things to know. A wrong argument to these objects aborts the process, a C++ CHECK cannot be caught: so everything is
 * checked before it comes here. And the results of a call are left in a shared array, to be read at once.
 */
import { isIPv6 } from 'node:net';
import type { Hub } from '../../loop/hub.js';
import { threadLoop } from '../../loop/thread.js';
import type { HandleKind, ListenHandle, SocketName, StreamHandle, StreamOwner, TCPHandle } from './handle.js';

// The shapes of Node's internal objects, as far as they are used here.

interface Wrap {
  close(callback?: () => void): void;
}

interface RawStream extends Wrap {
  onread: ((this: RawStream) => void) | undefined;
  readonly writeQueueSize: number;
  readStart(): number;
  readStop(): number;
  useUserBuffer(buffer: Uint8Array): void;
  writeBuffer(req: WriteReq, data: Uint8Array): number;
  writeUtf8String(req: WriteReq, data: string): number;
  shutdown(req: Req): number;
  /** Ours: who wraps it. */
  wrapper: UvStream | undefined;
}

interface RawTCP extends RawStream {
  onconnection: ((status: number, client: RawTCP) => void) | undefined;
  bind(address: string, port: number): number;
  bind6(address: string, port: number, flags: number): number;
  listen(backlog: number): number;
  connect(req: Req, address: string, port: number): number;
  connect6(req: Req, address: string, port: number): number;
  getsockname(out: Partial<SocketName>): number;
  getpeername(out: Partial<SocketName>): number;
  setNoDelay(enable: boolean): number;
  setKeepAlive(enable: boolean, delay: number): number;
}

interface Req {
  oncomplete: (status: number) => void;
}

interface WriteReq extends Req {
  /** Keeps the bytes alive while they are under way. */
  buffer: Uint8Array | undefined;
}

interface Bindings {
  tcp_wrap: {
    TCP: new (type: number) => RawTCP;
    TCPConnectWrap: new () => Req;
    constants: { SOCKET: number; SERVER: number };
  };
  stream_wrap: {
    WriteWrap: new () => WriteReq;
    ShutdownWrap: new () => Req;
    streamBaseState: Int32Array;
    kReadBytesOrError: number;
    kLastWriteWasAsync: number;
  };
}

/** Node's internals, once uvHandles() has got hold of them. */
let node: Bindings;

/** The kind, or an error where Node does not give its handles away (its permission model, another runtime). */
export function uvHandles(): HandleKind {
  const { binding } = process as unknown as { binding(name: string): unknown };
  node = { tcp_wrap: binding('tcp_wrap'), stream_wrap: binding('stream_wrap') } as Bindings;
  const { TCP, constants } = node.tcp_wrap;
  return {
    tcp: () => new UvTCP(new TCP(constants.SOCKET)),
    tcpListener: () => new UvTCPListener(new TCP(constants.SERVER)),
  };
}

const EOF = -4095;

/**
 * Every stream of the thread reads into this one buffer: what has come is copied out before onread returns, into memory of
 * just the right size.
 */
const READ_SIZE = 64 * 1024;
let readInto: Buffer | undefined;

/** Run `callback` with the hub held, then whatever it readied: right here, in the poll phase. */
function enterHub<A>(hub: Hub, callback: (argument: A) => void, argument: A): void {
  hub.enter();
  try {
    callback(argument);
  } finally {
    hub.leave();
  }
}

class UvStream implements StreamHandle {
  owner: StreamOwner | undefined = undefined;
  /** That of the loop that it was made on; when it calls back late, that loop may be gone, and another one there or none. */
  readonly hub = threadLoop()._hub;
  readonly #raw: RawStream;
  /** A request that was not used, as the last write was over at once; it serves the next. */
  #spare: WriteReq | undefined = undefined;

  constructor(raw: RawStream) {
    this.#raw = raw;
    raw.wrapper = this;
    raw.useUserBuffer((readInto ??= Buffer.allocUnsafeSlow(READ_SIZE)));
    raw.onread = onRead;
  }

  readStart(): number {
    return this.#raw.readStart();
  }

  readStop(): number {
    return this.#raw.readStop();
  }

  get queued(): number {
    return this.#raw.writeQueueSize;
  }

  write(data: Uint8Array | string, done: (errno: number) => void): number {
    const req = this.#spare ?? new node.stream_wrap.WriteWrap();
    const text = typeof data === 'string';
    const errno = text ? this.#raw.writeUtf8String(req, data) : this.#raw.writeBuffer(req, data);
    const { streamBaseState, kLastWriteWasAsync } = node.stream_wrap;
    if (errno === 0 && streamBaseState[kLastWriteWasAsync] !== 0) {
      this.#spare = undefined;
      if (!text) req.buffer = data;
      req.oncomplete = (status) => {
        enterHub(this.hub, done, status);
      };
      return 1;
    }
    this.#spare = req;
    return errno;
  }

  shutdown(done: (errno: number) => void): number {
    const req = new node.stream_wrap.ShutdownWrap();
    req.oncomplete = (status) => {
      enterHub(this.hub, done, status);
    };
    return this.#raw.shutdown(req);
  }

  close(): void {
    this.owner = undefined;
    this.#raw.close();
  }

  /** The raw handle has read, or failed to. */
  arrived(): void {
    const { streamBaseState, kReadBytesOrError } = node.stream_wrap;
    const count = streamBaseState[kReadBytesOrError] as number;
    const owner = this.owner;
    if (owner === undefined || count === 0) return;
    if (count > 0) {
      const chunk = Buffer.allocUnsafe(count);
      (readInto as Buffer).copy(chunk, 0, 0, count);
      owner._onData(chunk);
    } else if (count === EOF) owner._onEnd();
    else owner._onReadError(count);
  }
}

function onRead(this: RawStream): void {
  const { wrapper } = this;
  if (wrapper === undefined) return;
  wrapper.hub.enter();
  try {
    wrapper.arrived();
  } finally {
    wrapper.hub.leave();
  }
}

class UvTCP extends UvStream implements TCPHandle {
  readonly #raw: RawTCP;

  constructor(raw: RawTCP) {
    super(raw);
    this.#raw = raw;
  }

  connect(address: string, port: number, done: (errno: number) => void): number {
    const req = new node.tcp_wrap.TCPConnectWrap();
    req.oncomplete = (status) => {
      enterHub(this.hub, done, status);
    };
    return isIPv6(address) ? this.#raw.connect6(req, address, port) : this.#raw.connect(req, address, port);
  }

  bind(address: string, port: number): number {
    return bind(this.#raw, address, port);
  }

  sockname(): SocketName | number {
    return nameOf((out) => this.#raw.getsockname(out));
  }

  peername(): SocketName | number {
    return nameOf((out) => this.#raw.getpeername(out));
  }

  setNoDelay(enable: boolean): number {
    return this.#raw.setNoDelay(enable);
  }

  setKeepAlive(enable: boolean, delay: number): number {
    return this.#raw.setKeepAlive(enable, delay);
  }
}

class UvTCPListener implements ListenHandle<TCPHandle> {
  readonly #raw: RawTCP;
  readonly #hub = threadLoop()._hub;

  constructor(raw: RawTCP) {
    this.#raw = raw;
  }

  bind(address: string, port: number): number {
    return bind(this.#raw, address, port);
  }

  listen(backlog: number, accepted: (handle: TCPHandle | number) => void): number {
    this.#raw.onconnection = (status, client) => {
      enterHub(this.#hub, accepted, status < 0 ? status : new UvTCP(client));
    };
    return this.#raw.listen(backlog);
  }

  sockname(): SocketName | number {
    return nameOf((out) => this.#raw.getsockname(out));
  }

  close(): void {
    this.#raw.onconnection = undefined;
    this.#raw.close();
  }
}

function bind(raw: RawTCP, address: string, port: number): number {
  return isIPv6(address) ? raw.bind6(address, port, 0) : raw.bind(address, port);
}

function nameOf(ask: (out: Partial<SocketName>) => number): SocketName | number {
  const out: Partial<SocketName> = {};
  const errno = ask(out);
  return errno < 0 ? errno : (out as SocketName);
}
