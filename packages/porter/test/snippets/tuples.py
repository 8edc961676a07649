# --- tuples that are only unpacked, and such as are seen
import copy
import heapq
from collections import namedtuple
from dataclasses import dataclass


def pair(n):
    return n, n * 2


def shown(n):
    return n, [(n, n)]


def both(n):
    if n:
        return (n, 'yes')
    return None


for name, value in [('a', 1), ('b', 2)]:
    print(name, value)
a, b = pair(2)
print(a, b, pair(3)[1], pair(3)[-1], len(pair(1)))
print(shown(1))
print(shown(2)[1], both(3), both(0))
todo = [(1, 'x'), (2, 'y')]
todo.append((3, 'z'))
while todo:
    n, what = todo.pop()
    print(n, what)
kept = [(1, 2), (3, 4)]
print([x + y for x, y in kept], kept)
table = {'p': (1, 2), 'q': (3, 4)}
for key, (x, y) in table.items():
    print(key, x, y)
print(table['p'] == (1, 2), table['p'] in [(1, 2)], (3, 4) in table.values(), (1, 2) == [1, 2])
seen = set()
for cell in [(0, 0), (0, 1), (0, 0)]:
    if cell not in seen:
        seen.add(cell)
        print(cell)
grid = {(x, y): x * y for x in range(2) for y in range(2)}
print(grid[1, 1], grid.get((0, 1)), (5, 5) in grid)
t = (1, 2, 3)
try:
    t[0] = 5
except TypeError as e:
    print(e)
try:
    t[0] += 5
except TypeError as e:
    print(e)
try:
    u = (1, 2)
    print(u[2])
except IndexError as e:
    print(e)
try:
    t.append(4)
except AttributeError as e:
    print(e)
v = (1, 2)
w = v + (3,)
print(w, v * 2, v[:1], isinstance(v, tuple), type((1,)).__name__)

# --- tuples that are compared, kept in objects, and given to functions
import heapq

words = ['bb', 'a', 'cc', 'dd', 'e']
print(sorted(words, key=lambda w: (-len(w), w)), max(words, key=lambda w: (len(w), w)))
mixed = lambda w: (len(w), w) if w != 'a' else PAIR
PAIR = (0, 'zz')
print(sorted(words, key=mixed), PAIR)
heap = []
for i, w in enumerate(words):
    heapq.heappush(heap, (len(w), i, w))
while heap:
    size, i, w = heapq.heappop(heap)
    print(size, i, w, end=' ')
print()
shown = []
heapq.heappush(shown, (2, 'b'))
heapq.heappush(shown, (1, 'a'))
print(shown)
pairs = [(2, 'b'), (1, 'c'), (1, 'a')]
pairs.sort()
for n, s in pairs:
    print(n, s, end=' ')
print()
other = [(2, 'b'), (1, 'c')]
other.sort(key=lambda p: p[1])
print(other, min(other), max((1, 5), (1, 3)))
try:
    print(sorted([(1, 2), [1, 2]]))
except TypeError as e:
    print(e)
print(sum([(1,), (2, 3)], ()))


class Walker:
    MOVES = ((0, 1), (1, 0))
    HOME = (0, 0)

    def __init__(self, at):
        self.at = at
        self.way = [at]

    def step(self):
        for dx, dy in self.MOVES:
            x, y = self.at
            self.at = (x + dx, y + dy)
            self.way.append(self.at)
        return self


w = Walker(Walker.HOME)
print(w.step().at, w.way)


class Hidden:
    def __init__(self, at):
        self.at = at

    def sum(self):
        x, y = self.at
        return x + y


h = Hidden((3, 4))
print(h.sum(), vars(h))


class Secret:
    def __init__(self, at):
        self.place = at

    def sum(self):
        x, y = self.place
        return x + y


s = Secret((3, 4))
print(s.sum(), getattr(s, 'pla' + 'ce'))

# --- tuples in what shows itself
import copy
import pickle
from dataclasses import dataclass, field
from enum import Enum


@dataclass
class Box:
    size: tuple = (1, 2)
    tags: list = field(default_factory=list)

    def grow(self):
        w, h = self.size
        self.size = (w + 1, h + 1)
        self.tags.append((w, h))


b = Box()
b.grow()
print(b, Box((3, 4)) == Box((3, 4)), copy.copy(b), Box([3, 4]) == Box((3, 4)))


class Colour(Enum):
    RED = (255, 0)
    BLUE = (0, 255)

    def mixed(self):
        r, b = self.value
        return r + b


print(Colour.RED.value, Colour((0, 255)), Colour.BLUE.mixed())


class Error(Exception):
    pass


class Place:
    def __init__(self, at):
        self.at = at


try:
    raise Error((1, 2), 'x')
except Error as e:
    print(e, e.args)
print(pickle.loads(pickle.dumps(Place((1, 2)))).at)
import operator

print(operator.attrgetter('at')(Place((3, 4))))


def numbers():
    got = yield (1, 2)
    print(got)
    yield from [(3, 4), (5, 6)]
    return (7, 8)


g = numbers()
print(next(g))
print(g.send((9, 9)))
x, y = next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value)


def delegating():
    result = yield from numbers()
    yield result


print(list(delegating()))


def star(*args, **named):
    return args, named


print(star((1, 2), k=(3, 4)))


def passing(*args):
    for x, y in args:
        print(x + y, end=' ')
    print()


passing((1, 2), (3, 4))
passing(*[(5, 6)])


def default(at=(1, 2), sizes=()):
    x, y = at
    return x + y + len(sizes)


print(default(), default((3, 4), (1,)), default.__defaults__)
first, *rest = [(1, 2), (3, 4)]
print(rest)
p, q = (1, 2), (3, 4)
print(p is q, p is p, not p, [] or (1,), p and q)
print('%s-%s' % (1, 2), '%s' % ((1, 2),), '{}'.format((1, 2)), f'{(1, 2)}', str((1,)))
fs = [lambda: (1, 2)]
x, y = fs[0]()
print(x, y, list(map(lambda n: (n, n), [1, 2])), dict(map(lambda n: (n, n), [1, 2])))
print(dict([('a', 1)]), dict((('b', 2),)), list(zip((1, 2), (3, 4))), list(enumerate(('x', 'y'))))
