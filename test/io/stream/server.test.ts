// Servers: handlers in every form, how a connection ends, how a server does, and that thousands of connections leave
// nothing behind.
import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import {
  Event,
  EventLoop,
  type Op,
  Tasklet,
  TaskletExit,
  Timeout,
  all,
  current,
  sleep,
  spawn,
  tasklet,
} from 'evergreen-ts';
import { type Address, TCPClient, TCPConnection, TCPError, TCPServer } from 'evergreen-ts/io';
import { program } from '../../support/child.js';
import { rawClient } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';
import {
  EchoServer,
  HandlerServer,
  PlainServer,
  codeOf,
  failure,
  fill,
  noise,
  nothingIsOpen,
  readAll,
  started,
} from '../../support/sockets.js';

const descriptors = (): number => readdirSync('/proc/self/fd').length;

/** Connect, ask, and give all that is answered. */
function* ask(address: Address, question = ''): Op<string> {
  using client = new TCPClient();
  yield* client.connect(address);
  if (question !== '') client.write(question);
  return (yield* readAll(client)).toString();
}

describe('the handler of a server', () => {
  afterEach(nothingIsOpen);

  it(
    'may be a generator method: the connection is closed when it returns',
    realTime(function* () {
      class Server extends TCPServer {
        override *handleConnection(connection: TCPConnection): Op<void> {
          connection.write(`you said ${(yield* connection.readUntil('\n')).toString()}`);
        }
      }
      using running = yield* started(new Server());
      expect(yield* ask(running.address, 'hello\n')).to.equal('you said hello\n');
      expect(running.server.connections).to.deep.equal([]);
    }),
  );

  it(
    'may be decorated, and so return a tasklet: the connection is closed when that ends',
    realTime(function* () {
      class Server extends TCPServer {
        @tasklet
        override *handleConnection(connection: TCPConnection): Op<void> {
          connection.write(`you said ${(yield* connection.readUntil('\n')).toString()}`);
        }
      }
      using running = yield* started(new Server());
      expect(yield* ask(running.address, 'hello\n')).to.equal('you said hello\n');
    }),
  );

  it(
    'may be a plain function: the connection is closed at once, after what it wrote',
    realTime(function* () {
      class Server extends TCPServer {
        override handleConnection(connection: TCPConnection): void {
          connection.write('go away\n');
        }
      }
      using running = yield* started(new Server());
      expect(yield* ask(running.address)).to.equal('go away\n');
    }),
  );

  it(
    'may return an operation of the connection',
    realTime(function* () {
      using running = yield* started(new HandlerServer((connection) => connection.readBytes(3)));
      using client = new TCPClient();
      yield* client.connect(running.address);
      client.write('ab');
      expect(yield* new Timeout(0.005, false).run(client.read())).to.equal(undefined);
      client.write('c');
      expect(yield* client.read()).to.have.length(0);
    }),
  );

  it(
    'has the server of its connection, which is among those that are open while it runs',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          trace.push(connection.server === running.server, running.server.connections.length);
          expect(running.server.connections).to.include(connection);
          yield* connection.read();
        }),
      );
      const clients = [new TCPClient(), new TCPClient(), new TCPClient()];
      for (const client of clients) {
        yield* client.connect(running.address);
        client.write('x');
        yield* client.read();
      }
      expect(trace).to.deep.equal([true, 1, true, 1, true, 1]);
      for (const client of clients) client.close();
    }),
  );

  it(
    'starts for each connection in the order they came',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer((connection) => {
          trace.push(connection.peername[1]);
        }),
      );
      const ports: number[] = [];
      const clients: TCPClient[] = [];
      for (let i = 0; i < 10; i++) {
        const client = new TCPClient();
        yield* client.connect(running.address);
        ports.push(client.sockname[1]);
        clients.push(client);
      }
      for (const client of clients) {
        yield* client.read();
        client.close();
      }
      expect(trace).to.deep.equal(ports);
    }),
  );

  it(
    'need not wait for its data to be sent: all of it arrives',
    realTime(function* () {
      const data = noise(12 * 2 ** 20);
      using running = yield* started(
        new HandlerServer((connection) => {
          connection.write(data.subarray(0, 5 * 2 ** 20));
          connection.write(data.subarray(5 * 2 ** 20));
        }),
      );
      using client = new TCPClient();
      yield* client.connect(running.address);
      expect((yield* readAll(client)).equals(data)).to.equal(true);
    }),
  );

  it(
    'has returned, and its peer resets with the rest unsent: nothing is reported',
    realTime(function* ({ uncaught }) {
      const connections: TCPConnection[] = [];
      using running = yield* started(
        new HandlerServer((connection) => {
          connections.push(connection);
          fill(connection);
        }),
      );
      const raw = yield* rawClient(running.address);
      while (connections.length === 0) yield* sleep(0.001);
      raw.resetAndDestroy();
      while (connections[0]?.closed === false) yield* sleep(0.001);
      expect(uncaught).to.deep.equal([]);
    }),
  );

  it(
    'has returned, and the server is closed with the rest unsent: nothing is reported',
    realTime(function* () {
      const connections: TCPConnection[] = [];
      using running = yield* started(
        new HandlerServer((connection) => {
          connections.push(connection);
          fill(connection);
        }),
      );
      using raw = yield* rawClient(running.address);
      while (connections.length === 0) yield* sleep(0.001);
      running.server.close();
      expect(connections[0]?.closed).to.equal(true);
      yield* running.serving.join();
      raw.destroy();
    }),
  );

  const failing: Record<string, (connection: TCPConnection) => Op<unknown> | Tasklet | void> = {
    'a generator': function* (connection) {
      yield* connection.readUntil('\n');
      throw new Error('oh');
    },
    'a generator that has not parked': function* () {
      throw new Error('oh');
    },
    'a tasklet': tasklet(function* (connection: TCPConnection): Op<void> {
      yield* connection.readUntil('\n');
      throw new Error('oh');
    }),
    'a plain function': () => {
      throw new Error('oh');
    },
  };
  for (const [form, handler] of Object.entries(failing)) {
    it(
      `is ${form} and fails: its connection is closed and the error reported once`,
      realTime(function* ({ uncaught }) {
        let first = true;
        using running = yield* started(
          new HandlerServer((connection) => {
            if (!first) return connection.read();
            first = false;
            return handler(connection);
          }),
        );
        using one = new TCPClient();
        yield* one.connect(running.address);
        using two = new TCPClient();
        yield* two.connect(running.address);
        one.write('x\n');
        expect(yield* codeOf(readAll(one))).to.satisfy(
          (end: unknown) => end === 'ECONNRESET' || (end as Buffer).length === 0,
        );
        while (uncaught.length === 0) yield* sleep(0);
        two.write('y');
        expect(yield* two.read()).to.have.length(0);
        expect(uncaught.splice(0).map(String)).to.deep.equal(['Error: oh']);
        expect(running.server.closed).to.equal(false);
      }),
    );
  }

  it(
    'fails with unsent data: that is dropped',
    realTime(function* ({ uncaught }) {
      const size = 64 * 2 ** 20;
      using running = yield* started(
        new HandlerServer(function* (connection) {
          connection.write(Buffer.alloc(size));
          throw new Error('oh');
        }),
      );
      using client = new TCPClient();
      yield* client.connect(running.address);
      expect((yield* readAll(client)).length).to.be.below(size);
      expect(uncaught.splice(0)).to.have.length(1);
    }),
  );

  it(
    'fails because its peer does: nothing is reported',
    realTime(function* ({ trace }) {
      const reading = new Event();
      using running = yield* started(
        new HandlerServer(function* (connection) {
          connection.write('hello');
          reading.set();
          trace.push(yield* codeOf(connection.readUntil('\n')));
          yield* connection.readUntil('\n');
        }),
      );
      const raw = yield* rawClient(running.address);
      yield* reading.wait();
      raw.resetAndDestroy();
      while (running.server.connections.length > 0) yield* sleep(0.001);
      expect(trace).to.deep.equal(['ECONNRESET']);
    }),
  );

  it(
    'ends by the closing of its own side, by itself or by another: silent',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          const ask = (yield* connection.readUntil('\n')).toString();
          if (ask === 'close\n') connection.close();
          trace.push(ask);
          yield* connection.readUntil('\n');
          trace.push('not reached');
        }),
      );
      expect(yield* ask(running.address, 'close\n')).to.equal('');
      using client = new TCPClient();
      yield* client.connect(running.address);
      client.write('wait\n');
      while (trace.length < 2) yield* sleep(0.001);
      for (const connection of running.server.connections) connection.close();
      expect(yield* client.read()).to.have.length(0);
      expect(trace).to.deep.equal(['close\n', 'wait\n']);
    }),
  );

  it(
    'is killed: silent, and its connection is closed',
    realTime(function* ({ trace }) {
      const handlers: Tasklet[] = [];
      using running = yield* started(
        new HandlerServer(function* (connection) {
          handlers.push(Tasklet.current() as Tasklet);
          try {
            yield* connection.readUntil('\n');
          } catch (error) {
            trace.push((error as Error).name);
            throw error;
          }
        }),
      );
      using client = new TCPClient();
      yield* client.connect(running.address);
      while (handlers.length === 0) yield* sleep(0);
      handlers[0]?.kill();
      expect(yield* client.read()).to.have.length(0);
      expect(trace).to.deep.equal(['TaskletExit']);
      expect(running.server.connections).to.deep.equal([]);
    }),
  );

  it(
    'is killed before it has begun: its connection is closed',
    realTime(function* ({ loop }) {
      using running = yield* started(new EchoServer());
      using client = new TCPClient();
      const stop = loop.instrument({
        spawned: (handler) => {
          handler.kill();
        },
      });
      yield* client.connect(running.address);
      expect(yield* client.read()).to.have.length(0);
      stop();
    }),
  );

  it(
    'may hand its connection to a tasklet of its own, and wait for that',
    realTime(function* () {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          const writer = spawn(function* () {
            for (let i = 0; i < 3; i++) {
              connection.write(`${i}`);
              yield* sleep(0);
            }
          });
          yield* writer.join();
        }),
      );
      expect(yield* ask(running.address)).to.equal('012');
    }),
  );
});

