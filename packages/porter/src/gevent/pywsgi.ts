/**
 * gevent's pywsgi: an HTTP/1.1 server for WSGI applications, on StreamServer. Plain HTTP only, without TLS, and without handler classes of the
 * program's own.
 */
import { Dict } from '../python/dict.js';
import { caught, AssertionError, OSError, ValueError } from '../python/exceptions.js';
import { tracebackOf } from '../python/end.js';
import { coiter } from '../python/iteration.js';
import { Kw } from '../python/keywords.js';
import { hidden } from '../python/object.js';
import { call, op } from '../python/plain.js';
import { tup } from '../python/tuple.js';
import { typeName } from '../python/type-name.js';
import { toStderr } from '../python/streams.js';
import type { Value } from '../python/value.js';
import { BadRequest, type Head, Input, Reader, readHead } from './http-request.js';
import { StreamServer } from './server.js';

export { Input };

type Steps<T = Value> = Generator<Value, T>;

/** Where lines of a log go. */
type Log = ((line: string) => void) | undefined;

const toLog = (line: string): void => toStderr(`${line}\n`);

function logOf(given: Value): Log {
  if (given === null) return undefined;
  if (given === undefined || given === 'default') return toLog;
  if ('info' in given && typeof given.info === 'function') return (line) => given.info(line) as void;
  return (line) => given.write(`${line}\n`) as void;
}

export class WSGIServer extends StreamServer {
  override __init__(...args: Value[]): void {
    hidden(this, '_log', '_errors', '_extra');
    const named = args.at(-1) instanceof Kw ? (args.at(-1) as Kw) : new Kw();
    for (const name of ['keyfile', 'certfile', 'ssl_context', 'handler_class'])
      if (named.has(name)) throw new ValueError(`WSGIServer of evergreen-port has no ${name}`);
    const positional = args.filter((one) => !(one instanceof Kw));
    if (positional[6] !== undefined && positional[6] !== null)
      throw new ValueError('WSGIServer of evergreen-port has no handler_class');
    const [, application, , , log, errors, , extra] = positional;
    super.__init__(...args);
    this.application = application ?? named.get('application');
    this._log = logOf(log === undefined ? named.get('log', undefined) : log);
    this._errors = logOf(errors === undefined ? named.get('error_log', undefined) : errors);
    this._extra = extra ?? named.get('environ');
  }

  get base_env(): Value {
    return this._extra ?? new Dict();
  }

  protected override _handler(): Value {
    const server = this;
    return function* (socket: Value, from: Value): Steps {
      const reader = new Reader(socket);
      try {
        while (yield* server.#exchange(reader, socket, from));
      } catch (error) {
        // The client went away.
        if (!(caught(error) instanceof OSError)) throw error;
      }
      return null;
    };
  }

  /** One request and its response: true if the connection goes on. */
  *#exchange(reader: Reader, socket: Value, from: Value): Steps<boolean> {
    let head: Head | undefined;
    const began = Date.now();
    try {
      head = yield* readHead(reader);
      if (head === undefined) return false;
      const input = bodyOf(head, reader, socket);
      const response = new Response(socket, head);
      const environ = this.#environ(head, input, socket, from);
      yield* this.#answer(response, environ);
      this._log?.(logLine(from, head, response, Date.now() - began));
      if (!response.keeps || input._waits) return false;
      yield* input._discard();
      return true;
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      yield* socket.sendall(plainResponse(error.status));
      return false;
    }
  }

