#!/usr/bin/python2
import gevent
from gevent import queue
from gevent.queue import Queue, Empty, JoinableQueue
from collections import defaultdict, deque
import sys

class Job(object):
    def __init__(self, prio, desc):
        self.prio = prio
        self.desc = desc
    def __cmp__(self, other):
        return cmp(self.prio, other.prio)
    def __str__(self):
        return "Job(%d, %s)" % (self.prio, self.desc)

stats = defaultdict(lambda: defaultdict(int))
log = deque(maxlen=5)

def worker(name, q):
    while 1:
        try:
            job = q.get(timeout=0.05)
        except Empty:
            print "%s: nothing left" % name
            return
        try:
            stats[name][job.prio] += 1
            log.append((name, str(job)))
            gevent.sleep(0.001 * job.prio)
        finally:
            q.task_done()

def boss(q, n):
    for i in xrange(n):
        q.put(Job(i % 3, 'job-%02d' % i))
        gevent.sleep(0)
    print >>sys.stdout, 'all', n, 'jobs queued'

q = JoinableQueue(maxsize=4)
gevent.spawn(boss, q, 9)
gevent.sleep(0)
workers = [gevent.spawn(worker, 'w%d' % i, q) for i in range(2)]
q.join()
print 'queue drained, unfinished:', q.unfinished_tasks
gevent.joinall(workers)
total = 0
for name, counts in sorted(stats.iteritems()):
    total += sum(counts.values())
print 'total', total
print 'log size', len(log)

jobs = [Job(5, 'five'), Job(1, 'one'), Job(3, 'three')]
jobs.sort()
print ', '.join(map(str, jobs))
jobs.sort(cmp=lambda a, b: cmp(len(a.desc), len(b.desc)) or cmp(a.desc, b.desc))
print ', '.join([j.desc for j in jobs])
print sorted(['b', 'A', 'c'], cmp=lambda x, y: cmp(x.lower(), y.lower()))
print reduce(lambda a, b: a + b.prio, jobs, 0)
print map(lambda j: j.desc[0], jobs), filter(lambda j: j.prio > 2, jobs) != []
print zip('abc', range(3)), {'a': 1}.has_key('a'), 7 / 2, -7 / 2
d = {'x': 1}
print d.keys(), d.values(), d.items()

pq = queue.PriorityQueue()
for p, item in ((3, 'low'), (1, 'high'), (2, 'mid')):
    pq.put((p, item))
while not pq.empty():
    print pq.get_nowait()[1],
print
lq = queue.LifoQueue()
map(lq.put, [1, 2, 3])
print [lq.get() for _ in range(lq.qsize())]
try:
    lq.get(block=False)
except queue.Empty, e:
    print 'empty', type(e).__name__
q2 = Queue()
def producer():
    for w in 'to be or not'.split():
        q2.put(w)
    q2.put(StopIteration)
gevent.spawn(producer)
print [w.title() for w in q2]
exec_order = []
def run(x):
    exec_order.append(x)
    return x * x
print [g.get() for g in [gevent.spawn(run, x) for x in (3, 1, 2)]], exec_order
print `exec_order`, 0777, 10L, u'unicode'
