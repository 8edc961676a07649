// Streams of Node's as streams of ours: the contract of all streams over sockets and over a pair of Duplexes, and what breaks.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { type Duplex, PassThrough, Readable, Writable, duplexPair } from 'node:stream';
import { createGzip, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Op, sleep, spawn, until } from 'evergreen-ts';
import { NodeStream, StreamError, type StreamOptions } from 'evergreen-ts/io';
import { realTime } from '../../support/run-tasklet.js';
import { codeOf, failure, noise, nothingIsOpen, readAll } from '../../support/sockets.js';
import { type Ends, streamContract } from '../../support/stream-contract.js';

function both(one: Duplex, other: Duplex, options?: StreamOptions, peerOptions?: StreamOptions): Ends {
  const client = new NodeStream(one, options);
  const peer = new NodeStream(other, peerOptions);
  return {
    client,
    peer,
    [Symbol.dispose]: () => {
      client.close();
      peer.close();
    },
  };
}

/** Two sockets of Node's, with its defaults: they end their writing side when the other has ended. */
function* sockets(options?: StreamOptions, peerOptions?: StreamOptions): Op<Ends> {
  const server = createServer();
  yield* until(once(server.listen(0, '127.0.0.1'), 'listening'));
  const { port } = server.address() as { port: number };
  const accepted = once(server, 'connection') as Promise<[Duplex]>;
  const one = connect(port, '127.0.0.1');
  const [other] = yield* until(accepted);
  server.close();
  return both(one, other, options, peerOptions);
}

describe('a stream over sockets of Node’s', () =>
  streamContract({ ErrorClass: StreamError, play: realTime, pair: sockets, check: nothingIsOpen }));

/** A pair of Duplexes without sockets; unlike duplexPair() alone, one that is destroyed ends the other. */
function linked(): [Duplex, Duplex] {
  const sides = duplexPair();
  for (const [i, side] of sides.entries()) {
    const other = sides[1 - i] as Duplex;
    side.on('close', () => {
      if (!side.writableFinished && !other.destroyed) other.push(null);
    });
  }
  return sides;
}

describe('a stream over a pair of Duplexes', () =>
  streamContract({
    ErrorClass: StreamError,
    play: realTime,
    *pair(options, peerOptions) {
      return both(...linked(), options, peerOptions);
    },
    check: nothingIsOpen,
    writesLater: true,
  }));

