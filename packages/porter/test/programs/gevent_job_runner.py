import heapq
import gevent
from gevent.event import Event
from gevent.local import local
from gevent.lock import Semaphore
from gevent import Greenlet, GreenletExit, getcurrent


ctx = local()
trace = []


class Job(Greenlet):
    """A job with a name that records its life in the trace."""

    def __init__(self, name, steps, pause=0.01):
        Greenlet.__init__(self)
        self.name = name
        self.steps = steps
        self.pause = pause

    def _run(self):
        ctx.name = self.name
        try:
            for i in range(self.steps):
                gevent.sleep(self.pause)
                trace.append("%s.%d" % (ctx.name, i))
            return self.steps ** 2
        except GreenletExit:
            trace.append("%s killed" % ctx.name)
            raise
        finally:
            trace.append("%s end" % self.name)

    def __str__(self):
        return "Job(%s)" % self.name


class Scheduler:
    def __init__(self):
        self._heap = []
        self._seq = 0
        self._wakeup = Event()
        self._now = 0
        self.running = True

    def at(self, when, func, *args):
        heapq.heappush(self._heap, (when, self._seq, func, args))
        self._seq += 1
        self._wakeup.set()

    def every(self, period, func, *args, until=100):
        def tick(t):
            func(t, *args)
            if t + period <= until:
                self.at(t + period, tick, t + period)
        self.at(period, tick, period)

    def loop(self):
        while self.running:
            if not self._heap:
                self._wakeup.clear()
                if not self._wakeup.wait(timeout=0.05):
                    break
                continue
            when, _, func, args = heapq.heappop(self._heap)
            gevent.sleep(max(0, when - self._now) * 0.001)
            self._now = when
            func(*args)


def main():
    sched = Scheduler()
    sched.every(10, lambda t, msg: print("[%3d] %s" % (t, msg)), "heartbeat", until=40)
    sched.at(25, print, "one-shot at 25", "with", "args")
    sched.at(5, lambda: sched.at(33, print, "nested"))
    gevent.spawn(sched.loop).join()

    a, b, c = Job("a", 2), Job("b", 3, pause=0.015), Job("c", 1000, 0.004)
    for j in (a, b, c):
        j.start()
    gevent.joinall([a, b])
    before = len([t for t in trace if t.startswith("c.")])
    c.kill()
    print(a.value, b.value, repr(c.value), c.successful(), c.dead, before > 1)
    print([t for t in trace if not t.startswith("c.")])
    print(str(a), hasattr(ctx, "name"))

    sem = Semaphore(1)
    order = []

    def philosopher(n):
        with sem:
            order.append("+%d" % n)
            gevent.sleep(0.002)
            order.append("-%d" % n)

    gevent.joinall([gevent.spawn(philosopher, n) for n in range(3)])
    print(" ".join(order), sem.locked(), sem.counter)
    g = gevent.spawn(lambda: 1 / 0)
    g.join()
    print(type(g.exception).__name__, g.exception, g.ready(), g.successful())
    print(isinstance(getcurrent(), Greenlet))


if __name__ == "__main__":
    main()
