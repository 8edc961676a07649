#!/usr/bin/env python
# Simple in-process pub/sub broker on top of gevent queues
import fnmatch
import gevent
from gevent.queue import Queue
from gevent.event import AsyncResult, Event

class Subscription(object):

    def __init__(self, broker, pattern, maxsize=None):
        self.broker = broker
        self.pattern = pattern
        self.queue = Queue(maxsize)
        self.active = True

    def matches(self, topic):
        return fnmatch.fnmatch(topic, self.pattern)

    def cancel(self):
        self.active = False
        self.broker.subscriptions.remove(self)
        if self.queue.full():
            self.queue.get_nowait()
        self.queue.put(StopIteration)

    def __iter__(self):
        return iter(self.queue)

    def __repr__(self):
        return "<Subscription %r active=%s>" % (self.pattern, self.active)

class Broker(object):

    def __init__(self):
        self.subscriptions = []
        self.retained = {}
        self.stats = {"published": 0, "delivered": 0, "dropped": 0}

    def subscribe(self, pattern, maxsize=None):
        sub = Subscription(self, pattern, maxsize)
        self.subscriptions.append(sub)
        for topic, payload in sorted(self.retained.items()):
            if sub.matches(topic):
                sub.queue.put((topic, payload))
        return sub

    def publish(self, topic, payload, retain=False):
        self.stats["published"] += 1
        if retain:
            self.retained[topic] = payload
        delivered = 0
        for sub in self.subscriptions:
            if not sub.matches(topic):
                continue
            if sub.queue.full():
                self.stats["dropped"] += 1
                continue
            sub.queue.put((topic, payload))
            delivered += 1
        self.stats["delivered"] += delivered
        return delivered

    def close(self):
        for sub in list(self.subscriptions):
            sub.cancel()

def consumer(name, sub, out):
    count = 0
    for topic, payload in sub:
        out.append("%s got %s=%r" % (name, topic, payload))
        count += 1
        gevent.sleep(0)
    return name, count

def main():
    broker = Broker()
    log = []
    broker.publish("config/mode", "fast", retain=True)
    temp = broker.subscribe("sensors/*/temp")
    every = broker.subscribe("*")
    tiny = broker.subscribe("sensors/*", maxsize=2)
    print(temp, every)
    workers = [gevent.spawn(consumer, "temp", temp, log),
               gevent.spawn(consumer, "all", every, log)]
    ready = Event()
    first = AsyncResult()

    def producer():
        ready.wait()
        for i in range(3):
            n = broker.publish("sensors/room%d/temp" % i, 20 + i * 0.5)
            if not first.ready():
                first.set(n)
            broker.publish("sensors/room%d/hum" % i, {"value": 40 + i, "unit": "%"})
            gevent.sleep(0.01)
        broker.publish("bye", None)

    p = gevent.spawn(producer)
    gevent.spawn_later(0.02, ready.set)
    print("first publish reached", first.get(timeout=1), "subscribers")
    p.join()
    print("tiny queue size:", tiny.queue.qsize())
    broker.close()
    gevent.joinall(workers, raise_error=True)
    for line in log:
        print(line)
    print(dict(w.value for w in workers))
    print(broker.stats, tiny)

main()
