// Programs run in a process of their own: for exit codes, for what is printed, for environment variables.
import { spawn as start } from 'node:child_process';
import type { Peer } from './peer-list.js';
import { needs } from './peers.js';
import { plainJs } from './plain-js.js';
import { ROOT } from './root.js';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Arguments of node that make it run the sources of this project. */
export const SOURCE_FLAGS = ['-C', 'evergreen-source', '--import', './scripts/register.js'];

/** Run node with `args` in `cwd`, the project's root, until it ends; at most so many `descriptors` may be open in it. */
export function node(
  args: readonly string[],
  env: Record<string, string> = {},
  descriptors?: number,
  cwd = ROOT,
): Promise<Ended> {
  // Node reads those certificates in a thread of its own, whenever that gets to it, and needs a descriptor for them.
  const limited = [
    '-c',
    `unset NODE_EXTRA_CA_CERTS; ulimit -n ${descriptors}; exec "$0" "$@"`,
    process.execPath,
    ...args,
  ];
  return new Promise((resolve, reject) => {
    const [command, rest] = descriptors === undefined ? [process.execPath, args] : ['sh', limited];
    const child = start(command, rest, { cwd, env: { ...process.env, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

export interface ProgramOptions {
  readonly env?: Record<string, string>;
  /** How many descriptors may be open in it, at most. */
  readonly descriptors?: number;
  /** Of node. */
  readonly flags?: readonly string[];
}

/** Arguments of node that make it run a module given as text. */
export function evaluating(source: string): string[] {
  return ['--input-type=module', '--eval', source];
}

/** Arguments of node with which the library is loaded module by module: else what a program imports of dist/ by path is another copy. */
const MODULES = ['-C', 'module'];

/**
 * Run a module given as text, which finds `evergreen-ts`: the library as plain JavaScript, as a loader would need
 * what Node's permission model forbids, and print warnings of its own.
 */
export function program(
  source: string,
  { env, descriptors, flags = [] }: ProgramOptions = {},
): Promise<Ended> {
  const inside = source.includes("'./dist/") ? MODULES : [];
  return node([...inside, ...flags, ...evaluating(source)], env, descriptors, plainJs());
}

/** Run a program from outside until it ends, with `input` to read. Where it is missing, the test is pending. */
export async function command(name: Peer, args: readonly string[], input = ''): Promise<Ended> {
  needs(name);
  return new Promise((resolve, reject) => {
    const child = start(name, args);
    // It may end before it has read all.
    child.stdin.on('error', () => undefined).end(input);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
