import gevent
from gevent.lock import Semaphore, BoundedSemaphore
from gevent.event import Event
from collections import defaultdict, deque
import functools
import contextlib


class LockTimeout(Exception):
    pass


class NamedLocks(object):
    def __init__(self):
        self._locks = defaultdict(BoundedSemaphore)
        self.owners = {}

    @contextlib.contextmanager
    def hold(self, name, timeout=None):
        lock = self._locks[name]
        if not lock.acquire(timeout=timeout):
            raise LockTimeout('could not lock %r in %ss' % (name, timeout))
        self.owners[name] = gevent.getcurrent()
        try:
            yield lock
        finally:
            del self.owners[name]
            lock.release()


def synchronized(attr):
    def decorator(method):
        @functools.wraps(method)
        def wrapper(self, *args, **kwargs):
            with getattr(self, attr):
                return method(self, *args, **kwargs)
        return wrapper
    return decorator


class Account(object):
    def __init__(self, balance=0):
        self.balance = balance
        self.lock = Semaphore()
        self.log = deque(maxlen=3)

    @synchronized('lock')
    def deposit(self, amount):
        old = self.balance
        gevent.sleep(0.0005)
        self.balance = old + amount
        self.log.append(('deposit', amount))
        return self.balance

    @synchronized('lock')
    def withdraw(self, amount, strict=True):
        if strict and amount > self.balance:
            raise ValueError('balance is only {:.2f}'.format(self.balance))
        gevent.sleep(0)
        self.balance -= amount
        self.log.append(('withdraw', amount))
        return self.balance


class Latch:
    def __init__(self, count):
        self.count = count
        self.zero = Event()

    def down(self):
        self.count -= 1
        if self.count == 0:
            self.zero.set()

    def wait(self, timeout=None):
        return self.zero.wait(timeout)


def main():
    locks = NamedLocks()
    order = []

    def job(i):
        try:
            with locks.hold('db' if i % 2 else 'cache', timeout=5):
                order.append(i)
                gevent.sleep(0.001)
        except LockTimeout as e:
            order.append(str(e))
    gevent.joinall([gevent.spawn(job, i) for i in range(5)])
    print(order, locks.owners)
    with locks.hold('x'):
        try:
            with locks.hold('x', timeout=0.002):
                print('never')
        except LockTimeout as e:
            print(e)
    acc = Account(10)
    jobs = [gevent.spawn(acc.deposit, n) for n in (1, 2, 3)] + [gevent.spawn(acc.withdraw, amount=4)]
    gevent.joinall(jobs)
    print([j.value for j in jobs], acc.balance, list(acc.log))
    try:
        acc.withdraw(1000)
    except ValueError as e:
        print(e)
    print(acc.withdraw(20, strict=False), acc.withdraw.__name__, acc.lock.locked())
    latch = Latch(3)
    for i in range(3):
        gevent.spawn_later(0.001 * i, latch.down)
    print(latch.wait(0.0001), latch.wait(timeout=1), latch.count)


main()
