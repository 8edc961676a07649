// Tasks in TypeScript run as they do in the caller's program, in threads and in processes: through tsx, ts-node, Node's own stripping
// of types, or built. Each is a small project that uses the package as it would be published.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { BUILD_TIME, built, installBeside, plainNode } from '../support/built.js';
import { ROOT } from '../support/root.js';

const TASKS = `
import { type Op, sleep } from 'evergreen-ts';
import { taskContext } from 'evergreen-ts/executors';
export function* double(n: number): Op<number> {
  yield* sleep(0);
  return n * 2 * taskContext().attempt;
}
`;

/** Prints what a task comes to in a thread, and in a process. */
const main = (module: string): string => `
import { type Op, run } from 'evergreen-ts';
import { ProcessPoolExecutor, ThreadPoolExecutor, remote } from 'evergreen-ts/executors';
const { double } = remote<{ double(n: number): number }>(${module});
void run(function* (): Op<void> {
  for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
    const pool = new Pool(1);
    console.log(yield* pool.submit(double, 21).get());
    yield* pool.shutdown();
  }
});
`;

const BESIDE = "new URL('./tasks.js', import.meta.url)";
const IN_FOLDER = '__dirname + "/tasks.ts"';
const tool = (path: string): string => resolve(ROOT, 'node_modules', path);

const strips = 'typescript' in process.features && process.features.typescript !== false;

describe('Tasks in TypeScript', () => {
  before(async function () {
    this.timeout(BUILD_TIME);
    await installBeside(['tsx', 'ts-node', 'typescript']);
  });

  const cases: [what: string, type: 'module' | 'commonjs', module: string, args: string[]][] = [
    ['tsx', 'module', BESIDE, [tool('tsx/dist/cli.mjs'), 'main.ts']],
    ['tsx, as CommonJS', 'commonjs', BESIDE, ['--import', 'tsx', 'main.ts']],
    ['ts-node', 'commonjs', IN_FOLDER, [tool('ts-node/dist/bin.js'), 'main.ts']],
    ['ts-node/esm', 'module', BESIDE, ['--no-warnings', '--loader', 'ts-node/esm', 'main.ts']],
  ];
  if (strips) cases.push(['Node', 'module', BESIDE, ['main.ts']]);

  for (const [what, type, module, args] of cases)
    it(`run by ${what}`, async () => {
      const folder = await project(what, type, { 'tasks.ts': TASKS, 'main.ts': main(module) });
      expect(await plainNode(args, folder)).to.deep.include({ stdout: '42\n42\n', stderr: '', code: 0 });
    });

  it('run as they are built', async () => {
    const files = { 'tasks.js': stripped(TASKS), 'main.js': stripped(main(BESIDE.replace('.js', '.ts'))) };
    const folder = await project('built', 'module', files);
    expect(await plainNode(['main.js'], folder)).to.deep.include({ stdout: '42\n42\n', stderr: '', code: 0 });
  });
});

async function project(name: string, type: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join((await built()).user, name.replaceAll(/\W+/g, '-'));
  await mkdir(folder);
  const compilerOptions = { module: 'nodenext', target: 'es2022', skipLibCheck: true, types: ['node'] };
  const all = {
    'package.json': JSON.stringify({ type }),
    'tsconfig.json': JSON.stringify({ compilerOptions, 'ts-node': { transpileOnly: true } }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) await writeFile(join(folder, path), text);
  return folder;
}

function stripped(code: string): string {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}
