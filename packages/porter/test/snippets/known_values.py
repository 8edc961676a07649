# --- calls of what is known to be a function, or a class
from collections import namedtuple
from functools import lru_cache

log = print
out = []
note = out.append
log('a', 1, sep='-')
log('b')
note(1)
note((2, 3))
log(out)


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


log(fib(30))
try:
    fib()
except TypeError as e:
    log(e)
Row = namedtuple('Row', 'a b')
log(Row(1, 2), Row(b=1, a=2))
try:
    Row(1)
except TypeError as e:
    log(e)


class Circle:
    def __init__(self, r):
        self.r = r

    def area(self):
        return self.r * 3


class Square(Circle):
    def area(self):
        return self.r * self.r


class Empty:
    pass


for make in (Circle, Square):
    log(make(4).area(), make.__name__, type(make(1)).__name__)
for make in (Circle, Empty):
    try:
        log(type(make(1)).__name__)
    except TypeError as e:
        log(e)
    try:
        log(type(make()).__name__)
    except TypeError as e:
        log(e)


class Once:
    made = None

    def __new__(cls, x):
        if cls.made is None:
            cls.made = super().__new__(cls)
        return cls.made

    def __init__(self, x):
        self.x = x


pick = [Once, Circle]
log(pick[0](1) is pick[0](2), pick[1](5).r)
for f in (len, max, sum):
    log(f([1, 2, 3]))
c = Circle(2)
area = c.area
log(area(), [g() for g in (c.area, Square(3).area)])
try:
    area(1)
except TypeError as e:
    log(e)


def either(flag):
    return None if flag else len


try:
    either(True)('x')
except TypeError as e:
    log(e)
kinds = {'int': int, 'float': float, 'str': str, 'list': list}
log([kinds[k]('12') for k in kinds])


def options(*args, size=1, **more):
    return args, size, sorted(more)


def needs(*, name):
    return name


for f in (options, lambda *a: a):
    log(f(1, 2))
try:
    for f in (needs,):
        f()
except TypeError as e:
    log(e)


def two():
    class P:
        pass

    return Circle, P


log(type(two()[1]()).__name__, two()[0](3).r, two()[-1].__name__)

# --- names of classes of errors
class ParseError(Exception):
    pass


class Deep(ParseError, KeyError):
    pass


def fail(kind):
    raise kind('x')


for kind in (ValueError, ParseError, Deep, TypeError, OSError, ZeroDivisionError, StopIteration):
    try:
        fail(kind)
    except Exception as e:
        print(type(e).__name__, e.__class__.__name__)
for code in (lambda: [][1], lambda: {}['a'], lambda: 1 / 0, lambda: None.x, lambda: int('q'), lambda: 'a' + 1, lambda: undefined):
    try:
        code()
    except (KeyError, IndexError) as e:
        print('lookup', type(e).__name__, e)
    except ZeroDivisionError as e:
        print('zero', type(e).__name__, e)
    except Exception as e:
        print(type(e).__name__, e)


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RuntimeError as e:
    print(type(e).__name__)
try:
    raise Deep('d')
except ParseError as e:
    e = ValueError('other')
    print(type(e).__name__)
try:
    {}[1]
except LookupError as e:
    print(repr(e), e.args)
try:
    open('/nowhere/x')
except OSError as e:
    print(type(e).__name__, e.errno)

# --- classes that have a name of their own
class Named:
    name = 'mine'

    def show(self):
        return type(self).__name__


class Error(Exception):
    pass


print(Named().show(), Named.__name__, Named.name)
try:
    raise Error('x')
except Error as e:
    print(type(e).__name__, Error.__name__)

# --- places of tuples, fields, and what itertools gives
import itertools
from dataclasses import dataclass, field


@dataclass
class Order:
    name: str
    lines: list = field(default_factory=list)
    count: int = field(default=0)
    rates: dict = field(default_factory=dict, repr=False)

    def add(self, x):
        self.lines.append(x)
        self.count += 1
        self.rates[x] = self.count
        return self


a, b = Order('a').add('x').add('y'), Order('b')
print(a, b, a.rates, len(a.lines), a.count + 1, b.lines == [])
q, r = divmod(17, 5)
print(q + 1, r < 3, divmod(-7, 2), divmod(7.5, 2), divmod(10 ** 20, 7)[1], divmod(True, 2))
m, s = divmod(3725, 60)
print('%d:%02d' % (m, s), m // 60)
try:
    divmod(1, 0)
except ZeroDivisionError as e:
    print(e)
pair = (1, 'b', 2.0)
print(pair[0] + 1, pair[1].upper(), pair[-1], pair[-3])
try:
    print(pair[3])
except IndexError as e:
    print(e)
print('k=v=w'.split('=')[0], ''.split(',')[0] == '', 'a b'.split(' ')[1])
print([k + str(len(list(g))) for k, g in itertools.groupby('aabbb')], list(itertools.groupby([], key=len)))
for n, group in itertools.groupby([1, 3, 4, 6, 7], key=lambda n: n % 2):
    print(n, list(group))
print(list(itertools.product([1, 2], 'ab')), list(itertools.product([0, 1], repeat=2)))
print([x + y for x, y in itertools.combinations([1, 2, 3], 2)], list(itertools.permutations('ab')))
print(list(itertools.zip_longest([1, 2], 'a')), list(itertools.zip_longest([1], [2, 3], fillvalue=0)))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([1, 2, 3], lambda a, b: a * b)))
print(list(itertools.takewhile(lambda n: n < 3, itertools.count())), list(itertools.starmap(pow, [(2, 3), (3, 2)])))
print([n for n in itertools.islice(itertools.count(5), 2)], next(itertools.count(10 ** 20)), next(itertools.count(0.5)))
cycle = itertools.cycle('ab')
print(next(cycle) + next(cycle) + next(cycle), list(itertools.repeat(0, 3)), list(itertools.chain.from_iterable([[1], 'b'])))
print(list(itertools.compress('abc', [1, 0, 1])), list(itertools.filterfalse(None, [0, 1, ''])), list(itertools.dropwhile(str.isdigit, '1a2')))
