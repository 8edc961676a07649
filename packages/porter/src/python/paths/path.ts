/** Paths over the file system. */
import { given } from '../keywords.js';
import type { File } from '../files/file.js';
import { statResult } from '../files/stat.js';
import { system } from '../files/system.js';
import { TypeError as PyTypeError } from '../exceptions.js';
import { generator } from '../generator.js';
import { expanduser, realpath } from '../modules/os-path.js';
import { getcwd } from '../modules/os.js';
import { open } from '../open.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { fspath } from './fspath.js';
import { matching } from './glob.js';
import { PurePath } from './pure.js';
import { home } from '../homes.js';

export class Path extends PurePath {
  static cwd(): Path {
    return new Path(getcwd());
  }

  static home(): Path {
    return new Path(expanduser('~'));
  }

  /** Call the system; its errors are Python's. */
  #system(call: (fs: Value, path: string) => Value): Value {
    return system(this.__str__(), call);
  }

  /** undefined if there is nothing. */
  #look(follows = true): Value {
    return this.#system((fs, path) =>
      fs[follows ? 'statSync' : 'lstatSync'](path, { throwIfNoEntry: false }),
    );
  }

  exists(): boolean {
    return this.#look() !== undefined;
  }

  is_file(): boolean {
    return this.#look()?.isFile() === true;
  }

  is_dir(): boolean {
    return this.#look()?.isDirectory() === true;
  }

  is_symlink(): boolean {
    return this.#look(false)?.isSymbolicLink() === true;
  }

  stat(): Value {
    return statResult(this.#system((fs, path) => fs.statSync(path, { bigint: true }) as Value));
  }

  lstat(): Value {
    return statResult(this.#system((fs, path) => fs.lstatSync(path, { bigint: true }) as Value));
  }

  *iterdir(): Generator<Value> {
    const names: string[] = this.#system((fs, path) => fs.readdirSync(path) as Value);
    for (const name of names) yield this.joinpath(name);
  }

  *glob(pattern: string): Generator<Value> {
    for (const names of matching(this.__str__(), pattern)) yield this.joinpath(...names);
  }

  *rglob(pattern: string): Generator<Value> {
    for (const names of matching(this.__str__(), `**/${pattern}`)) yield this.joinpath(...names);
  }

  mkdir(...args: Value[]): void {
    const [mode = 0o777, parents = false, exists = false] = given(args, ['mode', 'parents', 'exist_ok']);
    if (exists === true && this.is_dir()) return;
    this.#system((fs, path) => {
      // With `recursive`, a folder that is there already would be no error.
      if (parents === true) fs.mkdirSync(this.parent.__str__(), { recursive: true });
      fs.mkdirSync(path, { mode });
    });
  }

  rmdir(): void {
    this.#system((fs, path) => fs.rmdirSync(path) as Value);
  }

  unlink(...args: Value[]): void {
    const [missing] = given(args, ['missing_ok']);
    if (missing === true && this.#look(false) === undefined) return;
    this.#system((fs, path) => fs.unlinkSync(path) as Value);
  }

  rename(target: Value): Value {
    this.#system((fs, path) => fs.renameSync(path, fspath(target)) as Value);
    return new Path(target);
  }

  replace(target: Value): Value {
    return this.rename(target);
  }

  touch(...args: Value[]): void {
    const [, exists = true] = given(args, ['mode', 'exist_ok']);
    this.#system((fs, path) => {
      fs.closeSync(fs.openSync(path, exists === true ? 'a' : 'wx'));
      const now = new Date();
      fs.utimesSync(path, now, now);
    });
  }

  chmod(mode: number): void {
    this.#system((fs, path) => fs.chmodSync(path, mode) as Value);
  }

  symlink_to(target: Value): void {
    this.#system((fs, path) => fs.symlinkSync(fspath(target), path) as Value);
  }

  readlink(): Value {
    return new Path(this.#system((fs, path) => fs.readlinkSync(path) as Value));
  }

  samefile(other: Value): boolean {
    const [a, b] = [this, new Path(other)].map((one) => one.stat() as Value);
    return a.st_ino === b.st_ino && a.st_dev === b.st_dev;
  }

  open(...args: Value[]): File {
    return open(this.__str__(), ...args);
  }

  #whole(use: (file: File) => Value, ...how: Value[]): Value {
    const file = open(this.__str__(), ...how);
    try {
      return use(file);
    } finally {
      file.close();
    }
  }

  read_text(...args: Value[]): string {
    const [encoding = null, errors = null] = given(args, ['encoding', 'errors']);
    return this.#whole((file) => file.read(), 'r', -1, encoding, errors) as string;
  }

  read_bytes(): Buffer {
    return this.#whole((file) => file.read(), 'rb') as Buffer;
  }

  write_text(...args: Value[]): number {
    const [text, encoding = null, errors = null, newline = null] = given(args, [
      'data',
      'encoding',
      'errors',
      'newline',
    ]);
    if (typeof text !== 'string') throw new PyTypeError(`data must be str, not ${typeName(text)}`);
    return this.#whole((file) => file.write(text), 'w', -1, encoding, errors, newline) as number;
  }

  write_bytes(data: Uint8Array): number {
    return this.#whole((file) => file.write(data), 'wb') as number;
  }

  resolve(): Value {
    return new Path(realpath(this.__str__()));
  }

  absolute(): Value {
    return this.is_absolute() ? this : new Path(getcwd(), this);
  }

  expanduser(): Value {
    return new Path(expanduser(this.__str__()));
  }
}
Object.defineProperty(Path, 'name', { value: 'PosixPath' });
for (const name of ['iterdir', 'glob', 'rglob']) generator(Path.prototype[name] as Value);

home('pathlib', Path);