  *#answer(response: Response, environ: Value): Steps<void> {
    let result: Value = null;
    try {
      const start = response.start.bind(response);
      result = yield* op(call(this.application, environ, start));
      yield* response.send(result);
    } catch (error) {
      if (error instanceof BadRequest || caught(error) instanceof OSError) throw error;
      this._errors?.(tracebackOf(error).trimEnd());
      yield* response.fail();
    } finally {
      if (result !== null && typeof result === 'object' && 'close' in result)
        yield* op(typeof result.close === 'function' ? result.close() : null);
    }
  }

  #environ(head: Head, input: Value, socket: Value, from: Value): Value {
    const [path = '', query = ''] = split(head.target.replace(/^https?:\/\/[^/]*/i, ''), '?');
    const environ = new Dict(
      Object.entries({
        GATEWAY_INTERFACE: 'CGI/1.1',
        SERVER_SOFTWARE: 'gevent/22.10 Python/3.11',
        SCRIPT_NAME: '',
        'wsgi.version': tup(1, 0),
        'wsgi.multithread': false,
        'wsgi.multiprocess': false,
        'wsgi.run_once': false,
        'wsgi.url_scheme': 'http',
        'wsgi.errors': ERRORS,
        REQUEST_METHOD: head.method,
        PATH_INFO: unquoted(path),
        QUERY_STRING: query,
        SERVER_NAME: String(socket.getsockname()[0]),
        SERVER_PORT: String(socket.getsockname()[1]),
        SERVER_PROTOCOL: head.version,
        REMOTE_ADDR: String(from[0]),
        REMOTE_PORT: String(from[1]),
      }),
    );
    for (const [name, value] of head.headers) {
      const upper = name.toUpperCase().replaceAll('-', '_');
      const key = /^CONTENT_(?:TYPE|LENGTH)$/.test(upper) ? upper : `HTTP_${upper}`;
      if (!name.includes('_'))
        environ.set(key, environ.has(key) ? `${String(environ.get(key))}, ${value}` : value);
    }
    environ.set('wsgi.input', input);
    environ.set('wsgi.input_terminated', true);
    environ.update(this.base_env);
    return environ;
  }
}

const ERRORS = {
  write: toStderr,
  writelines: (lines: Iterable<string>): void => toStderr([...lines].join('')),
  flush: (): void => undefined,
};

function split(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `%41` is a byte, which is a character of latin-1, as PEP 3333 has it. */
const unquoted = (path: string): string =>
  path.replace(/%([0-9a-fA-F]{2})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));

const headerOf = (headers: Head['headers'], name: string): string | undefined =>
  headers.find(([one]) => one.toLowerCase() === name)?.[1];

