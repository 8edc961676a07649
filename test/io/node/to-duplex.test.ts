// Streams of ours as Duplexes of Node's: half-close, back-pressure, errors and destroy() both ways, and what packages call on them.
import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { type Duplex, PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import { EventLoop, type Op, run, sleep, spawn, until } from 'evergreen-ts';
import { BaseStream, NodeStream, StreamError, TCPClient, toDuplex } from 'evergreen-ts/io';
import { memoryPair } from 'evergreen-ts/testing';
import { realTime, tasklets } from '../../support/run-tasklet.js';
import { EchoServer, codeOf, noise, nothingIsOpen, pair, readAll, started } from '../../support/sockets.js';
import { type Ends, streamContract } from '../../support/stream-contract.js';

/** The end of an event of Node's, as an operation. */
const event = (emitter: Duplex, name: string): Op<unknown[]> => until(once(emitter, name));

// Both ways at once: a stream of ours as a Duplex, and that as a stream of ours.
describe('a stream over a Duplex over TCP', () =>
  streamContract({
    ErrorClass: StreamError,
    play: realTime,
    *pair(options, peerOptions): Op<Ends> {
      const both = yield* pair();
      const client = new NodeStream(toDuplex(both.client, { allowHalfOpen: true }), options);
      const peer = new NodeStream(toDuplex(both.peer, { allowHalfOpen: true }), peerOptions);
      return {
        client,
        peer,
        [Symbol.dispose]: () => {
          client.close();
          peer.close();
          both[Symbol.dispose]();
        },
      };
    },
    check: nothingIsOpen,
  }));

describe('toDuplex()', () => {
  afterEach(nothingIsOpen);

  it(
    'reads and writes, and its ends are those of the stream',
    tasklets(function* () {
      const [stream, peer] = memoryPair();
      const duplex = toDuplex(stream, { allowHalfOpen: true });
      peer.write('hello');
      yield* peer.shutdown();
      const chunks: unknown[] = [];
      duplex.on('data', (chunk) => chunks.push(String(chunk)));
      yield* event(duplex, 'end');
      expect(chunks).to.deep.equal(['hello']);
      duplex.write('still ');
      duplex.end('here');
      expect(String(yield* readAll(peer))).to.equal('still here');
      yield* event(duplex, 'close');
      expect(stream.closed).to.equal(true);
    }),
  );

  it(
    'ends its writing side when the other end has ended, unless it is told otherwise',
    tasklets(function* () {
      const [stream, peer] = memoryPair();
      const duplex = toDuplex(stream).resume();
      yield* peer.shutdown();
      expect(yield* peer.read()).to.have.length(0);
      yield* event(duplex, 'close');
    }),
  );

  it(
    'makes its writers wait when the other end does not read, and the other end when it is not read',
    tasklets(function* () {
      const [stream, peer] = memoryPair();
      const duplex = toDuplex(stream);
      let written = 0;
      while (duplex.write(Buffer.alloc(2 ** 16))) written++;
      written++;
      yield* sleep(1);
      while (duplex.write(Buffer.alloc(2 ** 16)) && written < 100) written++;
      expect(written).to.be.below(20);
      for (let i = 0; i < 100; i++) peer.write(Buffer.alloc(2 ** 16));
      const flushing = spawn(() => peer.flush());
      yield* sleep(1);
      expect(flushing.state).to.equal('parked');
      duplex.resume();
      yield* flushing.join();
      const all = spawn(() => readAll(peer));
      duplex.end();
      yield* all.join();
      peer.close();
      yield* event(duplex, 'close');
    }),
  );

  it(
    'writes what is more than the stream may queue bit by bit, and calls back when it has gone',
    tasklets(function* () {
      const [stream, peer] = memoryPair({ maxWriteBuffer: 1000 });
      const duplex = toDuplex(stream);
      const data = noise(300_000);
      const written = new Promise<void>((done) => duplex.write(data, () => done()));
      expect((yield* peer.readBytes(data.length)).equals(data)).to.equal(true);
      yield* until(written);
      duplex.destroy();
    }),
  );

  it(
    'fails with what the stream fails with',
    tasklets(function* () {
      const [stream, peer] = memoryPair();
      const duplex = toDuplex(stream).resume();
      stream.write('never read');
      peer.close();
      const [error] = yield* caught(duplex);
      expect(error).to.be.instanceOf(StreamError).and.include({ code: 'ECONNRESET' });
      expect(stream.closed).to.equal(true);
    }),
  );

  it(
    'is destroyed when the stream is closed, and the stream is closed when it is destroyed',
    tasklets(function* () {
      const [stream, peer] = memoryPair();
      const duplex = toDuplex(stream).resume();
      yield* sleep(0);
      const closed = event(duplex, 'close');
      stream.close();
      yield* closed;
      expect(duplex.destroyed).to.equal(true);
      expect(yield* peer.read()).to.have.length(0);

      const [second, other] = memoryPair();
      const third = toDuplex(second);
      const parked = spawn(() => codeOf(other.read()));
      yield* sleep(0);
      third.destroy();
      expect(second.closed).to.equal(true);
      expect(yield* parked.get()).to.have.length(0);
    }),
  );

  it(
    'goes through a pipeline',
    tasklets(function* () {
      const [stream, peer] = memoryPair({ chunk: 1000 });
      const data = noise(100_000);
      spawn(function* () {
        peer.write(data);
        yield* peer.shutdown();
      });
      const sink = new PassThrough({ highWaterMark: 2 ** 20 });
      yield* until(pipeline(toDuplex(stream), sink));
      expect((yield* readAll(new NodeStream({ readable: sink }))).equals(data)).to.equal(true);
    }),
  );

  it(
    'works over a stream whose class has written its operations as generators',
    tasklets(function* () {
      const [inner, peer] = memoryPair();
      const slow = Object.assign(inner, {
        read: function* (): Op<Buffer> {
          yield* sleep(1);
          return yield* BaseStream.prototype.read.call(inner);
        },
      });
      const duplex = toDuplex(slow).resume();
      const data = event(duplex, 'data');
      peer.write('late');
      expect(String((yield* data)[0])).to.equal('late');
      duplex.destroy();
      yield* sleep(2);
    }),
  );

  it(
    'has its listeners called outside the tasklets: what they throw, and spawn, is no tasklet’s of the library',
    realTime(function* () {
      using server = yield* started(new EchoServer());
      const client = new TCPClient();
      yield* client.connect(server.address);
      const duplex = toDuplex(client);
      let current: unknown = 'not called';
      duplex.on('data', () => {
        current = spawn(sleep, 0).name;
      });
      duplex.write('x');
      yield* event(duplex, 'data');
      expect(current).to.be.a('string');
      duplex.destroy();
    }),
  );

  it(
    'has what packages call on a socket',
    realTime(function* () {
      using server = yield* started(new EchoServer());
      const client = new TCPClient();
      yield* client.connect(server.address);
      const duplex = toDuplex(client);
      expect(
        duplex
          .setNoDelay()
          .setNoDelay(false)
          .setKeepAlive(true, 5000)
          .setKeepAlive(false)
          .ref()
          .unref()
          .ref(),
      ).to.equal(duplex);
      expect([duplex.remoteAddress, duplex.remotePort]).to.deep.equal([...server.address]);
      expect([duplex.localAddress, duplex.localPort]).to.deep.equal([...client.sockname]);
      yield* until(new Promise<void>((connected) => duplex.connect(1, 'host', connected)));
      duplex.destroy();
      expect(duplex.setNoDelay().setKeepAlive(true).setTimeout(5).ref().unref()).to.equal(duplex);
      expect(duplex.remoteAddress).to.equal(undefined);

      const [stream] = memoryPair();
      const other = toDuplex(stream);
      expect(other.setNoDelay().setKeepAlive(true).remoteAddress).to.equal(undefined);
      other.destroy();
    }),
  );

  it(
    'says that it was silent for too long, which is put off by each read and write',
    realTime(function* () {
      const [stream, peer] = memoryPair();
      const duplex = toDuplex(stream).resume();
      let [late, putOff] = [0, 0];
      duplex.setTimeout(5, () => late++);
      yield* event(duplex, 'timeout');
      expect(late).to.equal(1);
      duplex.on('timeout', () => late++);
      duplex.setTimeout(5).setTimeout(0);
      yield* sleep(0.02);
      expect(late).to.equal(1);
      // A timer that never rings, as a busy machine could make a real one ring at any moment.
      const { setTimeout } = globalThis;
      globalThis.setTimeout = (() => ({
        unref() {
          return this;
        },
        refresh: () => putOff++,
      })) as never;
      duplex.setTimeout(30);
      globalThis.setTimeout = setTimeout;
      for (let i = 0; i < 8; i++) {
        const before = putOff;
        if (i % 2 === 0) {
          peer.write('.');
          yield* event(duplex, 'data');
        } else duplex.write('.');
        expect(putOff).to.be.above(before);
      }
      duplex.destroy();
      expect(() => duplex.setTimeout(-1)).to.throw(RangeError, 'timeout');
    }),
  );

  it(
    'serves http.Agent',
    realTime(function* () {
      const server = createServer((request, response) => request.pipe(response)).listen(0, '127.0.0.1');
      yield* until(once(server, 'listening'));
      const { port } = server.address() as { port: number };
      let made = 0;
      class Ours extends Agent {
        override createConnection(
          _options: object,
          callback: (error: Error | null, stream?: Duplex) => void,
        ): undefined {
          made++;
          spawn(function* () {
            const client = new TCPClient();
            yield* client.connect(['127.0.0.1', port]);
            callback(null, toDuplex(client));
          });
        }
      }
      const agent = new Ours({ keepAlive: true, maxSockets: 1 });
      for (let i = 0; i < 3; i++) {
        const request = httpRequest({ agent, port, method: 'POST', headers: { 'content-length': 5 } });
        request.end('hello');
        const [response] = (yield* until(once(request, 'response'))) as [NodeJS.ReadableStream];
        let body = '';
        response.on('data', (chunk) => (body += String(chunk)));
        yield* until(once(response, 'end'));
        expect(body).to.equal('hello');
        yield* sleep(0.001);
      }
      expect(made).to.equal(1);
      agent.destroy();
      server.close();
      server.closeAllConnections();
      yield* sleep(0.001);
    }),
  );

  it('stays alive when it was unref()ed and nothing else is left of its loop', async () => {
    const server = createServer((_request, response) => response.end('answer')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const duplex = await run(function* () {
      const client = new TCPClient();
      yield* client.connect(['127.0.0.1', port]);
      return toDuplex(client).unref();
    });
    // Several visits to the poll phase, without a tasklet.
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setTimeout(resolve, 1));
    duplex.end('GET / HTTP/1.0\r\n\r\n');
    let text = '';
    for await (const chunk of duplex) text += String(chunk);
    expect(text).to.match(/answer$/);
    server.close();
    EventLoop.current().destroy();
  });

  it('refuses what is no stream, and one that is not connected', () => {
    for (const wrong of [undefined, null, {}, new PassThrough()])
      expect(() => toDuplex(wrong as BaseStream)).to.throw(TypeError, 'toDuplex()');
    expect(() => toDuplex(new TCPClient()))
      .to.throw(StreamError)
      .with.property('code', 'ENOTCONN');
    const [stream] = memoryPair();
    expect(() => toDuplex(stream, { allowHalfOpen: 1 as unknown as boolean })).to.throw(
      TypeError,
      'allowHalfOpen',
    );
    const duplex = toDuplex(stream);
    expect(() => toDuplex(stream)).to.throw(TypeError, 'already');
    duplex.destroy();
    expect(() => toDuplex(stream))
      .to.throw(StreamError)
      .with.property('code', 'ECLOSED');
  });
});

/** The error that it emits. */
function* caught(duplex: Duplex): Op<[unknown]> {
  return [yield* until(new Promise<unknown>((resolve) => duplex.once('error', resolve)))];
}
