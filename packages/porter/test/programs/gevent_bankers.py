#!/usr/bin/env python3
# Dining philosophers, three ways. From my concurrency notes.
import random
import gevent
from gevent.lock import BoundedSemaphore, Semaphore
from gevent.event import Event
from gevent import sleep

random.seed(1234)


class Fork(BoundedSemaphore):
    _ids = 0

    def __init__(self):
        super(Fork, self).__init__(1)
        self.number = Fork._ids
        Fork._ids += 1

    def __repr__(self):
        return 'Fork(%d)' % self.number


class Philosopher(gevent.Greenlet):
    """Eats, thinks."""

    def __init__(self, name, left, right, table):
        gevent.Greenlet.__init__(self)
        self.name = name
        self.left, self.right = left, right
        self.table = table
        self.meals = 0

    def think(self):
        sleep(random.uniform(0, 0.002))

    def eat(self):
        self.meals += 1
        self.table.note(self)
        sleep(0.001)

    def _run(self):
        for _ in range(self.table.rounds):
            self.think()
            self.pick_up()
            try:
                self.eat()
            finally:
                self.put_down()

    def pick_up(self):
        raise NotImplementedError

    def put_down(self):
        self.left.release()
        self.right.release()


class Ordered(Philosopher):
    def pick_up(self):
        for fork in sorted((self.left, self.right), key=lambda f: f.number):
            fork.acquire()


class Polite(Philosopher):
    def pick_up(self):
        while True:
            self.left.acquire()
            if self.right.acquire(blocking=False):
                return
            self.left.release()
            sleep(0.0005)


class Waited(Philosopher):
    waiter = None

    def pick_up(self):
        with self.waiter:
            self.left.acquire()
            self.right.acquire()


class Table:
    NAMES = ('Kant', 'Hume', 'Marx', 'Plato', 'Sartre')

    def __init__(self, kind, rounds=3):
        Fork._ids = 0
        self.rounds = rounds
        self.history = []
        self.forks = [Fork() for _ in self.NAMES]
        n = len(self.forks)
        if kind is Waited:
            kind.waiter = Semaphore(n - 1)
        self.guests = [kind(name, self.forks[i], self.forks[(i + 1) % n], self)
                       for i, name in enumerate(self.NAMES)]

    def note(self, who):
        self.history.append(who.name)
        for other in self.guests:
            if other is who:
                continue

    def dinner(self):
        for g in self.guests:
            g.start()
        done = gevent.joinall(self.guests, timeout=5)
        return len(done) == len(self.guests)

    def report(self):
        counts = {}
        for name in self.history:
            counts[name] = counts.get(name, 0) + 1
        return ', '.join('{}={}'.format(*item) for item in sorted(counts.items()))


for kind in (Ordered, Polite, Waited):
    table = Table(kind)
    ok = table.dinner()
    print('%-8s %s %s' % (kind.__name__, 'ok' if ok else 'DEADLOCK', table.report()))
    print(table.forks[0].number, all(not f.locked() for f in table.forks), table.guests[0].meals, kind.__doc__)

try:
    p = Philosopher('nobody', Fork(), Fork(), table)
    p.start()
    p.get()
except NotImplementedError as e:
    print('abstract', repr(e))
door = Event()
entered = []


def guest(n):
    door.wait()
    entered.append(n)
    return n


gs = list(map(lambda n: gevent.spawn(guest, n), range(3)))
gevent.spawn_later(0.01, door.set)
gevent.joinall(gs)
print(entered, [*map(lambda g: g.value, gs)])
