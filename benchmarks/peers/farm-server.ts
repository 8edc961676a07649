/** The server of benchmarks/farm.ts: a line, an answer, the end. */
import type { Op } from 'evergreen-ts';
import { type TCPConnection, TCPServer } from 'evergreen-ts/io';

class Answering extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    yield* connection.readUntil('\n');
    connection.write('answer\n');
  }
}

export function makeServer(): TCPServer {
  return new Answering();
}
