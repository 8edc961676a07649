// For tests of TLS: servers whose handler is a function, both ends of a TLS connection, and peers of Node's own.
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import tls, { type ConnectionOptions, type TLSSocket, type TlsOptions } from 'node:tls';
import { type Op, type Tasklet, sleep, until } from 'evergreen-ts';
import {
  type Address,
  type BaseStream,
  TLSClient,
  type TLSConnection,
  type TLSOptions,
  TLSServer,
  type TLSServerOptions,
  TLSStream,
} from 'evergreen-ts/io';
import { CA, SERVER } from './certificates.js';
import { LOOPBACK, pair } from './sockets.js';

type Handler = (connection: TLSConnection) => Op<unknown> | Tasklet | void;

/** A TLS server whose handler is given as a function; it keeps what handleError() is told. */
export class HandlerTLSServer extends TLSServer {
  readonly errors: unknown[] = [];
  readonly #handler: Handler;

  constructor(handler: Handler, options: Partial<TLSServerOptions> = {}) {
    super({ ...SERVER, ...options });
    this.#handler = handler;
  }

  override handleConnection(connection: TLSConnection): Op<unknown> | Tasklet | void {
    return this.#handler(connection);
  }

  protected override handleError(connection: TLSConnection, error: unknown): void {
    this.errors.push(error);

    super.handleError(connection, error);
  }
}

/** A server that listens; closed at the end of the block that says `using`. */
export interface RunningTLS<S extends TLSServer> extends Disposable {
  readonly server: S;
  readonly address: Address;
}

export function* serving<S extends TLSServer>(server: S, address = LOOPBACK): Op<RunningTLS<S>> {
  server.bind(address);
  yield* server.listen();
  return { server, address: server.sockname, [Symbol.dispose]: () => server.close() };
}

/** Sends back whatever comes. */
export function* echo(connection: BaseStream): Op<void> {
  for (let data; (data = yield* connection.read()).length > 0;) {
    connection.write(data);
    yield* connection.drain();
  }
}

/** A client that trusts the tests' certificates, connected. */
export function* connected(address: Address, options: TLSOptions = {}): Op<TLSClient> {
  const client = new TLSClient({ ca: CA, ...options });
  yield* client.connect(address);
  return client;
}

/** A client and a server of TLS over both ends of a TCP connection. */
export interface TLSPair extends Disposable {
  readonly client: TLSStream;
  readonly server: TLSStream;
}

export function* tlsPair(
  clientOptions: ConstructorParameters<typeof TLSStream>[1] = {},
  serverOptions: ConstructorParameters<typeof TLSStream>[1] = {},
): Op<TLSPair> {
  const { client, peer, [Symbol.dispose]: close } = yield* pair();
  return {
    client: new TLSStream(client, { ca: CA, servername: 'localhost', ...clientOptions }),
    server: new TLSStream(peer, { isServer: true, ...SERVER, ...serverOptions }),
    [Symbol.dispose]: close,
  };
}

/** Node's own server, and what it accepts. */
export interface NodeServer extends Disposable {
  readonly address: Address;
  /** Its end of the next connection. */
  accept(): Op<TLSSocket>;
  /** Those that have come and were not accepted. */
  readonly accepted: TLSSocket[];
  /** What is beneath the last connection: to end that is to end without close_notify. */
  raw(): Socket;
  /** What it was told of handshakes that failed. */
  readonly errors: NodeJS.ErrnoException[];
}

export function* nodeServer(options: TlsOptions = {}): Op<NodeServer> {
  const server = tls.createServer({ ...SERVER, ...HALF_OPEN, ...options });
  const accepted: TLSSocket[] = [];
  const raw = new Set<Socket>();
  const errors: NodeJS.ErrnoException[] = [];
  server.on('connection', (socket: Socket) => raw.add(socket.on('error', () => undefined)));
  server.on('secureConnection', (socket) => accepted.push(socket.on('error', () => undefined)));
  server.on('tlsClientError', (error) => errors.push(error));
  yield* until(once(server.listen(0, '127.0.0.1'), 'listening'));
  return {
    address: ['127.0.0.1', (server.address() as AddressInfo).port],
    errors,
    accepted,
    raw: () => [...raw].at(-1) as Socket,
    *accept() {
      while (accepted.length === 0) yield* until(once(server, 'secureConnection'));
      return accepted.shift() as TLSSocket;
    },
    [Symbol.dispose]: () => {
      server.close();
      for (const socket of raw) socket.destroy();
    },
  };
}

/** Not in the types of every version of Node's. */
const HALF_OPEN = { allowHalfOpen: true };

/** Node's own client, connected and verified. */
export function* nodeClient(
  [host, port]: Address,
  options: ConnectionOptions = {},
): Op<TLSSocket & Disposable> {
  const socket = tls.connect({
    host,
    port,
    ca: CA,
    servername: 'localhost',
    ...HALF_OPEN,
    ...options,
  });
  yield* until(once(socket, 'secureConnect'));
  return Object.assign(
    socket.on('error', () => undefined),
    { [Symbol.dispose]: () => socket.destroy() },
  );
}

/** Wait, in turns of the loop, until `ready` says so. */
export function* eventually(ready: () => boolean): Op<void> {
  while (!ready()) yield* sleep(0.001);
}
