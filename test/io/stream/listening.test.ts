// listen() and serve(): what each waits for, what is an error at which time, and that a server that only listens keeps nothing
// going and leaves nothing behind.
import { connect } from 'node:net';
import { expect } from 'chai';
import { Event, type Op, current, sleep, spawn } from 'evergreen-ts';
import { type Address, PipeServer, TCPClient, TCPError, TCPServer } from 'evergreen-ts/io';
import { program } from '../../support/child.js';
import { KINDS_HERE } from '../../support/kinds.js';
import { realTime } from '../../support/run-tasklet.js';
import {
  EchoServer,
  HandlerServer,
  LOOPBACK,
  codeOf,
  failure,
  nothingIsOpen,
  readAll,
  started,
} from '../../support/sockets.js';

/** Bound and listening; closed at the end of the block that says `using`. */
function* listening(server: TCPServer): Op<TCPServer & Disposable> {
  server.bind(LOOPBACK);
  yield* server.listen();
  return Object.assign(server, { [Symbol.dispose]: () => server.close() });
}

function* ask(address: Address, question: string): Op<string> {
  using client = new TCPClient();
  yield* client.connect(address);
  client.write(question);
  yield* client.shutdown();
  return (yield* readAll(client)).toString();
}

describe('listen() of a server', () => {
  afterEach(nothingIsOpen);

  it(
    'returns once connections are accepted, and handlers run from then on',
    realTime(function* () {
      using server = yield* listening(new EchoServer());
      expect(yield* ask(server.sockname, 'hello')).to.equal('hello');
      expect(yield* ask(server.sockname, 'again')).to.equal('again');
    }),
  );

  it(
    'is followed by serve() or not, and serve() listens if need be',
    realTime(function* () {
      using server = yield* listening(new EchoServer());
      const serving = spawn(() => server.serve());
      expect(yield* ask(server.sockname, 'hello')).to.equal('hello');
      expect(serving.isAlive()).to.equal(true);
      server.close();
      expect(yield* serving.get()).to.equal(undefined);
    }),
  );

  it(
    'is an error before bind(), the second time, and when the server serves or is closed',
    realTime(function* () {
      const unbound = new EchoServer();
      expect(yield* failure(unbound.listen()))
        .to.be.instanceOf(TCPError)
        .and.include({ code: 'EINVAL', message: 'the server is not bound: bind() it first' });
      using server = yield* listening(new EchoServer());
      expect(yield* failure(server.listen()))
        .to.be.instanceOf(TCPError)
        .and.include({ code: 'EALREADY', message: 'the server is listening already' });
      using serving = yield* started(new EchoServer());
      expect(yield* codeOf(serving.server.listen())).to.equal('EALREADY');
      expect(yield* failure(serving.server.serve()))
        .to.be.instanceOf(TCPError)
        .and.include({ code: 'EALREADY', message: 'the server is serving already' });
      server.close();
      expect(yield* codeOf(server.listen())).to.equal('ECLOSED');
      expect(yield* codeOf(server.serve())).to.equal('ECLOSED');
      const stopped = new EchoServer();
      stopped.bind(LOOPBACK);
      yield* stopped.stop();
      expect(yield* codeOf(stopped.listen())).to.equal('ECLOSED');
      const never = new EchoServer();
      never.close();
      expect(yield* codeOf(never.listen())).to.equal('ECLOSED');
    }),
  );

  it(
    'or bind() fails when the address is in use, and the server can be closed then',
    realTime(function* () {
      using first = yield* listening(new EchoServer());
      const second = new EchoServer();
      const error = yield* failure(
        (function* (): Op<void> {
          second.bind(first.sockname);
          yield* second.listen();
        })(),
      );
      expect(error).to.be.instanceOf(TCPError).and.include({ code: 'EADDRINUSE' });
      expect((error as TCPError).syscall).to.be.oneOf(['bind', 'listen']);
      second.close();
    }),
  );

  it('checks the backlog at the call, as serve() does', () => {
    for (const backlog of [0, -1, NaN, 0.5, '10', null, 2 ** 31, Infinity, Symbol('backlog'), 10n, {}]) {
      expect(() => new EchoServer().listen(backlog as number)).to.throw(RangeError, 'backlog');
      expect(() => new EchoServer().serve(backlog as number)).to.throw(RangeError, 'backlog');
    }
  });

  it(
    'checks what the class has in the place of its methods before anybody connects',
    realTime(function* () {
      for (const [method, wrong] of [
        ['handleConnection', undefined],
        ['handleConnection', async () => Promise.resolve()],
        ['handleError', undefined],
        ['handleError', async () => Promise.resolve()],
        [
          'handleError',
          function* () {
            yield* sleep(0);
          },
        ],
      ] as [string, unknown][]) {
        const server = Object.assign(new EchoServer(), { [method]: wrong });
        server.bind(LOOPBACK);
        expect(yield* failure(server.listen())).to.be.instanceOf(TypeError);
        server.close();
      }
      const server = Object.assign(new EchoServer(), {
        *handleError() {
          yield* sleep(0);
        },
      });
      server.bind(LOOPBACK);
      expect(String(yield* failure(server.serve()))).to.equal(
        'TypeError: handleError() of a server must be a plain function, which does not park: for what parks, spawn() a tasklet in it',
      );
      server.close();
    }),
  );

  it(
    'has not begun when its tasklet is killed before: it may be called later',
    realTime(function* () {
      const server = new EchoServer();
      server.bind(LOOPBACK);
      const early = spawn(() => server.listen());
      early.kill();
      yield* early.join();
      // Its budget spent, this one lets the others go first.
      const late = spawn(function* () {
        for (let i = 0; i < 1000; i++) yield* new Event().wait(0);
        yield* server.listen();
      });
      yield* sleep(0);
      expect(current.loop.dump().find(({ id }) => id === late.id)?.state).to.equal('ready');
      late.kill();
      yield* late.join();
      yield* server.listen();
      expect(yield* ask(server.sockname, 'hello')).to.equal('hello');
      server.close();
    }),
  );

  it(
    'is undone by close(), and by stop(), which waits for the handlers',
    realTime(function* () {
      using closed = yield* listening(new EchoServer());
      const address = closed.sockname;
      using client = new TCPClient();
      yield* client.connect(address);
      client.write('x');
      yield* client.readBytes(1);
      closed.close();
      expect(yield* codeOf(ask(address, 'hello'))).to.equal('ECONNREFUSED');
      expect(yield* readAll(client)).to.have.length(0);

      using stopped = yield* listening(new EchoServer());
      const at = stopped.sockname;
      using last = new TCPClient();
      yield* last.connect(at);
      last.write('x');
      yield* last.readBytes(1);
      const stopping = spawn(() => stopped.stop());
      yield* sleep(0);
      expect(yield* codeOf(ask(at, 'hello'))).to.equal('ECONNREFUSED');
      expect(stopping.isAlive()).to.equal(true);
      yield* last.shutdown();
      expect(yield* readAll(last)).to.have.length(0);
      yield* stopping.join();
      expect(stopped.closed).to.equal(true);
    }),
  );

  it(
    'of a server that is served afterwards, and whose serve() is killed: the server can be served again, and stopped',
    realTime(function* () {
      using server = yield* listening(new EchoServer());
      const serving = spawn(() => server.serve());
      yield* sleep(0);
      serving.kill();
      yield* serving.join();
      expect(server.closed).to.equal(false);
      const again = spawn(() => server.serve());
      yield* sleep(0);
      yield* server.stop();
      yield* again.get();
      expect(server.closed).to.equal(true);
    }),
  );

  it(
    'is no deadlock: a connection may come for what everybody waits for',
    realTime(function* () {
      const asked = new Event();
      using server = yield* listening(new HandlerServer(() => asked.set()));
      const [host, port] = server.sockname;
      // Not a timer of the loop: nothing but the listener keeps the process going.
      setTimeout(() => connect(port, host).resume(), 5).unref();
      yield* asked.wait();
      while (server.connections.length > 0) yield* sleep(0.001);
    }),
  );

  it('of a server that is closed leaves tasklets that nothing can wake to the deadlock: named after server and peer', async () => {
    const { code, stdout, stderr } = await program(`
      import { DeadlockError, Event, current, run, sleep } from 'evergreen-ts';
      import { TCPClient, TCPServer } from 'evergreen-ts/io';
      class Server extends TCPServer {
        *handleConnection() {
          yield* new Event().wait();
        }
      }
      await run(function* () {
        const server = new Server();
        server.bind(['127.0.0.1', 0]);
        yield* server.listen();
        const client = new TCPClient();
        yield* client.connect(server.sockname);
        const [, port] = client.sockname;
        while (server.connections.length === 0) yield* sleep(0);
        server.close();
        client.close();
        current.loop.excepthook = (error, source) =>
          console.log(String(source), error instanceof DeadlockError, error.message.replace(port, 'PORT'));
      });
    `);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.equal(
      'the event loop true a tasklet is parked and nothing can wake it:\n  Server 127.0.0.1:PORT waits on Event\n',
    );
  }).timeout(60_000);

  it('keeps its loop and the process going, though run() has ended, until it is closed', async () => {
    for (const kind of KINDS_HERE) {
      const { code, stdout, stderr } = await program(
        `
          import { run } from 'evergreen-ts';
          import { TCPServer } from 'evergreen-ts/io';
          class Server extends TCPServer {
            *handleConnection() {}
          }
          const server = new Server();
          await run(function* () {
            server.bind(['127.0.0.1', 0]);
            yield* server.listen();
          });
          setTimeout(() => {
            console.log(server.closed);
            server.close();
          }, 20).unref();
        `,
        { env: { EVERGREEN_IO: kind } },
      );
      expect([code, stdout, stderr], kind).to.deep.equal([0, 'false\n', '']);
    }
  }).timeout(60_000);

  it(
    'is there for servers on Unix sockets, too',
    realTime(function* () {
      class Server extends PipeServer {
        override handleConnection(): void {
          // Nobody comes.
        }
      }
      const server = new Server();
      server.bind(`\0evergreen-listen-${process.pid}`);
      yield* server.listen();
      expect(yield* codeOf(server.listen())).to.equal('EALREADY');
      server.close();
    }),
  );
});
