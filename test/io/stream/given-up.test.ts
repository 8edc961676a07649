// Whatever a tasklet waits for, it may be killed, timed out, or have the ground taken from under its feet. In a process of its
// own, which must end by itself, and has nothing to say.
import { expect } from 'chai';
import { program } from '../../support/child.js';
import { silentAddress } from '../../support/raw-peer.js';

/** Where it waits, and what becomes of it when the stream or the server is closed. */
const CLOSED = {
  'TCPClient.connect localhost': 'ECLOSED',
  'TCPClient.connect 127.0.0.1': 'ECLOSED',
  'TCPClient.read': 'ECLOSED',
  'TCPClient.readBytes': 'ECLOSED',
  'TCPClient.readUntil': 'ECLOSED',
  'TCPClient.readUntilRegex': 'ECLOSED',
  'TCPClient.flush': 'ECLOSED',
  'TCPClient.drain': 'ECLOSED',
  'TCPClient.shutdown': 'ECLOSED',
  'Server.serve': 'no error',
  'Server.stop': 'no error',
};

const PROGRAM = `
  import { TaskletExit, Timeout, current, run, sleep, spawn } from 'evergreen-ts';
  import { TCPClient, TCPServer } from 'evergreen-ts/io';

  class Server extends TCPServer {
    *handleConnection(connection) {
      connection.write('hello');
      yield* sleep(1000);
    }
  }

  function* outcomeOf(op) {
    try {
      yield* op;
      return 'no error';
    } catch (error) {
      return error.code ?? error.name;
    }
  }

  /** What it waits on, and what it gets when it is killed, timed out, and its stream closed. */
  function* threeWays(make) {
    const outcomes = [];
    for (const way of ['kill', 'timeout', 'close']) {
      for (;;) {
        const { op, close, clean } = yield* make();
        const waiting = spawn(() => new Timeout(way === 'timeout' ? 0 : null).run(op));
        const outcome = spawn(outcomeOf, waiting.get());
        yield* sleep(0);
        const waitingOn = current.loop.dump().find(({ id }) => id === waiting.id)?.waitingOn;
        // Where others hold up the turn, the network may have been faster: that is no answer to the question.
        const isWaiting = way === 'timeout' || waitingOn !== undefined;
        if (way === 'kill' && isWaiting) {
          outcomes.push(waitingOn.replace(/:\\d+$/, ''));
          waiting.kill();
        }
        if (way === 'close' && isWaiting) close();
        const came = yield* outcome.get();
        clean();
        if (!isWaiting) continue;
        outcomes.push(came);
        break;
      }
    }
    return outcomes;
  }

  const [host, port] = JSON.parse(process.env.SILENT);

  await run(function* () {
    const server = new Server();
    server.bind(['127.0.0.1', 0]);
    spawn(() => server.serve());
    yield* sleep(0);

    /** An operation of a client that is connected if need be, and has written more than anybody takes. */
    const ofClient = (operation, target) =>
      function* () {
        const client = new TCPClient();
        if (target === undefined) {
          yield* client.connect(server.sockname);
          yield* client.readBytes(5);
          while (client.write(Buffer.alloc(65536)));
          for (let i = 0; i < 32; i++) client.write(Buffer.alloc(65536));
        }
        const close = () => client.close();
        return { op: operation(client), close, clean: close };
      };
    const ofServer = (operation, isServed) =>
      function* () {
        const other = new Server();
        other.bind(['127.0.0.1', 0]);
        const client = new TCPClient();
        if (isServed) {
          spawn(() => other.serve());
          yield* sleep(0);
          yield* client.connect(other.sockname);
          yield* client.readBytes(5);
        }
        const close = () => {
          other.close();
          if (isServed) spawn(() => other.stop(0)); // its handlers take no notice of a close
        };
        return { op: operation(other), close, clean: () => (client.close(), close()) };
      };

    const places = [
      ofClient((client) => client.connect(['localhost', 1]), 'localhost'),
      ofClient((client) => client.connect([host, port]), host),
      ofClient((client) => client.read()),
      ofClient((client) => client.readBytes(10)),
      ofClient((client) => client.readUntil('x')),
      ofClient((client) => client.readUntilRegex(/x/)),
      ofClient((client) => client.flush()),
      ofClient((client) => client.drain()),
      ofClient((client) => client.shutdown()),
      ofServer((other) => other.serve(), false),
      ofServer((other) => other.stop(), true),
    ];
    for (const place of places) console.log(JSON.stringify(yield* threeWays(place)));
    yield* server.stop(0);
  });

  // What was closed is gone after some turns of Node's loop.
  const open = () => process.getActiveResourcesInfo().filter((name) => !/^(PipeWrap|Immediate)$/.test(name));
  for (let turns = 0; turns < 500 && open().length > 0; turns++) await new Promise(setImmediate);
  console.log(JSON.stringify(open()));
`;

describe('a tasklet that waits for the network', () => {
  it('may be killed, timed out, or lose its stream or server, wherever it waits; nothing is left, and nothing printed', async () => {
    const silent = await silentAddress();
    try {
      const { code, stdout, stderr } = await program(PROGRAM, {
        env: { SILENT: JSON.stringify(silent.address) },
      });
      expect([code, stderr]).to.deep.equal([0, '']);
      const lines = stdout.trim().split('\n');
      const expected = Object.entries(CLOSED).map(([place, closed]) => [
        place,
        'EVERGREEN_EXIT',
        'EVERGREEN_TIMEOUT',
        closed,
      ]);
      expect(lines.map((line) => JSON.parse(line) as string[])).to.deep.equal([...expected, []]);
    } finally {
      silent.close();
    }
  }).timeout(60_000);
});
