// Streams, both ends of real TCP connections: reading, writing, ends, errors, and whoever is killed, timed out or closed
// meanwhile. The peer is one of ours, or one of Node's where it has to misbehave.
import { once } from 'node:events';
import { expect } from 'chai';
import { EventLoop, type Op, all, sleep, spawn, until } from 'evergreen-ts';
import { TCPClient, TCPConnection, TCPError } from 'evergreen-ts/io';
import { closedPort, drainRaw, rawClient, rawServer } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';
import { streamContract } from '../../support/stream-contract.js';
import {
  EchoServer,
  HandlerServer,
  codeOf,
  failure,
  fill,
  noise,
  nothingIsOpen,
  pair,
  readAll,
  started,
} from '../../support/sockets.js';

/** What a read gives, as text. */
function* text(op: Op<Buffer>): Op<string> {
  return (yield* op).toString();
}

describe('a stream over TCP', () =>
  streamContract({ ErrorClass: TCPError, play: realTime, pair, check: nothingIsOpen }));

describe('a stream that is read', () => {
  afterEach(nothingIsOpen);

  it(
    'finds a delimiter that comes byte by byte',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = (yield* server.accept()).setNoDelay(true);
      const lines = spawn(function* (): Op<string[]> {
        const found: string[] = [];
        for (let line; (line = yield* client.readUntil('aab')).length > 0;) found.push(line.toString());
        return found;
      });
      for (const byte of 'aaabxaabaaaaab') yield* until(new Promise((sent) => raw.write(byte, sent)));
      raw.end();
      expect(yield* lines.get()).to.deep.equal(['aaab', 'xaab', 'aaaaab']);
    }),
  );

  it(
    'stays open for writing after its end',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = yield* server.accept();
      raw.end('bye');
      expect(yield* text(readAll(client))).to.equal('bye');
      client.write('still ');
      yield* sleep(0);
      client.write('here');
      yield* client.flush();
      expect(yield* client.read()).to.have.length(0);
      client.close();
      expect(yield* text(drainRaw(raw))).to.equal('still here');
    }),
  );

  it(
    'returns the bytes that came before a reset, and then fails with the reset each time',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = yield* server.accept();
      raw.write('hello');
      expect(yield* text(client.readBytes(1))).to.equal('h');
      const reading = spawn(() => failure(client.readUntil('\n')));
      yield* sleep(0);
      raw.resetAndDestroy();
      const error = yield* reading.get();
      expect(error).to.be.instanceOf(TCPError).and.include({ code: 'ECONNRESET', syscall: 'read' });
      expect((error as TCPError).errno).to.be.below(0);
      expect(yield* text(client.read())).to.equal('ello');
      expect(yield* codeOf(client.read())).to.equal('ECONNRESET');
      expect(yield* codeOf(client.readBytes(1))).to.equal('ECONNRESET');
      expect(client.closed).to.equal(false);
    }),
  );

  it(
    'is not connected before connect()',
    realTime(function* () {
      using client = new TCPClient();
      const reads = [client.read(), client.readBytes(1), client.readUntil('\n'), client.readUntilRegex(/\n/)];
      for (const op of reads) {
        expect(yield* failure(op))
          .to.be.instanceOf(TCPError)
          .and.include({ code: 'ENOTCONN' });
      }
      expect(yield* codeOf(new TCPConnection().read())).to.equal('ENOTCONN');
    }),
  );

  it(
    'stops the peer when nobody reads, and goes on when somebody does',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = yield* server.accept();
      const data = noise(64 * 2 ** 20);
      const { arrayBuffers } = process.memoryUsage();
      raw.end(data);
      // The system takes what fits into its buffers; then, for a hundred visits to its poll phase, nothing more.
      for (let left = -1, quiet = 0; quiet < 100; left === raw.writableLength ? quiet++ : (quiet = 0)) {
        left = raw.writableLength;
        yield* until(new Promise((resolve) => setImmediate(resolve)));
      }
      expect(raw.writableLength).to.be.above(16 * 2 ** 20);
      expect(process.memoryUsage().arrayBuffers - arrayBuffers).to.be.below(2 ** 20);
      expect((yield* client.readBytes(data.length)).equals(data)).to.equal(true);
    }),
  );
});

