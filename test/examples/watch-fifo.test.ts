// The example prints what other programs write into its fifo, line by line, and ends when it is told to.
import { strict as assert } from 'node:assert';
import { execFileSync, spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { BUILD_TIME } from '../support/built.js';
import { examplesFolder } from '../support/examples.js';
import { ROOT } from '../support/root.js';
import { unixOnly } from '../support/unix.js';

describe('watch-fifo', function () {
  this.timeout(BUILD_TIME);

  before(function () {
    unixOnly(this);
  });

  it('prints the lines of several writers, whole, until one says quit', async () => {
    const folder = await examplesFolder();
    // What the example needs besides the package, as its user would install it.
    symlinkSync(resolve(ROOT, 'node_modules/koffi'), join(folder, '../node_modules/koffi'), 'junction');
    const fifo = join(folder, 'news');
    execFileSync('mkfifo', [fifo]);
    const child = start(process.execPath, ['watch-fifo.js', fifo], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const ended = once(child, 'exit');
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      const next = async (): Promise<string> => String((await lines.next()).value);
      const write = (text: string): unknown =>
        execFileSync('sh', ['-c', 'printf %s "$0" > "$1"', text, fifo]);
      assert.equal(await next(), 'watching');
      write('hello\nthe first half ');
      assert.match(await next(), /^\d{4}-\S+Z hello$/);
      const long = 'x'.repeat(100_000);
      write('and the other\n');
      assert.match(await next(), /Z the first half and the other$/);
      // Nobody waits for the end of a line that has none.
      write(long);
      const [start] = /x+$/.exec(await next()) as unknown as [string];
      assert.ok(start.length >= 2 ** 16 && start.length < 2 ** 16 + 4096, `${start.length} characters`);
      write('\nquit\n');
      assert.equal(/x+$/.exec(await next())?.[0].length, long.length - start.length);
      assert.match(await next(), /Z quit$/);
      assert.deepEqual(await ended, [0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
