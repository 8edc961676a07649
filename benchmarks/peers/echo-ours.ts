/** The echo server on this library: a tasklet for each connection. Tells its port, then serves. */
import { type Op, run } from 'evergreen-ts';
import { type TCPConnection, TCPServer } from 'evergreen-ts/io';

class EchoServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    for (let line; (line = yield* connection.readUntil('\n')).length > 0;) connection.write(line);
  }
}

await run(function* (): Op<void> {
  const server = new EchoServer();
  server.bind(['127.0.0.1', 0]);
  yield* server.listen();
  console.log(server.sockname[1]);
  yield* server.serve();
});
