/** Messages of HTTP/1.1 as servers and clients read them: the head, and a body of known length or in chunks. It parses no more than that. */
import { PyObject, hidden } from '../python/object.js';
import type { Value } from '../python/value.js';
import { coIterator } from './wait.js';

type Steps<T = Value> = Generator<Value, T>;

/** The longest line, and the most header lines, that a client may send. */
const LONGEST = 8192;
const MOST = 200;

/** The client is to be told this status; the connection ends then. */
export class BadRequest extends Error {
  readonly status: string;
  constructor(status = '400 Bad Request') {
    super(status);
    this.status = status;
  }
}

/** Bytes of a connection, by lines and pieces. */
export class Reader {
  readonly #socket: Value;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Value) {
    this.#socket = socket;
  }

  *#more(): Steps<boolean> {
    const data: Buffer = yield* this.#socket.recv(65536);
    this.#rest = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    return data.length > 0;
  }

  /** A line with its end, as far as it has come when the connection ends; BadRequest if it is too long. */
  *line(limit = LONGEST): Steps<Buffer> {
    for (let from = 0; ;) {
      const at = this.#rest.indexOf(0x0a, from);
      if (at >= 0 && at < limit) return this.#take(at + 1);
      if (this.#rest.length >= limit) throw new BadRequest('414 Request URI Too Long');
      from = this.#rest.length;
      if (!(yield* this.#more())) return this.#take(this.#rest.length);
    }
  }

  /** At most `size` bytes; none when the connection has ended. */
  *some(size: number): Steps<Buffer> {
    if (this.#rest.length === 0) yield* this.#more();
    return this.#take(Math.min(size, this.#rest.length));
  }

  #take(size: number): Buffer {
    const taken = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return taken;
  }
}

export interface Head {
  readonly line: string;
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** In the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The next request of a connection; undefined if it has ended. Parks. */
export function* readHead(reader: Reader): Steps<Head | undefined> {
  const first = yield* reader.line();
  if (first.length === 0) return undefined;
  const line = first.toString('latin1').trimEnd();
  const [, method, target, version] = /^([!-~]+) (\S+) (HTTP\/1\.[01])$/.exec(line) ?? [];
  if (method === undefined || target === undefined || version === undefined) throw new BadRequest();
  return { line, method, target, version, headers: yield* readHeaders(reader) };
}

/** Header lines, to the empty one. Parks. */
export function* readHeaders(reader: Reader): Steps<[string, string][]> {
  const headers: [string, string][] = [];
  for (;;) {
    const header = (yield* reader.line()).toString('latin1');
    if (header.trimEnd() === '' && header !== '') break;
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*\r?\n$/.exec(header) ?? [];
    if (name === undefined || value === undefined || headers.length === MOST) throw new BadRequest();
    headers.push([name, value]);
  }
  return headers;
}

/** What `environ['wsgi.input']` is: the body of a request, or that of a response. Reading parks. */
export class Input extends PyObject {
  override __init__(
    reader: Reader,
    length: number | undefined,
    chunked: boolean,
    proceed?: () => Steps,
  ): void {
    hidden(this, '_reader', '_left', '_chunked', '_proceed', '_pending');
    this._reader = reader;
    this._chunked = chunked;
    // Of a chunked body: what is left of the chunk; undefined before the first.
    this._left = chunked ? undefined : (length ?? 0);
    this._proceed = proceed;
    this._pending = Buffer.alloc(0);
  }

  /** Some bytes of the body; none at its end. */
  *#some(size: number): Steps<Buffer> {
    if (this._pending.length > 0) {
      const taken: Buffer = this._pending.subarray(0, size);
      this._pending = this._pending.subarray(size);
      return taken;
    }
    if (this._proceed !== undefined) {
      const proceed: () => Steps = this._proceed;
      this._proceed = undefined;
      yield* proceed();
    }
    if (this._chunked === true && (this._left === undefined || this._left === 0)) yield* this.#nextChunk();
    if (this._left === 0) return Buffer.alloc(0);
    const data: Buffer = yield* this._reader.some(Math.min(size, this._left));
    // A response may end with its connection.
    if (data.length === 0 && this._left === Infinity) return data;
    if (data.length === 0) throw new BadRequest();
    this._left -= data.length;
    if (this._chunked === true && this._left === 0) yield* this._reader.line();
    return data;
  }

  *#nextChunk(): Steps<void> {
    const text = (yield* this._reader.line()).toString('latin1');
    const [, size] = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?\r?\n$/.exec(text) ?? [];
    if (size === undefined) throw new BadRequest();
    this._left = parseInt(size, 16);
    if (this._left > 0) return;
    this._chunked = false;
    // Trailers are not kept.
    while ((yield* this._reader.line()).toString('latin1').trimEnd() !== '');
  }

  *read(size: Value = -1): Steps<Buffer> {
    const parts: Buffer[] = [];
    let left = size === null || Number(size) < 0 ? Infinity : Number(size);
    while (left > 0) {
      const part = yield* this.#some(Math.min(left, 65536));
      if (part.length === 0) break;
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  }

  *readline(size: Value = -1): Steps<Buffer> {
    const parts: Buffer[] = [];
    let left = size === null || Number(size) < 0 ? Infinity : Number(size);
    while (left > 0) {
      const part = yield* this.#some(Math.min(left, 65536));
      if (part.length === 0) break;
      const end = part.indexOf(0x0a) + 1;
      const used = end === 0 ? part.length : end;
      parts.push(part.subarray(0, used));
      if (used < part.length) this._pending = Buffer.concat([part.subarray(used), this._pending]);
      if (end > 0) break;
      left -= used;
    }
    return Buffer.concat(parts);
  }

  *readlines(): Steps {
    const lines: Value[] = [];
    for (let line; (line = yield* this.readline()).length > 0;) lines.push(line);
    return lines;
  }

  __coiter__(): Value {
    return coIterator(
      function* (this: Input): Steps {
        const line = yield* this.readline();
        return line.length === 0 ? { done: true, value: undefined } : { done: false, value: line };
      }.bind(this),
    );
  }

  /** Read what the application has left. */
  *_discard(): Steps<void> {
    // A client that was not told to go on will not send its body.
    if (this._proceed !== undefined) return;
    while ((yield* this.#some(65536)).length > 0);
  }

  /** The client still waits for "100 Continue". */
  get _waits(): boolean {
    return this._proceed !== undefined;
  }
}
