/**
 * An echo server: every line comes back. Any number of clients at once; SIGINT or SIGTERM ends it.
 *
 *   npm run ts examples/echo-server.ts              port 1234
 *   npm run ts examples/echo-server.ts -- 7000      another port
 *
 * Talk to it with `npm run ts examples/echo-client.ts`, or with telnet or nc.
 */
import { type Op, current, run } from 'evergreen-ts';
import { type TCPConnection, TCPServer } from 'evergreen-ts/io';

class EchoServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    const [host, port] = connection.peername;
    console.log(`connected: ${host}:${port}`);
    for (let line; (line = yield* connection.readUntil('\n')).length > 0;) {
      connection.write(line);
      yield* connection.drain(); // a client that does not read what comes back must wait
    }
    console.log(`gone: ${host}:${port}`);
  }
}

await run(function* (): Op<void> {
  const server = new EchoServer();
  server.bind(['127.0.0.1', Number(process.argv[2] ?? 1234)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => server.close());
  yield* server.listen();
  console.log('listening on', server.sockname.join(':'));
  yield* server.serve(); // until it is closed
});
