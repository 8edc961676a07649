// WSGI applications behind the WSGIServer of evergreen-port/gevent, with the client of Node's http.
import { strict as assert } from 'node:assert';
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';
import { run, sleep, until } from 'evergreen-ts';
import { outputOf, ported } from './support.js';
import { begun } from '../src/gevent/hub.js';
import { WSGIServer } from '../src/gevent/index.js';
import { cogenerator, dict_, item, tup } from '../src/python/index.js';
import type { Value } from '../src/python/value.js';

interface Answer {
  readonly response: IncomingMessage;
  readonly body: string;
}

function ask(port: number, options: RequestOptions, data: readonly string[] = []): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () => {
        resolve({ response, body });
      });
    });
    sent.on('error', reject);
    for (const part of data) sent.write(part);
    sent.end();
  });
}

/** All that the server answers to bytes, until it ends the connection. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += part.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer);
    });
    socket.write(text);
  });
}

/** Serve an application while `client` asks. */
function served(
  application: Value,
  client: (port: number) => Promise<void>,
  log: Value = null,
  errors: Value = null,
): Promise<void> {
  // Another program may have ended in this process.
  begun();
  return run(function* () {
    const server: Value = new WSGIServer(tup('127.0.0.1', 0), application, undefined, undefined, log, errors);
    server.start();
    try {
      yield* until(client(server.server_port as number));
    } finally {
      yield* server.stop();
    }
  });
}

const hello = (_environ: Value, start: Value): Value => {
  start('200 OK', [tup('Content-Type', 'text/plain')]);
  return [Buffer.from('hello '), Buffer.from('world')];
};

