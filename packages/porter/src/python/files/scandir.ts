/** Python's os.scandir(): what is in a folder, with what the system says of it at once. */
import { generator } from '../generator.js';
import { home } from '../homes.js';
import { PyObject } from '../object.js';
import { fspath } from '../paths/fspath.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { statResult } from './stat.js';
import { system } from './system.js';

export class DirEntry extends PyObject {
  readonly #entry: Value;

  constructor(folder: string, entry: Value) {
    super();
    this.#entry = entry;
    this.name = entry.name;
    this.path = folder.endsWith('/') ? folder + String(this.name) : `${folder}/${String(this.name)}`;
  }

  #is(kind: 'isDirectory' | 'isFile', options: Value): boolean {
    if (this.#entry.isSymbolicLink() !== true) return this.#entry[kind]() as boolean;
    if (options?.get?.('follow_symlinks') === false) return false;
    const stat = system(this.path, (fs, path) => fs.statSync(path, { throwIfNoEntry: false }) as Value);
    return stat?.[kind]() === true;
  }

  is_dir(options?: Value): boolean {
    return this.#is('isDirectory', options);
  }

  is_file(options?: Value): boolean {
    return this.#is('isFile', options);
  }

  is_symlink(): boolean {
    return this.#entry.isSymbolicLink() as boolean;
  }

  stat(options?: Value): Value {
    const how = options?.get?.('follow_symlinks') === false ? 'lstatSync' : 'statSync';
    return statResult(system(this.path, (fs, path) => fs[how](path, { bigint: true }) as Value));
  }

  inode(): Value {
    return this.stat().st_ino as Value;
  }

  __fspath__(): string {
    return this.path as string;
  }

  __repr__(): string {
    return `<DirEntry ${repr(this.name)}>`;
  }
}
home('posix', DirEntry);

const entriesOf = generator(function* entriesOf(folder: string, entries: readonly Value[]): Generator<Value> {
  for (const entry of entries) yield new DirEntry(folder, entry);
});

/** An iterator, and a context manager. */
export function scandir(path: Value = '.'): Value {
  const folder = String(fspath(path));
  const entries = system(path, (fs, name) => fs.readdirSync(name, { withFileTypes: true }) as Value[]);
  const found: Value = entriesOf(folder, entries);
  return Object.assign(found, { __enter__: () => found as Value, __exit__: () => null });
}
