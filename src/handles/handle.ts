/**
 * Handles: the one interface between the streams, servers and endpoints of src/io and the system. A handle lives long; a
 * *request* is one write, connect or shutdown on it, whose `done` is called when it completes. Numbers below zero are libuv's
 * errors. A handle calls its owner, and `done`, from the poll phase or a tick of its own: never from within a call that the
 * owner makes.
 */

/** Receives what a stream handle reads. */
export interface StreamOwner {
  /** The bytes are the owner's from now on. */
  _onData(chunk: Buffer): void;
  /**
   * As _onData(), but the memory is the handle's, which uses it again after the turn that follows: _keep() is called before that.
   * Owners without these two are given copies.
   */
  _onLent?(chunk: Buffer): void;
  /** What was not taken of what was lent is to be copied now. */
  _keep?(): void;
  /** The peer will send no more. */
  _onEnd(): void;
  /** Reading failed. */
  _onReadError(errno: number): void;
}

/** Why a layer over the system has failed: there is no number of the system's for it. */
export interface LayerFailure {
  readonly code: string;
  readonly message: string;
  readonly errno?: number;
  readonly syscall?: string;
  readonly cause?: unknown;
}

export interface StreamHandle {
  /** Receives what is read. Set before reading starts. */
  owner: StreamOwner | undefined;
  readStart(): number;
  readStop(): number;
  /**
   * Send, at once as far as the system takes it. Returns 0 if all is sent; 1 if the rest is under way: the bytes must not
   * change until `done` is called; an error if nothing is sent, and then `done` is not called.
   */
  write(data: Uint8Array | string, done: (errno: number) => void): number;
  /** Bytes under way: written, and not taken by the system yet. */
  readonly queued: number;
  /** write() copies what has to wait, if it is lent (loan.ts): it may be given that as it is. */
  readonly copiesLent?: true | undefined;
  /** Both ends are in this process: what is waited for does not come from outside. */
  readonly inside?: true | undefined;
  /** Close the writing side once all is sent. */
  shutdown(done: (errno: number) => void): number;
  /** At once. What is under way is dropped: `done` is still called, with an error. */
  close(): void;
  /** The number of its descriptor; -1 if it has none. Not there where that is nobody's business. */
  readonly fd?: number;
  /** The peer's address. Not there where peers have none. */
  peername?(): SocketName | number;
  /**
   * As close(), but the peer gets a reset, so that it does not take what it has received for all there was. Not there where the
   * system has no resets.
   */
  reset?(): void;
  /** Whether it keeps the process alive, while it reads or has something to send. It does at first. Not there where it never does. */
  keepAlive?(on: boolean): void;
  /** What it runs over, if it is a layer over another handle. */
  readonly beneath?: StreamHandle;
  /** What has failed, if it is a layer: once something was answered with LAYER_FAILED. */
  readonly failure?: LayerFailure | undefined;
}

/** In the place of one of libuv's errors: the handle's `failure` says what it was. */
export const LAYER_FAILED = -10_001;
/** In the place of one of libuv's errors: reading has come to an end that the peer did not mean, and may lack something. */
export const TRUNCATED = -10_002;

/** The address of a socket or of its peer. */
export interface SocketName {
  readonly address: string;
  readonly port: number;
}

export interface TCPHandle extends StreamHandle {
  /** `syscall` is the call that failed if it was not connect: bind, where that is done only now. */
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
  /** Take over a descriptor: it is closed with the handle. */
  open(fd: number): number;
}

/** Its descriptor is closed with it unless that is 0, 1 or 2; close() puts the terminal's mode back. */
export interface TTYHandle extends StreamHandle {
  /** From now on a write waits until the terminal has taken it. */
  waitToWrite(): void;
  winsize(): readonly [columns: number, rows: number] | number;
  setRawMode(enable: boolean): number;
}

/** Receives the connections that a listening handle accepts. */
export interface ListenOwner<H extends StreamHandle> {
  _onConnection(handle: H): void;
  /** A connection could not be accepted; others may be. */
  _onAcceptError(errno: number): void;
}

export interface ListenHandle<H extends StreamHandle> {
  listen(backlog: number, owner: ListenOwner<H>): number;
  /** As of a StreamHandle. */
  readonly fd?: number;
  /** Whether it keeps the process alive. It does from listen() on. */
  keepAlive(on: boolean): void;
  close(): void;
}

export interface TCPListener extends ListenHandle<TCPHandle> {
  bind(address: string, port: number): number;
  /** Take over the descriptor of a socket that is bound: other processes may listen on the same. */
  open(fd: number): number;
  sockname(): SocketName | number;
}

export interface PipeListener extends ListenHandle<PipeHandle> {
  /** If it is `privately`, only its owner can connect, from the first moment on. */
  bind(path: string, privately?: boolean): number;
}

/** Receives datagrams. */
export interface UDPOwner {
  /** The bytes are the owner's from now on. */
  _onDatagram(data: Buffer, source: SocketName): void;
  _onReceiveError(errno: number): void;
}

export interface UDPHandle {
  /** Receives the datagrams. */
  owner: UDPOwner | undefined;
  /** Called once; datagrams come from now on. `reuse`: other sockets that say so, too, may have the same port. */
  bind(address: string, port: number, reuse: boolean): number;
  /** Returns 0 if it is sent; 1 if it is under way: `done` will be called; an error if it is not sent. */
  send(data: Uint8Array, address: string, port: number, done: (errno: number) => void): number;
  /** Bytes under way: the system has not taken them yet. */
  readonly queued: number;
  /** Whether it keeps the process alive. It does at first. */
  keepAlive(on: boolean): void;
  sockname(): SocketName | number;
  /** As of a StreamHandle. */
  readonly fd?: number;
  setBroadcast(enable: boolean): number;
  setTTL(ttl: number): number;
  addMembership(group: string, iface: string | undefined): number;
  dropMembership(group: string, iface: string | undefined): number;
  /** At once. What is under way may be dropped; `done` is called all the same. */
  close(): void;
}

/** One kind of handles: how to make each. */
export interface HandleKind {
  tcp(): TCPHandle;
  tcpListener(): TCPListener;
  pipe(): PipeHandle;
  pipeListener(): PipeListener;
  udp(): UDPHandle;
  /** Take over a pipe that node:child_process has made: one of Node's sockets. */
  childPipe(socket: object): StreamHandle;
  /** On a descriptor that isatty() takes for a terminal. Returns the error if the system refuses all the same. */
  tty(fd: number, readable: boolean): TTYHandle | number;
}
