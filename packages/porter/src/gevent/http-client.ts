/** Python's http.client: requests on a connection, and what is read of responses. Plain HTTP only. */
import { Exception, TypeError as PyTypeError } from '../python/exceptions.js';
import { items } from '../python/iteration.js';
import { given } from '../python/keywords.js';
import { PyObject, hidden } from '../python/object.js';
import type { Value } from '../python/value.js';
import { HTTPMessage } from './http-message.js';
import { BadRequest, Input, Reader, readHeaders } from './http-request.js';
import { socket } from './socket.js';
import { coIterator } from './wait.js';

type Steps<T = Value> = Generator<Value, T>;

export class HTTPException extends Exception {}
export class BadStatusLine extends HTTPException {}
export class RemoteDisconnected extends BadStatusLine {}
export class IncompleteRead extends HTTPException {}

/** What is read of a response. Reading parks. */
export class HTTPResponse extends PyObject {
  override __init__(line: string, headers: HTTPMessage, body: Input, url: Value, end: () => void): void {
    hidden(this, '_$body', '_$end', '_$url', 'msg');
    const [, version = '', status = '', reason = ''] = /^HTTP\/(\d\.\d) (\d{3}) ?(.*)$/.exec(line) ?? [];
    if (status === '') throw new BadStatusLine(line);
    this.version = version === '1.0' ? 10 : 11;
    this.status = Number(status);
    this.reason = reason;
    this.headers = headers;
    this.msg = headers;
    this._$body = body;
    this._$url = url;
    this._$end = end;
    this.closed = false;
  }

  get code(): Value {
    return this.status;
  }

  get url(): Value {
    return this._$url;
  }

  *read(size: Value = null): Steps {
    if (this.closed === true) return Buffer.alloc(0);
    try {
      const data: Buffer = yield* this._$body.read(size);
      if (size === null || (data.length === 0 && size > 0)) this.close();
      return data;
    } catch (error) {
      throw error instanceof BadRequest ? new IncompleteRead() : error;
    }
  }

  *readline(): Steps {
    return yield* this._$body.readline();
  }

  *readlines(): Steps {
    return yield* this._$body.readlines();
  }

  __coiter__(): Value {
    const self = this;
    return coIterator(function* (): Steps {
      const line: Value = yield* self.readline();
      return line.length === 0 ? { done: true, value: undefined } : { done: false, value: line };
    });
  }

  getcode(): Value {
    return this.status;
  }

  geturl(): Value {
    return this._$url;
  }

  info(): Value {
    return this.headers;
  }

  getheader(name: Value, otherwise: Value = null): Value {
    return this.headers.get(name, otherwise);
  }

  getheaders(): Value {
    return this.headers.items();
  }

  isclosed(): boolean {
    return this.closed as boolean;
  }

  close(): void {
    if (this.closed === true) return;
    this.closed = true;
    this._$end();
  }

  __enter__(): this {
    return this;
  }

  __exit__(): boolean {
    this.close();
    return false;
  }
}

const toBytes = (body: Value): Buffer => {
  if (body === null || body === undefined) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body, 'latin1');
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new PyTypeError('message_body should be a bytes-like object');
};

/** Requests on one connection, which is opened with the first. */
export class HTTPConnection extends PyObject {
  override __init__(...args: Value[]): void {
    hidden(this, '_$socket', '_$reader', '_$sent');
    const [host, port, timeout] = given(args, ['host', 'port', 'timeout']);
    const [, name = '', own = '80'] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(String(host)) ?? [];
    this.host = name;
    this.port = Number(port ?? own);
    this.timeout = timeout ?? null;
  }

  *connect(): Steps {
    this._$socket = yield* socket.create_connection([this.host, this.port], this.timeout);
    this._$socket.settimeout(this.timeout);
    this._$reader = new Reader(this._$socket);
    return null;
  }

  *request(...args: Value[]): Steps {
    const [method, path, body, headers] = given(args, ['method', 'url', 'body', 'headers']);
    const own = [...items(headers === undefined || headers === null ? [] : headers.items())] as Value[][];
    const has = (name: string): boolean => own.some(([one]) => String(one).toLowerCase() === name);
    const data = toBytes(body);
    const lines = [`${String(method)} ${String(path === '' ? '/' : path)} HTTP/1.1`];
    if (!has('host'))
      lines.push(`Host: ${String(this.host)}${this.port === 80 ? '' : `:${String(this.port)}`}`);
    if (!has('accept-encoding')) lines.push('Accept-Encoding: identity');
    const hasBody = data.length > 0 || /^(?:POST|PUT|PATCH)$/.test(String(method));
    if (hasBody && !has('content-length')) lines.push(`Content-Length: ${String(data.length)}`);
    for (const [name, value] of own) lines.push(`${String(name)}: ${String(value)}`);
    if (this._$socket === undefined) yield* this.connect();
    yield* this._$socket.sendall(
      Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), data]),
    );
    this._$sent = method;
    return null;
  }

  *getresponse(url: Value = null): Steps {
    const reader: Reader = this._$reader;
    let line: string;
    let headers: HTTPMessage;
    do {
      const first = yield* reader.line();
      if (first.length === 0) throw new RemoteDisconnected('Remote end closed connection without response');
      line = first.toString('latin1').trimEnd();
      headers = new HTTPMessage(yield* readHeaders(reader));
    } while (line.includes(' 100 '));
    const isChunked = String(headers.get('transfer-encoding', '')).toLowerCase() === 'chunked';
    const length: Value = headers.get('content-length');
    const isEmpty = this._$sent === 'HEAD' || / (?:204|304)\b/.test(line);
    const size = isEmpty ? 0 : length === null ? Infinity : Number(length);
    const body = new (Input as Value)(reader, size, isChunked && !isEmpty);
    const isLast =
      String(headers.get('connection', '')).toLowerCase() === 'close' || (size === Infinity && !isChunked);
    return new (HTTPResponse as Value)(line, headers, body, url, () => {
      if (isLast) this.close();
    });
  }

  close(): void {
    this._$socket?.close();
    this._$socket = undefined;
  }
}

export const http_client = {
  HTTPConnection,
  HTTPResponse,
  HTTPMessage,
  HTTPException,
  BadStatusLine,
  RemoteDisconnected,
  IncompleteRead,
};
