import gevent
from gevent.queue import Queue

def producer(q, name, items):
    for item in items:
        q.put(item)
        print('%s produced %s (size %d)' % (name, item, q.qsize()))
    q.put(None)
    print('%s finished' % name)

def consumer(q, name):
    while True:
        item = q.get()
        if item is None:
            print('%s stops' % name)
            break
        print('%s consumed %s (size %d)' % (name, item, q.qsize()))

for size in (None, 1, 2, 3):
    print('--- size', size)
    q = Queue(size)
    gevent.joinall([
        gevent.spawn(producer, q, 'p1', range(4)),
        gevent.spawn(consumer, q, 'c1'),
    ])
    print('--- two, consumers first')
    q = Queue(size)
    gs = [gevent.spawn(consumer, q, 'c%d' % i) for i in range(2)]
    gs += [gevent.spawn(producer, q, 'p%d' % i, range(i * 10, i * 10 + 3)) for i in range(2)]
    gevent.joinall(gs)
    print('--- with sleeps')
    q = Queue(size)
    def slow(name):
        for i in range(6):
            item = q.get()
            print(name, 'has', item)
            gevent.sleep(0.001)
    def fast(name):
        for i in range(6):
            q.put((name, i))
            print(name, 'put', i)
            gevent.sleep(0)
    gevent.joinall([gevent.spawn(fast, 'f'), gevent.spawn(slow, 's')])
for item in Queue(items=[1, 2, StopIteration]):
    print(item)
def pinger(a, b):
    for i in range(3):
        print('ping', i)
        b.put(i)
        print('pinger got', a.get())
def ponger(a, b):
    for i in range(3):
        x = b.get()
        print('pong', x)
        a.put(x * 2)
a, b = Queue(), Queue()
gevent.joinall([gevent.spawn(pinger, a, b), gevent.spawn(ponger, a, b)])
