#!/usr/bin/env python
"""Crawl a fake web with a pool of greenlets, as tutorials do."""
import gevent
from gevent import monkey; monkey.patch_all()
import time
from gevent.pool import Pool, Group
from gevent.queue import JoinableQueue, Queue, Empty
from gevent.event import Event, AsyncResult
from gevent.lock import BoundedSemaphore

WEB = {
    '/': ['/about', '/blog'],
    '/about': ['/', '/team'],
    '/blog': ['/blog/1', '/blog/2', '/missing'],
    '/blog/1': ['/blog'],
    '/blog/2': ['/blog', '/about'],
    '/team': [],
}


class FetchError(Exception):
    pass


def fetch(url):
    gevent.sleep(0.01 * len(url))
    if url not in WEB:
        raise FetchError('404 %s' % url)
    return WEB[url]


class Crawler(object):
    def __init__(self, size=2, delay=0):
        self.pool = Pool(size)
        self.queue = JoinableQueue()
        self.seen = set()
        self.failed = {}
        self.active = 0
        self.peak = 0

    def add(self, url):
        if url not in self.seen:
            self.seen.add(url)
            self.queue.put(url)

    def worker(self, n):
        while True:
            url = self.queue.get()
            self.active += 1
            self.peak = max(self.peak, self.active)
            try:
                for link in fetch(url):
                    self.add(link)
            except FetchError as e:
                self.failed[url] = str(e)
            finally:
                self.active -= 1
                self.queue.task_done()

    def run(self, start):
        self.add(start)
        for n in range(self.pool.size):
            self.pool.spawn(self.worker, n)
        self.queue.join()
        self.pool.kill()
        return sorted(self.seen)


crawler = Crawler(size=3)
print(crawler.run('/'))
print(crawler.failed, crawler.peak <= 3, len(crawler.pool))

results = Pool(2).map(lambda n: (gevent.sleep(0.01 * (3 - n)), n * n)[1], range(3))
print(results, list(Pool(2).imap(str, [1, 2, 3])), sorted(Pool(5).imap_unordered(lambda x: -x, range(4))))

done = Event()
answer = AsyncResult()
order = []


def setter():
    order.append('setter')
    time.sleep(0.02)
    done.set()
    answer.set('forty-two')


def waiter(name):
    order.append(name + ' waits')
    done.wait()
    order.append(name + ' ' + answer.get())


gevent.joinall([gevent.spawn(setter), gevent.spawn(waiter, 'a'), gevent.spawn(waiter, name='b')])
print(order)

sem = BoundedSemaphore(2)
running = [0, 0]


def limited(i):
    with sem:
        running[0] += 1
        running[1] = max(running)
        gevent.sleep(0.005)
        running[0] -= 1
    return i


group = Group()
jobs = [group.spawn(limited, i) for i in range(5)]
group.join()
print([j.value for j in jobs], running, all(j.successful() for j in jobs))


def fail():
    gevent.sleep(0)
    raise ValueError('broken')


g = gevent.spawn(fail)
try:
    g.get()
except ValueError as e:
    print('got', e, g.successful(), isinstance(g.exception, ValueError))

with gevent.Timeout(0.01, False):
    gevent.sleep(1)
    print('never')
try:
    with gevent.Timeout(0.01):
        Queue().get()
except gevent.Timeout as t:
    print('timeout', t.seconds)
try:
    Queue().get(timeout=0.001)
except Empty:
    print('empty')


def ticker(out, n):
    for i in range(n):
        out.put(i)
        gevent.sleep(0.001)
    out.put(StopIteration)


q = Queue()
gevent.spawn(ticker, q, 3)
print([x for x in q])

killed = []


def stubborn():
    try:
        gevent.sleep(10)
    except gevent.GreenletExit:
        killed.append('exit')
        raise
    finally:
        killed.append('finally')


g = gevent.spawn(stubborn)
gevent.sleep(0)
g.kill()
print(killed, g.dead, isinstance(g.value, gevent.GreenletExit), g.ready())
