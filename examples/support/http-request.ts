/**
 * Requests of HTTP/1.1 (RFC 9112), read from a stream. Strict: what two programs could read differently is refused, so that
 * nothing can be smuggled past a proxy in front.
 */
import type { Op } from 'evergreen-ts';
import { type BaseStream, BufferLimitError } from 'evergreen-ts/io';

/** Most bytes of a body. */
const MAX_BODY = 4 * 2 ** 20;
/** Most bytes of a target. */
const MAX_TARGET = 4096;
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const REQUEST_LINE = new RegExp(`^(${TOKEN}) ([\\x21-\\x7e]+) HTTP/(\\d)\\.(\\d)$`);
const HEADER = new RegExp(`^(${TOKEN}):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*)$`);

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
  const connection = (headers.get('connection') ?? '').toLowerCase().split(/[ \t]*,[ \t]*/);
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
  const headers = new Map<string, string>();
  for (const field of fields) {
    const [, name, value = ''] = HEADER.exec(field) ?? [];
    if (name === undefined) throw new HTTPError(400, 'a header is malformed');
    const key = name.toLowerCase();
    const before = headers.get(key);
    if (before !== undefined && ['content-length', 'transfer-encoding', 'host'].includes(key))
      throw new HTTPError(400, `${name} is there twice`);
    headers.set(key, before === undefined ? value.trimEnd() : `${before}, ${value.trimEnd()}`);
  }
  return headers;
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
  return length === undefined ? Buffer.alloc(0) : yield* exactly(stream, Number(length));
}

function* readChunks(stream: BaseStream): Op<Buffer> {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const [, digits] = /^([0-9a-f]{1,8})(?:[ \t]*;[^\r\n]*)?\r\n$/i.exec(yield* readLine(stream)) ?? [];
    if (digits === undefined) throw new HTTPError(400, 'a chunk is malformed');
    const size = parseInt(digits, 16);
    if ((total += size) > MAX_BODY) throw new HTTPError(413, 'the body is too large');
    if (size === 0) break;
    chunks.push(yield* exactly(stream, size));
    if ((yield* exactly(stream, 2)).toString('latin1') !== '\r\n')
      throw new HTTPError(400, 'a chunk is malformed');
  }
  let trailers = 0;
  for (let line; (line = yield* readLine(stream)) !== '\r\n';) {
    if (line === '' || (trailers += line.length) > MAX_TARGET)
      throw new HTTPError(431, 'the trailers are too long');
  }
  return Buffer.concat(chunks);
}

function* readLine(stream: BaseStream): Op<string> {
  return (yield* stream.readUntil('\r\n')).toString('latin1');
}

/** So many bytes and no fewer. */
function* exactly(stream: BaseStream, nbytes: number): Op<Buffer> {
  if (nbytes === 0) return Buffer.alloc(0);
  const bytes = yield* stream.readBytes(nbytes);
  if (bytes.length < nbytes) throw new HTTPError(400, 'the body is incomplete');
  return bytes;
}
