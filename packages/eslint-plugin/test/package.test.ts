// What is published: the files in the tarball; and that the plugin, installed beside the published library and configured as
// the README says, finds mistakes in a program of a user.
import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BUILD_TIME, built, installBeside, plainNode, shell } from '../../../test/support/built.js';
import { compile, findings, userOptions } from '../../../test/support/compile.js';
import { documentAt } from '../../../test/support/documents.js';
import { projectCopy } from '../../../test/support/plain-js.js';
import { ROOT } from '../../../test/support/root.js';

const WORKSPACE = 'packages/eslint-plugin';

/** What a user has besides: the packages of the project. */
const PEERS = ['@typescript-eslint', 'eslint', 'typescript', 'typescript-eslint'];

const [configuration] = documentAt(`${WORKSPACE}/README.md`).blocks.filter(
  ({ language }) => language === 'js',
);

const PROGRAM = `import { Lock, run, sleep, spawn, Timeout } from 'evergreen-ts';
const lock = new Lock();
await run(function* () {
  sleep(1);
  if (lock.acquire(false)) lock.release();
  yield sleep(1);
  try { yield* new Timeout(1).run(sleep(2)); } catch { console.log('late'); }
  spawn(async () => { await fetch('http://localhost'); });
  spawn(() => fetch('http://localhost'));
  yield* sleep(1);
});
`;

const FOUND = [
  '4: evergreen/no-floating-op',
  '5: evergreen/no-floating-op',
  '6: evergreen/yield-star',
  '7: evergreen/no-swallowed-exit',
  '8: evergreen/no-await-in-tasklet',
  '9: evergreen/no-promise-target',
];

describe('The package of the plugin', function () {
  this.timeout(BUILD_TIME);
  let tarball: string;
  let files: readonly string[];
  let user: string;

  before(async () => {
    ({ user } = await built());
    const folder = join(projectCopy(), WORKSPACE);
    const { code, stdout, stderr } = await shell('npm pack --json', folder);
    assert.equal(code, 0, stderr);
    const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
    assert.ok(packed);
    tarball = join(folder, packed.filename);
    files = packed.files.map(({ path }) => path).sort();
    const modules = join(user, 'node_modules');
    for (const file of files) await cp(join(folder, file), join(modules, 'eslint-plugin-evergreen', file));
    await installBeside(PEERS);
  });

  it('holds the sources, what is built of each, with maps and types, and the pages', () => {
    const all = (folder: string): string[] =>
      readdirSync(resolve(ROOT, WORKSPACE, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.\w+$/.test(file))
        .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
    const results = all('src').flatMap((file) =>
      ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((end) => file.replace(/^src(.*)\.ts$/, `dist$1${end}`)),
    );
    assert.deepEqual(
      files,
      ['LICENSE', 'README.md', 'package.json', ...all('docs'), ...all('src'), ...results].sort(),
    );
  });

  for (const judge of ['publint --strict', 'attw --profile esm-only']) {
    it(`is not found fault with by ${judge}`, async () => {
      const { code, stdout, stderr } = await shell(`${judge} ${tarball}`, user);
      assert.equal(code, 0, stdout + stderr);
    });
  }

  it('finds the mistakes of a user who has configured it as the README says', async () => {
    const folder = join(user, 'linted');
    await mkdir(folder);
    await writeFile(join(folder, 'eslint.config.mjs'), configuration?.code ?? '');
    const options = { compilerOptions: { strict: true, module: 'nodenext', target: 'es2022', noEmit: true } };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(options));
    await writeFile(join(folder, 'program.ts'), PROGRAM);
    const eslint = resolve(ROOT, 'node_modules/eslint/bin/eslint.js');
    const { stdout, stderr } = await plainNode([eslint, '--format', 'json', 'program.ts'], folder);
    assert.equal(stderr, '');
    const results = JSON.parse(stdout) as { messages: { ruleId: string; line: number }[] }[];
    assert.deepEqual(
      results.flatMap(({ messages }) => messages.map(({ ruleId, line }) => `${line}: ${ruleId}`)),
      FOUND,
    );
  });

  it('has types that fit into a configuration in TypeScript', () => {
    const text = `${configuration?.code}
      export const plain: Linter.Config[] = [evergreen.configs.recommended];
      export const byName = defineConfig({ plugins: { evergreen }, extends: ['evergreen/recommended'] });
      export const older = tseslint.config(evergreen.configs.recommended, { plugins: { evergreen } });
      import type { Linter } from 'eslint';`;
    const program = compile(new Map([['configuration.mts', text]]), userOptions({ skipLibCheck: true }), {
      cwd: user,
    });
    assert.deepEqual(
      findings(program, (path) => path.endsWith('/configuration.mts')),
      [],
    );
  });
});
