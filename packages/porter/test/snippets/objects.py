# --- objects that are the one, or are gone through
class Node:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest

    def __iter__(self):
        node = self
        while node is not None:
            yield node.value
            node = node.rest

    def __eq__(self, other):
        return True


class Empty:
    pass


class Next:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


a, b = Node(1, Node(2)), Node(3)
print(a is b, a is a, a is not b, a == b, a.rest is a.rest, None is a)
xs, ys = [1], [1]
print(xs is ys, xs is xs, xs is not ys, xs == ys)
for x in a:
    print(x, end=' ')
print(list(a), [x + 1 for x in a], [*a, *b], sum(a), max(a), 2 in a, dict(zip(a, 'xy')))
first, second = a
print(first, second, sorted(Next(3)))
it = Next(4)
for x in it:
    if x == 2:
        break
print(list(it))
try:
    for x in Empty():
        pass
except TypeError as e:
    print(e)
for group in ([1, 2], (3, 4), {5: 6}, 'ab', range(2), b'x', {7}):
    for x in group:
        print(x, end=' ')
print()
for maybe in ([1], None):
    try:
        print([x for x in maybe])
    except TypeError as e:
        print(e)
print(','.join(map(str, [1, 2])), '-'.join(w.upper() for w in 'ab'), '+'.join(reversed('abc')), ' '.join(sorted({'b', 'a'})))
try:
    print(','.join(map(len, ['a'])))
except TypeError as e:
    print(e)

# --- contexts that functions make
from contextlib import contextmanager


@contextmanager
def tag(name, out):
    out.append('<' + name)
    try:
        yield out
    except KeyError as e:
        out.append(repr(e))
    finally:
        out.append(name + '>')


class Shouting:
    def __enter__(self):
        return 'in'

    def __exit__(self, kind, error, trace):
        return kind is ValueError


out = []
with tag('a', out) as o:
    o.append('x')
with tag('b', out), Shouting() as word:
    out.append(word)
    raise ValueError('quiet')
with tag('c', out):
    {}['k']
print(out)
try:
    with Shouting():
        raise TypeError('loud')
except TypeError as e:
    print(e)

# --- floats of which only the number counts
import time

x, n, half = -3.5, 4, 0.5
print(f'{x * 0:.1f} {x * n:.2f} {n / 2:.1f} {half * n:.0f} {x + 0.5:e} {half * 2:%} {n * 1.0:5.1f}|')
print(x * n < 0, half * n == 2, n / 2 > 1, half * n >= 2.0, int(half * n), int(x * n), int(n / 3), int(x * 0))
print(half * n, n / 2, x * 0, x - 0.5, f'{half * n}', f'{half * n:g}', f'{half * n:>6}', str(half * n))
time.sleep(0.001 * n)
big = 1e308
print(big * 10 > 1e308, int(1e16 * 10), f'{big * 10:.1f}', big * 10)
try:
    print(n / 0 > 1)
except ZeroDivisionError as e:
    print(e)
try:
    print(int(big * 10))
except OverflowError as e:
    print(e)
print((10 ** 20) * 0.5 < 1e20, True * 0.5 < 1, 7 * 0.5 < 3.5 * 1)
nan = float('nan')
print(nan * 2 < 1, nan * 2 > 1, f'{nan * 2:.1f}')

# --- what extends dict, of the library and of the program
from collections import Counter, OrderedDict, defaultdict

groups = defaultdict(list)
for w in ['a', 'bb', 'cc']:
    groups[len(w)].append(w)
groups[5] = ['x']
del groups[1]
print(groups[2], groups[9], 2 in groups, 7 in groups, 7 not in groups, len(groups), dict(groups))
counts = Counter('abca')
counts['a'] += 2
counts['z'] -= 1
print(counts['a'], counts['q'], 'q' in counts, len(counts), counts['z'])
del counts['nope']
order = OrderedDict([('x', 1)])
order['y'] = 2
try:
    order['z']
except KeyError as e:
    print(repr(e), len(order))
try:
    del order['z']
except KeyError as e:
    print(repr(e))
try:
    groups[[1]]
except TypeError as e:
    print(e)


class Loud(defaultdict):
    def __getitem__(self, key):
        print('get', key)
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        print('set', key)
        super().__setitem__(key, value)

    def __contains__(self, key):
        return True

    def __len__(self):
        return 42


loud = Loud(int)
loud['a'] = 1
loud['a'] += 2
print(loud['a'], 'nope' in loud, len(loud))
for d in (groups, loud):
    d['k'] = 'v'
    print(len(d), d['k'])
nested = defaultdict(lambda: defaultdict(int))
nested['a']['b'] += 1
nested['a']['c'] += 2
print(nested['a']['b'], {k: dict(v) for k, v in nested.items()}, sum(nested['a'].values()))

# --- items that are taken from the end of what is not empty
stack = [1, 2, 3]
while stack:
    n = stack.pop()
    if n == 2:
        stack.append(9)
        stack.append(8)
    if n == 8:
        print(stack.pop(), stack.pop())
    print(n, end=' ')
print(stack)
queue = ['a', 'b']
while queue:
    # first in, first out
    name = queue.pop(0)
    print(name, end=' ')
print()


class Box:
    def __init__(self):
        self.items = [(1, 'x'), (2, 'y')]

    def empty(self):
        while self.items:
            n, s = self.items.pop()
            print(n, s, end=' ')
        print()


Box().empty()
try:
    while not stack:
        stack.pop()
except IndexError as e:
    print(e)
other = [1]
try:
    while other:
        x = stack.pop()
except IndexError as e:
    print(e)
left = {1}
while left:
    print(left.pop())
text = [1]
while text:
    text.pop(-1)
try:
    while True:
        queue.pop()
except IndexError as e:
    print(e)
