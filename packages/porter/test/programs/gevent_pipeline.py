# staged pipeline with back pressure and poison pills
import gevent
from gevent.queue import Queue, PriorityQueue, LifoQueue, Full
from functools import partial, reduce
from itertools import chain, count, islice, groupby
from operator import itemgetter, attrgetter
import collections

DONE = object()
Record = collections.namedtuple('Record', 'seq key value')


def source(out, n, gen=count(100, 7)):
    for seq, v in enumerate(islice(gen, n)):
        out.put(Record(seq, 'abc'[v % 3], v))
    out.put(DONE)


def stage(fn, inq, outq, workers=1):
    def loop():
        while True:
            item = inq.get()
            if item is DONE:
                inq.put(DONE)
                break
            try:
                result = fn(item)
            except Exception as e:
                result = e
            if result is not None:
                outq.put(result)
    gs = [gevent.spawn(loop) for _ in range(workers)]

    def closer():
        gevent.joinall(gs)
        outq.put(DONE)
    return gevent.spawn(closer)


def drain(q):
    return iter(q.get, DONE)


def square(rec):
    gevent.sleep(0.0001 * (rec.seq % 3))
    return rec._replace(value=rec.value ** 2)


def only(keys, rec):
    if rec.value == 12996:
        raise RuntimeError('cursed value in {key}'.format(**rec._asdict()))
    return rec if rec.key in keys else None


q1, q2, q3 = (Queue(4) for _ in range(3))
gevent.spawn(source, q1, 12)
stage(square, q1, q2, workers=3)
stage(partial(only, 'ab'), q2, q3)
out = list(drain(q3))
errors = [o for o in out if isinstance(o, Exception)]
good = sorted((o for o in out if not isinstance(o, Exception)), key=itemgetter(1, 0))
print(len(out), [str(e) for e in errors], type(errors[0]).__name__)
for key, recs in groupby(good, key=attrgetter('key')):
    recs = list(recs)
    print(key, [r.value for r in recs], reduce(lambda a, b: a + b.value, recs, 0))
print(good[0], good[-1][:2])

pq = PriorityQueue()
for item in [(3, 'low'), (1, 'high'), (2, 'mid')]:
    pq.put(item)
print([pq.get()[1] for _ in range(pq.qsize())])
lq = LifoQueue(maxsize=2)
lq.put('a'); lq.put('b')
try:
    lq.put('c', block=False)
except Full as e:
    print('full', type(e).__name__, repr(e), lq.qsize())
try:
    lq.put('c', timeout=0.01)
except Full:
    print('full again')
print(lq.get(), lq.get(), lq.empty())


def fan_out(*fns):
    def run(value):
        jobs = [gevent.spawn(f, value) for f in fns]
        return [j.get() for j in jobs]
    return run


stats = fan_out(min, max, sum, len, lambda xs: sum(xs) / len(xs), sorted)
print(stats([3, 1, 2, 10]))
flat = list(chain.from_iterable(stats([5])[i:i + 1] * 2 for i in range(3)))
print(flat)
qq = Queue(items=[1, 2, 3])
print(qq.peek(), len(qq), qq.copy().qsize() if hasattr(qq, 'copy') else None, repr(qq)[:7])
words = 'the quick brown fox jumps over the lazy dog the end'.split()
def mapper(ws): gevent.sleep(0); return collections.Counter(ws)
chunks = [words[i::3] for i in range(3)]
total = sum((g.value for g in gevent.joinall([gevent.spawn(mapper, c) for c in chunks])), collections.Counter())
print(total.most_common(2), total['cat'])
