import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from collections import Counter

lock = threading.Lock()
results = []
stats = Counter()


class Producer(threading.Thread):
    def __init__(self, q, items, name=None):
        super().__init__(name=name)
        self.q = q
        self.items = items

    def run(self):
        for item in self.items:
            self.q.put((self.name, item))
        self.q.put((self.name, None))


class Consumer(threading.Thread):
    def __init__(self, q, producers):
        threading.Thread.__init__(self, daemon=True)
        self.q = q
        self.left = producers

    def run(self):
        while self.left:
            who, item = self.q.get()
            try:
                if item is None:
                    self.left -= 1
                    continue
                with lock:
                    results.append(item ** 2)
                    stats[who] += 1
            finally:
                self.q.task_done()


q = queue.Queue(maxsize=4)
producers = [Producer(q, range(i, i + 5), name='p%d' % i) for i in (0, 10, 20)]
consumer = Consumer(q, len(producers))
consumer.start()
for p in producers:
    p.start()
for p in producers:
    p.join()
q.join()
consumer.join(timeout=2)
print(sorted(results), sorted(stats.items()), q.empty(), consumer.is_alive())


class Account:
    def __init__(self, balance=0):
        self.balance = balance
        self._cond = threading.Condition()

    def deposit(self, n):
        with self._cond:
            self.balance += n
            self._cond.notify_all()

    def withdraw(self, n):
        with self._cond:
            while self.balance < n:
                self._cond.wait()
            self.balance -= n
            return n


acc = Account(10)
got = []
t = threading.Thread(target=lambda: got.append(acc.withdraw(25)))
t.start()
for _ in range(4):
    acc.deposit(5)
t.join()
print(got, acc.balance)


def work(n, *, fail_on=()):
    time.sleep(0.01 * (5 - n))
    if n in fail_on:
        raise ValueError('job %d failed' % n)
    return n * 10


with ThreadPoolExecutor(max_workers=3) as pool:
    futures = {pool.submit(work, n, fail_on=(3,)): n for n in range(5)}
    outcome = {}
    for f in as_completed(futures):
        try:
            outcome[futures[f]] = f.result()
        except ValueError as e:
            outcome[futures[f]] = str(e)
    print(sorted(outcome.items()))
    print(list(pool.map(work, [1, 2, 4])))

event = threading.Event()
seen = []


def waiter(i):
    event.wait()
    with lock:
        seen.append(i)


ts = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
[t.start() for t in ts]
print(event.is_set(), seen)
event.set()
for t in ts:
    t.join()
print(sorted(seen), threading.active_count() >= 1, threading.current_thread().name)

local = threading.local()
local.x = 'main'


def use_local():
    try:
        local.x
    except AttributeError:
        results.append('no x')
    local.x = threading.current_thread().name


th = threading.Thread(target=use_local, name='other')
th.start()
th.join()
print(local.x, results[-1])
pq = queue.PriorityQueue()
for item in [(3, 'c'), (1, 'a'), (2, 'b')]:
    pq.put(item)
print([pq.get()[1] for _ in range(pq.qsize())])
try:
    pq.get_nowait()
except queue.Empty:
    print('empty')
sem = threading.BoundedSemaphore(2)
with sem:
    print(sem.acquire(blocking=False), sem.acquire(blocking=False))
    sem.release()
timer = threading.Timer(0.01, print, args=('timer fired',))
timer.start()
timer.join()
