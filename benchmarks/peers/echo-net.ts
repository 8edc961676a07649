/** The echo server on node:net, with callbacks. Tells its port, then serves. */
import { type AddressInfo, createServer } from 'node:net';

const NEWLINE = 10;

const server = createServer({ noDelay: true }, (socket) => {
  /** Of a line that has not come to its end. */
  let pieces: Buffer[] = [];
  socket.on('data', (chunk) => {
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
  });
  socket.on('error', () => socket.destroy());
});

// The backlog is ours: Node's default is smaller, and of many clients that connect at once some would be refused for a second.
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
  console.log((server.address() as AddressInfo).port);
});
