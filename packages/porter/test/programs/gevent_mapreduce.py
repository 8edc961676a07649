#!/usr/bin/env python
from __future__ import print_function
import gevent
from gevent.pool import Pool, Group
from gevent.queue import Queue
from itertools import groupby, chain, zip_longest, islice, tee
from operator import itemgetter
from collections import Counter, namedtuple
from functools import partial, reduce
import string
import re

TEXT = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness...
It was the epoch of belief; it was the epoch of incredulity!"""

Pair = namedtuple('Pair', 'key value')


def grouper(iterable, n, fillvalue=None):
    args = [iter(iterable)] * n
    return zip_longest(*args, fillvalue=fillvalue)


def pairwise(xs):
    a, b = tee(xs)
    next(b, None)
    return zip(a, b)


class MapReduce(object):
    def __init__(self, mapper, reducer, workers=3):
        self.mapper, self.reducer = mapper, reducer
        self.pool = Pool(workers)

    def partition(self, mapped):
        ordered = sorted(mapped, key=itemgetter(0))
        for key, group in groupby(ordered, key=itemgetter(0)):
            yield key, [v for _, v in group]

    def __call__(self, inputs, **options):
        chunks = self.pool.map(self.mapper, inputs)
        if options.get('verbose'):
            print('mapped', list(map(len, chunks)))
        parts = self.partition(chain.from_iterable(chunks))
        return dict(self.pool.imap(lambda kv: (kv[0], self.reducer(*kv)), parts))


def tokenize(line):
    gevent.sleep(0.0005)
    return [Pair(w, 1) for w in re.findall(r"[a-z']+", line.lower())]


def total(key, values):
    gevent.sleep(0)
    return sum(values)


def worker(inq, outq, func):
    while True:
        item = inq.get()
        if item is None:
            break
        try:
            outq.put((item, func(item)))
        except Exception as e:
            outq.put((item, e))


def fan(func, items, n=2):
    inq, outq = Queue(), Queue()
    group = Group()
    for _ in range(n):
        group.add(gevent.spawn(worker, inq, outq, func))
    for item in items:
        inq.put(item)
    for _ in range(n):
        inq.put(None)
    group.join()
    outq.put(StopIteration)
    results = list(outq)
    return sorted(results, key=lambda pair: str(pair[0]))


wc = MapReduce(tokenize, total)
counts = wc(TEXT.splitlines(), verbose=True)
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5], len(counts))
longest = max(counts, key=lambda w: (len(w), w))
print(longest, '%-15s|' % longest, longest.center(16, '*'))
print([''.join(g) for g in grouper('abcdefg', 3, '.')])
print(list(pairwise([1, 4, 9, 16])), [b - a for a, b in pairwise([1, 4, 9, 16])])
for item, res in fan(lambda x: 100 // x, [5, 0, 'x', 7]):
    print(repr(item), '->', type(res).__name__ if isinstance(res, Exception) else res)
index = {}
for n, line in enumerate(TEXT.split('\n'), 1):
    for w in set(re.split(r'\W+', line.lower())) - {''}:
        index.setdefault(w, set()).add(n)
print({w: sorted(ls) for w, ls in sorted(index.items()) if len(ls) == 2 or w.startswith('b')})
print(Counter(c for c in TEXT if c in string.punctuation).most_common(3))
power = partial(pow, 2)
print(Pool(2).map(power, range(5)), reduce(lambda a, b: a * b, [1, 2, 3, 4], 1))
print(sorted(Group().imap_unordered(str.upper, ['b', 'a'])), [p._asdict() for p in tokenize('hi')])
print('{0!r:>8}|{1:^9}|{2:+.1e}|{3:#x}|{4:05d}|{5:%}'.format('a', 'mid', 12345.678, 255, -42, 0.25))
