"""Cooperative job scheduler with priorities, retries and cancellation."""
import functools
import heapq
import gevent
from gevent import Greenlet, GreenletExit
from gevent.event import AsyncResult


def retry(times, exceptions=(Exception,), delay=0.001):
    def decorator(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            last = None
            for attempt in range(1, times + 1):
                try:
                    return fn(*args, attempt=attempt, **kwargs)
                except exceptions as e:
                    last = e
                    print('  %s failed (%d/%d): %s' % (fn.__name__, attempt, times, e))
                    gevent.sleep(delay * attempt)
            raise last
        wrapper.tries = times
        return wrapper
    return decorator


class Job(object):
    counter = 0

    def __init__(self, priority, fn, *args, **kwargs):
        Job.counter += 1
        self.id = Job.counter
        self.priority = priority
        self.fn = fn
        self.args = args
        self.kwargs = kwargs
        self.result = AsyncResult()
        self.cancelled = False

    def __lt__(self, other):
        return (self.priority, self.id) < (other.priority, other.id)

    def __call__(self):
        try:
            self.result.set(self.fn(*self.args, **self.kwargs))
        except Exception as ex:
            self.result.set_exception(ex)

    def cancel(self):
        self.cancelled = True


class Scheduler(Greenlet):
    def __init__(self):
        Greenlet.__init__(self)
        self._heap = []
        self.executed = []

    def submit(self, priority, fn, *args, **kwargs):
        job = Job(priority, fn, *args, **kwargs)
        heapq.heappush(self._heap, job)
        return job

    def _run(self):
        try:
            while self._heap:
                job = heapq.heappop(self._heap)
                if job.cancelled:
                    continue
                job()
                self.executed.append(job.id)
                gevent.sleep(0)
            return 'drained'
        except GreenletExit:
            print('scheduler killed with %d jobs left' % len(self._heap))
            return 'killed'
        finally:
            print('scheduler finished')


@retry(3, exceptions=(ValueError, KeyError))
def flaky(n, attempt=0):
    """Fails until the attempt equals n."""
    if attempt < n:
        raise ValueError('not yet: %r' % attempt)
    return attempt * 10


def add(a, b=1):
    return a + b


s = Scheduler()
j1 = s.submit(5, add, 1, b=41)
j2 = s.submit(1, flaky, 2)
j3 = s.submit(1, flaky, 9)
j4 = s.submit(0, divmod, 17, 5)
j5 = s.submit(2, add, 'x')
dead = s.submit(3, add, 0)
dead.cancel()
s.start()
s.join()
print(s.value, s.executed, s.successful())
for job in (j1, j2, j3, j4, j5):
    try:
        print(job.id, job.result.get())
    except (ValueError, TypeError) as e:
        print(job.id, type(e).__name__, e)
print(dead.result.ready(), flaky.__name__, flaky.__doc__, flaky.tries)

s2 = Scheduler()
for i in range(3):
    s2.submit(i, gevent.sleep, 0.5)
s2.start()
gevent.sleep(0.01)
s2.kill()
print(s2.value, s2.dead, bool(s2))
g = gevent.spawn(gevent.sleep, 10)
g.kill(block=True)
print(repr(g.value), g.successful(), g.exception)
g2 = gevent.spawn_later(10, add, 1)
g2.kill()
print(repr(g2.get()), g2.started)
