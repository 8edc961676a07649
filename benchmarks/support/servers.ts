/**
 * Echo servers, ours and the peers', each in a process of its own, and the load for them in another: all servers on one
 * core, and the load on a second one, so that a server gets all of its core and no more, and has to share it with no client.
 *
 * A peer that cannot be had on this machine is left out, and the report says so; without the load there is nothing to
 * measure.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { built, compiled, outputOf, source } from './programs.js';

export interface Server {
  readonly kind: Kind;
  readonly process: ChildProcess;
  readonly port: number;
}

/** What the clients do. */
export interface Load {
  readonly connections: number;
  /** Of a line, with its end. */
  readonly bytes: number;
  /** Answers before the window begins. */
  readonly warmUp: number;
  /** Of the window. */
  readonly seconds: number;
  /** How many more connect at once when the warm-up has ended. */
  readonly newcomers?: number;
}

/** In microseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What the load reports of its window. */
export interface Answers {
  readonly answers: number;
  readonly seconds: number;
  /** Parts of a core that were in use. */
  readonly loadShare: number;
  readonly serverShare: number;
  /** The warm-up, from when the first client began to connect; `cpu`: the server's, in seconds. */
  readonly early: { readonly answers: number; readonly seconds: number; readonly cpu: number };
  /** Seconds until each newcomer was served once. */
  readonly allServed: number;
  /** Of the clients that were there from the start. */
  readonly busy: Latency;
  /** From connect() to the first answer. */
  readonly first: Latency;
}

/** How to start a server, and which version it is of; undefined: that of Node. */
interface Command {
  readonly command: readonly string[];
  readonly version?: string;
}

/** The servers; an error says why one is impossible here. */
const COMMANDS = {
  ours: () => node('echo-ours.ts', 'lines'),
  'ours, native': () => native('lines'),
  'ours, native, read()': () => native('read'),
  'ours, native, lend()': () => native('lend'),
  'bare Node handles': () => node('echo-handles.ts'),
  net: () => node('echo-net.ts'),
  'net, for await': () => node('echo-net-for-await.ts'),
  'libuv in C': () => {
    const command = [compiled('echo-libuv.c', '-luv')];
    return { command, version: outputOf('libuv', [...command, '--version']) };
  },
  Go: () => {
    const command = [built('go (golang-go)', ['go', 'build', '-o'], 'echo.go')];
    return { command, version: outputOf('go', ['go', 'env', 'GOVERSION']).replace('go', '') };
  },
  gevent: () => {
    const print =
      'import gevent, platform; print(gevent.__version__, "on Python", platform.python_version())';
    // Debian's package is for Debian's Python, and another may come before it in the path.
    const [python, version] = firstOf(['python3', '/usr/bin/python3'], (python) =>
      outputOf('gevent (python3-gevent)', [python, '-c', print]),
    );
    return { command: [python, source('echo-gevent.py')], version };
  },
} satisfies Record<string, () => Command>;

export type Kind = keyof typeof COMMANDS;

/** Those that can be had here; and, for the report, their versions and which cannot. */
export interface Available {
  readonly commands: ReadonlyMap<Kind, readonly string[]>;
  readonly versions: Readonly<Record<string, string>>;
  readonly leftOut: readonly string[];
}

const children = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of children) child.kill();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [SERVER_CORE, LOAD_CORE] = twoCores();
const load = needed(() => compiled('load.c'));

/** Make ready those that can be had here. */
export function available(kinds: readonly Kind[]): Available {
  const commands = new Map<Kind, readonly string[]>();
  const versions: Record<string, string> = {};
  const leftOut: string[] = [];
  for (const kind of kinds) {
    try {
      const { command, version }: Command = COMMANDS[kind]();
      commands.set(kind, command);
      if (version !== undefined) versions[kind] = version;
    } catch (error) {
      leftOut.push(`Left out: ${kind}: ${(error as Error).message}.`);
    }
  }
  return { commands, versions, leftOut };
}

/** All of them, or one: then of those that there are. */
export async function startServers({ commands }: Available, only?: Kind): Promise<Server[]> {
  const servers: Server[] = [];
  for (const [kind, command] of commands)
    if (only === undefined || kind === only) servers.push(await start(kind, command));
  return servers;
}

/** The most memory that a server has held so far, in bytes. */
export function peakMemory({ process: { pid } }: Server): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

export async function stopServers(servers: readonly Server[]): Promise<void> {
  for (const { process: child } of servers) {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

/**
 * Let the clients come, until their window has ended. When other programs were on these cores meanwhile, the figures tell
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
    outputOf('taskset (util-linux)', ['taskset', '--version']);
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

/** What `make` returns; if it fails, there is nothing to measure. */
function needed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    console.error(`This benchmark cannot run here: ${(error as Error).message}`);
    process.exit(1);
  }
}

/** The first candidate that will do, and what came of it; if none, the error of the last. */
function firstOf(candidates: readonly string[], test: (candidate: string) => string): [string, string] {
  const [candidate = '', ...others] = candidates;
  try {
    return [candidate, test(candidate)];
  } catch (error) {
    if (others.length === 0) throw error;
    return firstOf(others, test);
  }
}

/** As this process was started, so that TypeScript is understood. */
function node(file: string, ...args: string[]): Command {
  return { command: [process.execPath, ...process.execArgv, source(file), ...args] };
}

/** Ours, on its own handles for Linux. */
function native(way: 'lines' | 'read' | 'lend'): Command {
  const version = outputOf('koffi', [process.execPath, '-p', 'require("koffi").version']);
  return { command: ['env', 'EVERGREEN_IO=native', ...node('echo-ours.ts', way).command], version };
}
