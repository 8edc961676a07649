// The contract of every stream that is whole: reading, writing, ends, and whoever is killed, timed out or closed meanwhile. Run over
// each kind, both ends of which are streams of ours; what concerns connecting, resets and foreign peers is in each kind's own tests.
import { expect } from 'chai';
import { Event, type Op, Tasklet, TaskletExit, Timeout, sleep, spawn, until } from 'evergreen-ts';
import {
  type BaseStream,
  BufferLimitError,
  IncompleteReadError,
  StreamError,
  type StreamOptions,
  pipe,
} from 'evergreen-ts/io';
import type { Scene } from './run-tasklet.js';
import { codeOf, failure, fill, noise, readAll } from './sockets.js';

/** Both ends of one connection. */
export interface Ends extends Disposable {
  readonly client: BaseStream;
  readonly peer: BaseStream;
}

/** A kind of streams. */
export interface StreamKind {
  /** The class of its errors. */
  readonly ErrorClass: typeof StreamError;
  /** How its tests are run: on real time, or simulated. */
  play(body: (scene: Scene) => Op<unknown>): () => Promise<void>;
  /** A connection; the options of its ends, where those have options of their own. */
  pair(options?: StreamOptions, peerOptions?: StreamOptions): Op<Ends>;
  /** Does write() return false even if all goes out at once, as that is known later only? */
  readonly writesLater?: true;
  /** After each test. */
  check(): Promise<void>;
}

/** What a read gives, as text. */
function* text(op: Op<Buffer>): Op<string> {
  return (yield* op).toString();
}

