# -*- coding: utf-8 -*-
"""A micro WSGI framework with middleware, served by gevent.pywsgi"""
from gevent import monkey
monkey.patch_all()
import gevent
from gevent.pywsgi import WSGIServer
import json
import re
import socket
import functools
from http import HTTPStatus


class HTTPError(Exception):
    def __init__(self, status, detail=''):
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail or self.status.phrase


class Request:
    def __init__(self, environ):
        self.environ = environ
        self.method = environ['REQUEST_METHOD']
        self.path = environ.get('PATH_INFO', '/')
        self.args = {}

    @functools.cached_property
    def json(self):
        length = int(self.environ.get('CONTENT_LENGTH') or 0)
        try:
            return json.loads(self.environ['wsgi.input'].read(length))
        except ValueError as e:
            raise HTTPError(400, 'bad json') from e

    def header(self, name, default=None):
        return self.environ.get('HTTP_' + name.upper().replace('-', '_'), default)


class App:
    def __init__(self):
        self.routes = []
        self.middleware = []

    def route(self, pattern, methods=('GET',)):
        rx = re.compile('^' + re.sub(r'<(\w+)(?::(\w+))?>', self._group, pattern) + '$')

        def decorator(fn):
            self.routes.append((rx, set(methods), fn))
            return fn
        return decorator

    @staticmethod
    def _group(m):
        kinds = {'int': r'\d+', None: '[^/]+'}
        return '(?P<%s>%s)' % (m.group(1), kinds[m.group(2)])

    def dispatch(self, request):
        allowed = set()
        for rx, methods, fn in self.routes:
            m = rx.match(request.path)
            if m:
                if request.method in methods:
                    return fn(request, **m.groupdict())
                allowed |= methods
        if allowed:
            raise HTTPError(405, 'allowed: ' + ', '.join(sorted(allowed)))
        raise HTTPError(404)

    def use(self, mw):
        self.middleware.append(mw)
        return mw

    def __call__(self, environ, start_response):
        handler = self.dispatch
        for mw in reversed(self.middleware):
            handler = functools.partial(mw, handler)
        try:
            body, status = handler(Request(environ)), 200
            if isinstance(body, tuple):
                body, status = body
        except HTTPError as e:
            body, status = {'error': e.detail}, e.status.value
        payload = json.dumps(body, sort_keys=True).encode()
        start_response('%d %s' % (status, HTTPStatus(status).phrase),
                       [('Content-Type', 'application/json'), ('Content-Length', str(len(payload)))])
        return [payload]


app = App()
todos = {}
hits = []


@app.use
def count(next_, request):
    hits.append(request.path)
    return next_(request)


@app.use
def auth(next_, request):
    if request.method != 'GET' and request.header('X-Token') != 'sesame':
        raise HTTPError(401)
    return next_(request)


@app.route('/todos', methods=['GET', 'POST'])
def collection(request):
    if request.method == 'POST':
        key = len(todos) + 1
        todos[key] = dict(request.json, id=key)
        return todos[key], 201
    return [todos[k] for k in sorted(todos)]


@app.route('/todos/<key:int>', methods=['GET', 'DELETE'])
def item(request, key):
    try:
        return todos[int(key)] if request.method == 'GET' else todos.pop(int(key))
    except KeyError:
        raise HTTPError(404, f'no todo {key}')


@app.route('/slow/<name>')
def slow(request, name):
    gevent.sleep(0.01)
    return {'hello': name}


def fetch(port, method, path, data=None, **headers):
    s = socket.create_connection(('127.0.0.1', port))
    body = json.dumps(data).encode() if data is not None else b''
    lines = ['%s %s HTTP/1.1' % (method, path), 'Host: x', 'Connection: close', 'Content-Length: %d' % len(body)]
    lines += ['%s: %s' % (k.replace('_', '-'), v) for k, v in headers.items()]
    s.sendall('\r\n'.join(lines + ['', '']).encode() + body)
    chunks = iter(lambda: s.recv(1000), b'')
    raw = b''.join(chunks)
    s.close()
    head, body = raw.split(b'\r\n\r\n', 1)
    return head.split(b'\r\n')[0].decode().split(' ', 1)[1], json.loads(body)


server = WSGIServer(('127.0.0.1', 0), app, log=None)
server.start()
port = server.server_port
print(fetch(port, 'GET', '/todos'))
print(fetch(port, 'POST', '/todos', {'title': 'milk'}))
print(fetch(port, 'POST', '/todos', {'title': 'milk'}, X_Token='sesame'))
print(fetch(port, 'POST', '/todos', {'title': 'tea', 'n': 1.50}, X_Token='sesame'))
print(fetch(port, 'GET', '/todos/1'), fetch(port, 'GET', '/todos/9'))
print(fetch(port, 'PUT', '/todos/1', X_Token='sesame'))
print(fetch(port, 'DELETE', '/todos/1', X_Token='sesame'))
print(fetch(port, 'GET', '/nope'))
jobs = [gevent.spawn(fetch, port, 'GET', '/slow/' + n) for n in ('a', 'b', 'c')]
gevent.joinall(jobs)
print([j.value[1]['hello'] for j in jobs])
print(len(hits), sorted(set(hits)))
server.stop()
