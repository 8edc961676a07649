// The contract of reading and writing for every kind of handle, against a peer of Node's own net: run for each kind of handle,
// TCP and pipes, and both ways to get a stream.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Op, sleep, spawn, until } from 'evergreen-ts';
import type {
  HandleKind,
  PipeHandle,
  SocketName,
  StreamHandle,
  TCPHandle,
} from '../../src/handles/handle.js';
import { Door, End, nameOf } from './handles.js';
import { drainRaw } from './raw-peer.js';
import { realTime } from './run-tasklet.js';
import { noise } from './sockets.js';

type Where = { readonly host: string; readonly port: number } | { readonly path: string };

/** A handle, connected to one of Node's sockets, which does not read unless it is resumed. */
interface Connected<H extends StreamHandle> extends Disposable {
  readonly end: End<H>;
  readonly peer: Socket;
}

/** TCP, or pipes. */
interface Children<H extends StreamHandle> {
  readonly name: string;
  /** An address to listen at. */
  place(): Where;
  /** A handle that listens, and its address. */
  listen(kind: HandleKind, where: Where): [Door<H>, Where];
  /** A handle, and how to connect it. */
  dial(kind: HandleKind, where: Where): [H, (done: (errno: number) => void) => number];
}

function tcp(host: string): Children<TCPHandle> {
  return {
    name: `TCP, ${host}`,
    place: () => ({ host, port: 0 }),
    listen(kind, where) {
      const { host, port } = where as { host: string; port: number };
      const listener = kind.tcpListener();
      expect(listener.bind(host, port)).to.equal(0);
      const { address, port: given } = listener.sockname() as SocketName;
      return [new Door(listener).listen(), { host: address, port: given }];
    },
    dial(kind, where) {
      const { host, port } = where as { host: string; port: number };
      const handle = kind.tcp();
      return [handle, (done) => handle.connect(host, port, done)];
    },
  };
}

let folder: string;
let count = 0;

const PIPE: Children<PipeHandle> = {
  name: 'Unix sockets',
  place: () => ({ path: join(folder, String(count++)) }),
  listen(kind, where) {
    const { path } = where as { path: string };
    const listener = kind.pipeListener();
    expect(listener.bind(path)).to.equal(0);
    return [new Door(listener).listen(), where];
  },
  dial(kind, where) {
    const handle = kind.pipe();
    return [handle, (done) => handle.connect((where as { path: string }).path, done)];
  },
};

export function streamHandleContract(kindOf: () => HandleKind): void {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'handles-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  for (const family of [tcp('127.0.0.1'), tcp('::1')] as const) {
    describe(`${family.name}, connected`, () => contract(() => connected(kindOf(), family)));
  }
  describe(`${tcp('127.0.0.1').name}, accepted`, () => contract(() => accepted(kindOf(), tcp('127.0.0.1'))));
  describe(`${PIPE.name}, connected`, () => contract(() => connected(kindOf(), PIPE)));
  describe(`${PIPE.name}, accepted`, () => contract(() => accepted(kindOf(), PIPE)));
  describe('a TCP stream that is reset', () => resets(() => connected(kindOf(), tcp('127.0.0.1'))));
}

function* connected<H extends StreamHandle>(kind: HandleKind, family: Children<H>): Op<Connected<H>> {
  const server: Server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  yield* until(once(server.listen(family.place()), 'listening'));
  const at = server.address() as string | { address: string; port: number };
  const where = typeof at === 'string' ? { path: at } : { host: at.address, port: at.port };
  const [handle, dial] = family.dial(kind, where);
  const end = new End(handle);
  const coming = once(server, 'connection') as Promise<[Socket]>;
  expect(end.call(() => dial(end.done('connected')))).to.equal(0);
  const [peer] = yield* until(coming);
  yield* end.until(1);
  expect(end.trace.splice(0)).to.deep.equal(['connected: ok']);
  server.close();
  return pair(end, peer);
}

function* accepted<H extends StreamHandle>(kind: HandleKind, family: Children<H>): Op<Connected<H>> {
  const [door, where] = family.listen(kind, family.place());
  const peer = connect({ ...where, allowHalfOpen: true }).pause();
  const handle = yield* door.accept();
  door.close();
  return pair(new End(handle), peer);
}

function pair<H extends StreamHandle>(end: End<H>, peer: Socket): Connected<H> {
  peer.on('error', () => undefined);
  return {
    end,
    peer,
    [Symbol.dispose]: () => {
      end.close();
      peer.destroy();
    },
  };
}

