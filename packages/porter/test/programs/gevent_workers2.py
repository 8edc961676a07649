#!/usr/bin/env python2
# Python 2 style: producer/consumer with statistics
import gevent
from gevent.queue import Queue
from gevent.coros import BoundedSemaphore
import sys, time, string

class Stats:
    def __init__(self):
        self.counts = {}
    def bump(self, key, by=1):
        self.counts[key] = self.counts.get(key, 0) + by
    def report(self, out=sys.stdout):
        for k, v in sorted(self.counts.iteritems(), key=lambda (k, v): (-v, k)):
            print >>out, '%-10s|%s %d' % (k, '#' * v, v)

stats = Stats()
tasks = Queue(maxsize=3)
lock = BoundedSemaphore(1)
results = []

def producer(n):
    for i in xrange(n):
        tasks.put(i)
        stats.bump('produced')
    print 'producer done'

def consumer(pid):
    try:
        while True:
            task = tasks.get(timeout=0.05)
            with lock:
                results.append((task, task ** 2L if task % 2 else -task / 2))
            stats.bump('worker-%s' % pid)
            gevent.sleep(0)
    except gevent.queue.Empty, e:
        print 'worker', pid, 'quits:', `e`

def run():
    jobs = [gevent.spawn(producer, 10)]
    jobs += map(lambda p: gevent.spawn(consumer, p), string.ascii_lowercase[:3])
    gevent.joinall(jobs)
    results.sort()
    print results
    print 'total', sum(r for _, r in results), len(results), 7 / 2, 7 // 2.0, -7 / 2
    if stats.counts.has_key('produced'):
        stats.report()
    print "done",
    print 0777, 0xffL

try:
    run()
except (KeyError, ValueError), err:
    print >>sys.stderr, 'failed', err
    raise
else:
    print 'ok'
