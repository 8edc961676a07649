import collections
import gevent
from gevent.queue import Queue
from gevent.event import Event
from gevent.pool import Pool
import time


class TokenBucket:
    def __init__(self, capacity, refill):
        self.capacity, self.refill = capacity, refill
        self.tokens = capacity
        self._waiters = collections.deque()

    def consume(self, n=1, block=True):
        if n > self.capacity:
            raise ValueError(f'cannot take {n!r} of {self.capacity}')
        while self.tokens < n:
            if not block:
                return False
            ev = Event()
            self._waiters.append(ev)
            ev.wait()
        self.tokens -= n
        return True

    def tick(self):
        self.tokens = min(self.capacity, self.tokens + self.refill)
        while self._waiters:
            self._waiters.popleft().set()


class Stats(dict):
    def __missing__(self, key):
        value = self[key] = []
        return value

    def summary(self):
        for name, values in sorted(self.items()):
            mean = sum(values) / len(values)
            yield f'{name:>8}: n={len(values):03d} mean={mean:6.2f} max={max(values)!s:>3}'


class CircuitBreaker(object):
    CLOSED, OPEN, HALF = 'closed', 'open', 'half-open'

    def __init__(self, threshold=3, cooldown=2):
        self.threshold = threshold
        self.cooldown = cooldown
        self.failures = 0
        self.state = self.CLOSED
        self.history = [self.state]

    def _move(self, state):
        if state != self.state:
            self.state = state
            self.history.append(state)

    def __call__(self, func):
        def wrapper(*args, **kwargs):
            if self.state == self.OPEN:
                self.cooldown_left -= 1
                if self.cooldown_left > 0:
                    raise RuntimeError('circuit open')
                self._move(self.HALF)
            try:
                result = func(*args, **kwargs)
            except Exception:
                self.failures += 1
                if self.failures >= self.threshold or self.state == self.HALF:
                    self.cooldown_left = self.cooldown
                    self._move(self.OPEN)
                raise
            else:
                self.failures = 0
                self._move(self.CLOSED)
                return result
        wrapper.breaker = self
        return wrapper


breaker = CircuitBreaker(threshold=2)


@breaker
def backend(n):
    gevent.sleep(0.0005)
    if 3 <= n <= 6:
        raise IOError(f'backend down for {n}')
    return n * n


bucket = TokenBucket(3, 2)
stats = Stats()
log = []


def job(n):
    bucket.consume()
    started = len(log)
    log.append(n)
    gevent.sleep(0)
    stats['even' if n % 2 == 0 else 'odd'].append(started)
    return n


def ticker(stop):
    ticks = 0
    while not stop.wait(timeout=0.002):
        bucket.tick()
        ticks += 1
    return ticks > 0


stop = Event()
t = gevent.spawn(ticker, stop)
pool = Pool(5)
print(pool.map(job, range(9)))
stop.set()
print(t.get(), log)
print(*stats.summary(), sep='\n')
try:
    bucket.consume(99)
except ValueError as e:
    print('ValueError:', e)
bucket.tokens = 0
print(bucket.consume(block=False))

results = []
for n in range(12):
    try:
        results.append(backend(n))
    except (RuntimeError, OSError) as e:
        results.append(f'{type(e).__name__}:{e}')
print(results)
print(backend.breaker.history, backend.breaker.failures)
q = Queue()
for word in 'to be or not to be'.split():
    q.put(word)
q.put(StopIteration)
hist = collections.Counter(q)
print(sorted(hist.items(), key=lambda kv: (-kv[1], kv[0])))
od = collections.OrderedDict((k, hist[k]) for k in ('to', 'be', 'zzz'))
od.move_to_end('to')
print(od, list(reversed(od)))
