// Connections in memory: the contract of all streams, on the virtual clock, and what only they have.
import { expect } from 'chai';
import { DeadlockError, EventLoop, type Op, select, sleep, spawn } from 'evergreen-ts';
import { BufferLimitError, StreamError, type StreamOptions } from 'evergreen-ts/io';
import { memoryPair, runVirtual, virtualDriver } from 'evergreen-ts/testing';
import { realTime, tasklets } from '../support/run-tasklet.js';
import { codeOf, failure, fill, noise, readAll } from '../support/sockets.js';
import { type Ends, streamContract } from '../support/stream-contract.js';
import { failureOf } from '../support/virtual-loop.js';

function* pair(options: StreamOptions & { latency?: number; chunk?: number } = {}): Op<Ends> {
  const [client, peer] = memoryPair(options);
  return {
    client,
    peer,
    [Symbol.dispose]: () => {
      client.close();
      peer.close();
    },
  };
}

const check = (): Promise<void> => Promise.resolve();

describe('a stream in memory', () =>
  streamContract({ ErrorClass: StreamError, play: tasklets, pair, check }));
describe('a stream in memory, on real time', () =>
  streamContract({ ErrorClass: StreamError, play: realTime, pair, check }));
describe('a stream in memory, late and in small pieces', () =>
  streamContract({
    ErrorClass: StreamError,
    play: tasklets,
    pair: (options) => pair({ ...options, latency: 0.0001, chunk: 20_000 }),
    check,
  }));

