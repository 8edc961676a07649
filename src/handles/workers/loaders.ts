/**
 * The loaders of the program, for its workers. Node gives threads and processes the options of this process, and with them most
 * loaders. Two go another way: ts-node's command, which only its own children get, and only by its own command line; and tsx, whose
 * hooks Node 20 does not run in threads.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, workerData } from 'node:worker_threads';

/** What a worker needs to know to load modules as its host does. */
export interface Loaders {
  /** The library was loaded by require(), as a loader has made CommonJS of it: so are tasks, and so must the worker's part of it be. */
  readonly required: boolean;
  /** The file of ts-node's command. */
  readonly tsNode: string | undefined;
}

const TEXT = /^(?:--input-type|--eval|-e|--print|-p|-pe)\b/;
const COMMAND = /[/\\]ts-node[/\\]dist[/\\]bin/;

/** Those of this program. */
export function hostLoaders(): Loaders {
  return {
    required: typeof module !== 'undefined',
    tsNode: process.execArgv.find((argument) => COMMAND.test(argument)),
  };
}

/**
 * The options of this process for a child: without ts-node's command, which would take the child's file for its own project, and
 * without those of a program that is given as text. Undefined: all of them.
 */
export function childOptions(): string[] | undefined {
  const { execArgv } = process;
  const at = execArgv.findIndex((argument) => COMMAND.test(argument) || TEXT.test(argument));
  return at < 0 ? undefined : execArgv.slice(0, at);
}

/** Was the program given as text, not as a file? */
export function isGivenAsText(): boolean {
  return process.execArgv.some((argument) => TEXT.test(argument));
}

/** Load the rest of this worker, `file` beside `main`, as its host loads modules. */
export async function loadAsHost(main: string, file: string): Promise<void> {
  const { required, tsNode } = isMainThread
    ? (JSON.parse(process.argv[2] ?? '{}') as Loaders)
    : (workerData as Loaders);
  await registerTsx();
  if (tsNode !== undefined) createRequire(tsNode)('../register');
  const url = new URL(file + main.slice(main.lastIndexOf('.')), main);
  if (required) createRequire(main)(fileURLToPath(url));
  else await import(url.href);
}

/** Has Node's hooks of the main thread in others, too: from 22 on. */
const HOOKS_ARE_SHARED = Number.parseInt(process.versions.node, 10) >= 22;
const TSX = /^tsx$|[/\\]tsx[/\\]dist[/\\]loader\.mjs$/;

/** Have this thread load TypeScript by tsx, if the program does and this thread does not. */
async function registerTsx(): Promise<void> {
  const loader = process.execArgv.find((argument) => TSX.test(argument));
  if (HOOKS_ARE_SHARED || isMainThread || loader === undefined) return;
  const from = loader.startsWith('file:') ? fileURLToPath(loader) : join(process.cwd(), 'main.js');
  const api = join(createRequire(from).resolve('tsx/package.json'), '../dist/esm/api/index.mjs');
  const { register } = (await import(pathToFileURL(api).href)) as { register: () => unknown };
  register();
}
