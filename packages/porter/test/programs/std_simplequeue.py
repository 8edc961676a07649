# Producer / consumer with queues, workers with sentinel, results ordering, a thread pool by hand, rate counters.
from __future__ import annotations
import collections
import functools
import queue
import random
import sys
import threading
import time
import typing as t


class Task:
    _ids = iter(range(1, 1000))

    def __init__(self, func: t.Callable, *args, retries: int = 0, **kwargs):
        self.id = next(self._ids)
        self.func, self.args, self.kwargs = func, args, kwargs
        self.retries = retries
        self.result: t.Any = None
        self.error: Exception | None = None
        self._done = threading.Event()

    def __lt__(self, other: Task) -> bool:
        return self.id < other.id

    def run(self) -> None:
        attempts = 0
        while True:
            try:
                self.result = self.func(*self.args, **self.kwargs)
                self.error = None
            except Exception as exc:
                self.error = exc
                attempts += 1
                if attempts <= self.retries:
                    continue
            break
        self._done.set()

    def wait(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError(f'task {self.id} not done')
        if self.error:
            raise self.error
        return self.result


class Pool:
    STOP = object()

    def __init__(self, size: int):
        self.queue: queue.PriorityQueue = queue.PriorityQueue()
        self.threads = []
        self.processed = collections.Counter()
        self._lock = threading.RLock()
        for i in range(size):
            th = threading.Thread(target=self._worker, name=f'w{i}', daemon=True)
            th.start()
            self.threads.append(th)

    def _worker(self):
        while True:
            prio, seq, task = self.queue.get()
            if task is self.STOP:
                self.queue.task_done()
                return
            task.run()
            with self._lock:
                self.processed['ok' if task.error is None else type(task.error).__name__] += 1
            self.queue.task_done()

    def submit(self, func, *args, priority=5, **kwargs) -> Task:
        task = Task(func, *args, **kwargs)
        self.queue.put((priority, task.id, task))
        return task

    def shutdown(self):
        for i in range(len(self.threads)):
            self.queue.put((99, 10000 + i, self.STOP))
        for th in self.threads:
            th.join()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.shutdown()


calls = collections.defaultdict(int)


def flaky(n, fail_times):
    calls[n] += 1
    if calls[n] <= fail_times:
        raise ConnectionError(f'try {calls[n]}')
    return n * n


def slow(n):
    time.sleep(0.02)
    return -n


with Pool(3) as pool:
    tasks = [pool.submit(flaky, i, fail_times=i % 3, retries=1) for i in range(6)]
    tasks.append(pool.submit(slow, 5, priority=1))
    for task in tasks:
        try:
            print(task.id, task.wait(2))
        except ConnectionError as e:
            print(task.id, 'failed', e)
    late = pool.submit(slow, 9)
    try:
        late.wait(timeout=0.001)
    except TimeoutError as e:
        print('timeout', e)
print(sorted(pool.processed.items()), dict(calls), late.result)


def synchronized(lock):
    def deco(f):
        @functools.wraps(f)
        def inner(*a, **k):
            with lock:
                return f(*a, **k)
        return inner
    return deco


class Counter:
    lock = threading.Lock()

    def __init__(self):
        self.value = 0

    @synchronized(lock)
    def increment(self, by=1):
        old = self.value
        time.sleep(0)
        self.value = old + by


c = Counter()
ths = [threading.Thread(target=lambda: [c.increment() for _ in range(20)]) for _ in range(5)]
for th in ths: th.start()
for th in ths: th.join()
print(c.value, Counter.increment.__name__)


class BoundedBuffer:
    def __init__(self, size):
        self.items = collections.deque()
        self.size = size
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)

    def put(self, x):
        with self.not_full:
            self.not_full.wait_for(lambda: len(self.items) < self.size)
            self.items.append(x)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            x = self.items.popleft()
            self.not_full.notify()
            return x


buf = BoundedBuffer(2)
out = []
producer = threading.Thread(target=lambda: [buf.put(i) for i in range(8)] + [buf.put(None)])
producer.start()
for x in iter(buf.get, None):
    out.append(x)
producer.join()
print(out)
q = queue.LifoQueue()
for x in 'abc':
    q.put(x)
print(q.get() + q.get(timeout=1) + q.get_nowait(), q.qsize(), q.empty())
try:
    q.get(timeout=0.01)
except queue.Empty:
    print('Empty')
bounded = queue.Queue(1)
bounded.put(1)
try:
    bounded.put(2, block=False)
except queue.Full as e:
    print('Full', bounded.full(), repr(e))
barrier = threading.Barrier(3)
order = []


def phase(name):
    order.append(name + '1')
    barrier.wait()
    order.append(name + '2')


for th in [threading.Thread(target=phase, args=(n,)) for n in 'xyz']:
    th.start()
while threading.active_count() > 1 and len(order) < 6:
    time.sleep(0.005)
print([o[1] for o in order], sorted(order))
