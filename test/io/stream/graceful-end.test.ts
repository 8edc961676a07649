import { expect } from 'chai';
import { type Op, Tasklet, Timeout, sleep, spawn, tasklet, until } from 'evergreen-ts';
import { TCPClient, type TCPConnection } from 'evergreen-ts/io';
import {
  EchoServer,
  HandlerServer,
  codeOf,
  deferred,
  failure,
  noise,
  nothingIsOpen,
  readAll,
  started,
} from '../../support/sockets.js';
import { rawClient } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';

/** Connected, and known to be served. */
function* served(address: TCPClient['peername'], greeting = 'hi'): Op<TCPClient> {
  const client = new TCPClient();
  yield* client.connect(address);
  client.write(greeting);
  expect((yield* client.readBytes(greeting.length)).toString()).to.equal(greeting);
  return client;
}

describe('stop() of a server', () => {
  afterEach(nothingIsOpen);

  it(
    'refuses new connections at once, lets handlers finish, and then ends serve()',
    realTime(function* ({ trace }) {
      using running = yield* started(new EchoServer());
      using client = yield* served(running.address);
      const stopping = spawn(function* () {
        yield* running.server.stop();
        trace.push('stopped');
      });
      yield* sleep(0);
      using late = new TCPClient();
      expect(yield* codeOf(late.connect(running.address))).to.equal('ECONNREFUSED');
      client.write('still');
      expect((yield* client.readBytes(5)).toString()).to.equal('still');
      expect([running.server.closed, trace]).to.deep.equal([false, []]);
      yield* client.shutdown();
      expect(yield* readAll(client)).to.have.length(0);
      client.close();
      yield* stopping.join();
      yield* running.serving.join();
      expect([running.server.closed, trace]).to.deep.equal([true, ['stopped']]);
    }),
  );

  it(
    'closes what is left and kills its handlers when its time is up',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection): Op<void> {
          connection.write(yield* connection.read());
          try {
            yield* sleep(1000);
          } finally {
            trace.push('cleaned up');
          }
        }),
      );
      using client = yield* served(running.address);
      yield* running.server.stop(0.01);
      expect(running.server.closed).to.equal(true);
      expect(yield* readAll(client)).to.have.length(0);
      expect(trace).to.deep.equal(['cleaned up']);
      yield* running.serving.join();
    }),
  );

  it(
    'may be called by a handler, which it does not wait for',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection): Op<void> {
          connection.write(yield* connection.read());
          yield* running.server.stop();
          trace.push(Tasklet.current()?.isAlive(), connection.closed);
        }),
      );
      using client = yield* served(running.address);
      yield* running.serving.join();
      expect(yield* readAll(client)).to.have.length(0);
      expect(trace).to.deep.equal([true, true]);
    }),
  );

  it(
    'by two handlers at once does not make them wait for each other',
    realTime(function* () {
      using running = yield* started(
        new HandlerServer(function* (connection): Op<void> {
          connection.write(yield* connection.readBytes(2));
          yield* connection.readBytes(1);
          yield* running.server.stop();
        }),
      );
      using one = yield* served(running.address);
      using two = yield* served(running.address);
      one.write('x');
      two.write('x');
      yield* running.serving.join();
      expect(running.server.closed).to.equal(true);
    }),
  );

  it(
    'by two handlers and another tasklet at once: each goes on when all others have ended',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection): Op<void> {
          connection.write(yield* connection.readBytes(2));
          const order = (yield* connection.readBytes(1)).toString();
          if (order === 's') yield* running.server.stop();
          trace.push(order);
        }),
      );
      const clients = [
        yield* served(running.address),
        yield* served(running.address),
        yield* served(running.address),
      ];
      for (const client of clients.slice(1)) client.write('s');
      const outside = spawn(function* () {
        yield* running.server.stop();
        trace.push('outside');
      });
      yield* sleep(0.005);
      expect([trace, running.server.connections.length]).to.deep.equal([[], 3]);
      clients[0]?.write('g');
      for (const client of clients) {
        expect(yield* readAll(client)).to.have.length(0);
        client.close();
      }
      yield* outside.join();
      expect(trace[0]).to.equal('g');
      expect(trace.slice(1)).to.have.members(['s', 's', 'outside']);
    }),
  );

  it(
    'with no time at all closes and kills at once, and does not wait for those that clean up',
    realTime(function* ({ trace }) {
      using running = yield* started(
        new HandlerServer(function* (connection): Op<void> {
          connection.write(yield* connection.read());
          try {
            yield* connection.read();
          } catch (error) {
            trace.push((error as Error).name);
            throw error;
          } finally {
            yield* sleep(0.005);
            trace.push('cleaned up');
          }
        }),
      );
      using client = yield* served(running.address);
      yield* running.server.stop(0);
      trace.push('stopped');
      expect([running.server.closed, running.server.connections]).to.deep.equal([true, []]);
      expect(yield* readAll(client)).to.have.length(0);
      while (trace.length < 3) yield* sleep(0.001);
      expect(trace).to.deep.equal(['stopped', 'TaskletExit', 'cleaned up']);
    }),
  );

  it(
    'ends with the first timeout, if several wait',
    realTime(function* ({ trace }) {
      using running = yield* started(new EchoServer());
      using client = yield* served(running.address);
      const patient = spawn(function* () {
        yield* running.server.stop();
        trace.push('patient');
      });
      yield* sleep(0);
      yield* running.server.stop(0.01);
      trace.push('impatient');
      yield* patient.join();
      expect(yield* readAll(client)).to.have.length(0);
      expect(trace).to.deep.equal(['impatient', 'patient']);
    }),
  );

  it(
    'given up (killed, timed out) leaves the server stopping: nobody is accepted, and handlers go on',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      using client = yield* served(running.address);
      const stopping = spawn(() => running.server.stop());
      yield* sleep(0);
      stopping.kill();
      const timeout = new Timeout(0.002);
      expect(yield* failure(timeout.run(running.server.stop()))).to.equal(timeout);
      using late = new TCPClient();
      expect(yield* codeOf(late.connect(running.address))).to.equal('ECONNREFUSED');
      client.write('still');
      expect((yield* client.readBytes(5)).toString()).to.equal('still');
      expect([running.server.closed, running.serving.state]).to.deep.equal([false, 'parked']);
      running.server.close();
      yield* running.serving.join();
    }),
  );

  it(
    'meanwhile close() ends it at once, with the handlers',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      using client = yield* served(running.address);
      const stopping = spawn(() => running.server.stop());
      yield* sleep(0);
      running.server.close();
      yield* stopping.join();
      yield* running.serving.join();
      expect(yield* readAll(client)).to.have.length(0);
    }),
  );

  it(
    'sends all that handlers have written to a slow peer; one that takes nothing is cut off when time is up',
    realTime(function* () {
      const data = noise(8 * 2 ** 20);
      let handled = 0;
      using running = yield* started(
        new HandlerServer((connection) => {
          connection.write(data);
          handled++;
        }),
      );
      using client = new TCPClient();
      yield* client.connect(running.address);
      using lazy = new TCPClient();
      yield* lazy.connect(running.address);
      while (handled < 2) yield* sleep(0.001);
      const patient = spawn(() => running.server.stop());
      expect((yield* readAll(client)).equals(data)).to.equal(true);
      client.close();
      expect(patient.isAlive()).to.equal(true);
      yield* running.server.stop(0.01);
      yield* patient.join();
      expect(running.server.closed).to.equal(true);
      const rest = yield* codeOf(readAll(lazy));
      if (rest !== 'ECONNRESET') expect((rest as Buffer).length).to.be.below(data.length);
    }),
  );

  it(
    'kills a handler that is a tasklet of its own, too',
    realTime(function* ({ trace }) {
      const handler = tasklet(function* (connection: TCPConnection): Op<void> {
        connection.write(yield* connection.read());
        try {
          yield* sleep(1000);
        } finally {
          trace.push('cleaned up');
        }
      });
      using running = yield* started(new HandlerServer(handler));
      using client = yield* served(running.address);
      yield* running.server.stop(0.005);
      expect(yield* readAll(client)).to.have.length(0);
      expect(trace).to.deep.equal(['cleaned up']);
    }),
  );

  it(
    'resets a connection whose handler has returned and that was not sent everything in time; so does close()',
    realTime(function* () {
      for (const end of ['stop', 'close'] as const) {
        using running = yield* started(
          new HandlerServer((connection) => void connection.write(Buffer.alloc(2e7))),
        );
        using client = new TCPClient();
        yield* client.connect(running.address);
        yield* sleep(0.02);
        if (end === 'stop') yield* running.server.stop(0.01);
        else running.server.close();
        expect(yield* codeOf(readAll(client)), end).to.equal('ECONNRESET');
      }
    }),
  );

  it(
    'returns at once when nobody is served, or the server is closed; a bad timeout is a RangeError',
    realTime(function* () {
      using running = yield* started(new EchoServer());
      expect(() => running.server.stop(-1)).to.throw(RangeError);
      expect(() => running.server.stop(NaN)).to.throw(RangeError);
      yield* running.server.stop();
      yield* running.server.stop(1);
      yield* running.serving.join();
      yield* new EchoServer().stop();
    }),
  );
});

