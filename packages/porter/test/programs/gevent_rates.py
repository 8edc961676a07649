# sliding window limiter, leaky bucket, circuit breaker, retry w/ jitter -- toolbox module + demo
import functools, random, sys, time, logging
from collections import deque
import gevent
from gevent.lock import RLock
from gevent.pool import Pool

logging.basicConfig(stream=sys.stdout, format='%(name)-8s %(levelname)-7s %(message)s', level=logging.DEBUG, force=True)
log = logging.getLogger('toolbox')
log.setLevel(logging.INFO)


class CircuitOpen(Exception):
    """The circuit is open"""


class Breaker:
    CLOSED, OPEN, HALF = 'closed', 'open', 'half-open'

    def __init__(self, threshold=3, cooldown=5.0, clock=None):
        self.threshold = threshold
        self.cooldown = cooldown
        self.clock = clock or time.monotonic
        self._failures = 0
        self._opened = None
        self._lock = RLock()

    @property
    def state(self):
        if self._opened is None:
            return self.CLOSED
        if self.clock() - self._opened >= self.cooldown:
            return self.HALF
        return self.OPEN

    def __call__(self, fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            with self._lock:
                if self.state == self.OPEN:
                    raise CircuitOpen(CircuitOpen.__doc__)
                try:
                    result = fn(*a, **k)
                except Exception:
                    self._failures += 1
                    if self._failures >= self.threshold or self.state is self.HALF:
                        if self._opened is None:
                            log.warning('opening after %d failures', self._failures)
                        self._opened = self.clock()
                    raise
                else:
                    if self._opened is not None:
                        log.info('closing')
                    self._failures, self._opened = 0, None
                    return result
        return inner

    def __repr__(self):
        return '<{0.__class__.__name__} {0.state} failures={0._failures}>'.format(self)


def retry(times, exceptions=(Exception,), backoff=lambda n: 0):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            for n in range(1, times + 1):
                try:
                    return fn(*args, **kwargs)
                except exceptions as e:
                    last = e
                    log.info('%s: attempt %d/%d failed: %s', fn.__name__, n, times, e)
                    gevent.sleep(backoff(n))
            else:
                raise last
        return inner
    return deco


clock = [100.0]
breaker = Breaker(threshold=2, cooldown=10, clock=lambda: clock[0])
script = deque(['ok', 'bad', 'bad', 'ok', 'bad', 'ok'])


@breaker
def service(tag):
    gevent.sleep(0.001)
    outcome = script.popleft()
    if outcome == 'bad':
        raise ConnectionError('%s is down' % tag)
    return '%s:%s' % (tag, outcome)


def attempt(tag):
    try:
        return service(tag)
    except (CircuitOpen, ConnectionError) as e:
        return '%s(%s)' % (e.__class__.__name__, e)


for step in range(8):
    print(step, attempt('s%d' % step), breaker)
    if step == 4:
        clock[0] += 10
    elif step == 6:
        clock[0] += 11

random.seed(7)
tries = []


@retry(3, exceptions=(KeyError, ValueError), backoff=lambda n: 0.001 * 2 ** n + random.random() / 1000)
def unstable(d, k):
    tries.append(k)
    if len(tries) < 3:
        return d[k]
    return 'finally'


print(unstable({}, 'key'), tries)


@retry(2, (ZeroDivisionError,))
def hopeless():
    return 1 // 0


try:
    hopeless()
except ZeroDivisionError as e:
    print('gave up:', e)


class Leaky:
    def __init__(self, size, leak):
        self.size, self.leak, self.level = size, leak, 0

    def pour(self, n=1):
        overflow = max(0, self.level + n - self.size)
        self.level = min(self.size, self.level + n)
        return overflow

    def __iter__(self):
        while self.level > 0:
            drop = min(self.leak, self.level)
            self.level -= drop
            gevent.sleep(0)
            yield drop

    def __bool__(self):
        return self.level > 0


b = Leaky(10, 4)
print(b.pour(7), b.pour(5), bool(b), list(b), bool(b))
order = []


def consume(name, bucket):
    for drop in bucket:
        order.append((name, drop))


pool = Pool(2)
shared = Leaky(9, 2)
shared.pour(9)
for name in 'xy':
    pool.spawn(consume, name, shared)
pool.join()
print(order, sum(d for _, d in order))
results = []
for r in pool.imap_unordered(lambda n: (gevent.sleep(n / 500.0), n)[1], [3, 1, 2]):
    results.append(r)
    if r == 2:
        break
print(results)
print('%s %r %5.1f%% %+d %#x %e %g' % ('fmt', 'q', 12.345, 5, 255, 12345.678, 0.0001))
print('{:>8,} {:<6}| {:^7} {:08.3f} {!r:>5} {:b}'.format(1234567, 'ab', 'mid', 3.14159, 'x', 10))
