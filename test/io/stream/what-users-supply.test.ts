// What users supply throws, and peers that go away or take nothing: neither costs a server a place, a connection, or its end.
import { readdirSync } from 'node:fs';
import { once } from 'node:events';
import { expect } from 'chai';
import { type Op, sleep, spawn, until } from 'evergreen-ts';
import { TCPClient, TCPConnection, TCPServer } from 'evergreen-ts/io';
import { rawClient } from '../../support/raw-peer.js';
import { realTime } from '../../support/run-tasklet.js';
import {
  HandlerServer,
  codeOf,
  deferred,
  failure,
  fill,
  nothingIsOpen,
  readAll,
  started,
} from '../../support/sockets.js';

const descriptors = (): number => readdirSync('/proc/self/fd').length;

/** Its connections are of this class; each is greeted, and served until its peer has ended. */
class Greeter extends TCPServer {
  readonly #make: () => TCPConnection;

  constructor(make: () => TCPConnection) {
    super();
    this.#make = make;
  }

  override *handleConnection(connection: TCPConnection): Op<void> {
    connection.write('hello');
    yield* connection.read();
  }

  protected override _newConnection(): TCPConnection {
    return this.#make();
  }
}

const messages = (errors: unknown[]): string[] => errors.map((error) => (error as Error).message);

describe('a server whose connections have a close() that throws', () => {
  afterEach(nothingIsOpen);

  class ClosesAndThrows extends TCPConnection {
    override close(): void {
      super.close();
      throw new Error('my close');
    }
  }
  class OnlyThrows extends TCPConnection {
    override close(): void {
      throw new Error('my close');
    }
  }

  for (const Class of [ClosesAndThrows, OnlyThrows]) {
    it(
      `(${Class.name}) has their places again, stops, and reports each`,
      realTime(function* ({ uncaught }) {
        const server = new Greeter(() => new Class());
        server.maxConnections = 1;
        using running = yield* started(server);
        for (let i = 0; i < 3; i++) {
          using client = new TCPClient();
          yield* client.connect(running.address);
          expect((yield* client.readBytes(5)).toString()).to.equal('hello');
          yield* client.shutdown();
          expect(yield* readAll(client)).to.have.length(0);
        }
        using last = new TCPClient();
        yield* last.connect(running.address);
        yield* last.readBytes(5);
        const stopping = spawn(() => server.stop());
        yield* sleep(0);
        yield* last.shutdown();
        yield* stopping.join();
        yield* running.serving.join();
        expect(server.connections).to.deep.equal([]);
        expect(messages(uncaught.splice(0))).to.deep.equal(Array(4).fill('my close'));
      }),
    );

    it(
      `(${Class.name}) closes all of them`,
      realTime(function* ({ uncaught }) {
        using running = yield* started(new Greeter(() => new Class()));
        const clients = [new TCPClient(), new TCPClient(), new TCPClient()];
        for (const client of clients) {
          yield* client.connect(running.address);
          yield* client.readBytes(5);
        }
        running.server.close();
        yield* running.serving.join();
        for (const client of clients) {
          expect(yield* readAll(client)).to.have.length(0);
          client.close();
        }
        expect(messages(uncaught.splice(0))).to.include.members(Array(3).fill('my close'));
      }),
    );
  }
});

describe('a server whose subclass makes connections wrongly', () => {
  afterEach(nothingIsOpen);

  class BadConstructor extends TCPConnection {
    constructor() {
      super();
      throw new Error('my constructor');
    }
  }
  class BadName extends TCPConnection {
    static override get name(): string {
      throw new Error('my name');
    }
  }
  class LeavesOutSuper extends TCPConnection {
    protected override _setAccepted(): void {
      // It should call that of its base class.
    }
  }
  let one: TCPConnection | undefined;
  const makers: Record<string, () => unknown> = {
    'with a constructor that throws': () => new BadConstructor(),
    'none at all': () => undefined,
    'closed already': () => {
      const connection = new TCPConnection();
      connection.close();
      return connection;
    },
    'the same once more': () => (one ??= new TCPConnection()),
  };
  for (const [what, make] of Object.entries(makers)) {
    it(
      `(${what}) loses these and serves the others`,
      realTime(function* ({ uncaught }) {
        let wrong = false;
        using running = yield* started(
          new Greeter(() => (wrong ? (make() as TCPConnection) : new TCPConnection())),
        );
        one = undefined;
        if (what === 'the same once more') make();
        using first = new TCPClient();
        yield* first.connect(running.address);
        yield* first.readBytes(5);
        wrong = true;
        for (let i = 0; i < 2; i++) {
          using client = new TCPClient();
          yield* client.connect(running.address);
          if (what === 'the same once more' && i === 0) yield* client.readBytes(5);
          else expect(yield* codeOf(readAll(client))).to.satisfy(isOver);
        }
        wrong = false;
        using last = new TCPClient();
        yield* last.connect(running.address);
        expect((yield* last.readBytes(5)).toString()).to.equal('hello');
        expect(uncaught.splice(0)).to.have.length(what === 'the same once more' ? 1 : 2);
      }),
    );
  }

  it(
    '(the name of their class throws) serves them',
    realTime(function* () {
      using running = yield* started(new Greeter(() => new BadName()));
      using client = new TCPClient();
      yield* client.connect(running.address);
      expect((yield* client.readBytes(5)).toString()).to.equal('hello');
    }),
  );

  it(
    '(their _setAccepted() does not call its base class) has their places again',
    realTime(function* ({ uncaught }) {
      const server = new Greeter(() => new LeavesOutSuper());
      using running = yield* started(server);
      using client = new TCPClient();
      yield* client.connect(running.address);
      expect(yield* readAll(client)).to.have.length(0);
      expect(server.connections).to.deep.equal([]);
      expect(uncaught.splice(0)).to.have.length(1);
    }),
  );

  it(
    '(it closes the server meanwhile) ends, and serves it no more',
    realTime(function* () {
      let made = 0;
      const server: Greeter = new Greeter(() => {
        made++;
        server.close();
        return new TCPConnection();
      });
      using running = yield* started(server);
      using client = new TCPClient();
      yield* client.connect(running.address);
      expect(yield* codeOf(readAll(client))).to.satisfy(isOver);
      yield* running.serving.join();
      expect(made).to.equal(1);
    }),
  );
});

