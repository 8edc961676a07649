import time
import gevent
from gevent.lock import BoundedSemaphore, RLock
from gevent.queue import Queue, Empty
from functools import wraps
from collections import defaultdict, deque


class TokenBucket:
    """Classic token bucket. refill() is called by a background greenlet."""

    def __init__(self, capacity, interval):
        self.capacity = capacity
        self.interval = interval
        self._tokens = capacity
        self._lock = RLock()
        self._waiters = deque()
        self._greenlet = None

    def __enter__(self):
        self._greenlet = gevent.spawn(self._run)
        return self

    def __exit__(self, exc_type, exc, tb):
        self._greenlet.kill()
        return False

    def _run(self):
        while True:
            gevent.sleep(self.interval)
            with self._lock:
                if self._tokens < self.capacity:
                    self._tokens += 1

    def try_acquire(self, n=1):
        with self._lock:
            if self._tokens >= n:
                self._tokens -= n
                return True
            return False

    def acquire(self, n=1):
        tries = 0
        while not self.try_acquire(n):
            tries += 1
            gevent.sleep(self.interval / 4)
        return tries


def limited(bucket, stats):
    def decorator(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            waited = bucket.acquire()
            stats["waited" if waited else "immediate"] += 1
            return fn(*args, **kwargs)
        return wrapper
    return decorator


def main():
    stats = defaultdict(int)
    results = Queue()
    concurrent = 0
    peak = 0
    sem = BoundedSemaphore(2)

    with TokenBucket(capacity=3, interval=0.05) as bucket:

        @limited(bucket, stats)
        def call_api(user, *, verbose=False):
            """Pretend to call an API."""
            nonlocal concurrent, peak
            with sem:
                concurrent += 1
                peak = max(peak, concurrent)
                gevent.sleep(0.01)
                concurrent -= 1
            results.put((user, len(user) * 10))
            return "ok:" + user if verbose else "ok"

        print(call_api.__name__, "-", call_api.__doc__)
        users = ["ann", "bob", "charlie", "dave", "eve", "frank"]
        start = time.time()
        jobs = [gevent.spawn(call_api, u, verbose=(i % 2 == 0)) for i, u in enumerate(users)]
        gevent.joinall(jobs, timeout=5)
        elapsed = time.time() - start
        print([j.value for j in jobs])

    got = []
    while True:
        try:
            got.append(results.get_nowait())
        except Empty:
            break
    for user, score in sorted(got, key=lambda p: (-p[1], p[0])):
        print(f"{user:<10}{score:>5}")
    print("immediate =", stats["immediate"], "waited =", stats["waited"])
    print("peak concurrency <= 2:", peak <= 2)
    print("took a while:", elapsed > 0.1)
    try:
        sem.release()
    except ValueError as e:
        print("ValueError:", e)


if __name__ == '__main__':
    main()
