#!/usr/bin/env python
"""Producers and consumers on a bounded queue, with a poison pill."""
import random
import threading
import time
from queue import Queue, Full, Empty

STOP = object()


class Stage(threading.Thread):
    def __init__(self, func, inq, outq, workers=1, name=None):
        threading.Thread.__init__(self)
        self.func, self.inq, self.outq = func, inq, outq
        self.name = name or func.__name__
        self.count = 0
        self.errors = []

    def run(self):
        while True:
            item = self.inq.get()
            try:
                if item is STOP:
                    break
                for result in self.func(item):
                    self.outq.put(result)
                self.count += 1
            except Exception as exc:
                self.errors.append((item, exc))
            finally:
                self.inq.task_done()
        self.outq.put(STOP)


def parse(line):
    key, _, value = line.partition('=')
    yield key.strip(), int(value)


def expand(pair):
    key, n = pair
    for i in range(n):
        yield '%s%d' % (key, i)


def upper(word):
    yield word.upper()


def main():
    random.seed(3)
    queues = [Queue(maxsize=2) for _ in range(3)] + [Queue()]
    stages = [Stage(f, a, b) for f, a, b in zip((parse, expand, upper), queues, queues[1:])]
    for stage in stages:
        stage.start()
    lines = ['a = 2', 'b=1', 'c = x', 'd=0', 'e = 3']
    for line in lines:
        queues[0].put(line)
        time.sleep(random.random() / 1000)
    queues[0].put(STOP)
    for stage in stages:
        stage.join(timeout=5)
        assert not stage.is_alive()
    results = []
    while True:
        item = queues[-1].get(timeout=1)
        if item is STOP:
            break
        results.append(item)
    print(results)
    for stage in stages:
        print('%-8s %d' % (stage.name, stage.count), [(i, str(e)) for i, e in stage.errors])
    q = Queue(1)
    q.put_nowait('x')
    try:
        q.put('y', timeout=0.01)
    except Full:
        print('full', q.qsize(), q.full())
    print(q.get(), q.empty())
    try:
        q.get(block=False)
    except Empty as e:
        print('empty', repr(e))

    counter = {'n': 0}
    lock = threading.Lock()
    barrier = threading.Event()

    def bump(times):
        barrier.wait()
        for _ in range(times):
            with lock:
                counter['n'] += 1

    pool = [threading.Thread(target=bump, args=(50,), kwargs={}, daemon=True) for _ in range(4)]
    [t.start() for t in pool]
    print('before', counter)
    barrier.set()
    for t in pool:
        t.join()
    print('after', counter, threading.active_count())


if __name__ == '__main__':
    main()
