// The parallel build among the examples: order, limit, failure, control-C.
import { strict as assert } from 'node:assert';
import { spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { BUILD_TIME, plainNode } from '../support/built.js';
import type { Ended } from '../support/child.js';
import { examplesFolder } from '../support/examples.js';
import { gone, linuxOnly, running, sleeper } from '../support/processes.js';

describe('the parallel build', () => {
  let folder = '';

  before(async function () {
    this.timeout(BUILD_TIME);
    linuxOnly(this);
    folder = await examplesFolder();
  });

  const building = (...args: string[]): Promise<Ended> => plainNode(['parallel-build.js', ...args], folder);

  it('shows the output of each job as a whole, in order', async () => {
    const { code, stdout } = await building(
      '--jobs',
      '3',
      'sleep 0.3; echo a; echo b >&2',
      'echo c',
      'echo d',
    );
    assert.equal(stdout, '$ sleep 0.3; echo a; echo b >&2\na\nb\n$ echo c\nc\n$ echo d\nd\n');
    assert.equal(code, 0);
  });

  it('pretends where it is told nothing', async () => {
    const { code, stdout, stderr } = await building();
    const built = stdout.split('\n').filter((line) => line.startsWith('part'));
    assert.deepEqual(
      built,
      [1, 2, 3, 4, 5].map((part) => `part ${part} is built`),
    );
    assert.match(stderr, /^5 of 5 jobs, \d+\.\d s$/m);
    assert.equal(code, 0);
  });

  it('runs no more at once than it may', async () => {
    const jobs = Array.from(
      { length: 6 },
      (_, i) => `echo $(date +%s%N); sleep 0.1; echo $(date +%s%N) # ${i}`,
    );
    const { stdout } = await building('--jobs', '2', ...jobs);
    const times = stdout
      .split('\n')
      .filter((line) => /^\d+$/.test(line))
      .map(Number);
    const spans = Array.from({ length: 6 }, (_, i) => [times[2 * i], times[2 * i + 1]] as [number, number]);
    for (const [began] of spans)
      assert.ok(spans.filter(([from, to]) => from <= began && began < to).length <= 2);
  });

  it('ends all others when one fails, and says what that one has said', async () => {
    const sleeping = sleeper();
    const { code, stdout, stderr } = await building(
      '--jobs',
      '2',
      sleeping,
      'echo broken; exit 3',
      'echo never',
    );
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^broken\n"echo broken; exit 3" exited with status 3\nThe other jobs were ended\.\n$/,
    );
    assert.equal(code, 1);
    await gone(sleeping);
  });

  it('says what is wrong with its arguments', async () => {
    const { code, stderr } = await building('--jobs', '0');
    assert.match(stderr, /RangeError: --jobs must be a positive integer, not 0/);
    assert.equal(code, 1);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends every job, with all that it has started, on ${signal}`, async () => {
      const sleeping = sleeper();
      const jobs = [`${sleeping} & ${sleeping}`, sleeping, 'echo never'];
      const args = ['parallel-build.js', '--jobs', '2', ...jobs];
      const child = start(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      const end = once(child, 'close');
      while (child.exitCode === null && running(sleeping).filter((one) => one.startsWith('sleep')).length < 3)
        await new Promise((resolve) => setTimeout(resolve, 10));
      child.kill(signal);
      assert.deepEqual(await end, [signal === 'SIGINT' ? 130 : 143, null], said);
      assert.match(said, /interrupted: every job was ended\n$/);
      await gone(sleeping);
    });
  }
});
