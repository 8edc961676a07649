# Producer / consumer with the threading module, patched by gevent
from gevent import monkey
monkey.patch_all()

import threading
import queue
import time


class Worker(threading.Thread):
    def __init__(self, tasks, results, lock, **kw):
        super(Worker, self).__init__(**kw)
        self.tasks = tasks
        self.results = results
        self.lock = lock
        self.daemon = True
        self.processed = 0

    def run(self):
        while True:
            item = self.tasks.get()
            if item is None:
                self.tasks.task_done()
                break
            n, delay = item
            time.sleep(delay)
            try:
                value = self.compute(n)
            except ZeroDivisionError as e:
                value = 'error: %s' % e
            finally:
                self.tasks.task_done()
            with self.lock:
                self.results[n] = value
                self.processed += 1

    @staticmethod
    def compute(n):
        total = sum(i * i for i in range(n))
        return total // (n - 3)


def is_patched():
    return monkey.is_module_patched('threading') and monkey.is_module_patched('socket')


def main():
    print('patched:', is_patched())
    tasks = queue.Queue(maxsize=4)
    results = {}
    lock = threading.Lock()
    workers = [Worker(tasks, results, lock, name='worker-%d' % i) for i in range(3)]
    for w in workers:
        w.start()
    for n in range(10):
        tasks.put((n, 0.01))
    for _ in workers:
        tasks.put(None)
    tasks.join()
    for w in workers:
        w.join(1)
        print(w.name, 'alive' if w.is_alive() else 'finished')
    for k in sorted(results):
        print('%2d => %s' % (k, results[k]))
    print('total processed', sum(w.processed for w in workers))

    # condition variable
    cond = threading.Condition()
    box = []

    def waiter(tag):
        with cond:
            while not box:
                cond.wait()
            print(tag, 'took', box.pop(0))

    ts = [threading.Thread(target=waiter, args=('t%d' % i,)) for i in range(2)]
    for t in ts:
        t.start()
    time.sleep(0.02)
    for word in ('apple', 'pear'):
        with cond:
            box.append(word)
            cond.notify()
        time.sleep(0.02)
    for t in ts:
        t.join()

    # timers and thread locals
    data = threading.local()
    data.x = 'main'
    fired = threading.Event()

    def on_timer(greeting, punct='!'):
        data.x = 'timer'
        print(greeting + punct, getattr(data, 'y', 'no y here'))
        fired.set()

    timer = threading.Timer(0.03, on_timer, args=['ding'], kwargs={'punct': '?'})
    timer.start()
    print('wait returned', fired.wait(2))
    print('local is still', data.x)
    print(threading.current_thread().name)


if __name__ == '__main__':
    main()
