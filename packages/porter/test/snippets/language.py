# --- parameters that are given by position only
import inspect


def shown(f):
    try:
        print(f())
    except TypeError as error:
        print('TypeError:', error)


def move(what, where, /, how='fast', **options):
    return (what, where, how, options)


def pair(first, second=2, /):
    return first, second


class Box:
    def put(self, item, /, *, times=1):
        return [item] * times


shown(lambda: move(1, 2))
shown(lambda: move(1, 2, what=5, how='slow'))
shown(lambda: move(what=1, where=2))
shown(lambda: move(1, where=2))
shown(lambda: pair(1, second=3))
shown(lambda: pair(1, **{'second': 3}))
shown(lambda: Box().put('a', times=2))
shown(lambda: Box().put(item='a'))
for f in [pair, move]:
    shown(lambda: f(1, 2))
    shown(lambda: f(1, second=3))
    shown(lambda: f(1, where=3))
print(inspect.signature(move))
print(inspect.signature(pair))
# --- a StopIteration that leaves a generator is an error
def firsts(lists):
    for one in lists:
        yield next(iter(one))


def last():
    yield 1
    raise StopIteration('over')


for made in [firsts([[1], [], [3]]), last()]:
    try:
        for item in made:
            print(item)
    except RuntimeError as error:
        print(type(error).__name__, error, repr(error.__cause__))


def handed():
    try:
        yield from firsts([[1], []])
    except RuntimeError as error:
        print('inside:', error)
        yield 2


print(list(handed()))
print(list(map(next, [iter([1]), iter([]), iter([2])])))
steps = firsts([[1], [2]])
print(steps.__name__, next(steps))
try:
    steps.throw(StopIteration)
except RuntimeError as error:
    print(error)
# --- what is given to zip and others is looked at when they are called
def shown(f):
    try:
        f()
        print('nothing')
    except TypeError as error:
        print(error)


class Bare:
    pass


class Wrong:
    def __iter__(self):
        return 5


shown(lambda: zip([1], 2))
shown(lambda: zip(None))
shown(lambda: map(str, 3))
shown(lambda: filter(None, Bare()))
shown(lambda: enumerate(3))
shown(lambda: iter(Bare()))
shown(lambda: iter(Wrong()))
shown(lambda: zip([1], [2]))
print(str(zip([]))[:4], str(map(str, []))[:4], str(filter(None, []))[:7], str(enumerate([]))[:10])
# --- ranges of long integers
big = 2 ** 64
print(list(range(big, big + 3)), range(big, big * 4, big))
for x in range(big + 2, big, -1):
    print(x)
print(big + 1 in range(big), big - 1 in range(big), range(0, big, 3).index(9), range(big)[-1], range(big)[5])
print(range(big)[10:20:5], len(range(big, big + 10)), list(reversed(range(big, big + 2))))
print(range(big, big + 2) == range(big, big + 2), range(0, big, 2) == range(0, big, 3))
try:
    range(5).index('a')
except ValueError as error:
    print(error)
# --- slices as values, and op= of a slice
print(slice(1, 2, 3) == slice(1, 2, 3), slice(1, 2) == slice(1, 3), slice(1, 2) < slice(1, 3))
try:
    {slice(1, 2): 1}
except TypeError as error:
    print(error)
row = [1, 2, 3, 4, 5]
row[1:3] += [9, 9]
print(row)
row[:2] *= 2
print(row)
words = {'a': [1, 2, 3]}
words['a'][1:] += (4,)
print(words)
# --- pow() with a modulus of any sign
print(pow(3, -1, 7), pow(3, -1, -7), pow(3, 2, -7), pow(3, 0, -1), pow(-3, 3, 5), pow(2 ** 70, 3, -1000))
for given in [(2, -1, 4), (2.0, 3, 4), ('a', 1, 2), (2, 3, 0)]:
    try:
        print(pow(*given))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# --- a deque is ordered, and does not change while one goes through it
from collections import deque

queue = deque([1, 2, 3])
print(queue < deque([1, 3]), queue >= deque([1, 2]), queue > deque([5]), queue <= queue)
print(queue.index(2, 1, 3), queue.index(3, -1), deque('abcabc').index('b', 2))
for wrong in [lambda: queue.index(1, 1), lambda: queue.remove(9), lambda: deque([1], 1).insert(0, 2)]:
    try:
        wrong()
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
del queue[-1]
print(queue)
for change in [queue.append, lambda x: queue.popleft()]:
    try:
        for x in queue:
            print(x)
            change(x)
    except RuntimeError as error:
        print(error)
queue.append(queue)
print(queue, next(reversed(deque([1, 2]))))
# --- classes inside of classes
def marked(cls):
    cls.mark = cls.__name__.lower()
    return cls


class Outer:
    """What is around."""

    @marked
    class Inner:
        """What is inside."""

        def put(self, item, into=[]):
            into.append(item)
            return into

    class Plain:
        """Another."""

        def put(self, item, into=[]):
            into.append(item)
            return into

    size = 2


