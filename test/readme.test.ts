// The README tells the truth: its programs compile, and print what it says they print when they are run on the built
// package, as a reader would run them.
import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type Socket, connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { BUILD_TIME, built, shell } from './support/built.js';
import {
  type Block,
  asProgram,
  compileErrors,
  documentAt,
  itPrintsWhatItSays,
  unknownBlocks,
} from './support/documents.js';

const readme = documentAt('README.md');
const isServer = ({ code }: Block): boolean => code.includes('.serve()');
const server = readme.programs.find(isServer);

/** A server that runs in a process of its own, and the lines it prints. */
interface Serving {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

function serve(code: string, cwd: string): Serving {
  const child = start(process.execPath, asProgram(code), { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

/** A connection to `port`. The server says where it will listen just before it does: it may have to be tried again. */
async function connected(port: number): Promise<Socket> {
  for (let tries = 0; ; tries++) {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (tries === 100 || (error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
      await delay(10);
    }
  }
}

describe('README', () => {
  let serving: Serving | undefined;

  before(async function () {
    this.timeout(BUILD_TIME);
    const { user } = await built();
    if (server !== undefined) serving = serve(server.code.replace('1234', '0'), user);
  });

  after(() => serving?.child.kill('SIGKILL'));

  it('shows programs, and an echo server of at most 25 lines among them', () => {
    assert.ok(readme.programs.length >= 2, 'the README has programs');
    assert.ok(server, 'one of them serves');
    assert.ok(server.code.trimEnd().split('\n').length <= 25, 'it is short');
  });

  it('has only blocks that a test looks at', () => {
    assert.deepEqual(unknownBlocks(readme, ['ts', 'text', 'sh', 'json']), []);
  });

  it('has programs that compile in a project of a user with the tsconfig.json that it shows', async function () {
    this.timeout(BUILD_TIME);
    const folder = join((await built()).user, 'readme');
    const [options] = readme.blocks.filter(({ language }) => language === 'json');
    const programs = readme.programs.map(({ code, line }) => [`program-${line}.ts`, code] as const);
    const files = [
      ['tsconfig.json', options?.code ?? ''],
      ['package.json', '{ "type": "module" }'],
      ...programs,
    ] as const;
    await mkdir(folder);
    for (const [file, text] of files) await writeFile(join(folder, file), text);
    const { code, stdout } = await shell('tsc --noEmit -p .', folder);
    assert.deepEqual([code, stdout], [0, '']);
  });

  it('has programs that compile under the options of this project', () => {
    assert.deepEqual(compileErrors([readme]), []);
  });

  itPrintsWhatItSays(
    readme,
    readme.programs.filter((one) => !isServer(one)),
  );

  it('has an echo server that echoes, until a signal ends it', async () => {
    const { child, lines } = serving as Serving;
    const first = (await lines.next()) as IteratorResult<string, undefined>;
    const port = /^listening on 127\.0\.0\.1:(\d+)$/.exec(first.value ?? '')?.[1];
    assert.ok(port, `it says where it listens, not "${first.value}"`);

    const socket = await connected(Number(port));
    let echoed = '';
    socket.on('data', (text: string) => {
      echoed += text;
      if (echoed === 'one\ntwo\n') socket.end();
    });
    // The second line in two pieces: it comes back when it is whole.
    socket.write('one\nt');
    socket.write('wo\n');
    await once(socket, 'close');
    assert.equal(echoed, 'one\ntwo\n');

    child.kill('SIGTERM');
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    assert.deepEqual({ code, signal }, { code: 143, signal: null });
  });
});
