// Peers built on node:net, for what our own streams would not do: resets, half-open ends, peers that never read.
import { type Server, type Socket, connect, createServer } from 'node:net';
import { type Op, until } from 'evergreen-ts';
import type { Address } from 'evergreen-ts/io';
import { once } from 'node:events';

/** A socket of Node's that is connected to `address`; it reads nothing unless asked to. */
export function* rawClient([host, port]: Address): Op<Socket & Disposable> {
  const socket = connect({ host, port, allowHalfOpen: true }).pause();
  yield* until(once(socket, 'connect'));
  return disposable(socket, () => socket.destroy());
}

export interface RawServer extends Disposable {
  readonly address: Address;
  /** The next connection; it reads nothing unless asked to. Parks until it comes. */
  accept(): Op<Socket>;
}

/** A server of Node's on a free port of loopback. */
export function* rawServer(): Op<RawServer> {
  const sockets: Socket[] = [];
  const server: Server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    sockets.push(socket);
    all.push(socket);
    socket.on('error', () => undefined);
  });
  const all: Socket[] = [];
  yield* until(once(server.listen(0, '127.0.0.1'), 'listening'));
  const { port } = server.address() as { port: number };
  return {
    address: ['127.0.0.1', port],
    *accept() {
      if (sockets.length === 0) yield* until(once(server, 'connection'));
      return sockets.shift() as Socket;
    },
    [Symbol.dispose]: () => {
      for (const socket of all) socket.destroy();
      server.close();
    },
  };
}

/** A port of loopback where nobody listens, now. */
export function* closedPort(): Op<number> {
  const server = createServer();
  yield* until(once(server.listen(0, '127.0.0.1'), 'listening'));
  const { port } = server.address() as { port: number };
  server.close();
  yield* until(once(server, 'close'));
  return port;
}

/** Everything that comes until the end. */
export function* drainRaw(socket: Socket): Op<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.resume();
  yield* until(once(socket, 'end'));
  return Buffer.concat(chunks);
}

function disposable<T extends object>(object: T, dispose: () => void): T & Disposable {
  return Object.assign(object, { [Symbol.dispose]: dispose });
}
