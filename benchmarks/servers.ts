/**
 * Echo servers, ours and the peers', each in a process of its own, and the load for them in another: all servers on one
 * core, and the load on a second one, so that a server gets all of its core and no more, and has to share it with no client.
 *
 * What is written in C or Go is built when it is needed, in a folder that goes away with the process. A peer that cannot be
 * had on this machine is told of, and left out; without the load there is nothing to measure.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Server {
  readonly kind: Kind;
  readonly process: ChildProcess;
  readonly port: number;
}

/** What the clients do; times in seconds. */
export interface Load {
  readonly connections: number;
  /** Of a line, with its end. */
  readonly bytes: number;
  readonly warmUp: number;
  readonly seconds: number;
  /** How many more connect at once when the warm-up is over. */
  readonly newcomers?: number;
}

/** In microseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What the load tells of its window. */
export interface Answers {
  readonly answers: number;
  readonly seconds: number;
  /** Parts of a core that were in use. */
  readonly loadShare: number;
  readonly serverShare: number;
  /** Seconds until each newcomer was served once. */
  readonly allServed: number;
  /** Of the clients that were there from the start. */
  readonly busy: Latency;
  /** From connect() to the first answer. */
  readonly first: Latency;
}

/** The servers, and how to start each; an error says why that is impossible here. */
const COMMANDS = {
  ours: () => node('echo-ours.ts'),
  net: () => node('echo-net.ts'),
  'net, for await': () => node('echo-net-for-await.ts'),
  'libuv in C': () => [compiled('echo-libuv.c', '-luv')],
  Go: () => [built('go (golang-go)', ['go', 'build', '-o'], 'echo.go')],
  gevent: () => {
    must('gevent (python3-gevent)', ['python3', '-c', 'import gevent']);
    return ['python3', source('echo-gevent.py')];
  },
} satisfies Record<string, () => string[]>;

export type Kind = keyof typeof COMMANDS;

const folder = mkdtempSync(join(tmpdir(), 'evergreen-bench-'));
const children = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [SERVER_CORE, LOAD_CORE] = twoCores();
const load = needed(() => compiled('load.c'));

/** How to start those that can be had here; the others are told of. */
export function available(kinds: readonly Kind[]): Map<Kind, readonly string[]> {
  const commands = new Map<Kind, readonly string[]>();
  for (const kind of kinds) {
    try {
      commands.set(kind, COMMANDS[kind]());
    } catch (error) {
      console.error(`LEFT OUT: ${kind}: ${(error as Error).message}`);
    }
  }
  return commands;
}

export async function startServers(commands: ReadonlyMap<Kind, readonly string[]>): Promise<Server[]> {
  const servers: Server[] = [];
  for (const [kind, command] of commands) servers.push(await start(kind, command));
  return servers;
}

export async function stopServers(servers: readonly Server[]): Promise<void> {
  for (const { process: child } of servers) {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

/**
 * Let the clients come, until their window is over. When other programs were on these cores meanwhile, the figures tell
 * what those did rather than what the server does: then once more, until `tries` is used up.
 */
export async function measure(server: Server, what: Load, tries = 1): Promise<Answers> {
  const answers = await measureOnce(server, what);
  return disturbed(answers) && tries > 1 ? measure(server, what, tries - 1) : answers;
}

/** Neither of the cores was in use all the time: other programs were on them. */
export function disturbed({ serverShare, loadShare }: Pick<Answers, 'serverShare' | 'loadShare'>): boolean {
  return Math.max(serverShare, loadShare) < 0.93;
}

async function measureOnce(server: Server, what: Load): Promise<Answers> {
  const numbers = [server.port, what.connections, what.bytes, what.warmUp, what.seconds, server.process.pid];
  const child = pinned(LOAD_CORE, [load, ...[...numbers, what.newcomers ?? 0].map(String)]);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the load on "${server.kind}" failed`);
  return JSON.parse(text) as Answers;
}

/** Answers that the server gave for a second of its core. It is that whatever else runs on the machine. */
export function speed({ answers, seconds, serverShare }: Answers): number {
  return answers / (seconds * serverShare);
}

async function start(kind: Kind, command: readonly string[]): Promise<Server> {
  const child = pinned(SERVER_CORE, command);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error(`the server "${kind}" ended before it told its port`);
    }),
  ])) as [string];
  return { kind, process: child, port: Number(line) };
}

function pinned(core: number, command: readonly string[]): ChildProcess {
  const args = ['--cpu-list', String(core), ...command];
  const child = spawn('taskset', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** The first two cores that this process may use. */
function twoCores(): [number, number] {
  return needed(() => {
    if (process.platform !== 'linux') throw new Error('it needs Linux: the load is built on epoll');
    must('taskset (util-linux)', ['taskset', '--version']);
    const status = readFileSync('/proc/self/status', 'utf8');
    const cores = (/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '').split(',').flatMap((range) => {
      const [first = NaN, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    });
    const [server, clients] = cores;
    if (server === undefined || clients === undefined) throw new Error('it needs two cores');
    return [server, clients];
  });
}

/** What `make` gives; if it fails, there is nothing to measure. */
function needed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    console.error(`This benchmark cannot run here: ${(error as Error).message}`);
    process.exit(1);
  }
}

function source(file: string): string {
  return fileURLToPath(new URL(`peers/${file}`, import.meta.url));
}

/** As this process was started, so that TypeScript is understood. */
function node(file: string): string[] {
  return [process.execPath, ...process.execArgv, source(file)];
}

function compiled(file: string, ...libraries: string[]): string {
  const packages = `a C compiler (gcc)${libraries.includes('-luv') ? ' and libuv (libuv1-dev)' : ''}`;
  return built(packages, ['cc', '-O2', '-o'], file, ...libraries);
}

/** The program, built by `compiler`, which is followed by where to put it. */
function built(what: string, compiler: readonly string[], file: string, ...rest: string[]): string {
  const program = join(folder, file.replace(/\.\w+$/, ''));
  must(what, [...compiler, program, source(file), ...rest]);
  return program;
}

/** Run it to its end. Error unless it succeeds: `what` it takes, with the Debian package in brackets. */
function must(what: string, [command = '', ...args]: readonly string[]): void {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error === undefined && status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  throw new Error(`it takes ${what}: ${reason}`);
}