describe('a server', () => {
  afterEach(nothingIsOpen);

  it(
    'that is closed ends serve(), its connections and their handlers, and reports nothing',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          try {
            yield* connection.readUntil('\n');
          } catch (error) {
            trace.push((error as TCPError).code);
            throw error;
          }
        }),
      );
      const { server, serving, address } = running;
      const clients = [new TCPClient(), new TCPClient(), new TCPClient()];
      for (const client of clients) yield* client.connect(address);
      while (server.connections.length < 3) yield* sleep(0);
      const { connections } = server;
      server.close();
      server.close();
      expect(server.closed).to.equal(true);
      expect(server.connections).to.deep.equal([]);
      expect(connections.map(({ closed }) => closed)).to.deep.equal([true, true, true]);
      expect(yield* serving.get()).to.equal(undefined);
      for (const client of clients) {
        expect(yield* client.read()).to.have.length(0);
        client.close();
      }
      expect(trace).to.deep.equal(['ECLOSED', 'ECLOSED', 'ECLOSED']);
      using late = new TCPClient();
      expect(yield* codeOf(late.connect(address))).to.equal('ECONNREFUSED');
    }),
  );

  it(
    'is closed when the tasklet that serves is killed, or timed out',
    realTime(function* () {
      const running = yield* started(new EchoServer());
      using client = new TCPClient();
      yield* client.connect(running.address);
      while (running.server.connections.length === 0) yield* sleep(0);
      running.serving.kill();
      expect(yield* failure(running.serving.get())).to.be.instanceOf(TaskletExit);
      expect(running.server.closed).to.equal(true);
      expect(yield* client.read()).to.have.length(0);

      const server = new EchoServer();
      server.bind(['127.0.0.1', 0]);
      const timeout = new Timeout(0.002);
      expect(yield* failure(timeout.run(server.serve()))).to.equal(timeout);
      expect(server.closed).to.equal(true);
    }),
  );

  it(
    'is closed when the tasklet that serves is killed before it begins, or not, if it never does',
    realTime(function* () {
      const server = new EchoServer();
      server.bind(['127.0.0.1', 0]);
      const serving = spawn(() => server.serve());
      serving.kill();
      yield* serving.join();
      expect(server.closed).to.equal(false);
      server.close();
    }),
  );

  it(
    'may be closed by a handler',
    realTime(function* () {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          yield* connection.read();
          connection.server.close();
        }),
      );
      expect(yield* ask(running.address, 'stop')).to.equal('');
      yield* running.serving.join();
    }),
  );

  it(
    'knows its address from bind() on, and not before or after',
    realTime(function* () {
      const server = new EchoServer();
      expect(() => server.sockname)
        .to.throw(TCPError)
        .with.property('code', 'EINVAL');
      server.bind(['127.0.0.1', 0]);
      expect(server.sockname[0]).to.equal('127.0.0.1');
      expect(server.sockname[1]).to.be.within(1, 65_535);
      server.close();
      expect(() => server.sockname)
        .to.throw(TCPError)
        .with.property('code', 'ECLOSED');
      const six = new EchoServer();
      six.bind(['::1', 0]);
      expect(six.sockname[0]).to.equal('::1');
      six.close();
      yield* sleep(0);
    }),
  );

  it(
    'binds once, serves once, and does neither when it is closed',
    realTime(function* () {
      const server = new EchoServer();
      expect(yield* codeOf(server.serve())).to.equal('EINVAL');
      server.bind(['127.0.0.1', 0]);
      expect(() => server.bind(['127.0.0.1', 0]))
        .to.throw(TCPError)
        .with.property('code', 'EINVAL');
      const serving = spawn(() => server.serve());
      yield* sleep(0);
      expect(yield* codeOf(server.serve())).to.equal('EALREADY');
      expect(serving.state).to.equal('parked');
      server.close();
      yield* serving.join();
      expect(yield* codeOf(server.serve())).to.equal('ECLOSED');
      expect(() => server.bind(['127.0.0.1', 0]))
        .to.throw(TCPError)
        .with.property('code', 'ECLOSED');
      const never = new EchoServer();
      never.close();
      never.close();
      expect(yield* codeOf(never.serve())).to.equal('ECLOSED');
    }),
  );

  for (const [what, accepted, left] of [
    [
      'fails',
      () => {
        throw new Error('not this one');
      },
      ['not this one'],
    ],
    ['closes itself', (connection: TCPConnection) => connection.close(), []],
    ['closes its server', (_: unknown, server: TCPServer) => server.close(), []],
  ] as [string, (connection: TCPConnection, server: TCPServer) => void, string[]][]) {
    it(
      `copes with a connection that ${what} while it is accepted`,
      realTime(function* () {
        const { loop } = current;
        const reported: string[] = [];
        loop.excepthook = (error) => reported.push((error as Error).message);
        let first = true;
        let handled = 0;
        class Particular extends TCPConnection {
          protected override _setAccepted(server: TCPServer): void {
            super._setAccepted(server);
            if (!first) return;
            first = false;
            accepted(this, server);
          }
        }
        class Server extends HandlerServer {
          protected override _newConnection(): TCPConnection {
            return new Particular(this.options);
          }
        }
        using running = yield* started(
          new Server((connection) => {
            handled++;
            connection.write('hello');
          }),
        );
        expect(yield* ask(running.address)).to.equal('');
        expect(running.server.connections).to.deep.equal([]);
        expect([handled, reported]).to.deep.equal([0, left]);
        if (running.server.closed) return;
        expect(yield* ask(running.address)).to.equal('hello');
      }),
    );
  }

  it(
    'refuses a handleConnection that is no handler before it listens',
    realTime(function* () {
      for (const handler of [undefined, async () => Promise.resolve()]) {
        const server = new EchoServer();
        Object.assign(server, { handleConnection: handler });
        server.bind(['127.0.0.1', 0]);
        expect(yield* failure(server.serve())).to.be.instanceOf(TypeError);
        server.close();
      }
    }),
  );

  it(
    'learns that its address is in use, in bind() or in serve(), and can be closed then',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      const second = new EchoServer();
      const error = yield* failure(
        (function* (): Op<void> {
          second.bind(running.address);
          yield* second.serve();
        })(),
      );
      expect(error).to.be.instanceOf(TCPError).and.include({ code: 'EADDRINUSE' });
      expect((error as TCPError).syscall).to.be.oneOf(['bind', 'listen']);
      expect((error as TCPError).address).to.equal(running.address.join(':'));
      second.close();
      const nowhere = new EchoServer();
      expect(() => nowhere.bind(['192.0.2.1', 0]))
        .to.throw(TCPError)
        .with.property('code', 'EADDRNOTAVAIL');
      nowhere.bind(['127.0.0.1', 0]);
      nowhere.close();
    }),
  );

  it(
    'that is bound and does not serve yet lets clients wait until it does',
    realTime(function* () {
      const server = new HandlerServer((connection) => void connection.write('hello'));
      server.bind(['127.0.0.1', 0]);
      using early = new TCPClient();
      yield* early.connect(server.sockname);
      const serving = spawn(() => server.serve());
      expect((yield* readAll(early)).toString()).to.equal('hello');
      server.close();
      yield* serving.join();
      const never = new EchoServer();
      never.bind(['127.0.0.1', 0]);
      using lost = new TCPClient();
      yield* lost.connect(never.sockname);
      never.close();
      expect(yield* codeOf(readAll(lost))).to.satisfy(
        (end: unknown) => end === 'ECONNRESET' || (end as Buffer).length === 0,
      );
    }),
  );

  it(
    'listens on one address while another server listens on the same port of another',
    realTime(function* () {
      using one = yield* started(new HandlerServer((connection) => void connection.write('one')));
      using two = yield* started(new HandlerServer((connection) => void connection.write('two')), [
        '127.0.0.2',
        one.address[1],
      ]);
      expect(yield* all([ask(one.address), ask(two.address)])).to.deep.equal(['one', 'two']);
    }),
  );

  it('checks its arguments before anybody connects', () => {
    for (const value of [0, -1, NaN, 0.5, '10', null]) {
      const options = { highWaterMark: value as number };
      expect(() => new HandlerServer(() => undefined, options), JSON.stringify(value)).to.throw(RangeError);
      expect(() => new EchoServer().serve(value as number)).to.throw(RangeError, 'backlog');
    }
    for (const backlog of [2 ** 31, 2 ** 53, Infinity, Symbol('backlog'), 10n, {}]) {
      expect(() => new EchoServer().serve(backlog as number)).to.throw(RangeError, 'backlog');
    }
  });

  it(
    'passes its options to its connections, as they were when it was made',
    realTime(function* () {
      const options = { maxBufferSize: 4 };
      using running = yield* started(
        new HandlerServer(function* (connection) {
          connection.write(String(yield* codeOf(connection.readUntil('\n'))));
        }, options),
      );
      options.maxBufferSize = NaN;
      expect(yield* ask(running.address, 'too long\n')).to.equal('EBUFFERLIMIT');
    }),
  );

  it('is closed by the destruction of its loop, and so are its connections, open, unsent, unread', async () => {
    const before = descriptors();
    const loop = new EventLoop();
    const trace: unknown[] = [];
    spawn(function* () {
      const { server, address } = yield* started(new PlainServer());
      const bound = new EchoServer();
      bound.bind(['127.0.0.1', 0]);
      for (let i = 0; i < 5; i++) {
        const client = new TCPClient();
        yield* client.connect(address);
        const connection = yield* server.accept();
        fill(client);
        connection.write('unread');
        spawn(function* () {
          try {
            yield* client.flush();
          } catch (error) {
            trace.push((error as Error).name);
            throw error;
          }
        });
      }
      yield* sleep(0);
      expect(descriptors()).to.be.above(before + 10);
      loop.stop();
    });
    await loop.run();
    loop.destroy();
    await nothingIsOpen();
    // Fewer, if one of an earlier test was still being closed.
    expect(descriptors()).to.be.at.most(before);
    expect(trace).to.deep.equal(Array(5).fill('TaskletExit'));
  });
});

