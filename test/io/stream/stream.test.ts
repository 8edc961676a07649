// Streams, both ends of real TCP connections: reading, writing, ends, errors, and whoever is killed, timed out or closed
// meanwhile. The peer is one of ours, or one of Node's where it has to misbehave.
import { once } from 'node:events';
import { expect } from 'chai';
import { EventLoop, type Op, Tasklet, TaskletExit, Timeout, all, sleep, spawn, until } from 'evergreen-ts';
import {
  type BaseStream,
  BufferLimitError,
  IncompleteReadError,
  StreamError,
  TCPClient,
  TCPConnection,
  TCPError,
} from 'evergreen-ts/io';
import { closedPort, drainRaw, rawClient, rawServer } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';
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

describe('a stream that is read', () => {
  afterEach(nothingIsOpen);

  it(
    'returns lines, counted bytes and whatever is there, in the order they came',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('one\ntwo\r\nthree, four');
      expect(yield* text(client.readUntil('\n'))).to.equal('one\n');
      expect(yield* text(client.readUntil('\r\n'))).to.equal('two\r\n');
      expect(yield* text(client.readBytes(6))).to.equal('three,');
      expect(yield* text(client.read(2))).to.equal(' f');
      expect(yield* text(client.read())).to.equal('our');
      client.write('and back');
      expect(yield* text(peer.readBytes(8))).to.equal('and back');
    }),
  );

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
    'takes a delimiter as text or as bytes, and uses a copy of them made at the call',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('a;b→c;');
      expect(yield* text(client.readUntil(Uint8Array.of(0x3b)))).to.equal('a;');
      expect(yield* text(client.readUntil('→'))).to.equal('b→');
      const delimiter = Buffer.from('!');
      const late = spawn(() => client.readUntil(delimiter));
      yield* sleep(0);
      delimiter.fill('?');
      peer.write('?!');
      expect(yield* text(late.get())).to.equal('c;?!');
    }),
  );

  it(
    'is not fooled by a delimiter that was changed after a read gave up',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      const delimiter = Buffer.from('\n');
      peer.write('.a\rb');
      yield* client.readUntil('.');
      const waiting = spawn(() => client.readUntil(delimiter));
      yield* sleep(0);
      waiting.kill();
      yield* waiting.join();
      delimiter.fill('\r');
      expect(yield* text(client.readUntil(delimiter))).to.equal('a\r');
    }),
  );

  it(
    'ends with empty buffers, however often it is read and in whatever way',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('last\n');
      peer.close();
      expect(yield* text(client.readUntil('\n'))).to.equal('last\n');
      for (let i = 0; i < 3; i++) {
        expect(yield* client.readUntil('\n')).to.have.length(0);
        expect(yield* client.readBytes(10)).to.have.length(0);
        expect(yield* client.read()).to.have.length(0);
      }
      expect(client.closed).to.equal(false);
    }),
  );

  it(
    'wakes every tasklet that is parked in a read when the end comes, in turn',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const { client, peer } = both;
      for (const [name, op] of [
        ['read', client.read()],
        ['readBytes', client.readBytes(5)],
        ['readUntil', client.readUntil('\n')],
      ] as const) {
        spawn(function* () {
          trace.push([name, (yield* op).length]);
        });
      }
      yield* sleep(0);
      peer.close();
      yield* client.read();
      expect(trace).to.deep.equal([
        ['read', 0],
        ['readBytes', 0],
        ['readUntil', 0],
      ]);
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
    'fails with the bytes that had come when it ends inside a line, and they have left its buffer',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('half a li');
      const reading = spawn(() => failure(client.readUntil('\n')));
      yield* sleep(0);
      peer.close();
      const error = yield* reading.get();
      expect(error).to.be.instanceOf(IncompleteReadError).and.instanceOf(StreamError);
      expect((error as IncompleteReadError).partial.toString()).to.equal('half a li');
      expect((error as IncompleteReadError).code).to.equal('EINCOMPLETE');
      expect(yield* client.readUntil('\n')).to.have.length(0);
      expect(yield* client.read()).to.have.length(0);
    }),
  );

  it(
    'returns the rest when it ends before the number of bytes that was asked for',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('12345');
      const reading = spawn(() => client.readBytes(10));
      yield* sleep(0);
      peer.close();
      expect(yield* text(reading.get())).to.equal('12345');
      expect(yield* client.readBytes(10)).to.have.length(0);
    }),
  );

  it(
    'refuses a line that is longer than maxBufferSize, and loses nothing of it',
    realTime(function* () {
      using both = yield* pair({ maxBufferSize: 8 });
      const { client, peer } = both;
      peer.write('12345678\nnext\n');
      const error = yield* failure(client.readUntil('\n'));
      expect(error).to.be.instanceOf(BufferLimitError).and.include({ code: 'EBUFFERLIMIT' });
      expect(yield* failure(client.readUntil('\n'))).to.be.instanceOf(BufferLimitError);
      expect(yield* text(client.readBytes(4))).to.equal('1234');
      expect(yield* text(client.readUntil('\n'))).to.equal('5678\n');
      expect(yield* text(client.readUntil('\n'))).to.equal('next\n');
    }),
  );

  it(
    'refuses a line without an end as soon as maxBufferSize is there, and reads on beyond its read-ahead up to that',
    realTime(function* () {
      using both = yield* pair({ maxBufferSize: 300_000 });
      const { client, peer } = both;
      const data = Buffer.from(noise(400_000).map((byte) => byte & 0x7f || 1));
      peer.write(data);
      peer.write('\0');
      expect(yield* failure(client.readUntil('\0'))).to.be.instanceOf(BufferLimitError);
      const got = yield* client.readBytes(400_001);
      expect(got.equals(Buffer.concat([data, Buffer.of(0)]))).to.equal(true);
    }),
  );

  it(
    'takes a line of exactly maxBufferSize bytes',
    realTime(function* () {
      using both = yield* pair({ maxBufferSize: 8 });
      both.peer.write('1234567\n');
      expect(yield* text(both.client.readUntil('\n'))).to.equal('1234567\n');
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
    'runs a read once, inside a tasklet',
    realTime(function* () {
      using both = yield* pair();
      both.peer.write('ab');
      const op = both.client.readBytes(1);
      yield* op;
      expect(yield* failure(op))
        .to.have.property('message')
        .that.matches(/only once/);
      const read = both.client.read()[Symbol.iterator]();
      const outside = until(
        new Promise((resolve) => setImmediate(() => resolve(attempt(() => read.next())))),
      );
      expect(yield* outside)
        .to.have.property('message')
        .that.matches(/inside a tasklet/);
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

describe('several tasklets that read one stream', () => {
  afterEach(nothingIsOpen);

  it(
    'are served in turn',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const { client, peer } = both;
      const readers = ['a', 'b', 'c'].map((name) =>
        spawn(function* () {
          for (let i = 0; i < 2; i++) trace.push([name, yield* text(client.readUntil('\n'))]);
        }),
      );
      yield* sleep(0);
      peer.write('1\n2\n3\n4\n5\n6\n');
      for (const reader of readers) yield* reader.join();
      expect(trace).to.deep.equal([
        ['a', '1\n'],
        ['b', '2\n'],
        ['c', '3\n'],
        ['a', '4\n'],
        ['b', '5\n'],
        ['c', '6\n'],
      ]);
    }),
  );

  it(
    'do not overtake the first, which wants more than there is',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const { client, peer } = both;
      const first = spawn(function* () {
        trace.push(['first', yield* text(client.readBytes(6))]);
      });
      const second = spawn(function* () {
        trace.push(['second', yield* text(client.read())]);
      });
      yield* sleep(0);
      peer.write('123');
      yield* peer.flush();
      yield* sleep(0.01);
      expect(trace).to.deep.equal([]);
      peer.write('456789');
      yield* first.join();
      yield* second.join();
      expect(trace).to.deep.equal([
        ['first', '123456'],
        ['second', '789'],
      ]);
    }),
  );

  it(
    'move up when the first is killed where it waits, the second at once if there is enough for it',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('.');
      yield* client.read();
      const first = spawn(() => client.readBytes(10));
      const second = spawn(() => text(client.readBytes(3)));
      yield* sleep(0);
      peer.write('12345');
      // The bytes are there, and the first does not want so few.
      yield* until(new Promise((resolve) => setTimeout(resolve, 5)));
      expect(second.state).to.equal('parked');
      first.kill();
      expect(yield* second.get()).to.equal('123');
      expect(yield* text(client.read())).to.equal('45');
    }),
  );

  it(
    'get the bytes that the first was woken for when it is killed before it runs',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const { client, peer } = both;
      // The killer reads first: by the time it goes on, the victim has been woken.
      const killer = spawn(function* () {
        yield* client.readUntil('\n');
        trace.push(victim.state);
        victim.kill();
      });
      const victim = spawn(() => client.readUntil('\n'));
      const heir = spawn(() => text(client.readUntil('\n')));
      yield* sleep(0);
      peer.write('one\ntwo\nthree\n');
      yield* killer.join();
      expect(yield* failure(victim.get())).to.be.instanceOf(TaskletExit);
      expect(yield* heir.get()).to.equal('two\n');
      expect(yield* text(client.readUntil('\n'))).to.equal('three\n');
      expect(trace).to.deep.equal(['ready']);
    }),
  );

  it(
    'all learn of the close, in turn, also the one that has just been woken with data',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const { client, peer } = both;
      const closer = spawn(function* () {
        yield* client.readUntil('\n');
        client.close();
      });
      const others = (['readUntil', 'readBytes', 'read'] as const).map((name) =>
        spawn(function* () {
          const op = {
            readUntil: () => client.readUntil('\n'),
            readBytes: () => client.readBytes(3),
            read: () => client.read(),
          };
          trace.push([name, yield* codeOf(op[name]())]);
        }),
      );
      yield* sleep(0);
      peer.write('one\ntwo\nthree\n');
      yield* closer.join();
      for (const other of others) yield* other.join();
      expect(trace).to.deep.equal([
        ['readUntil', 'ECLOSED'],
        ['readBytes', 'ECLOSED'],
        ['read', 'ECLOSED'],
      ]);
    }),
  );

  it(
    'see each byte once, whoever is killed or times out among them',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      const lines = 400;
      const seen: number[] = [];
      function* reader(): Op<void> {
        for (let line; (line = yield* client.readUntil('\n')).length > 0;) {
          seen.push(Number(line));
          yield* sleep(0);
        }
      }
      const readers = new Set(Array.from({ length: 10 }, () => spawn(reader)));
      spawn(function* () {
        for (let i = 0; i < lines; i++) {
          peer.write(`${i}\n`);
          if (i % 3 === 0) yield* sleep(0);
        }
        peer.close();
      });
      let random = 12_345;
      while (seen.length < lines) {
        for (const one of readers) {
          random = (random * 1_103_515_245 + 12_345) & 0x7fffffff;
          if (random % 5 === 0) {
            one.kill();
            readers.delete(one);
            readers.add(spawn(reader));
          }
        }
        yield* sleep(0.001);
      }
      for (const one of readers) yield* one.join();
      expect(seen).to.deep.equal(Array.from({ length: lines }, (_, i) => i));
    }),
  );
});