describe('a stream that is written', () => {
  afterEach(nothingIsOpen);

  it(
    'keeps bytes that are written before it is connected, and sends them first',
    realTime(function* ({ trace }) {
      using server = yield* started(new EchoServer());
      using client = new TCPClient();
      expect(client.write('one ')).to.equal(false);
      expect(client.write(Buffer.from('two '))).to.equal(false);
      const flushing = spawn(function* () {
        yield* client.flush();
        trace.push('flushed');
      });
      yield* sleep(0);
      trace.push('connect');
      yield* client.connect(server.address);
      client.write('three');
      expect(yield* text(client.readBytes(13))).to.equal('one two three');
      yield* flushing.join();
      expect(trace).to.deep.equal(['connect', 'flushed']);
    }),
  );

  it(
    'keeps them over an attempt that failed, too',
    realTime(function* () {
      using server = yield* started(new EchoServer());
      using client = new TCPClient();
      client.write('held');
      const port = yield* closedPort();
      expect(yield* codeOf(client.connect(['127.0.0.1', port]))).to.equal('ECONNREFUSED');
      yield* client.connect(server.address);
      expect(yield* text(client.readBytes(4))).to.equal('held');
    }),
  );

  it(
    'counts bytes that are held before it is connected towards maxWriteBuffer, too',
    realTime(function* () {
      using client = new TCPClient({ maxWriteBuffer: 10 });
      client.write('12345');
      client.write('€');
      expect(() => client.write('€'))
        .to.throw(TCPError)
        .with.property('code', 'ENOBUFS');
      expect(client.write('90')).to.equal(false);
      yield* sleep(0);
    }),
  );

  it(
    'fails in write(), flush() and drain() once the peer has reset it',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = yield* server.accept();
      fill(client);
      const flushing = spawn(() => failure(client.flush()));
      const draining = spawn(() => failure(client.drain()));
      yield* sleep(0);
      raw.resetAndDestroy();
      for (const task of [flushing, draining]) {
        const error = yield* task.get();
        expect(error).to.be.instanceOf(TCPError).and.include({ syscall: 'write' });
        expect((error as TCPError).code).to.be.oneOf(['ECONNRESET', 'EPIPE']);
      }
      expect(() => client.write('more')).to.throw(TCPError);
      expect(yield* failure(client.flush())).to.be.instanceOf(TCPError);
    }),
  );

  it(
    'fails in a later write() when the peer is gone; bytes that came before can be read',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = yield* server.accept();
      raw.write('bye');
      expect(yield* text(client.readBytes(1))).to.equal('b');
      raw.resetAndDestroy();
      const error = yield* failure(
        (function* (): Op<void> {
          for (;;) {
            client.write('anybody there?');
            yield* client.flush();
            yield* sleep(0.001);
          }
        })(),
      );
      expect((error as TCPError).code).to.be.oneOf(['ECONNRESET', 'EPIPE']);
      expect(yield* text(client.read())).to.equal('ye');
    }),
  );
});