describe('NodeStream', () => {
  it(
    'takes a Readable and a Writable, each of which has an end of its own',
    realTime(function* () {
      const [readable, writable] = [new PassThrough(), new PassThrough()];
      using stream = new NodeStream({ readable, writable });
      readable.write('hello\n');
      expect(yield* stream.lines().next()).to.deep.equal({ done: false, value: 'hello' });
      readable.end();
      expect(yield* stream.read()).to.have.length(0);
      expect(stream.write('bye')).to.equal(true);
      yield* stream.shutdown();
      expect(String(yield* readAll(new NodeStream({ readable: writable })))).to.equal('bye');
    }),
  );

  it(
    'takes one of them: the other direction fails',
    realTime(function* () {
      using source = new NodeStream({
        readable: Readable.from([Buffer.from('one'), Buffer.from('two')], { objectMode: false }),
      });
      expect(String(yield* readAll(source))).to.equal('onetwo');
      expect(() => source.write('x'))
        .to.throw(StreamError)
        .with.property('code', 'EBADF');
      using sink = new NodeStream({ writable: new PassThrough() });
      expect(yield* codeOf(sink.read())).to.equal('EBADF');
      expect(sink.write('taken')).to.equal(true);
    }),
  );

  it(
    'is a Transform, too: a Gzip that is written and read',
    realTime(function* () {
      using gzip = new NodeStream(createGzip());
      const data = noise(2 ** 20);
      const all = spawn(() => readAll(gzip));
      gzip.write(data);
      yield* gzip.shutdown();
      expect(gunzipSync(yield* all.get()).equals(data)).to.equal(true);
    }),
  );

  it(
    'fails with ERR_STREAM_PREMATURE_CLOSE where it waits when others destroy it; what had come can be read',
    realTime(function* () {
      const [one, other] = duplexPair({ highWaterMark: 10 });
      using stream = new NodeStream(one);
      other.write('some');
      stream.write(Buffer.alloc(1000));
      const waiting = [stream.readBytes(10), stream.flush(), stream.shutdown()].map((op) =>
        spawn(() => failure(op)),
      );
      yield* sleep(0.001);
      one.destroy();
      for (const task of waiting)
        expect(yield* task.get())
          .to.be.instanceOf(StreamError)
          .and.include({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
      expect(String(yield* stream.read())).to.equal('some');
      expect(yield* codeOf(stream.read())).to.equal('ERR_STREAM_PREMATURE_CLOSE');
      expect(() => stream.write('x'))
        .to.throw(StreamError)
        .with.property('code', 'ERR_STREAM_PREMATURE_CLOSE');
    }),
  );

  it(
    'fails with the code of the error that it is destroyed with, which is the cause',
    realTime(function* () {
      const [one, other] = duplexPair();
      using stream = new NodeStream(one);
      other.write('some');
      const reading = spawn(() => failure(stream.readUntil('\n')));
      yield* sleep(0.001);
      const broken = Object.assign(new Error('it broke'), { code: 'EBROKEN', syscall: 'think' });
      one.destroy(broken);
      const error = yield* reading.get();
      expect(error)
        .to.be.instanceOf(StreamError)
        .and.include({ code: 'EBROKEN', syscall: 'think', cause: broken });
      expect((error as Error).message).to.equal('it broke');
      expect((error as Error).stack).to.include('at failure');
      expect(String(yield* stream.read())).to.equal('some');

      const plain = new PassThrough();
      using another = new NodeStream(plain);
      plain.destroy(new TypeError('no code'));
      const second = yield* failure(another.read());
      expect(second).to.be.instanceOf(StreamError).and.include({ code: 'ERR_STREAM' });
    }),
  );

  it(
    'reads on when its Writable has failed, and writes on when its Readable has',
    realTime(function* () {
      const readable = new PassThrough();
      const writable = new Writable({
        write: (_chunk, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
      });
      using stream = new NodeStream({ readable, writable });
      stream.write('x');
      const error = yield* failure(stream.flush());
      expect(error).to.be.instanceOf(StreamError).and.include({ code: 'ENOSPC' });
      expect(() => stream.write('x'))
        .to.throw(StreamError)
        .with.property('code', 'ENOSPC');
      readable.write('still here');
      expect(String(yield* stream.read())).to.equal('still here');

      const [broken, sink] = [new PassThrough(), new PassThrough()];
      using second = new NodeStream({ readable: broken, writable: sink });
      broken.destroy(Object.assign(new Error('gone'), { code: 'EGONE' }));
      expect(yield* codeOf(second.read())).to.equal('EGONE');
      second.write('still there');
      yield* second.shutdown();
      expect(String(sink.read())).to.equal('still there');
    }),
  );

  it(
    'knows what has ended, or was destroyed, before',
    realTime(function* () {
      const ended = new PassThrough();
      ended.end();
      ended.resume();
      yield* until(once(ended, 'close'));
      using first = new NodeStream(ended);
      expect(yield* first.read()).to.have.length(0);
      expect(() => first.write('x'))
        .to.throw(StreamError)
        .with.property('code', 'EPIPE');

      const destroyed = new PassThrough();
      destroyed.on('error', () => undefined).destroy(Object.assign(new Error('before'), { code: 'EBEFORE' }));
      yield* until(new Promise((closed) => destroyed.on('close', closed)));
      using second = new NodeStream(destroyed);
      expect(yield* codeOf(second.read())).to.equal('EBEFORE');
      expect(yield* codeOf(second.shutdown())).to.equal('EBEFORE');
    }),
  );

  it(
    'reports EPIPE when others have ended it',
    realTime(function* () {
      const [one] = duplexPair();
      using stream = new NodeStream(one);
      one.end();
      expect(() => stream.write('x'))
        .to.throw(StreamError)
        .with.property('code', 'EPIPE');
    }),
  );

  it(
    'lets others have their turn beside a Readable that never has to wait',
    realTime(function* () {
      const chunk = Buffer.alloc(2 ** 14);
      const endless = new Readable({
        read() {
          this.push(chunk);
        },
      });
      using stream = new NodeStream({ readable: endless });
      const reading = spawn(function* () {
        for (;;) yield* stream.read();
      });
      for (let i = 0; i < 10; i++) yield* sleep(0.001);
      reading.kill();
      yield* reading.join();
    }),
  );

  it(
    'reads no more than it is asked for: at most 64 KiB ahead',
    realTime(function* () {
      let made = 0;
      const readable = new Readable({
        read(size) {
          made += size;
          this.push(Buffer.alloc(size));
        },
      });
      using stream = new NodeStream({ readable });
      yield* stream.readBytes(10);
      yield* sleep(0.005);
      expect(made).to.be.below(2 ** 18);
    }),
  );

  it(
    'destroys what it was made of when it is closed, and takes what that says afterwards',
    realTime(function* () {
      const [readable, writable] = [new PassThrough(), new PassThrough()];
      const stream = new NodeStream({ readable, writable });
      stream.close();
      expect([readable.destroyed, writable.destroyed]).to.deep.equal([true, true]);
      readable.emit('error', new Error('late'));
      yield* sleep(0.001);
    }),
  );

  it('refuses what is no stream of bytes, at the call', () => {
    for (const wrong of [
      undefined,
      null,
      5,
      'x',
      {},
      [],
      { readable: {} },
      { writable: new Readable() },
      new Readable(),
    ])
      expect(() => new NodeStream(wrong as object)).to.throw(TypeError);
    expect(() => new NodeStream({ readable: Readable.from(['x']) })).to.throw(TypeError, 'object mode');
    expect(() => new NodeStream({ writable: new PassThrough({ objectMode: true }) })).to.throw(
      TypeError,
      'object mode',
    );
    expect(() => new NodeStream({ readable: new PassThrough().setEncoding('utf8') })).to.throw(
      TypeError,
      'setEncoding',
    );
    const once = new PassThrough();
    new NodeStream(once).close();
    expect(() => new NodeStream(once)).to.throw(TypeError, 'another NodeStream');
  });
});
