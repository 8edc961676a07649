// What the tests have farms serve.
import { type Op, sleep } from 'evergreen-ts';
import { type TCPConnection, TCPServer } from 'evergreen-ts/io';

/** Answers each line with the number of its process and the line; `die` ends that, `slow` takes its time. */
class NumberedEcho extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    for (let line; (line = String(yield* connection.readUntil('\n'))).length > 0;) {
      if (line === 'die\n') process.exit(7);
      if (line === 'slow\n') yield* sleep(0.3);
      connection.write(`${process.pid} ${line}`);
    }
  }
}

export function makeServer(): TCPServer {
  return new NumberedEcho();
}

export function* makeNothing(): Op<TCPServer> {
  yield* sleep(0);
  return 1 as unknown as TCPServer;
}
