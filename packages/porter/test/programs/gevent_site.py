from gevent import monkey; monkey.patch_all()
import re
import sys
import time
import logging
import gevent
from gevent.pool import Pool
from gevent.queue import JoinableQueue
from gevent.lock import BoundedSemaphore

logging.basicConfig(level=logging.INFO, stream=sys.stdout, force=True, format='%(levelname)-7s %(name)s: %(message)s')
logger = logging.getLogger('crawler')

SITE = {
    '/': '<a href="/about">About</a> <a href="/blog">Blog</a> <a href=\'/missing\'>?</a>',
    '/about': '<p>nothing</p><a href="/">home</a>',
    '/blog': ''.join('<a href="/blog/{0}">Post {0}</a>'.format(i) for i in range(1, 4)),
    '/blog/1': '<a href="/blog/2">next</a> <a href="/slow">slow</a>',
    '/blog/2': '<a href="/blog/3">next</a>',
    '/blog/3': '<a href="/blog/1#top">first</a><a href="http://example.com/">out</a>',
    '/slow': 'zzz',
}

LINK = re.compile(r'''href=(?P<q>["'])(?P<url>.*?)(?P=q)''', re.I)


class HTTPError(Exception):
    def __init__(self, code, url):
        super().__init__(code, url)
        self.code = code
        self.url = url

    def __str__(self):
        return 'HTTP %d for %s' % (self.code, self.url)


def fetch(url):
    time.sleep(0.05 if url == '/slow' else 0.001)
    try:
        return SITE[url]
    except KeyError:
        raise HTTPError(404, url) from None


class Crawler(object):
    def __init__(self, root, concurrency=3, timeout=0.02):
        self.queue = JoinableQueue()
        self.seen = set()
        self.pages = {}
        self.errors = {}
        self.sem = BoundedSemaphore(concurrency)
        self.timeout = timeout
        self.pool = Pool(concurrency)
        self.add(root, depth=0)

    def add(self, url, depth):
        url, _, fragment = url.partition('#')
        if url in self.seen:
            return False
        self.seen.add(url)
        self.queue.put((depth, url))
        return True

    def process(self, depth, url):
        with self.sem:
            with gevent.Timeout(self.timeout):
                html = fetch(url)
        found = 0
        for m in LINK.finditer(html):
            target = m.group('url')
            if target.startswith(('http:', 'https:')):
                logger.debug('skipping %s', target)
                continue
            found += self.add(target, depth + 1)
        self.pages[url] = (depth, len(html), found)

    def worker(self):
        while True:
            item = self.queue.get()
            try:
                self.process(*item)
            except gevent.Timeout as t:
                self.errors[item[1]] = 'timeout: %s' % t
            except HTTPError as e:
                self.errors[e.url] = str(e)
                logger.warning('%s', e)
            finally:
                self.queue.task_done()

    def run(self):
        for _ in range(self.pool.size):
            self.pool.spawn(self.worker)
        self.queue.join()
        self.pool.kill()
        return self


if __name__ == '__main__':
    c = Crawler('/').run()
    for url, (depth, size, found) in sorted(c.pages.items(), key=lambda kv: (kv[1][0], kv[0])):
        print('{:<10}depth={} size={:>3} new={}'.format(url, depth, size, found))
    print(sorted(c.errors.items()))
    logger.info('%d pages, %d errors', len(c.pages), len(c.errors))
    print(len(c.pool), c.pool.free_count())
