/**
 * The programs of peers/ that are not in JavaScript: built when they are needed, in a folder that goes away with the process.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'evergreen-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export function source(file: string): string {
  return fileURLToPath(new URL(`../peers/${file}`, import.meta.url));
}

/** A program of the peers in C. */
export function compiled(file: string, ...libraries: string[]): string {
  const packages = `a C compiler (gcc)${libraries.includes('-luv') ? ' and libuv (libuv1-dev)' : ''}`;
  return built(packages, ['cc', '-O2', '-o'], file, ...libraries);
}

/** The program, built by `compiler`, which is followed by where to put it. */
export function built(what: string, compiler: readonly string[], file: string, ...rest: string[]): string {
  const program = join(folder, file.replace(/\.\w+$/, ''));
  outputOf(what, [...compiler, program, source(file), ...rest]);
  return program;
}

/** What a command prints. Error unless it succeeds: `what` it takes, with the Debian package in brackets. */
export function outputOf(what: string, [command = '', ...args]: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error === undefined && status === 0) return stdout.trim();
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  throw new Error(`it takes ${what}: ${reason}`);
}
