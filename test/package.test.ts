// What is published: the files in the package, that each path of package.json leads to one, and that programs which import
// the package by its name run and compile.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { BUILD_TIME, built, plainNode, shell } from './support/built.js';
import { compile, entries, findings, userOptions } from './support/compile.js';

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
spawn(fetchLine, 80); // 2345
export const text: Promise<string> = run(() => 5); // 2322
new TCPClient()._setConnected(); // 2445
new Lock()._isHeld(); // 2339
`;

describe('The package', () => {
  let project: string;
  let user: string;
  let description: { exports: Record<string, unknown>; imports: Record<string, unknown> };

  before(async function () {
    this.timeout(BUILD_TIME);
    ({ project, user } = await built());
    description = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as typeof description;
  });

  it('holds the sources, what is built of each, with maps and types, and four documents', async () => {
    const { code, stdout, stderr } = await shell('npm pack --dry-run --json --ignore-scripts', project);
    assert.equal(code, 0, stderr);
    const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
    const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.ts'));
    const results = sources.flatMap((file) =>
      ['.js', '.js.map', '.d.ts'].map((end) => file.replace(/\.ts$/, end)),
    );
    assert.deepEqual(
      packed?.files.map(({ path }) => path).sort(),
      [
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
        ...sources.map((file) => `src/${file}`),
        ...results.map((file) => `dist/${file}`),
      ].sort(),
    );
  });

  it('has maps that lead to its sources', () => {
    const maps = readdirSync(join(project, 'dist'), { recursive: true, encoding: 'utf8' })
      .map((file) => `dist/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.map'));
    assert.ok(maps.length > 0);
    for (const map of maps) {
      const { sources } = JSON.parse(readFileSync(join(project, map), 'utf8')) as { sources: string[] };
      const expected = map.replace(/^dist/, 'src').replace(/\.js\.map$/, '.ts');
      assert.deepEqual(
        sources.map((source) => posix.join(posix.dirname(map), source)),
        [expected],
      );
    }
  });

  it('has a file for each path of its exports and imports', () => {
    const paths = pathsIn([description.exports, description.imports]);
    assert.ok(paths.length >= 10);
    assert.deepEqual(
      paths.filter((path) => !path.startsWith('./') || !existsSync(join(project, path))),
      [],
    );
  });

  it('has types for each entry', () => {
    const without = Object.keys(description.exports).filter((key) => key !== './package.json');
    assert.equal(entries('types').size, without.length);
  });

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

  const resolutions: readonly [string, ts.CompilerOptions][] = [
    ['nodenext', { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }],
    ['bundler', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
  ];
  for (const [name, changes] of resolutions) {
    it(`has types that compile, and tell right from wrong, with moduleResolution ${name}`, () => {
      const program = compile(new Map([['app.mts', TYPED]]), userOptions(changes), { cwd: user });
      const ours = findings(program, (path) => path.startsWith(project.replaceAll('\\', '/')));
      assert.deepEqual(ours, []);

      const app = program.getSourceFile(join(user, 'app.mts'));
      const found = program.getSemanticDiagnostics(app).map(({ code, start }) => {
        return `line ${app?.getLineAndCharacterOfPosition(start ?? 0).line}: ${code}`;
      });
      const expected = TYPED.split('\n').flatMap((line, number) => {
        const code = /; \/\/ (\d+)$/.exec(line)?.[1];
        return code === undefined ? [] : [`line ${number}: ${code}`];
      });
      assert.deepEqual(found, expected);
    });
  }
});

/** Run a program of the user's. */
async function ran(user: string, file: string, text: string): Promise<unknown> {
  await writeFile(join(user, file), text);
  return plainNode([file], user);
}

function quiet(stdout: string): unknown {
  return { code: 0, signal: null, stdout, stderr: '' };
}
