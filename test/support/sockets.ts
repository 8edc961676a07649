// For tests with real sockets: servers that are closed with the block that uses them, both ends of one connection, and the
// check that nothing is left open.
import { readdirSync, readlinkSync } from 'node:fs';
import { expect } from 'chai';
import { type Op, type Tasklet, sleep, spawn, until } from 'evergreen-ts';
import {
  type Address,
  type BaseStream,
  StreamError,
  type ServerOptions,
  type StreamOptions,
  TCPClient,
  TCPConnection,
  TCPServer,
} from 'evergreen-ts/io';

export const LOOPBACK: Address = ['127.0.0.1', 0];

/** A server that listens; closed at the end of the block that says `using`. */
export interface Running<S extends TCPServer> extends Disposable {
  readonly server: S;
  readonly address: Address;
  /** The tasklet in serve(). */
  readonly serving: Tasklet;
}

/** Bind, and serve in a tasklet of its own. Returns once that has begun. */
export function* started<S extends TCPServer>(server: S, address = LOOPBACK): Op<Running<S>> {
  server.bind(address);
  const serving = spawn(() => server.serve());
  yield* sleep(0);
  return { server, serving, address: server.sockname, [Symbol.dispose]: () => server.close() };
}

/** A server whose handler is given as a function. */
export class HandlerServer extends TCPServer {
  readonly #handler: (connection: TCPConnection) => Op<unknown> | Tasklet | void;

  constructor(handler: (connection: TCPConnection) => Op<unknown> | Tasklet | void, options?: ServerOptions) {
    super(options);
    this.#handler = handler;
  }

  override handleConnection(connection: TCPConnection): Op<unknown> | Tasklet | void {
    return this.#handler(connection);
  }
}

/** Sends back whatever comes, as fast as it is taken. */
export class EchoServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    for (let data; (data = yield* connection.read()).length > 0;) {
      connection.write(data);
      yield* connection.drain();
    }
  }
}

/** Gives its connections away and leaves them alone; they stay open until it is closed. */
export class PlainServer extends TCPServer {
  readonly #waiting: ((connection: TCPConnection) => void)[] = [];
  readonly #accepted: TCPConnection[] = [];

  override *handleConnection(connection: TCPConnection): Op<void> {
    const next = this.#waiting.shift();
    if (next === undefined) this.#accepted.push(connection);
    else next(connection);
    yield* ended(connection);
  }

  /** The next connection. Parks until it comes. */
  accept(): Op<TCPConnection> {
    return until(
      new Promise<TCPConnection>((resolve) => {
        const first = this.#accepted.shift();
        if (first === undefined) this.#waiting.push(resolve);
        else resolve(first);
      }),
    );
  }
}

/** Both ends of one connection. */
export interface Pair extends Disposable {
  readonly client: TCPClient;
  readonly peer: TCPConnection;
  readonly server: PlainServer;
}

export function* pair(options: StreamOptions = {}, peerOptions: StreamOptions = {}): Op<Pair> {
  const { server, address } = yield* started(new PlainServer(peerOptions));
  const client = new TCPClient(options);
  yield* client.connect(address);
  const peer = yield* server.accept();
  return {
    client,
    peer,
    server,
    [Symbol.dispose]: () => {
      client.close();
      server.close();
    },
  };
}

/** Until the connection is closed by this side. */
export function ended(connection: BaseStream): Op<void> {
  const { promise, resolve } = deferred();
  const close = connection.close.bind(connection);
  connection.close = () => {
    close();
    resolve();
  };
  return until(promise);
}

export function deferred<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** What an operation that should fail fails with; undefined when it does not. */
export function* failure(op: Op<unknown>): Op<unknown> {
  try {
    yield* op;
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The code of the StreamError that an operation fails with; what it gives instead, if it does not fail. */
export function* codeOf(op: Op<unknown>): Op<unknown> {
  try {
    return yield* op;
  } catch (error) {
    if (error instanceof StreamError) return error.code;
    throw error;
  }
}

/** Everything up to the end of the stream. */
export function* readAll(stream: BaseStream): Op<Buffer> {
  const chunks: Buffer[] = [];
  for (let chunk; (chunk = yield* stream.read()).length > 0;) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Write until the system takes no more, and then so much that what the other end reads ahead makes no difference. Gives the
 * number of bytes written.
 */
export function fill(stream: BaseStream): number {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let written = chunk.length;
  while (stream.write(chunk)) written += chunk.length;
  for (let i = 0; i < 128; i++, written += chunk.length) stream.write(chunk);
  return written;
}

/** Bytes that repeat nowhere near, so that a piece lost or doubled shows. */
export function noise(length: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}

/** Handles and requests of TCP that this process has open; of the native handles, of which Node knows nothing, the descriptors. */
export function openSockets(): string[] {
  if (process.env.EVERGREEN_IO === 'native') return socketDescriptors();
  return process.getActiveResourcesInfo().filter((name) => /^(TCP|Write|Shutdown)/.test(name));
}

function socketDescriptors(): string[] {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
    } catch {
      // That of the folder itself.
      return false;
    }
  });
}

/** Open before the test began: others' business. */
let openBefore = 0;

beforeEach(() => {
  openBefore = openSockets().length;
});

/** For `afterEach`: handles that were closed are gone after a few turns of Node's loop; whatever stays was left open. */
export async function nothingIsOpen(): Promise<void> {
  for (let turns = 0; turns < 200 && openSockets().length > openBefore; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(openSockets().slice(openBefore), 'sockets left open').to.deep.equal([]);
}