function bodyOf(head: Head, reader: Reader, socket: Value): Input {
  const length = headerOf(head.headers, 'content-length');
  const chunked = /chunked\s*$/i.test(headerOf(head.headers, 'transfer-encoding') ?? '');
  if (length !== undefined && (!/^\d{1,15}$/.test(length) || chunked)) throw new BadRequest();
  const waits = headerOf(head.headers, 'expect')?.toLowerCase() === '100-continue';
  const proceed = function* (): Steps {
    yield* socket.sendall(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'));
  };
  const size = length === undefined ? undefined : Number(length);
  return new Input(reader, size, chunked, waits ? proceed : undefined);
}

function plainResponse(status: string): Buffer {
  const reason = status.slice(4);
  return Buffer.from(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${String(reason.length)}\r\n\r\n${reason}`,
  );
}

function logLine(from: Value, head: Head, response: Response, ms: number): string {
  const when = new Date().toISOString().slice(0, 19).replace('T', ' ');
  return `${String(from[0])} - - [${when}] "${head.line}" ${response.status.slice(0, 3)} ${String(response.sent)} ${(ms / 1000).toFixed(6)}`;
}

/** What the application says, on its way to the client. */
class Response {
  readonly #socket: Value;
  readonly #head: Head;
  #headers: (readonly [string, string])[] = [];
  #begun = false;
  #chunked = false;
  /** Of write(): what is sent before the next piece. */
  #written: Buffer[] = [];
  status = '';
  /** Bytes of the body that were sent. */
  sent = 0;
  keeps: boolean;

  constructor(socket: Value, head: Head) {
    this.#socket = socket;
    this.#head = head;
    const wish = headerOf(head.headers, 'connection')?.toLowerCase() ?? '';
    this.keeps = head.version === 'HTTP/1.1' ? !wish.includes('close') : wish.includes('keep-alive');
  }

  /** start_response(): returns write(), which sends before what the application returns. */
  start(status: Value, headers: Value, error: Value = null): Value {
    if (this.#begun && error !== null) throw error[1];
    if (this.status !== '' && error === null)
      throw new AssertionError('The response has already been started');
    if (typeof status !== 'string') throw new AssertionError('The status string must be a string');
    this.status = status;
    this.#headers = [...(headers as Iterable<Value>)].map((pair) => [String(pair[0]), String(pair[1])]);
    return (data: Value): null => {
      this.#written.push(bytes(data));
      return null;
    };
  }

  /** Send what the application returned: pieces, between which it may park. */
  *send(result: Value): Steps<void> {
    const total = Array.isArray(result)
      ? result.reduce((sum: number, one: Value) => sum + bytes(one).length, 0)
      : undefined;
    const pieces = coiter(result);
    for (let piece: Value; !(piece = yield* pieces.next()).done;)
      yield* this.#piece(bytes(piece.value), total);
    if (!this.#begun) yield* this.#begin(this.#written.length === 0 ? 0 : undefined);
    yield* this.#piece(Buffer.alloc(0), total);
    if (this.#chunked) yield* this.#socket.sendall(Buffer.from('0\r\n\r\n'));
  }

  *#piece(data: Buffer, total: number | undefined): Steps<void> {
    const all = Buffer.concat([...this.#written, data]);
    if (all.length === 0) return;
    const extra = this.#written.reduce((sum, one) => sum + one.length, 0);
    this.#written = [];
    if (!this.#begun) yield* this.#begin(total === undefined ? undefined : total + extra);
    if (this.#head.method === 'HEAD' || BODILESS.test(this.status)) return;
    this.sent += all.length;
    const size = Buffer.from(`${all.length.toString(16)}\r\n`);
    yield* this.#socket.sendall(this.#chunked ? Buffer.concat([size, all, Buffer.from('\r\n')]) : all);
  }

  *#begin(length: number | undefined): Steps<void> {
    if (this.status === '') throw new AssertionError('The application did not call start_response()');
    const headers = [...this.#headers];
    const add = (name: string, value: string): void => {
      if (headerOf(headers, name.toLowerCase()) === undefined) headers.push([name, value]);
    };
    add('Date', new Date().toUTCString());
    const known = headerOf(headers, 'content-length') !== undefined;
    if (!known && !BODILESS.test(this.status)) {
      if (length !== undefined) add('Content-Length', String(length));
      else if (this.#head.version === 'HTTP/1.1') {
        this.#chunked = this.#head.method !== 'HEAD';
        add('Transfer-Encoding', 'chunked');
      } else this.keeps = false;
    }
    if (/close/i.test(headerOf(headers, 'connection') ?? '')) this.keeps = false;
    if (!this.keeps) add('Connection', 'close');
    else if (this.#head.version === 'HTTP/1.0') add('Connection', 'keep-alive');
    const lines = headers.map(([name, value]) => `${name}: ${checked(value)}\r\n`).join('');
    const head = Buffer.from(`HTTP/1.1 ${checked(this.status)}\r\n${lines}\r\n`, 'latin1');
    this.#begun = true;
    yield* this.#socket.sendall(head);
  }

  /** The application failed: "500", unless something was sent already. The connection ends. */
  *fail(): Steps<void> {
    this.keeps = false;
    if (this.#begun) return;
    this.#begun = true;
    this.status = '500 Internal Server Error';
    this.sent = 21;
    yield* this.#socket.sendall(plainResponse(this.status));
  }
}
const BODILESS = /^(?:1\d\d|204|304)/;

/** A line of a head: nothing in it may begin another. */
function checked(line: string): string {
  if (/[\r\n]/.test(line)) throw new ValueError('carriage return or line feed in a header');
  return line;
}

function bytes(data: Value): Buffer {
  if (data instanceof Uint8Array) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw new AssertionError(`the application returned ${typeName(data)}, not bytes`);
}
