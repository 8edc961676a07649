/**
 * A small HTTP/1.1 server: persistent connections, pipelining, chunks both ways, and no patience with the slow and the sly.
 *
 *   npm run ts examples/http-server.ts              port 8080
 *   npm run ts examples/http-server.ts -- 7000 --idle 5
 *   npm run ts examples/http-server.ts -- --tls     https, with --key and --cert, or as localhost
 *
 * Try `curl -v http://127.0.0.1:8080/`, /time, /slow?2, /stream, or `curl --data-binary @file http://127.0.0.1:8080/echo`.
 * `--idle`, `--arrival` and `--delivery` say how many seconds a client has: between two requests (30), for a whole request
 * (10), and to take a piece of an answer (60). SIGINT or SIGTERM ends it, once the requests under way are answered.
 */
import { parseArgs } from 'node:util';
import { type Op, Timeout, current, run, sleep, spawn } from 'evergreen-ts';
import {
  BufferLimitError,
  type StreamConnection,
  StreamError,
  type TCPConnection,
  TCPServer,
  type TLSConnection,
  TLSServer,
} from 'evergreen-ts/io';
import { Answer } from './support/http-answer.js';
import { HTTPError, type Request, readRequest } from './support/http-request.js';
import { identity } from './support/localhost.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    idle: { type: 'string', default: '30' },
    arrival: { type: 'string', default: '10' },
    delivery: { type: 'string', default: '60' },
    tls: { type: 'boolean', default: false },
    key: { type: 'string' },
    cert: { type: 'string' },
  },
});
const [IDLE, ARRIVAL, DELIVERY] = [Number(values.idle), Number(values.arrival), Number(values.delivery)];
const WELCOME = 'Welcome. There are /echo, /time, /slow?seconds and /stream.\n';

type Route = (request: Request, answer: Answer) => Op<void>;

const ROUTES = new Map<string, Route>([
  ['GET /', (_, answer) => answer.send(200, WELCOME)],
  ['GET /time', (_, answer) => answer.send(200, `${new Date().toISOString()}\n`)],
  ['GET /slow', ({ query }, answer) => slowly(Number(query), answer)],
  ['GET /stream', (_, answer) => answer.stream(Array.from({ length: 1000 }, (__, i) => `line ${i}\n`))],
  ['POST /echo', ({ body }, answer) => answer.send(200, body)],
]);

function* slowly(seconds: number, answer: Answer): Op<void> {
  if (!(seconds >= 0 && seconds <= 60)) return yield* answer.send(400, 'from 0 to 60 seconds\n');
  yield* sleep(seconds);
  yield* answer.send(200, `that took ${seconds} s\n`);
}

function route(request: Request, answer: Answer): Op<void> {
  const { method, path } = request;
  const found = ROUTES.get(`${method === 'HEAD' ? 'GET' : method} ${path}`);
  if (found !== undefined) return found(request, answer);
  const allowed = ['GET', 'POST'].filter((other) => ROUTES.has(`${other} ${path}`));
  if (allowed.length === 0) return answer.send(404, 'not found\n');
  return answer.send(405, 'not allowed\n', `Allow: ${allowed.join(', ').replace('GET', 'GET, HEAD')}\r\n`);
}

/** What a server does with its connections, over TCP or TLS alike. */
class Conversations {
  /** Connections that wait for a request to begin. */
  readonly #idle = new Set<StreamConnection>();
  #ending = false;

  *handle(connection: StreamConnection): Op<void> {
    try {
      while (yield* this.#handleRequest(connection));
    } catch (error) {
      // The client went away, or took no answer: that is its own affair.
      if (!(error instanceof StreamError || error instanceof Timeout)) throw error;
      connection.close();
    }
  }

  /** Answer the requests under way, but wait for no more of them. */
  end(): void {
    this.#ending = true;
    for (const connection of this.#idle) connection.close();
  }

  /** Is there to be another one? */
  *#handleRequest(connection: StreamConnection): Op<boolean> {
    const first = yield* this.#firstByte(connection);
    if (first === undefined || first.length === 0) return false;
    const request = yield* this.#receive(connection, first);
    if (request instanceof HTTPError) {
      console.log(`? ${request.status} ${request.message}`);
      yield* new Answer(connection, DELIVERY).send(request.status, `${request.message}\n`);
      return false;
    }
    const answer = new Answer(connection, DELIVERY, request, () => request.keepAlive && !this.#ending);
    yield* route(request, answer);
    console.log(`${request.method} ${request.path} ${answer.status}`);
    return answer.persists && !this.#ending;
  }

  /** Of the next request. Undefined if it does not come in time, empty if the client has closed. */
  *#firstByte(connection: StreamConnection): Op<Buffer | undefined> {
    this.#idle.add(connection);
    try {
      return yield* new Timeout(IDLE, false).run(connection.read(1));
    } finally {
      this.#idle.delete(connection);
    }
  }

  /** A request, or what is wrong with it. */
  *#receive(connection: StreamConnection, first: Buffer): Op<Request | HTTPError> {
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

const conversations = new Conversations();

class HTTPServer extends TCPServer {
  override handleConnection(connection: TCPConnection): Op<void> {
    return conversations.handle(connection);
  }
}

class HTTPSServer extends TLSServer {
  override handleConnection(connection: TLSConnection): Op<void> {
    return conversations.handle(connection);
  }
}

await run(function* (): Op<void> {
  const options = { maxBufferSize: 16 * 1024 };
  const server = values.tls
    ? new HTTPSServer({ ...options, ...identity(values.key, values.cert) })
    : new HTTPServer(options);
  server.bind(['127.0.0.1', Number(positionals[0] ?? 8080)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => {
      conversations.end();
      spawn(() => server.stop(5)); // after so many seconds it lets go of those that are left
    });
  yield* server.listen();
  console.log('listening on', server.sockname.join(':'));
  yield* server.serve(); // until it is closed
});
