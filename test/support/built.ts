// The package as users get it: a copy of the project, packed by npm (which builds it first) in a temporary folder, and the
// tarball installed in an empty one, once a process.
import { spawn as start } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { Ended } from './child.js';
import { projectCopy } from './plain-js.js';
import { ROOT } from './root.js';

export interface Built {
  /** What would be published. */
  readonly tarball: string;
  /** The files in it. */
  readonly files: readonly string[];
  /** A folder in which it is installed, for programs that import the package by its name. */
  readonly user: string;
  /** Where it is installed. */
  readonly installed: string;
}

/** Milliseconds that a hook may take which packs: seconds, on a machine that has nothing else to do. */
export const BUILD_TIME = 180_000;

let once: Promise<Built> | undefined;

/** Pack and install the package, the first time; afterwards the same again. The folder goes away when the process ends. */
export function built(): Promise<Built> {
  return (once ??= build());
}

/** Run a command line in `cwd`, with the tools of the project and this very Node. */
export function shell(command: string, cwd: string): Promise<Ended> {
  const path = [resolve(ROOT, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH];
  return ended(start(command, { cwd, shell: true, env: { ...process.env, PATH: path.join(delimiter) } }));
}

/** Run this Node in `cwd`, on what is built: no condition and no loader of the project's. */
export function plainNode(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return ended(start(process.execPath, args, { cwd, env: { ...process.env, ...env } }));
}

function ended(child: ReturnType<typeof start>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

async function build(): Promise<Built> {
  const project = projectCopy();
  const folder = dirname(project);
  const user = join(folder, 'user');
  const [{ filename = '', files = [] } = {}] = JSON.parse(
    await output(`npm pack --json --pack-destination ${folder}`, project),
  ) as { filename?: string; files?: { path: string }[] }[];
  const tarball = join(folder, filename);

  await mkdir(user);
  await writeFile(join(user, 'package.json'), '{ "private": true }');
  await output(`npm install --offline --no-audit --no-fund ${tarball}`, user);
  // Types of Node are the user's own affair.
  await symlink(resolve(ROOT, 'node_modules/@types'), join(user, 'node_modules/@types'), 'junction');
  // Who asks for the native handles has koffi, with its binaries.
  for (const name of process.env.EVERGREEN_IO === 'native' ? ['koffi', '@koromix'] : [])
    await symlink(resolve(ROOT, 'node_modules', name), join(user, 'node_modules', name), 'junction');
  return {
    tarball,
    files: files.map(({ path }) => path),
    user,
    installed: join(user, 'node_modules/evergreen-ts'),
  };
}

/** Packages of this project that its user has, too. */
export async function installBeside(names: readonly string[]): Promise<void> {
  const { user } = await built();
  for (const name of names) {
    const link = join(user, 'node_modules', name);
    if (!existsSync(link)) await symlink(resolve(ROOT, 'node_modules', name), link, 'junction');
  }
}

/** What a command prints. Error unless it succeeds. */
async function output(command: string, cwd: string): Promise<string> {
  const { code, stdout, stderr } = await shell(command, cwd);
  if (code !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`);
  return stdout;
}
