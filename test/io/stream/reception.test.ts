// What becomes of a server's connections: the names of their handlers, and handleError() of a class of one's own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Op, Tasklet, current, sleep, spawn, tasklet } from 'evergreen-ts';
import {
  PipeClient,
  type PipeConnection,
  PipeServer,
  TCPClient,
  TCPConnection,
  TCPError,
  TCPServer,
} from 'evergreen-ts/io';
import { rawClient } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';
import {
  HandlerServer,
  LOOPBACK,
  codeOf,
  failure,
  fill,
  nothingIsOpen,
  readAll,
  started,
} from '../../support/sockets.js';

/** Waits until its client says something. */
class Greeter extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    yield* connection.read();
    connection.write(`${Tasklet.current()?.name}`);
  }
}

const names = (): string[] => current.loop.dump().map(({ name }) => name);

describe('the tasklet of a handler', () => {
  afterEach(nothingIsOpen);

  it(
    'is named after server and peer, for itself and in dump()',
    realTime(function* () {
      using running = yield* started(new Greeter());
      using one = new TCPClient();
      using two = new TCPClient();
      for (const client of [one, two]) yield* client.connect(running.address);
      while (running.server.connections.length < 2) yield* sleep(0);
      const expected = [one, two].map((client) => `Greeter 127.0.0.1:${client.sockname[1]}`);
      expect(names()).to.include.members(expected);
      one.write('who am I?');
      expect((yield* readAll(one)).toString()).to.equal(expected[0]);
    }),
  );

  it(
    'has the address of an IPv6 peer in brackets',
    realTime(function* () {
      using running = yield* started(new Greeter(), ['::1', 0]);
      using client = new TCPClient();
      yield* client.connect(running.address);
      client.write('who am I?');
      expect((yield* readAll(client)).toString()).to.equal(`Greeter [::1]:${client.sockname[1]}`);
    }),
  );

  it(
    'is named after the socket and counted where peers have no addresses',
    realTime(function* () {
      class Local extends PipeServer {
        override *handleConnection(connection: PipeConnection): Op<void> {
          connection.write(`${Tasklet.current()?.name}`);
        }
      }
      const folder = mkdtempSync(join(tmpdir(), 'names-'));
      const path = join(folder, 'socket');
      for (const [name, shown] of [
        [path, path],
        [`\0evergreen-${process.pid}`, `@evergreen-${process.pid}`],
      ] as const) {
        const server = new Local();
        server.bind(name);
        yield* server.listen();
        for (const number of [1, 2]) {
          using client = new PipeClient();
          yield* client.connect(name);
          expect((yield* client.readBytes(1000)).toString()).to.equal(`Local ${shown} #${number}`);
        }
        server.close();
      }
      rmSync(folder, { recursive: true });
    }),
  );

  it(
    'knows the name of a peer that has reset the connection, though nobody asked before',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection) {
          yield* codeOf(connection.readUntil('\n'));
          trace.push(Tasklet.current()?.name, connection.peername);
        }),
      );
      const raw = yield* rawClient(running.address);
      const port = raw.localPort;
      while (running.server.connections.length === 0) yield* sleep(0);
      raw.resetAndDestroy();
      while (running.server.connections.length > 0) yield* sleep(0.001);
      expect(trace).to.deep.equal([`HandlerServer 127.0.0.1:${port}`, ['127.0.0.1', port]]);
    }),
  );

  it(
    'that is decorated, or hands on its work, lends its name to one that has none',
    realTime(function* ({ trace }) {
      class Decorated extends TCPServer {
        @tasklet
        override *handleConnection(connection: TCPConnection): Op<void> {
          yield* connection.read();
          trace.push(Tasklet.current()?.name);
        }
      }
      class Handing extends TCPServer {
        override handleConnection(connection: TCPConnection): Tasklet {
          return new Tasklet({
            name: 'mine',
            *target() {
              yield* connection.read();
              trace.push(Tasklet.current()?.name);
            },
          }).start();
        }
      }
      const ports: number[] = [];
      for (const server of [new Decorated(), new Handing()]) {
        using running = yield* started(server);
        using client = new TCPClient();
        yield* client.connect(running.address);
        ports.push(client.sockname[1]);
        client.write('x');
        yield* readAll(client);
      }
      expect(trace).to.deep.equal([`Decorated 127.0.0.1:${ports[0]}`, 'mine']);
    }),
  );

  it(
    'has ended, and its connection lingers: so the name of what is left says',
    realTime(function* () {
      using running = yield* started(new HandlerServer((connection) => void fill(connection)));
      using client = yield* rawClient(running.address);
      const name = `HandlerServer 127.0.0.1:${client.localPort} (lingering)`;
      while (!names().includes(name)) yield* sleep(0.001);
      running.server.close();
    }),
  );

  it(
    'is named when somebody asks, and once',
    realTime(function* () {
      using running = yield* started(new Greeter());
      const spawned: Tasklet[] = [];
      const stop = current.loop.instrument({ spawned: (t) => spawned.push(t) });
      using client = new TCPClient();
      yield* client.connect(running.address);
      while (spawned.length === 0) yield* sleep(0);
      stop();
      const handler = spawned[0] as Tasklet;
      const { _cold: state } = handler as unknown as { _cold: { name: unknown } };
      expect(state.name).to.be.a('function');
      const name = `Greeter 127.0.0.1:${client.sockname[1]}`;
      expect(handler.name).to.equal(name);
      expect(state.name).to.equal(name);
    }),
  );
});

