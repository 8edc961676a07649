// Everyday Python, piece by piece: what a ported snippet prints is what CPython printed (scripts/record.py). What runs on gevent
// and Evergreen was checked by hand.
import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import type { Ported } from '../src/index.js';
import { compile, findings, userOptions } from '../../../test/support/compile.js';
import { ROOT } from '../../../test/support/root.js';
import { outputOf, ported, snippetsOf } from './support.js';

const FOLDER = new URL('snippets/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.py'));

/** This Node has all of SQLite that is needed; else a program is told so. */
const sqlite = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown as
  { StatementSync: { prototype: object } } | undefined;
const HAS_SQLITE = sqlite !== undefined && 'setReturnArrays' in sqlite.StatementSync.prototype;
const NO_SQLITE =
  "ModuleNotFoundError: No module named '_sqlite3': node:sqlite is not there before Node 22.16\n";

/** All outputs, for the compiler. */
const outputs = new Map<string, string>();

function fileOf({ files }: Ported): string {
  assert.equal(files.length, 1);
  return files[0]?.text ?? '';
}

describe('Ported snippets', () => {
  let count = 0;
  for (const name of names)
    describe(name, () => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8');
      const recorded = JSON.parse(
        readFileSync(new URL(name.replace('.py', '.json'), FOLDER), 'utf8'),
      ) as Record<string, string>;
      for (const [title, code] of snippetsOf(text)) {
        count++;
        it(`print what Python printed: ${title}`, async () => {
          const result = await ported(code);
          outputs.set(
            `packages/porter/test/outputs/${name.replace('.py', '')}-${title.replace(/\W+/g, '-')}.ts`,
            fileOf(result),
          );
          assert.deepEqual(result.report.files[0]?.refused, []);
          const lacks = name === 'sqlite.py' && !HAS_SQLITE;
          assert.equal(await outputOf(fileOf(result)), lacks ? NO_SQLITE : recorded[title]);
        });
      }
    });

  it('are at least 300', () => {
    assert.ok(count >= 300, String(count));
  });

  it('type-check, as a user who is not strict would have it', function () {
    this.timeout(60_000);
    const options = userOptions({
      strict: false,
      exactOptionalPropertyTypes: false,
      noUncheckedIndexedAccess: false,
      skipLibCheck: true,
      customConditions: ['evergreen-source'],
      types: ['node'],
    });
    const program = compile(
      outputs,
      { ...options, lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.esnext.decorators.d.ts'] },
      { cwd: ROOT },
    );
    assert.deepEqual(
      findings(program, (path) => path.includes('/porter/test/outputs/')),
      [],
    );
  });
});

describe('Ported programs', () => {
  const folder = new URL('programs/', import.meta.url);
  for (const [i, name] of readdirSync(folder)
    .filter((one) => one.endsWith('.py'))
    .entries())
    it(`print what Python printed: ${name}`, async () => {
      const source = readFileSync(new URL(name, folder), 'utf8');
      const first = await ported(source);
      assert.equal(first.report.refused, 0);
      assert.equal(
        await outputOf(fileOf(first)),
        readFileSync(new URL(name.replace('.py', '.txt'), folder), 'utf8'),
      );
      // Porting again gives the same text; passes.test.ts looks at the rest.
      if (i % 4 === 0) assert.equal(fileOf(await ported(source)), fileOf(first));
    });
});
