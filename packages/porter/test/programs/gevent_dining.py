"""Dining philosophers with gevent semaphores."""
import gevent
from gevent.lock import Semaphore


class Philosopher(gevent.Greenlet):
    def __init__(self, name, left, right, meals=2):
        gevent.Greenlet.__init__(self)
        self.name = name
        self.left = left
        self.right = right
        self.meals = meals

    def _run(self):
        while self.meals > 0:
            print('%s is thinking.' % self.name)
            gevent.sleep(0.001)
            print('%s is hungry.' % self.name)
            self.dine()
        print('%s is full.' % self.name)

    def dine(self):
        fork1, fork2 = self.left, self.right
        while True:
            fork1.acquire()
            locked = fork2.acquire(blocking=False)
            if locked:
                break
            fork1.release()
            print('%s swaps forks' % self.name)
            fork1, fork2 = fork2, fork1
        self.eat()
        fork2.release()
        fork1.release()

    def eat(self):
        print('%s starts eating.' % self.name)
        self.meals -= 1
        gevent.sleep(0)
        print('%s finishes eating and leaves to think.' % self.name)


forks = [Semaphore() for _ in range(3)]
names = ('Aristotle', 'Kant', 'Buddha')
philosophers = [
    Philosopher(names[i], forks[i % 3], forks[(i + 1) % 3]) for i in range(3)
]
for p in philosophers:
    p.start()
gevent.joinall(philosophers)
print('forks free:', [not f.locked() for f in forks])
