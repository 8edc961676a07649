/**
 * A small Redis server: plain values with expiry, pipelining, and limits to what a client may cost.
 *
 *   npm run ts examples/redis-server.ts             port 6379
 *   npm run ts examples/redis-server.ts -- 7000 --memory 1024
 *
 * Talk to it with the tools of Redis (Debian's package redis-tools), or by hand with nc or telnet:
 *
 *   redis-cli SET greeting hello EX 60
 *   redis-benchmark -t ping,set,get,incr -P 16
 *
 * A connection is one loop: read a request, execute it, reply. Commands that came together are replied to together: the
 * replies are sent when the loop parks because there is nothing left to read. `--memory` is how many MiB it may keep (256).
 * SIGINT or SIGTERM ends it.
 */
import { parseArgs } from 'node:util';
import { type Op, current, run } from 'evergreen-ts';
import { StreamError, type TCPConnection, TCPServer } from 'evergreen-ts/io';
import { execute } from './support/redis-commands.js';
import { Database } from './support/redis-database.js';
import { MAX_LINE, ProtocolError, failure, readRequest } from './support/redis-protocol.js';

/** Replies are not gathered beyond this. */
const BATCH = 64 * 1024;

/** The first words of what a browser sends when a page makes it post something to this port. */
const NOT_FOR_US = ['POST', 'HOST:'];

class RedisServer extends TCPServer {
  readonly #database: Database;

  constructor(database: Database) {
    super({ maxBufferSize: MAX_LINE });
    this.#database = database;
  }

  override *handleConnection(connection: TCPConnection): Op<void> {
    const replies = new Replies(connection);
    try {
      for (let request; (request = yield* readRequest(connection)) !== undefined;) {
        const [name] = request;
        if (name === undefined) continue;
        if (NOT_FOR_US.includes(name.toUpperCase())) return;
        const reply = execute(request, this.#database);
        if (typeof reply === 'string') replies.add(reply);
        else yield* replies.addAll(yield* reply);
        if (name.toUpperCase() === 'QUIT') break;
        yield* connection.drain(); // a client that does not take the replies is not asked for more
      }
    } catch (error) {
      if (error instanceof ProtocolError) replies.add(failure(`ERR Protocol error: ${error.message}`));
      else if (!(error instanceof StreamError)) throw error; // the client is gone
    }
    replies.send();
  }
}

/** Gathers replies, and sends them with one write. */
class Replies {
  readonly #connection: TCPConnection;
  #text = '';

  constructor(connection: TCPConnection) {
    this.#connection = connection;
  }

  add(reply: string): void {
    // A callback runs after the tasklet that is running now has parked: when it has read all that there was.
    if (this.#text === '') current.loop.callSoon(() => this.send());
    this.#text += reply;
    if (this.#text.length >= BATCH) this.send();
  }

  /** One that is long, as fast as the client takes it. Parks. */
  *addAll(pieces: readonly string[]): Op<void> {
    for (const piece of pieces) {
      this.add(piece);
      yield* this.#connection.drain();
    }
  }

  send(): void {
    const bytes = Buffer.from(this.#text, 'latin1');
    this.#text = '';
    if (bytes.length === 0 || this.#connection.closed) return;
    try {
      this.#connection.write(bytes);
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      this.#connection.close(); // the client is gone, and the reader will notice
    }
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { memory: { type: 'string', default: '256' } },
});

await run(function* (): Op<void> {
  const database = new Database(Number(values.memory) * 2 ** 20);
  const server = new RedisServer(database);
  server.bind(['127.0.0.1', Number(positionals[0] ?? 6379)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => server.close());
  yield* server.listen();
  console.log('listening on', server.sockname.join(':'));
  yield* server.serve(); // until it is closed
  database.clear(); // its timers would keep the loop going
});
