from gevent import monkey
monkey.patch_all()

import re
import gevent
from gevent.pool import Pool
from gevent.pywsgi import WSGIServer
from urllib.request import urlopen
from urllib.error import HTTPError

PAGES = {
    '/': '<a href="/about">About</a> <a href="/blog">Blog</a>',
    '/about': '<a href="/">Home</a> <a href="/team">Team</a>',
    '/blog': '<a href="/blog/1">First</a> <a href="/blog/2">Second</a>',
    '/blog/1': '<a href="/blog/2">Next</a>',
    '/blog/2': '<a href="/missing">Broken</a>',
    '/team': 'Nobody here',
}


def application(environ, start_response):
    body = PAGES.get(environ['PATH_INFO'])
    if body is None:
        start_response('404 Not Found', [('Content-Type', 'text/plain')])
        return [b'not found']
    start_response('200 OK', [('Content-Type', 'text/html')])
    return [body.encode('utf-8')]


class Crawler:
    def __init__(self, base, concurrency=2):
        self.base = base
        self.pool = Pool(concurrency)
        self.seen = {}

    def crawl(self, path):
        if path in self.seen:
            return
        self.seen[path] = None
        try:
            response = urlopen(self.base + path)
            html = response.read().decode('utf-8')
            self.seen[path] = (response.getcode(), len(html))
        except HTTPError as e:
            self.seen[path] = (e.code, 0)
            return
        for link in re.findall(r'href="([^"]+)"', html):
            gevent.spawn(self.submit, link)

    def submit(self, path):
        self.pool.spawn(self.crawl, path)

    def run(self):
        self.submit('/')
        gevent.sleep(0.05)
        while len(self.pool):
            self.pool.join()
            gevent.sleep(0.02)


server = WSGIServer(('127.0.0.1', 0), application, log=None)
server.start()
crawler = Crawler('http://127.0.0.1:%d' % server.server_port)
crawler.run()
for path, result in sorted(crawler.seen.items()):
    print('%-10s %s' % (path, result))
server.stop()
