/**
 * A mail server that takes mail and keeps it in memory: ESMTP with STARTTLS, AUTH PLAIN and LOGIN, pipelining, and limits on all that
 * a client can do.
 *
 *   npm run ts examples/smtp-server.ts                   port 2525
 *   npm run ts examples/smtp-server.ts -- 2525 --key key.pem --cert cert.pem --patience 60
 *
 * Try `curl -k --ssl-reqd smtp://localhost:2525 --user me:secret --mail-from me@here --mail-rcpt you@there -T message.txt`.
 * Whoever wants to send has to use TLS first, and to give the password that `--password` says (secret). A client may be silent for
 * `--patience` seconds (300). SIGINT or SIGTERM ends it, once the mail under way is taken.
 */
import { parseArgs } from 'node:util';
import { type Op, TimeoutError, current, run, spawn } from 'evergreen-ts';
import { StreamError, type TCPConnection, TCPServer, TLSStream } from 'evergreen-ts/io';
import { identity } from './support/localhost.js';
import { Session } from './support/smtp-session.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: 'string' },
    cert: { type: 'string' },
    password: { type: 'string', default: 'secret' },
    patience: { type: 'string', default: '300' },
    clients: { type: 'string', default: '100' },
  },
});
const PATIENCE = Number(values.patience);

class MailServer extends TCPServer {
  readonly #tls = { isServer: true, ...identity(values.key, values.cert), handshakeTimeout: PATIENCE };
  #count = 0;

  override *handleConnection(connection: TCPConnection): Op<void> {
    try {
      yield* this.#converse(connection);
    } catch (error) {
      // The client went away, or said nothing for too long: that is its own affair.
      if (!(error instanceof StreamError || error instanceof TimeoutError)) throw error;
      connection.close();
    }
  }

  *#converse(connection: TCPConnection): Op<void> {
    const plain = new Session(connection, PATIENCE, false, values.password);
    plain.greet();
    if ((yield* plain.run((mail) => this.#keep(mail))) !== 'starttls') return;
    // What the client has sent behind its STARTTLS, in plain text, is not to pass for what comes over TLS (CVE-2011-0411).
    const secure = new TLSStream(connection, this.#tls);
    yield* secure.handshake();
    console.log(`TLS ${secure.protocol}`);
    const session = new Session(secure, PATIENCE, true, values.password);
    yield* session.run((mail) => this.#keep(mail));
    yield* secure.shutdown();
  }

  #keep({ from, to, size }: { from: string; to: readonly string[]; size: number }): string {
    console.log(`mail from ${from} to ${to.join(', ')}: ${size} bytes`);
    return String(++this.#count);
  }
}

await run(function* (): Op<void> {
  const server = new MailServer({ maxBufferSize: 1000 });
  server.maxConnections = Number(values.clients);
  server.bind(['127.0.0.1', Number(positionals[0] ?? 2525)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => spawn(() => server.stop(5)));
  yield* server.listen();
  console.log('listening on', server.sockname.join(':'));
  yield* server.serve();
});
