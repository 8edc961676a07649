# --- calls of what all callers are known of say what is wrong all the same
import functools
from collections import defaultdict


def add(a, b):
    return a + b


def greet(name, *, loud=False):
    return name.upper() if loud else name


def tried(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return str(e)


def apply(f, *args):
    try:
        return f(*args)
    except TypeError as e:
        return str(e)


print(tried(add, 1, 2), tried(add, 1), tried(add, 1, 2, 3), tried(add, 1, b=3), tried(add, 1, c=3))
print(tried(greet, 'ann', loud=True), tried(greet, 'ann', True), tried(greet))
print(apply(add, 1, 2), apply(add, 1), apply(greet, 'bob', 'x'))
table = {'add': add, 'greet': greet, 'neg': lambda x: -x}
for name, args in [('add', (1, 2)), ('add', (1,)), ('neg', (4,)), ('neg', ()), ('greet', ('cid',))]:
    try:
        print(table[name](*args))
    except TypeError as e:
        print(e)
for f, args in [(max, (3, 4)), (add, [1])]:
    try:
        print(f(*args))
    except TypeError as e:
        print(e)
try:
    print(list(map(add, [1, 2], [3, 4])), list(map(add, [1, 2])))
except TypeError as e:
    print(e)
try:
    print(sorted([3, 1, 2], key=lambda x: -x), sorted([1, 2], key=lambda a, b: 1))
except TypeError as e:
    print(e)
try:
    print(functools.reduce(add, [1, 2, 3]), functools.reduce(lambda x: x, [1, 2]))
except TypeError as e:
    print(e)
try:
    print(functools.partial(add, 1)(2), functools.partial(add, 1)())
except TypeError as e:
    print(e)
try:
    counts = defaultdict(lambda: 0)
    counts['a'] += 1
    print(dict(counts), defaultdict(lambda x: x)['b'])
except TypeError as e:
    print(e)

# --- classes that are called by what holds them
class Point:
    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def __call__(self, by):
        return (self.x * by, self.y * by)


class Named(Point):
    def __init__(self, name, **more):
        super().__init__(**more)
        self.name = name


class Bare:
    pass


def make(cls, *args, **named):
    try:
        made = cls(*args, **named)
        return sorted(vars(made).items())
    except TypeError as e:
        return str(e)


print(make(Point, 1, 2), make(Point, y=2, x=1), make(Point), make(Point, 1, 2, 3), make(Point, 1, z=2))
print(make(Named, 'n', x=3), make(Named, name='m', x=1, y=2), make(Named, x=3), make(Named, 'n', q=1))
print(make(Bare))


def call(f, *args, **named):
    try:
        return f(*args, **named)
    except TypeError as e:
        return str(e)


print(call(Point(1, 2), 3), call(Point(1, 2), by=2), call(Point(1, 2)), call(Point(1, 2), 1, 2))
