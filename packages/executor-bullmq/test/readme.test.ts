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

/** A command of the README, with an argument more. */
function command(text: string, argument: string): ChildProcess {
  const file = /npm run ts (\S+)/.exec(text)?.[1] ?? '';
  return start(
    process.execPath,
    ['-C', 'evergreen-source', '--import', './scripts/register.js', file, argument],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
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
    const [server = '', client = ''] = readme.blocks.flatMap(({ code }) =>
      code.startsWith('npm run ts') ? [code] : [],
    );
    const database = await redis();
    // The commands take a URL, which a Unix socket has none of.
    const door = createServer((socket) => socket.pipe(connect(database.path)).pipe(socket)).listen(
      0,
      '127.0.0.1',
    );
    await once(door, 'listening');
    const url = `redis://127.0.0.1:${(door.address() as AddressInfo).port}`;
    const children = [server, client].map((text) => command(text, url));
    try {
      let printed = '';
      children[1]?.stdout?.on('data', (data) => (printed += String(data)));
      const [code] = (await once(children[1] as ChildProcess, 'close')) as [number];
      assert.equal(code, 0);
      assert.match(printed, /300000: 10 of 10\n/);
      assert.match(printed, /sums: 2250000, 4600000, 7050000\n$/);
    } finally {
      children[0]?.kill('SIGINT');
      if (children[0]?.exitCode === null) await once(children[0], 'exit');
      children[1]?.kill('SIGKILL');
      door.close();
      await database.stop();
    }
  });
});
