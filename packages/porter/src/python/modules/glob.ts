/** Python's glob: the paths that a pattern matches. What is hidden is matched by a pattern that begins with a dot. */
import { fileSystem } from '../files/system.js';
import { iter } from '../iteration.js';
import { declared } from '../keywords.js';
import { fspath } from '../paths/fspath.js';
import type { Value } from '../value.js';
import { fnmatch } from './fnmatch.js';

const MAGIC = /[*?[]/;

export const has_magic = (pattern: string): boolean => MAGIC.test(pattern);
export const escape = (path: string): string => path.replace(/[*?[]/g, '[$&]');

interface Folder {
  /** Where its names are looked for. */
  readonly real: string;
  /** What is put before them. */
  readonly shown: string;
}

const isFolder = (path: string): boolean =>
  fileSystem()
    ?.statSync(path === '' ? '.' : path, { throwIfNoEntry: false })
    ?.isDirectory() === true;

function namesIn({ real }: Folder): string[] {
  return isFolder(real) ? (fileSystem().readdirSync(real === '' ? '.' : real) as string[]) : [];
}

const into = ({ real, shown }: Folder, name: string): Folder => ({
  real: real === '' || real.endsWith('/') ? real + name : `${real}/${name}`,
  shown: shown === '' || shown.endsWith('/') ? shown + name : `${shown}/${name}`,
});

function* below(
  folder: Folder,
  parts: readonly string[],
  isRecursive: boolean,
  hidden: boolean,
): Generator<string> {
  const [part = '', ...rest] = parts;
  const isLast = rest.length === 0;
  const goes = (name: string): boolean => hidden || !name.startsWith('.');
  if (part === '**' && isRecursive) {
    if (isLast) {
      yield folder.shown === '' || folder.shown.endsWith('/') ? folder.shown : `${folder.shown}/`;
      for (const name of namesIn(folder).filter(goes)) yield* all(into(folder, name), hidden);
      return;
    }
    yield* below(folder, rest, isRecursive, hidden);
    for (const name of namesIn(folder).filter(goes))
      if (isFolder(into(folder, name).real)) yield* below(into(folder, name), parts, isRecursive, hidden);
  } else if (!MAGIC.test(part)) {
    const at = into(folder, part);
    if (isLast && part === '') {
      if (isFolder(folder.real)) yield `${folder.shown}/`;
    } else if (isLast) {
      if (fileSystem()?.lstatSync(at.real, { throwIfNoEntry: false }) !== undefined) yield at.shown;
    } else yield* below(at, rest, isRecursive, hidden);
  } else {
    const shows = (name: string): boolean => part.startsWith('.') || goes(name);
    for (const name of namesIn(folder).filter((one) => shows(one) && fnmatch(one, part))) {
      const at = into(folder, name);
      if (isLast) yield at.shown;
      else if (isFolder(at.real)) yield* below(at, rest, isRecursive, hidden);
    }
  }
}

/** What is there, and all below. */
function* all(at: Folder, hidden: boolean): Generator<string> {
  yield at.shown;
  for (const name of namesIn(at)) if (hidden || !name.startsWith('.')) yield* all(into(at, name), hidden);
}

function paths(given: Value, root: Value = null, recursive: Value = false, hidden: Value = false): string[] {
  const pattern = String(fspath(given));
  const isAbsolute = pattern.startsWith('/');
  const start = isAbsolute ? '/' : '';
  const real = isAbsolute || root === null ? start : String(fspath(root));
  const parts = pattern.replace(/^\/+/, '').split(/\/+/);
  const found = below({ real, shown: start }, parts, recursive === true, hidden === true);
  return [...found].filter((path) => path !== '');
}

export const glob = declared('glob(pathname, *, root_dir=, recursive=, include_hidden=)', paths);

export const iglob = declared(
  'iglob(pathname, *, root_dir=, recursive=, include_hidden=)',
  (...args: Parameters<typeof paths>): Value => iter(paths(...args)),
);
