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
  connect(address: string, port: number, done: (errno: number) => void): number;
  bind(address: string, port: number): number;
  sockname(): SocketName | number;
  peername(): SocketName | number;
  setNoDelay(enable: boolean): number;
  /** `delay` in whole seconds. */
  setKeepAlive(enable: boolean, delay: number): number;
}

export interface ListenHandle<H extends StreamHandle> {
  bind(address: string, port: number): number;
  listen(backlog: number, accepted: (handle: H | number) => void): number;
  sockname(): SocketName | number;
  close(): void;
}

/** One kind of handles: how to make each. */
export interface HandleKind {
  tcp(): TCPHandle;
  tcpListener(): ListenHandle<TCPHandle>;
}
