# -*- coding: utf-8 -*-
import gevent
from gevent import monkey, pool, queue
monkey.patch_all()
import hashlib
import itertools
import os
import random
import string
import threading
from collections import deque, defaultdict
from contextlib import closing
from io import StringIO
import csv


class Page:
    __slots__ = ['url', 'title', 'links', 'depth']

    def __init__(self, url, title='', links=None, depth=0):
        self.url = url
        self.title = title
        self.links = links if links is not None else []
        self.depth = depth

    def __eq__(self, other):
        return isinstance(other, Page) and self.url == other.url

    def __hash__(self):
        return hash(self.url)

    def __lt__(self, other):
        return self.url < other.url


class FakeWeb:
    def __init__(self, seed=42, size=12):
        rnd = random.Random(seed)
        self.pages = {}
        urls = ['http://site/%s' % ''.join(rnd.choice(string.ascii_lowercase) for _ in range(4)) for _ in range(size)]
        for i, url in enumerate(urls):
            links = sorted(set(rnd.sample(urls, rnd.randint(1, 4))))
            self.pages[url] = ('Title %d' % i, links)
        self.root = urls[0]
        self.requests = 0

    def get(self, url):
        self.requests += 1
        gevent.sleep(0.0001 * len(url))
        title, links = self.pages[url]
        return '<title>{}</title>{}'.format(title, ''.join('<a href="%s">x</a>' % l for l in links))


class Spider(object):
    max_depth = 5

    def __init__(self, web, workers=4):
        self.web = web
        self.pool = pool.Pool(workers)
        self.seen = {web.root}
        self.frontier = queue.PriorityQueue()
        self.results = []
        self.by_depth = defaultdict(list)
        self.lock = threading.RLock()
        self.active = 0

    @staticmethod
    def parse(html):
        title, rest = html[len('<title>'):].split('</title>', 1)
        links = [part.split('"')[1] for part in rest.split('<a ')[1:]]
        return title, links

    def fetch(self, depth, url):
        try:
            title, links = self.parse(self.web.get(url))
            page = Page(url, title, links, depth)
            with self.lock:
                self.results.append(page)
                self.by_depth[depth].append(page)
            if depth < self.max_depth:
                new = [l for l in links if l not in self.seen]
                self.seen |= set(new)
                for l in new:
                    self.frontier.put((depth + 1, l))
        finally:
            self.active -= 1

    def run(self):
        self.frontier.put((0, self.web.root))
        while self.active or not self.frontier.empty():
            try:
                item = self.frontier.get(timeout=0.001)
            except queue.Empty:
                continue
            self.active += 1
            self.pool.spawn(self.fetch, *item)
        self.pool.join()
        return sorted(self.results)

    def report(self, out):
        writer = csv.writer(out, lineterminator='\n')
        writer.writerow(['url', 'title', 'depth', 'links'])
        for p in sorted(self.results):
            writer.writerow([p.url.rpartition('/')[2], p.title, p.depth > 0, len(p.links)])
        return out


web = FakeWeb()
spider = Spider(web)
pages = spider.run()
print(len(pages), web.requests == len(pages), len(spider.seen))
with closing(spider.report(StringIO())) as out:
    text = out.getvalue()
    print(text.count('\n'), hashlib.md5(b'abc').hexdigest())
    print(text[:40].splitlines()[0])
reach = {p.url: set(p.links) for p in pages}


def bfs(start):
    dist, todo = {start: 0}, deque([start])
    while todo:
        u = todo.popleft()
        for v in sorted(reach.get(u, ())):
            if v not in dist:
                dist[v] = dist[u] + 1
                todo.append(v)
    return dist


d = bfs(web.root)
print(sorted(d.values()), max(d.values()) <= 5)
print(all(len(list(g)) == len(spider.by_depth[k]) for k, g in itertools.groupby(sorted(pages, key=lambda p: p.depth), key=lambda p: p.depth)))
print(Page('a') == Page('a'), len({Page('a'), Page('a'), Page('b')}), Page('a') in [Page('b'), Page('a')])
incoming = sorted(((sum(u in ls for ls in reach.values()), u) for u in reach), reverse=True)
print(incoming[0][0] >= incoming[-1][0], os.path.join('out', 'x.csv'), os.path.splitext('a/b.tar.gz'))