describe('memoryPair()', () => {
  it('takes no time, and its order is the same each time', async () => {
    const play = (): Promise<unknown[]> =>
      runVirtual(function* (): Op<unknown[]> {
        const trace: unknown[] = [];
        const [client, server] = memoryPair({ latency: 0.5, chunk: 3 });
        const serving = spawn(function* () {
          for (let data; (data = yield* server.read()).length > 0;) {
            trace.push([String(data), EventLoop.current().time()]);
            server.write(data);
          }
          server.close();
        });
        client.write('hello');
        yield* sleep(0.1);
        client.write('!');
        yield* client.shutdown();
        trace.push(String(yield* readAll(client)), EventLoop.current().time());
        yield* serving.join();
        return trace;
      });
    const trace = await play();
    expect(trace.slice(0, 3)).to.deep.equal([
      ['hel', 0.5],
      ['lo', 0.5],
      ['!', 0.6],
    ]);
    expect(trace[3]).to.equal('hello!');
    expect(trace[4]).to.be.closeTo(1.1, 1e-9);
    expect(await play()).to.deep.equal(trace);
  });

  it('delivers byte by byte if it is told to, and the reader has its turn in between', async () => {
    const pieces = await runVirtual(function* (): Op<string[]> {
      const [client, server] = memoryPair({ chunk: 1 });
      client.write('abc');
      client.close();
      const found: string[] = [];
      for (let data; (data = yield* server.read()).length > 0;) found.push(String(data));
      return found;
    });
    expect(pieces).to.deep.equal(['a', 'b', 'c']);
  });

  for (const [name, stuck] of Object.entries<() => Op<unknown>>({
    read: () => memoryPair()[0].read(),
    readUntil: () => memoryPair()[0].readUntil('\n'),
    lines: () => memoryPair()[0].lines().next(),
    flush: () => {
      const [client] = memoryPair();
      fill(client);
      return client.flush();
    },
    shutdown: () => {
      const [client] = memoryPair();
      fill(client);
      return client.shutdown();
    },
  }))
    it(`tells a deadlock of who waits in ${name}() for the other end, which does nothing`, async () => {
      const error = await failureOf(runVirtual(stuck));
      expect(error).to.be.instanceOf(DeadlockError);
      expect((error as DeadlockError).tasklets[0]?.waitingOn).to.equal(`MemoryStream.${name}`);
    });

  it(
    'has at most 64 KiB under way each way, and what is written beyond that waits',
    tasklets(function* () {
      const [client, server] = memoryPair();
      // The other end reads 64 KiB ahead.
      expect(client.write(Buffer.alloc(65_536))).to.equal(true);
      expect(client.write('.')).to.equal(false);
      yield* client.flush();
      expect(client.write(Buffer.alloc(65_535))).to.equal(true);
      yield* sleep(0);
      expect(client.write('..')).to.equal(false);
      const flushing = spawn(() => client.flush());
      yield* sleep(1);
      expect(flushing.state).to.equal('parked');
      yield* server.read(1);
      yield* server.readBytes(65_535);
      yield* flushing.join();
    }),
  );

  it(
    'has sent a copy of what it has sent: the writer may use the bytes again',
    tasklets(function* () {
      const [client, server] = memoryPair({ latency: 1 });
      const bytes = Buffer.from('right');
      expect(client.write(bytes)).to.equal(true);
      bytes.fill('!');
      expect(String(yield* server.readBytes(5))).to.equal('right');
    }),
  );

  it(
    'is reset by an end that is closed before it has got all; what had come can be read',
    tasklets(function* () {
      const [client, server] = memoryPair({ latency: 0.1 });
      server.write('some');
      yield* sleep(1);
      client.write('never read');
      const reading = spawn(() => failure(client.readBytes(100)));
      yield* sleep(0);
      server.close();
      const error = yield* reading.get();
      expect(error).to.be.instanceOf(StreamError).and.include({ code: 'ECONNRESET', syscall: 'read' });
      expect((error as StreamError).errno).to.be.below(0);
      expect(String(yield* client.read())).to.equal('some');
      expect(yield* codeOf(client.read())).to.equal('ECONNRESET');
      expect(() => client.write('more'))
        .to.throw(StreamError)
        .with.property('code', 'EPIPE');
      expect(yield* codeOf(client.shutdown())).to.equal('EPIPE');
    }),
  );

  it(
    'is reset when something is written to an end that is closed',
    tasklets(function* () {
      const [client, server] = memoryPair();
      server.close();
      expect(yield* client.read()).to.have.length(0);
      expect(client.write('anybody there?')).to.equal(true);
      yield* sleep(0);
      yield* sleep(0);
      expect(() => client.write('no'))
        .to.throw(StreamError)
        .with.property('code', 'EPIPE');
    }),
  );

  it(
    'fails what waits to be sent when it is reset, though nobody reads',
    tasklets(function* () {
      const [client, server] = memoryPair({ latency: 1 });
      fill(client);
      const flushing = spawn(() => codeOf(client.flush()));
      const ending = spawn(() => codeOf(client.shutdown()));
      yield* sleep(0);
      server.close();
      expect(yield* flushing.get()).to.equal('ECONNRESET');
      expect(yield* ending.get()).to.equal('ECONNRESET');
    }),
  );

  it(
    'ends for the other side when it is closed with nothing unread',
    tasklets(function* () {
      const [client, server] = memoryPair({ latency: 1, chunk: 2 });
      client.write('last words');
      client.close();
      expect(String(yield* readAll(server))).to.equal('last words');
      expect(yield* server.read()).to.have.length(0);
    }),
  );

  it(
    'carries a protocol with ends of each side at its own time, to the byte',
    tasklets(function* () {
      const [client, server] = memoryPair({ latency: 0.01, chunk: 1000 });
      const data = noise(2 ** 20);
      const back = spawn(() => readAll(client));
      const there = spawn(() => readAll(server));
      client.write(data);
      server.write(data);
      yield* client.shutdown();
      expect((yield* there.get()).equals(data)).to.equal(true);
      yield* server.shutdown();
      expect((yield* back.get()).equals(data)).to.equal(true);
    }),
  );

  it('makes no loop, and may be made before the loop that it is used on, which closes it', async () => {
    const [client, server] = memoryPair();
    const loop = new EventLoop({ driver: virtualDriver() });
    const reading = spawn(() => server.readUntil('\n'));
    spawn(() => client.write('hello\n'));
    await loop.run();
    expect(String(await reading.promise())).to.equal('hello\n');
    loop.destroy();
    expect([client.closed, server.closed]).to.deep.equal([true, true]);
  });

  it('left open does not keep a loop that runs by itself', async () => {
    let loop: EventLoop | undefined;
    await realTime(() => undefined)();
    const task = spawn(function* () {
      loop = EventLoop.current();
      const [client] = memoryPair();
      client.write('nobody reads this');
      yield* sleep(0);
    });
    await task.promise();
    await new Promise((resolve) => setImmediate(resolve));
    expect(() => loop?.callSoon(() => undefined)).to.throw('destroyed');
  });

  it('refuses options that cannot be', () => {
    for (const options of [{ latency: -1 }, { latency: '1' }, { latency: NaN }, { chunk: 0 }, { chunk: 1.5 }])
      expect(() => memoryPair(options as object), JSON.stringify(options)).to.throw(RangeError);
    expect(() => memoryPair({ highWaterMark: -1 })).to.throw(RangeError, 'highWaterMark');
    expect(() => memoryPair(5 as unknown as object)).to.throw(TypeError, 'memoryPair');
  });
});

