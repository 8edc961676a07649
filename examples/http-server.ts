/**
 * A small HTTP/1.1 server: persistent connections, pipelining, chunks both ways, and no patience with the slow and the sly.
 *
 *   npm run ts examples/http-server.ts              port 8080
 *   npm run ts examples/http-server.ts -- 7000      another port
 *
 * Try `curl -v http://127.0.0.1:8080/`, /time, /slow?2, /stream, or `curl --data-binary @file http://127.0.0.1:8080/echo`.
 * SIGINT or SIGTERM ends it, once the requests under way are answered.
 */
import { STATUS_CODES } from 'node:http';
import { type Op, Timeout, current, run, sleep, spawn } from 'evergreen-ts';
import { BufferLimitError, StreamError, type TCPConnection, TCPServer } from 'evergreen-ts/io';
import { HTTPError, type Request, readRequest } from './support/http-request.js';

/** Seconds: between two requests, for a whole request, for the client to take an answer. */
const [IDLE, ARRIVAL, DELIVERY] = [30, 10, 60];
const WELCOME = 'Welcome. There are /echo, /time, /slow?seconds and /stream.\n';

/** Sends one answer. */
class Answer {
  readonly #connection: TCPConnection;
  readonly #request: Request | undefined;
  status = 0;

  /** `request` is undefined if it could not be read. */
  constructor(connection: TCPConnection, request?: Request) {
    this.#connection = connection;
    this.#request = request;
  }

  *send(status: number, body: string | Buffer, extra = ''): Op<void> {
    this.#head(status, `Content-Length: ${Buffer.byteLength(body)}\r\n${extra}`);
    if (this.#request?.method !== 'HEAD') this.#connection.write(body);
    yield* this.#connection.drain();
  }

  /** Piece by piece: in chunks, or until the connection is closed if the client knows none. */
  *stream(pieces: Iterable<string>): Op<void> {
    const chunked = this.#request?.old === false;
    this.#head(200, chunked ? 'Transfer-Encoding: chunked\r\n' : '', chunked);
    if (this.#request?.method === 'HEAD') return;
    for (const piece of pieces) {
      const size = Buffer.byteLength(piece).toString(16);
      this.#connection.write(chunked ? `${size}\r\n${piece}\r\n` : piece);
      yield* this.#connection.drain();
    }
    if (chunked) this.#connection.write('0\r\n\r\n');
  }

  #head(status: number, fields: string, delimited = true): void {
    this.status = status;
    const keep = delimited && this.#request?.keepAlive === true;
    this.#connection.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nDate: ${new Date().toUTCString()}\r\n` +
        `Content-Type: text/plain\r\nConnection: ${keep ? 'keep-alive' : 'close'}\r\n${fields}\r\n`,
    );
  }
}

type Route = (request: Request, answer: Answer) => Op<void>;

const GET: Record<string, Route> = {
  '/': (_, answer) => answer.send(200, WELCOME),
  '/time': (_, answer) => answer.send(200, `${new Date().toISOString()}\n`),
  *'/slow'({ query }, answer) {
    const seconds = Number(query);
    if (!(seconds >= 0 && seconds <= 60)) return yield* answer.send(400, 'from 0 to 60 seconds\n');
    yield* sleep(seconds);
    yield* answer.send(200, `that took ${seconds} s\n`);
  },
  '/stream': (_, answer) => answer.stream(Array.from({ length: 1000 }, (__, i) => `line ${i}\n`)),
};
const POST: Record<string, Route> = { '/echo': ({ body }, answer) => answer.send(200, body) };

function route(request: Request, answer: Answer): Op<void> {
  const { method, path } = request;
  const reading = method === 'GET' || method === 'HEAD';
  const routes = reading ? GET : POST;
  if (Object.hasOwn(routes, path) && (reading || method === 'POST'))
    return (routes[path] as Route)(request, answer);
  const [status, allow] = Object.hasOwn(GET, path) ? [405, 'GET, HEAD'] : [405, 'POST'];
  if (!Object.hasOwn(GET, path) && !Object.hasOwn(POST, path)) return answer.send(404, 'not found\n');
  return answer.send(status, 'not allowed\n', `Allow: ${allow}\r\n`);
}

class HTTPServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    try {
      while (yield* this.#handleRequest(connection));
    } catch (error) {
      // The client went away, or took no answer: that is its own affair.
      if (!(error instanceof StreamError || error instanceof Timeout)) throw error;
      connection.close();
    }
  }

  /** Is there to be another one? */
  *#handleRequest(connection: TCPConnection): Op<boolean> {
    const first = yield* new Timeout(IDLE, false).run(connection.read(1));
    if (first === undefined || first.length === 0) return false;
    const request = yield* this.#receive(connection, first);
    if (request instanceof HTTPError) {
      console.log(`? ${request.status} ${request.message}`);
      yield* new Answer(connection).send(request.status, `${request.message}\n`);
      return false;
    }
    const answer = new Answer(connection, request);
    using _ = new Timeout(DELIVERY + 60).start(); // the slowest route takes 60 s
    yield* route(request, answer);
    console.log(`${request.method} ${request.path} ${answer.status}`);
    return request.keepAlive && !(request.old && request.path === '/stream');
  }

  /** A request, or what is wrong with it. */
  *#receive(connection: TCPConnection, first: Buffer): Op<Request | HTTPError> {
    using _ = new Timeout(ARRIVAL, new HTTPError(408, 'that took too long')).start();
    try {
      return yield* readRequest(connection, first);
    } catch (error) {
      if (error instanceof HTTPError) return error;
      if (error instanceof BufferLimitError) return new HTTPError(400, 'a line is too long');
      throw error;
    }
  }
}

await run(function* (): Op<void> {
  const server = new HTTPServer({ maxBufferSize: 16 * 1024 });
  server.bind(['127.0.0.1', Number(process.argv[2] ?? 8080)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => spawn(() => server.stop(5)));
  spawn(() => console.log('listening on', server.sockname.join(':'))); // runs once serve() has parked
  yield* server.serve();
});
