// What is published: the files in the tarball, that each path of package.json leads to one, that those who judge packages find
// no fault with it; and that programs which import it by its name, installed in an empty folder, run, compile and can be bundled.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, posix, relative, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import ts from 'typescript';
import { BUILD_TIME, built, plainNode, shell } from './support/built.js';
import { compile, entries, findings, userOptions } from './support/compile.js';
import { proseOf } from './support/documents.js';
import { ROOT } from './support/root.js';

/** All paths in a value of package.json. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

/** An echo server, and a client that sends it a line: the program that both kinds of modules run. */
const PROGRAM = `
class Echo extends TCPServer {
  *handleConnection(connection) {
    for (let line; (line = yield* connection.readUntil('\\n')).length > 0; ) connection.write(line);
  }
}

const main = () => run(function* () {
  const server = new Echo();
  server.bind(['127.0.0.1', 0]);
  const serving = spawn(() => server.serve());
  yield* sleep();
  const client = new TCPClient();
  yield* client.connect(server.sockname);
  client.write('hello\\n');
  const line = yield* client.readUntil('\\n');
  client.close();
  server.close();
  yield* serving.join();
  console.log('echoed', JSON.stringify(String(line)));
});
`;

const ECHOED = 'echoed "hello\\n"\n';

/** What a user may write in TypeScript; each line that is wrong says which error is expected. */
const TYPED = `
import { type Op, Lock, Timeout, all, run, sleep, spawn, tasklet } from 'evergreen-ts';
import { type Address, type TCPConnection, TCPClient, TCPServer } from 'evergreen-ts/io';
import { runVirtual } from 'evergreen-ts/testing';

class Echo extends TCPServer {
  override *handleConnection(connection: TCPConnection): Op<void> {
    const line: Buffer = yield* connection.readUntil('\\n');
    connection.write(line);
    yield* connection.drain();
  }
}

class Job {
  readonly #lock = new Lock();

  readonly work = tasklet(function* (this: Job, times: number): Op<string> {
    using _ = yield* this.#lock.hold();
    yield* sleep(times);
    return 'done';
  });
}

function* fetchLine(address: Address): Op<string> {
  using client = new TCPClient({ maxBufferSize: 1024 });
  yield* client.connect(address);
  return (yield* client.readUntil('\\n')).toString();
}

export const answer: Promise<number> = run(function* (): Op<number> {
  const server = new Echo();
  server.bind(['127.0.0.1', 0]);
  const texts: [string, number] = yield* all([fetchLine(server.sockname), spawn(() => 1).get()]);
  const late: string | undefined = yield* new Timeout(1, false).run(() => fetchLine(server.sockname));
  return texts[1] + (late ?? '').length;
});

export const later: Promise<string> = runVirtual((job: Job) => job.work(3).get(), new Job());

sleep('1'); // 2345
new Echo().bind('127.0.0.1:80'); // 2345
spawn(fetchLine, 80); // 2769
export const text: Promise<string> = run(() => 5); // 2322
new TCPClient()._setConnected(); // 2445
spawn(() => 1)._leaf; // 2339
`;

