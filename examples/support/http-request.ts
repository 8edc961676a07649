/**
 * Requests of HTTP/1.1 (RFC 9112), read from a stream. Strict: what two programs could read differently is refused, so that
 * nothing can be smuggled past a proxy in front. And it costs time and memory in proportion to the bytes that a client sends,
 * whatever they are: no expression here can match one text in many ways, and no byte of a body is kept in an object of its own.
 */
import type { Op } from 'evergreen-ts';
import { type BaseStream, BufferLimitError } from 'evergreen-ts/io';

/** Most bytes of a body. */
const MAX_BODY = 4 * 2 ** 20;
/** Most bytes of a target. */
const MAX_TARGET = 4096;
/** Most headers. */
const MAX_HEADERS = 200;
/** Most bytes of what is around the chunks of a body (sizes with extensions), beyond what is usual (as Go's net/http). */
const MAX_OVERHEAD = 16 * 1024;
const USUAL_OVERHEAD = 16;
/** Bytes of a body that are asked for at once, so that a client gets no memory for what it only announces. */
const PIECE = 64 * 1024;
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const REQUEST_LINE = new RegExp(`^(${TOKEN}) ([\\x21-\\x7e]+) HTTP/(\\d)\\.(\\d)$`);
const HEADER = new RegExp(`^(${TOKEN}):([\\t\\x20-\\x7e\\x80-\\xff]*)$`);

