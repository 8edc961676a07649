/**
 * The echo server on this library: a tasklet for each connection. Tells its port, then serves.
 *
 *     echo-ours.ts lines|read|lend
 *
 * Line by line as the peers do it; or whatever comes, in memory of its own or lent.
 */
import { type Op, run } from 'evergreen-ts';
import { type TCPConnection, TCPServer } from 'evergreen-ts/io';

const ways = {
  *lines(connection: TCPConnection): Op<void> {
    for (let line; (line = yield* connection.readUntil('\n')).length > 0;) connection.write(line);
  },
  *read(connection: TCPConnection): Op<void> {
    for (let data; (data = yield* connection.read()).length > 0;) connection.write(data);
  },
  *lend(connection: TCPConnection): Op<void> {
    const send = (bytes: Uint8Array): boolean => {
      connection.write(bytes);
      return bytes.length > 0;
    };
    while (yield* connection.lend(send));
  },
};

const echo = ways[process.argv[2] as keyof typeof ways];

class EchoServer extends TCPServer {
  override handleConnection(connection: TCPConnection): Op<void> {
    return echo(connection);
  }
}

await run(function* (): Op<void> {
  const server = new EchoServer();
  server.bind(['127.0.0.1', 0]);
  yield* server.listen();
  console.log(server.sockname[1]);
  yield* server.serve();
});