describe('The package', function () {
  this.timeout(BUILD_TIME);
  let tarball: string;
  let files: readonly string[];
  let user: string;
  let installed: string;
  let description: { exports: Record<string, unknown>; imports: Record<string, unknown> };

  before(async () => {
    ({ tarball, files, user, installed } = await built());
    description = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as typeof description;
  });

  it('holds the sources, what is built of each and the bundle, with maps and types, the documents and the examples', () => {
    const sources = filesIn('src').filter((file) => file.endsWith('.ts'));
    const results = sources.flatMap((file) =>
      ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((end) => file.replace(/\.ts$/, end)),
    );
    const isOfBundle = (file: string): boolean => file.startsWith('dist/bundle/');
    assert.deepEqual(
      files.filter((file) => !isOfBundle(file)).sort(),
      [
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
        ...sources.map((file) => `src/${file}`),
        ...results.map((file) => `dist/${file}`),
        ...filesIn('docs')
          .filter((file) => !file.startsWith('api/'))
          .map((file) => `docs/${file}`),
        ...filesIn('examples').map((file) => `examples/${file}`),
        ...filesIn('benchmarks')
          .filter((file) => /^charts\/|^[^/]*$/.test(file))
          .map((file) => `benchmarks/${file}`),
        'packages/eslint-plugin/README.md',
        'packages/executor-bullmq/README.md',
        'packages/executor-bullmq/benchmarks/README.md',
        ...filesIn('packages/eslint-plugin/docs').map((file) => `packages/eslint-plugin/docs/${file}`),
        'packages/porter/README.md',
        'packages/playground/README.md',
      ].sort(),
    );
  });

  it('has in its bundle, beside the entries, a dozen chunks', () => {
    const names = files.flatMap((file) => /^dist\/bundle\/(.*)\.js$/.exec(file)?.[1] ?? []);
    const chunks = names.filter((name) => name.startsWith('chunks/'));
    assert.ok(chunks.length > 3 && chunks.length < 15, String(chunks));
    for (const name of names) assert.ok(files.includes(`dist/bundle/${name}.js.map`), name);
    const sources = new Set(filesIn('src').map((file) => file.replace(/\.ts$/, '')));
    assert.deepEqual(
      names.filter((name) => !name.startsWith('chunks/') && !sources.has(name)),
      [],
    );
  });

  it('has documents whose relative links lead to what is in it', () => {
    const documents = files.filter((file) => file.endsWith('.md'));
    assert.ok(documents.length > 10);
    const dead = documents.flatMap((file) =>
      [...proseOf({ text: readFileSync(join(installed, file), 'utf8') }).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(({ 1: path = '' }) => path)
        .filter((path) => !/^[a-z]+:/.test(path) && !existsSync(join(installed, posix.dirname(file), path)))
        .map((path) => `${path} in ${file}`),
    );
    assert.deepEqual(dead, []);
  });

  it('has maps that lead to its sources', () => {
    const maps = files.filter((file) => file.endsWith('.map'));
    assert.ok(maps.length > 0);
    for (const map of maps) {
      const { sources } = JSON.parse(readFileSync(join(installed, map), 'utf8')) as { sources: string[] };
      const led = sources.map((source) => posix.join(posix.dirname(map), source));
      const expected = map.replace(/^dist/, 'src').replace(/\.(js|d\.ts)\.map$/, '.ts');
      if (!map.startsWith('dist/bundle/')) assert.deepEqual(led, [expected]);
      for (const source of led) assert.ok(existsSync(join(installed, source)), source);
    }
  });

  it('has a file for each path of its exports and imports', () => {
    const paths = pathsIn([description.exports, description.imports]);
    assert.ok(paths.length >= 10);
    assert.deepEqual(
      paths.filter((path) => !path.startsWith('./') || !existsSync(join(installed, path))),
      [],
    );
  });

  it('has types for each entry', () => {
    const without = Object.keys(description.exports).filter((key) => key !== './package.json');
    assert.equal(entries('types').size, without.length);
  });

  // By people who have seen many packages: `publint`, and `attw` ("are the types wrong?").
  for (const judge of ['publint --strict', 'attw --profile esm-only']) {
    it(`is not found fault with by ${judge}`, async () => {
      const { code, stdout, stderr } = await shell(`${judge} ${tarball}`, user);
      assert.equal(code, 0, stdout + stderr);
    });
  }

  it('serves from a plain ES module, and says nothing on stderr', async () => {
    const imports = [...entries('default').keys()].map((name) => `import '${name}';`);
    const text = `${imports.join('\n')}
      import { run, sleep, spawn } from 'evergreen-ts';
      import { TCPClient, TCPServer } from 'evergreen-ts/io';
      ${PROGRAM}
      await main();`;
    assert.deepEqual(await ran(user, 'app.mjs', text), quiet(ECHOED));
  });

  it('serves from a CommonJS module, and says nothing on stderr', async () => {
    const requires = [...entries('default').keys()].map((name) => `require('${name}');`);
    const text = `${requires.join('\n')}
      const { run, sleep, spawn } = require('evergreen-ts');
      const { TCPClient, TCPServer } = require('evergreen-ts/io');
      ${PROGRAM}
      main();`;
    assert.deepEqual(await ran(user, 'app.cjs', text), quiet(ECHOED));
  });

  it('has a loop for who imports one entry only, and calls from no tasklet', async () => {
    const text = (name: string): string => `
      const { TaskletPoolExecutor } = require('${name}/futures');
      const answer = new TaskletPoolExecutor(1).submit(() => 42);
      const { TCPClient } = require('${name}/io');
      const { run } = require('${name}');
      new TCPClient().close();
      console.log(answer.done);`;
    assert.deepEqual(await ran(user, 'entry.cjs', text('evergreen-ts')), quiet('false\n'));
  });

  it('serves from a bundle, in which nothing is that is not needed, but for the loop', async () => {
    const text = `
      import { run, sleep, spawn } from 'evergreen-ts';
      import { TCPClient, TCPServer } from 'evergreen-ts/io';
      ${PROGRAM}
      main();`;
    const code = await bundled(join(user, 'bundled.mjs'), text);
    assert.deepEqual(await ran(user, 'bundle.mjs', code), quiet(ECHOED));
    assert.match(code, /class EventLoop/);
    assert.doesNotMatch(code, /class (Barrier|Condition|TaskletPoolExecutor)/);
  });

  const resolutions: readonly [string, string, ts.CompilerOptions][] = [
    ['node16', 'app.mts', { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }],
    ['nodenext', 'app.mts', { moduleResolution: ts.ModuleResolutionKind.NodeNext }],
    ['nodenext, from CommonJS', 'app.cts', { moduleResolution: ts.ModuleResolutionKind.NodeNext }],
    [
      'bundler',
      'app.mts',
      { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
    ],
  ];
  for (const [name, file, changes] of resolutions) {
    it(`has types that compile, and tell right from wrong, with moduleResolution ${name}`, () => {
      const program = compile(new Map([[file, TYPED]]), userOptions(changes), { cwd: user });
      assert.deepEqual(
        findings(program, (path) => path.includes('/node_modules/evergreen-ts/')),
        [],
      );
      const expected = TYPED.split('\n').flatMap((line, number) => {
        const code = /; \/\/ (\d+)$/.exec(line)?.[1];
        return code === undefined ? [] : [`line ${number}: ${code}`];
      });
      assert.deepEqual(faults(program, join(user, file)), expected);
    });
  }

  it('has types of its own, and of Node where they are installed, for who sets no options', () => {
    // The io entry asks for the types of Node, which TypeScript no longer takes of itself.
    const text = `import { TCPClient } from 'evergreen-ts/io';
      export function* first(client: TCPClient) { const line: string = yield* client.readUntil('x'); }`;
    const options = { strict: true, module: ts.ModuleKind.NodeNext, skipLibCheck: true };
    const program = compile(new Map([['plain.mts', text]]), options, { cwd: user });
    assert.deepEqual(faults(program, join(user, 'plain.mts')), ['line 1: 2322']);
  });
});

/** The files in a folder of the project, and in those below it. */
function filesIn(folder: string): string[] {
  return readdirSync(resolve(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(resolve(ROOT, folder), join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
    );
}

/** What the compiler finds wrong in a file: lines, counted from 0, and its numbers for it. */
function faults(program: ts.Program, path: string): string[] {
  const file = program.getSourceFile(path);
  assert.ok(file, path);
  return program.getSemanticDiagnostics(file).map(({ code, start }) => {
    return `line ${file.getLineAndCharacterOfPosition(start ?? 0).line}: ${code}`;
  });
}

/** The program at `path` and all that it imports, as one text. */
async function bundled(path: string, text: string): Promise<string> {
  await writeFile(path, text);
  const warnings: string[] = [];
  const bundle = await rollup({
    input: path,
    plugins: [nodeResolve({ exportConditions: ['node'] })],
    onLog: (_level, { message }) => warnings.push(message),
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  assert.deepEqual(warnings, []);
  return output[0].code;
}

/** Run a program of the user's. */
async function ran(user: string, file: string, text: string): Promise<unknown> {
  await writeFile(join(user, file), text);
  return plainNode([file], user);
}

function quiet(stdout: string): unknown {
  return { code: 0, signal: null, stdout, stderr: '' };
}
