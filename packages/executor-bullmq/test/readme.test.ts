// The README tells the truth: its programs compile, and its two terminals do what it says.
import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { compileErrors, documentAt, unknownBlocks } from '../../../test/support/documents.js';
import { redis } from '../../../test/support/databases.js';
import { needs } from '../../../test/support/peers.js';
import { ROOT } from '../../../test/support/root.js';

const readme = documentAt('packages/executor-bullmq/README.md');

interface Door {
  readonly url: string;
  close(): Promise<void>;
}

/** A Redis with a URL: commands take one, and a Unix socket has none. */
async function redisWithURL(): Promise<Door> {
  const database = await redis();
  const door = createServer((socket) => socket.pipe(connect(database.path)).pipe(socket)).listen(
    0,
    '127.0.0.1',
  );
  await once(door, 'listening');
  const close = async (): Promise<void> => {
    door.close();
    await database.stop();
  };
  return { url: `redis://127.0.0.1:${(door.address() as AddressInfo).port}`, close };
}

/** What the second of two programs prints, while the first runs. */
async function inTwoTerminals(first: readonly string[], second: readonly string[]): Promise<string> {
  const [server, client] = [first, second].map((args) =>
    start(process.execPath, ['-C', 'evergreen-source', '--import', './scripts/register.js', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  ) as [ChildProcess, ChildProcess];
  try {
    let printed = '';
    for (const stream of [client.stdout, client.stderr])
      stream?.on('data', (data) => (printed += String(data)));
    const [code] = (await once(client, 'close')) as [number];
    assert.equal(code, 0, printed);
    return printed;
  } finally {
    server.kill('SIGINT');
    if (server.exitCode === null) await once(server, 'exit');
    client.kill('SIGKILL');
  }
}

describe('The README of evergreen-ts-bullmq', function () {
  this.timeout(60_000);

  it('has programs that compile, and nothing that no test looks at', () => {
    assert.deepEqual(unknownBlocks(readme, ['ts', 'sh']), []);
    assert.deepEqual(compileErrors([readme]), []);
  });

  it('says in its first paragraph how often a task is done', () => {
    assert.match(readme.text.split('\n\n')[1] ?? '', /at least once/);
  });

  it('has two commands for two terminals: a server, and a client that prints what it was served', async () => {
    needs('redis-server');
    const [server = '', client = ''] = readme.blocks.flatMap(
      ({ code }) => /^npm run ts (\S+)/.exec(code)?.slice(1) ?? [],
    );
    const { url, close } = await redisWithURL();
    try {
      const printed = await inTwoTerminals([server, url], [client, url]);
      assert.match(printed, /300000: 10 of 10\n/);
      assert.match(printed, /sums: 2250000, 4600000, 7050000\n$/);
    } finally {
      await close();
    }
  });
});

describe('The word count among the examples', function () {
  this.timeout(60_000);

  it('counts on other machines, too', async () => {
    needs('redis-server');
    const { url, close } = await redisWithURL();
    try {
      const file = 'examples/word-count.ts';
      const args = ['--pool', 'queue', '--store', url, '--times', '2', 'LICENSE', 'LICENSE'];
      const printed = await inTwoTerminals([file, '--serve', url], [file, ...args]);
      assert.match(printed, /^2 of 2 files, queue/m);
      assert.match(printed, /'queue' +│ 2 +│ \d{3}/);
    } finally {
      await close();
    }
  });
});
