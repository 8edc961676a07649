// Packages as they come, over streams of ours: pg with a PostgreSQL, ioredis with a redis-server, ws, and Node's own tls.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { type AddressInfo } from 'node:net';
import { connect as connectTLS, createServer as createTLSServer } from 'node:tls';
import { expect } from 'chai';
import { AbstractConnector, Redis } from 'ioredis';
import pg from 'pg';
import { type Op, all, run, sleep, spawn, until } from 'evergreen-ts';
import { type DuplexSocket, NodeStream, PipeClient, TCPClient, pipe, toDuplex } from 'evergreen-ts/io';
import { memoryPair } from 'evergreen-ts/testing';
import { WebSocket, WebSocketServer } from 'ws';
import { type Database, postgres, redis } from '../../support/databases.js';
import { suiteNeeds } from '../../support/peers.js';
import { realTime } from '../../support/run-tasklet.js';
import { noise, nothingIsOpen } from '../../support/sockets.js';

/** A connection to a Unix socket, as a Duplex. */
function* dial(path: string): Op<DuplexSocket> {
  const client = new PipeClient();
  yield* client.connect(path);
  return toDuplex(client);
}

describe('pg, over a stream of ours', function () {
  this.timeout(60_000);
  let server: Database | undefined;

  before(async function () {
    suiteNeeds(this, 'initdb', 'postgres');
    server = await postgres();
  });
  after(() => server?.stop());

  function* connected(): Op<pg.Client> {
    const duplex = yield* dial((server as Database).path);
    const client = new pg.Client({
      user: 'tester',
      database: 'postgres',
      stream: () => duplex,
    });
    yield* until(client.connect());
    return client;
  }

  it(
    'connects, asks, and is answered: parameters, many rows, a megabyte in one value, errors',
    realTime(function* () {
      const client = yield* connected();
      const { rows } = yield* until(client.query<{ sum: number }>('SELECT $1::int + $2::int AS sum', [1, 2]));
      expect(rows).to.deep.equal([{ sum: 3 }]);
      const many = yield* until(client.query<{ n: number }>('SELECT generate_series(1, 50000) AS n'));
      expect(many.rows).to.have.length(50_000);
      expect(many.rows.at(-1)).to.deep.equal({ n: 50_000 });
      const data = noise(2 ** 20);
      const echo = yield* until(client.query<{ data: Buffer }>('SELECT $1::bytea AS data', [data]));
      expect(echo.rows[0]?.data.equals(data)).to.equal(true);
      let error: unknown;
      try {
        yield* until(client.query('SELECT 1/0'));
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.have.property('code', '22012');
      yield* until(client.end());
    }),
  );

  it(
    'asks over many connections at once, and is notified',
    realTime(function* () {
      const clients = yield* all(Array.from({ length: 8 }, () => connected()));
      const [first] = clients as [pg.Client];
      yield* until(first.query('LISTEN news'));
      const notified = once(first, 'notification') as Promise<[pg.Notification]>;
      const pids = yield* all(
        clients.map((client) => until(client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'))),
      );
      expect(new Set(pids.map(({ rows }) => rows[0]?.pid)).size).to.equal(8);
      yield* until((clients[1] as pg.Client).query("NOTIFY news, 'hello'"));
      const [{ payload }] = yield* until(notified);
      expect(payload).to.equal('hello');
      for (const client of clients) yield* until(client.end());
    }),
  );

  it(
    'reports what becomes of its stream: a backend that is ended, a Duplex that is destroyed',
    realTime(function* () {
      const [victim, killer] = [yield* connected(), yield* connected()];
      const failed = new Promise((resolve) => victim.once('end', resolve));
      victim.on('error', () => undefined);
      const { rows } = yield* until(victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'));
      yield* until(killer.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]));
      yield* until(failed);
      const lost = once(killer, 'error');
      (killer as unknown as { connection: { stream: DuplexSocket } }).connection.stream.destroy();
      expect((yield* until(lost))[0]).to.match(/terminated unexpectedly/);
    }),
  );

  it(
    'needs no socket at all: a stream in memory that is piped to the server',
    realTime(function* () {
      const [mine, inner] = memoryPair();
      const outer = new PipeClient();
      yield* outer.connect((server as Database).path);
      const pipes = [spawn(() => pipe(inner, outer)), spawn(() => pipe(outer, inner))];
      const client = new pg.Client({
        user: 'tester',
        database: 'postgres',
        stream: () => toDuplex(mine),
      });
      yield* until(client.connect());
      expect((yield* until(client.query('SELECT 1 AS one'))).rows).to.deep.equal([{ one: 1 }]);
      yield* until(client.end());
      for (const one of pipes) yield* one.join();
      outer.close();
      inner.close();
    }),
  );
});

describe('ioredis, over a stream of ours', () => {
  let server: Database | undefined;

  before(async function () {
    suiteNeeds(this, 'redis-server');
    server = await redis();
  });
  after(() => server?.stop());

  class Ours extends AbstractConnector {
    constructor() {
      super(1000);
    }

    override connect(): Promise<Socket> {
      return run(dial, (server as Database).path).then(
        (duplex) => (this.stream = duplex as unknown as Socket),
      );
    }
  }

  it(
    'sets, gets, runs pipelines and transactions, subscribes, and comes back when the connection is lost',
    realTime(function* () {
      const client = new Redis({ Connector: Ours, retryStrategy: () => 1 });
      yield* until(client.set('key', 'value'));
      expect(yield* until(client.get('key'))).to.equal('value');
      const data = noise(2 ** 20);
      yield* until(client.set('data', data));
      expect((yield* until(client.getBuffer('data')))?.equals(data)).to.equal(true);
      const batch = client.pipeline();
      for (let i = 0; i < 10_000; i++) batch.incr('count');
      const answers = yield* until(batch.exec());
      expect(answers?.at(-1)).to.deep.equal([null, 10_000]);
      expect(yield* until(client.multi().incr('count').get('count').exec())).to.deep.equal([
        [null, 10_001],
        [null, '10001'],
      ]);

      const subscriber = new Redis({ Connector: Ours });
      yield* until(subscriber.subscribe('news'));
      const message = once(subscriber, 'message');
      yield* until(client.publish('news', 'hello'));
      expect(yield* until(message)).to.deep.equal(['news', 'hello']);
      subscriber.disconnect();

      const ready = once(client, 'ready');
      client.on('error', () => undefined);
      client.stream.destroy();
      yield* until(ready);
      expect(yield* until(client.get('key'))).to.equal('value');
      const ended = once(client, 'end');
      yield* until(client.quit());
      yield* until(ended);
      yield* sleep(0.001);
    }),
  );
});

describe('ws, over streams in memory', () => {
  it(
    'talks both ways, in text and in bytes, and closes',
    realTime(function* () {
      const server = createServer();
      const sockets = new WebSocketServer({ server });
      sockets.on('connection', (socket) => {
        socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
      });
      const client = new WebSocket('ws://nowhere.invalid/', {
        createConnection: () => {
          const [one, other] = memoryPair({ chunk: 1000 });
          server.emit('connection', toDuplex(other));
          return toDuplex(one) as unknown as Socket;
        },
      });
      yield* until(once(client, 'open'));
      const next = (): Promise<[Buffer, boolean]> => once(client, 'message') as Promise<[Buffer, boolean]>;
      let answer = next();
      client.send('hello');
      expect(String((yield* until(answer))[0])).to.equal('hello');
      answer = next();
      const data = noise(300_000);
      client.send(data);
      const [bytes, isBinary] = yield* until(answer);
      expect([bytes.equals(data), isBinary]).to.deep.equal([true, true]);
      const closed = once(client, 'close');
      client.close(1000, 'bye');
      expect((yield* until(closed))[0]).to.equal(1000);
      sockets.close();
      server.closeAllConnections();
      yield* sleep(0.001);
    }),
  );
});

describe('tls.connect({ socket }), over a stream of ours', () => {
  afterEach(nothingIsOpen);

  it(
    'shakes hands, carries bytes to the end, and is a stream of ours again',
    realTime(function* () {
      // With a shared key, so that no certificate is needed.
      const psk = Buffer.from('a key that both of them know');
      const shared = {
        ciphers: 'PSK-AES128-GCM-SHA256',
        minVersion: 'TLSv1.2',
        maxVersion: 'TLSv1.2',
      } as const;
      const server = createTLSServer({ ...shared, pskCallback: () => psk }, (socket) => socket.pipe(socket));
      yield* until(once(server.listen(0, '127.0.0.1'), 'listening'));
      const { port } = server.address() as AddressInfo;
      const client = new TCPClient();
      yield* client.connect(['127.0.0.1', port]);
      const socket = connectTLS({
        ...shared,
        socket: toDuplex(client),
        checkServerIdentity: () => undefined,
        pskCallback: () => ({ psk, identity: 'tester' }),
      });
      yield* until(once(socket, 'secureConnect'));
      using secure = new NodeStream(socket);
      const data = noise(2 ** 20);
      secure.write(data);
      expect((yield* secure.readBytes(data.length)).equals(data)).to.equal(true);
      yield* secure.shutdown();
      expect(yield* secure.read()).to.have.length(0);
      secure.close();
      server.close();
    }),
  );
});
