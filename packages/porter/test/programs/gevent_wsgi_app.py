"""Mini web framework on top of gevent.pywsgi with routing and middlewares."""
from gevent import monkey
monkey.patch_all()
import json
import re
import socket
import time
from functools import wraps
from gevent.pywsgi import WSGIServer
import gevent

STATUS = {200: 'OK', 201: 'Created', 404: 'Not Found', 405: 'Method Not Allowed', 500: 'Internal Server Error'}


class HTTPException(Exception):
    def __init__(self, code, message=None):
        self.code = code
        self.message = message or STATUS[code]


class Request(object):
    def __init__(self, environ):
        self.environ = environ
        self.method = environ['REQUEST_METHOD']
        self.path = environ['PATH_INFO']
        self.args = dict(pair.split('=') for pair in environ['QUERY_STRING'].split('&') if '=' in pair)

    @property
    def body(self):
        if not hasattr(self, '_body'):
            length = int(self.environ.get('CONTENT_LENGTH') or 0)
            self._body = self.environ['wsgi.input'].read(length)
        return self._body

    @property
    def json(self):
        return json.loads(self.body.decode('utf-8'))


class App(object):
    def __init__(self):
        self.routes = []
        self.before = []

    def route(self, pattern, methods=('GET',)):
        regex = re.compile('^' + re.sub(r'<(\w+)>', r'(?P<\1>[^/]+)', pattern) + '$')

        def decorator(fn):
            self.routes.append((regex, methods, fn))
            return fn
        return decorator

    def before_request(self, fn):
        self.before.append(fn)
        return fn

    def dispatch(self, request):
        allowed = set()
        for regex, methods, fn in self.routes:
            m = regex.match(request.path)
            if m:
                if request.method in methods:
                    return fn(request, **m.groupdict())
                allowed.update(methods)
        if allowed:
            raise HTTPException(405, 'allowed: ' + ', '.join(sorted(allowed)))
        raise HTTPException(404)

    def __call__(self, environ, start_response):
        request = Request(environ)
        try:
            for hook in self.before:
                hook(request)
            result = self.dispatch(request)
        except HTTPException as e:
            result = {'error': e.message}, e.code
        except Exception as e:
            result = {'error': '%s: %s' % (e.__class__.__name__, e)}, 500
        body, code = result if isinstance(result, tuple) else (result, 200)
        if isinstance(body, (dict, list)):
            body, ctype = json.dumps(body, sort_keys=True), 'application/json'
        else:
            ctype = 'text/plain'
        if isinstance(body, str):
            body = [body.encode('utf-8')]
        headers = [('Content-Type', ctype), ('X-Count', str(len(self.routes)))]
        start_response('%d %s' % (code, STATUS[code]), headers)
        return body


app = App()
todos = {}
hits = []


def delayed(seconds):
    def deco(fn):
        @wraps(fn)
        def inner(*a, **kw):
            time.sleep(seconds)
            return fn(*a, **kw)
        return inner
    return deco


@app.before_request
def count(request):
    hits.append(request.path)


@app.route('/todos', methods=('GET', 'POST'))
def list_todos(request):
    if request.method == 'POST':
        todo = request.json
        todo['id'] = len(todos) + 1
        todos[todo['id']] = todo
        return todo, 201
    return sorted(todos.values(), key=lambda t: t['id'])


@app.route('/todos/<id>')
@delayed(0.01)
def get_todo(request, id):
    return todos[int(id)]


@app.route('/stream')
def stream(request):
    def generate():
        for i in range(int(request.args.get('n', 3))):
            gevent.sleep(0.001)
            yield b'chunk %d\n' % i
    return generate()


def request(port, method, path, data=None):
    payload = json.dumps(data).encode() if data is not None else b''
    s = socket.create_connection(('127.0.0.1', port))
    s.sendall(('%s %s HTTP/1.0\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n' % (method, path, len(payload))).encode() + payload)
    raw = b''
    for chunk in iter(lambda: s.recv(256), b''):
        raw += chunk
    s.close()
    head, _, body = raw.partition(b'\r\n\r\n')
    lines = head.decode('latin-1').split('\r\n')
    headers = dict(line.split(': ', 1) for line in lines[1:])
    return lines[0], headers.get('Content-Type'), headers.get('X-Count'), body.decode()


server = WSGIServer(('127.0.0.1', 0), app, log=None)
server.start()
port = server.server_port
for title in ('buy milk', u'caf\xe9'):
    print(request(port, 'POST', '/todos', {'title': title}))
print(request(port, 'GET', '/todos'))
print(request(port, 'GET', '/todos/2'))
print(request(port, 'GET', '/todos/9'))
print(request(port, 'DELETE', '/todos'))
print(request(port, 'GET', '/nope'))
print(request(port, 'GET', '/stream?n=2'))
jobs = [gevent.spawn(request, port, 'GET', '/todos/%d' % (i % 2 + 1)) for i in range(4)]
gevent.joinall(jobs)
print([j.value[0] for j in jobs], len(hits), hits[-1].rsplit('/')[1])
server.stop()
