// The examples do what they say: those that end by themselves are run to the end, the echo server until it has served its
// client. On the built package, without types, as they were copied out of the repository.
import { strict as assert } from 'node:assert';
import { spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import ts from 'typescript';
import { BUILD_TIME, built, plainNode } from './support/built.js';
import { type Ended, command } from './support/child.js';
import { ROOT, projectOptions } from './support/compile.js';

/** All that end by themselves, and how they are run. */
const RUNS = {
  crawler: ['crawler'],
  'main-job': ['main-job', '--clients', '50', '--lines', '5'],
  'producer-consumer': ['producer-consumer'],
  'dining-philosophers': ['dining-philosophers'],
  'dining-philosophers --deadlock': ['dining-philosophers', '--deadlock'],
  pipeline: ['pipeline'],
  'pipeline 30': ['pipeline', '30'],
} satisfies Record<string, string[]>;

/** Those that do not: run with each other. */
const PAIR = ['echo-client', 'echo-server'];

/** Servers that are run with clients of other makers. */
const SERVERS = ['http-server'];

/** The examples as JavaScript, in a folder from which the built package is found. */
async function copyTo(folder: string): Promise<void> {
  await cp(resolve(ROOT, 'examples'), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const files = await readdir(folder, { recursive: true });
  const compilerOptions = projectOptions();
  for (const file of files.filter((one) => one.endsWith('.ts'))) {
    const code = await readFile(join(folder, file), 'utf8');
    const { outputText } = ts.transpileModule(code, { compilerOptions, fileName: 'example.mts' });
    await writeFile(join(folder, file.replace(/ts$/, 'js')), outputText);
  }
}

const fileOf = (example: string): string => `${example}.js`;

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe('the examples', () => {
  const running = new Map<string, Promise<Ended>>();
  let folder = '';

  // All at once, so that they take the time of the slowest; each test then waits for its own.
  before(async function () {
    this.timeout(BUILD_TIME);
    const { user } = await built();
    folder = join(user, 'examples');
    await copyTo(folder);
    for (const [run, [example = '', ...args]] of Object.entries(RUNS))
      running.set(run, plainNode([fileOf(example), ...args], folder));
  });

  after(() => rm(folder, { recursive: true }));

  /** What it printed; it must have ended well. */
  async function outputOf(run: keyof typeof RUNS): Promise<string[]> {
    const { code, signal, stdout, stderr } = (await running.get(run)) as Ended;
    assert.deepEqual({ code, signal }, { code: 0, signal: null }, stderr);
    return linesOf(stdout);
  }

  it('are all run here, and say in their first lines how', async () => {
    const files = await readdir(resolve(ROOT, 'examples'));
    const examples = files.filter((file) => file.endsWith('.ts')).map((file) => file.replace('.ts', ''));
    const here = new Set([...Object.values(RUNS).map(([example]) => example), ...PAIR, ...SERVERS]);
    assert.deepEqual(examples.sort(), [...here].sort());
    for (const example of examples) {
      const head = (await readFile(resolve(ROOT, 'examples', `${example}.ts`), 'utf8')).split('*/')[0];
      assert.match(head ?? '', new RegExp(`^/\\*\\*\\n.*npm run (ts examples/${example}.ts|demo)\\b`, 's'));
    }
  });

  it('crawler: fetches each page of its site once', async () => {
    const lines = await outputOf('crawler');
    assert.equal(lines.pop(), '40 pages');
    const pages = lines.map((line) => /^200 http:\/\/127.0.0.1:\d+\/(\d+) /.exec(line)?.[1]);
    assert.deepEqual(
      pages.map(Number).sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, i) => i),
    );
  });

  it('main-job: loses no line', async () => {
    const table = new Map(
      (await outputOf('main-job')).map((line) => line.split(/ {2,}/) as [string, string]),
    );
    const counts = ['clients', 'lines', 'wrong lines', 'lost lines'].map((name) => table.get(name));
    assert.deepEqual(counts, ['50', '250', '0', '0']);
  });

  it('producer-consumer: each loaf is baked once and eaten once, and all go home', async () => {
    const lines = await outputOf('producer-consumer');
    const loaves = ['Ann', 'Bob'].flatMap((baker) => [1, 2, 3, 4, 5].map((i) => `${baker}'s loaf ${i}`));
    const eaten = lines.flatMap((line) => / eats (.*)/.exec(line)?.[1] ?? []);
    assert.deepEqual(eaten.toSorted(), loaves);
    const shelf = lines.flatMap((line) => / on the shelf: (.*)/.exec(line)?.[1] ?? []).map(Number);
    assert.equal(shelf.length, loaves.length);
    assert.ok(Math.max(...shelf) <= 3, 'the shelf holds three');
    assert.deepEqual(
      lines.slice(-4).sort(),
      ['all is eaten', 'Gaius goes home', 'Livia goes home', 'Titus goes home'].sort(),
    );
  });

  it('dining-philosophers: all eat, with their own forks', async () => {
    const lines = await outputOf('dining-philosophers');
    const meals = lines.filter((line) => line.includes(' eats '));
    const forks = { Aristotle: '1 and 2', Diogenes: '2 and 3', Hypatia: '3 and 4', Plato: '4 and 5' };
    const expected = Object.entries({ ...forks, Socrates: '1 and 5' }).flatMap(([name, both]) =>
      [1, 2, 3].map((meal) => `${name} eats meal ${meal} with forks ${both}`),
    );
    assert.deepEqual(meals.sort(), expected);
    assert.equal(lines.filter((line) => line.endsWith(' has had enough')).length, 5);
  });

  it('dining-philosophers --deadlock: fails, and tells who waits', async () => {
    const { code, stdout, stderr } = (await running.get('dining-philosophers --deadlock')) as Ended;
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.deepEqual(linesOf(stderr), [
      'DeadlockError: 5 tasklets are parked and nothing can wake them:',
      '  Aristotle (takes fork 1, then fork 2) waits on Fork',
      '  Diogenes (takes fork 2, then fork 3) waits on Fork',
      '  Hypatia (takes fork 3, then fork 4) waits on Fork',
      '  Plato (takes fork 4, then fork 5) waits on Fork',
      '  Socrates (takes fork 5, then fork 1) waits on Fork',
    ]);
  });

  it('pipeline: finds the primes', async () => {
    assert.equal((await outputOf('pipeline')).at(-1), '25 primes up to 100, 25 stages');
    assert.deepEqual(await outputOf('pipeline 30'), [
      '2 3 5 7 11 13 17 19 23 29',
      '10 primes up to 30, 10 stages',
    ]);
  });

  it('echo-server and echo-client: talk until the server is told to end', async () => {
    const server = start(process.execPath, [fileOf('echo-server'), '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
      const next = async (): Promise<string> => String((await lines.next()).value);
      const port = /^listening on 127.0.0.1:(\d+)$/.exec(await next())?.[1] ?? '';
      const client = await plainNode([fileOf('echo-client'), port, 'Hello', 'there'], folder);
      assert.deepEqual([client.code, client.stderr], [0, '']);
      assert.deepEqual(linesOf(client.stdout), ['sent Hello, got Hello', 'sent there, got there']);
      const told = await next();
      assert.match(told, /^connected: 127.0.0.1:\d+$/);
      assert.equal(await next(), told.replace('connected', 'gone'));
      server.kill('SIGTERM');
      assert.deepEqual(await once(server, 'exit'), [0, null]);
    } finally {
      server.kill('SIGKILL');
    }
  });

  /** Run a server until the body has ended; it must then end well when it is told to. */
  async function serving(example: string, body: (port: string) => Promise<void>): Promise<void> {
    const server = start(process.execPath, [fileOf(example), '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const lines = createInterface(server.stdout);
      const [first] = (await once(lines, 'line')) as [string];
      await body(/^listening on 127.0.0.1:(\d+)$/.exec(first)?.[1] ?? '');
      server.kill('SIGTERM');
      assert.deepEqual(await once(server, 'exit'), [0, null]);
    } finally {
      server.kill('SIGKILL');
    }
  }

  /** All that a server answers to these bytes until it closes the connection. */
  async function exchange(port: string, bytes: string): Promise<string> {
    const socket = connect(Number(port), '127.0.0.1').setEncoding('latin1');
    let answer = '';
    socket.on('data', (text: string) => (answer += text));
    socket.write(bytes, 'latin1');
    await once(socket, 'close');
    return answer;
  }

  it('http-server: serves curl', () =>
    serving('http-server', async (port) => {
      const curl = async (...args: string[]): Promise<string> => {
        const all = ['-sS', '--max-time', '8', ...args];
        const { code, stdout, stderr } = await command('curl', 'curl', all);
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

  it('http-server: refuses what is hostile, and answers a pipeline in order', () =>
    serving('http-server', async (port) => {
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
});