describe('a stream that is written', () => {
  afterEach(nothingIsOpen);

  it(
    'sends text as UTF-8, and bytes as they are, in order',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      expect(client.write('grüße ')).to.equal(true);
      expect(client.write(Buffer.from('xxbytesxx').subarray(2, 7))).to.equal(true);
      expect(client.write(new Uint8Array([32, 33]))).to.equal(true);
      expect(client.write('\ud800')).to.equal(true);
      expect(client.write('')).to.equal(true);
      expect(client.write(Buffer.alloc(0))).to.equal(true);
      yield* client.flush();
      client.close();
      expect(yield* text(readAll(peer))).to.equal('grüße bytes !\ufffd');
    }),
  );

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
    'returns false from write() when its peer does not read; drain() and flush() park, and go on when it does',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const { client, peer } = both;
      const total = fill(client) + 1;
      expect(client.write('.')).to.equal(false);
      const tasks = [
        spawn(function* () {
          yield* client.flush();
          trace.push('flush');
        }),
        spawn(function* () {
          yield* client.drain();
          trace.push('drain');
        }),
      ];
      yield* sleep(0);
      expect(tasks.map((task) => task.state)).to.deep.equal(['parked', 'parked']);
      expect(yield* peer.readBytes(total)).to.have.length(total);
      for (const task of tasks) yield* task.join();
      expect(trace).to.have.members(['flush', 'drain']);
      expect(client.write('all is sent')).to.equal(true);
    }),
  );

  it(
    'returns from drain() when less than highWaterMark is queued, from flush() when nothing is',
    realTime(function* ({ trace }) {
      using both = yield* pair({ highWaterMark: 2 ** 22 });
      const { client, peer } = both;
      while (client.write(Buffer.alloc(64 * 1024)));
      yield* client.drain();
      trace.push('not parked');
      const written = fill(client);
      const flushing = spawn(function* () {
        yield* client.flush();
        trace.push('flushed');
      });
      const draining = spawn(function* () {
        yield* client.drain();
        trace.push('drained');
      });
      yield* sleep(0);
      expect([flushing.state, draining.state]).to.deep.equal(['parked', 'parked']);
      const reading = spawn(() => readAll(peer));
      yield* flushing.join();
      yield* draining.join();
      expect(trace).to.deep.equal(['not parked', 'drained', 'flushed']);
      client.close();
      expect((yield* reading.get()).length).to.be.above(written);
    }),
  );

  it(
    'takes nothing of a write that would exceed maxWriteBuffer',
    realTime(function* () {
      using both = yield* pair({ maxWriteBuffer: 100_000 });
      const { client, peer } = both;
      expect(() => client.write(Buffer.alloc(100_001)))
        .to.throw(TCPError)
        .with.property('code', 'ENOBUFS');
      let written = 0;
      expect(() => {
        for (;;) written += (client.write(Buffer.alloc(10_000, 'x')), 10_000);
      })
        .to.throw(TCPError)
        .with.property('code', 'ENOBUFS');
      // Text is measured in bytes, not in characters.
      expect(() => client.write('€'.repeat(33_000)))
        .to.throw(TCPError)
        .with.property('code', 'ENOBUFS');
      expect(yield* peer.readBytes(written)).to.have.length(written);
      yield* client.flush();
      client.write('.');
      client.close();
      expect(yield* text(readAll(peer))).to.equal('.');
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

  it(
    'carries tens of megabytes in both directions at once, to the byte',
    realTime(function* () {
      using server = yield* started(new EchoServer());
      using client = new TCPClient();
      yield* client.connect(server.address);
      const data = noise(32 * 2 ** 20);
      const back = spawn(() => client.readBytes(data.length));
      for (let at = 0; at < data.length; at += 100_000) {
        client.write(data.subarray(at, at + 100_000));
        yield* client.drain();
      }
      expect((yield* back.get()).equals(data)).to.equal(true);
    }),
  );

  it(
    'carries one huge write of bytes, and one of text',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      const data = noise(16 * 2 ** 20);
      client.write(data);
      expect((yield* peer.readBytes(data.length)).equals(data)).to.equal(true);
      const long = 'äöü€'.repeat(2 ** 20);
      client.write(long);
      client.write('!');
      expect((yield* peer.readBytes(9 * 2 ** 20 + 1)).toString()).to.equal(long + '!');
    }),
  );
});

