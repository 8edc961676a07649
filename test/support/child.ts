// Programs run in a process of their own: for exit codes, for what is printed, for environment variables.
import { spawn as start } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Arguments of node that make it run the sources of this project. */
export const SOURCE_FLAGS = ['-C', 'evergreen-source', '--import', './scripts/register.js'];

/** Run node with `args` in the project's root until it ends. */
export function node(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = start(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Run a program given as text, with `evergreen-ts` imported from the sources. */
export function program(source: string, env: Record<string, string> = {}): Promise<Ended> {
  return node([...SOURCE_FLAGS, '--input-type=module', '--eval', source], env);
}
