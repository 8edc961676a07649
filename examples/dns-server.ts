/**
 * A small authoritative DNS server, over UDP and TCP: names with A, AAAA, MX, NS, TXT and CNAME records, from a zone's file.
 *
 *   npm run ts examples/dns-server.ts               port 5300, the zone in examples/support/example.zone
 *   npm run ts examples/dns-server.ts -- 7000 --zone my.zone --idle 5
 *
 * Ask it with dig (Debian's package bind9-dnsutils):
 *
 *   dig @127.0.0.1 -p 5300 www.example.test
 *   dig @127.0.0.1 -p 5300 +tcp example.test mx
 *
 * What is too long for UDP is answered with the mark that there is more, and dig asks again over TCP. `--idle` is how many
 * seconds a TCP client has for its next query (10), `--log` prints each of them. SIGINT or SIGTERM ends it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Op, Timeout, current, run, spawn } from 'evergreen-ts';
import { StreamError, type TCPConnection, TCPServer, UDPEndpoint, UDPError } from 'evergreen-ts/io';
import { encode, parseQuery, textOf } from './support/dns-message.js';
import { Zone } from './support/dns-zone.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    zone: { type: 'string', default: join(import.meta.dirname, 'support', 'example.zone') },
    idle: { type: 'string', default: '10' },
    log: { type: 'boolean', default: false },
  },
});
const IDLE = Number(values.idle);
const zone = new Zone(readFileSync(values.zone, 'utf8'));

/** What to send back, if anything. */
function reply(request: Buffer, over: 'udp' | 'tcp'): Buffer | undefined {
  const query = parseQuery(request);
  if (query === undefined) return undefined;
  const { question, wrong } = query;
  const answer =
    question === undefined || wrong !== undefined
      ? { rcode: wrong ?? ('FORMERR' as const), records: [], authority: [] }
      : zone.answer(question);
  if (values.log)
    console.log(`${over} ${question ? textOf(question.name) : '?'} ${question?.type ?? '?'} ${answer.rcode}`);
  return encode(query, answer, over);
}

/** One tasklet for all: an answer is found at once, so nobody waits for anybody else. */
function* serveDatagrams(endpoint: UDPEndpoint): Op<void> {
  while (!endpoint.closed) {
    try {
      const [request, source] = yield* endpoint.receive();
      // Nobody can be answered at port 0, whoever says to be there.
      const answer = source[1] === 0 ? undefined : reply(request, 'udp');
      if (answer !== undefined) endpoint.send(answer, source);
    } catch (error) {
      // Closed; or the system could not receive or send one, which whoever misses it asks for again.
      if (!(error instanceof UDPError)) throw error;
    }
  }
}

/** Over TCP each message has its length before it, in two bytes (RFC 1035, 4.2.2). */
class DNSServer extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    try {
      for (
        let request;
        (request = yield* new Timeout(IDLE, false).run(this.#request(connection))) !== undefined;
      ) {
        const answer = reply(request, 'tcp');
        if (answer === undefined) return;
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        connection.write(Buffer.concat([length, answer]));
        yield* new Timeout(IDLE).run(connection.drain()); // a client that does not take the answers is not asked for more
      }
    } catch (error) {
      if (!(error instanceof StreamError || error instanceof Timeout)) throw error; // the client is gone
      connection.close();
    }
  }

  /** Undefined at the end, or in the middle of something. */
  *#request(connection: TCPConnection): Op<Buffer | undefined> {
    const prefix = yield* connection.readBytes(2);
    if (prefix.length < 2 || prefix.readUInt16BE() === 0) return undefined;
    const length = prefix.readUInt16BE();
    const request = yield* connection.readBytes(length);
    return request.length === length ? request : undefined;
  }
}

/** Both on the same port: on one that is free for both, if it is 0. */
function bindBoth(host: string, port: number): [DNSServer, UDPEndpoint] {
  for (let attempts = 1; ; attempts++) {
    const tcp = new DNSServer({ maxWriteBuffer: 2 ** 20 });
    const udp = new UDPEndpoint();
    try {
      tcp.bind([host, port]);
      udp.bind(tcp.sockname);
      return [tcp, udp];
    } catch (error) {
      tcp.close();
      udp.close();
      if (port !== 0 || attempts === 10) throw error;
    }
  }
}

await run(function* (): Op<void> {
  const port = Number(positionals[0] ?? 5300);
  const [tcp, udp] = bindBoth('127.0.0.1', port);
  tcp.maxConnections = 100;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    current.loop.addSignalHandler(signal, () => {
      tcp.close();
      udp.close();
    });
  spawn(serveDatagrams, udp);
  yield* tcp.listen();
  console.log('listening on', tcp.sockname.join(':'));
  yield* tcp.serve(); // until it is closed
});
