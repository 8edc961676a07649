"""Actors on gevent: inheritance from Greenlet, a supervisor, and a game of ping pong."""
import gevent
from gevent import Greenlet
from gevent.queue import Queue


class Actor(Greenlet):
    def __init__(self, name):
        Greenlet.__init__(self)
        self.name = name
        self.inbox = Queue()
        self.handled = 0

    def receive(self, message):
        raise NotImplementedError()

    def send(self, message):
        self.inbox.put(message)

    def _run(self):
        self.running = True
        while self.running:
            message = self.inbox.get()
            if message is None:
                break
            self.receive(message)
            self.handled += 1
        return self.handled


class Pinger(Actor):
    def __init__(self, name, limit=3):
        super(Pinger, self).__init__(name)
        self.limit = limit
        self.peer = None

    def receive(self, n):
        print('%s got %d' % (self.name, n))
        if n >= self.limit:
            self.peer.send(None)
            self.running = False
        else:
            self.peer.send(n + 1)
        gevent.sleep(0)


class Summer(Actor):
    def __init__(self):
        Actor.__init__(self, 'sum')
        self.total = 0

    def receive(self, message):
        self.total += message
        if message == 13:
            raise ValueError('unlucky')


class Supervisor:
    def __init__(self, factory, retries):
        self.factory = factory
        self.retries = retries
        self.log = []

    def run(self, messages):
        actor = self.factory()
        actor.start()
        for m in messages:
            actor.send(m)
        actor.send(None)
        actor.join()
        if actor.successful():
            self.log.append('ok %s' % actor.value)
        else:
            self.log.append('died of %s' % actor.exception)
            if self.retries:
                self.retries -= 1
                return self.run([m for m in messages if m != 13])
        return actor.total


ping, pong = Pinger('ping'), Pinger('pong')
ping.peer, pong.peer = pong, ping
ping.start()
pong.start()
ping.send(0)
gevent.joinall([ping, pong])
print(ping.handled, pong.handled, ping.value, ping.dead)

s = Supervisor(Summer, retries=1)
print(s.run([1, 2, 13, 4]), s.log)


def countdown(n, out):
    while n:
        out.append(n)
        n -= 1
        gevent.sleep(0.001 * n)
    return 'lift off'


out = []
jobs = [gevent.spawn(countdown, n, out) for n in (3, 2)]
jobs[0].link(lambda g: out.append(g.value))
later = gevent.spawn_later(0.05, out.append, 'late')
gevent.joinall(jobs)
later.join()
print(out[0], out[1], sorted(map(str, out)), [j.get() for j in jobs])
done = gevent.wait(jobs, count=1)
print(len(done) >= 1, gevent.getcurrent() is not None)