describe('the peername of a connection', () => {
  afterEach(nothingIsOpen);

  it(
    'is known when it is closed, but not before it is accepted',
    realTime(function* () {
      const connections: TCPConnection[] = [];
      using running = yield* started(new HandlerServer((connection) => void connections.push(connection)));
      using client = new TCPClient();
      yield* client.connect(running.address);
      yield* readAll(client);
      yield* client.shutdown();
      while (connections[0]?.closed !== true) yield* sleep(0.001);
      expect(connections[0].peername).to.deep.equal(client.sockname);
      expect(() => new TCPConnection().peername)
        .to.throw(TCPError)
        .with.property('code', 'ENOTCONN');
      expect(() => connections[0]?.sockname)
        .to.throw()
        .with.property('code', 'ECLOSED');
    }),
  );
});

/** A connection that was told of, whether it was closed then, and the error. */
type Told = [connection: TCPConnection, closed: boolean, error: unknown];

class Telling extends HandlerServer {
  readonly told: Told[] = [];
  answer: () => unknown = () => undefined;

  protected override handleError(connection: TCPConnection, error: unknown): void {
    this.told.push([connection, connection.closed, error]);
    return this.answer() as void;
  }

  /** What is otherwise done with an error. */
  report(connection: TCPConnection, error: unknown): void {
    super.handleError(connection, error);
  }
}

/** Connect, and wait until the handler has ended. */
function* visit(server: Telling): Op<number> {
  using client = new TCPClient();
  yield* client.connect(server.sockname);
  yield* codeOf(readAll(client));
  return client.sockname[1];
}

