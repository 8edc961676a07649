// The HTTP server among the examples: with curl, and with peers that are up to no good.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Body } from '../../examples/support/http-request.js';
import { BUILD_TIME } from '../support/built.js';
import { command } from '../support/child.js';
import {
  closed,
  examplesFolder,
  exchange,
  peakMemory,
  rawSocket,
  rest,
  serving,
} from '../support/examples.js';

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe('the HTTP server', function () {
  this.timeout(BUILD_TIME);
  let folder = '';

  before(async () => {
    folder = await examplesFolder();
  });

  it('serves curl', () =>
    serving('http-server', async ({ port }) => {
      const curl = async (...args: string[]): Promise<string> => {
        const all = ['-sS', '--max-time', '8', ...args];
        const { code, stdout, stderr } = await command('curl', all);
        assert.equal(code, 0, stderr);
        return stdout;
      };
      const url = `http://127.0.0.1:${port}`;
      const body = 'x'.repeat(3_000_000);
      const file = join(folder, 'body');
      await writeFile(file, body);
      assert.match(await curl(`${url}/`), /^Welcome/);
      assert.match(await curl('--http1.0', '-i', `${url}/`), /\r\nConnection: close\r\n/);
      assert.match(await curl('-I', `${url}/`), /^HTTP\/1.1 200 OK\r\nDate: .*GMT\r\n[^]*\r\n\r\n$/);
      // One connection for both: the second transfer opens none.
      assert.match(await curl('-w', '<%{num_connects}>', `${url}/`, `${url}/time`), /<1>[^]*<0>$/);
      assert.equal(await curl('--data-binary', `@${file}`, `${url}/echo`), body);
      const chunked = ['-X', 'POST', '-H', 'Transfer-Encoding: chunked', '-T', file];
      assert.equal(await curl(...chunked, `${url}/echo`), body);
      assert.equal(linesOf(await curl(`${url}/stream`)).at(-1), 'line 999');
      assert.equal(linesOf(await curl('--http1.0', `${url}/stream`)).length, 1000);
      assert.equal(linesOf(await curl('-Z', `${url}/slow?0.[1-9]`)).length, 9);
      assert.equal(await curl('-o', '/dev/null', '-w', '%{http_code}', `${url}/none`), '404');
    }));

  it('serves curl over TLS', () =>
    serving(
      'http-server',
      async ({ port }) => {
        const args = ['-sS', '-k', '--max-time', '8', `https://127.0.0.1:${port}/`];
        const { code, stdout, stderr } = await command('curl', [...args, `https://127.0.0.1:${port}/stream`]);
        assert.equal(code, 0, stderr);
        assert.match(stdout, /^Welcome[^]*line 999\n$/);
      },
      ['--tls'],
    ));

  it('refuses what is hostile, and answers a pipeline in order', () =>
    serving('http-server', async ({ port }) => {
      const post = 'POST /echo HTTP/1.1\r\nHost: x\r\n';
      const hostile = {
        'nonsense\r\n\r\n': 400,
        'GET / HTTP/2.0\r\n\r\n': 505,
        'GET / HTTP/1.1\r\n\r\n': 400,
        'GET / HTTP/1.1\r\nHost : x\r\n\r\n': 400,
        'GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n': 400,
        [`GET /${'a'.repeat(20_000)}`]: 414,
        [`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}`]: 431,
        [`${post}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`]: 400,
        [`${post}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`]: 400,
        [`${post}Content-Length: +3\r\n\r\nabc`]: 400,
        [`${post}Content-Length: 99999999999\r\n\r\n`]: 413,
        [`${post}Transfer-Encoding: gzip\r\n\r\n`]: 501,
        [`${post}Transfer-Encoding: chunked\r\n\r\n-1\r\n`]: 400,
        [`${post}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n`]: 400,
        [`${post}Transfer-Encoding: chunked\r\n\r\nffffffff\r\n`]: 413,
        [`${post}Transfer-Encoding: chunked\r\n\r\n${`1;${'x'.repeat(200)}\r\na\r\n`.repeat(100)}`]: 400,
        [`GET / HTTP/1.1\r\nHost: x\r\nA:${' '.repeat(16_000)}\x01\r\n\r\n`]: 400,
        [`GET / HTTP/1.1\r\nHost: x\r\nConnection:a${' '.repeat(16_000)}b, close\r\n\r\n`]: 200,
        [`GET / HTTP/1.1\r\nHost: x\r\nConnection: a \t, \tclose \t\r\n\r\n`]: 200,
        [`GET / HTTP/1.1\r\nHost: x\r\n${'a:\r\n'.repeat(300)}\r\n`]: 431,
      };
      const statuses = await Promise.all(
        Object.keys(hostile).map(async (bytes) => [
          bytes,
          Number((await exchange(port, bytes)).slice(9, 12)),
        ]),
      );
      assert.deepEqual(Object.fromEntries(statuses), hostile);
      const continued = `${post}Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc`;
      const last = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
      const answers = await exchange(port, continued + last);
      assert.deepEqual(answers.match(/HTTP\/1.1 \d+ \w+|^abc|Welcome/gm), [
        'HTTP/1.1 100 Continue',
        'HTTP/1.1 200 OK',
        'abc',
        'HTTP/1.1 200 OK',
        'Welcome',
      ]);
    }));

  it('keeps a body in one block, whatever pieces it comes in', () => {
    const body = new Body();
    const byte = Buffer.from('x');
    let copied = 0;
    for (let i = 0, kept = 0; i < 100_000; i++, kept = body.kept) {
      body.add(byte);
      if (body.kept !== kept) copied += kept;
    }
    assert.equal(body.bytes.toString(), 'x'.repeat(100_000));
    assert.ok(body.kept <= 200_000, `${body.kept} bytes kept`);
    assert.ok(copied <= 200_000, `${copied} bytes copied`);
  });

  it('keeps no more of a body in chunks of one byte than of one in a single chunk', () =>
    serving(
      'http-server',
      async ({ port, pid }) => {
        const start =
          'POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n';
        await exchange(port, `${start}${'1\r\nX\r\n'.repeat(20_000)}0\r\n\r\n`);
        const before = peakMemory(pid);
        const answer = await exchange(port, `${start}${'1\r\nX\r\n'.repeat(500_000)}0\r\n\r\n`);
        assert.ok(answer.endsWith('X'.repeat(500_000)));
        const grown = peakMemory(pid) - before;
        assert.ok(grown < 40 * 2 ** 20, `grown by ${grown} bytes`);
      },
      ['--arrival', '100'],
    ));

  it('sends the answers to a pipeline of HEAD before it reads on: none are gathered for a client that does not read', () =>
    serving('http-server', async ({ port }) => {
      const last = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
      const heads = 'HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1000);
      const answers = await exchange(port, heads + last);
      assert.equal(answers.match(/Transfer-Encoding: chunked\r\n\r\n(?=HTTP)/g)?.length, 1000);
    }));

  it('has no patience: with who asks nothing, who asks slowly, and who takes no answer', () =>
    serving(
      'http-server',
      async ({ port }) => {
        assert.equal(await exchange(port, ''), '');
        const single = await exchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
        assert.match(single, /^HTTP\/1.1 200 OK\r\n[^]*keep-alive[^]*Welcome.*\n$/);
        assert.match(await exchange(port, 'GET / HT'), /^HTTP\/1.1 408 Request Timeout\r\n/);
        const short = 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabc';
        assert.match(await exchange(port, short), /^HTTP\/1.1 408 Request Timeout\r\n/);
        // More than the system takes for a client that does not read: closed with the rest of its requests unread.
        const lazy = await rawSocket(port);
        const body = 'x'.repeat(4 * 2 ** 20);
        const post = `POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
        for (let i = 0; i < 4; i++) lazy.write(post);
        await closed(lazy);
      },
      ['--idle', '0.4', '--arrival', '0.4', '--delivery', '0.4'],
    ));

  it('is told to end: lets go of the idle at once, and answers what it was asked', () =>
    serving('http-server', async (server) => {
      const trace: string[] = [];
      const idle = await rawSocket(server.port);
      idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      const slow = await rawSocket(server.port);
      slow.write('GET /slow?0.5 HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n');
      // Both are known to the server: one has its answer, the other was told to go on.
      await Promise.all([idle, slow].map((socket) => once(socket, 'readable')));
      const ends = [
        rest(idle).then((text) => trace.push(`idle: ${linesOf(text).at(-1)}`)),
        rest(slow).then((text) => trace.push(`slow: ${text.match(/Connection: \w+|that took.*/g)?.join()}`)),
      ];
      await server.end();
      await Promise.all(ends);
      assert.deepEqual(trace, [
        'idle: Welcome. There are /echo, /time, /slow?seconds and /stream.',
        'slow: Connection: close,that took 0.5 s',
      ]);
    }));
});
