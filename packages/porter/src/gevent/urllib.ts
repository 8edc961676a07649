/** Python's urllib.request and urllib.error, for http: urls. */
import { Dict } from '../python/dict.js';
import { OSError, TypeError as PyTypeError, ValueError, caught } from '../python/exceptions.js';
import { given } from '../python/keywords.js';
import { urljoin, urlsplit } from '../python/modules/urllib-parse.js';
import { PyObject } from '../python/object.js';
import { text } from '../python/text.js';
import type { Value } from '../python/value.js';
import { HTTPConnection, type HTTPResponse } from './http-client.js';
import { home } from '../python/homes.js';

type Steps<T = Value> = Generator<Value, T>;

class URLError extends OSError {
  reason: Value;

  constructor(reason: Value, filename: Value = null) {
    super(reason);
    this.reason = reason;
    this.filename = filename;
  }

  __str__(): string {
    return `<urlopen error ${text(this.reason)}>`;
  }
}

/** It is the response, too: what it says can be read. */
class HTTPError extends URLError {
  readonly code: Value;
  readonly msg: Value;
  readonly hdrs: Value;
  readonly fp: Value;

  constructor(url: Value, code: Value, msg: Value, hdrs: Value, fp: Value) {
    super(msg, url);
    this.code = code;
    this.msg = msg;
    this.hdrs = hdrs;
    this.fp = fp;
  }

  get status(): Value {
    return this.code;
  }

  get headers(): Value {
    return this.hdrs;
  }

  get url(): Value {
    return this.filename;
  }

  *read(size: Value = null): Steps {
    return yield* this.fp.read(size);
  }

  getcode(): Value {
    return this.code;
  }

  geturl(): Value {
    return this.filename;
  }

  info(): Value {
    return this.hdrs;
  }

  close(): void {
    this.fp?.close();
  }

  override __str__(): string {
    return `HTTP Error ${text(this.code)}: ${text(this.msg)}`;
  }
}

const named = (name: Value): string =>
  String(name).charAt(0).toUpperCase() + String(name).slice(1).toLowerCase();

class Request extends PyObject {
  override __init__(...args: Value[]): void {
    const [url, data, headers, , , method] = given(args, [
      'url',
      'data',
      'headers',
      'origin_req_host',
      'unverifiable',
      'method',
    ]);
    this.full_url = url;
    this.data = data ?? null;
    this.headers = new Dict();
    for (const [name, value] of (headers ?? new Dict()).items() as Iterable<Value[]>)
      this.add_header(name, value);
    this.method = method ?? null;
    const { scheme, netloc }: Value = urlsplit(url);
    if (scheme === '') throw new ValueError(`unknown url type: '${String(url)}'`);
    this.type = scheme;
    this.host = netloc;
  }

  get_method(): Value {
    return this.method ?? (this.data === null ? 'GET' : 'POST');
  }

  get_full_url(): Value {
    return this.full_url;
  }

  add_header(name: Value, value: Value): void {
    this.headers.set(named(name), value);
  }

  get_header(name: Value, otherwise: Value = null): Value {
    return this.headers.get(name, otherwise);
  }

  has_header(name: Value): boolean {
    return this.headers.has(name) as boolean;
  }

  header_items(): Value {
    return [...(this.headers.items() as Iterable<Value>)];
  }
}

/** Send it, and read the head of what comes back. */
function* exchanged(request: Value, timeout: Value): Steps<HTTPResponse> {
  if (request.type !== 'http') throw new URLError(`unknown url type: ${String(request.type)}`);
  const { path, query }: Value = urlsplit(request.full_url);
  const headers = new Dict();
  headers.set('User-Agent', 'Python-urllib/3.11');
  if (request.data !== null) headers.set('Content-Type', 'application/x-www-form-urlencoded');
  for (const [name, value] of request.header_items() as Value[][]) {
    const own = String(name).replace(/(?<=-)[a-z]/g, (char) => char.toUpperCase());
    headers.set(own, value);
  }
  headers.set('Connection', 'close');
  const connection: Value = new (HTTPConnection as Value)(request.host, null, timeout);
  const target = `${String(path === '' ? '/' : path)}${query === '' ? '' : `?${String(query)}`}`;
  try {
    yield* connection.request(request.get_method(), target, request.data, headers);
  } catch (error) {
    const reason: Value = caught(error);
    connection.close();
    throw reason instanceof OSError ? new URLError(reason) : error;
  }
  try {
    return yield* connection.getresponse(request.full_url);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function* urlopen(...args: Value[]): Steps {
  const [url, data, timeout] = given(args, ['url', 'data', 'timeout']);
  if (typeof data === 'string')
    throw new PyTypeError(
      'POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.',
    );
  let request: Value = url instanceof Request ? url : new (Request as Value)(url, data ?? null);
  for (let redirects = 0; ; redirects++) {
    const response: Value = yield* exchanged(request, timeout ?? null);
    const { status, headers, reason } = response as HTTPResponse;
    const to: Value = headers.get('location');
    if (status >= 200 && status < 300) return response;
    if (![301, 302, 303, 307, 308].includes(Number(status)) || to === null || redirects >= 10)
      throw new HTTPError(request.full_url, status, reason, headers, response);
    response.close();
    request = new (Request as Value)(urljoin(request.full_url, to), null, request.headers);
  }
}

export const urllib = { urlopen, Request, URLError, HTTPError };

home('urllib.error', URLError, HTTPError);
