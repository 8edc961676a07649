/** Python's os.path. */
import { float_ } from '../float.js';
import { nodeModule } from '../host.js';
import { systemError } from '../open.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

export const sep = '/';

export function join(first: string, ...parts: string[]): string {
  let path = first;
  for (const part of parts)
    path = part.startsWith('/') ? part : path === '' || path.endsWith('/') ? path + part : `${path}/${part}`;
  return path;
}

export function split(path: string): Tuple {
  const at = path.lastIndexOf('/') + 1;
  const head = path.slice(0, at);
  return tup(/^\/+$/.test(head) ? head : head.replace(/\/+$/, ''), path.slice(at));
}

export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const dirname = (path: string): string => split(path)[0] as string;

export function splitext(path: string): Tuple {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || /^\.+$/.test(name.slice(0, dot))) return tup(path, '');
  return tup(path.slice(0, path.length - name.length + dot), name.slice(dot));
}

export function normpath(path: string): string {
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
const stat = (path: string): Value => nodeModule('node:fs')?.statSync(path, { throwIfNoEntry: false });

export const isabs = (path: string): boolean => path.startsWith('/');
export const abspath = (path: string): string => normpath(join(cwd(), path));
export const realpath = (path: string): string =>
  exists(path) ? (nodeModule('node:fs').realpathSync(path) as string) : abspath(path);
export const exists = (path: string): boolean => stat(path) !== undefined;
export const isfile = (path: string): boolean => stat(path)?.isFile() ?? false;
export const isdir = (path: string): boolean => stat(path)?.isDirectory() ?? false;
export const expanduser = (path: string): string =>
  path.replace(/^~(?=\/|$)/, ((globalThis as Value).process?.env.HOME ?? '~') as string);
export const relpath = (path: string, start = '.'): string =>
  nodeModule('node:path')?.relative(abspath(start), abspath(path)) || '.';

function statOf(path: string): Value {
  try {
    return nodeModule('node:fs').statSync(path);
  } catch (error) {
    throw systemError(error, path);
  }
}

export const getsize = (path: string): number => statOf(path).size as number;
export const getmtime = (path: string): Value => float_(statOf(path).mtimeMs / 1000);
