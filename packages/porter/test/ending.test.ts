// What a ported program leaves behind when it ends as a process.
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, SOURCE_FLAGS, node } from '../../../test/support/child.js';
import { ported, runnable } from './support.js';

const folder = mkdtempSync(join(tmpdir(), 'evergreen-port-ending-'));

/** Port a program and run it in a process of its own. */
async function ended(source: string): Promise<Ended> {
  const { files } = await ported(source);
  const path = join(folder, 'program.mjs');
  writeFileSync(path, runnable(files[0]?.text ?? ''));
  return node([...SOURCE_FLAGS, path]);
}

describe('A ported program that ends', function () {
  this.timeout(30_000);

  for (const [how, last, status] of [
    ['after its last line', 'pass', 0],
    ['by sys.exit()', 'sys.exit(3)', 3],
    ['by an error', 'raise ValueError("no")', 1],
  ] as const)
    it(`${how} has written the files that it did not close, and removed temporary ones`, async () => {
      const path = join(folder, String(status));
      const done = await ended(
        [
          'import sys, tempfile',
          `f = open('${path}', 'w')`,
          "f.write('kept\\n')",
          "print(tempfile.NamedTemporaryFile('w').name)",
          last,
        ].join('\n'),
      );
      assert.equal(done.code, status, done.stderr);
      assert.equal(readFileSync(path, 'utf8'), 'kept\n');
      assert.throws(() => readFileSync(done.stdout.trim()), { code: 'ENOENT' });
    });
});
