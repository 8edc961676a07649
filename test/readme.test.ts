// The README tells the truth: its programs compile, and print what it says they print when they are run on the built
// package, as a reader would run them; its links lead somewhere; its commands exist.
import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import ts from 'typescript';
import { BUILD_TIME, built, plainNode } from './support/built.js';
import type { Ended } from './support/child.js';
import { ROOT, compile, findings, projectOptions } from './support/compile.js';

/** A fenced block; `line` is that of its first line of code, counted from 1. */
interface Block {
  readonly language: string;
  readonly line: number;
  readonly code: string;
}

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md'];

const textOf = (document: string): string => readFileSync(resolve(ROOT, document), 'utf8');

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => ({
    language: match[1] ?? '',
    line: text.slice(0, match.index).split('\n').length + 1,
    code: match[2] ?? '',
  }));
}

const blocks = blocksOf(textOf('README.md'));
const programs = blocks.filter(({ language }) => language === 'ts');
const isServer = ({ code }: Block): boolean => code.includes('.serve()');
const server = programs.find(isServer);

/** What the README says that a block prints: the block of text right after it. */
function outputOf(block: Block): string | undefined {
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.language === 'text' ? next.code : undefined;
}

/** As JavaScript that every Node we support can run: no types, no `using`. */
function javascript(code: string): string {
  const { target, module } = projectOptions();
  return ts.transpileModule(code, {
    compilerOptions: { target: target ?? ts.ScriptTarget.ES2022, module: module ?? ts.ModuleKind.NodeNext },
    fileName: 'block.mts',
  }).outputText;
}

/** A server that runs in a process of its own, and the lines it prints. */
interface Serving {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

function serve(code: string, cwd: string): Serving {
  const child = start(process.execPath, asProgram(code), { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

function asProgram(code: string): string[] {
  return ['--input-type=module', '--eval', code];
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
  const running = new Map<Block, Promise<Ended>>();
  let serving: Serving | undefined;

  // All at once, so that they take the time of the slowest; each test then waits for its own.
  before(async function () {
    this.timeout(BUILD_TIME);
    const { user } = await built();
    for (const block of programs.filter((one) => !isServer(one))) {
      running.set(block, plainNode(asProgram(javascript(block.code)), user));
    }
    if (server !== undefined) serving = serve(javascript(server.code.replace('1234', '0')), user);
  });

  after(() => serving?.child.kill('SIGKILL'));

  it('shows programs, and an echo server of at most 25 lines among them', () => {
    assert.ok(programs.length >= 2, 'the README has programs');
    assert.ok(server, 'one of them serves');
    assert.ok(server.code.trimEnd().split('\n').length <= 25, 'it is short');
  });

  it('has only blocks that a test looks at', () => {
    for (const { language, line } of blocks) {
      assert.ok(['ts', 'text', 'sh'].includes(language), `README.md:${line}: ${language || 'no language'}`);
    }
  });

  it('has programs that compile under the options of this project', () => {
    const nameOf = (block: Block): string => `readme-${block.line}.mts`;
    const files = new Map(programs.map((block) => [nameOf(block), block.code]));
    const virtual = new Set([...files.keys()].map((name) => resolve(ROOT, name)));
    const wrong = findings(compile(files, projectOptions()), (path) => virtual.has(path));
    const places = wrong.map(({ file, line, message }) => {
      const block = programs.find((one) => nameOf(one) === file);
      return `README.md:${(block?.line ?? 1) + line - 1}: ${message}`;
    });
    assert.deepEqual(places, []);
  });

  for (const block of programs.filter((one) => !isServer(one))) {
    it(`prints what it says that the program in line ${block.line} prints`, async () => {
      const { code, signal, stdout, stderr } = (await running.get(block)) as Ended;
      assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' });
      const expected = outputOf(block);
      if (expected !== undefined) assert.equal(stdout, expected);
    });
  }

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
    assert.deepEqual({ code, signal }, { code: null, signal: 'SIGTERM' });
  });
});

for (const document of DOCUMENTS) {
  describe(`Links and commands of ${document}`, () => {
    const text = textOf(document);

    it('has relative links only to what exists', () => {
      const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
      const dead = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(resolve(ROOT, link)));
      assert.deepEqual(dead, []);
    });

    it('has commands only of scripts, and of files, that exist', () => {
      const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
      const commands = commandsIn(text);
      assert.ok(commands.length > 0, 'it has commands');
      assert.deepEqual(
        commands.filter((command) => !exists(command, Object.keys(scripts))),
        [],
      );
    });
  });
}

/** The single commands of its sh blocks, and whatever in the text begins with npm. */
function commandsIn(text: string): string[] {
  const shell = blocksOf(text).filter(({ language }) => language === 'sh');
  const prose = text.replace(/^```.*?^```$/gms, '');
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [
    ...shell.flatMap(({ code }) => code.trim().split('\n')).flatMap((line) => line.split('&&')),
    ...inline.flatMap((code) => code.split('&&')).filter((code) => /^\s*([A-Z]+=\S+ )?npm /.test(code)),
  ].map((command) => command.trim());
}

/** Is it `npm ci`, or `npm run` of one of `scripts`, with files that are there? */
function exists(command: string, scripts: readonly string[]): boolean {
  const [npm, verb, ...rest] = command.replace(/^[A-Z]+=\S+ /, '').split(/\s+/);
  if (npm !== 'npm') return false;
  if (verb === 'ci') return rest.length === 0;
  if (verb !== 'run') return verb === 'test' && scripts.includes('test');
  const files = rest.slice(1).filter((word) => /\.[jt]s$/.test(word));
  return scripts.includes(rest[0] ?? '') && files.every((file) => existsSync(resolve(ROOT, file)));
}
