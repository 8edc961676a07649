// What is special about listening over net: it begins with bind().
import dns from 'node:dns';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { type Op, until } from 'evergreen-ts';
import type { SocketName, TCPHandle } from '../../../src/handles/handle.js';
import { NodeTCPListener } from '../../../src/handles/node/tcp.js';
import { program } from '../../support/child.js';
import { Door, End } from '../../support/handles.js';
import { realTime } from '../../support/run-tasklet.js';

function bound(): [NodeTCPListener, SocketName] {
  const listener = new NodeTCPListener();
  expect(listener.bind('127.0.0.1', 0)).to.equal(0);
  return [listener, listener.sockname() as SocketName];
}

function* visitor({ address, port }: SocketName): Op<import('node:net').Socket> {
  const socket = connect({ host: address, port }).on('error', () => undefined);
  yield* until(once(socket, 'connect'));
  return socket;
}

describe('a listener over net', () => {
  it(
    'holds connections that come before listen(), in order and unread',
    realTime(function* () {
      const [listener, at] = bound();
      const visitors = [];
      for (const name of ['first', 'second']) {
        const socket = yield* visitor(at);
        socket.write(name);
        visitors.push(socket);
      }
      const door = new Door<TCPHandle>(listener);
      door.listen();
      for (const name of ['first', 'second']) {
        using end = new End(yield* door.accept());
        end.readStart();
        yield* end.received(name.length);
        expect(end.text).to.equal(name);
      }
      expect(door.trace).to.deep.equal(['connection', 'connection']);
      for (const socket of visitors) socket.destroy();
      door.close();
    }),
  );

  it(
    'closes them when it is closed instead',
    realTime(function* () {
      const [listener, at] = bound();
      const socket = yield* visitor(at);
      const gone = once(socket.resume(), 'close');
      listener.close();
      yield* until(gone);
    }),
  );

  it(
    'reports connections that could not be accepted',
    realTime(function* () {
      const [listener] = bound();
      const door = new Door<TCPHandle>(listener);
      door.listen();
      const { server } = listener as unknown as { server: NodeJS.EventEmitter };
      process.nextTick(() => server.emit('error', Object.assign(new Error('full'), { code: 'EMFILE' })));
      yield* door.until(1);
      expect(door.trace).to.deep.equal(['accept error: EMFILE']);
      door.close();
    }),
  );

  it(
    'leaves the lookup of names as it was',
    realTime(() => {
      const { lookup } = dns;
      const [listener] = bound();
      expect(dns.lookup).to.equal(lookup);
      listener.close();
    }),
  );

  it('keeps a process alive when it listens, and not when it is only bound', async () => {
    const source = (serves: boolean): string => `
      import { EventLoop, spawn } from 'evergreen-ts';
      import { TCPServer } from 'evergreen-ts/io';
      class Server extends TCPServer { *handleConnection() {} }
      const server = new Server();
      server.bind(['127.0.0.1', 0]);
      if (${serves}) {
        spawn(() => server.serve());
        setTimeout(() => console.log('alive') || server.close(), 50).unref();
      }
      void EventLoop.current().run();
    `;
    for (const kind of ['uv', 'node']) {
      const idle = await program(source(false), { env: { EVERGREEN_IO: kind } });
      expect([idle.code, idle.stdout, idle.stderr]).to.deep.equal([0, '', '']);
      const serving = await program(source(true), { env: { EVERGREEN_IO: kind } });
      expect([serving.code, serving.stdout, serving.stderr]).to.deep.equal([0, 'alive\n', '']);
    }
  }).timeout(120_000);
});
