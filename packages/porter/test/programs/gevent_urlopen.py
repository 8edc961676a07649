"""Clients of HTTP: urllib.request and http.client, against a WSGI server in the same process."""
from gevent import monkey
monkey.patch_all()

import http.client
import json
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import gevent
from gevent.pywsgi import WSGIServer


def app(env, start_response):
    path = env['PATH_INFO']
    if path == '/moved':
        start_response('302 Found', [('Location', '/hello?name=moved')])
        return [b'']
    if path == '/slow':
        gevent.sleep(0.5)
    if path == '/stream':
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return (b'line %d\n' % i for i in range(3))
    if path not in ('/hello', '/form', '/slow'):
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'there is no ' + path.encode()]
    body = json.dumps({
        'method': env['REQUEST_METHOD'],
        'query': env['QUERY_STRING'],
        'agent': env.get('HTTP_USER_AGENT', ''),
        'token': env.get('HTTP_X_TOKEN', ''),
        'body': env['wsgi.input'].read().decode(),
        'type': env.get('CONTENT_TYPE', ''),
    }, sort_keys=True).encode()
    start_response('200 OK', [('Content-Type', 'application/json; charset=UTF-8'), ('Content-Length', str(len(body)))])
    return [body]


server = WSGIServer(('127.0.0.1', 0), app, log=None)
server.start()
base = 'http://127.0.0.1:%d' % server.server_port

response = urlopen(base + '/hello?name=bob')
print(response.status, response.getcode(), response.reason, response.headers['content-type'])
print(response.headers.get_content_type(), response.headers.get_content_charset(), response.geturl() == base + '/hello?name=bob')
print(json.loads(response.read().decode()))
with urlopen(base + '/form', data=urlencode({'a': 1, 'b': 'x y'}).encode()) as r:
    print(json.load(r))
request = Request(base + '/hello', headers={'X-Token': 'secret', 'User-Agent': 'test/1.0'}, method='PUT', data=b'{}')
request.add_header('Content-Type', 'application/json')
print(request.get_method(), json.loads(urlopen(request).read()))
r = urlopen(base + '/moved')
print(r.geturl() == base + '/hello?name=moved', json.loads(r.read())['query'])
for line in urlopen(base + '/stream'):
    print(line)
print(urlopen(base + '/stream').read())
try:
    urlopen(base + '/nothing')
except HTTPError as e:
    print(e, e.code, e.reason, e.read())
server2 = WSGIServer(('127.0.0.1', 0), app, log=None)
server2.start()
gone = server2.server_port
server2.stop()
try:
    urlopen('http://127.0.0.1:%d/' % gone)
except URLError as e:
    print(type(e).__name__, e)
try:
    urlopen(base + '/slow', timeout=0.05)
except OSError as e:
    print('too slow:', e)
try:
    urlopen('nonsense')
except ValueError as e:
    print(e)

conn = http.client.HTTPConnection('127.0.0.1', server.server_port)
conn.request('GET', '/hello?x=1', headers={'X-Token': 't'})
resp = conn.getresponse()
print(resp.status, resp.reason, resp.getheader('Content-Length') is not None, json.loads(resp.read())['token'])
conn.request('POST', '/form', body='a=b')
resp = conn.getresponse()
print(resp.status, json.loads(resp.read())['body'])
conn.request('GET', '/nope')
resp = conn.getresponse()
print(resp.status, resp.read())
conn.close()


def fetch(n):
    return json.loads(urlopen('%s/hello?n=%d' % (base, n)).read())['query']


print([job.value for job in gevent.joinall([gevent.spawn(fetch, i) for i in range(4)])] and
      sorted(g.get() for g in [gevent.spawn(fetch, i) for i in range(4)]))
server.stop()
