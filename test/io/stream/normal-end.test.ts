// What handleError() does by default: nothing is printed for a peer that goes away, whatever the handler was doing; everything
// else is reported, other streams' errors above all.
import { expect } from 'chai';
import { type Op, type Tasklet, TaskletGroup, Timeout, current, sleep } from 'evergreen-ts';
import {
  IncompleteReadError,
  StreamError,
  TCPClient,
  type TCPConnection,
  TCPError,
  type TCPServer,
} from 'evergreen-ts/io';
import type { Socket } from 'node:net';
import { program } from '../../support/child.js';
import { rawClient, rawServer } from '../../support/raw-peer.js';
import { KINDS_HERE } from '../../support/kinds.js';
import { realTime } from '../../support/run-tasklet.js';
import { HandlerServer, codeOf, failure, fill, nothingIsOpen, started } from '../../support/sockets.js';

type Handler = (connection: TCPConnection) => Op<unknown>;

/** What a handler fails with, and what of it is reported, when its peer does `leave` once it is served. */
function* outcomeOf(
  handler: Handler,
  leave: (peer: Socket, server: TCPServer) => void,
  uncaught: unknown[],
): Op<{ thrown: unknown; reported: unknown[] }> {
  const thrown: unknown[] = [];
  using running = yield* started(
    new HandlerServer(function* (connection) {
      const error = yield* failure(handler(connection));
      thrown.push(error);
      if (error !== undefined) throw error;
    }),
  );
  using peer = yield* rawClient(running.address);
  peer.on('error', () => undefined);
  while (running.server.connections.length === 0 && thrown.length === 0) yield* sleep(0);
  leave(peer, running.server);
  while (thrown.length === 0) yield* sleep(0.001);
  yield* sleep(0);
  return { thrown: thrown[0], reported: uncaught.splice(0) };
}

const reset = (peer: Socket): void => {
  peer.resetAndDestroy();
};

describe('a handler whose peer goes away', () => {
  afterEach(nothingIsOpen);

  const ways: [string, Handler, (peer: Socket) => void, string][] = [
    ['it reads', (connection) => connection.readUntil('\n'), reset, 'ECONNRESET'],
    [
      'it writes on and on',
      function* (connection) {
        for (;;) {
          connection.write('x'.repeat(65536));
          yield* connection.drain();
        }
      },
      reset,
      'ECONNRESET EPIPE',
    ],
    [
      'it waits for its data to be sent',
      function* (connection) {
        fill(connection);
        yield* connection.flush();
      },
      reset,
      'ECONNRESET EPIPE',
    ],
    [
      'it shuts down',
      function* (connection) {
        yield* codeOf(connection.readUntil('\n'));
        yield* connection.shutdown();
      },
      reset,
      'ECONNRESET EPIPE ENOTCONN',
    ],
    [
      'it reads a line',
      (connection) => connection.readUntil('\n'),
      (peer) => peer.end('half of a'),
      'EINCOMPLETE',
    ],
  ];
  for (const [doing, handler, leave, codes] of ways) {
    it(
      `while ${doing} is no failure of the program`,
      realTime(function* ({ uncaught }) {
        const { thrown, reported } = yield* outcomeOf(handler, leave, uncaught);
        expect((thrown as StreamError | undefined)?.code, String(thrown)).to.be.oneOf(codes.split(' '));
        expect(reported).to.deep.equal([]);
      }),
    );
  }

  it(
    'while several tasklets of it use the connection is none, though their errors come together',
    realTime(function* ({ uncaught }) {
      const handler: Handler = (connection) =>
        TaskletGroup.run(function* (group) {
          group.spawn(function* () {
            try {
              yield* sleep(1000);
            } finally {
              yield* connection.readUntil('\n');
            }
          });
          yield* connection.readUntil('\n');
        });
      const { thrown, reported } = yield* outcomeOf(handler, reset, uncaught);
      expect(thrown).to.be.instanceOf(AggregateError);
      expect((thrown as AggregateError).errors).to.have.length(2);
      expect(reported).to.deep.equal([]);
    }),
  );

  it('leaves no trace: nothing is printed, and the exit code is 0', async () => {
    for (const kind of KINDS_HERE) {
      const { code, stdout, stderr } = await program(
        `
          import { connect } from 'node:net';
          import { run, sleep } from 'evergreen-ts';
          import { TCPServer } from 'evergreen-ts/io';
          const codes = [];
          class Server extends TCPServer {
            *handleConnection(connection) {
              try {
                yield* connection.readUntil('\\n');
              } catch (error) {
                codes.push(error.code);
                throw error;
              }
            }
          }
          await run(function* () {
            const server = new Server();
            server.bind(['127.0.0.1', 0]);
            yield* server.listen();
            const resetting = connect(server.sockname[1]);
            while (server.connections.length === 0) yield* sleep(0.001);
            resetting.resetAndDestroy();
            connect(server.sockname[1]).end('half a line').resume();
            while (codes.length < 2) yield* sleep(0.001);
            yield* server.stop();
          });
          console.log(codes.sort().join());
        `,
        { env: { EVERGREEN_IO: kind } },
      );
      expect([code, stdout, stderr], kind).to.deep.equal([0, 'ECONNRESET,EINCOMPLETE\n', '']);
    }
  }).timeout(60_000);
});