describe('a server without descriptors to spare', () => {
  it('lives on, and serves again when it has some', async () => {
    const { code, stdout, stderr } = await program(
      `
        import { closeSync, openSync } from 'node:fs';
        import { current, run, sleep, spawn } from 'evergreen-ts';
        import { TCPClient, TCPServer } from 'evergreen-ts/io';

        class Server extends TCPServer {
          *handleConnection(connection) {
            connection.write('served');
          }
        }

        function take() {
          const held = [];
          try {
            for (;;) held.push(openSync('/dev/null'));
          } catch {}
          return held;
        }

        const reported = [];
        await run(function* () {
          current.loop.excepthook = (error) => reported.push(error.code);
          const server = new Server();
          server.bind(['127.0.0.1', 0]);
          const serving = spawn(() => server.serve());
          yield* sleep(0);
          const held = take();
          // Descriptors for the clients, none for their other ends.
          const clients = [];
          for (let i = 0; i < 5; i++) {
            closeSync(held.pop());
            const client = new TCPClient();
            yield* client.connect(server.sockname);
            clients.push(client);
          }
          yield* sleep(0.05);
          for (const fd of held) closeSync(fd);
          for (const client of clients) client.close();
          const client = new TCPClient();
          yield* client.connect(server.sockname);
          console.log(String(yield* client.readBytes(6)), serving.state);
          client.close();
          server.close();
        });
        console.log(reported.every((code) => code === 'EMFILE'));
      `,
      { descriptors: 256 },
    );
    expect(stderr).to.equal('');
    expect(stdout).to.equal('served parked\ntrue\n');
    expect(code).to.equal(0);
  }).timeout(60_000);
});
