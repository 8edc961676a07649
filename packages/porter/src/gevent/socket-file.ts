/** The file of a socket: text, or bytes with a `b` in its mode. */
import type { socket as lib } from 'evergreen-ts/lib';
import { StopIteration, TypeError as PyTypeError, ValueError } from '../python/exceptions.js';
import { PyObject } from '../python/object.js';
import { typeName } from '../python/type-name.js';
import type { Value } from '../python/value.js';
import { coIterator } from './wait.js';

type Steps = Generator<Value>;

/** What can be sent. */
export function bytes(data: Value): Value {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  throw new PyTypeError(`a bytes-like object is required, not '${typeName(data)}'`);
}

/** What makefile() returns: text, or bytes with a `b` in its mode. */
export class SocketFile extends PyObject {
  readonly #file: ReturnType<lib.socket['makefile']>;
  readonly #binary: boolean;
  readonly #how: string;
  #isClosed = false;
  /** Of a line of which a part was asked for: what was read and not given yet. */
  #ahead: Value;

  constructor(socket: lib.socket, mode: string) {
    super();
    this.#binary = mode.includes('b');
    const how = /w/.test(mode) && /r/.test(mode) ? 'rwb' : /w/.test(mode) ? 'wb' : 'rb';
    this.#how = how;
    this.#file = socket.makefile(how);
  }

  #given(data: Buffer): Value {
    return this.#binary ? data : data.toString();
  }

  #open(what: string): void {
    if (this.#isClosed)
      throw new ValueError(this.#binary ? `${what} of closed file` : 'I/O operation on closed file.');
  }

  /** The beginning of what there is, and the rest of it kept. */
  #part(all: Value, size: number): Value {
    const units: Value = this.#binary ? all : [...(all as string)];
    if (units.length <= size) return all;
    this.#ahead = this.#joined(units.slice(size));
    return this.#joined(units.slice(0, size));
  }

  #joined(units: Value): Value {
    return this.#binary ? units : units.join('');
  }

  #and(first: Value, more: Value): Value {
    return this.#binary ? Buffer.concat([first, more]) : (first as string) + (more as string);
  }

  #takeAhead(): Value {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead;
  }

  *read(size: Value = -1): Steps {
    this.#open('read');
    const most = size === null || size < 0 ? Infinity : Number(size);
    const ahead = this.#takeAhead();
    if (ahead !== undefined) {
      if (ahead.length >= most) return this.#part(ahead, most);
      return this.#and(ahead, yield* this.read(most === Infinity ? -1 : most - (ahead.length as number)));
    }
    return this.#given(yield* most === Infinity ? this.#file.read() : this.#file.read(most));
  }

  *readline(size: Value = -1): Steps {
    this.#open('readline');
    const ahead = this.#takeAhead();
    const line =
      ahead === undefined || /\n$/.test(String(ahead))
        ? (ahead ?? this.#given(yield* this.#file.readline()))
        : this.#and(ahead, this.#given(yield* this.#file.readline()));
    return size === null || size < 0 ? line : this.#part(line, Number(size));
  }

  /** What has come, up to so many bytes; some, if there is an end or more to come. */
  *read1(size: Value = -1): Steps {
    return yield* this.readline(size);
  }

  *readinto(buffer: Uint8Array): Steps {
    const data: Value = yield* this.read(buffer.length);
    buffer.set(data as Uint8Array);
    return data.length;
  }

  *readlines(): Steps {
    const lines: Value[] = [];
    for (let line; (line = yield* this.readline()).length > 0;) lines.push(line);
    return lines;
  }

  *write(data: Value): Steps {
    return yield* this.#file.write(bytes(data));
  }

  *writelines(lines: Iterable<Value>): Steps {
    for (const line of lines) yield* this.write(line);
    return null;
  }

  *flush(): Steps {
    if (this._writes) yield* this.#file.flush();
    return null;
  }

  get closed(): boolean {
    return this.#isClosed;
  }

  readable(): boolean {
    return this.#file.readable();
  }

  writable(): boolean {
    return this.#file.writable();
  }

  seekable(): boolean {
    return false;
  }

  fileno(): number {
    return this.#file.fileno();
  }

  close(): void {
    this.#isClosed = true;
    this.#file.close();
  }

  get _closed(): boolean {
    return this.#isClosed;
  }

  /** It may still write. */
  get _writes(): boolean {
    return this.#how !== 'rb' && !this.#isClosed;
  }

  __coiter__(): Value {
    return coIterator(
      function* (this: SocketFile): Steps {
        const line: Value = yield* this.readline();
        return line.length === 0 ? { done: true, value: undefined } : { done: false, value: line };
      }.bind(this),
    );
  }

  __iter__(): this {
    return this;
  }

  *__next__(): Steps {
    const line: Value = yield* this.readline();
    if (line.length === 0) throw new StopIteration();
    return line;
  }

  __enter__(): this {
    return this;
  }

  *__exit__(): Steps {
    yield* this.flush();
    this.close();
    return false;
  }
}
