/**
 * The files that workers begin with. They are beside this one, in the sources as in what is built of them.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isExecutable } from '../handles/workers/loaders.js';
import { BrokenExecutor } from './errors.js';

/** The URL of worker/<name>, which a thread or a process is started with. BrokenExecutor if it is not there, as in a bundle. */
export function entryURL(name: string): URL {
  // Undefined in a bundle in the form of CommonJS.
  const here = import.meta.url as string | undefined;
  const url =
    here === undefined ? undefined : new URL(`./worker/${name}${here.slice(here.lastIndexOf('.'))}`, here);
  if (url !== undefined && existsSync(fileURLToPath(url))) return url;
  throw new BrokenExecutor(
    'the file that workers begin with is not there: a bundler has left it out; have it leave evergreen-ts out of the bundle (`external`), and install the package beside that',
  );
}

/** The same for a process. BrokenExecutor, too, in a single executable application: it would run itself, and begin more of them. */
export function processEntryURL(name: string): URL {
  if (isExecutable())
    throw new BrokenExecutor(
      'a single executable application is no Node that could run another file: use a ThreadPoolExecutor, or run the program by node',
    );
  return entryURL(name);
}
