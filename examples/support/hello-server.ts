/** The server of http-farm.ts, one in each process: it says which process has answered. */
import { type Op, Timeout } from 'evergreen-ts';
import { type TCPConnection, TCPServer } from 'evergreen-ts/io';
import { Answer } from './http-answer.js';
import { readRequest } from './http-request.js';

/** Seconds that a client has for its request, and for taking the answer. */
const PATIENCE = 10;

class HelloServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    const limit = new Timeout(PATIENCE, false);
    const request = yield* limit.run(readRequest(connection, yield* connection.read(1)));
    const answer = new Answer(connection, PATIENCE, request);
    if (request !== undefined) yield* answer.send(200, `process ${process.pid} says hello\n`);
  }
}

export function makeServer(): TCPServer {
  return new HelloServer();
}