describe('a stream that is closed', () => {
  afterEach(nothingIsOpen);

  it(
    'fails with ECLOSED in what only TCP has, too',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer, server } = both;
      client.close();
      const error = yield* failure(client.connect(server.sockname));
      expect(error).to.be.instanceOf(TCPError).and.include({ code: 'ECLOSED' });
      for (const use of [
        () => client.sockname,
        () => client.peername,
        () => client.setNoDelay(true),
        () => client.setKeepAlive(true, 1),
      ]) {
        expect(use).to.throw(TCPError).with.property('code', 'ECLOSED');
      }
      expect(yield* peer.read()).to.have.length(0);
    }),
  );

  it(
    'was never connected: the same',
    realTime(function* () {
      const client = new TCPClient();
      client.write('dropped');
      const flushing = spawn(() => codeOf(client.flush()));
      yield* sleep(0);
      client.close();
      expect(yield* flushing.get()).to.equal('ECLOSED');
      expect(yield* codeOf(client.read())).to.equal('ECLOSED');
      expect(() => client.write('x'))
        .to.throw(TCPError)
        .with.property('code', 'ECLOSED');
    }),
  );

  it(
    'is closed by the end of the block that says `using`',
    realTime(function* () {
      using server = yield* started(new EchoServer());
      let outer: TCPClient;
      {
        using client = new TCPClient();
        yield* client.connect(server.address);
        outer = client;
      }
      expect(outer.closed).to.equal(true);
    }),
  );

  it('is closed by the destruction of the loop; writes still under way are no business of the next loop', async () => {
    const loop = new EventLoop();
    spawn(function* () {
      const { client, peer } = yield* pair();
      fill(client);
      peer.write('unread');
      loop.stop();
    });
    await loop.run();
    loop.destroy();
    // Were it not so, this would be the end of the unsent write, told to a loop that it makes for the purpose.
    await new Promise((resolve) => setTimeout(resolve, 5));
    await realTime(() => undefined)();
  });

  it('was never connected and is closed without a loop: makes none', async () => {
    let client: TCPClient | undefined;
    await realTime(() => {
      client = new TCPClient();
    })();
    client?.close();
    await realTime(() => undefined)();
  });
});

describe('a tasklet that is killed in an operation of a stream', () => {
  afterEach(nothingIsOpen);

  it(
    'stops reading ahead for bytes that nobody wants any more',
    realTime(function* () {
      using server = yield* rawServer();
      using client = new TCPClient();
      yield* client.connect(server.address);
      const raw = yield* server.accept();
      const data = noise(40 * 2 ** 20);
      raw.end(data);
      const greedy = spawn(() => client.readBytes(data.length + 1));
      yield* sleep(0);
      greedy.kill();
      for (let left = -1, quiet = 0; quiet < 100; left === raw.writableLength ? quiet++ : (quiet = 0)) {
        left = raw.writableLength;
        yield* until(new Promise((resolve) => setImmediate(resolve)));
      }
      expect(raw.writableLength).to.be.above(10 * 2 ** 20);
      expect((yield* readAll(client)).equals(data)).to.equal(true);
    }),
  );
});

