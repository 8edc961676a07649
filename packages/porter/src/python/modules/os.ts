/** Python's os. */
import { toEncode } from '../base-n/data.js';
import { Dict } from '../dict.js';
import { caught } from '../exceptions.js';
import { system } from '../files/system.js';
import { host, nodeModule } from '../host.js';
import { generator } from '../generator.js';
import { Kw, given } from '../keywords.js';
import { fspath } from '../paths/fspath.js';
import { invokePlain } from '../plain.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';
import { isdir, join } from './os-path.js';
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

export const read = (descriptor: number, most: number): Buffer =>
  system(descriptor, (fs) => {
    const bytes = Buffer.alloc(most);
    return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, most, null) as number);
  });
export function write(descriptor: number, data: Value): number {
  const bytes = toEncode(data);
  return system(descriptor, (fs) => fs.writeSync(descriptor, bytes) as number);
}

/** A folder, the folders in it and the other files, and then all below; what the program takes out of the folders is left out. */
export const walk = generator(function* walk(...args: Value[]): Generator<Value> {
  const [top, topdown = true, onerror = null, followlinks = false] = given(args, [
    'top',
    'topdown',
    'onerror',
    'followlinks',
  ]);
  const [folders, files]: [string[], string[]] = [[], []];
  try {
    for (const one of listdir(top)) (isdir(join(top, one)) ? folders : files).push(one);
  } catch (error) {
    if (onerror !== null) invokePlain(onerror, error);
    return null;
  }
  if (topdown === true) yield tup(fspath(top), folders, files);
  for (const one of folders) {
    const path = join(top, one);
    if (followlinks === true || !islink(path)) yield* walk(path, topdown, onerror, followlinks);
  }
  if (topdown !== true) yield tup(fspath(top), folders, files);
  return null;
}) as (...args: Value[]) => Generator<Value>;
const islink = (path: Value): boolean => system(path, (fs) => fs.lstatSync(path).isSymbolicLink() as boolean);

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
