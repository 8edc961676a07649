// The proxy among the examples: with curl and the HTTP server at its ends, and with ends that are slow, gone, or broken.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { join } from 'node:path';
import { BUILD_TIME, plainNode } from '../support/built.js';
import { command } from '../support/child.js';
import { type Served, examplesFolder, peakMemory, rawSocket, rest, serving } from '../support/examples.js';

const MEGABYTE = 2 ** 20;

/** A proxy for a server of Node's, which reads nothing of itself. `accept` gives its end of the next connection. */
async function between(body: (proxy: Served, accept: () => Promise<Socket>) => Promise<void>): Promise<void> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const accept = async (): Promise<Socket> => {
    const [socket] = (await once(server, 'connection')) as [Socket];
    return socket.on('error', () => undefined);
  };
  try {
    await serving('proxy', (proxy) => body(proxy, accept), [
      '127.0.0.1',
      String((server.address() as AddressInfo).port),
    ]);
  } finally {
    server.close();
  }
}

/** Both ends of a connection through the proxy. */
async function bothEnds(
  proxy: Served,
  accept: () => Promise<Socket>,
): Promise<[client: Socket, target: Socket]> {
  const accepted = accept();
  return [await rawSocket(proxy.port), await accepted];
}

/** Write so much, as fast as it is taken, and end. */
async function pour(socket: Socket, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(MEGABYTE, 'x');
  for (let left = bytes; left > 0; left -= chunk.length)
    if (!socket.write(chunk)) await once(socket, 'drain');
  socket.end();
}

/** How many bytes come until the end. */
async function count(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on('data', (chunk) => (bytes += chunk.length)).resume();
  await once(socket, 'end');
  return bytes;
}

describe('the proxy', function () {
  this.timeout(BUILD_TIME);
  let folder = '';

  before(async () => {
    folder = await examplesFolder();
  });

  it('carries curl to the HTTP server and back', () =>
    serving('http-server', (target) =>
      serving(
        'proxy',
        async (proxy) => {
          const url = `http://127.0.0.1:${proxy.port}`;
          const curl = async (...args: string[]): Promise<string> => {
            const { code, stdout, stderr } = await command('curl', ['-sS', '--max-time', '60', ...args]);
            assert.equal(code, 0, stderr);
            return stdout;
          };
          const [file, body] = [join(folder, 'through'), 'y'.repeat(3_000_000)];
          await writeFile(file, body);
          assert.match(await curl(`${url}/`), /^Welcome/);
          assert.match(await proxy.line(), /^127.0.0.1:\d+ sent \d+ bytes and received \d+$/);
          assert.equal(await curl('--data-binary', `@${file}`, `${url}/echo`), body);
          assert.equal((await curl('--http1.0', `${url}/stream`)).split('\n').length, 1001);
          assert.equal((await curl('-Z', `${url}/slow?0.[1-9]`)).split('\n').length, 10);
        },
        ['localhost', `${target.port}`],
      ),
    ));

  it('carries the end of each direction by itself', () =>
    between(async (proxy, accept) => {
      const [client, target] = await bothEnds(proxy, accept);
      client.end('question');
      assert.equal(await textUntilEnd(target), 'question');
      target.write('answer');
      assert.equal(String(await once(client.setEncoding('utf8').resume(), 'data')), 'answer');
      target.end();
      await once(client, 'end');
      assert.match(await proxy.line(), / sent 8 bytes and received 6$/);

      const [other, otherTarget] = await bothEnds(proxy, accept);
      otherTarget.end('who are you?');
      assert.equal(await textUntilEnd(other), 'who are you?');
      other.end('a client');
      assert.equal(await textUntilEnd(otherTarget), 'a client');
      assert.match(await proxy.line(), / sent 8 bytes and received 12$/);
    }));

  it('lets who writes wait for who does not read, and keeps next to nothing', () =>
    between(async (proxy, accept) => {
      const [client, target] = await bothEnds(proxy, accept);
      const before = peakMemory(proxy.pid);
      const size = 256 * MEGABYTE;
      const poured = [pour(client, size), pour(target, size)];
      // Others are served meanwhile, until both have to wait.
      for (
        let i = 0, left = -1;
        i < 20;
        left === client.writableLength + target.writableLength ? i++ : (i = 0)
      ) {
        left = client.writableLength + target.writableLength;
        const [one, another] = await bothEnds(proxy, accept);
        one.end('x');
        another.end('y');
        assert.deepEqual(await Promise.all([textUntilEnd(one), textUntilEnd(another)]), ['y', 'x']);
      }
      assert.ok(client.writableLength > 0 && target.writableLength > 0);
      assert.deepEqual(await Promise.all([count(client), count(target)]), [size, size]);
      await Promise.all(poured);
      const grown = peakMemory(proxy.pid) - before;
      // What was carried already is garbage, of which V8 lets some tens of megabytes gather before it looks.
      assert.ok(grown < size / 2, `grown by ${grown} bytes`);
    }));

  it('closes what cannot be carried: a target that refuses, an end that breaks', () =>
    between(async (proxy, accept) => {
      for (const breaks of [0, 1]) {
        const ends = await bothEnds(proxy, accept);
        const [broken, left] = breaks === 0 ? ends : [ends[1], ends[0]];
        broken.write('half a');
        await once(left, 'readable');
        broken.resetAndDestroy();
        assert.equal(await rest(left), 'half a');
        assert.match(await proxy.line(), /^127.0.0.1:\d+: read ECONNRESET/);
      }
      const unused = createServer().listen(0, '127.0.0.1');
      await once(unused, 'listening');
      const { port } = unused.address() as AddressInfo;
      unused.close();
      await serving(
        'proxy',
        async (refused) => {
          for (let i = 0; i < 3; i++) {
            assert.equal(await rest(await rawSocket(refused.port)), '');
            assert.match(await refused.line(), /^127.0.0.1:\d+: connect ECONNREFUSED 127.0.0.1:/);
          }
          // Some of them are gone before they are looked at.
          for (let i = 0; i < 50; i++) (await rawSocket(refused.port)).resetAndDestroy();
          assert.equal(await rest(await rawSocket(refused.port)), '');
        },
        ['127.0.0.1', `${port}`],
      );
    }));

  it('says how it is run', async () => {
    const { code, stdout, stderr } = await plainNode(['proxy.js', '0', 'localhost'], folder);
    assert.deepEqual([code, stdout, stderr], [2, '', 'proxy.ts LISTENPORT HOST PORT\n']);
  });
});

/** What comes until the end; the other direction stays as it is. */
async function textUntilEnd(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.resume();
  await once(socket, 'end');
  return text;
}
