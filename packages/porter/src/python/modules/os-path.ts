/** Python's os.path. */
import { eq } from '../compare.js';
import { ValueError } from '../exceptions.js';
import { float_ } from '../float.js';
import { nodeModule } from '../host.js';
import { fileSystem, systemError } from '../files/system.js';
import { items } from '../iteration.js';
import { fspath } from '../paths/fspath.js';
import { tup } from '../tuple.js';
import type { Tuple } from '../tuple.js';
import type { Value } from '../value.js';

export const sep = '/';
export const curdir = '.';
export const pardir = '..';
export const extsep = '.';
export const pathsep = ':';
export const altsep = null;
export const defpath = '/bin:/usr/bin';
export const devnull = '/dev/null';

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
export const getatime = (path: Value): Value => float_(statOf(path).atimeMs / 1000);
export const getctime = (path: Value): Value => float_(statOf(path).ctimeMs / 1000);

const lstat = (path: Value): Value => fileSystem()?.lstatSync(fspath(path), { throwIfNoEntry: false });

export const lexists = (path: Value): boolean => lstat(path) !== undefined;
export const islink = (path: Value): boolean => lstat(path)?.isSymbolicLink() ?? false;
export const samestat = (a: Value, b: Value): boolean => a.st_ino === b.st_ino && a.st_dev === b.st_dev;

export function samefile(a: Value, b: Value): boolean {
  const [one, other] = [statOf(a), statOf(b)];
  return one.ino === other.ino && one.dev === other.dev;
}

/** Does a file system begin here? */
export function ismount(path: Value): boolean {
  const [here, above] = [lstat(path), lstat(join(path, '..'))];
  if (here === undefined || above === undefined || here.isSymbolicLink() === true) return false;
  return here.dev !== above.dev || here.ino === above.ino;
}

/** Case counts, as on Linux. */
export const normcase = (path: Value): string => String(fspath(path));
export const splitdrive = (path: Value): Tuple => tup('', fspath(path));

/** What all begin with, letter by letter. */
export function commonprefix(paths: Value): Value {
  const [first = '', ...rest]: Value[] = [...items(paths)].map(fspath);
  let length = 0;
  while (length < first.length && rest.every((one) => eq(one[length], first[length]))) length++;
  return first.slice(0, length);
}

/** The folder that all are in. */
export function commonpath(paths: Value): string {
  const all = [...items(paths)].map((one) => String(fspath(one)));
  if (all.length === 0) throw new ValueError('commonpath() arg is an empty sequence');
  const absolute = all.map((one) => one.startsWith('/'));
  if (new Set(absolute).size > 1) throw new ValueError("Can't mix absolute and relative paths");
  const [first = [], ...rest] = all.map((one) =>
    one.split('/').filter((part) => part !== '' && part !== '.'),
  );
  let length = 0;
  while (length < first.length && rest.every((one) => one[length] === first[length])) length++;
  return (absolute[0] === true ? '/' : '') + first.slice(0, length).join('/');
}

/** `$NAME` and `${NAME}` of the environment; what is not there stays. */
export function expandvars(path: Value): string {
  const env = ((globalThis as Value).process?.env ?? {}) as Record<string, string | undefined>;
  return String(fspath(path)).replace(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (all, name?: string, braced?: string) => env[name ?? braced ?? ''] ?? all,
  );
}
