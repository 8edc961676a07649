import heapq
import itertools
import gevent
from gevent.event import Event
from gevent.queue import PriorityQueue


class Job:
    def __init__(self, name, priority, duration):
        self.name = name
        self.priority = priority
        self.duration = duration

    def __lt__(self, other):
        return self.priority < other.priority

    def __repr__(self):
        return 'Job(%s)' % self.name


class Scheduler:
    """Run callables later, once or again and again."""

    def __init__(self):
        self._heap = []
        self._counter = itertools.count()
        self._wake = Event()
        self._now = 0.0
        self._greenlet = gevent.spawn(self._loop)

    def call_later(self, delay, func, *args):
        entry = [delay + self._now, next(self._counter), func, args]
        heapq.heappush(self._heap, entry)
        self._wake.set()
        return entry

    def cancel(self, entry):
        entry[2] = None

    def _loop(self):
        while True:
            if not self._heap:
                self._wake.clear()
                self._wake.wait()
            when, _, func, args = heapq.heappop(self._heap)
            if func is None:
                continue
            gevent.sleep(max(0, when - self._now) / 100)
            self._now = max(self._now, when)
            func(*args)

    def stop(self):
        self._greenlet.kill()


done = Event()
s = Scheduler()
ticks = []


def tick(n):
    ticks.append(n)
    print('tick', n)
    if n < 3:
        s.call_later(1, tick, n + 1)
    else:
        done.set()


s.call_later(0.5, print, 'half a second')
s.call_later(1, tick, 1)
never = s.call_later(1.2, print, 'never')
s.call_later(1.5, print, 'one and a half')
s.cancel(never)
done.wait()
s.stop()
print(ticks)

queue = PriorityQueue()
for job in [Job('backup', 5, 1), Job('alert', 1, 0), Job('report', 3, 2), Job('cleanup', 4, 1)]:
    queue.put(job)


def runner(name):
    done = []
    while not queue.empty():
        job = queue.get()
        print('%s runs %r' % (name, job))
        gevent.sleep(job.duration / 1000.0)
        done.append(job.name)
    return done


workers = [gevent.spawn(runner, 'w%d' % i) for i in range(2)]
gevent.joinall(workers)
print(sorted(sum((w.value for w in workers), [])))
