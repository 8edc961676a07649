"""A tiny task scheduler with priorities and dependencies."""
import heapq
import itertools
import sched
import time
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(order=True)
class Job:
    priority: int
    sequence: int
    name: str = field(compare=False)
    action: callable = field(compare=False, repr=False, default=None)
    depends: tuple = field(compare=False, default=())


class Scheduler:
    def __init__(self):
        self._queue = []
        self._counter = itertools.count()
        self._done = set()
        self._log = []

    def add(self, name, action, priority=5, depends=()):
        heapq.heappush(self._queue, Job(priority, next(self._counter), name, action, tuple(depends)))

    def run(self):
        waiting = []
        while self._queue:
            job = heapq.heappop(self._queue)
            if not all(d in self._done for d in job.depends):
                waiting.append(job)
                if not self._queue:
                    raise RuntimeError("unsatisfied: " + ", ".join(sorted(j.name for j in waiting)))
                continue
            try:
                result = job.action()
            except Exception as exc:
                self._log.append((job.name, f"{type(exc).__name__}({exc})"))
            else:
                self._log.append((job.name, result))
            self._done.add(job.name)
            for w in waiting:
                heapq.heappush(self._queue, w)
            waiting.clear()
        return self._log


def every(interval, until):
    now = timedelta()
    while now < until:
        yield now
        now += interval


class RoundRobin:
    def __init__(self, quantum):
        self.quantum = quantum

    def simulate(self, processes):
        clock = 0
        queue = [dict(name=n, left=t) for n, t in processes.items()]
        timeline = []
        finished = {}
        while queue:
            p = queue.pop(0)
            used = min(self.quantum, p["left"])
            clock += used
            p["left"] -= used
            timeline.append(f"{p['name']}{used}")
            if p["left"]:
                queue.append(p)
            else:
                finished[p["name"]] = clock
        return timeline, finished


s = Scheduler()
s.add("deploy", lambda: "shipped", priority=1, depends=["test", "build"])
s.add("build", lambda: 6 * 7, priority=3)
s.add("test", lambda: 1 / 0, priority=4)
s.add("lint", lambda: None)
for name, outcome in s.run():
    print(f"{name:.<12}{outcome!s:.>40}")
s.add("never", print, depends=("missing",))
try:
    s.run()
except RuntimeError as e:
    print(e)
print(Job(1, 2, "a") < Job(1, 3, "b"), Job(2, 0, "x"))

print([str(t) for t in every(timedelta(minutes=25), timedelta(hours=2))])
timeline, finished = RoundRobin(3).simulate({"A": 5, "B": 2, "C": 7})
print(" ".join(timeline), finished, sum(finished.values()) / len(finished))

clock = itertools.count()
events = sched.scheduler(timefunc=lambda: next(clock), delayfunc=lambda n: None)
events.enter(5, 1, print, argument=("five",))
events.enter(1, 2, print, ("one, second",))
events.enter(1, 1, print, ("one, first",), {"end": "!\n"})
cancelled = events.enter(3, 1, print, ("never",))
events.cancel(cancelled)
print(len(events.queue), events.empty())
events.run()
real = sched.scheduler(time.monotonic, time.sleep)
real.enter(0.01, 1, print, argument=("real",))
real.run()
print(real.empty())
