/** Python's os. */
import { Dict } from '../dict.js';
import { caught } from '../exceptions.js';
import { system } from '../files/system.js';
import { host, nodeModule } from '../host.js';
import { Kw } from '../keywords.js';
import { fspath } from '../paths/fspath.js';
import type { Value } from '../value.js';
export { fspath };
export { open as fdopen } from '../open.js';
export { strerror } from '../strerror.js';
export * as path from './os-path.js';

const { process } = globalThis as Value;

export const linesep = '\n';
export const sep = '/';
export const name = 'posix';
export const devnull = '/dev/null';
export const environ = new Dict(Object.entries((process?.env ?? {}) as Record<string, string>));

export const close = (descriptor: number): void => system(descriptor, (fs) => fs.closeSync(descriptor));
export const getenv = (key: string, otherwise: Value = null): Value => environ.get(key, otherwise);
export const getpid = (): number => process?.pid ?? 1;
export const getppid = (): number => process?.ppid ?? 0;
/** Send a signal. */
export function kill(pid: Value, signal: Value): void {
  try {
    process.kill(Number(pid), Number(signal));
  } catch (error) {
    throw caught(error);
  }
}

/** The process ends here. */
export const _exit = (code: Value): never => host.exit(Number(code));
export const getcwd = (): string => process?.cwd() ?? '/';
export const chdir = (folder: Value): void => system(folder, (_fs, path) => process.chdir(path));
export const cpu_count = (): number => nodeModule('node:os')?.cpus().length ?? 1;
export const urandom = (size: number): Buffer => Buffer.from(crypto.getRandomValues(new Uint8Array(size)));
export const listdir = (folder: Value = '.'): string[] =>
  system(folder, (fs, path) => fs.readdirSync(path) as string[]);
export const mkdir = (given: Value): void => system(given, (fs, path) => fs.mkdirSync(path));
export const remove = (given: Value): void => system(given, (fs, path) => fs.unlinkSync(path));
export const unlink = remove;
export const rmdir = (given: Value): void => system(given, (fs, path) => fs.rmdirSync(path));
export const rename = (from: Value, to: Value): void =>
  system(from, (fs, path) => fs.renameSync(path, fspath(to)));

export function makedirs(folder: Value, mode: Value = undefined, more: Value = undefined): void {
  const named = [mode, more].find((one) => one instanceof Kw) as Kw | undefined;
  system(folder, (fs, path) => {
    if (fs.existsSync(path) && !Boolean(named?.get('exist_ok', false)))
      throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    fs.mkdirSync(path, { recursive: true });
  });
}
