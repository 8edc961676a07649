/**
 * The worker's side of loaders.ts: it loads modules as its host does.
 *
 * Its own part of the library is one of them, and package.json's `imports` lead to it: so it is of the copy that the tasks get when they
 * import evergreen-ts. The host may have another, which a bundler has made of the modules one by one.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, workerData } from 'node:worker_threads';
import type { Loaders } from './loaders.js';

/** Load `work`, the rest of this worker, as its host loads modules. `main` is the file that it has begun with. */
export async function loadAsHost(main: string, work: string): Promise<void> {
  const { required, tsNode } = isMainThread
    ? (JSON.parse(process.argv[2] ?? '{}') as Loaders)
    : (workerData as Loaders);
  await registerTsx();
  if (tsNode !== undefined) createRequire(tsNode)('../register');
  if (required) createRequire(main)(work);
  else await import(work);
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