function contract(open: () => Op<Connected<StreamHandle>>): void {
  it(
    'carries bytes, text and the end both ways',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      expect(end.readStart()).to.equal(0);
      peer.write('hello');
      yield* end.received(5);
      expect(end.text).to.equal('hello');
      const all = spawn(() => drainRaw(peer));
      expect([end.write('text, '), end.write(Buffer.from('bytes'))]).to.deep.equal([0, 0]);
      expect(end.handle.queued).to.equal(0);
      expect(end.shutdown()).to.equal(0);
      expect((yield* all.get()).toString()).to.equal('text, bytes');
      // One side is closed, the other is not.
      peer.end(' and bye');
      while (!end.trace.includes('end') || !end.trace.includes('shut down: ok'))
        yield* end.until(end.trace.length + 1);
      expect(end.text).to.equal('hello and bye');
      expect(end.trace.filter((what) => what !== 'data')).to.have.members(['shut down: ok', 'end']);
    }),
  );

  it(
    'can still be written when the peer has ended',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      end.readStart();
      peer.end();
      yield* end.until(1);
      expect(end.trace).to.deep.equal(['end']);
      const all = spawn(() => drainRaw(peer));
      expect(end.write('still here')).to.equal(0);
      expect(end.shutdown()).to.equal(0);
      expect((yield* all.get()).toString()).to.equal('still here');
      yield* end.until(2);
      expect(end.trace).to.deep.equal(['end', 'shut down: ok']);
    }),
  );

  it(
    'tells apart what the system takes at once and what later, and reports that in order',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      const written = end.fill();
      expect(end.handle.queued).to.be.within(1, 2 ** 16);
      expect(end.write('one', 'one')).to.equal(1);
      expect(end.write(Buffer.from('two'), 'two')).to.equal(1);
      expect(end.shutdown()).to.equal(0);
      expect(end.trace).to.deep.equal([]);
      const got = yield* drainRaw(peer);
      yield* end.until(4);
      expect(end.trace).to.deep.equal(['written: ok', 'one: ok', 'two: ok', 'shut down: ok']);
      expect(end.handle.queued).to.equal(0);
      expect(got).to.have.length(written + 6);
      expect(got.toString('latin1').slice(-8)).to.equal('xxonetwo');
    }),
  );

  it(
    'leaves every byte as it is, also in one huge write',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      const data = noise(8 * 2 ** 20);
      const all = spawn(() => drainRaw(peer));
      expect(end.write(data)).to.equal(1);
      end.shutdown();
      expect((yield* all.get()).equals(data)).to.equal(true);
    }),
  );

  it(
    'delivers nothing while it is not read, not even the end, and all of it afterwards',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      end.readStart();
      peer.write('1');
      yield* end.received(1);
      end.readStop();
      peer.end('23');
      // The peer answers only when its end is under way.
      peer.resume();
      end.write('?');
      yield* until(once(peer, 'data'));
      yield* sleep(0.002);
      expect(end.trace).to.deep.equal(['data']);
      end.readStart();
      yield* end.until(2);
      expect(end.text).to.equal('123');
      expect(end.trace).to.deep.equal(['data', 'end']);
    }),
  );

  it(
    'can be stopped and started again from within its callbacks',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      const chunks: number[] = [];
      end.handle.owner = {
        _onData: (chunk) => {
          chunks.push(chunk.length);
          end.bytes += chunk.length;
          end.handle.readStop();
          end.handle.readStart();
          end.handle.readStop();
          spawn(() => end.handle.readStart());
        },
        _onEnd: () => end._onEnd(),
        _onReadError: (errno) => end._onReadError(errno),
      };
      end.readStart();
      peer.end(Buffer.alloc(2 ** 20));
      yield* end.until(1);
      expect(end.trace).to.deep.equal(['end']);
      expect(end.bytes).to.equal(2 ** 20);
      expect(Math.max(...chunks)).to.be.at.most(2 ** 16);
    }),
  );

  it(
    'makes the peer wait when it is not read',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      end.readStart();
      peer.write('.');
      yield* end.received(1);
      end.readStop();
      const chunk = Buffer.alloc(2 ** 20);
      // Far more than the system's buffers hold.
      for (let i = 0; i < 64; i++) peer.write(chunk);
      for (let before = -1; before !== peer.bytesWritten - peer.writableLength;) {
        before = peer.bytesWritten - peer.writableLength;
        yield* sleep(0.02);
      }
      expect(peer.writableLength).to.be.above(2 ** 24);
      expect(end.bytes).to.equal(1);
      end.readStart();
      yield* end.received(2 ** 26 + 1);
    }),
  );

  it(
    'drops what is under way when it is closed, reports that, and calls back no more',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      end.readStart();
      end.fill();
      end.write('more', 'more');
      expect(end.shutdown()).to.equal(0);
      peer.write('unheard');
      end.close();
      yield* end.until(3);
      yield* sleep(0.002);
      expect(end.trace).to.deep.equal(['written: ECANCELED', 'more: ECANCELED', 'shut down: ECANCELED']);
      end.close();
    }),
  );

  it(
    'fails to write when the peer is gone, at once or later, and reads what came before',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      expect(end.write('never read')).to.equal(0);
      peer.write('goodbye');
      yield* sleep(0.002);
      peer.destroy();
      yield* until(once(peer, 'close'));
      let result;
      do {
        result = end.write('.');
        yield* sleep(0.001);
      } while (result >= 0);
      expect(nameOf(result)).to.be.oneOf(['EPIPE', 'ECONNRESET']);
      expect(end.trace).to.deep.equal([]);
      end.readStart();
      yield* end.until(2);
      expect(end.text).to.equal('goodbye');
      expect(end.trace[1]).to.be.oneOf(['end', 'read error: ECONNRESET']);
    }),
  );
}

function resets(open: () => Op<Connected<StreamHandle>>): void {
  it(
    'fails for its reader, and refuses to be written or shut down',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      end.readStart();
      peer.resetAndDestroy();
      yield* end.until(1);
      expect(end.trace).to.deep.equal(['read error: ECONNRESET']);
      yield* sleep(0.001);
      expect(nameOf(end.write('.'))).to.equal('EPIPE');
      expect(nameOf(end.shutdown())).to.equal('ENOTCONN');
    }),
  );

  it(
    'fails the requests that are under way',
    realTime(function* () {
      using both = yield* open();
      const { end, peer } = both;
      end.readStart();
      end.fill();
      end.write('more', 'more');
      peer.resetAndDestroy();
      yield* end.until(3);
      // The system may report the reset to either of them first.
      for (const what of end.trace) expect(what).to.match(/: (ECONNRESET|EPIPE)$/);
      const whats = end.trace.map((what) => what.replace(/:.*/, ''));
      expect(whats).to.have.members(['read error', 'written', 'more']);
    }),
  );
}
