"""From a blog post: five small gevent recipes."""
import gevent
from gevent import Greenlet
from gevent.event import Event, AsyncResult
from gevent.pool import Pool
from gevent.queue import Queue
import random


def task(pid):
    gevent.sleep(random.randint(0, 2) * 0.001)
    return pid, 'done'


def synchronous():
    return [task(i) for i in range(1, 4)]


def asynchronous():
    threads = [gevent.spawn(task, i) for i in range(4)]
    gevent.joinall(threads)
    return [t.value for t in threads]


print('Synchronous:', synchronous())
print('Asynchronous:', asynchronous())


class MyGreenlet(Greenlet):
    def __init__(self, message, n):
        Greenlet.__init__(self)
        self.message = message
        self.n = n

    def _run(self):
        print(self.message)
        gevent.sleep(self.n)
        return len(self.message)


g = MyGreenlet("Hi there!", 0.003)
g.start()
g.join()
print(g.value, g.successful(), g.dead)

evt = Event()
log = []


def setter():
    log.append('A: waiting a bit')
    gevent.sleep(0.003)
    log.append('A: done')
    evt.set()


def waiter(name):
    log.append('%s: waiting' % name)
    evt.wait()
    log.append("%s: it's about time" % name)


gevent.joinall([gevent.spawn(setter)] + [gevent.spawn(waiter, n) for n in 'XY'])
print('\n'.join(log))

tasks = Queue(maxsize=3)
done = []


def worker(name):
    try:
        while True:
            t = tasks.get(timeout=0.01)
            done.append((name, t))
            gevent.sleep(0)
    except gevent.queue.Empty:
        done.append((name, 'quit'))


def boss():
    for i in range(1, 7):
        tasks.put(i)
    done.append(('boss', 'assigned'))


gevent.joinall([gevent.spawn(boss), gevent.spawn(worker, 'steve'), gevent.spawn(worker, 'john')])
print(sorted(t for n, t in done if isinstance(t, int)), done[-1][1], len(done))


class SocketPool(object):
    def __init__(self):
        self.pool = Pool(10)
        self.pool.start

    def listen(self, socket):
        while True:
            msg = socket.get()
            if msg is None:
                return 'closed'

    def add_handler(self, socket):
        if self.pool.full():
            raise Exception("At maximum pool size")
        return self.pool.spawn(self.listen, socket)

    def shutdown(self):
        self.pool.kill()


sp = SocketPool()
qs = [Queue() for _ in range(3)]
hs = [sp.add_handler(q) for q in qs]
qs[0].put(None)
gevent.sleep(0.001)
print([h.ready() for h in hs], hs[0].value, len(sp.pool))
sp.shutdown()
print([h.ready() for h in hs], sp.pool.free_count())


class Actor(Greenlet):
    def __init__(self):
        self.inbox = Queue()
        Greenlet.__init__(self)

    def receive(self, message):
        raise NotImplementedError()

    def _run(self):
        self.running = True
        while self.running:
            message = self.inbox.get()
            self.receive(message)


class Pinger(Actor):
    def receive(self, message):
        print(message)
        pong.inbox.put('ping')
        gevent.sleep(0)


class Ponger(Actor):
    count = 0

    def receive(self, message):
        print(message)
        self.count += 1
        if self.count == 2:
            ping.running = self.running = False
        ping.inbox.put('pong')
        gevent.sleep(0)


ping, pong = Pinger(), Ponger()
ping.start()
pong.start()
ping.inbox.put('start')
gevent.joinall([ping, pong])
print(pong.count, ping.inbox.qsize())
a = AsyncResult()
gevent.spawn_later(0.001, a.set, 'Hello!')
print(a.get(), a.get_nowait())
