// lib.select: over sockets and descriptors, ready or not.
import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Op, sleep, spawn } from 'evergreen-ts';
import { select, socket } from 'evergreen-ts/lib';
import { failure } from '../support/failure.js';
import { realTime } from '../support/run-tasklet.js';
import { unixOnly } from '../support/unix.js';

describe('lib.select', () => {
  before(function () {
    unixOnly(this);
  });

  it(
    'waits for something to read, which stays where it is',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      const [three, four] = socket.socketpair();
      const waiting = spawn(() => select.select([two, four], [], []));
      yield* sleep(0.02);
      expect(waiting.isAlive()).to.equal(true);
      yield* one.sendall('x');
      expect(yield* waiting.get()).to.deep.equal([[two], [], []]);
      expect((yield* select.select([four, two], [], []))[0]).to.deep.equal([two]);
      yield* three.sendall('y');
      while ((yield* select.select([four], [], [], 0))[0].length === 0);
      expect((yield* select.select([four, two, two], [], []))[0]).to.deep.equal([four, two, two]);
      expect(String(yield* two.recv(9))).to.equal('x');
      for (const sock of [one, two, three, four]) sock.close();
    }),
  );

  it(
    'returns three empty lists after the timeout, and at once with 0',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      expect(yield* select.select([one, two], [], [one], 0.01)).to.deep.equal([[], [], []]);
      expect(yield* select.select([one, two], [], [], 0)).to.deep.equal([[], [], []]);
      expect(yield* select.select([], [], [], 0.01)).to.deep.equal([[], [], []]);
      yield* one.sendall('x');
      let rounds = 0;
      while ((yield* select.select([two], [], [], 0))[0].length === 0) rounds++;
      expect(rounds).to.be.below(1000);
      one.close();
      two.close();
    }),
  );

  it(
    'sees the end, and connections to accept',
    realTime(function* () {
      using listener = new socket.socket();
      listener.bind(['localhost', 0]);
      listener.listen();
      expect(yield* select.select([listener], [listener], [], 0.01)).to.deep.equal([[], [], []]);
      using client = new socket.socket();
      yield* client.connect(listener.getsockname());
      expect((yield* select.select([listener], [], []))[0]).to.deep.equal([listener]);
      const [server] = yield* listener.accept();
      server.close();
      expect((yield* select.select([client], [], []))[0]).to.deep.equal([client]);
      expect(yield* client.recv(1)).to.have.length(0);
      using datagrams = new socket.socket(socket.AF_INET, socket.SOCK_DGRAM);
      datagrams.bind(['localhost', 0]);
      expect((yield* select.select([datagrams], [datagrams], [], 1))[1]).to.deep.equal([datagrams]);
      const waiting = spawn(() => select.select([datagrams], [], []));
      yield* sleep(0.01);
      yield* datagrams.sendto('x', datagrams.getsockname() as [string, number]);
      expect((yield* waiting.get())[0]).to.deep.equal([datagrams]);
    }),
  );

  it(
    'waits for room to write, and for a connection that is being made',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      expect((yield* select.select([], [one], []))[1]).to.deep.equal([one]);
      one.settimeout(0.01);
      yield* failure(one.sendall(Buffer.alloc(2 ** 22)));
      expect((yield* select.select([], [one], [], 0.02))[1]).to.deep.equal([]);
      const waiting = spawn(() => select.select([], [one], []));
      yield* sleep(0.01);
      let read = 0;
      while (waiting.isAlive()) read += (yield* two.recv(2 ** 20)).length;
      expect((yield* waiting.get())[1]).to.deep.equal([one]);
      expect(read).to.be.above(0);
      one.close();
      two.close();
      using listener = new socket.socket();
      listener.bind(['localhost', 0]);
      const address = listener.getsockname() as [string, number];
      for (const alive of [true, false]) {
        if (!alive) listener.close();
        const client = new socket.socket();
        client.setblocking(false);
        expect(yield* client.connectEx(address)).to.equal(115);
        expect((yield* select.select([], [client], [], 10))[1]).to.deep.equal([client]);
        expect(client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)).to.equal(alive ? 0 : 111);
        client.close();
      }
    }),
  );

  it(
    'watches descriptors beside sockets, and knows those of sockets',
    realTime(function* () {
      const folder = mkdtempSync(join(tmpdir(), 'select-'));
      execFileSync('mkfifo', [join(folder, 'a'), join(folder, 'b')]);
      const [a, b] = ['a', 'b'].map((name) => openSync(join(folder, name), 'r+')) as [number, number];
      const [one, two] = socket.socketpair();
      yield* two.sendall('');
      const waiting = spawn(() => select.select([a, b, two], [], []));
      yield* sleep(0.02);
      expect(waiting.isAlive()).to.equal(true);
      writeSync(b, 'x');
      writeSync(a, 'x');
      expect((yield* waiting.get())[0]).to.deep.equal([a, b]);
      expect((yield* select.select([a, a, two], [b], []))[0]).to.deep.equal([a, a]);
      yield* one.sendall('y');
      yield* sleep(0.01);
      const fd = two.fileno();
      const [ready] = yield* select.select([fd, two], [], []);
      expect(ready).to.deep.equal([fd, two]);
      for (const sock of [one, two]) sock.close();
      for (const number of [a, b]) closeSync(number);
      rmSync(folder, { recursive: true });
    }),
  );

  it(
    'leaves nothing behind when it is killed, and the bytes where they are',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      const waiting = spawn(() => select.select([two], [], []));
      yield* sleep(0.01);
      waiting.kill();
      yield* waiting.join();
      yield* one.sendall('x');
      expect(String(yield* two.recv(1))).to.equal('x');
      one.close();
      two.close();
    }),
  );

  it(
    'is an error for a closed socket, also while it waits: that is ready, and says so',
    realTime(function* () {
      const [one, two] = socket.socketpair();
      yield* one.sendall('');
      const waiting = spawn(() => select.select([one], [], []));
      yield* sleep(0.01);
      one.close();
      expect((yield* waiting.get(5))[0]).to.deep.equal([one]);
      const error = yield* failure(select.select([one], [], []));
      expect([error instanceof select.error, (error as { code: string }).code]).to.deep.equal([
        true,
        'EBADF',
      ]);
      two.close();
      expect(() => select.select(['x' as never], [], [])).to.throw(TypeError);
      expect(() => select.select([-1], [], [])).to.throw(RangeError);
      expect(() => select.select(1 as never, [], [])).to.throw(TypeError, /takes three arrays/);
    }),
  );

  it(
    'serves many sockets in one tasklet',
    realTime(function* () {
      const pairs = Array.from({ length: 20 }, () => socket.socketpair());
      const counts = new Map<socket.socket, number>();
      for (const [one] of pairs)
        spawn(function* (): Op<void> {
          for (let i = 0; i < 10; i++) {
            yield* one.sendall('x');
            yield* sleep();
          }
          one.close();
        });
      let open = pairs.map(([, two]) => two);
      while (open.length > 0) {
        for (const sock of (yield* select.select(open, [], []))[0]) {
          const data = yield* sock.recv(100);
          counts.set(sock, (counts.get(sock) ?? 0) + data.length);
          if (data.length > 0) continue;
          sock.close();
          open = open.filter((other) => other !== sock);
        }
      }
      expect([...counts.values()]).to.deep.equal(Array.from({ length: 20 }, () => 10));
    }),
  );
});
