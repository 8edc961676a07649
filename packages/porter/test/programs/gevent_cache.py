"""Async memoize, singleflight, TTL caches with an injected clock."""
import gevent
from gevent.event import AsyncResult
from gevent.pool import Group
from functools import wraps, lru_cache, partial
import time


class Clock:
    def __init__(self, now=0.0):
        self._now = now

    def __call__(self):
        return self._now

    def advance(self, by):
        self._now += by


class SingleFlight:
    """Collapses concurrent calls with the same key."""
    def __init__(self):
        self._calls = {}
        self.collapsed = 0

    def do(self, key, fn, *args, **kwargs):
        if key in self._calls:
            self.collapsed += 1
            return self._calls[key].get()
        result = self._calls[key] = AsyncResult()
        try:
            value = fn(*args, **kwargs)
        except BaseException as e:
            result.set_exception(e)
            raise
        else:
            result.set(value)
            return value
        finally:
            self._calls.pop(key)


class TTLCache(object):
    _missing = object()

    def __init__(self, ttl, clock=time.time, maxsize=128):
        self.ttl, self.clock, self.maxsize = ttl, clock, maxsize
        self._data = {}
        self.hits = self.misses = 0

    def __contains__(self, key):
        return self._lookup(key) is not self._missing

    def __len__(self):
        self.purge()
        return len(self._data)

    def _lookup(self, key):
        try:
            value, expires = self._data[key]
        except KeyError:
            return self._missing
        if expires <= self.clock():
            del self._data[key]
            return self._missing
        return value

    def get(self, key, default=None):
        value = self._lookup(key)
        if value is self._missing:
            self.misses += 1
            return default
        self.hits += 1
        return value

    def __setitem__(self, key, value):
        if len(self._data) >= self.maxsize:
            oldest = min(self._data, key=lambda k: self._data[k][1])
            del self._data[oldest]
        self._data[key] = (value, self.clock() + self.ttl)

    __getitem__ = get

    def purge(self):
        for k in [k for k, (_, exp) in self._data.items() if exp <= self.clock()]:
            del self._data[k]

    def memoize(self, key=None):
        flight = SingleFlight()

        def decorator(fn):
            @wraps(fn)
            def wrapper(*args, **kwargs):
                k = key(*args, **kwargs) if key else (args, tuple(sorted(kwargs.items())))
                if k in self:
                    return self.get(k)
                value = flight.do(k, fn, *args, **kwargs)
                self[k] = value
                return value
            wrapper.flight = flight
            wrapper.cache = self
            return wrapper
        return decorator


clock = Clock(100)
cache = TTLCache(10, clock, maxsize=3)
calls = []


@cache.memoize()
def load(user_id, *, upper=False):
    """Loads a user."""
    calls.append(user_id)
    gevent.sleep(0.001)
    if user_id < 0:
        raise LookupError('no user %d' % user_id)
    name = 'user-%02d' % user_id
    return name.upper() if upper else name


print([g.value for g in gevent.joinall([gevent.spawn(load, 1) for _ in range(4)])], calls, load.flight.collapsed)
print(load(1), load(1, upper=True), len(cache), calls)
clock.advance(10)
print(len(cache), load(1), calls, cache.hits, cache.misses)
gs = [gevent.spawn(load, -1) for _ in range(3)]
gevent.joinall(gs)
print([type(g.exception).__name__ for g in gs], str(gs[2].exception), len(set(id(g.exception) for g in gs)))
for n in range(5):
    cache[n] = n ** 2
    clock.advance(1)
print(sorted(k for k in range(5) if k in cache), cache[4], cache['zz'], cache.get('zz', 'dflt'))
print(load.__name__, load.__doc__, load.cache is cache)


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info().misses, Group().map(fib, range(6)))
add3 = partial(lambda a, b, c=0: (a, b, c), 1, c=3)
print(add3(2), gevent.spawn(add3, 9).get())
