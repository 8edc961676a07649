"""Synchronisation zoo: RLock, Condition-like monitor, RW lock, barrier, rate limiter."""
from contextlib import contextmanager
import gevent
from gevent.lock import RLock, Semaphore
from gevent.event import Event
from gevent.local import local
from gevent.pool import Group

trace = []


class RWLock:
    def __init__(self):
        self._readers = 0
        self._mutex = Semaphore()
        self._write = Semaphore()

    @contextmanager
    def reader(self):
        with self._mutex:
            self._readers += 1
            if self._readers == 1:
                self._write.acquire()
        try:
            yield self._readers
        finally:
            with self._mutex:
                self._readers -= 1
                if not self._readers:
                    self._write.release()

    @contextmanager
    def writer(self):
        self._write.acquire()
        try:
            yield
        finally:
            self._write.release()


class Barrier(object):
    def __init__(self, parties):
        self.parties = parties
        self.waiting = 0
        self.generation = 0
        self._event = Event()

    def wait(self):
        gen = self.generation
        self.waiting += 1
        if self.waiting == self.parties:
            self.generation += 1
            self.waiting = 0
            ev, self._event = self._event, Event()
            ev.set()
            return True
        else:
            self._event.wait()
        return False


rw = RWLock()
shared = {'v': 0}


def read(i):
    with rw.reader() as n:
        trace.append('r%d:%d' % (i, shared['v']))
        gevent.sleep(0.002)


def write(i):
    with rw.writer():
        before = shared['v']
        gevent.sleep(0.001)
        shared['v'] = before + 1
        trace.append('w%d' % i)


group = Group()
for i in range(3):
    group.spawn(read, i)
for i in range(3):
    group.spawn(write, i)
group.join()
print(trace, shared)

barrier = Barrier(3)
order = []


def phase(i):
    for step in range(2):
        gevent.sleep(0.001 * (i + 1))
        order.append((step, i))
        if barrier.wait():
            order.append('--')


gevent.joinall([gevent.spawn(phase, i) for i in range(3)])
print(order)

rlock = RLock()


def nested(depth):
    with rlock:
        if depth:
            return nested(depth - 1) + 1
        gevent.sleep(0)
        return 0


print(Group().map(nested, [3, 1, 2]))

data = local()
data.x = 'main'


def use_local(i):
    data.x = i
    gevent.sleep(0)
    return data.x, hasattr(data, 'y')


print(Group().map(use_local, range(3)), data.x)


class Limiter(object):
    def __init__(self, limit):
        self.sem = Semaphore(limit)
        self.peak = self.now = 0

    def __enter__(self):
        self.sem.acquire()
        self.now += 1
        self.peak = max(self.peak, self.now)

    def __exit__(self, typ, value, tb):
        self.now -= 1
        self.sem.release()
        return typ is ZeroDivisionError


limiter = Limiter(2)


def limited(n):
    with limiter:
        gevent.sleep(0.001)
        return 10 // n


print(list(Group().imap(limited, [1, 2, 0, 5])), limiter.peak)
print(list(sorted(Group().imap_unordered(limited, [4, 3]))))
s = Semaphore(0)
print(s.acquire(blocking=False), s.acquire(timeout=0.005), s.locked(), s.counter)
try:
    rlock.release()
except RuntimeError as e:
    print('RuntimeError')
