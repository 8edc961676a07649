// The contract of connecting, listening and opening for every kind of handle. That of reading and writing is in
// stream-handle-contract.ts.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { sleep, until } from 'evergreen-ts';
import type { HandleKind, SocketName } from '../../src/handles/handle.js';
import { Door, End, Notes, nameOf } from './handles.js';
import { closedPort, rawServer } from './raw-peer.js';
import { realTime } from './run-tasklet.js';

export function tcpHandleContract(kindOf: () => HandleKind): void {
  for (const host of ['127.0.0.1', '::1']) {
    it(
      `knows its own address and its peer’s as soon as it has them: ${host}`,
      realTime(function* () {
        const kind = kindOf();
        const listener = kind.tcpListener();
        expect(listener.bind(host, 0)).to.equal(0);
        const at = listener.sockname() as SocketName;
        expect(at.address).to.equal(host);
        expect(at.port).to.be.above(0);
        using door = new Door(listener).listen();
        const handle = kind.tcp();
        using end = new End(handle);
        expect(handle.peername()).to.be.below(0);
        expect(end.call(() => handle.connect(host, at.port, end.done('connected')))).to.equal(0);
        yield* end.until(1);
        using far = new End(yield* door.accept());
        expect(handle.peername()).to.include(at);
        expect(far.handle.sockname()).to.include(at);
        expect(far.handle.peername()).to.include(handle.sockname());
        // Both sides end; the names are still known.
        for (const side of [end, far]) {
          side.readStart();
          side.shutdown();
        }
        yield* end.until(3);
        yield* far.until(2);
        yield* sleep(0.001);
        expect(end.trace.slice(1)).to.have.members(['shut down: ok', 'end']);
        expect(far.handle.sockname()).to.include(at);
      }),
    );
  }

  it(
    'is refused where nothing listens',
    realTime(function* () {
      const handle = kindOf().tcp();
      using end = new End(handle);
      const port = yield* closedPort();
      expect(end.call(() => handle.connect('127.0.0.1', port, end.done('connected')))).to.equal(0);
      yield* end.until(1);
      expect(end.trace).to.deep.equal(['connected: ECONNREFUSED']);
    }),
  );

  it(
    'reports that it did not connect when it is closed before',
    realTime(function* () {
      using server = yield* rawServer();
      const handle = kindOf().tcp();
      const end = new End(handle);
      end.call(() => handle.connect(server.address[0], server.address[1], end.done('connected')));
      end.close();
      yield* end.until(1);
      yield* sleep(0.001);
      expect(end.trace).to.deep.equal(['connected: ECANCELED']);
    }),
  );

  it(
    'connects from the address it is bound to, and fails if it cannot have that',
    realTime(function* () {
      using server = yield* rawServer();
      const [host, port] = server.address;
      const handle = kindOf().tcp();
      using end = new End(handle);
      expect(handle.bind('127.0.0.2', 0)).to.equal(0);
      expect(handle.connect(host, port, end.done('connected'))).to.equal(0);
      yield* end.until(1);
      expect(end.trace).to.deep.equal(['connected: ok']);
      expect((handle.sockname() as SocketName).address).to.equal('127.0.0.2');

      const stray = kindOf().tcp();
      using notes = new End(stray);
      // Reported at once, or when it connects.
      const errno = stray.bind('192.0.2.7', 0);
      if (errno === 0) {
        const done = (status: number, syscall?: string): void => notes.tell(`${syscall} ${nameOf(status)}`);
        expect(stray.connect(host, port, done)).to.equal(0);
        yield* notes.until(1);
        expect(notes.trace).to.deep.equal(['bind EADDRNOTAVAIL']);
      } else expect(nameOf(errno)).to.equal('EADDRNOTAVAIL');

      const mixed = kindOf().tcp();
      expect(mixed.bind('::1', 0)).to.equal(0);
      expect(nameOf(mixed.connect(host, port, notes.done('connected')))).to.be.oneOf([
        'EAFNOSUPPORT',
        'EINVAL',
      ]);
      mixed.close();
    }),
  );

  it(
    'has its options set',
    realTime(function* () {
      using server = yield* rawServer();
      const handle = kindOf().tcp();
      using end = new End(handle);
      handle.connect(server.address[0], server.address[1], end.done('connected'));
      yield* end.until(1);
      for (const enable of [true, false]) {
        expect(handle.setNoDelay(enable)).to.equal(0);
        expect(handle.setKeepAlive(enable, enable ? 60 : 0)).to.equal(0);
      }
    }),
  );

  it(
    'does not listen at an address that is taken or not its own',
    realTime(function* () {
      const first = kindOf().tcpListener();
      expect(first.bind('127.0.0.1', 0)).to.equal(0);
      using _door = new Door(first).listen();
      const second = kindOf().tcpListener();
      // Reported at once, or when it listens.
      let errno = second.bind('127.0.0.1', (first.sockname() as SocketName).port);
      if (errno === 0) errno = second.listen(16, new Door(second));
      expect(nameOf(errno)).to.equal('EADDRINUSE');
      second.close();
      const stray = kindOf().tcpListener();
      expect(nameOf(stray.bind('192.0.2.7', 0))).to.equal('EADDRNOTAVAIL');
      expect(stray.sockname()).to.satisfy((name: unknown) => typeof name === 'number' || name !== null);
      stray.close();
      yield* sleep(0.001);
    }),
  );

  it(
    'delivers no connection once it has been closed',
    realTime(function* () {
      const listener = kindOf().tcpListener();
      listener.bind('127.0.0.1', 0);
      const { port } = listener.sockname() as SocketName;
      const door = new Door(listener).listen();
      const socket = connect({ host: '127.0.0.1', port }).on('error', () => undefined);
      yield* until(once(socket, 'connect'));
      // It may have been delivered already, or may be later.
      const before = door.trace.length;
      door.close();
      yield* sleep(0.005);
      expect(door.trace.slice(before)).to.deep.equal([]);
      if (before > 0) (yield* door.accept()).close();
      socket.destroy();
    }),
  );
}

