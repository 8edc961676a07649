// Ten thousand connections, of each kind of handles, in a process of its own: what is left of them.
import { expect } from 'chai';
import { program } from '../../support/child.js';
import { KINDS_HERE } from '../../support/kinds.js';
import { soakOnly } from '../../support/soak.js';

const PROGRAM = `
  import { readdirSync } from 'node:fs';
  import { all, run, sleep, spawn } from 'evergreen-ts';
  import { TCPClient, TCPServer } from 'evergreen-ts/io';

  class Server extends TCPServer {
    *handleConnection(connection) {
      for (let line; (line = yield* connection.readUntil('\\n')).length > 0;) {
        connection.write(line);
        if (line.toString() === 'bye\\n') return;
      }
    }
  }

  const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

  await run(function* () {
    const server = new Server();
    server.bind(['127.0.0.1', 0]);
    spawn(() => server.serve());
    yield* sleep(0);

    // One half is closed by the client, the other by the server.
    function* visit(_, i) {
      const client = new TCPClient();
      yield* client.connect(server.sockname);
      client.write(i % 2 === 0 ? 'hello\\n' : 'bye\\n');
      const answer = yield* client.readUntil('\\n');
      if (answer.length !== (i % 2 === 0 ? 6 : 4)) throw new Error('answered ' + answer);
      if (i % 2 === 1 && (yield* client.read()).length > 0) throw new Error('more than was asked for');
      client.close();
    }

    /** So many visitors; and what is left when all have gone. */
    function* left(visitors) {
      for (let come = 0; come < visitors; come += 200) yield* all(Array.from({ length: 200 }, visit));
      // Seen off within a second.
      while (sockets() > 0) yield* sleep(0.01);
      yield* sleep(0.01);
      gc();
      const { heapUsed, external } = process.memoryUsage();
      return { descriptors: readdirSync('/proc/self/fd').length, memory: heapUsed + external };
    }

    const before = yield* left(2_000);
    const after = yield* left(10_000);
    const grown = Math.round((after.memory - before.memory) / 1024);
    console.log(JSON.stringify({ descriptors: after.descriptors - before.descriptors, grown }));
    server.close();
  });
  const left = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
  // What is closed is gone after a turn or two of Node's loop.
  for (let turns = 0; turns < 200 && left() > 0; turns++) await new Promise(setImmediate);
  console.log(left());
`;

describe('ten thousand connections', () => {
  before(function () {
    soakOnly(this);
  });

  for (const kind of KINDS_HERE) {
    it(`leave no descriptor, no handle and no memory behind: ${kind}`, async () => {
      const { code, stdout, stderr } = await program(PROGRAM, {
        flags: ['--expose-gc'],
        env: { EVERGREEN_IO: kind },
      });
      expect(stderr).to.equal('');
      const [result = '', handles] = stdout.split('\n');
      const { descriptors, grown } = JSON.parse(result) as { descriptors: number; grown: number };
      expect(descriptors).to.equal(0);
      // In KiB. Connections that were held on to would be a KiB each, or several, and so would their clients.
      expect(grown).to.be.below(2048);
      expect([handles, code]).to.deep.equal(['0', 0]);
    }).timeout(180_000);
  }
});
