/**
 * The files that workers begin with. They are beside this one, in the sources as in what is built of them.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
