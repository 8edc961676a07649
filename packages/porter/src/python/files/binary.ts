/** Files of bytes. */
import { OSError, TypeError as PyTypeError, ValueError } from '../exceptions.js';
import { extension } from '../homes.js';
import { repr, text } from '../text.js';
import { className } from '../object.js';
import { typeName } from '../type-name.js';
import type { Value } from '../value.js';
import { File } from './file.js';

abstract class BinaryFile extends File<Buffer> {
  protected override readonly _isClosedFirst = false;

  protected override _isClosed(operation: string): string {
    return operation === 'write'
      ? 'write to closed file'
      : /^(?:read|readline|seek|flush)$/.test(operation)
        ? `${operation} of closed file`
        : 'I/O operation on closed file.';
  }

  /** What was read stays, for who goes back in it: until the next part is read. */
  #next(size: number): Buffer {
    const part = this._ahead.subarray(this._at, this._at + size);
    this._at += part.length;
    return Buffer.from(part);
  }

  get #left(): number {
    return this._ahead.length - this._at;
  }

  override read(size: Value = -1): Buffer {
    this._checkReads('read', 'read');
    if (size !== null && size < -1) throw new ValueError('read length must be non-negative or -1');
    if (size === null || size < 0) {
      this._fillAll();
      const all = this.#next(this.#left);
      // Nothing of it can be read again without asking the system.
      this._go(this._place);
      return all;
    }
    const wanted = Number(size);
    while (this.#left < wanted && this._fill(Math.max(this._descriptor.block, wanted - this.#left)));
    return this.#next(wanted);
  }

  /** What is there already, or what one call of the system reads. */
  read1(size: Value = -1): Buffer {
    this._checkReads('read', 'read');
    if (this.#left === 0) this._fill(this._descriptor.block);
    return this.#next(size === null || size < 0 ? this.#left : Number(size));
  }

  readinto(into: Uint8Array): number {
    const bytes = this.read(into.length);
    into.set(bytes);
    return bytes.length;
  }

  /** What comes, without taking it. */
  peek(): Buffer {
    this._checkReads('read', 'peek');
    if (this.#left === 0) this._fill(this._descriptor.block);
    return Buffer.from(this._ahead.subarray(this._at));
  }

  override readline(size: Value = -1): Buffer {
    this._checkReads('readline', 'read');
    const most = size === null || size < 0 ? Infinity : Number(size);
    for (let from = 0; ;) {
      const end = this._ahead.indexOf(10, this._at + from);
      if (end >= 0) return this.#next(Math.min(end + 1 - this._at, most));
      from = this.#left;
      if (from >= most || !this._fill(this._descriptor.block)) return this.#next(Math.min(from, most));
    }
  }

  override write(data: Value): number {
    this._checkWrites('write', 'write');
    if (!(data instanceof Uint8Array))
      throw new PyTypeError(`a bytes-like object is required, not '${typeName(data)}'`);
    // What was read ahead is written over.
    if (this._ahead.length > 0) this._go(this._place);
    this._put(Buffer.from(data));
    return data.length;
  }

  seek(offset: Value, whence: Value = 0): number {
    this._check('seek');
    const how = Number(whence);
    if (![0, 1, 2].includes(how)) throw new ValueError(`whence value ${text(whence)} unsupported`);
    const place = Number(offset) + (how === 0 ? 0 : how === 1 ? this._place : this._size);
    if (place < 0) throw new OSError(22, 'Invalid argument');
    this.flush();
    const at = place - (this._descriptor.place - this._ahead.length);
    if (how !== 2 && this._ahead.length > 0 && at >= 0 && at <= this._ahead.length) this._at = at;
    else this._go(place);
    return place;
  }

  tell(): number {
    this._check('tell');
    return this._place;
  }

  __repr__(): string {
    return `<_io.${className(this.constructor)} name=${repr(this.name)}>`;
  }
}

export class BufferedReader extends BinaryFile {}
export class BufferedWriter extends BinaryFile {}
export class BufferedRandom extends BinaryFile {}
extension('_io', BufferedReader, BufferedWriter, BufferedRandom);