export function pipeHandleContract(kindOf: () => HandleKind): void {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'handles-'));
    path = join(folder, 'it');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const what of ['a path', 'an abstract name']) {
    it(
      `listens at ${what}, alone, until it is closed`,
      realTime(function* () {
        const kind = kindOf();
        const name = what === 'a path' ? path : `\0${path}`;
        const listener = kind.pipeListener();
        expect(listener.bind(name)).to.equal(0);
        using door = new Door(listener).listen();
        const second = kind.pipeListener();
        expect(nameOf(second.bind(name))).to.equal('EADDRINUSE');
        second.close();
        const handle = kind.pipe();
        using end = new End(handle);
        expect(end.call(() => handle.connect(name, end.done('connected')))).to.be.within(0, 1);
        yield* end.until(1);
        using far = new End(yield* door.accept());
        far.write('hello');
        end.readStart();
        yield* end.received(5);
        door.close();
        expect(existsSync(path)).to.equal(false);
        const late = kind.pipe();
        using notes = new End(late);
        const errno = late.connect(name, notes.done('connected'));
        if (errno === 0) yield* notes.until(1);
        expect(notes.trace[0] ?? `connected: ${nameOf(errno)}`).to.match(/ENOENT|ECONNREFUSED/);
      }),
    );
  }

  it(
    'cannot listen in a folder that does not exist',
    realTime(() => {
      const listener = kindOf().pipeListener();
      expect(nameOf(listener.bind(join(path, 'below')))).to.be.oneOf(['EACCES', 'ENOENT']);
      listener.close();
    }),
  );

  it(
    'opens a descriptor that can only be read, or only be written, for just that',
    realTime(function* () {
      execFileSync('mkfifo', [path]);
      const keeper = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      const source = kindOf().pipe();
      using reading = new End(source);
      expect(source.open(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK))).to.equal(0);
      const sink = kindOf().pipe();
      using writing = new End(sink);
      expect(sink.open(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK))).to.equal(0);
      const both = kindOf().pipe();
      using holding = new End(both);
      expect(both.open(keeper)).to.equal(0);

      expect(nameOf(reading.write('no'))).to.equal('EPIPE');
      expect(nameOf(writing.readStart())).to.equal('ENOTCONN');
      expect(writing.write('through')).to.equal(0);
      expect(reading.readStart()).to.equal(0);
      yield* reading.received(7);
      expect(reading.text).to.equal('through');
      // It has one side only: closing the writing side would close all of it.
      expect(holding.shutdown()).to.equal(0);
      yield* holding.until(1);
      expect(holding.trace).to.deep.equal(['shut down: ENOTSOCK']);
      holding.close();
      expect(writing.shutdown()).to.equal(0);
      yield* writing.until(1);
      yield* reading.until(2);
      expect(writing.trace).to.deep.equal(['shut down: ok']);
      expect(reading.trace).to.deep.equal(['data', 'end']);
    }),
  );

  it(
    'owns the descriptor that it opens',
    realTime(function* () {
      execFileSync('mkfifo', [path]);
      const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      const handle = kindOf().pipe();
      expect(handle.open(fd)).to.equal(0);
      const notes = new Notes();
      notes.call(() => handle.close());
      yield* sleep(0.001);
      expect(() => readSync(fd, Buffer.alloc(1))).to.throw('EBADF');
    }),
  );

  it(
    'refuses a descriptor that another handle has, until that is closed',
    realTime(function* () {
      execFileSync('mkfifo', [path]);
      const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      const [first, second] = [kindOf().pipe(), kindOf().pipe()];
      expect(first.open(fd)).to.equal(0);
      expect(nameOf(second.open(fd))).to.equal('EEXIST');
      first.close();
      expect(nameOf(second.open(fd))).to.equal('EBADF');
      const again = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      expect(again).to.equal(fd);
      expect(second.open(again)).to.equal(0);
      second.close();
      yield* sleep(0);
    }),
  );

  it(
    'neither uses nor closes a number that has come to mean another file',
    realTime(function* () {
      execFileSync('mkfifo', [path]);
      const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      const [handle, other] = [kindOf().pipe(), kindOf().pipe()];
      const notes = new Notes();
      expect(handle.open(fd)).to.equal(0);
      closeSync(fd);
      const file = openSync(join(folder, 'file'), 'w+');
      expect(file).to.equal(fd);
      expect(nameOf(handle.write('x', notes.done('written')))).to.equal('EBADF');
      expect(nameOf(handle.readStart())).to.equal('EBADF');
      expect(nameOf(handle.shutdown(notes.done('shut down')))).to.equal('EBADF');
      handle.close();
      other.close();
      yield* sleep(0.001);
      expect(fstatSync(file).size).to.equal(0);
      closeSync(file);
    }),
  );
}
