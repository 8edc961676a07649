/**
 * The programs of peers/: built when they are needed, in a folder that goes away with the process.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = mkdtempSync(join(tmpdir(), 'evergreen-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export function source(file: string): string {
  return fileURLToPath(new URL(`../peers/${file}`, import.meta.url));
}

/**
 * A program of the peers in TypeScript, as JavaScript, which finds the library by its name. A loader of TypeScript would stay in
 * its memory, some 40 MB that V8 marks again whenever buffers have come and gone: the program would pay for what is not its own.
 */
export function transpiled(file: string): string {
  const { outputText } = ts.transpileModule(readFileSync(source(file), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  const library = join(folder, 'node_modules/evergreen-ts');
  rmSync(library, { force: true });
  symlinkSync(fileURLToPath(new URL('../..', import.meta.url)), library);
  const program = join(folder, file.replace(/\.ts$/, '.mjs'));
  // One looks into the library: as it was built.
  writeFileSync(program, outputText.replaceAll("'../../src/", "'./node_modules/evergreen-ts/dist/"));
  return program;
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
