// The examples as users would run them: on the built package, without types, as they were copied out of the repository.
import { strict as assert } from 'node:assert';
import { spawn as start } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { type Socket, connect } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import ts from 'typescript';
import { built } from './built.js';
import { projectOptions } from './compile.js';
import { ROOT } from './root.js';

let folder: Promise<string> | undefined;

/** The examples as JavaScript, in a folder from which the built package is found; made the first time. */
export function examplesFolder(): Promise<string> {
  return (folder ??= copied());
}

async function copied(): Promise<string> {
  const to = join((await built()).user, 'examples');
  await cp(resolve(ROOT, 'examples'), to, { recursive: true });
  await writeFile(join(to, 'package.json'), '{ "type": "module" }');
  const files = await readdir(to, { recursive: true });
  const compilerOptions = projectOptions();
  for (const file of files.filter((one) => one.endsWith('.ts'))) {
    const code = await readFile(join(to, file), 'utf8');
    const { outputText } = ts.transpileModule(code, { compilerOptions, fileName: 'example.mts' });
    await writeFile(join(to, file.replace(/ts$/, 'js')), outputText);
  }
  return to;
}

/** A server among the examples, in a process of its own. */
export interface Served {
  readonly port: number;
  readonly pid: number;
  /** The next line that it prints. */
  line(): Promise<string>;
  /** Tell it to end, and wait until it has: it must end well. Done at the end in any case. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Run a server on a free port until the body has ended; it must then end well when it is told to, without a complaint. */
export async function serving(
  example: string,
  body: (server: Served) => Promise<void>,
  args: readonly string[] = [],
): Promise<void> {
  const child = start(process.execPath, [`${example}.js`, '0', ...args], {
    cwd: await examplesFolder(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close') as Promise<unknown[]>;
  try {
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const line = async (): Promise<string> => String((await lines.next()).value);
    const end = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
      child.kill(signal);
      assert.deepEqual([...(await ended), complaints], [0, null, '']);
    };
    const first = await line();
    const port = Number(/^listening on 127.0.0.1:(\d+)/.exec(first)?.[1]);
    assert.ok(port > 0, `${example} does not listen: ${first}\n${complaints}`);
    await body({ port, pid: child.pid as number, line, end });
    await end();
  } finally {
    child.kill('SIGKILL');
  }
}

/** A socket of Node's that is connected to the server, and reads nothing unless it is asked to. A reset just closes it. */
export async function rawSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).pause();
  await once(socket, 'connect');
  return socket.on('error', () => undefined);
}

/** Until it is closed, by whatever. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** All that comes on a socket until its end or a reset, a character for each byte. */
export async function rest(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  const over = closed(socket);
  socket.on('end', () => socket.destroy());
  socket.resume();
  await over;
  return text;
}

/** All that a server answers to these bytes until it closes the connection. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = await rawSocket(port);
  socket.write(bytes, 'latin1');
  return rest(socket);
}

/** Most bytes of memory that a process has had so far. */
export function peakMemory(pid: number): number {
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]);
}
