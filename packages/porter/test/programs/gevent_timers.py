"""Timers, schedulers and iwait examples from a tutorial"""
import gevent
import time
import heapq
import argparse
import weakref
from gevent.local import local
from gevent.event import Event, AsyncResult
from gevent.pool import Group


parser = argparse.ArgumentParser(description='timer demo')
parser.add_argument('-n', '--count', type=int, default=3, metavar='N')
parser.add_argument('--scale', type=float, default=0.01)
parser.add_argument('--verbose', '-v', action='count', default=0)
parser.add_argument('names', nargs='*')
args = parser.parse_args(['-vv', '--count', '4', 'red', 'green', 'blue'])
print(args)
print(vars(args)['names'], args.verbose)


class Timer:
    instances = weakref.WeakSet()

    def __init__(self, interval, callback, *args, repeat=None):
        self.interval = interval
        self.callback = callback
        self.args = args
        self.repeat = repeat
        self.fired = 0
        self._greenlet = None
        Timer.instances.add(self)

    def start(self):
        if self._greenlet is None or self._greenlet.dead:
            self._greenlet = gevent.spawn_later(self.interval, self._tick)
        return self

    def _tick(self):
        while self.repeat is None or self.fired < self.repeat:
            self.fired += 1
            self.callback(self, *self.args)
            gevent.sleep(self.interval)

    def cancel(self):
        if self._greenlet is not None:
            self._greenlet.kill()
            self._greenlet = None

    def join(self):
        self._greenlet.join()

    def __enter__(self):
        return self.start()

    def __exit__(self, exc_type, exc, tb):
        self.cancel()
        return exc_type is KeyboardInterrupt


def show(timer, text):
    print(text, timer.fired)


t = Timer(args.scale, show, 'tick', repeat=args.count).start()
t.join()
print(t.fired, len(Timer.instances))

with Timer(0.001, lambda t: None):
    gevent.sleep(0.01)
    raise KeyboardInterrupt
print('interrupted quietly')


def task(n):
    gevent.sleep(n * 0.01)
    if n == 2:
        return None
    return n ** 2


jobs = [gevent.spawn(task, n) for n in (3, 1, 2)]
for done in gevent.iwait(jobs):
    print('done', jobs.index(done), done.value)

jobs = [gevent.spawn(task, n) for n in (50, 1, 3)]
with gevent.iwait(jobs, count=1) as it:
    print('first', next(it).value)
ready = gevent.joinall(jobs, timeout=0.06)
print(len(ready), [j.ready() for j in jobs])
ready = gevent.wait(jobs, timeout=0)
print(sorted(g.value for g in ready))
gevent.killall(jobs)
print([j.dead for j in jobs])

data = local()
data.value = 'main'


class MyLocal(local):
    number = 2

    def __init__(self, **kw):
        self.__dict__.update(kw)

    def squared(self):
        return self.number ** 2


mine = MyLocal(color='red')


def touch(n):
    data.value = n
    mine.color = n
    mine.number = n
    gevent.sleep(0)
    return data.value, mine.color, mine.squared()


print([g.get() for g in [gevent.spawn(touch, i) for i in range(3)]])
print(data.value, mine.color, mine.squared(), sorted(mine.__dict__))


class Scheduler:
    def __init__(self):
        self.heap = []
        self.wake = Event()
        self.seq = 0

    def at(self, when, fn, *a, **kw):
        heapq.heappush(self.heap, (when, self.seq, fn, a, kw))
        self.seq += 1
        self.wake.set()

    def run(self):
        start = time.time()
        while self.heap:
            when = self.heap[0][0]
            delay = start + when - time.time()
            if delay > 0:
                self.wake.clear()
                self.wake.wait(delay)
                continue
            _, _, fn, a, kw = heapq.heappop(self.heap)
            fn(*a, **kw)


s = Scheduler()
order = []
s.at(0.04, order.append, 'late')
s.at(0.01, order.append, 'early')
s.at(0.01, order.append, 'early2')
s.at(0.02, lambda *, x: order.append(x), x='kw')
s.at(0.015, s.at, 0.03, order.append, 'nested')
s.run()
print(order)

chain = AsyncResult()
chain.rawlink(lambda r: print('linked', r.value))
copy = AsyncResult()
gevent.spawn(lambda: 42).link(chain)
print(chain.get())
gevent.sleep(0)
g = Group()
g.spawn(gevent.sleep, 5)
g.kill(timeout=1)
print(len(g), g.join(timeout=0.1))
