"""A simulation with a seeded generator of random numbers."""
import random


class Elevator:
    def __init__(self, floors):
        self.floors = floors
        self.at = 0
        self.queue = []
        self.moved = 0

    def call(self, floor):
        if floor not in self.queue:
            self.queue.append(floor)

    def step(self):
        if not self.queue:
            return 'idle'
        target = min(self.queue, key=lambda f: abs(f - self.at))
        if target == self.at:
            self.queue.remove(target)
            return 'open %d' % target
        self.at += 1 if target > self.at else -1
        self.moved += 1
        return 'at %d' % self.at


random.seed(2020)
lift = Elevator(10)
log = []
for tick in range(25):
    if random.random() < 0.3:
        lift.call(random.randrange(lift.floors))
    log.append(lift.step())
print(log)
print(lift.moved, sorted(lift.queue), random.choice(['a', 'b', 'c']), '%.6f' % random.gauss(0, 1))
deck = list(range(1, 11))
random.shuffle(deck)
print(deck, random.sample(deck, 4), [random.randint(1, 6) for _ in range(8)])