describe('maxConnections of a server', () => {
  afterEach(nothingIsOpen);

  it(
    'is the number served at once; the others wait, unread, in order',
    realTime(function* ({ trace }) {
      const gates: (() => void)[] = [];
      const server = new HandlerServer(function* (connection: TCPConnection) {
        trace.push((yield* connection.readBytes(1)).toString());
        const gate = deferred();
        gates.push(gate.resolve);
        yield* until(gate.promise);
        connection.write('done');
      });
      server.maxConnections = 2;
      using running = yield* started(server);
      const clients: TCPClient[] = [];
      for (const name of 'abcde') {
        const client = new TCPClient();
        yield* client.connect(running.address);
        client.write(name);
        clients.push(client);
        // Accepted before the next one connects, so that their order is known.
        yield* sleep(0.005);
      }
      while (trace.length < 2) yield* sleep(0.001);
      expect(trace.splice(0)).to.deep.equal(['a', 'b']);
      expect(server.connections).to.have.length(2);
      const next = function* (client: TCPClient | undefined, expected: unknown[]): Op<void> {
        gates.shift()?.();
        expect((yield* readAll(client as TCPClient)).toString()).to.equal('done');
        client?.close();
        while (trace.length < expected.length) yield* sleep(0.001);
        expect(trace.splice(0)).to.deep.equal(expected);
      };
      yield* next(clients[0], ['c']);
      server.maxConnections = Infinity;
      while (trace.length < 2) yield* sleep(0.001);
      expect(trace.splice(0)).to.have.members(['d', 'e']);
      for (const gate of gates) gate();
      for (const client of clients.slice(1)) client.close();
    }),
  );

  it(
    'closes those that wait with the server, and refuses everything but a number of connections',
    realTime(function* () {
      const server = new EchoServer();
      server.maxConnections = 1;
      expect(server.maxConnections).to.equal(1);
      for (const wrong of [0, -1, 1.5, NaN, '2' as unknown as number]) {
        expect(() => (server.maxConnections = wrong)).to.throw(RangeError);
      }
      using running = yield* started(server);
      using first = yield* served(running.address);
      using second = new TCPClient();
      yield* second.connect(running.address);
      yield* sleep(0.005);
      running.server.close();
      expect(yield* codeOf(readAll(first))).to.satisfy(isOver);
      expect(yield* codeOf(readAll(second))).to.satisfy(isOver);
    }),
  );

  it(
    'refuses those that wait when it is stopped, and runs no handler for one that has gone when its turn comes',
    realTime(function* ({ trace }) {
      const server = new HandlerServer(function* (connection): Op<void> {
        const line = yield* codeOf(connection.readUntil('\n'));
        trace.push(line);
        if (Buffer.isBuffer(line)) connection.write('hi');
      });
      server.maxConnections = 1;
      using running = yield* started(server);
      using first = new TCPClient();
      yield* first.connect(running.address);
      const gone = yield* rawClient(running.address);
      gone.write('half a li');
      yield* sleep(0.005);
      gone.resetAndDestroy();
      using third = new TCPClient();
      yield* third.connect(running.address);
      yield* sleep(0.005);
      using fourth = new TCPClient();
      yield* fourth.connect(running.address);
      yield* sleep(0.005);
      first.write('1\n');
      expect((yield* readAll(first)).toString()).to.equal('hi');
      first.close();
      // The third is served now, the fourth waits.
      while (server.connections.length === 0) yield* sleep(0.001);
      const stopping = spawn(() => server.stop());
      expect(yield* codeOf(readAll(fourth))).to.satisfy(isOver);
      third.write('3\n');
      expect((yield* readAll(third)).toString()).to.equal('hi');
      third.close();
      yield* stopping.join();
      expect(trace.map(String)).to.deep.equal(['1\n', '3\n']);
    }),
  );
});

function isOver(outcome: unknown): boolean {
  return outcome === 'ECONNRESET' || (Buffer.isBuffer(outcome) && outcome.length === 0);
}
