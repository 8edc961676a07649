/** The files of a Popen: what it is written, and what it writes; bytes, or text where the program asks for that. */
import { spawn as begin } from 'evergreen-ts';
import { PipeError } from 'evergreen-ts/io';
import type { Process } from 'evergreen-ts/subprocess';
import { decode, encode } from '../python/encodings.js';
import { StopIteration, TypeError as PyTypeError, ValueError } from '../python/exceptions.js';
import { items } from '../python/iteration.js';
import { PyObject } from '../python/object.js';
import { typeName } from '../python/type-name.js';
import type { Value } from '../python/value.js';
import { live } from './hub.js';
import { coIterator } from './wait.js';

type Steps<T = Value> = Generator<Value, T>;
export type Pipe = Process['stdout'];

/** How text is written; undefined for bytes. */
export interface TextStyle {
  readonly encoding: Value;
  readonly errors: Value;
}

const NEWLINE = 10;
const RETURN = 13;

export class PipeFile extends PyObject {
  readonly #pipe: Pipe;
  readonly #text: TextStyle | undefined;
  readonly #writes: boolean;
  #ahead: Buffer = Buffer.alloc(0);
  #isOver = false;
  #isClosed = false;
  /** Another program reads it: the pipe stays open. */
  #isGiven = false;

  constructor(pipe: Pipe, text: TextStyle | undefined, writes: boolean) {
    super();
    this.#pipe = pipe;
    this.#text = text;
    this.#writes = writes;
  }

  #checkOpen(what: string): void {
    if (this.#isClosed) throw new ValueError(this.#text === undefined ? `${what} of closed file` : CLOSED);
  }

  *#more(): Steps<boolean> {
    if (this.#isOver) return false;
    const data: Buffer = yield* this.#pipe.read();
    this.#isOver = data.length === 0;
    this.#ahead = Buffer.concat([this.#ahead, data]);
    return !this.#isOver;
  }

  #take(size: number): Buffer {
    const taken = this.#ahead.subarray(0, size);
    this.#ahead = this.#ahead.subarray(size);
    return taken;
  }

  #shown(data: Buffer): Value {
    return this.#text === undefined
      ? data
      : decode(data, this.#text.encoding, this.#text.errors).replace(/\r\n?/g, '\n');
  }

  /** What was read and not given yet, and more of it, which ends it. */
  _and(more: Buffer): Value {
    this.#isClosed = true;
    return this.#shown(Buffer.concat([this.#take(this.#ahead.length), more]));
  }

  *read(size: Value = -1): Steps {
    this.#checkOpen('read');
    const most = size === null || size < 0 ? Infinity : Number(size);
    if (this.#text !== undefined && most < Infinity) return yield* this.#characters(most);
    while (this.#ahead.length < most && (yield* this.#more()));
    return this.#shown(this.#take(most));
  }

  *#characters(count: number): Steps {
    while ([...this.#ahead.toString()].length <= count && (yield* this.#more()));
    const [...all] = this.#shown(this.#ahead) as string;
    const { encoding = 'utf-8' } = this.#text ?? {};
    this.#ahead = encode(all.slice(count).join(''), encoding);
    return all.slice(0, count).join('');
  }

  /** Where the first line ends; undefined if that is not known yet. */
  #end(): number | undefined {
    const newline = this.#ahead.indexOf(NEWLINE);
    const back = this.#text === undefined ? -1 : this.#ahead.indexOf(RETURN);
    if (back < 0 || (newline >= 0 && newline < back)) return newline < 0 ? undefined : newline + 1;
    if (back + 1 === this.#ahead.length && !this.#isOver) return undefined;
    return this.#ahead[back + 1] === NEWLINE ? back + 2 : back + 1;
  }

  *readline(size: Value = -1): Steps {
    this.#checkOpen('readline');
    const most = size === null || size < 0 ? Infinity : Number(size);
    let end: number | undefined;
    while ((end = this.#end()) === undefined && this.#ahead.length < most && (yield* this.#more()));
    return this.#shown(this.#take(Math.min(end ?? this.#ahead.length, most)));
  }

  *readlines(): Steps {
    const lines: Value[] = [];
    for (let line: Value; (line = yield* this.readline()).length > 0;) lines.push(line);
    return lines;
  }

  *write(data: Value): Steps {
    if (this.#isClosed) throw new ValueError(this.#text === undefined ? 'write to closed file' : CLOSED);
    if (this.#text !== undefined && typeof data !== 'string')
      throw new PyTypeError(`write() argument must be str, not ${typeName(data)}`);
    if (this.#text === undefined && !(data instanceof Uint8Array))
      throw new PyTypeError(`a bytes-like object is required, not '${typeName(data)}'`);
    this.#pipe.write(
      this.#text === undefined ? data : encode(data as string, this.#text.encoding, this.#text.errors),
    );
    yield* this.#pipe.drain();
    return typeof data === 'string' ? [...data].length : (data.length as number);
  }

  *writelines(lines: Value): Steps {
    for (const line of items(lines)) yield* this.write(line);
    return null;
  }

  *flush(): Steps {
    this.#checkOpen('flush');
    yield* this.#pipe.flush();
    return null;
  }

  *close(): Steps {
    if (this.#isClosed) return null;
    this.#isClosed = true;
    if (this.#isGiven || this.#pipe.closed) return null;
    try {
      if (this.#writes) yield* this.#pipe.shutdown();
    } finally {
      this.#pipe.close();
    }
    return null;
  }

  get closed(): boolean {
    return this.#isClosed;
  }

  /** What comes goes on to another program, until either is at its end. */
  _feed(to: Pipe): void {
    this.#isGiven = true;
    const self = this;
    const tasklet = begin(function* () {
      try {
        while (self.#ahead.length > 0 || (yield* self.#more())) {
          to.write(self.#take(self.#ahead.length));
          yield* to.drain();
        }
        yield* to.shutdown();
      } catch (error) {
        // The other program has ended: this one is told, by its next write.
        if (!(error instanceof PipeError)) throw error;
      } finally {
        to.close();
        self.#pipe.close();
        live.delete(tasklet);
      }
    });
    live.add(tasklet);
  }

  __iter__(): this {
    return this;
  }

  *__next__(): Steps {
    const line: Value = yield* this.readline();
    if (line.length === 0) throw new StopIteration();
    return line;
  }

  __coiter__(): Value {
    const self = this;
    return coIterator(function* (): Steps {
      const line: Value = yield* self.readline();
      return line.length === 0 ? { done: true, value: undefined } : { done: false, value: line };
    });
  }

  __enter__(): this {
    return this;
  }

  *__exit__(): Steps<boolean> {
    yield* this.close();
    return false;
  }
}

const CLOSED = 'I/O operation on closed file.';
