# Breadth first crawler against a local WSGI site.
import re
from urllib.parse import urljoin, urlparse, parse_qs, urlencode, quote, unquote, urlsplit, urlunsplit

import gevent
from gevent import pool, socket
from gevent.pywsgi import WSGIServer
from gevent.queue import Queue

SITE = {
    '/': '<title>Home</title> <a href="/about">about</a> <a href="list?page=1">list</a>',
    '/about': '<title>About us</title> <a href="/">home</a> <a href="http://example.com/x">ext</a>',
    '/list': '<title>List</title>',
    '/missing.html': None,
}


def app(environ, start_response):
    path = environ['PATH_INFO']
    query = parse_qs(environ['QUERY_STRING'])
    body = SITE.get(path)
    if body is None:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'not found: ' + path.encode()]
    if path == '/list':
        page = int(query['page'][0])
        if page < 3:
            body += ' <a href="?page=%d&amp;sort=asc">next</a>' % (page + 1)
        else:
            body += ' <a href="../missing.html#top">gone</a>'
    start_response('200 OK', [('Content-Type', 'text/html; charset=utf-8')])
    return [body.encode('utf-8')]


def http_get(url):
    parts = urlparse(url)
    sock = socket.create_connection((parts.hostname, parts.port or 80))
    try:
        target = parts.path or '/'
        if parts.query:
            target += '?' + parts.query
        request = 'GET {} HTTP/1.0\r\nHost: {}\r\n\r\n'.format(target, parts.netloc)
        sock.sendall(request.encode('ascii'))
        data = b''
        while True:
            chunk = sock.recv(4096)
            if not chunk:
                break
            data += chunk
    finally:
        sock.close()
    head, _, body = data.partition(b'\r\n\r\n')
    status_line, *header_lines = head.decode('latin-1').split('\r\n')
    headers = dict(h.split(': ', 1) for h in header_lines)
    return int(status_line.split()[1]), {k.lower(): v for k, v in headers.items()}, body.decode()


class Crawler:
    link_re = re.compile(r'<a\s+href="(?P<href>[^"]*)">(.*?)</a>', re.I)
    title_re = re.compile(r'<title>(.*?)</title>')

    def __init__(self, root, size=4):
        self.root = urlparse(root)
        self.seen = set()
        self.pages = {}
        self.external = set()
        self.pool = pool.Pool(size)
        self.queue = Queue()
        self.add(root)

    def add(self, url):
        url = url.split('#')[0].replace('&amp;', '&')
        p = urlparse(url)
        if p.netloc != self.root.netloc:
            self.external.add(p.hostname)
            return
        if url not in self.seen:
            self.seen.add(url)
            self.queue.put(url)

    def visit(self, url):
        status, headers, body = http_get(url)
        m = self.title_re.search(body)
        path = urlunsplit(('', '') + urlsplit(url)[2:])
        self.pages[path] = (status, m.group(1) if m else None, headers.get('content-type'))
        for match in self.link_re.finditer(body):
            self.add(urljoin(url, match.group('href')))

    def run(self):
        while True:
            if self.queue.empty():
                self.pool.join()
                if self.queue.empty():
                    break
            self.pool.spawn(self.visit, self.queue.get())


def main():
    server = WSGIServer(('127.0.0.1', 0), app, log=None)
    server.start()
    crawler = Crawler('http://127.0.0.1:%d/' % server.server_port)
    crawler.run()
    for path, info in sorted(crawler.pages.items()):
        print('%-24s %s' % (path, info))
    print(crawler.external)
    server.stop()


main()
print(urlencode({'q': 'a b&c', 'n': 1}), quote('/x y/ü'), unquote('%C3%BC+%20'))
print(urlencode([('k', 'v1'), ('k', 'v 2')]), quote('a/b', safe=''))
u = urlparse('https://user:pw@host.example:8443/p/a;x=1?q=1&q=2#frag')
print(u.scheme, u.netloc, u.path, u.params, u.query, u.fragment, u.username, u.password, u.hostname, u.port)
print(u.geturl(), u[1], len(u))
print(parse_qs('a=1&a=2&b=&c=%20x', keep_blank_values=True))
for base, ref in [('http://a/b/c/d?q', '../x'), ('http://a/b/c/d', './y#z'), ('http://a/b', '//h/p'), ('http://a/b/c', '?k=v')]:
    print(urljoin(base, ref))
print(u._replace(scheme='http', netloc='h').geturl())
