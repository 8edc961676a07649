from gevent import monkey
monkey.patch_all()

import re
import gevent
from gevent.pool import Pool
from gevent.pywsgi import WSGIServer
from urllib.request import urlopen
from urllib.error import HTTPError
from urllib.parse import urljoin, urlparse

PAGES = {
    '/': '<h1>Home</h1><a href="/about">About</a> <a href="/blog/">Blog</a>',
    '/about': '<p>About us</p><a href="/">home</a><a href="/team">Team</a>',
    '/blog/': '<a href="post1.html">1</a><a href="post2.html">2</a><a href="/missing">x</a>',
    '/blog/post1.html': '<p>First</p><a href="../about">about</a>',
    '/blog/post2.html': '<p>Second</p><a href="http://example.invalid/out">external</a>',
    '/team': '<ul><li>Ann</li><li>Ben</li></ul>',
}


def application(environ, start_response):
    path = environ['PATH_INFO']
    body = PAGES.get(path)
    if body is None:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'not found']
    data = body.encode('utf8')
    start_response('200 OK', [('Content-Type', 'text/html'),
                              ('Content-Length', str(len(data)))])
    return [data]


class Crawler:
    link_re = re.compile(r'<a\s+href="([^"]+)"', re.I)

    def __init__(self, root, concurrency=3):
        self.root = root
        self.host = urlparse(root).netloc
        self.pool = Pool(concurrency)
        self.seen = set()
        self.results = {}

    def crawl(self):
        self.visit(self.root)
        self.pool.join()

    def visit(self, url):
        if url in self.seen:
            return
        self.seen.add(url)
        gevent.spawn_later(0, self.noop)
        self.pool.start(self.pool.greenlet_class(self.fetch, url)) if self.pool.free_count() else self.fetch(url)

    def noop(self):
        pass

    def fetch(self, url):
        try:
            resp = urlopen(url, timeout=5)
            html = resp.read().decode('utf8')
            status = resp.getcode()
        except HTTPError as e:
            html, status = '', e.code
        links = []
        for href in self.link_re.findall(html):
            target = urljoin(url, href)
            if urlparse(target).netloc != self.host:
                links.append('[ext] ' + target)
                continue
            links.append(urlparse(target).path)
            self.visit(target)
        self.results[urlparse(url).path] = (status, len(html), links)


server = WSGIServer(('127.0.0.1', 0), application, log=None)
server.start()
c = Crawler('http://127.0.0.1:%d/' % server.server_port)
c.crawl()
for path in sorted(c.results):
    status, size, links = c.results[path]
    print('%-20s %d %4d bytes' % (path, status, size))
    for l in links:
        print('    ->', l)
ok = sum(1 for s, _, _ in c.results.values() if s == 200)
print(f'{ok}/{len(c.results)} pages ok')
server.stop()
