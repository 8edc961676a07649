#!/usr/bin/env python
import gevent, time, sys
from gevent import Timeout, Greenlet
from gevent.queue import Queue, Empty, LifoQueue
from gevent.event import Event

class TimerError(StandardError):
    pass

class Alarm(Greenlet):
    def __init__(self, seconds, func, *args, **kw):
        Greenlet.__init__(self)
        self.seconds = seconds
        self.func = func
        self.args_ = args
        self.kw = kw
    def _run(self):
        gevent.sleep(self.seconds)
        return self.func(*self.args_, **self.kw)

class Countdown(object):
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def next(self):
        if self.n <= 0:
            raise StopIteration
        gevent.sleep(0.001)
        self.n -= 1
        return self.n
    def __nonzero__(self):
        return self.n > 0

def report(what, times=1):
    print "alarm: " + what * times
    return times

alarms = [Alarm(0.03 - i * 0.01, report, chr(97 + i), times=i + 1) for i in range(3)]
map(lambda a: a.start(), alarms)
gevent.joinall(alarms)
print [a.value for a in alarms], sum([a.value for a in alarms])

c = Countdown(3)
print bool(c), list(c), bool(c)
c = Countdown(2)
print c.next(), c.next(),
try:
    c.next()
except StopIteration:
    print 'stop'

t = Timeout(0.005)
t.start()
try:
    try:
        gevent.sleep(1)
    except Timeout, e:
        if e is not t:
            raise
        print 'timed out after %s' % e.seconds
finally:
    t.cancel()

t = Timeout(0.005, TimerError('mine'))
t.start()
try:
    gevent.sleep(1)
except TimerError, e:
    print 'caught', e, isinstance(e, Exception)
finally:
    t.cancel()

result = None
with Timeout(0.005, False):
    gevent.sleep(1)
    result = 'never'
print result is None, 'swallowed'

def fetch(n):
    if n % 2:
        raise ValueError, 'odd %d' % n
    return n * 10
gs = [gevent.spawn(fetch, n) for n in xrange(4)]
gevent.joinall(gs)
for i, g in enumerate(gs):
    if g.successful():
        print i, 'value', g.value
    else:
        print i, 'error', g.exception

d = {}
for word in "the cat the dog the end".split():
    d[word] = d.get(word, 0) + 1
items = d.items()
items.sort(lambda a, b: cmp(b[1], a[1]) or cmp(a[0], b[0]))
for k, v in items:
    print "%-5s|%3d" % (k, v)
print max(d.iteritems(), key=lambda (k, v): v), d.has_key('cow')
assert not d.has_key('cow'), "no cows"
stack = LifoQueue()
for x in (1, 2, 3): stack.put(x)
out = []
while True:
    try:
        out.append(stack.get_nowait())
    except Empty:
        break
print out, len(out) / 2
print '%r %s %d%%' % ('x', None, 5), "a" < "b", [1, 2] == [1, 2], isinstance('s', basestring)
evt = Event()
def waits(name):
    print name, evt.wait(0.5)
gs = [gevent.spawn(waits, n) for n in 'ab']
gevent.sleep(0)
evt.set()
gevent.joinall(gs)
print >>sys.stderr, 'bye'