export function streamContract(kind: StreamKind): void {
  afterEach(() => kind.check());

  describe('a stream that is read', () => {
    it(
      'returns lines, counted bytes and whatever is there, in the order they came',
      kind.play(function* () {
        using both = yield* kind.pair();
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
      'reads into memory of the caller, as much as fits',
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        const buffer = Buffer.alloc(8, '-');
        const late = spawn(() => client.readInto(buffer.subarray(2, 7)));
        yield* sleep(0);
        peer.write('abcdefgh');
        expect(yield* late.get()).to.equal(5);
        expect(buffer.toString()).to.equal('--abcde-');
        expect(yield* client.readInto(buffer)).to.equal(3);
        expect(buffer.toString()).to.equal('fghbcde-');
        expect(() => client.readInto(new Uint8Array(0))).to.throw(RangeError, 'must not be empty');
        expect(() => client.readInto('text' as never)).to.throw(TypeError, 'takes a Uint8Array');
      }),
    );

    it(
      'lends what is there, which is gone afterwards, and what is written of it arrives whole',
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        const all = noise(16 * 2 ** 20);
        const stuck = new Event();
        const echo = spawn(function* () {
          const send = (bytes: Uint8Array): boolean => {
            if (bytes.length > 0 && !peer.write(bytes)) stuck.set();
            return bytes.length > 0;
          };
          while (yield* peer.lend(send)) yield* peer.drain();
          stuck.set();
          yield* peer.shutdown();
        });
        client.write(all);
        const sending = spawn(() => client.shutdown());
        yield* stuck.wait();
        // What waits to be sent, waits while more is read.
        for (let i = 0; i < 20; i++) yield* sleep(0);
        expect((yield* readAll(client)).equals(all)).to.equal(true);
        yield* echo.get();
        yield* sending.get();
      }),
    );

    it(
      'throws what a function that is lent bytes throws, and a TypeError if that would look at them later',
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        peer.write('x');
        const mine = new Error('mine');
        const stack = mine.stack;
        const lending = client.lend(() => {
          throw mine;
        });
        expect(yield* failure(lending)).to.equal(mine);
        expect(mine.stack).to.equal(stack);
        peer.write('y');
        expect(yield* failure(client.lend(function* () {}))).to.be.instanceOf(TypeError);
        peer.write('z');
        // eslint-disable-next-line @typescript-eslint/require-await
        expect(yield* failure(client.lend(async () => 1))).to.be.instanceOf(TypeError);
        expect(() => client.lend(1 as never)).to.throw(TypeError, 'must be a function');
        const late = spawn(() => client.lend(({ length }) => length));
        yield* sleep(0);
        late.kill();
        yield* late.join();
        peer.write('kept');
        expect(yield* text(client.readBytes(4))).to.equal('kept');
      }),
    );

    it(
      'takes a delimiter as text or as bytes, and uses a copy of them made at the call',
      kind.play(function* () {
        using both = yield* kind.pair();
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
      kind.play(function* () {
        using both = yield* kind.pair();
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
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        peer.write('last\n');
        peer.close();
        expect(yield* text(client.readUntil('\n'))).to.equal('last\n');
        for (let i = 0; i < 3; i++) {
          expect(yield* client.readUntil('\n')).to.have.length(0);
          expect(yield* client.readBytes(10)).to.have.length(0);
          expect(yield* client.read()).to.have.length(0);
          expect(yield* client.readInto(new Uint8Array(3))).to.equal(0);
          expect(yield* client.lend(({ length }) => length)).to.equal(0);
        }
        expect(client.closed).to.equal(false);
      }),
    );

    it(
      'wakes every tasklet that is parked in a read when the end comes, in turn',
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
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
      'fails with the bytes that had come when it ends inside a line, and they have left its buffer',
      kind.play(function* () {
        using both = yield* kind.pair();
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
      kind.play(function* () {
        using both = yield* kind.pair();
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
      kind.play(function* () {
        using both = yield* kind.pair({ maxBufferSize: 8 });
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
      kind.play(function* () {
        using both = yield* kind.pair({ maxBufferSize: 300_000 });
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
      kind.play(function* () {
        using both = yield* kind.pair({ maxBufferSize: 8 });
        both.peer.write('1234567\n');
        expect(yield* text(both.client.readUntil('\n'))).to.equal('1234567\n');
      }),
    );

    it(
      'runs a read once, inside a tasklet',
      kind.play(function* () {
        using both = yield* kind.pair();
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
  });

  describe('several tasklets that read one stream', () => {
    it(
      'are served in turn',
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
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
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
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
      kind.play(function* () {
        using both = yield* kind.pair();
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
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
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
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
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
      kind.play(function* () {
        using both = yield* kind.pair();
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
          yield* peer.flush();
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
    it(
      'sends text as UTF-8, and bytes as they are, in order',
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        const atOnce = kind.writesLater !== true;
        expect(client.write('grüße ')).to.equal(atOnce);
        expect(client.write(Buffer.from('xxbytesxx').subarray(2, 7))).to.equal(atOnce);
        expect(client.write(new Uint8Array([32, 33]))).to.equal(atOnce);
        expect(client.write('\ud800')).to.equal(atOnce);
        yield* client.flush();
        expect(client.write('')).to.equal(true);
        expect(client.write(Buffer.alloc(0))).to.equal(true);
        client.close();
        expect(yield* text(readAll(peer))).to.equal('grüße bytes !\ufffd');
      }),
    );

    it(
      'returns false from write() when its peer does not read; drain() and flush() park, and go on when it does',
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
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
        expect(client.write('all is sent')).to.equal(kind.writesLater !== true);
      }),
    );

    it(
      'returns from drain() when less than highWaterMark is queued, from flush() when nothing is',
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair({ highWaterMark: 2 ** 22 });
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
      kind.play(function* () {
        using both = yield* kind.pair({ maxWriteBuffer: 100_000 });
        const { client, peer } = both;
        expect(() => client.write(Buffer.alloc(100_001)))
          .to.throw(kind.ErrorClass)
          .with.property('code', 'ENOBUFS');
        let written = 0;
        expect(() => {
          for (;;) written += (client.write(Buffer.alloc(10_000, 'x')), 10_000);
        })
          .to.throw(kind.ErrorClass)
          .with.property('code', 'ENOBUFS');
        // Text is measured in bytes, not in characters.
        expect(() => client.write('€'.repeat(33_000)))
          .to.throw(kind.ErrorClass)
          .with.property('code', 'ENOBUFS');
        expect(yield* peer.readBytes(written)).to.have.length(written);
        yield* client.flush();
        client.write('.');
        client.close();
        expect(yield* text(readAll(peer))).to.equal('.');
      }),
    );

    it(
      'carries tens of megabytes in both directions at once, to the byte',
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        const echo = spawn(() => pipe(peer, peer));
        const data = noise(32 * 2 ** 20);
        const back = spawn(() => client.readBytes(data.length));
        for (let at = 0; at < data.length; at += 100_000) {
          client.write(data.subarray(at, at + 100_000));
          yield* client.drain();
        }
        expect((yield* back.get()).equals(data)).to.equal(true);
        yield* client.shutdown();
        expect(yield* echo.get()).to.equal(data.length);
      }),
    );

    it(
      'carries one huge write of bytes, and one of text',
      kind.play(function* () {
        using both = yield* kind.pair();
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
    it(
      'wakes every tasklet that is parked on it with ECLOSED',
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
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
            expect(error).to.be.instanceOf(kind.ErrorClass);
            trace.push([name, (error as StreamError).code]);
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
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
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
          client.lines().next(),
        ]) {
          const error = yield* failure(op);
          expect(error).to.be.instanceOf(kind.ErrorClass).and.include({ code: 'ECLOSED' });
        }
        for (const use of [() => client.write('x'), () => client.write('')]) {
          expect(use).to.throw(kind.ErrorClass).with.property('code', 'ECLOSED');
        }
        expect(yield* peer.read()).to.have.length(0);
      }),
    );

    it(
      'drops unsent and unread bytes',
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        peer.write('unread');
        const written = fill(client);
        client.close();
        const seen = yield* codeOf(peer.readBytes(written));
        if (seen !== 'ECONNRESET') expect(seen).to.have.property('length').that.is.below(written);
      }),
    );
  });

  describe('a tasklet that is killed in an operation of a stream', () => {
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
        kind.play(function* ({ loop, trace }) {
          using both = yield* kind.pair();
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
          expect(loop.dump().find(({ id }) => id === victim.id)?.waitingOn).to.equal(
            `${client.constructor.name}.${name}`,
          );
          victim.kill();
          const error = (yield* failure(victim.get())) as Error;
          expect(error).to.be.instanceOf(TaskletExit);
          expect(error.stack).to.include('stream-contract');
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
        kind.play(function* () {
          using both = yield* kind.pair();
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
      kind.play(function* () {
        using both = yield* kind.pair();
        const { client, peer } = both;
        peer.write('half ');
        yield* failure(new Timeout(0.005).run(client.readUntil('\n')));
        peer.write('a line\n');
        expect(yield* text(client.readUntil('\n'))).to.equal('half a line\n');
      }),
    );
  });

  describe('shutdown() of a stream', () => {
    it(
      'ends the writing side: the peer reads to the end, and its answer still arrives',
      kind.play(function* () {
        using both = yield* kind.pair();
        both.client.write('question');
        yield* both.client.shutdown();
        expect((yield* readAll(both.peer)).toString()).to.equal('question');
        both.peer.write('answer');
        yield* both.peer.shutdown();
        expect((yield* readAll(both.client)).toString()).to.equal('answer');
        expect([both.client.closed, both.peer.closed]).to.deep.equal([false, false]);
      }),
    );

    it(
      'sends all that was written before',
      kind.play(function* () {
        using both = yield* kind.pair();
        const written = fill(both.client);
        const ending = spawn(() => both.client.shutdown());
        yield* sleep(0);
        expect(ending.isAlive()).to.equal(true);
        expect((yield* readAll(both.peer)).length).to.equal(written);
        yield* ending.join();
      }),
    );

    it(
      'makes a later write() an error, and is no error the second time',
      kind.play(function* () {
        using both = yield* kind.pair();
        yield* both.client.shutdown();
        yield* both.client.shutdown();
        yield* both.client.flush();
        expect(() => both.client.write('more'))
          .to.throw()
          .with.property('code', 'EPIPE');
      }),
    );

    it(
      'that waits is woken with ECLOSED by close(), and goes on if its tasklet is killed',
      kind.play(function* ({ trace }) {
        using both = yield* kind.pair();
        const written = fill(both.client);
        const killed = spawn(() => both.client.shutdown());
        yield* sleep(0);
        killed.kill();
        const waiting = spawn(function* () {
          trace.push(yield* codeOf(both.client.shutdown()));
        });
        expect((yield* readAll(both.peer)).length).to.equal(written);
        yield* waiting.join();
        expect(trace).to.deep.equal([undefined]);

        fill(both.peer);
        const parked = spawn(() => failure(both.peer.shutdown()));
        yield* sleep(0);
        both.peer.close();
        expect(yield* parked.get()).to.have.property('code', 'ECLOSED');
      }),
    );
  });
}

function attempt(use: () => unknown): unknown {
  try {
    use();
    return undefined;
  } catch (error) {
    return error;
  }
}
