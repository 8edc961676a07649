// A gigabyte through an echo server: reader and writer must hold each other back for as long as bytes come. In a process of its
// own, so that the memory is its own.
import { expect } from 'chai';
import { program } from '../../support/child.js';
import { soakOnly } from '../../support/soak.js';

describe('a gigabyte through an echo server', () => {
  before(function () {
    soakOnly(this);
  });

  it('arrives to the byte, in constant memory', async () => {
    const { code, stdout, stderr } = await program(`
      import { randomFillSync } from 'node:crypto';
      import { run, sleep, spawn } from 'evergreen-ts';
      import { TCPClient, TCPServer } from 'evergreen-ts/io';

      const MEGABYTE = 2 ** 20;
      const size = 1024 * MEGABYTE;
      // What is sent again and again. Its length is no multiple of anything, so a piece lost or doubled shows.
      const pattern = randomFillSync(Buffer.alloc(4 * MEGABYTE - 12345));

      class EchoServer extends TCPServer {
        *handleConnection(connection) {
          for (let data; (data = yield* connection.read()).length > 0; ) {
            connection.write(data);
            yield* connection.drain();
          }
        }
      }

      function* send(client) {
        for (let sent = 0; sent < size; ) {
          const at = sent % pattern.length;
          const piece = pattern.subarray(at, Math.min(at + 100_000, at + size - sent));
          client.write(piece);
          sent += piece.length;
          yield* client.drain();
        }
        yield* client.shutdown();
      }

      /** The number of bytes up to the first that is wrong, or to the end. */
      function* receive(client) {
        let received = 0;
        for (let data; (data = yield* client.read()).length > 0; received += data.length) {
          for (let done = 0; done < data.length; ) {
            const at = (received + done) % pattern.length;
            const length = Math.min(data.length - done, pattern.length - at);
            if (data.compare(pattern, at, at + length, done, done + length) !== 0) return received;
            done += length;
          }
        }
        return received;
      }

      await run(function* () {
        const server = new EchoServer();
        server.bind(['127.0.0.1', 0]);
        spawn(() => server.serve());
        yield* sleep(0);
        const client = new TCPClient();
        yield* client.connect(server.sockname);
        const before = process.resourceUsage().maxRSS;
        spawn(send, client);
        const received = yield* spawn(receive, client).get();
        const grown = process.resourceUsage().maxRSS - before;
        client.close();
        server.close();
        console.log(JSON.stringify({ received, size, grown: grown * 1024 }));
      });
    `);
    expect([code, stderr]).to.deep.equal([0, '']);
    const { received, size, grown } = JSON.parse(stdout) as Record<'received' | 'size' | 'grown', number>;
    expect(received).to.equal(size);
    // Four gigabytes take no more; Node 24 collects later than Node 20.
    expect(grown).to.be.below(192 * 2 ** 20);
  }).timeout(120_000);
});
