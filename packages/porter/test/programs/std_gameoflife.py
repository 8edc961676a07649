#!/usr/bin/env python
from __future__ import print_function
import sys
from collections import Counter
from copy import deepcopy


class Life(object):
    """Conway's Game of Life on an unbounded board."""
    DEAD, ALIVE = '.', 'O'

    def __init__(self, cells=None, rule='B3/S23'):
        self.cells = set(cells or ())
        born, survive = rule.upper().split('/')
        self.born = frozenset(int(c) for c in born[1:])
        self.survive = frozenset(map(int, survive.lstrip('S')))
        self.generation = 0

    @classmethod
    def parse(cls, text, **kwargs):
        return cls({(x, y) for y, line in enumerate(text.split()) for x, c in enumerate(line) if c == cls.ALIVE}, **kwargs)

    def neighbours(self, cell):
        x, y = cell
        return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]

    def step(self, n=1):
        for _ in range(n):
            counts = Counter(nb for cell in self.cells for nb in self.neighbours(cell))
            self.cells = {c for c, k in counts.items()
                          if (c not in self.cells and k in self.born) or (c in self.cells and k in self.survive)}
            self.generation += 1
        return self

    def bounds(self):
        if not self.cells:
            return 0, 0, 0, 0
        xs, ys = zip(*self.cells)
        return min(xs), min(ys), max(xs), max(ys)

    def __str__(self):
        x0, y0, x1, y1 = self.bounds()
        return '\n'.join(''.join(self.ALIVE if (x, y) in self.cells else self.DEAD for x in range(x0, x1 + 1)) for y in range(y0, y1 + 1))

    def __len__(self):
        return len(self.cells)

    def __eq__(self, other):
        return self.normalized() == other.normalized()

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.normalized())

    def normalized(self):
        x0, y0, _, _ = self.bounds()
        return frozenset((x - x0, y - y0) for x, y in self.cells)

    def __or__(self, other):
        return Life(self.cells | other.cells)

    def shifted(self, dx, dy):
        return Life((x + dx, y + dy) for x, y in self.cells)


def period(life, limit=50):
    seen = {life.normalized(): 0}
    for i in range(1, limit):
        life.step()
        key = life.normalized()
        if key in seen:
            return i - seen[key], sorted(life.cells)[0]
        seen[key] = i
    else:
        return None


glider = Life.parse('''
.O.
..O
OOO''')
blinker = Life.parse('OOO')
print(glider, len(glider), glider.bounds(), sep='\n')
print(period(deepcopy(glider)), period(deepcopy(blinker)), period(Life.parse('OO\nOO')))
print(glider.step(4), glider.generation, glider.bounds())
print(glider == Life.parse('.O. ..O OOO'), glider != blinker, {glider: 1}[Life.parse('.O. ..O OOO')], len({glider, blinker, Life.parse('OOO')}))
r = Life.parse('.OO OO. .O.')
history = []
while r.generation < 60:
    r.step(10)
    history.append((r.generation, len(r)))
print(history)
both = glider | blinker.shifted(20, 20)
print(len(both), sorted(both.cells)[-1], Life.parse('OO. O.. ..O', rule='b36/s125').step(3).__str__().replace('\n', '/'))
print(str(Life()) == '.', Life().step(3).generation, Life.__doc__)

# Elementary automata, with bit tricks.
def rule(number, width=31, steps=8):
    state = 1 << width // 2
    for _ in range(steps):
        yield ''.join('#' if state >> i & 1 else ' ' for i in range(width - 1, -1, -1)).rstrip()
        padded = state << 1
        state = sum((number >> (padded >> i & 7) & 1) << i for i in range(width))

for line in rule(90):
    print(line)
print(*rule(110, 15, 4), sep='\n')

# Langton's ant
def ant(steps):
    black, pos, direction = set(), (0, 0), (0, -1)
    for _ in range(steps):
        dx, dy = direction
        if pos in black:
            black.remove(pos)
            direction = dy, -dx
        else:
            black.add(pos)
            direction = -dy, dx
        pos = tuple(p + d for p, d in zip(pos, direction))
    return len(black), pos

print(ant(11), ant(200), ant(1000))
popcount = lambda n: bin(n).count('1')
print([popcount(i) for i in (0, 7, 255, 2 ** 70 - 1)], [i ^ (i >> 1) for i in range(8)], [format(i ^ (i >> 1), '03b') for i in range(4)], (0b1011).bit_length(), hex(0xdead & ~0xff), -5 >> 1, 5 & -5, int('0b101', 2), int('ff', 16), (255).to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'little'))
sys.stdout.write('done\n')
