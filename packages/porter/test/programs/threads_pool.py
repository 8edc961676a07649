"""A pool of threads over a queue, with locks, events and results in order."""
import queue
import threading
import time


class Pool:
    def __init__(self, size):
        self.tasks = queue.Queue()
        self.results = {}
        self.lock = threading.Lock()
        self.threads = []
        for i in range(size):
            t = threading.Thread(target=self._work, name='w%d' % i)
            t.daemon = True
            t.start()
            self.threads.append(t)

    def _work(self):
        while True:
            job = self.tasks.get()
            if job is None:
                self.tasks.task_done()
                return
            key, fn, args = job
            try:
                value = fn(*args)
            except Exception as e:
                value = 'failed: %s' % e
            with self.lock:
                self.results[key] = value
            self.tasks.task_done()

    def submit(self, key, fn, *args):
        self.tasks.put((key, fn, args))

    def close(self):
        for _ in self.threads:
            self.tasks.put(None)
        for t in self.threads:
            t.join()


def slow_square(x):
    time.sleep(0.001)
    return x * x


def broken(x):
    raise ValueError('no %s' % x)


pool = Pool(3)
for n in range(5):
    pool.submit(n, slow_square, n)
pool.submit('bad', broken, 'way')
pool.tasks.join()
pool.close()
print([pool.results[n] for n in range(5)], pool.results['bad'], [t.is_alive() for t in pool.threads])

barrier_log = []
start = threading.Event()


def racer(name):
    start.wait()
    barrier_log.append(name)


racers = [threading.Thread(target=racer, args=(n,)) for n in 'abc']
for r in racers:
    r.start()
start.set()
for r in racers:
    r.join()
print(sorted(barrier_log))
