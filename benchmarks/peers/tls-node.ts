/** The TLS server on node:tls, with an async function for each connection, which sends back what it reads. */
import type { AddressInfo } from 'node:net';
import { type TLSSocket, createServer } from 'node:tls';
import { identity, tell } from '../support/tls-server.js';

async function serve(socket: TLSSocket): Promise<void> {
  for await (const chunk of socket as AsyncIterable<Buffer>) socket.write(chunk);
}

const server = createServer({ ...identity, noDelay: true }, (socket) => {
  serve(socket).catch(() => socket.destroy());
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  tell((server.address() as AddressInfo).port);
});