describe('a stream whose options or arguments are wrong', () => {
  afterEach(nothingIsOpen);

  const odd: unknown[] = [
    undefined,
    null,
    true,
    0,
    -1,
    0.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 31,
    2 ** 53,
    10n,
    '',
    'text',
    '7',
    '\0',
    '\ud800',
    Symbol('odd'),
    [],
    [1, 2],
    ['127.0.0.1', 1],
    {},
    Object.create(null),
    { length: 3 },
    { valueOf: () => 1 },
    () => 1,
    new Date(0),
    /x/,
    new Map(),
    new ArrayBuffer(8),
    new Float64Array(2),
    new DataView(new ArrayBuffer(8)),
    Object.create(Uint8Array.prototype),
    Object.setPrototypeOf({ length: 2, byteLength: 2, buffer: new ArrayBuffer(2) }, Uint8Array.prototype),
    detached(),
    new Proxy(new Uint8Array(2), {}),
  ];

  it(
    'throws a TypeError, a RangeError or one of its own, or takes it; nothing reaches the system',
    realTime(function* () {
      using both = yield* pair();
      const { client } = both;
      // The peer reads whatever gets through.
      const peer = spawn(() => readAll(both.peer));
      type Loose = Record<string, (...args: unknown[]) => Op<unknown>>;
      const outcomes: Record<string, number> = {};
      for (const stream of [client, new TCPClient()]) {
        for (const method of ['read', 'readBytes', 'readUntil', 'write', 'setNoDelay', 'setKeepAlive']) {
          for (const one of odd) {
            for (const two of method === 'setKeepAlive' ? odd : [undefined]) {
              const error = attempt(() => (stream as unknown as Loose)[method]?.(one, two));
              const ok =
                error === undefined ||
                error instanceof TypeError ||
                error instanceof RangeError ||
                error instanceof TCPError;
              expect(ok, `${method}: ${String(error)}`).to.equal(true);
              const key = `${method} ${error === undefined ? 'takes' : 'refuses'}`;
              outcomes[key] = (outcomes[key] ?? 0) + 1;
            }
          }
        }
      }
      expect(outcomes['readBytes takes']).to.equal(4);
      expect(outcomes['setNoDelay takes']).to.equal(1);
      client.write('alive');
      yield* client.flush();
      client.close();
      expect(yield* text(peer.get())).to.match(/alive$/);
    }),
  );

  it('names what is wrong', () => {
    const stream = new TCPConnection();
    for (const count of [0, -1, 1.5, NaN]) {
      expect(() => stream.readBytes(count)).to.throw(RangeError, 'nbytes');
      expect(() => stream.read(count)).to.throw(RangeError, 'maxBytes');
    }
    expect(() => stream.readUntil('')).to.throw(TypeError, 'empty');
    expect(() => stream.readUntil(new Uint8Array(0))).to.throw(TypeError, 'empty');
    expect(() => stream.readUntil(10 as unknown as string)).to.throw(TypeError, 'delimiter');
    expect(() => stream.write(10 as unknown as string)).to.throw(TypeError, 'write()');
    expect(() => stream.write([1, 2] as unknown as string)).to.throw(TypeError, 'write()');
  });

  it('refuses sizes other than positive integers, when it is made', () => {
    for (const name of ['maxBufferSize', 'highWaterMark', 'maxWriteBuffer']) {
      for (const value of [0, -1, NaN, 0.5, '10', null, {}]) {
        expect(() => new TCPClient({ [name]: value }), `${name} ${JSON.stringify(value)}`).to.throw(
          RangeError,
          name,
        );
      }
      new TCPClient({ [name]: Infinity }).close();
      new TCPClient({ [name]: 1 }).close();
    }
  });
});

describe('a peer that is not one of ours', () => {
  afterEach(nothingIsOpen);

  it(
    'resets while a handler reads: an error of that handler, and no other',
    realTime(function* ({ uncaught }) {
      const seen: unknown[] = [];
      using running = yield* started(
        new HandlerServer(function* (connection) {
          seen.push(yield* codeOf(connection.readUntil('\n')));
        }),
      );
      const raw = yield* rawClient(running.address);
      raw.write('no end');
      yield* until(new Promise((resolve) => setTimeout(resolve, 2)));
      raw.resetAndDestroy();
      while (seen.length === 0) yield* sleep(0.001);
      expect(seen).to.deep.equal(['ECONNRESET']);
      expect(uncaught).to.deep.equal([]);
    }),
  );

  it(
    'never reads: the handler parks in drain(), others are served, and it goes away with the server',
    realTime(function* () {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          if ((yield* text(connection.readUntil('\n'))) === 'flood\n') {
            for (;;) {
              connection.write(Buffer.alloc(100_000));
              yield* connection.drain();
            }
          }
          connection.write('served');
        }),
      );
      using lazy = yield* rawClient(running.address);
      lazy.write('flood\n');
      const others = Array.from({ length: 5 }, function* (): Op<string> {
        using client = new TCPClient();
        yield* client.connect(running.address);
        client.write('\n');
        return (yield* readAll(client)).toString();
      });
      expect(yield* all(others)).to.deep.equal(Array(5).fill('served'));
      running.server.close();
      yield* running.serving.join();
      lazy.resume();
      yield* until(once(lazy, 'end').catch(() => 'reset'));
    }),
  );
});

function attempt(use: () => unknown): unknown {
  try {
    use();
    return undefined;
  } catch (error) {
    return error;
  }
}

function detached(): Uint8Array {
  const bytes = new Uint8Array(8);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}
