"""Dining philosophers + readers/writers + cigarette smokers, various primitives."""
import sys
from collections import Counter, namedtuple
from gevent import monkey
monkey.patch_all()
from threading import Thread, Lock, Condition, Semaphore, Event, current_thread, Barrier
from concurrent.futures import ThreadPoolExecutor, as_completed
import threading
import time
import queue

Fork = namedtuple('Fork', ['index', 'lock'])


class Philosopher(Thread):
    running = True
    meals = Counter()

    def __init__(self, name, left, right, rounds=3):
        super().__init__(name=name)
        self.left, self.right = sorted((left, right), key=lambda f: f.index)
        self.rounds = rounds

    def run(self):
        for _ in range(self.rounds):
            time.sleep(0.0001)
            with self.left.lock, self.right.lock:
                self.dine()

    def dine(self):
        self.meals[self.name] += 1
        time.sleep(0.0002)


class BoundedBuffer:
    def __init__(self, size):
        self.items = []
        self.size = size
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)

    def put(self, item):
        with self.not_full:
            while len(self.items) >= self.size:
                self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    def get(self, timeout=None):
        with self.not_empty:
            if not self.not_empty.wait_for(lambda: self.items, timeout=timeout):
                raise queue.Empty()
            item = self.items.pop(0)
            self.not_full.notify()
            return item


def dinner():
    forks = [Fork(i, Lock()) for i in range(5)]
    names = ('Aristotle', 'Kant', 'Buddha', 'Marx', 'Russel')
    ps = [Philosopher(n, forks[i], forks[(i + 1) % 5]) for i, n in enumerate(names)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return sorted(Philosopher.meals.items())


def produce_consume():
    buf, got = BoundedBuffer(2), []

    def producer(n):
        for i in range(n):
            buf.put((current_thread().name, i))

    def consumer():
        while True:
            try:
                got.append(buf.get(timeout=0.05))
            except queue.Empty:
                break
    ts = [Thread(target=producer, args=(4,), name=f'P{i}') for i in range(2)]
    ts.append(Thread(target=consumer))
    for t in ts: t.start()
    for t in ts: t.join()
    return Counter(name for name, _ in got), [i for n, i in got if n == 'P0']


class PingPong:
    def __init__(self):
        self.ping, self.pong = Semaphore(1), Semaphore(0)
        self.out = []

    def play(self, mine, other, word, n):
        for _ in range(n):
            mine.acquire()
            self.out.append(word)
            other.release()


def main(argv):
    print(dinner())
    print(*produce_consume())
    pp = PingPong()
    a = Thread(target=pp.play, args=(pp.ping, pp.pong, 'ping', 3))
    b = Thread(target=pp.play, args=(pp.pong, pp.ping, 'pong', 3))
    b.start(), a.start()
    a.join(), b.join()
    print(' '.join(pp.out))
    with ThreadPoolExecutor(max_workers=3) as ex:
        squares = list(ex.map(lambda x: x ** 2, range(5)))
        futures = {ex.submit(divmod, 17, n): n for n in (5, 0, 3)}
        done = {}
        for fut in as_completed(futures):
            n = futures[fut]
            try:
                done[n] = fut.result()
            except ZeroDivisionError as e:
                done[n] = e.args[0]
    print(squares, sorted(done.items()))
    barrier = Barrier(3, action=lambda: print('barrier tripped'))
    ranks = []
    def meet():
        ranks.append(barrier.wait())
    ts = [Thread(target=meet) for _ in range(3)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    print(sorted(ranks), threading.active_count())
    lock = Lock()
    print(lock.acquire(False), lock.acquire(False), lock.locked())
    lock.release()
    ev = Event()
    t = threading.Timer(0.001, ev.set)
    t.start()
    print(ev.wait(1), ev.is_set())
    return 0


if __name__ == '__main__':
    main(sys.argv[1:])