print(Outer.Inner.mark, Outer.Inner().put(1), Outer.Inner().put(2), Outer.Plain().put(3), Outer.size)


def local():
    class Here:
        @marked
        class Deep:
            pass

    return Here.Deep.mark


print(local())
# --- modules as values
import collections.abc
import json
import os.path
import re


def kinds():
    abc = collections.abc
    return abc.Iterable


paths = os.path
print(isinstance([], kinds()), isinstance(3, kinds()), paths.join('a', 'b'))
writers = {'json': json, 'path': os.path}
print(writers['json'].dumps([1]), writers['path'].basename('x/y'))
for module in (re, re):
    print(module.sub('a', 'b', 'cac'))


class Kit:
    module = json

    def text(self, x):
        return self.module.JSONEncoder(indent=None).encode(x), self.module.JSONDecoder().decode('[2]')


print(Kit().text([1]), getattr(collections, 'OrderedDict')(a=1))
# --- the class of an object makes another
class Point:
    def __init__(self, x, *, y=0):
        self.x = x
        self.y = y

    def moved(self, by):
        return self.__class__(self.x + by, y=self.y)

    def same(self, other):
        return other.__class__(9)

    def plain(self):
        new = self.__class__(self.x)
        return new


class Named(Point):
    pass


print(Point(1, y=2).moved(3).y, Named(1).moved(3).x, type(Named(1).moved(3)).__name__, type(Named(1).plain()).__name__)
print(Point(1).same(Named(2)).x, type(Point(1).same(Named(2))).__name__)
print((3).__class__(4.5), 'a'.__class__(5), [].__class__('ab'))
# --- a minus before a minus
x = 3
print(- -2, - -x, -(-5), -(-2.5), - - -2, [- -1, -(-x)])
# --- what a class of contexts lacks
class Nothing:
    pass


class Enters:
    def __enter__(self):
        return 1


for manager in (Nothing(), Enters(), ValueError('x')):
    try:
        with manager as x:
            print('inside', x)
    except TypeError as error:
        print(error)
# --- a class whose __call__ is an object of the class
class Loop:
    pass


Loop.__call__ = Loop()


def called():
    return Loop()()


print('it ends')
# --- what yield from hands over to
class Counter:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration('done')
        return self.n

    def send(self, value):
        print('sent', value)
        return next(self)

    def throw(self, error):
        print('thrown', repr(error))
        return 'caught'

    def close(self):
        print('closed')


def through(inner):
    try:
        result = yield from inner
        print('result', result)
    except KeyError as error:
        print('after', repr(error))
        yield 'more'


print(list(through(Counter())))
steps = through(Counter())
print(next(steps), steps.send('a'), steps.throw(ValueError('b')))
steps.close()
for inner in ([1, 2], (1, 2), 'ab', range(2)):
    steps = through(inner)
    print(next(steps), steps.throw(KeyError('c')))


def itself():
    yield next(me)


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)
# --- form feeds between lines
text = """one
two"""

print(repr(text))


def after():
    return 'after'

print(after())
# --- numbers that are no bytes, separators that are empty, and causes that are no exceptions
class Index:
    def __init__(self, n):
        self.n = n
    def __index__(self):
        return self.n


def shown(*calls):
    for call in calls:
        try:
            print(call())
        except (ValueError, TypeError, OverflowError) as error:
            print(type(error).__name__, error)


shown(lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(['a']), lambda: bytes([1.5]), lambda: bytes(-1), lambda: bytes(3))
shown(lambda: bytes([Index(65), True]), lambda: bytes(Index(2)), lambda: bytes(range(3)), lambda: bytes(b'ab'), lambda: bytes('é', 'utf-8'))
shown(lambda: bytearray([256]), lambda: bytearray([1, 2]), lambda: bytearray(2), lambda: bytearray(b'x'), lambda: bytearray('x', 'ascii'), lambda: bytearray(x for x in [1]))
shown(lambda: (-1).to_bytes(1, 'big'), lambda: (-1).to_bytes(2, 'big', signed=True), lambda: (255).to_bytes(1, 'big', signed=True))
shown(lambda: (-129).to_bytes(1, 'little', signed=True), lambda: (258).to_bytes(1, 'big'), lambda: (2 ** 70).to_bytes(9, 'little'), lambda: (0).to_bytes(0, 'big'))
shown(lambda: 'abc'.partition(''), lambda: 'abc'.rpartition(''), lambda: b'abc'.partition(b''), lambda: 'abc'.partition('b'))
shown(lambda: (1,).index(2), lambda: (1, 2, 1).index(1, 1), lambda: [1].index(2), lambda: abs('a'), lambda: abs(-2))


def caused(cause):
    raise KeyError('x') from cause


for cause in (5, ValueError('y'), ValueError, None, TypeError('z'), TypeError):
    try:
        caused(cause)
    except KeyError as error:
        print(repr(error), repr(error.__cause__))
    except TypeError as error:
        print(error)
