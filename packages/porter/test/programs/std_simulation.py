"""Bank queue simulation + random walk + text histogram; seeded for reproducibility."""
import random
import statistics
import math
import heapq
from dataclasses import dataclass, field
from typing import NamedTuple


class Summary(NamedTuple):
    n: int
    mean: float
    sd: float
    p90: float = 0.0

    def __str__(self):
        return f"n={self.n} mean={self.mean:.3f} sd={self.sd:.3f} p90={self.p90:.2f}"


@dataclass(order=True)
class Event:
    time: float
    kind: str = field(compare=False)
    who: int = field(compare=False, default=-1)


def percentile(data, p):
    data = sorted(data)
    k = (len(data) - 1) * p / 100
    lo, hi = math.floor(k), math.ceil(k)
    if lo == hi:
        return data[int(k)]
    return data[lo] * (hi - k) + data[hi] * (k - lo)


class Simulation:
    def __init__(self, seed, servers=2, customers=50):
        self.rng = random.Random(seed)
        self.free = servers
        self.events = []
        self.waiting = []
        self.waits = []
        self.arrived = {}
        t = 0.0
        for i in range(customers):
            t += self.rng.expovariate(1.0)
            heapq.heappush(self.events, Event(t, "arrive", i))

    def run(self):
        while self.events:
            ev = heapq.heappop(self.events)
            if ev.kind == "arrive":
                self.arrived[ev.who] = ev.time
                self.waiting.append(ev.who)
            elif ev.kind == "leave":
                self.free += 1
            while self.free and self.waiting:
                who = self.waiting.pop(0)
                self.free -= 1
                self.waits.append(ev.time - self.arrived[who])
                heapq.heappush(self.events, Event(ev.time + self.rng.uniform(0.5, 3), "leave", who))
        return Summary(len(self.waits), statistics.mean(self.waits), statistics.stdev(self.waits), percentile(self.waits, 90))


def walk(steps, seed=None):
    random.seed(seed)
    x = y = 0
    for _ in range(steps):
        dx, dy = random.choice([(0, 1), (0, -1), (1, 0), (-1, 0)])
        x += dx
        y += dy
    return x, y, round(math.hypot(x, y), 3)


def histogram(data, bins=5):
    lo, hi = min(data), max(data)
    step = (hi - lo) / bins
    counts = [0] * bins
    for d in data:
        counts[min(int((d - lo) / step), bins - 1)] += 1
    for i, c in enumerate(counts):
        print(f"{lo + i * step:6.2f} | {'█' * c} {c}")


for servers in (1, 2, 3):
    print(servers, Simulation(42, servers).run())
print([walk(100, s) for s in range(3)])
random.seed(2024)
deck = [r + s for s in "♠♥" for r in "A23"]
random.shuffle(deck)
print(deck, random.sample(range(100), 5), random.choices("HT", weights=[3, 1], k=8))
histogram([random.gauss(0, 1) for _ in range(60)])
dice = [random.randint(1, 6) + random.randint(1, 6) for _ in range(1000)]
print(statistics.mode(dice), statistics.median(dice), statistics.pvariance(dice), f"{dice.count(7) / len(dice):.1%}")
inside = sum(random.random() ** 2 + random.random() ** 2 <= 1 for _ in range(5000))
print("pi ~", 4 * inside / 5000, random.randrange(0, 100, 7), random.getrandbits(16))
s = Summary(3, 1.5, 0.25)
print(s, s._asdict(), s._replace(n=9), tuple(s)[:2], s == (3, 1.5, 0.25, 0.0))
