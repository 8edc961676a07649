/** Python's os. */
import { Dict } from '../dict.js';
import { OSError } from '../exceptions.js';
import { nodeModule } from '../host.js';
import { Kw } from '../keywords.js';
import { systemError } from '../open.js';
import type { Value } from '../value.js';
export * as path from './os-path.js';

const { process } = globalThis as Value;

/** Call the system; its errors are Python's. */
function system_<T>(path: Value, call: (fs: Value) => T): T {
  const fs = nodeModule('node:fs');
  if (fs === undefined) throw new OSError('there are no files here');
  try {
    return call(fs);
  } catch (error) {
    throw systemError(error, path);
  }
}

export const linesep = '\n';
export const sep = '/';
export const name = 'posix';
export const devnull = '/dev/null';
export const environ = new Dict(Object.entries((process?.env ?? {}) as Record<string, string>));

export const getenv = (key: string, otherwise: Value = null): Value => environ.get(key, otherwise);
export const getpid = (): number => process?.pid ?? 1;
export const getppid = (): number => process?.ppid ?? 0;
export const getcwd = (): string => process?.cwd() ?? '/';
export const chdir = (path: string): void => system_(path, () => process.chdir(path));
export const cpu_count = (): number => nodeModule('node:os')?.cpus().length ?? 1;
export const urandom = (size: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(size)));
export const listdir = (path = '.'): string[] => system_(path, (fs) => fs.readdirSync(path) as string[]);
export const mkdir = (path: string): void => system_(path, (fs) => fs.mkdirSync(path));
export const remove = (path: string): void => system_(path, (fs) => fs.unlinkSync(path));
export const unlink = remove;
export const rmdir = (path: string): void => system_(path, (fs) => fs.rmdirSync(path));
export const rename = (from: string, to: string): void => system_(from, (fs) => fs.renameSync(from, to));

export function makedirs(path: string, mode: Value = undefined, more: Value = undefined): void {
  const named = [mode, more].find((one) => one instanceof Kw) as Kw | undefined;
  system_(path, (fs) => {
    if (fs.existsSync(path) && !Boolean(named?.get('exist_ok', false)))
      throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    fs.mkdirSync(path, { recursive: true });
  });
}