describe('lines() of a stream', () => {
  /** What it finds in a stream of these bytes, which come in pieces. */
  function linesOf(
    bytes: string | Uint8Array,
    options?: { delimiter?: string | Uint8Array; encoding?: BufferEncoding },
    chunk = 1,
  ): Op<string[]> {
    const [client, server] = memoryPair({ chunk });
    client.write(bytes);
    client.close();
    return server.lines(options).toArray();
  }

  it(
    'returns each without its end, be it \\n or \\r\\n, and what follows the last end',
    tasklets(function* () {
      for (const chunk of [1, 2, 1000]) {
        expect(yield* linesOf('one\ntwo\r\n\r\n\nthr\ree\r', {}, chunk)).to.deep.equal([
          'one',
          'two',
          '',
          '',
          'thr\ree\r',
        ]);
        expect(yield* linesOf('a\n', {}, chunk)).to.deep.equal(['a']);
        expect(yield* linesOf('', {}, chunk)).to.deep.equal([]);
      }
    }),
  );

  it(
    'takes another delimiter, as text or as bytes, and then nothing else ends a line',
    tasklets(function* () {
      expect(yield* linesOf('a\r\nb;;c;\n;;', { delimiter: ';;' })).to.deep.equal(['a\r\nb', 'c;\n']);
      expect(yield* linesOf('a\0b', { delimiter: Uint8Array.of(0) })).to.deep.equal(['a', 'b']);
    }),
  );

  it(
    'decodes whole lines: a character in two pieces is one',
    tasklets(function* () {
      expect(yield* linesOf('grüße\n→ €\n')).to.deep.equal(['grüße', '→ €']);
      expect(
        yield* linesOf(Buffer.from('gr\xfc\xdfe§x', 'latin1'), { encoding: 'latin1', delimiter: '§' }),
      ).to.deep.equal(['grüße', 'x']);
      expect(yield* linesOf('ab\ncd', { encoding: 'hex' })).to.deep.equal(['6162', '6364']);
    }),
  );

  it(
    'knows lines of two-byte characters, whose halves may look like an end',
    tasklets(function* () {
      // U+0A00 U+0A0A, and U+0D0A before the end.
      const text = 'a\u0a00\u0a0ab\r\n\n\u0d0a\n.';
      expect(yield* linesOf(Buffer.from(text, 'utf16le'), { encoding: 'utf16le' })).to.deep.equal([
        'a\u0a00\u0a0ab',
        '',
        '\u0d0a',
        '.',
      ]);
    }),
  );

  it(
    'throws what breaks the stream off, and the part of a line that had come can be read',
    tasklets(function* () {
      const [client, server] = memoryPair();
      client.write('whole\npart');
      const lines = server.lines();
      expect(yield* lines.next()).to.deep.equal({ done: false, value: 'whole' });
      server.write('unread');
      client.close();
      expect(yield* codeOf(lines.next())).to.equal('ECONNRESET');
      expect(String(yield* server.read())).to.equal('part');
    }),
  );

  it(
    'refuses a line that is longer than maxBufferSize, and loses nothing of it',
    tasklets(function* () {
      const [client, server] = memoryPair({ maxBufferSize: 4 });
      client.write('abcdef\n');
      const lines = server.lines();
      expect(yield* failure(lines.next())).to.be.instanceOf(BufferLimitError);
      yield* server.readBytes(4);
      expect(yield* lines.next()).to.deep.equal({ done: false, value: 'ef' });
    }),
  );

  it(
    'is an arm of select(): when another arm wins, the line is the next one’s',
    tasklets(function* () {
      const [client, server] = memoryPair();
      const lines = server.lines();
      expect(yield* select({ line: lines.next(), tick: sleep(1) })).to.deep.equal(['tick', undefined]);
      client.write('ha');
      expect(yield* select({ line: lines.next(), tick: sleep(1) })).to.deep.equal(['tick', undefined]);
      client.write('lf\n');
      expect(yield* select({ line: lines.next(), tick: sleep(1) })).to.deep.equal([
        'line',
        { done: false, value: 'half' },
      ]);
    }),
  );

  it(
    'loses no line of a tasklet that is killed, also when it has been woken',
    tasklets(function* () {
      const [client, server] = memoryPair();
      const lines = server.lines();
      const killer = spawn(function* () {
        yield* server.readUntil('\n');
        victim.kill();
      });
      const victim = spawn(() => lines.next());
      const heir = spawn(() => lines.next());
      yield* sleep(0);
      client.write('one\ntwo\n');
      yield* killer.join();
      expect(yield* heir.get()).to.deep.equal({ done: false, value: 'two' });
      yield* victim.join();
    }),
  );

  it('refuses options that cannot be', () => {
    const [client] = memoryPair();
    for (const delimiter of ['', new Uint8Array(0), 5, /x/])
      expect(() => client.lines({ delimiter: delimiter as string })).to.throw(TypeError, 'delimiter');
    expect(() => client.lines({ encoding: 'utf-9' as 'utf8' })).to.throw(TypeError, 'encoding');
    expect(() => client.lines(null as unknown as object)).to.throw(TypeError, 'lines()');
    client.close();
  });
});
