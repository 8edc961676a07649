#!/usr/bin/env python3
# -*- coding: utf-8 -*-
from __future__ import print_function, division
import copy
import json
import uuid
from datetime import datetime, timedelta
from enum import Enum

import gevent
import gevent.queue
import gevent.event


class State(Enum):
    PENDING = 'pending'
    RUNNING = 'running'
    DONE = 'done'
    FAILED = 'failed'

    @property
    def final(self):
        return self in (State.DONE, State.FAILED)


class Job(object):
    def __init__(self, func_name, args=(), kwargs=None, depends_on=None, max_retries=0):
        self.id = None
        self.func_name = func_name
        self.args = tuple(args)
        self.kwargs = kwargs or {}
        self.depends_on = list(depends_on or [])
        self.max_retries = max_retries
        self.retries = 0
        self.state = State.PENDING
        self.result = None
        self.error = None
        self.finished = gevent.event.Event()

    def to_dict(self):
        d = {k: v for k, v in self.__dict__.items() if k not in ('finished', 'depends_on')}
        d['state'] = self.state.value
        d['depends_on'] = [j.id for j in self.depends_on]
        return d

    def __repr__(self):
        return '%s(%s, %s)' % (self.__class__.__name__, self.id, self.state.name)


class Registry(object):
    functions = {}

    @classmethod
    def task(cls, name=None):
        def wrap(f):
            cls.functions[name or f.__name__] = f
            return f
        if callable(name):
            f, name = name, None
            return wrap(f)
        return wrap


class Worker(gevent.Greenlet):
    def __init__(self, name, queue, audit):
        super(Worker, self).__init__()
        self.name = name
        self.queue = queue
        self.audit = audit
        self.processed = 0

    def _run(self):
        for job in self.queue:
            for dep in job.depends_on:
                dep.finished.wait()
            job.state = State.RUNNING
            self.audit.append('%s starts %s' % (self.name, job.id))
            try:
                job.result = Registry.functions[job.func_name](*job.args, **job.kwargs)
            except Exception as e:
                if job.retries < job.max_retries:
                    job.retries += 1
                    job.state = State.PENDING
                    self.queue.put(job)
                    continue
                job.error = repr(e)
                job.state = State.FAILED
            else:
                job.state = State.DONE
            finally:
                self.processed += 1
                if job.state.final:
                    job.finished.set()

    def __str__(self):
        return 'Worker<{0}:{1}>'.format(self.name, self.processed)


class Dispatcher(object):
    def __init__(self, n=2):
        self.queue = gevent.queue.JoinableQueue()
        self.audit = []
        self.jobs = []
        self.workers = [Worker('w%d' % i, self.queue, self.audit) for i in range(n)]
        self._ids = iter(range(1, 1000))

    def enqueue(self, *args, **kwargs):
        job = Job(*args, **kwargs)
        job.id = 'job-{:02d}'.format(next(self._ids))
        self.jobs.append(job)
        self.queue.put(job)
        return job

    def __enter__(self):
        for w in self.workers:
            w.start()
        return self

    def __exit__(self, exc_type, exc, tb):
        for job in self.jobs:
            job.finished.wait()
        for _ in self.workers:
            self.queue.put(StopIteration)
        gevent.joinall(self.workers)


@Registry.task
def add(x, y):
    gevent.sleep(0.001)
    return x + y


@Registry.task('flaky')
def _flaky(box):
    box['n'] += 1
    if box['n'] < 3:
        raise ValueError('attempt %(n)d' % box)
    return box['n']


@Registry.task(name='explode')
def explode():
    return 1 / 0


with Dispatcher() as d:
    a = d.enqueue('add', (1, 2))
    b = d.enqueue('add', [1.5], {'y': 2.5}, depends_on=[a])
    c = d.enqueue('flaky', ({'n': 0},), max_retries=5)
    e = d.enqueue('explode')
    f = d.enqueue('nope', depends_on=(a, e))
print(a, b, c)
print(json.dumps([j.to_dict() for j in d.jobs], indent=1, sort_keys=True))
print([str(w) for w in d.workers][0][:9], sum(w.processed for w in d.workers))
print(d.audit[:2], len(d.audit))
snapshot = copy.deepcopy([j.result for j in d.jobs])
print(snapshot, State('done') is State.DONE, [s.name for s in State if s.final])
start = datetime(2020, 2, 28, 23, 30)
slots = [start + timedelta(minutes=20 * i) for i in range(3)]
print([s.strftime('%d.%m %H:%M') for s in slots], (slots[-1] - slots[0]).total_seconds())