describe('a client whose _setConnected() throws', () => {
  afterEach(nothingIsOpen);

  for (const callsSuper of [true, false]) {
    it(
      `${callsSuper ? 'behind' : 'without'} that of its base class is closed: no connection is left open`,
      realTime(function* () {
        class Particular extends TCPClient {
          protected override _setConnected(): void {
            if (callsSuper) super._setConnected();
            throw new Error('my _setConnected');
          }
        }
        using running = yield* started(new HandlerServer((connection) => connection.read()));
        const before = descriptors();
        const client = new Particular();
        expect(yield* failure(client.connect(running.address))).to.include({ message: 'my _setConnected' });
        expect(client.closed).to.equal(true);
        while (descriptors() > before) yield* sleep(0.001);
      }),
    );
  }
});

describe('connections that wait for a place', () => {
  afterEach(nothingIsOpen);

  it(
    'and whose peers reset them are let go of, whether or not they have sent something; no handler is run for them',
    realTime(function* () {
      const gate = deferred();
      let handled = 0;
      const server = new HandlerServer(function* (connection) {
        handled++;
        yield* until(gate.promise);
        connection.write('hello');
      });
      server.maxConnections = 1;
      using running = yield* started(server);
      using slow = new TCPClient();
      yield* slow.connect(running.address);
      while (handled === 0) yield* sleep(0);
      const before = descriptors();
      for (let i = 0; i < 60; i++) {
        const peer = yield* rawClient(running.address);
        if (i % 2 === 0) yield* until(new Promise((done) => peer.write('half a line', done)));
        peer.resetAndDestroy();
        yield* until(once(peer, 'close'));
      }
      using patient = new TCPClient();
      yield* patient.connect(running.address);
      // Two descriptors of the one that waits.
      while (descriptors() > before + 2) yield* sleep(0.01);
      gate.resolve();
      expect((yield* readAll(slow)).toString()).to.equal('hello');
      slow.close();
      expect((yield* readAll(patient)).toString()).to.equal('hello');
      expect(handled).to.equal(2);
    }),
  );
});

describe('lingerTimeout', () => {
  afterEach(nothingIsOpen);

  it(
    'resets a connection whose handler has returned and whose peer takes nothing; its place is free then',
    realTime(function* () {
      const connections: TCPConnection[] = [];
      const server = new HandlerServer(
        (connection) => {
          connections.push(connection);
          if (connections.length === 1) fill(connection);
          else connection.write('hello');
        },
        { lingerTimeout: 0.05 },
      );
      server.maxConnections = 1;
      using running = yield* started(server);
      using silent = new TCPClient();
      yield* silent.connect(running.address);
      while (connections.length === 0) yield* sleep(0.001);
      expect(server.connections).to.deep.equal([]);
      using next = new TCPClient();
      yield* next.connect(running.address);
      expect((yield* readAll(next)).toString()).to.equal('hello');
      expect(yield* codeOf(readAll(silent))).to.equal('ECONNRESET');
    }),
  );

  it(
    'does not reset one whose peer is slow but takes something now and then',
    realTime(function* () {
      let size = 0;
      using running = yield* started(
        new HandlerServer(
          (connection) => {
            size = fill(connection);
          },
          { lingerTimeout: 0.4 },
        ),
      );
      using peer = yield* rawClient(running.address);
      let received = 0;
      peer.on('data', ({ length }: Buffer) => {
        received += length;
        peer.pause();
      });
      const over = until(once(peer, 'end').then(() => true));
      const slowly = spawn(function* () {
        for (;;) {
          yield* sleep(0.001);
          peer.resume();
        }
      });
      expect(yield* over).to.equal(true);
      slowly.kill();
      expect(received).to.equal(size);
    }),
  );

  it('must be a positive number or Infinity', () => {
    for (const lingerTimeout of [0, -1, NaN, '1', null]) {
      expect(() => new HandlerServer(() => undefined, { lingerTimeout: lingerTimeout as number })).to.throw(
        RangeError,
        'lingerTimeout',
      );
    }
    for (const lingerTimeout of [0.001, 30, Infinity]) new HandlerServer(() => undefined, { lingerTimeout });
  });
});

function isOver(outcome: unknown): boolean {
  return outcome === 'ECONNRESET' || (Buffer.isBuffer(outcome) && outcome.length === 0);
}
