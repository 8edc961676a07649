/** Python's os.path. */
import { float_ } from '../float.js';
import { nodeModule } from '../host.js';
import { fileSystem, systemError } from '../files/system.js';
import { fspath } from '../paths/fspath.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

export const sep = '/';

export function join(first: Value, ...parts: Value[]): string {
  let path: string = fspath(first);
  for (const part of parts.map(fspath) as string[])
    path = part.startsWith('/') ? part : path === '' || path.endsWith('/') ? path + part : `${path}/${part}`;
  return path;
}

export function split(given: Value): Tuple {
  const path: string = fspath(given);
  const at = path.lastIndexOf('/') + 1;
  const head = path.slice(0, at);
  return tup(/^\/+$/.test(head) ? head : head.replace(/\/+$/, ''), path.slice(at));
}

export const basename = (path: Value): string => split(path)[1] as string;
export const dirname = (path: Value): string => split(path)[0] as string;

export function splitext(given: Value): Tuple {
  const path: string = fspath(given);
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || /^\.+$/.test(name.slice(0, dot))) return tup(path, '');
  return tup(path.slice(0, path.length - name.length + dot), name.slice(dot));
}

export function normpath(given: Value): string {
  const path: string = fspath(given);
  if (path === '') return '.';
  const absolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !absolute) parts.push(part);
  }
  return (absolute ? '/' : '') + parts.join('/') || '.';
}

const cwd = (): string => ((globalThis as Value).process?.cwd() ?? '/') as string;
const stat = (path: Value): Value => fileSystem()?.statSync(fspath(path), { throwIfNoEntry: false });

export const isabs = (path: Value): boolean => String(fspath(path)).startsWith('/');
export const abspath = (path: Value): string => normpath(join(cwd(), path));
export const realpath = (path: Value): string =>
  exists(path) ? (fileSystem().realpathSync(fspath(path)) as string) : abspath(path);
export const exists = (path: Value): boolean => stat(path) !== undefined;
export const isfile = (path: Value): boolean => stat(path)?.isFile() ?? false;
export const isdir = (path: Value): boolean => stat(path)?.isDirectory() ?? false;
export const expanduser = (path: Value): string =>
  String(fspath(path)).replace(/^~(?=\/|$)/, ((globalThis as Value).process?.env.HOME ?? '~') as string);
export const relpath = (path: Value, start: Value = '.'): string =>
  nodeModule('node:path')?.relative(abspath(start), abspath(path)) || '.';

function statOf(path: Value): Value {
  try {
    return fileSystem().statSync(fspath(path));
  } catch (error) {
    throw systemError(error, path);
  }
}

export const getsize = (path: Value): number => statOf(path).size as number;
export const getmtime = (path: Value): Value => float_(statOf(path).mtimeMs / 1000);