describe('handleError() of a class of one’s own', () => {
  afterEach(nothingIsOpen);

  const failing = [
    function* (): Op<void> {
      yield* sleep(0);
      throw new Error('oh');
    },
    () => {
      throw new Error('oh');
    },
    tasklet(function* (): Op<void> {
      throw new Error('oh');
    }),
  ];
  for (const [i, handler] of failing.entries()) {
    it(
      `is told once of what a handler threw, after the connection was closed; nothing is reported (${i + 1})`,
      realTime(function* () {
        using running = yield* started(new Telling(handler));
        const port = yield* visit(running.server);
        expect(running.server.told).to.have.length(1);
        const [connection, closed, error] = running.server.told[0] as Told;
        expect(closed).to.equal(true);
        expect(String(error)).to.equal('Error: oh');
        expect(connection.peername).to.deep.equal(['127.0.0.1', port]);
        expect(running.server.connections).to.deep.equal([]);
      }),
    );
  }

  it(
    'is told of a peer that went away, too, but not of a kill, nor of what this side has closed',
    realTime(function* () {
      using running = yield* started(new Telling((connection) => connection.readUntil('\n')));
      const { server } = running;
      const raw = yield* rawClient(running.address);
      while (server.connections.length === 0) yield* sleep(0);
      raw.resetAndDestroy();
      while (server.told.length === 0) yield* sleep(0.001);
      expect(server.told[0]?.[2]).to.include({ code: 'ECONNRESET' });

      using killed = new TCPClient();
      const handlers: Tasklet[] = [];
      const stop = current.loop.instrument({ spawned: (t) => handlers.push(t) });
      yield* killed.connect(running.address);
      while (handlers.length === 0) yield* sleep(0);
      stop();
      handlers[0]?.kill();
      yield* readAll(killed);

      using closed = new TCPClient();
      yield* closed.connect(running.address);
      while (server.connections.length === 0) yield* sleep(0);
      server.connections[0]?.close();
      yield* readAll(closed);
      yield* sleep(0);
      expect(server.told).to.have.length(1);
    }),
  );

  it(
    'may leave the rest to the default, at once or later: the source is the handler’s tasklet',
    realTime(function* ({ uncaught }) {
      const sources: string[] = [];
      current.loop.excepthook = (error, source) => {
        uncaught.push(error);
        sources.push((source as Tasklet).toString());
      };
      class Passing extends Telling {
        protected override handleError(connection: TCPConnection, error: unknown): void {
          super.handleError(connection, error);
          this.report(connection, error);
          spawn(() => this.report(connection, error));
        }
      }
      using running = yield* started(
        new Passing(() => {
          throw new Error('oh');
        }),
      );
      const port = yield* visit(running.server);
      yield* sleep(0);
      const { told } = running.server;
      expect(uncaught.splice(0)).to.deep.equal([told[0]?.[2], told[0]?.[2]]);
      const source = `Tasklet(Passing 127.0.0.1:${port}, ended)`;
      expect(sources).to.deep.equal([source, source]);
    }),
  );

  it(
    'that throws: that goes to excepthook, and costs neither a place nor the server',
    realTime(function* ({ uncaught }) {
      using running = yield* started(
        new Telling(() => {
          throw new Error('oh');
        }),
      );
      const { server } = running;
      server.maxConnections = 1;
      server.answer = () => {
        throw new Error('not again');
      };
      for (let i = 0; i < 3; i++) yield* visit(server);
      expect(uncaught.splice(0).map(String)).to.deep.equal(Array(3).fill('Error: not again'));
      expect(server.told).to.have.length(3);
      yield* server.stop();
    }),
  );

  it(
    'that returns what nobody would run or wait for is a TypeError, whose cause is the handler’s error',
    realTime(function* ({ uncaught }) {
      using running = yield* started(
        new Telling(() => {
          throw new Error('oh');
        }),
      );
      const { server } = running;
      for (const [answer, what] of [
        [() => sleep(1), 'a Sleep'],
        [() => failure(sleep(1)), 'a Generator'],
        [() => Promise.resolve(), 'a promise'],
      ] as [() => unknown, string][]) {
        server.answer = answer;
        yield* visit(server);
        const [error] = uncaught.splice(0);
        expect(error).to.be.instanceOf(TypeError);
        expect((error as Error).message)
          .to.match(/^handleError\(\) of a server must not return /)
          .and.contain('spawn()');
        expect(String((error as Error).cause), what).to.equal('Error: oh');
      }
      server.answer = () => spawn(() => undefined);
      yield* visit(server);
    }),
  );

  it(
    'may close the server, and stop it',
    realTime(function* () {
      const server = new Telling(() => {
        throw new Error('oh');
      });
      server.bind(LOOPBACK);
      yield* server.listen();
      server.answer = () => {
        spawn(() => server.stop());
        server.close();
      };
      yield* visit(server);
      while (!server.closed) yield* sleep(0);
    }),
  );
});
