// The core in a bundle: as CommonJS and as a script for a browser there is no import.meta.url, and old targets have neither
// private fields nor static blocks. Workers, too, where the bundle knows where the package is. Bundlers that are not installed are
// left out.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { expect } from 'chai';
import { type ModuleFormat, rollup } from 'rollup';
import { BUILD_TIME, built, plainNode } from './support/built.js';
import { entries } from './support/compile.js';

const PROGRAM = `
import { Channel, Lock, Timeout, race, run, sleep, spawn } from 'evergreen-ts';
import { TaskletPoolExecutor } from 'evergreen-ts/futures';

run(function* () {
  const lock = new Lock();
  const channel = new Channel();
  spawn(function* () { yield* lock.acquire(); yield* sleep(0.001); lock.release(); yield* channel.send('works'); });
  yield* sleep(0);
  yield* new Timeout(5).run(lock.acquire());
  const said = yield* race([channel.receive(), sleep(5)]);
  console.log(said, yield* new TaskletPoolExecutor(1).submit(() => 42).get());
});
`;

/** A generator needs the copy of the library that has its worker's tasklets; an error is to keep its class, on either side. */
const TASKS = `
import { TaskletExit, TimeoutError, sleep } from 'evergreen-ts';

export function* works() { yield* sleep(0.001); return 'works'; }
export function* fails() { yield* sleep(0); throw new TimeoutError('too late'); }
export function* waits() { try { yield* sleep(3600); } catch (error) { console.log(error instanceof TaskletExit); throw error; } }
`;

const POOL = `
import { pathToFileURL } from 'node:url';
import { TimeoutError, run, sleep, spawn } from 'evergreen-ts';
import { ThreadPoolExecutor, remote } from 'evergreen-ts/executors';

run(function* () {
  const tasks = remote(pathToFileURL('tasks.mjs'));
  const pool = new ThreadPoolExecutor(1);
  console.log(yield* pool.submit(tasks.works).get());
  try { yield* pool.submit(tasks.fails).get(); } catch (error) { console.log(error instanceof TimeoutError); }
  const waiting = pool.submit(tasks.waits);
  while (!waiting.running) yield* sleep(0.001);
  waiting.kill();
  yield* pool.shutdown();
});
`;

const WORKS = { code: 0, signal: null, stdout: 'works 42\n', stderr: '' };

/** Of the API of esbuild and webpack, what is used here: they may not be installed. */
interface Esbuild {
  build(options: Readonly<Record<string, unknown>>): Promise<{ warnings: { text: string }[] }>;
}
type Webpack = (
  options: Readonly<Record<string, unknown>>,
  done: (
    error: Error | null,
    stats?: { hasErrors(): boolean; hasWarnings(): boolean; toString(): string },
  ) => void,
) => void;

const require = createRequire(import.meta.url);

function installed<T>(name: string, test: Mocha.Context): T {
  try {
    return require(name) as T;
  } catch {
    // A development dependency that this checkout does not have.
    return test.skip();
  }
}

describe('A bundle', function () {
  this.timeout(BUILD_TIME);

  let user: string;
  let entry: string;
  before(async () => {
    ({ user } = await built());
    entry = join(user, 'to-bundle.mjs');
    await writeFile(entry, PROGRAM);
  });

  async function runs(file: string): Promise<void> {
    expect(await plainNode([file], user)).to.deep.equal(WORKS);
    // With stacks: where the library's own frames cannot be told from the user's, all are kept.
    expect(await plainNode([file], user, { EVERGREEN_DEBUG: '1' })).to.deep.equal(WORKS);
  }

  for (const [what, options, file] of [
    ['CommonJS', { format: 'cjs', platform: 'node' }, 'esbuild.cjs'],
    ['a minified CommonJS module', { format: 'cjs', platform: 'node', minify: true }, 'esbuild-min.cjs'],
    ['a script for browsers', { format: 'iife' }, 'esbuild-iife.cjs'],
    ['a module', { format: 'esm', platform: 'node' }, 'esbuild.mjs'],
    ['a module of 2017', { format: 'esm', platform: 'node', target: 'es2017' }, 'esbuild-2017.mjs'],
    ['a module of 2017 for browsers', { format: 'esm', target: 'es2017' }, 'esbuild-2017-web.mjs'],
  ] as const)
    it(`of esbuild’s runs as ${what}`, async function () {
      const esbuild = installed<Esbuild>('esbuild', this);
      await esbuild.build({
        ...options,
        entryPoints: [entry],
        bundle: true,
        outfile: join(user, file),
        logLevel: 'silent',
      });
      await runs(file);
    });

  for (const [format, file] of [
    ['cjs', 'rollup.cjs'],
    ['iife', 'rollup-iife.cjs'],
    ['es', 'rollup.mjs'],
  ] as const satisfies readonly (readonly [ModuleFormat, string])[])
    it(`of rollup’s runs as ${format}`, async () => {
      const browser = format === 'iife';
      const bundle = await rollup({
        input: entry,
        plugins: [nodeResolve({ exportConditions: browser ? ['default'] : ['node'] })],
        onLog: () => undefined,
      });
      await bundle.write({ format, file: join(user, file) });
      await bundle.close();
      await runs(file);
    });

  /** Nobody may find fault with it. */
  async function webpacked(webpack: Webpack, target: string, entry: string, filename: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      webpack({ mode: 'production', target, entry, output: { path: user, filename } }, (error, stats) => {
        if (error !== null) reject(error);
        else if (stats?.hasErrors() === true || stats?.hasWarnings() === true)
          reject(new Error(stats.toString()));
        else resolve();
      });
    });
  }

  for (const target of ['node', 'web'])
    it(`of webpack’s runs, for ${target}`, async function () {
      const webpack = installed<Webpack>('webpack', this);
      await webpacked(webpack, target, entry, `webpack-${target}.cjs`);
      await runs(`webpack-${target}.cjs`);
    });

  it('of webpack’s has workers: tasks find the copy that they are run by, and errors keep their classes', async function () {
    const webpack = installed<Webpack>('webpack', this);
    await writeFile(join(user, 'tasks.mjs'), TASKS);
    await writeFile(join(user, 'pool.mjs'), POOL);
    await webpacked(webpack, 'node', join(user, 'pool.mjs'), 'webpack-pool.cjs');
    expect(await plainNode(['webpack-pool.cjs'], user)).to.deep.equal({
      ...WORKS,
      stdout: 'works\ntrue\ntrue\n',
    });
  });

  it('of rollup’s may have all entries, and nobody warns', async () => {
    const all = join(user, 'all-entries.mjs');
    const exports = [...entries('default').keys()].map(
      (name, number) => `export * as e${number} from '${name}';`,
    );
    await writeFile(all, exports.join('\n'));
    const warnings: string[] = [];
    const bundle = await rollup({
      input: all,
      plugins: [nodeResolve({ exportConditions: ['node'] })],
      onLog: (_level, { message }) => warnings.push(message),
    });
    await bundle.close();
    expect(warnings).to.deep.equal([]);
  });
});
