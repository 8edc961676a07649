/**
 * What the streams and servers need of a handle: the one interface between them and the system. Numbers below zero are
 * libuv's errors. A handle calls its owner from the poll phase only, never from within a call that the owner makes.
 */

/** Told of what comes in. */
export interface StreamOwner {
  /** Bytes, which are the owner's from now on. */
  _onData(chunk: Buffer): void;
  /** The peer will send no more. */
  _onEnd(): void;
  /** Reading failed. */
  _onReadError(errno: number): void;
}

export interface StreamHandle {
  /** Whom to tell. Set before reading starts. */
  owner: StreamOwner | undefined;
  readStart(): number;
  readStop(): number;
  /**
   * Send, at once as far as the system takes it. 0: all is sent. 1: the rest is under way, and `done` will be called; the
   * bytes must not change until then. Below zero: nothing is sent.
   */
  write(data: Uint8Array | string, done: (errno: number) => void): number;
  /** Bytes under way: written, and not yet taken by the system. */
  readonly queued: number;
  /** Close the writing side once all is sent. */
  shutdown(done: (errno: number) => void): number;
  /** At once. What is under way is dropped; `done` calls still come, with an error. */
  close(): void;
}

/** Where a socket is, or its peer. */
export interface SocketName {
  readonly address: string;
  readonly port: number;
}

export interface TCPHandle extends StreamHandle {
  /** `syscall` where it was another than connect: bind, when the system was not asked before. */
  connect(address: string, port: number, done: (errno: number, syscall?: string) => void): number;
  bind(address: string, port: number): number;
  sockname(): SocketName | number;
  peername(): SocketName | number;
  setNoDelay(enable: boolean): number;
  /** `delay` in whole seconds. */
  setKeepAlive(enable: boolean, delay: number): number;
}

export interface PipeHandle extends StreamHandle {
  /** A path, or a name of the abstract namespace, which begins with a zero byte. */
  connect(path: string, done: (errno: number) => void): number;
  /** Take over a descriptor. */
  open(fd: number): number;
}

/** What it is given is not closed with it if it is 0, 1 or 2. Its close() puts the terminal's mode back. */
export interface TTYHandle extends StreamHandle {
  /** From now on a write waits until the terminal has taken it. */
  waitToWrite(): void;
  winsize(): readonly [columns: number, rows: number] | number;
  setRawMode(enable: boolean): number;
}

/** Told of who comes in. */
export interface ListenOwner<H extends StreamHandle> {
  _onConnection(handle: H): void;
  /** One could not be accepted; others may be. */
  _onAcceptError(errno: number): void;
  /** It does not listen after all: known only now. */
  _onListenError(errno: number): void;
}

export interface ListenHandle<H extends StreamHandle> {
  listen(backlog: number, owner: ListenOwner<H>): number;
  close(): void;
}

export interface TCPListener extends ListenHandle<TCPHandle> {
  bind(address: string, port: number): number;
  sockname(): SocketName | number;
}

export interface PipeListener extends ListenHandle<PipeHandle> {
  bind(path: string): number;
}

/** Told of datagrams. */
export interface UDPOwner {
  /** The bytes are the owner's from now on. */
  _onDatagram(data: Buffer, source: SocketName): void;
  _onReceiveError(errno: number): void;
}

export interface UDPHandle {
  /** Whom to tell. */
  owner: UDPOwner | undefined;
  /** Once; datagrams come from now on. `reuse`: others may have the port, too, if they all say so. */
  bind(address: string, port: number, reuse: boolean): number;
  /** 0: it is sent. 1: it is under way, and `done` will be called. Below zero: it is not sent. */
  send(data: Uint8Array, address: string, port: number, done: (errno: number) => void): number;
  /** Bytes under way: the system has not taken them yet. */
  readonly queued: number;
  /** Does it keep the process alive? It does at first. */
  keepAlive(on: boolean): void;
  sockname(): SocketName | number;
  setBroadcast(enable: boolean): number;
  setTTL(ttl: number): number;
  addMembership(group: string, iface: string | undefined): number;
  dropMembership(group: string, iface: string | undefined): number;
  /** At once. What is under way may be dropped; `done` calls still come. */
  close(): void;
}

/** One kind of handles: how to make each. A number below zero where the system refuses. */
export interface HandleKind {
  tcp(): TCPHandle;
  tcpListener(): TCPListener;
  pipe(): PipeHandle;
  pipeListener(): PipeListener;
  udp(): UDPHandle;
  /** `fd` is a terminal, as far as one can tell beforehand. */
  tty(fd: number, readable: boolean): TTYHandle | number;
}
