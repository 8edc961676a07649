"""A crawler over a site in memory, with a pool of greenlets."""
import gevent
from gevent.pool import Pool
from gevent.queue import Queue

SITE = {
    '/': ['/a', '/b'],
    '/a': ['/c', '/'],
    '/b': ['/c', '/d', '/missing'],
    '/c': [],
    '/d': ['/a'],
}


class NotFound(Exception):
    pass


def fetch(url):
    gevent.sleep(0)
    if url not in SITE:
        raise NotFound(url)
    return SITE[url]


class Crawler:
    def __init__(self, size):
        self.pool = Pool(size)
        self.queue = Queue()
        self.seen = set()
        self.errors = []

    def visit(self, url):
        try:
            for link in fetch(url):
                if link not in self.seen:
                    self.seen.add(link)
                    self.queue.put(link)
        except NotFound as e:
            self.errors.append(str(e))

    def run(self, start):
        self.seen.add(start)
        self.queue.put(start)
        while True:
            while not self.queue.empty():
                self.pool.spawn(self.visit, self.queue.get())
            self.pool.join()
            if self.queue.empty():
                break
        return sorted(self.seen)


crawler = Crawler(2)
print(crawler.run('/'), crawler.errors, crawler.pool.free_count())
