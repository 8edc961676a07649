"""Discrete event simulation of a bank using greenlets as processes."""
import heapq
import math
from functools import total_ordering
import gevent
from gevent.event import Event
from gevent.lock import Semaphore
from gevent.hub import getcurrent


@total_ordering
class Timer:
    seq = 0

    def __init__(self, at, event):
        self.at, self.event = at, event
        Timer.seq += 1
        self.n = Timer.seq

    def __eq__(self, other):
        return (self.at, self.n) == (other.at, other.n)

    def __lt__(self, other):
        return (self.at, self.n) < (other.at, other.n)


class Env:
    def __init__(self):
        self.now = 0
        self._timers = []
        self.trace = []

    def sleep(self, dt):
        t = Timer(self.now + dt, Event())
        heapq.heappush(self._timers, t)
        t.event.wait()
        return self.now

    def process(self, fn, *args, **kw):
        g = gevent.spawn(fn, self, *args, **kw)
        g.process_name = kw.get('name', fn.__name__)
        return g

    def log(self, fmt, *args):
        self.trace.append('%6.2f %s' % (self.now, fmt % args if args else fmt))

    def run(self, until=math.inf):
        while True:
            gevent.sleep(0)
            gevent.idle()
            if not self._timers or self._timers[0].at > until:
                break
            t = heapq.heappop(self._timers)
            self.now = t.at
            t.event.set()
        return self.now


class Resource:
    def __init__(self, env, capacity):
        self.env = env
        self.sem = Semaphore(capacity)
        self.queue_len = []
        self.waiting = 0

    def __enter__(self):
        self.waiting += 1
        self.queue_len.append(self.waiting)
        self.sem.acquire()
        self.waiting -= 1
        return self

    def __exit__(self, *exc):
        self.sem.release()


class LCG:
    """Deterministic random numbers."""
    def __init__(self, seed):
        self.state = seed

    def __iter__(self):
        return self

    def __next__(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return self.state / float(0x7fffffff)

    next = __next__


def customer(env, bank, service, name=None):
    arrived = env.now
    env.log('%s arrives', name)
    with bank:
        waited = env.now - arrived
        env.log('%s waited %.2f', name, waited)
        env.sleep(service)
        env.log('%s leaves', name)
    waits.append(waited)
    return waited


def source(env, bank, n):
    rng = LCG(7)
    for i in range(n):
        gap, service = next(rng), next(rng)
        env.process(customer, bank, round(service * 5, 1), name='c%d' % i)
        env.sleep(-math.log(1.0 - gap) * 1.5)
    return n


def clock(env, every):
    ticks = 0
    while True:
        env.sleep(every)
        ticks += 1
        env.log('tick %d' % ticks)
        if ticks == 3:
            return ticks


waits = []
env = Env()
bank = Resource(env, 2)
src = env.process(source, bank, 6)
tick = env.process(clock, every=2.5)
end = env.run(until=100)
print('\n'.join(env.trace))
print('end %.3f' % end, src.value, tick.value, getattr(tick, 'process_name'))
print('mean wait %.4f, max queue %d' % (sum(waits) / len(waits), max(bank.queue_len)))
print(Timer(1, None) <= Timer(1, None), Timer(2, None) > Timer(1, None))
print(type(getcurrent()).__name__ != 'str', '%e' % 12345.678, '%g %g' % (1e10, 0.0001), '{:,}'.format(1234567))
