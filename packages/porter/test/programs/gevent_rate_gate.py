import time
import gevent
from gevent.lock import BoundedSemaphore, Semaphore
from functools import wraps


class RateLimiter(object):
    """Token bucket that is refilled by a background greenlet."""

    def __init__(self, rate, per=1.0):
        self.rate = rate
        self.per = per
        self._sem = Semaphore(rate)
        self._refiller = gevent.spawn(self._refill)
        self.refills = 0

    def _refill(self):
        while True:
            gevent.sleep(self.per)
            missing = self.rate - self._sem.counter
            self.refills += 1
            for _ in range(missing):
                self._sem.release()

    def __enter__(self):
        self._sem.acquire()
        return self

    def __exit__(self, exc_type, exc, tb):
        return False

    def stop(self):
        self._refiller.kill()


def limited(limiter):
    def decorator(func):
        @wraps(func)
        def wrapper(*args, **kwargs):
            with limiter:
                return func(*args, **kwargs)
        return wrapper
    return decorator


limiter = RateLimiter(3, per=0.1)


@limited(limiter)
def fetch(n):
    """Pretend to call an API."""
    return n * n


started = time.time()
jobs = [gevent.spawn(fetch, i) for i in range(9)]
gevent.joinall(jobs)
elapsed = time.time() - started
print([job.value for job in jobs])
print('took at least two refills:', elapsed >= 0.19, 'and not many more:', elapsed < 0.45)
print(fetch.__name__, '-', fetch.__doc__)
limiter.stop()

# Only two at a time
gate = BoundedSemaphore(2)
active = 0
most = 0


def job(n):
    global active, most
    with gate:
        active += 1
        most = max(most, active)
        gevent.sleep(0.005)
        active -= 1
    return n


print(sorted(g.get() for g in [gevent.spawn(job, i) for i in range(6)]))
print('most at once:', most, 'locked:', gate.locked())
try:
    gate.release()
except ValueError as e:
    print('error:', e)
