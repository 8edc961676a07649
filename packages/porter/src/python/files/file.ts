/**
 * Files as Python has them, of text and of bytes: what they have in common. They read ahead from the place where the system is, so that
 * what is appended meanwhile is seen by whoever has come to the end, and write in large parts.
 */
import { BaseException, Exception, OSError, StopIteration, ValueError } from '../exceptions.js';
import { derived, home, internal } from '../homes.js';
import { MRO } from '../mro.js';
import { PyObject } from '../object.js';
import { bool } from '../iteration.js';
import type { Value } from '../value.js';
import { Descriptor } from './descriptor.js';
import { isWritten, toBeWritten } from './system.js';

/** What is written waits until it is as much as this. */
const PART = 8192;

/** Something that a file of this mode cannot do. */
export class UnsupportedOperation extends OSError {}
home('io', UnsupportedOperation);
derived(UnsupportedOperation, OSError, ValueError);
Object.defineProperty(UnsupportedOperation, MRO, {
  value: [UnsupportedOperation, OSError, ValueError, Exception, BaseException],
});

export abstract class File<T extends string | Buffer = Value> extends PyObject {
  protected readonly _descriptor: Descriptor;
  /** What was read from the system: all before `_at` was handed out. */
  protected _ahead: Buffer = Buffer.alloc(0);
  protected _at = 0;
  readonly #reads: boolean;
  readonly #writes: boolean;
  readonly #waits: number;
  #pending: Buffer[] = [];
  #waiting = 0;

  constructor(path: Value, mode: string, waits = PART) {
    super();

    this.#reads = /[r+]/.test(mode);
    this.#writes = /[wax+]/.test(mode);
    this.#waits = waits;
    this._descriptor = new Descriptor(
      path,
      mode.replace(/[bt+]/g, '').replace('x', 'wx') + (mode.includes('+') ? '+' : ''),
    );
    this.name = path;
    this.mode = mode;
    this.closed = false;
  }

  /** The items of what was read are turned to these. */
  abstract read(size?: Value): T;
  abstract readline(size?: Value): T;
  abstract write(data: Value): number;

  /** What is said of a closed file. */
  protected abstract _isClosed(operation: string): string;

  /** A closed file says so before it says what it cannot do. */
  protected abstract readonly _isClosedFirst: boolean;

  protected _check(operation: string): void {
    if (this.closed === true) throw new ValueError(this._isClosed(operation));
  }

  protected _checkReads(operation: string, unsupported: string): void {
    if (this.#reads || this._isClosedFirst) this._check(operation);
    if (!this.#reads) throw new UnsupportedOperation(unsupported);
  }

  protected _checkWrites(operation: string, unsupported: string): void {
    if (this.#writes || this._isClosedFirst) this._check(operation);
    if (!this.#writes) throw new UnsupportedOperation(unsupported);
  }

  /** Read as much more as is asked for, after what is there; false at the end of the file. */
  protected _fill(size: number): boolean {
    this.flush();
    const more = this._descriptor.read(size);
    if (more.length === 0) return false;
    this._ahead = Buffer.concat([this._ahead.subarray(this._at), more]);
    this._at = 0;
    return true;
  }

  /** All that there is. */
  protected _fillAll(): void {
    const left = this._descriptor.hasPlaces ? this._descriptor.size - this._descriptor.place : 0;
    for (let size = Math.max(left, PART); this._fill(size); size = PART);
  }

  protected _put(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#pending.push(bytes);
    this.#waiting += bytes.length;
    toBeWritten(this);
    if (this.#waiting >= this.#waits) this.flush();
  }

  /** Where the next byte is read or written. */
  protected get _place(): number {
    return this._descriptor.place - (this._ahead.length - this._at) + this.#waiting;
  }

  /** To another place, without anything ahead. */
  protected _go(place: number): void {
    this.flush();
    this._ahead = Buffer.alloc(0);
    this._at = 0;
    this._descriptor.place = place;
  }

  protected get _size(): number {
    this.flush();
    return this._descriptor.size;
  }

  flush(): void {
    this._check('flush');
    isWritten(this);
    if (this.#waiting === 0) return;
    const bytes = Buffer.concat(this.#pending.splice(0));
    this.#waiting = 0;
    this._descriptor.write(bytes);
  }

  readlines(most: Value = -1): T[] {
    const lines: T[] = [];
    let size = 0;
    for (let line = this.readline(); line.length > 0; line = this.readline()) {
      lines.push(line);
      size += line.length;
      if (most !== null && most > 0 && size >= most) break;
    }
    return lines;
  }

  __iter__(): this {
    this._check('readline');
    return this;
  }

  __next__(): T {
    const line = this.readline();
    if (line.length === 0) throw new StopIteration();
    return line;
  }

  writelines(lines: Iterable<Value>): void {
    this._check('write');
    for (const line of lines) this.write(line);
  }

  truncate(size: Value = null): number {
    this._checkWrites('truncate', 'truncate');
    const place = this._place;
    this.flush();
    const wanted = size === null ? place : Number(size);
    this._descriptor.truncate(wanted);
    return wanted;
  }

  readable(): boolean {
    this._check('readable');
    return this.#reads;
  }

  writable(): boolean {
    this._check('writable');
    return this.#writes;
  }

  seekable(): boolean {
    this._check('seekable');
    return this._descriptor.hasPlaces;
  }

  isatty(): boolean {
    this._check('isatty');
    return this._descriptor.isTerminal();
  }

  fileno(): number {
    if (bool(this.closed)) throw new ValueError('I/O operation on closed file');
    return this._descriptor.number;
  }

  close(): void {
    if (bool(this.closed)) return;
    this.flush();
    this.closed = true;
    this._descriptor.close();
  }

  __enter__(): this {
    if (bool(this.closed)) throw new ValueError('I/O operation on closed file.');
    return this;
  }

  __exit__(): boolean {
    this.close();
    return false;
  }
}

internal(File);
