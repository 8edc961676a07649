/** Python's shutil: files and folders as a whole. */
import { OSError } from '../exceptions.js';
import { fileSystem, system } from '../files/system.js';
import { home } from '../homes.js';
import { host } from '../host.js';
import { contains } from '../compare.js';
import { items } from '../iteration.js';
import { declared } from '../keywords.js';
import { call, method, plain } from '../plain.js';
import { fspath } from '../paths/fspath.js';
import { structSequence } from '../times/struct-sequence.js';
import { tup } from '../tuple.js';
import type { Value } from '../value.js';
import { filter } from './fnmatch.js';
import { X_OK, access, get_exec_path, terminal_size } from './os.js';
import { basename, dirname, isdir, isfile, join, realpath, samefile } from './os-path.js';

class ShutilError extends OSError {}
Object.defineProperty(ShutilError, 'name', { value: 'Error' });
export { ShutilError as Error };

export class SameFileError extends ShutilError {}
export class SpecialFileError extends OSError {}
home('shutil', ShutilError, SameFileError, SpecialFileError);

export const rmtree = declared(
  'rmtree(path, ignore_errors=, onerror=)',
  (folder: Value, ignores: Value = false, onError: Value = null): null => {
    try {
      system(folder, (fs, path) => {
        if (fs.lstatSync(path).isDirectory() !== true)
          throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
        fs.rmSync(path, { recursive: true });
      });
    } catch (error) {
      if (!(error instanceof OSError) || (ignores !== true && onError === null)) throw error;
      if (onError !== null) plain(call(onError, rmtree, folder, tup(error.constructor, error, null)));
    }
    return null;
  },
);

export const copyfile = declared(
  'copyfile(src, dst, *, follow_symlinks=)',
  (from: Value, to: Value): Value => {
    if (isfile(to) && isfile(from) && samefile(from, to))
      throw new SameFileError(`'${String(fspath(from))}' and '${String(fspath(to))}' are the same file`);
    system(from, (fs, path) => fs.copyFileSync(path, fspath(to)));
    return to;
  },
);

/** The place in a folder, if it is one, for what has the name of another. */
const inside = (to: Value, from: Value): Value => (isdir(to) ? join(to, basename(from)) : to);

/** Its mode. */
export const copymode = declared(
  'copymode(src, dst, *, follow_symlinks=)',
  (from: Value, to: Value): null => {
    system(from, (fs, path) => fs.chmodSync(fspath(to), Number(fs.statSync(path).mode) & 0o7777));
    return null;
  },
);

/** Its mode and its times. */
export const copystat = declared(
  'copystat(src, dst, *, follow_symlinks=)',
  (from: Value, to: Value): null => {
    copymode(from, to);
    system(from, (fs, path) => {
      const { atime, mtime } = fs.statSync(path);
      fs.utimesSync(fspath(to), atime, mtime);
    });
    return null;
  },
);

/** To a file, or into a folder. */
export const copy = declared('copy(src, dst, *, follow_symlinks=)', (from: Value, to: Value): Value => {
  const place = copyfile(from, inside(to, from));
  copymode(from, place);
  return place;
});

/** The same, with its times. */
export const copy2 = declared('copy2(src, dst, *, follow_symlinks=)', (from: Value, to: Value): Value => {
  const place = copyfile(from, inside(to, from));
  copystat(from, place);
  return place;
});

export const copyfileobj = declared('copyfileobj(fsrc, fdst, length=)', (from: Value, to: Value): null => {
  plain(method(to, 'write', plain(method(from, 'read'))));
  return null;
});

/** For copytree(): leaves out what a pattern matches. */
export const ignore_patterns =
  (...patterns: string[]): Value =>
  (_folder: Value, names: Value): Value[] =>
    patterns.flatMap((pattern) => filter(names, pattern));

export const copytree = declared(
  'copytree(src, dst, symlinks=, ignore=, copy_function=, ignore_dangling_symlinks=, dirs_exist_ok=)',
  (
    from: Value,
    to: Value,
    links: Value = false,
    ignore: Value = null,
    copier: Value = copy2,
    _dangling: Value = false,
    existing: Value = false,
  ): Value => {
    const names = system(from, (fs, path) => fs.readdirSync(path) as string[]);
    const ignored: Value = ignore === null ? [] : [...items(plain(call(ignore, fspath(from), names)))];
    system(to, (fs, path) => fs.mkdirSync(path, { recursive: existing === true }));
    for (const name of names) {
      if (contains(name, ignored)) continue;
      const [source, target] = [join(from, name), join(to, name)];
      const stat: Value = system(source, (fs, path) => fs.lstatSync(path) as Value);
      if (links === true && stat.isSymbolicLink() === true)
        system(source, (fs, path) => fs.symlinkSync(fs.readlinkSync(path), target));
      else if (isdir(source)) copytree(source, target, links, ignore, copier, false, existing);
      else plain(call(copier, source, target));
    }
    copystat(from, to);
    return to;
  },
);

export const move = declared('move(src, dst, copy_function=)', (from: Value, to: Value): Value => {
  const place = inside(to, from);
  if (place !== to && fileSystem().existsSync(place) === true)
    throw new ShutilError(`Destination path '${String(place)}' already exists`);
  if (isdir(from) && `${realpath(to)}/`.startsWith(`${realpath(from)}/`))
    throw new ShutilError(
      `Cannot move a directory '${String(fspath(from))}' into itself '${String(fspath(to))}'.`,
    );
  system(from, (fs, path) => {
    try {
      fs.renameSync(path, fspath(place));
    } catch (error) {
      if ((error as Value).code !== 'EXDEV') throw error;
      fs.cpSync(path, fspath(place), { recursive: true, preserveTimestamps: true });
      fs.rmSync(path, { recursive: true });
    }
  });
  return place;
});

/** Where a program is, by the PATH; None if it is nowhere. */
export const which = declared(
  'which(cmd, mode=, path=)',
  (name: Value, mode: Value = X_OK, path: Value = null): Value => {
    const runs = (at: string): boolean => access(at, mode) && !isdir(at);
    if (dirname(name) !== '') return runs(String(fspath(name))) ? name : null;
    const folders = path === null ? get_exec_path() : String(path).split(':');
    return folders.map((folder) => join(folder, name)).find(runs) ?? null;
  },
);

const usage: Value = structSequence('shutil', 'usage', ['total', 'used', 'free']);

export function disk_usage(path: Value): Value {
  const { blocks, bfree, bavail, bsize } = system(
    path,
    (fs, name) => fs.statfsSync(name) as Record<string, number>,
  );
  const bytes = (count = 0): number => count * (bsize ?? 0);
  return new usage([bytes(blocks), bytes((blocks ?? 0) - (bfree ?? 0)), bytes(bavail)]);
}

/** By COLUMNS and LINES of the environment, else of the terminal, else `fallback`. */
export const get_terminal_size = declared(
  'get_terminal_size(fallback=)',
  (otherwise: Value = tup(80, 24)): Value => {
    const { process } = globalThis as Value;
    const [columns, lines] = ['COLUMNS', 'LINES'].map((name) => Number(process?.env[name]) || 0);
    const seen =
      process?.stdout?.isTTY === true ? [host.columns(), process.stdout.rows] : (otherwise as number[]);
    return new terminal_size([columns || seen[0], lines || seen[1]]);
  },
);
