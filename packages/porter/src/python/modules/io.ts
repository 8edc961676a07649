/** Python's io: files in memory. */
import { ValueError } from '../exceptions.js';
import { generator } from '../generator.js';
import { PyObject } from '../object.js';
import type { Value } from '../value.js';
import { extension, internal } from '../homes.js';
export { UnsupportedOperation } from '../files/file.js';
export { open } from '../open.js';

export const [SEEK_SET, SEEK_CUR, SEEK_END] = [0, 1, 2];
export const DEFAULT_BUFFER_SIZE = 8192;

/** What text and bytes in memory have in common. */
abstract class Memory<T extends string | Buffer> extends PyObject {
  protected _content!: T;
  #at = 0;

  protected abstract _joined(...parts: T[]): T;
  protected abstract _part(from: number, to: number): T;
  protected abstract _find(from: number): number;

  #check(): void {
    if (this.closed === true) throw new ValueError('I/O operation on closed file.');
  }

  write(data: T): number {
    this.#check();
    const end = this.#at + data.length;
    this._content = this._joined(this._part(0, this.#at), data, this._part(end, this._content.length));
    this.#at = end;
    return data.length;
  }

  writelines(lines: Iterable<T>): void {
    for (const line of lines) this.write(line);
  }

  read(size: Value = -1): T {
    this.#check();
    const end =
      size === null || size < 0
        ? this._content.length
        : Math.min(this._content.length, this.#at + Number(size));
    const part = this._part(this.#at, end);
    this.#at = Math.max(this.#at, end);
    return part;
  }

  readline(): T {
    this.#check();
    const at = this._find(this.#at);
    return this.read(at < 0 ? -1 : at + 1 - this.#at);
  }

  readlines(): T[] {
    return [...this.__iter__()];
  }

  *__iter__(): Generator<T> {
    for (let line = this.readline(); line.length > 0; line = this.readline()) yield line;
  }

  getvalue(): T {
    this.#check();
    return this._content;
  }

  seek(at: number, whence = 0): number {
    return (this.#at = whence === 2 ? this._content.length + at : whence === 1 ? this.#at + at : at);
  }

  tell(): number {
    return this.#at;
  }

  truncate(size: Value = null): number {
    this._content = this._part(0, size === null ? this.#at : Number(size));
    return this._content.length;
  }

  flush(): void {
    // It is in memory.
  }

  close(): void {
    this.closed = true;
  }

  __enter__(): this {
    return this;
  }

  __exit__(): boolean {
    this.close();
    return false;
  }
}

generator(Memory.prototype.__iter__);

export class StringIO extends Memory<string> {
  protected override _content: string;

  constructor(initial: Value = '') {
    super();
    this._content = initial as string;
    this.closed = false;
  }

  protected override _joined(...parts: string[]): string {
    return parts.join('');
  }

  protected override _part(from: number, to: number): string {
    return this._content.slice(from, to);
  }

  protected override _find(from: number): number {
    return this._content.indexOf('\n', from);
  }
}

export class BytesIO extends Memory<Buffer> {
  protected override _content: Buffer;

  constructor(initial: Value = Buffer.alloc(0)) {
    super();
    this._content = Buffer.from(initial as Buffer);
    this.closed = false;
  }

  protected override _joined(...parts: Buffer[]): Buffer {
    return Buffer.concat(parts);
  }

  protected override _part(from: number, to: number): Buffer {
    return Buffer.from(this._content.subarray(from, to));
  }

  protected override _find(from: number): number {
    return this._content.indexOf(10, from);
  }
}

extension('_io', StringIO, BytesIO);
internal(Memory);