/** Answered with `status`; the connection is closed, since nobody knows where the next request would begin. */
export class HTTPError extends Error {
  override readonly name = 'HTTPError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The version is 1.0: no chunks in the answer. */
  readonly old: boolean;
  readonly keepAlive: boolean;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** The rest of a request whose first byte has come. HTTPError if it is not one. */
export function* readRequest(stream: BaseStream, first: Buffer): Op<Request> {
  const [line = '', ...fields] = (yield* readHead(stream, first)).split('\r\n');
  const [, method = '', target = '', major, minor] = REQUEST_LINE.exec(line) ?? [];
  if (major === undefined) throw new HTTPError(400, 'that is no request');
  if (major !== '1') throw new HTTPError(505, 'only HTTP/1.0 and 1.1 are spoken here');
  if (target.length > MAX_TARGET) throw new HTTPError(414, 'the target is too long');
  const headers = parseHeaders(fields);
  const old = minor === '0';
  if (!old && !headers.has('host')) throw new HTTPError(400, 'Host is missing');
  const connection = (headers.get('connection') ?? '').toLowerCase().split(',').map(trimmed);
  const [path = '', query = ''] = target.replace(/^http:\/\/[^/?]*/i, '').split('?', 2);
  const body = yield* readBody(stream, headers, old);
  const keepAlive = old ? connection.includes('keep-alive') : !connection.includes('close');
  return { method, path: path === '' ? '/' : path, query, old, keepAlive, headers, body };
}

/** Request line and headers, without the empty line. */
function* readHead(stream: BaseStream, first: Buffer): Op<string> {
  try {
    const rest = yield* stream.readUntil('\r\n\r\n');
    return Buffer.concat([first, rest]).toString('latin1').replace(/^\r\n/, '').slice(0, -4);
  } catch (error) {
    if (!(error instanceof BufferLimitError)) throw error;
    const start = yield* stream.read(MAX_TARGET);
    if (start.includes('\n')) throw new HTTPError(431, 'the headers are too long');
    throw new HTTPError(414, 'the target is too long');
  }
}

function parseHeaders(fields: readonly string[]): Map<string, string> {
  if (fields.length > MAX_HEADERS) throw new HTTPError(431, 'there are too many headers');
  const headers = new Map<string, string>();
  for (const field of fields) {
    const [, name, text = ''] = HEADER.exec(field) ?? [];
    if (name === undefined) throw new HTTPError(400, 'a header is malformed');
    const [key, value] = [name.toLowerCase(), trimmed(text)];
    const before = headers.get(key);
    if (before !== undefined && ['content-length', 'transfer-encoding', 'host'].includes(key))
      throw new HTTPError(400, `${name} is there twice`);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

/** Without the blanks around it. (An expression would try every blank as the beginning of those at the end.) */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function* readBody(stream: BaseStream, headers: ReadonlyMap<string, string>, old: boolean): Op<Buffer> {
  const [length, encoding] = [headers.get('content-length'), headers.get('transfer-encoding')];
  if (encoding !== undefined && (old || length !== undefined))
    throw new HTTPError(400, 'Transfer-Encoding does not belong here');
  if (encoding !== undefined && encoding.toLowerCase() !== 'chunked')
    throw new HTTPError(501, 'only chunked is understood');
  if (length !== undefined && !/^\d+$/.test(length)) throw new HTTPError(400, 'Content-Length is no number');
  if (Number(length ?? 0) > MAX_BODY) throw new HTTPError(413, 'the body is too large');
  if (!old && headers.get('expect')?.toLowerCase() === '100-continue')
    stream.write('HTTP/1.1 100 Continue\r\n\r\n');
  if (encoding !== undefined) return yield* readChunks(stream);
  const body = new Body();
  yield* body.read(stream, Number(length ?? 0));
  return body.bytes;
}

/** A body while it comes: its bytes are copied into one block, which doubles when it is full, whatever pieces they come in. */
export class Body {
  #block = Buffer.alloc(0);
  #size = 0;

  get bytes(): Buffer {
    return this.#block.subarray(0, this.#size);
  }

  /** Bytes of memory that it takes. */
  get kept(): number {
    return this.#block.length;
  }

  add(bytes: Buffer): void {
    const size = this.#size + bytes.length;
    if (size > this.#block.length) {
      const block = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#block.length));
      this.bytes.copy(block);
      this.#block = block;
    }
    bytes.copy(this.#block, this.#size);
    this.#size = size;
  }

  /** Add the next `count` bytes of the stream. HTTPError if it ends before. */
  *read(stream: BaseStream, count: number): Op<void> {
    for (let left = count; left > 0; left -= PIECE) this.add(yield* exactly(stream, Math.min(left, PIECE)));
  }
}

function* readChunks(stream: BaseStream): Op<Buffer> {
  const body = new Body();
  let overhead = 0;
  for (let total = 0; ;) {
    const line = yield* readLine(stream);
    const [, digits] = /^([0-9a-f]{1,8})(?:[ \t]*;[^\r\n]*)?\r\n$/i.exec(line) ?? [];
    if (digits === undefined) throw new HTTPError(400, 'a chunk is malformed');
    const size = parseInt(digits, 16);
    if ((total += size) > MAX_BODY) throw new HTTPError(413, 'the body is too large');
    if (size === 0) break;
    overhead = Math.max(overhead + line.length - USUAL_OVERHEAD - size, 0);
    if (overhead > MAX_OVERHEAD) throw new HTTPError(400, 'there is more around the chunks than in them');
    yield* body.read(stream, size);
    if ((yield* exactly(stream, 2)).toString('latin1') !== '\r\n')
      throw new HTTPError(400, 'a chunk is malformed');
  }
  let trailers = 0;
  for (let line; (line = yield* readLine(stream)) !== '\r\n';) {
    if (line === '' || (trailers += line.length) > MAX_TARGET)
      throw new HTTPError(431, 'the trailers are too long');
  }
  return body.bytes;
}

function* readLine(stream: BaseStream): Op<string> {
  return (yield* stream.readUntil('\r\n')).toString('latin1');
}

/** Exactly `nbytes` bytes. HTTPError if the stream ends before. */
function* exactly(stream: BaseStream, nbytes: number): Op<Buffer> {
  const bytes = yield* stream.readBytes(nbytes);
  if (bytes.length < nbytes) throw new HTTPError(400, 'the body is incomplete');
  return bytes;
}
