// The word count among the examples: the same numbers on each kind of workers, with a bar and a table.
import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILD_TIME, plainNode } from '../support/built.js';
import { examplesFolder } from '../support/examples.js';

describe('the word count', () => {
  let folder = '';

  before(async function () {
    this.timeout(BUILD_TIME);
    folder = await examplesFolder();
    await writeFile(join(folder, 'one.txt'), 'Green threads, green grass.\n');
    await writeFile(join(folder, 'two.txt'), 'one two  three\n');
  });

  it('counts on tasklets, threads and processes, and says how long each took', async () => {
    const args = ['word-count.js', '--workers', '2', '--times', '3', 'one.txt', 'two.txt'];
    const { code, stdout, stderr } = await plainNode(args, folder);
    assert.equal(code, 0, stderr);
    for (const kind of ['tasklets', 'threads', 'processes']) {
      assert.match(stdout, new RegExp(`'${kind}' +│ 2 +│ 21 +│ \\d`));
      assert.match(stderr, new RegExp(`^2 of 2 files, ${kind}, \\d+\\.\\d s$`, 'm'));
    }
  });

  it('says what is wrong with its options', async () => {
    const { code, stderr } = await plainNode(['word-count.js', '--pool', 'ships', 'one.txt'], folder);
    assert.notEqual(code, 0);
    assert.match(stderr, /--pool is all, tasklets, threads, processes, queue, not ships/);
  });
});
