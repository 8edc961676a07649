"""Staged pipeline with backpressure and generators. Style: heavy comprehension / functional."""
from __future__ import annotations

import operator
import string
from collections import Counter, defaultdict, deque
from functools import partial, reduce
from itertools import chain, count, cycle, groupby, islice, tee, zip_longest
from typing import Iterable, Iterator, NamedTuple

import gevent
from gevent.pool import Pool
from gevent.queue import Queue, Empty

TEXT = """the quick brown fox jumps over the lazy dog
the dog barks and the fox runs away
quick quick said the dog to the fox"""


def tokens(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from line.split()


def chunked(iterable, n):
    it = iter(iterable)
    while chunk := list(islice(it, n)):
        yield chunk


def stage(fn, inbox, outbox):
    def loop():
        while (item := inbox.get()) is not None:
            outbox.put(fn(item))
        outbox.put(None)
    return gevent.spawn(loop)


def connect(*fns, size=2):
    queues = [Queue(size) for _ in range(len(fns) + 1)]
    greenlets = [stage(fn, a, b) for fn, a, b in zip(fns, queues, queues[1:])]
    return queues[0], queues[-1], greenlets


def drain(q):
    return iter(q.get, None)


first, last, gs = connect(str.upper, lambda s: s[::-1], partial(operator.add, '> '))


def feed(q, items):
    for item in items:
        q.put(item)
    q.put(None)


feeder = gevent.spawn(feed, first, tokens(TEXT.splitlines()[:1]))
print([*drain(last)])
print(all(g.ready() for g in [feeder, *gs]))


def mapper(words):
    gevent.sleep(0.001 * len(words))
    return Counter(words)


pool = Pool(3)
partials = pool.map(mapper, chunked(tokens(TEXT.splitlines()), 5))
total = reduce(operator.add, partials, Counter())
print(total.most_common(3), len(partials))
by_len = defaultdict(set)
for word in total:
    by_len[len(word)].add(word)
print({k: sorted(v) for k, v in sorted(by_len.items())})
letters = {c: n for c, n in Counter(chain.from_iterable(total)).items() if n > 4}
print(sorted(letters.items(), key=lambda kv: (-kv[1], kv[0])))
print([(k, len(list(g))) for k, g in groupby(sorted(total, key=len), key=len)])
a, b = tee(map(len, tokens(['a bb ccc'])))
next(b)
print(list(zip_longest(a, b, fillvalue='-')))
print(dict(zip(string.ascii_lowercase[:3], cycle([0, 1]))))
squares = pool.imap(lambda x: x * x, islice(count(1), 5))
print(next(squares), list(squares))
unordered = {x for x in pool.imap_unordered(lambda x: x % 3, range(9))}
print(unordered)
print(max(pool.imap(len, total), default=0), sum(pool.imap(len, total)), sorted(pool.imap(len, total))[:3])
it = (g.get() for g in [gevent.spawn(pow, 2, n) for n in range(5)])
head, *middle, tail = it
print(head, middle, tail)
lookup = dict(pool.imap(lambda w: (w, w.title()), ('red', 'blue')))
print(lookup)


def gather(**calls):
    jobs = {name: gevent.spawn(fn) for name, fn in calls.items()}
    gevent.joinall(list(jobs.values()), raise_error=True)
    return {name: job.value for name, job in jobs.items()}


print(gather(one=lambda: 1, two=lambda: (gevent.sleep(0.001), 2)[1]))
window = deque(maxlen=3)
avgs = []
for n in (w for w in pool.imap(len, tokens(TEXT.split('\n')))):
    window.append(n)
    if len(window) == 3:
        avgs.append(round(sum(window) / 3, 2))
print(avgs[:6], len(avgs))
try:
    Queue().get(timeout=0.001)
except Empty as e:
    print('empty:', repr(e), str(e) == '')
if any(gevent.spawn(lambda n=n: n > 2).get() for n in range(5)):
    print('some are bigger')
nested = [[gevent.spawn(lambda a, b: a * b, x, y).get() for y in range(3)] for x in range(3)]
print(nested, [*zip(*nested)])
