/** Python's shutil: files and folders as a whole. */
import { system } from '../files/system.js';
import { Kw } from '../keywords.js';
import { fspath } from '../paths/fspath.js';
import { basename } from './os-path.js';
import type { Value } from '../value.js';

export function rmtree(folder: Value, ignoring: Value = false): void {
  const ignores: Value = ignoring instanceof Kw ? ignoring.get('ignore_errors', false) : ignoring;
  system(folder, (fs, path) => {
    if (ignores !== true) fs.statSync(path);
    fs.rmSync(path, { recursive: true, force: true });
  });
}

export function copyfile(from: Value, to: Value): Value {
  system(from, (fs, path) => fs.copyFileSync(path, fspath(to)));
  return to;
}

/** The place in a folder, if it is one, for what has the name of another. */
function inside(to: Value, from: Value): Value {
  const isFolder: Value = system(to, (fs, path) =>
    fs.statSync(path, { throwIfNoEntry: false })?.isDirectory(),
  );
  return isFolder === true ? `${String(fspath(to))}/${basename(from)}` : to;
}

/** To a file, or into a folder. */
export function copy(from: Value, to: Value): Value {
  return copyfile(from, inside(to, from));
}
export { copy as copy2 };

export function copytree(from: Value, to: Value): Value {
  system(from, (fs, path) => {
    if (fs.existsSync(fspath(to)) === true) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    fs.cpSync(path, fspath(to), { recursive: true });
  });
  return to;
}

export function move(from: Value, to: Value): Value {
  const place = inside(to, from);
  system(from, (fs, path) => fs.renameSync(path, fspath(place)));
  return place;
}