describe('a stream that is closed', () => {
  afterEach(nothingIsOpen);

  it(
    'wakes every tasklet that is parked on it with ECLOSED',
    realTime(function* ({ trace }) {
      using both = yield* pair();
      const { client } = both;
      fill(client);
      const ops: [string, () => Op<unknown>][] = [
        ['read', () => client.read()],
        ['readBytes', () => client.readBytes(1)],
        ['readUntil', () => client.readUntil('\n')],
        ['readUntilRegex', () => client.readUntilRegex(/\n/)],
        ['flush', () => client.flush()],
        ['drain', () => client.drain()],
        ['shutdown', () => client.shutdown()],
      ];
      const parked = ops.map(([name, op]) =>
        spawn(function* () {
          const error = yield* failure(op());
          expect(error).to.be.instanceOf(TCPError);
          trace.push([name, (error as TCPError).code]);
        }),
      );
      yield* sleep(0);
      client.close();
      for (const one of parked) yield* one.get();
      expect(trace).to.have.deep.members(ops.map(([name]) => [name, 'ECLOSED']));
    }),
  );

  it(
    'fails with ECLOSED in every operation afterwards',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer, server } = both;
      client.close();
      client.close();
      expect(client.closed).to.equal(true);
      for (const op of [
        client.read(),
        client.readBytes(1),
        client.readUntil('\n'),
        client.readUntilRegex(/\n/),
        client.flush(),
        client.drain(),
        client.shutdown(),
        client.connect(server.sockname),
      ]) {
        const error = yield* failure(op);
        expect(error).to.be.instanceOf(TCPError).and.include({ code: 'ECLOSED' });
      }
      for (const use of [
        () => client.write('x'),
        () => client.write(''),
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
    'drops unsent and unread bytes',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('unread');
      const written = fill(client);
      client.close();
      const seen = yield* codeOf(peer.readBytes(written));
      if (seen !== 'ECONNRESET') expect(seen).to.have.property('length').that.is.below(written);
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

  const operations: Record<string, (stream: BaseStream) => Op<unknown>> = {
    read: (stream) => stream.read(),
    readBytes: (stream) => stream.readBytes(5),
    readUntil: (stream) => stream.readUntil('\n'),
    readUntilRegex: (stream) => stream.readUntilRegex(/\n/),
    flush: (stream) => stream.flush(),
    drain: (stream) => stream.drain(),
  };

  for (const [name, operation] of Object.entries(operations)) {
    it(
      `leaves ${name}() at once, and the stream as it was`,
      realTime(function* ({ loop, trace }) {
        using both = yield* pair();
        const { client, peer } = both;
        const written = fill(client);
        const victim = spawn(function* () {
          try {
            yield* operation(client);
          } finally {
            trace.push(Tasklet.current()?.state);
          }
        });
        yield* sleep(0);
        expect(loop.dump().find(({ id }) => id === victim.id)?.waitingOn).to.equal(`TCPClient.${name}`);
        victim.kill();
        const error = (yield* failure(victim.get())) as Error;
        expect(error).to.be.instanceOf(TaskletExit);
        expect(error.stack).to.include('stream.test');
        expect(trace).to.deep.equal(['running']);
        // It reads and writes as ever.
        peer.write('later\n');
        expect(yield* text(client.readUntil('\n'))).to.equal('later\n');
        yield* peer.readBytes(written);
        yield* client.flush();
      }),
    );

    it(
      `may be timed out in ${name}(), again and again`,
      realTime(function* () {
        using both = yield* pair();
        const { client, peer } = both;
        const written = fill(client);
        for (let i = 0; i < 3; i++) {
          const timeout = new Timeout(0.002);
          expect(yield* failure(timeout.run(operation(client)))).to.equal(timeout);
        }
        peer.write('later\n');
        expect(yield* text(client.readUntil('\n'))).to.equal('later\n');
        yield* peer.readBytes(written);
        yield* client.flush();
      }),
    );
  }

  it(
    'loses no byte of a line that was there in part',
    realTime(function* () {
      using both = yield* pair();
      const { client, peer } = both;
      peer.write('half ');
      yield* failure(new Timeout(0.005).run(client.readUntil('\n')));
      peer.write('a line\n');
      expect(yield* text(client.readUntil('\n'))).to.equal('half a line\n');
    }),
  );

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
