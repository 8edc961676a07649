/** Python's os. */
import { toEncode } from '../base-n/data.js';
import { generator } from '../generator.js';
import { invokePlain } from '../plain.js';
import { Environ } from '../environ.js';
import { NotImplementedError, OSError, caught } from '../exceptions.js';
import { statResult } from '../files/stat.js';
import { fileSystem, system } from '../files/system.js';
import { host, nodeModule } from '../host.js';
import { Kw, declared, given } from '../keywords.js';
import { float_ } from '../float.js';
import { structSequence } from '../times/struct-sequence.js';
import { tup, tuple_ } from '../tuple.js';
import { fspath } from '../paths/fspath.js';
import { strerror } from '../strerror.js';
import { ENOTTY } from './errno.js';
import { StringIO } from './io.js';
import { defpath, dirname, isdir, islink, join, pathsep } from './os-path.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
export { fspath };
export { OSError as error } from '../exceptions.js';
export { DirEntry, scandir } from '../files/scandir.js';
export { stat_result } from '../files/stat.js';
export { altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep } from './os-path.js';
export { open as fdopen } from '../open.js';
export { strerror };
export * as path from './os-path.js';

const { process } = globalThis as Value;

export const linesep = '\n';
export const name = 'posix';
export const [F_OK, X_OK, W_OK, R_OK] = [0, 1, 2, 4];
export const [SEEK_SET, SEEK_CUR, SEEK_END] = [0, 1, 2];
export const [EX_OK, EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_SOFTWARE, EX_OSERR] = [0, 64, 65, 66, 70, 71];
export const environ = new Environ();

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

export const close = (descriptor: number): void => system(descriptor, (fs) => fs.closeSync(descriptor));
export const getenv = (key: string, otherwise: Value = null): Value => environ.get(key, otherwise);
export const putenv = (key: string, value: string): void => void (process.env[key] = value);
export const unsetenv = (key: string): boolean => delete process.env[key];
export const getpid = (): number => process?.pid ?? 1;
export const getppid = (): number => process?.ppid ?? 0;
/** Send a signal. */
export function kill(pid: Value, signal: Value): void {
  try {
    process.kill(Number(pid), Number(underlying(signal)));
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

const looking =
  (how: 'statSync' | 'lstatSync') =>
  (path: Value): Value =>
    typeof path === 'number'
      ? statResult(system(path, (fs) => fs.fstatSync(path, { bigint: true }) as Value))
      : statResult(system(path, (fs, name) => fs[how](name, { bigint: true }) as Value));

export const stat = declared('stat(path)', looking('statSync'));
export const lstat = declared('lstat(path)', looking('lstatSync'));
export const fstat = stat;

export const access = declared('access(path, mode)', (path: Value, mode: Value): boolean => {
  try {
    fileSystem().accessSync(fspath(path), Number(mode));
    return true;
  } catch {
    // That it cannot be looked at is the answer.
    return false;
  }
});

export const replace = rename;
export const symlink = (target: Value, path: Value): void =>
  system(path, (fs, name) => fs.symlinkSync(fspath(target), name));
export const link = (from: Value, to: Value): void =>
  system(from, (fs, name) => fs.linkSync(name, fspath(to)));
export const readlink = (path: Value): string => system(path, (fs, name) => fs.readlinkSync(name) as string);
export const chmod = declared('chmod(path, mode)', (path: Value, mode: Value): void =>
  system(path, (fs, name) => fs.chmodSync(name, Number(mode))),
);
export const truncate = declared('truncate(path, length)', (path: Value, length: Value): void =>
  system(path, (fs, name) => fs.truncateSync(name, Number(length))),
);
export const utime = declared('utime(path, times=)', (path: Value, times: Value = null): void => {
  const [seen, changed] = times === null ? [Date.now() / 1000, Date.now() / 1000] : (times as Value[]);
  system(path, (fs, name) => fs.utimesSync(name, Number(seen), Number(changed)));
});

/** The folder, and those above it as long as they are empty. */
export function removedirs(folder: Value): void {
  rmdir(folder);
  for (let at = dirname(folder); at !== '' && at !== '/'; at = dirname(at))
    try {
      rmdir(at);
    } catch (error) {
      if (error instanceof OSError) return;
      throw error;
    }
}

export function renames(from: Value, to: Value): void {
  const folder = dirname(to);
  if (folder !== '') fileSystem().mkdirSync(folder, { recursive: true });
  rename(from, to);
}

export const umask = (mask: Value): number => process?.umask(Number(mask)) ?? 0;
export const getuid = (): number => process?.getuid() ?? 0;
export const geteuid = (): number => process?.geteuid() ?? 0;
export const getgid = (): number => process?.getgid() ?? 0;
export const getegid = (): number => process?.getegid() ?? 0;
export const getlogin = (): string => nodeModule('node:os').userInfo().username as string;
export const getloadavg = (): Value => tuple_((nodeModule('node:os').loadavg() as number[]).map(float_));
export const isatty = (descriptor: Value): boolean => nodeModule('node:tty')?.isatty(descriptor) ?? false;
export const fsencode = (path: Value): Buffer => Buffer.from(fspath(path) as string);
export const fsdecode = (path: Value): string => String(fspath(path));
export const get_exec_path = (): string[] => String(environ.get('PATH', defpath)).split(pathsep);

export const terminal_size: Value = structSequence('os', 'terminal_size', ['columns', 'lines']);

/** OSError where there is no terminal. */
export function get_terminal_size(descriptor: Value = 1): Value {
  if (!isatty(descriptor)) throw new OSError(ENOTTY, strerror(ENOTTY));
  return new terminal_size([host.columns(), process.stdout.rows ?? 24]);
}

export const uname_result: Value = structSequence(
  'posix',
  'uname_result',
  'sysname nodename release version machine'.split(' '),
);

export function uname(): Value {
  const os = nodeModule('node:os');
  return new uname_result([os.type(), os.hostname(), os.release(), os.version(), os.machine()]);
}

/** Run a command of the shell, to whose end nothing else runs. */
function inShell(command: Value, stdio: Value): Value {
  const done: Value = nodeModule('node:child_process').spawnSync('/bin/sh', ['-c', command], { stdio });
  const signals: Value = nodeModule('node:os').constants.signals;
  return { ...done, status: done.signal === null ? Number(done.status) << 8 : signals[done.signal] };
}

/** Its status as wait() has it. */
export const system_ = (command: Value): number => inShell(command, 'inherit').status as number;

/** What it writes, as a file; close() returns its status, or None for 0. */
export function popen(command: Value, mode: Value = 'r'): Value {
  if (mode !== 'r')
    throw new NotImplementedError("os.popen() with another mode than 'r' is not there: use subprocess");
  const { stdout, status } = inShell(command, ['inherit', 'pipe', 'inherit']);
  const file: Value = new StringIO(String(stdout));
  return Object.assign(file, { close: () => (Number(status) === 0 ? null : (status as Value)) });
}
