/**
 * A TCP proxy: a client that connects to it talks to another server, and does not notice what is in between.
 *
 *   npm run ts examples/http-server.ts -- 8080
 *   npm run ts examples/proxy.ts -- 8081 localhost 8080        LISTENPORT HOST PORT
 *   curl http://127.0.0.1:8081/stream
 *
 * Each connection is two loops, one for each direction. Whatever one end does is passed on to the other: one that does not
 * read stops the one that writes (drain() parks, nothing more is read, and the kernel makes the sender wait), and one that
 * has nothing more to say can still be answered (shutdown()). SIGINT or SIGTERM ends it.
 */
import { type Op, Timeout, all, current, run } from 'evergreen-ts';
import {
  type Address,
  type BaseStream,
  StreamError,
  TCPClient,
  type TCPConnection,
  TCPServer,
} from 'evergreen-ts/io';

/** Seconds to reach the other server. */
const PATIENCE = 10;
/** Seconds of silence after which the system asks whether an end is still there. */
const SILENCE = 60;

class Proxy extends TCPServer {
  readonly #target: Address;

  constructor(target: Address) {
    super();
    this.#target = target;
  }

  override *handleConnection(client: TCPConnection): Op<void> {
    using server = new TCPClient();
    let who = '?';
    try {
      who = client.peername.join(':'); // an error if it has gone already
      yield* new Timeout(PATIENCE).run(server.connect(this.#target));
      for (const end of [client, server]) end.setKeepAlive(true, SILENCE);
      const [sent, received] = yield* all([relay(client, server), relay(server, client)]);
      console.log(`${who} sent ${sent} bytes and received ${received}`);
    } catch (error) {
      // One end is broken, or was never there: the other cannot be told, except by closing it.
      if (!(error instanceof StreamError || error instanceof Timeout)) throw error;
      console.log(`${who}: ${error.message}`);
      client.close();
    }
  }
}

/** Pass on everything, with the end. Returns the number of bytes. */
function* relay(from: BaseStream, to: BaseStream): Op<number> {
  let count = 0;
  // Lent bytes are passed on from where the system has put them.
  const pass = (bytes: Uint8Array): number => {
    to.write(bytes);
    return bytes.length;
  };
  for (let passed; (passed = yield* from.lend(pass)) > 0; count += passed) yield* to.drain();
  yield* to.shutdown();
  return count;
}

const [port, host = '', targetPort] = process.argv.slice(2);
if (targetPort === undefined) {
  console.error('proxy.ts LISTENPORT HOST PORT');
  process.exit(2);
}

await run(function* (): Op<void> {
  const proxy = new Proxy([host, Number(targetPort)]);
  proxy.bind(['127.0.0.1', Number(port)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => proxy.close());
  yield* proxy.listen();
  console.log(`listening on ${proxy.sockname.join(':')} for ${host}:${targetPort}`);
  yield* proxy.serve(); // until it is closed
});
