/** The echo server on node:net, with an async function for each connection. Tells its port, then serves. */
import { type AddressInfo, type Socket, createServer } from 'node:net';

const NEWLINE = 10;

async function serve(socket: Socket): Promise<void> {
  /** Of a line that has not come to its end. */
  let pieces: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end; (end = chunk.indexOf(NEWLINE, start) + 1) > 0; start = end) {
      const piece = chunk.subarray(start, end);
      if (pieces.length === 0) {
        socket.write(piece);
      } else {
        socket.write(Buffer.concat([...pieces, piece]));
        pieces = [];
      }
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
}

const server = createServer({ noDelay: true }, (socket) => {
  serve(socket).catch(() => socket.destroy());
});

server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  console.log((server.address() as AddressInfo).port);
});
