#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Worker pool with a task queue, based on the example from the gevent tutorial."""
import gevent
from gevent.queue import Queue, Empty

NUM_WORKERS = 3
tasks = Queue(maxsize=3)
results = {}


class Task(object):
    def __init__(self, task_id, payload):
        self.task_id = task_id
        self.payload = payload

    def run(self):
        gevent.sleep(0.01)
        return sum(int(c) for c in self.payload)

    def __repr__(self):
        return '<Task %d: %s>' % (self.task_id, self.payload)


def worker(name):
    try:
        while True:
            task = tasks.get(timeout=0.2)
            print('Worker %s got %r' % (name, task))
            results[task.task_id] = task.run()
    except Empty:
        print('Quitting time for %s!' % name)


def boss():
    """Hands out work until the queue is full, then waits."""
    for i in range(1, 10):
        tasks.put(Task(i, str(i * 111)))
    print('Assigned all work in iteration 1')

    for i in range(10, 15):
        tasks.put(Task(i, str(i * 111)))
    print('Assigned all work in iteration 2')


gevent.joinall([
    gevent.spawn(boss),
    gevent.spawn(worker, 'steve'),
    gevent.spawn(worker, 'john'),
    gevent.spawn(worker, 'bob'),
])

print('-' * 30)
for task_id in sorted(results):
    print('{:>3} -> {:>3}'.format(task_id, results[task_id]))
print('total: %d' % sum(results.values()))
