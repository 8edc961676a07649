/** Paths as names: nothing here looks at the file system. Those of Linux. */
import { NotImplemented } from '../singletons.js';
import { ValueError } from '../exceptions.js';
import { fnmatch } from '../modules/fnmatch.js';
import { PyObject } from '../object.js';
import { repr } from '../text.js';
import { type Tuple, tup } from '../tuple.js';
import { underlying } from '../underlying.js';
import type { Value } from '../value.js';
import { fspath } from './fspath.js';
import { home } from '../homes.js';

/** The root, and what is between the slashes without what means nothing. */
function split(path: string): { root: string; names: string[] } {
  const root = /^\/\/(?!\/)/.test(path) ? '//' : path.startsWith('/') ? '/' : '';
  return { root, names: path.split('/').filter((name) => name !== '' && name !== '.') };
}

export class PurePath extends PyObject {
  declare readonly _root: string;
  declare readonly _names: readonly string[];

  constructor(...parts: Value[]) {
    super();
    const texts = parts.map((part) => String(fspath(part)));
    // What comes before an absolute path does not count.
    const from = texts.findLastIndex((text) => text.startsWith('/'));
    const { root, names } = split(texts.slice(Math.max(0, from)).join('/'));
    for (const [key, value] of Object.entries({ _root: root, _names: names }))
      Object.defineProperty(this, key, { value });
  }

  protected _of(root: string, names: readonly string[]): PurePath {
    return new (this.constructor as new (path: string) => PurePath)(root + names.join('/'));
  }

  get parts(): Tuple {
    return tup(...(this._root === '' ? [] : [this._root]), ...this._names);
  }

  get drive(): string {
    return '';
  }

  get root(): string {
    return this._root;
  }

  get anchor(): string {
    return this._root;
  }

  get name(): string {
    return this._names.at(-1) ?? '';
  }

  get suffix(): string {
    const { name } = this;
    const dot = name.lastIndexOf('.');
    return dot > 0 && dot < name.length - 1 ? name.slice(dot) : '';
  }

  get suffixes(): string[] {
    const { name } = this;
    if (name.endsWith('.')) return [];
    return name
      .replace(/^\.+/, '')
      .split('.')
      .slice(1)
      .map((part) => `.${part}`);
  }

  get stem(): string {
    return this.name.slice(0, this.name.length - this.suffix.length);
  }

  get parent(): PurePath {
    return this._names.length === 0 ? this : this._of(this._root, this._names.slice(0, -1));
  }

  get parents(): Tuple {
    return tup(
      ...this._names.map((_name, i) =>
        this._of(this._root, this._names.slice(0, this._names.length - 1 - i)),
      ),
    );
  }

  joinpath(...parts: Value[]): Value {
    return new (this.constructor as new (...all: Value[]) => PurePath)(this, ...parts);
  }

  __truediv__(other: Value): Value {
    return isPath(other) ? this.joinpath(other) : NotImplemented;
  }

  __rtruediv__(other: Value): Value {
    return isPath(other)
      ? new (this.constructor as new (...all: Value[]) => PurePath)(other, this)
      : NotImplemented;
  }

  as_posix(): string {
    return this.__str__();
  }

  as_uri(): string {
    if (!this.is_absolute()) throw new ValueError("relative path can't be expressed as a file URI");
    return `file://${this.__str__().split('/').map(encodeURIComponent).join('/')}`;
  }

  is_absolute(): boolean {
    return this._root !== '';
  }

  is_relative_to(...others: Value[]): boolean {
    return this.#below(others) !== undefined;
  }

  relative_to(...others: Value[]): Value {
    const rest = this.#below(others);
    if (rest !== undefined) return this._of('', rest);
    throw new ValueError(
      `${repr(this.__str__())} is not in the subpath of ${repr(new PurePath(...others).__str__())} OR one path is relative and the other is absolute.`,
    );
  }

  /** The names that follow those of another path. */
  #below(others: Value[]): readonly string[] | undefined {
    const other = new PurePath(...others);
    const isBelow = other._root === this._root && other._names.every((name, i) => name === this._names[i]);
    return isBelow ? this._names.slice(other._names.length) : undefined;
  }

  with_name(given: Value): Value {
    const name = underlying(given) as string;
    if (this.name === '') throw new ValueError(`${repr(this)} has an empty name`);
    if (name === '' || name === '.' || name.includes('/')) throw new ValueError(`Invalid name ${repr(name)}`);
    return this._of(this._root, [...this._names.slice(0, -1), name]);
  }

  with_stem(stem: Value): Value {
    return this.with_name((underlying(stem) as string) + this.suffix);
  }

  with_suffix(given: Value): Value {
    const suffix = underlying(given) as string;
    if (suffix.includes('/') || (suffix !== '' && !suffix.startsWith('.')) || suffix === '.')
      throw new ValueError(`Invalid suffix ${repr(suffix)}`);
    return this.with_name(this.stem + suffix);
  }

  /** Whether the last names match those of a pattern; all of them, if it begins with a slash. */
  match(pattern: string): boolean {
    const { root, names } = split(pattern);
    if (names.length === 0) throw new ValueError('empty pattern');
    if (names.length > this._names.length) return false;
    if (root !== '' && (root !== this._root || names.length !== this._names.length)) return false;
    const last = this._names.slice(-names.length);
    return names.every((name, i) => fnmatch(last[i] ?? '', name));
  }

  __fspath__(): string {
    return this.__str__();
  }

  __str__(): string {
    return this._root + this._names.join('/') || '.';
  }

  __bytes__(): Buffer {
    return Buffer.from(this.__str__());
  }

  __repr__(): string {
    return `${this.constructor.name}(${repr(this.__str__())})`;
  }

  __key__(): string {
    return `path${this.__str__()}`;
  }

  __eq__(other: Value): Value {
    return other instanceof PurePath ? this.__str__() === other.__str__() : NotImplemented;
  }

  /** In the order of their names, one after the other. */
  #against(other: PurePath): number {
    const [own, others] = [this.parts as string[], other.parts as string[]];
    const at = own.findIndex((name, i) => name !== others[i]);
    if (at < 0 || others[at] === undefined) return own.length - others.length;
    return (own[at] ?? '') < others[at] ? -1 : 1;
  }

  __lt__(other: Value): Value {
    return other instanceof PurePath ? this.#against(other) < 0 : NotImplemented;
  }

  __le__(other: Value): Value {
    return other instanceof PurePath ? this.#against(other) <= 0 : NotImplemented;
  }

  __gt__(other: Value): Value {
    return other instanceof PurePath ? this.#against(other) > 0 : NotImplemented;
  }

  __ge__(other: Value): Value {
    return other instanceof PurePath ? this.#against(other) >= 0 : NotImplemented;
  }
}
Object.defineProperty(PurePath, 'name', { value: 'PurePosixPath' });

const isPath = (x: Value): boolean => typeof underlying(x) === 'string' || x instanceof PurePath;

home('pathlib', PurePath);
