import logging
import queue
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s [%(threadName)s] %(message)s")
log = logging.getLogger(__name__)


class Worker(threading.Thread):
    def __init__(self, tasks, results, name):
        super().__init__(name=name, daemon=True)
        self.tasks = tasks
        self.results = results
        self.count = 0

    def run(self):
        while True:
            item = self.tasks.get()
            try:
                if item is None:
                    break
                self.results.append((item, self.square(item)))
                self.count += 1
            finally:
                self.tasks.task_done()

    @staticmethod
    def square(n):
        time.sleep(0.001)
        return n * n


class Counter:
    def __init__(self):
        self._lock = threading.Lock()
        self.value = 0

    def increment(self, times):
        for _ in range(times):
            with self._lock:
                self.value += 1


def producer(q, n, done):
    for i in range(n):
        q.put(i)
        time.sleep(0)
    done.set()


def consumer(q, done, out):
    while not done.is_set() or not q.empty():
        try:
            out.append(q.get(timeout=0.05))
        except queue.Empty:
            pass


def main():
    tasks = queue.Queue()
    results = []
    workers = [Worker(tasks, results, f"worker-{i}") for i in range(3)]
    for w in workers:
        w.start()
    for n in range(10):
        tasks.put(n)
    tasks.join()
    for _ in workers:
        tasks.put(None)
    for w in workers:
        w.join()
    print(sorted(results))
    print("done:", sum(w.count for w in workers), all(not w.is_alive() for w in workers))

    counter = Counter()
    threads = [threading.Thread(target=counter.increment, args=(100,)) for _ in range(5)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    print("counter", counter.value)

    q = queue.Queue(maxsize=2)
    done = threading.Event()
    out = []
    p = threading.Thread(target=producer, args=(q, 6, done), name="producer")
    c = threading.Thread(target=consumer, args=(q, done, out))
    p.start(); c.start()
    p.join(); c.join()
    print(out)

    with ThreadPoolExecutor(max_workers=4) as pool:
        futures = {pool.submit(pow, n, 2): n for n in range(5)}
        squares = {futures[f]: f.result() for f in as_completed(futures)}
        print(dict(sorted(squares.items())))
        print(list(pool.map(lambda s: s.upper(), ["a", "b", "c"])))
        bad = pool.submit(int, "not a number")
        print(type(bad.exception()).__name__, bad.exception())

    log.info("all done, %d threads left", threading.active_count())
    log.debug("not shown")
    timer = threading.Timer(0.01, print, args=("timer fired",))
    timer.start()
    timer.join()
    print(threading.current_thread().name)


if __name__ == "__main__":
    main()
