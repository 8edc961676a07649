/** The TLS server on this library: a tasklet for each connection, which sends back what it reads. */
import { type Op, run } from 'evergreen-ts';
import { type TLSConnection, TLSServer } from 'evergreen-ts/io';
import { identity, tell } from '../support/tls-server.js';

class EchoServer extends TLSServer {
  override *handleConnection(connection: TLSConnection): Op<void> {
    for (let data; (data = yield* connection.read()).length > 0;) connection.write(data);
  }
}

await run(function* (): Op<void> {
  const server = new EchoServer(identity);
  server.bind(['127.0.0.1', 0]);
  yield* server.listen();
  tell(server.sockname[1]);
  yield* server.serve();
});