describe('a handler that fails otherwise', () => {
  afterEach(nothingIsOpen);

  it(
    'because the server it asks resets its connection is a failure of the program',
    realTime(function* ({ uncaught }) {
      using backend = yield* rawServer();
      const sources: string[] = [];
      current.loop.excepthook = (error, source) => {
        uncaught.push(error);
        sources.push((source as Tasklet).toString());
      };
      const peers: number[] = [];
      const handler: Handler = function* (connection) {
        peers.push(connection.peername[1]);
        using client = new TCPClient();
        yield* client.connect(backend.address);
        const behind = yield* backend.accept();
        behind.resetAndDestroy();
        yield* client.readUntil('\n');
      };
      const { thrown, reported } = yield* outcomeOf(handler, () => undefined, uncaught);
      expect(thrown).to.be.instanceOf(TCPError).and.include({ code: 'ECONNRESET' });
      expect(reported).to.deep.equal([thrown]);
      expect(sources).to.deep.equal([`Tasklet(HandlerServer 127.0.0.1:${peers[0]}, ended)`]);
    }),
  );

  it(
    'because the server it asks ends in the midst, too',
    realTime(function* ({ uncaught }) {
      using backend = yield* rawServer();
      const handler: Handler = function* () {
        using client = new TCPClient();
        yield* client.connect(backend.address);
        (yield* backend.accept()).end('half of a');
        yield* client.readUntil('\n');
      };
      const { thrown, reported } = yield* outcomeOf(handler, () => undefined, uncaught);
      expect(thrown).to.be.instanceOf(IncompleteReadError);
      expect(reported).to.deep.equal([thrown]);
    }),
  );

  it(
    'beside the loss of its peer, too: both errors are reported',
    realTime(function* ({ uncaught }) {
      const handler: Handler = function* (connection) {
        const gone = yield* failure(connection.readUntil('\n'));
        throw new AggregateError([gone, new Error('and this')]);
      };
      const { thrown, reported } = yield* outcomeOf(handler, reset, uncaught);
      expect(reported).to.deep.equal([thrown]);
    }),
  );

  it(
    'because it uses a stream of its own that it has closed, though its connection is closed as well',
    realTime(function* ({ uncaught }) {
      const handler: Handler = function* (connection) {
        connection.close();
        const other = new TCPClient();
        other.close();
        yield* other.read();
      };
      const { thrown, reported } = yield* outcomeOf(handler, () => undefined, uncaught);
      expect(thrown).to.be.instanceOf(TCPError).and.include({ code: 'ECLOSED' });
      expect(reported).to.deep.equal([thrown]);
    }),
  );

  for (const [what, handler] of Object.entries<Handler>({
    'writes after its own shutdown()': function* (connection) {
      yield* connection.shutdown();
      connection.write('x');
    },
    'writes more than may be queued': function* (connection) {
      connection.write(Buffer.alloc(65 * 2 ** 20));
    },
    'throws an error that only looks like a reset': function* () {
      throw new TCPError('read ECONNRESET', { code: 'ECONNRESET', errno: -104, syscall: 'read' });
    },
    'wraps the reset in an error of its own': function* (connection) {
      const cause = yield* failure(connection.readUntil('\n'));
      throw new Error('no answer', { cause });
    },
    'runs into a Timeout': function* (connection) {
      yield* new Timeout(0.001).run(connection.readUntil('\n'));
    },
    'throws several errors that are none': function* () {
      throw new AggregateError([]);
    },
    'throws what cannot be looked at': function* () {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      throw proxy as Error;
    },
    'throws several errors that cannot be counted': function* () {
      throw Object.assign(new AggregateError([]), { errors: undefined });
    },
  })) {
    it(
      `as it ${what}: it is reported`,
      realTime(function* ({ uncaught }) {
        const leave = what.includes('reset in') ? reset : (): void => undefined;
        const { thrown, reported } = yield* outcomeOf(handler, leave, uncaught);
        expect(reported.length).to.equal(1);
        expect(reported[0] === thrown).to.equal(true);
      }),
    );
  }

  it(
    'because this side has closed the connection is silent, whatever it asks it then',
    realTime(function* ({ uncaught }) {
      const closes = (_: unknown, server: TCPServer): void => server.close();
      for (const handler of [
        (connection) => connection.readUntil('\n'),
        function* (connection) {
          yield* codeOf(connection.readUntil('\n'));
          connection.setNoDelay(true);
        },
        function* (connection) {
          yield* codeOf(connection.readUntil('\n'));
          connection.write('x');
        },
        (connection) =>
          TaskletGroup.run(function* (group) {
            group.spawn(() => connection.readUntil('a'));
            group.spawn(() => connection.readUntil('b'));
            yield* sleep(0);
          }),
      ] as Handler[]) {
        const { thrown, reported } = yield* outcomeOf(handler, closes, uncaught);
        expect(thrown).not.to.equal(undefined);
        expect(reported).to.deep.equal([]);
      }
    }),
  );
});
