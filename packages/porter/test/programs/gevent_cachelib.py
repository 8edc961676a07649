"""memoize with expiry, thundering-herd protection, per-key locks & stats, thread pool for slow stuff."""
import gevent
import gevent.monkey; gevent.monkey.patch_thread(); gevent.monkey.patch_time()
import threading
import time
import copy
import hashlib
from gevent.event import AsyncResult
from gevent.threadpool import ThreadPool
from collections import OrderedDict
from dataclasses import dataclass, field, asdict, replace
from typing import Callable, Dict, Generic, Hashable, Optional, Tuple, TypeVar

K = TypeVar('K', bound=Hashable)
V = TypeVar('V')


@dataclass
class Stats:
    hits: int = 0
    misses: int = 0
    shared: int = 0
    evicted: int = 0
    by_key: Dict[str, int] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        total = self.hits + self.misses + self.shared
        return self.hits / total if total else 0.0

    def __add__(self, other: 'Stats') -> 'Stats':
        return Stats(*(a + b for a, b in zip(self.astuple(), other.astuple())))

    def astuple(self):
        return self.hits, self.misses, self.shared, self.evicted


class LRU(Generic[K, V]):
    def __init__(self, capacity: int, on_evict: Optional[Callable[[K, V], None]] = None):
        self._data: 'OrderedDict[K, V]' = OrderedDict()
        self.capacity = capacity
        self.on_evict = on_evict or (lambda k, v: None)

    def __getitem__(self, key):
        value = self._data[key]
        self._data.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        self._data[key] = value
        self._data.move_to_end(key)
        while len(self._data) > self.capacity:
            self.on_evict(*self._data.popitem(last=False))

    def __delitem__(self, key):
        del self._data[key]

    def __contains__(self, key):
        return key in self._data

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(tuple(self._data))


class Memo:
    def __init__(self, capacity=3, ttl=None, clock=time.time):
        self.stats = Stats()
        self.cache = LRU(capacity, self._evicted)
        self.inflight: Dict[Tuple, AsyncResult] = {}
        self.ttl = ttl
        self.clock = clock

    def _evicted(self, key, value):
        self.stats.evicted += 1

    @staticmethod
    def key(args, kwargs):
        return args + tuple(sorted(kwargs.items()))

    def __call__(self, fn):
        def wrapper(*args, **kwargs):
            key = self.key(args, kwargs)
            self.stats.by_key[repr(key)] = self.stats.by_key.get(repr(key), 0) + 1
            if key in self.cache:
                value, expires = self.cache[key]
                if expires is None or self.clock() < expires:
                    self.stats.hits += 1
                    return value
                del self.cache[key]
            if key in self.inflight:
                self.stats.shared += 1
                return self.inflight[key].get()
            result = self.inflight[key] = AsyncResult()
            self.stats.misses += 1
            try:
                value = fn(*args, **kwargs)
            except BaseException as e:
                result.set_exception(e)
                raise
            else:
                result.set(value)
                self.cache[key] = value, (self.clock() + self.ttl if self.ttl else None)
                return value
            finally:
                self.inflight.pop(key, None)
        wrapper.memo = self
        return wrapper


now = [0]
calls = []


@Memo(capacity=2, ttl=10, clock=lambda: now[0])
def slow_square(x, *, offset=0):
    calls.append(x)
    time.sleep(0.005)
    if x < 0:
        raise ValueError('negative: %r' % x)
    return x * x + offset


gs = [gevent.spawn(slow_square, n) for n in (2, 2, 3, 2)]
gevent.joinall(gs)
print([g.value for g in gs], calls)
print(slow_square(2), slow_square(2, offset=1), slow_square(3))
now[0] += 11
print(slow_square(2), calls)
gs = [gevent.spawn(slow_square, -1) for _ in range(2)]
gevent.joinall(gs)
print([type(g.exception).__name__ for g in gs], gs[0].exception is gs[1].exception)
stats = slow_square.memo.stats
print(stats.astuple(), round(stats.ratio, 3), len(slow_square.memo.cache), list(slow_square.memo.cache))
print(sorted(stats.by_key.items()))
print(replace(stats, by_key={}), (stats + Stats(1, 1, 1, 1)).hits)
snapshot = copy.deepcopy(stats)
stats.by_key.clear()
print(len(snapshot.by_key), asdict(Stats(by_key={'a': 1})))
lock = threading.Lock()
shared = {'n': 0}


def bump(times):
    for _ in range(times):
        with lock:
            n = shared['n']
            time.sleep(0)
            shared['n'] = n + 1


threads = [threading.Thread(target=bump, args=(5,), name='T%d' % i) for i in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(shared, [t.name for t in threads], lock.locked())
tp = ThreadPool(2)
print(tp.spawn(hashlib.sha1, b'abc').get().hexdigest()[:10], tp.apply(max, (3, 9)), tp.map(len, ['a', 'bb']))
