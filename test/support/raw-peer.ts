// Peers built on node:net, for what our own streams would not do: resets, half-open ends, peers that never read.
import { spawn as spawnProcess } from 'node:child_process';
import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { type Op, until } from 'evergreen-ts';
import type { Address } from 'evergreen-ts/io';

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

/**
 * An address where a connection is neither taken nor refused: it listens, in a process that never looks, and what the
 * system may keep waiting there is used up.
 */
export async function silentAddress(): Promise<{ address: Address; close: () => void }> {
  const child = spawnProcess(process.execPath, ['--eval', NEVER_ACCEPTS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  const waiting: Socket[] = [];
  // The system completes a few more than it was told to. The first that stays silent is followed by none that does not.
  for (let silent = false; !silent;) {
    const socket = connect({ host: '127.0.0.1', port });
    waiting.push(socket);
    const connected = once(socket, 'connect').then(() => false);
    const patience = new Promise<boolean>((resolve) => setTimeout(resolve, 50, true));
    silent = await Promise.race([connected.catch(() => true), patience]);
    // When this process was stopped meanwhile, it is told of the time first.
    for (let turns = 0; turns < 2; turns++) await new Promise(setImmediate);
    silent &&= socket.connecting;
  }
  return {
    address: ['127.0.0.1', port],
    close: () => {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}

const NEVER_ACCEPTS = `
  const server = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
