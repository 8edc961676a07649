#!/usr/bin/env python
# -*- coding: utf-8 -*-
import fnmatch
import itertools
import gevent
from gevent.queue import Queue, Empty
from gevent.event import Event
from collections import defaultdict


class Broker:
    """Routes messages to subscribers by topic pattern."""

    _instance = None

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super(Broker, cls).__new__(cls)
            cls._instance._subs = defaultdict(list)
            cls._instance._ids = itertools.count(1)
        return cls._instance

    def subscribe(self, pattern, maxsize=None):
        sub = Subscription(self, next(self._ids), pattern, maxsize)
        self._subs[pattern].append(sub)
        return sub

    def unsubscribe(self, sub):
        self._subs[sub.pattern].remove(sub)
        if not self._subs[sub.pattern]:
            del self._subs[sub.pattern]

    def publish(self, topic, payload):
        delivered = 0
        for pattern, subs in list(self._subs.items()):
            if fnmatch.fnmatch(topic, pattern):
                for sub in subs:
                    sub.deliver(topic, payload)
                    delivered += 1
        return delivered

    def __len__(self):
        return sum(len(s) for s in self._subs.values())


class Subscription:
    def __init__(self, broker, id, pattern, maxsize):
        self.broker, self.id, self.pattern = broker, id, pattern
        self.queue = Queue(maxsize)
        self.dropped = 0
        self.closed = Event()

    def deliver(self, topic, payload):
        if self.queue.full():
            self.dropped += 1
            self.queue.get_nowait()
        self.queue.put((topic, payload))

    def __iter__(self):
        for item in self.queue:
            yield item

    def close(self):
        self.queue.put(StopIteration)
        self.broker.unsubscribe(self)
        self.closed.set()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()
        return False

    def __repr__(self):
        return '<Subscription #{0.id} {0.pattern!r} dropped={0.dropped}>'.format(self)


def consumer(name, sub, log):
    for topic, payload in sub:
        log.append((name, topic, payload))
        gevent.sleep(0)
    log.append((name, 'EOF', None))


def main():
    broker = Broker()
    assert broker is Broker()
    log = []
    weather = broker.subscribe('weather.*')
    every = broker.subscribe('*')
    gs = [gevent.spawn(consumer, 'w', weather, log), gevent.spawn(consumer, 'e', every, log)]
    gevent.sleep(0)
    print('delivered', broker.publish('weather.rome', 25))
    print('delivered', broker.publish('sport.f1', {'winner': 'VER', 'laps': 53}))
    print('subs', len(broker))
    gevent.sleep(0.01)
    weather.close()
    every.close()
    gevent.joinall(gs, raise_error=True)
    for entry in log:
        print('%-2s %-14s %r' % entry)
    with broker.subscribe('x', maxsize=2) as tiny:
        for i in range(5):
            broker.publish('x', i)
        print(tiny)
        got = []
        try:
            while True:
                got.append(tiny.queue.get(block=False)[1])
        except Empty:
            pass
        print(got)
    print(tiny.closed.is_set(), bool(broker), len(broker))


if __name__ == '__main__':
    main()
