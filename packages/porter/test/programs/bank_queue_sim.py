"""Bank teller simulation with seeded random numbers."""
import random
from collections import deque
from dataclasses import dataclass, field
from typing import List, Optional

def mean(values):
    return sum(values) / len(values)



@dataclass(order=True)
class Customer:
    arrival: float
    name: str = field(compare=False)
    service: float = field(default=1.0, compare=False)
    waited: Optional[float] = field(default=None, compare=False, repr=False)


@dataclass
class Teller:
    id: int
    free_at: float = 0.0
    served: List[str] = field(default_factory=list)

    def serve(self, customer, now):
        customer.waited = round(now - customer.arrival, 3)
        self.free_at = now + customer.service
        self.served.append(customer.name)


class Bank:
    def __init__(self, tellers=2, seed=42):
        self.rng = random.Random(seed)
        self.tellers = [Teller(i) for i in range(tellers)]
        self.line = deque()
        self.done = []

    def customers(self, n):
        t = 0.0
        for i in range(n):
            t += self.rng.expovariate(1 / 2)
            yield Customer(round(t, 2), 'c%02d' % i, round(self.rng.uniform(1, 6), 2))

    def run(self, n):
        for c in self.customers(n):
            self.line.append(c)
        while self.line:
            c = self.line.popleft()
            teller = min(self.tellers, key=lambda t: (t.free_at, t.id))
            teller.serve(c, max(c.arrival, teller.free_at))
            self.done.append(c)

    def report(self):
        waits = [c.waited for c in self.done]
        print(f'customers {len(waits)} longest {max(waits):.2f} mean {mean(waits):.3f}')
        for t in self.tellers:
            print(t.id, f'{t.free_at:.2f}', ' '.join(t.served))


bank = Bank(tellers=3, seed=7)
bank.run(12)
bank.report()
print(bank.done[0], bank.done[0] < bank.done[1], bank.done[0] == bank.done[0])
print(sorted(bank.done, key=lambda c: -c.waited)[:2])
print(bank.tellers[1])
rng = random.Random('seed')
print(rng.randint(1, 100), rng.choice('abcdef'), rng.sample(range(10), 3))
deck = [r + s for s in 'SH' for r in '23456']
rng.shuffle(deck)
print(' '.join(deck), round(rng.gauss(0, 1), 6), rng.randrange(0, 100, 5))