describe('WSGIServer', () => {
  // The hub of a program that ended before runs nothing.
  before(begun);

  it('gives what a list has with its length, and keeps the connection', () =>
    served(hello, async (port) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const first = await ask(port, { path: '/', agent });
      const second = await ask(port, { path: '/', agent });
      assert.equal(first.body, 'hello world');
      assert.equal(first.response.headers['content-length'], '11');
      assert.equal(first.response.headers['content-type'], 'text/plain');
      assert.ok(first.response.headers.date !== undefined);
      assert.equal(second.response.socket, first.response.socket);
      agent.destroy();
    }));

  it('sends in chunks what an iterable that parks hands out', () =>
    served(
      (_environ: Value, start: Value) => {
        start('200 OK', []);
        return cogenerator(
          (function* () {
            for (const part of ['a', '', 'bc']) {
              yield* sleep(0);
              yield item(Buffer.from(part));
            }
          })(),
        );
      },
      async (port) => {
        const { response, body } = await ask(port, { path: '/' });
        assert.equal(body, 'abc');
        assert.equal(response.headers['transfer-encoding'], 'chunked');
        const old = await raw(port, 'GET / HTTP/1.0\r\n\r\n');
        assert.match(old, /^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: close\r\n\r\nabc$/);
      },
    ));

  it('describes the request in the environ', () => {
    let seen: Value;
    return served(
      (environ: Value, start: Value) => {
        seen = environ;
        return hello(environ, start);
      },
      async (port) => {
        await ask(port, {
          path: '/a%20b/%C3%BC?x=1&y=%20',
          headers: { 'X-Name': 'v', 'Content-Type': 'a/b' },
        });
        const expected = {
          REQUEST_METHOD: 'GET',
          SCRIPT_NAME: '',
          PATH_INFO: '/a b/Ã¼',
          QUERY_STRING: 'x=1&y=%20',
          SERVER_PORT: String(port),
          SERVER_PROTOCOL: 'HTTP/1.1',
          REMOTE_ADDR: '127.0.0.1',
          HTTP_X_NAME: 'v',
          CONTENT_TYPE: 'a/b',
          HTTP_HOST: `127.0.0.1:${String(port)}`,
          'wsgi.url_scheme': 'http',
        };
        for (const [name, value] of Object.entries(expected)) assert.equal(seen.get(name), value, name);
      },
    );
  });

  it('has the body of a request as wsgi.input, of known length or in chunks, and discards what is not read', () =>
    served(
      function* (environ: Value, start: Value): Generator<Value> {
        const input: Value = environ.get('wsgi.input');
        const line: Buffer = yield* input.readline();
        const rest: Buffer =
          environ.get('PATH_INFO') === '/part' ? yield* input.read(2) : yield* input.read();
        start('200 OK', []);
        return [line, Buffer.from('|'), rest];
      },
      async (port) => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        const post = { method: 'POST', agent };
        const headers = { 'Content-Length': '9' };
        assert.equal((await ask(port, { ...post, path: '/part', headers }, ['one\ntwo.x'])).body, 'one\n|tw');
        assert.equal((await ask(port, { ...post, path: '/' }, ['on', 'e\ntw', 'o'])).body, 'one\n|two');
        assert.equal((await ask(port, { ...post, path: '/part' }, ['on', 'e\ntw', 'o'])).body, 'one\n|tw');
        assert.equal(
          (
            await ask(
              port,
              { ...post, path: '/', headers: { Expect: '100-continue', 'Content-Length': '5' } },
              ['a\nbcd'],
            )
          ).body,
          'a\n|bcd',
        );
        agent.destroy();
      },
    ));

  it('answers 500 when the application fails, and tells error_log', () => {
    const errors: string[] = [];
    const log = { write: (line: string) => errors.push(line) };
    return served(
      () => {
        throw new Error('broken');
      },
      async (port) => {
        const { response, body } = await ask(port, { path: '/' });
        assert.equal(response.statusCode, 500);
        assert.equal(body, 'Internal Server Error');
        assert.equal(response.headers.connection, 'close');
        assert.match(errors.join(''), /broken/);
      },
      null,
      log,
    );
  });

  it('answers 400 to what is no request, and nothing of it reaches the application', () => {
    let calls = 0;
    return served(
      (environ: Value, start: Value) => {
        calls++;
        return hello(environ, start);
      },
      async (port) => {
        for (const text of [
          'rubbish\r\n\r\n',
          'GET / HTTP/2.0\r\n\r\n',
          'GET / HTTP/1.1\r\nno colon\r\n\r\n',
          'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n',
          'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
        ])
          assert.match(await raw(port, text), /^HTTP\/1\.1 400 Bad Request\r\n/, text);
        assert.match(await raw(port, `GET /${'x'.repeat(9000)}`), /^HTTP\/1\.1 414 /);
        assert.equal(calls, 0);
      },
    );
  });

  it('sends no body to HEAD, nor with 204 and 304', () =>
    served(
      (environ: Value, start: Value) => {
        start(environ.get('PATH_INFO') === '/none' ? '204 No Content' : '200 OK', []);
        return environ.get('PATH_INFO') === '/none' ? [] : [Buffer.from('body')];
      },
      async (port) => {
        const head = await ask(port, { method: 'HEAD', path: '/' });
        assert.equal(head.body, '');
        assert.equal(head.response.headers['content-length'], '4');
        const none = await ask(port, { path: '/none' });
        assert.equal(none.response.statusCode, 204);
        assert.equal(none.response.headers['content-length'], undefined);
      },
    ));

  it('sends what write() was given first, and calls close()', () => {
    let closed = 0;
    return served(
      (_environ: Value, start: Value) => {
        const write: Value = start('200 OK', [tup('Content-Length', '4')]);
        write(Buffer.from('ab'));
        return {
          *[Symbol.iterator]() {
            yield Buffer.from('cd');
          },
          close: () => closed++,
        };
      },
      async (port) => {
        assert.equal((await ask(port, { path: '/' })).body, 'abcd');
        assert.equal(closed, 1);
      },
    );
  });

  it('writes a line of each request to its log', () => {
    const lines: string[] = [];
    return served(
      hello,
      async (port) => {
        await ask(port, { path: '/x?y' });
        await ask(port, { path: '/z' });
        assert.match(
          lines[0] ?? '',
          /^127\.0\.0\.1 - - \[[\d :-]+\] "GET \/x\?y HTTP\/1\.1" 200 11 [\d.]+\n$/,
        );
      },
      { write: (line: string) => lines.push(line) },
    );
  });

  it('refuses a header that would begin another', () =>
    served(
      (_environ: Value, start: Value) => {
        start('200 OK', [tup('X-Evil', 'a\r\nSet-Cookie: x')]);
        return [];
      },
      async (port) => {
        assert.equal((await ask(port, { path: '/' })).response.statusCode, 500);
      },
    ));

  it('takes an environ that is in each request', () =>
    run(function* () {
      const server: Value = new WSGIServer(
        tup('127.0.0.1', 0),
        (environ: Value, start: Value) => {
          start('200 OK', []);
          return [Buffer.from(String(environ.get('app.name')))];
        },
        undefined,
        undefined,
        null,
        null,
        null,
        dict_(['app.name', 'x']),
      );
      server.start();
      const { body } = yield* until(ask(server.server_port as number, { path: '/' }));
      assert.equal(body, 'x');
      yield* server.stop();
    }));

  it('serves a ported program', async () => {
    const { files, report } = await ported(`
import gevent
from gevent import socket
from gevent.pywsgi import WSGIServer

def application(environ, start_response):
    if environ['PATH_INFO'] == '/slow':
        gevent.sleep(0.001)
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return slow(environ)
    body = environ['wsgi.input'].read().upper()
    start_response('404 Not Found', [('Content-Type', 'text/html')])
    return [b'<h1>Not Found</h1>', body]

def slow(environ):
    for i in range(2):
        yield ('%s %d;' % (environ['QUERY_STRING'], i)).encode()
        gevent.sleep(0)

server = WSGIServer(('127.0.0.1', 0), application, log=None)
server.start()
def ask(text):
    s = socket.create_connection(('127.0.0.1', server.server_port))
    s.sendall(text.encode())
    answer = b''
    while True:
        data = s.recv(4096)
        if not data:
            break
        answer += data
    head, _, body = answer.partition(b'\\r\\n\\r\\n')
    print(head.split(b'\\r\\n')[0].decode(), body)
ask('GET /slow?q HTTP/1.1\\r\\nConnection: close\\r\\n\\r\\n')
ask('POST /x HTTP/1.0\\r\\nContent-Length: 3\\r\\n\\r\\nabc')
server.stop()
`);
    assert.equal(report.refused, 0);
    assert.equal(
      await outputOf(files[0]?.text ?? ''),
      "HTTP/1.1 200 OK b'4\\r\\nq 0;\\r\\n4\\r\\nq 1;\\r\\n0\\r\\n\\r\\n'\nHTTP/1.1 404 Not Found b'<h1>Not Found</h1>ABC'\n",
    );
  });
});
