import functools
import time
from collections import deque, OrderedDict, Counter
from contextlib import contextmanager

import gevent
from gevent.lock import BoundedSemaphore, RLock, Semaphore
from gevent import Timeout


class RateLimitExceeded(Exception):
    pass


class TokenBucket:
    """clock is injectable so tests do not depend on real time"""

    def __init__(self, rate, capacity, clock=time.monotonic):
        self._rate, self._capacity = rate, capacity
        self._clock = clock
        self._tokens = float(capacity)
        self._last = clock()
        self._lock = RLock()

    def _refill(self):
        now = self._clock()
        self._tokens = min(self._capacity, self._tokens + (now - self._last) * self._rate)
        self._last = now

    def take(self, n=1):
        with self._lock:
            self._refill()
            if self._tokens >= n:
                self._tokens -= n
                return True
            return False

    @property
    def tokens(self):
        with self._lock:
            self._refill()
            return self._tokens


class FakeClock:
    def __init__(self):
        self.now = 100

    def __call__(self):
        return self.now

    def advance(self, s):
        self.now += s
        return self


def limited(bucket, cost=1):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            if not bucket.take(cost):
                wrapper.rejected += 1
                raise RateLimitExceeded(fn.__name__)
            return fn(*args, **kwargs)
        wrapper.rejected = 0
        return wrapper
    return decorate


clock = FakeClock()
bucket = TokenBucket(rate=2, capacity=3, clock=clock)


@limited(bucket)
def fetch(what):
    """Fetch it."""
    return what.upper()


out = []
for i, word in enumerate('a b c d e'.split()):
    try:
        out.append(fetch(word))
    except RateLimitExceeded as e:
        out.append('!%s' % e)
print(out, fetch.rejected, fetch.__doc__, fetch.__name__)
clock.advance(1)
print(bucket.tokens)
clock.advance(0.25)
print(bucket.tokens, '%.2f' % bucket.tokens)


class Gate:
    def __init__(self, limit):
        self.sem = BoundedSemaphore(limit)
        self.active = 0
        self.peak = 0
        self.log = Counter()

    @contextmanager
    def enter(self, who):
        self.sem.acquire()
        self.active += 1
        self.peak = max(self.peak, self.active)
        self.log[who] += 1
        try:
            yield self.active
        finally:
            self.active -= 1
            self.sem.release()


gate = Gate(2)


def visitor(name, n):
    for _ in range(n):
        with gate.enter(name) as active:
            assert active <= 2, active
            gevent.sleep(0.001)


gevent.joinall([gevent.spawn(visitor, n, c) for n, c in zip('xyz', (3, 2, 1))])
print(gate.peak, gate.log.most_common(), gate.sem.locked(), gate.active)
try:
    gate.sem.release()
except ValueError as e:
    print('ValueError:', e)

sem = Semaphore(0)
print(sem.acquire(blocking=False), sem.acquire(timeout=0.01), sem.counter)
sem.release()
print(sem.wait(), sem.counter)

lock = RLock()
with lock, lock:
    print('reentered')

with Timeout(0.01, False):
    sem.acquire()
    sem.acquire()
    print('unreachable')
print('timeout swallowed')

with Timeout(0.01) as t:
    try:
        gevent.sleep(1)
    except Timeout as caught:
        print(caught is t, str(caught))

try:
    with gevent.Timeout(0.01, RateLimitExceeded('too slow')):
        gevent.sleep(1)
except RateLimitExceeded as e:
    print(repr(e))


def window(limit, per):
    stamps = deque()

    def allow(now):
        while stamps and stamps[0] <= now - per:
            stamps.popleft()
        ok = len(stamps) < limit
        if ok:
            stamps.append(now)
        return ok
    return allow


allow = window(2, 10)
print([(t, allow(t)) for t in (0, 1, 2, 10, 11, 12, 25)])
cache = OrderedDict.fromkeys('abc')
cache.move_to_end('a')
print(list(cache), cache.popitem(last=False))
print(gevent.with_timeout(0.01, gevent.sleep, 1, timeout_value='default'))
