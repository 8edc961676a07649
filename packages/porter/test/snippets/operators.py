# --- the operators of the views of dicts
from collections import OrderedDict, Counter, defaultdict
def show(x):
    print(type(x).__name__, sorted(x, key=repr))
def attempt(f):
    try:
        r = f()
        if isinstance(r, (set, frozenset)):
            show(r)
        else:
            print(r)
    except Exception as e:
        print(type(e).__name__, e)
for d in ({'a': 1, 'b': 2}, OrderedDict([('a', 1), ('b', 2)]), Counter('abb'), defaultdict(int, a=1, b=2)):
    print(type(d).__name__)
    other = {'b': 2, 'c': 3}
    attempt(lambda: d.keys() & other)
    attempt(lambda: d.keys() | other)
    attempt(lambda: d.keys() - other)
    attempt(lambda: d.keys() ^ other)
    attempt(lambda: d.keys() & other.keys())
    attempt(lambda: d.keys() & ['b', 'x'])
    attempt(lambda: ['b', 'x'] & d.keys())
    attempt(lambda: {'b', 'x'} & d.keys())
    attempt(lambda: {'b', 'x'} - d.keys())
    attempt(lambda: {'b', 'x'} | d.keys())
    attempt(lambda: {'b', 'x'} ^ d.keys())
    attempt(lambda: frozenset('bx') - d.keys())
    attempt(lambda: ['b', 'x'] - d.keys())
    attempt(lambda: d.items() & other.items())
    attempt(lambda: d.items() | other.items())
    attempt(lambda: d.items() - other.items())
    attempt(lambda: d.items() ^ other.items())
    attempt(lambda: d.keys() == {'a', 'b'})
    attempt(lambda: d.keys() != {'a', 'b'})
    attempt(lambda: {'a', 'b'} == d.keys())
    attempt(lambda: d.keys() == other.keys())
    attempt(lambda: d.keys() == ['a', 'b'])
    attempt(lambda: d.keys() <= {'a', 'b', 'c'})
    attempt(lambda: d.keys() < {'a', 'b'})
    attempt(lambda: d.keys() >= {'a'})
    attempt(lambda: d.keys() > {'a'})
    attempt(lambda: {'a'} <= d.keys())
    attempt(lambda: d.keys() <= ['a'])
    attempt(lambda: d.keys().isdisjoint(other))
    attempt(lambda: d.keys().isdisjoint(['x']))
    attempt(lambda: d.items().isdisjoint([('a', 1)]))
    attempt(lambda: d.items() == {('a', 1), ('b', 2)})
    attempt(lambda: d.items() <= {('a', 1), ('b', 2), ('c', 3)})
    attempt(lambda: d.values() & other)
    attempt(lambda: d.values() == d.values())
    attempt(lambda: d.values().isdisjoint([1]))
    attempt(lambda: d.keys() & 5)
    attempt(lambda: d.keys() + d.keys())
    attempt(lambda: ('a', 1) in d.items())
    attempt(lambda: ('a', 2) in d.items())
    attempt(lambda: 'a' in d.items())
    attempt(lambda: 2 in d.values())
    attempt(lambda: len(d.keys()))
    attempt(lambda: d.keys()[0])
    attempt(lambda: hash(d.keys()))
    attempt(lambda: d.keys() < 5)
    attempt(lambda: bool(d.keys()))
k = {'a': 1}.keys()
k &= {'a'}
show(k)
k = {'a': 1}.keys()
k |= {'b'}
show(k)
print({'a': 1}.keys() .mapping)
print({'a': 1}.items())
print({'a': 1}.values())
def common(x, y):
    both = x.keys() & y.keys()
    return sorted(both)
print(common({'a': 1, 'z': 2}, {'z': 1}))
print(sorted({'a': 1, 'z': 2}.keys() - {'z'}))
added = {'a': 1}.keys() - {'b': 2}.keys()
print(added, len(added))
s = set('abc')
s -= {'a': 1}.keys()
print(sorted(s))
for key in sorted({1: 2}.keys() | {3: 4}.keys()):
    print(key)
# --- operators in place
def attempt(title, f):
    try:
        print(title, f())
    except Exception as e:
        print(title, type(e).__name__, e)

class Thing:
    pass

def ops(x, y):
    results = []
    def one(name, f):
        try:
            results.append(f())
        except Exception as e:
            print(name, type(e).__name__ + ':', e)
    def add():
        z = x; z += y; return z
    def sub():
        z = x; z -= y; return z
    def mul():
        z = x; z *= y; return z
    def div():
        z = x; z /= y; return z
    def floordiv():
        z = x; z //= y; return z
    def mod():
        z = x; z %= y; return z
    def power():
        z = x; z **= y; return z
    def matmul():
        z = x; z @= y; return z
    def and_():
        z = x; z &= y; return z
    def or_():
        z = x; z |= y; return z
    def xor():
        z = x; z ^= y; return z
    def lshift():
        z = x; z <<= y; return z
    def rshift():
        z = x; z >>= y; return z
    for f in (add, sub, mul, div, floordiv, mod, power, matmul, and_, or_, xor, lshift, rshift):
        one(f.__name__, f)
    print(results)

for x, y in [(1, 'a'), ('a', 1), (1.5, None), (None, 1), ([1], 2), ([1], 'a'), ((1,), [2]), ({1}, 2.5), ({1: 2}, 3), (b'a', 'a'), (bytearray(b'a'), 'b'), (Thing(), 1), (1, Thing()), ('a', 'b'), (True, [1]), (frozenset([1]), 5), (1, 2j)]:
    print(type(x).__name__, type(y).__name__)
    ops(x, y)

count = 0
try:
    count += 'x'
except TypeError as e:
    print(e)
name = 'a'
try:
    name += 1
except TypeError as e:
    print(e)
try:
    name -= 1
except TypeError as e:
    print(e)
total = 0
for item in [1, 2, '3']:
    try:
        total += item
    except TypeError as e:
        print('skipped', repr(item), e)
print(total)
d = {'n': 1}
try:
    d['n'] += 'x'
except TypeError as e:
    print(e)
class Box:
    def __init__(self):
        self.n = 1
b = Box()
try:
    b.n += '1'
except TypeError as e:
    print(e)
a = [1, 2]
c = a
a *= 2
print(a, c, a is c)
a += 'xy'
print(c)
a += {'k': 1}
print(c)
a *= 0
print(c)
s = {1, 2, 3}
t = s
s &= {2, 3}
s -= {3}
s |= {7}
s ^= {2, 9}
print(sorted(s), t is s)
try:
    s |= [1]
except TypeError as e:
    print(e)
m = {'a': 1}
n = m
m |= {'b': 2}
m |= [('c', 3)]
print(n, n is m)
q = bytearray(b'ab')
r = q
q *= 2
q += b'!'
print(r)

class V:
    def __init__(self, x):
        self.x = x
    def __iadd__(self, other):
        self.x += other
        return self
    def __add__(self, other):
        return V(self.x + other)
    def __isub__(self, other):
        return NotImplemented
    def __sub__(self, other):
        return V(self.x - other)
    def __radd__(self, other):
        return V(other + self.x)
    def __repr__(self):
        return 'V(%r)' % self.x
v = V(1)
w = v
v += 2
print(v, w is v)
v -= 1
print(v, w is v)
x = 5
x += v
print(x)
try:
    v *= 2
except TypeError as e:
    print(e)
class W(V):
    def __radd__(self, other):
        return 'W first'
print(V(1) + W(2), V(1) + V(2).x)
import operator
l = [1]
print(operator.iadd(l, [2]), l, operator.imul(l, 2), l, operator.ior({1}, {2}), operator.isub(5, 2), operator.itruediv(1, 2))
attempt('iadd', lambda: operator.iadd(1, 'a'))
attempt('add', lambda: 1 + 'a')
attempt('pow', lambda: 1 ** 'a')
# --- counters, and other kinds of dict
from collections import Counter, OrderedDict, defaultdict
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
a, b = Counter('aab'), Counter('abbc')
print(a & b, a | b, a + b, a - b)
a &= Counter('a')
print(a)
c = Counter(a=3, b=-1, c=0)
print(+c, -c)
d = c
c += Counter(b=1, x=2)
print(c, d is c)
c -= Counter(x=1)
print(c, d is c)
c |= Counter(x=7)
print(c, d is c)
print(Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), Counter(a=1) >= Counter(), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) != {'a': 1}, Counter(a=1) == {'a': 1}, Counter(a=2) > Counter(a=1))
attempt(lambda: Counter(a=1) + {'a': 1})
attempt(lambda: Counter(a=1) & {'a': 1})
attempt(lambda: Counter(a=1) | {'a': 1})
attempt(lambda: Counter(a=1) < 3)
attempt(lambda: Counter.fromkeys('ab'))
print(Counter({'a': 1.5}) + Counter(a=0.25))
o = OrderedDict(a=1) | {'b': 2}
print(o, {'b': 2} | OrderedDict(a=1), type({'b': 2} | OrderedDict(a=1)).__name__)
o |= {'c': 3}
print(o)
dd = defaultdict(int, a=1) | {'b': 2}
print(dd, {'x': 1} | defaultdict(list))
class Bag(dict):
    pass
print(type(Bag(a=1) | {'b': 1}).__name__, type({'b': 1} | Bag(a=1)).__name__)
attempt(lambda: {} | [('a', 1)])
attempt(lambda: OrderedDict() | 5)
x = Counter()
x.update('abc', b=2)
print(x)
x.update({'a': 5})
x.subtract(['a'], b=1)
x.subtract(a=2)
print(x, x.total(), x['zz'])
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {'b': 2, 'a': 1}, {'b': 2, 'a': 1} == OrderedDict(a=1, b=2))
import json
print(json.dumps({'a': 1}.keys(), default=list))
print(dict(a=1) | dict(b=2))
print(Counter('abc').most_common(1), sorted(Counter('hello').items()))
del x['a']
del x['nothere']
print(x)
# --- errors call what is written in C with its module
from collections import deque, defaultdict, OrderedDict
import datetime
import decimal
import re
import io
import functools
for x in (deque(), defaultdict(int), OrderedDict(), datetime.date(2020, 1, 1), datetime.timedelta(1), decimal.Decimal(1), re.compile('a'), io.StringIO(), functools.partial(print)):
    try:
        x.nothing
    except AttributeError as e:
        print(e)
    try:
        x - 'a'
    except TypeError as e:
        print(e)
    print(type(x).__name__)
class Line(deque):
    pass
try:
    Line().nothing
except AttributeError as e:
    print(e)
try:
    datetime.date.nothing
except AttributeError as e:
    print(e)
# --- operators of every day
from collections import OrderedDict, Counter, defaultdict, namedtuple, deque
from dataclasses import dataclass, field
from enum import Enum, auto
import json

class Shape:
    registry = {}
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Shape.registry[cls.__name__] = cls
class Sq(Shape):
    def __init__(self, side):
        self.side = side
    def __repr__(self):
        return f'Sq({self.side})'
for name in ('Sq', 'Nope'):
    try:
        print(Shape.registry[name](3))
    except KeyError as e:
        print('unknown', e)
try:
    Sq()
except TypeError as e:
    print(e)
scores = defaultdict(lambda: defaultdict(int))
scores['a']['x'] += 1
scores['a']['x'] += 2
print({k: dict(v) for k, v in scores.items()})
old = {'a': 1, 'b': 2, 'c': 3}
new = {'b': 2, 'c': 4, 'd': 5}
print('added', sorted(new.keys() - old.keys()), 'removed', sorted(old.keys() - new.keys()), 'changed', sorted(k for k in old.keys() & new.keys() if old[k] != new[k]))
print(sorted(old.items() - new.items()), sorted(dict(new.items() ^ old.items())))
stock = Counter(apple=3, pear=1)
stock.subtract({'apple': 1})
stock += Counter(fig=2)
print(stock, stock.most_common(2), sum(stock.values()), +stock)
class Level(Enum):
    LOW = auto()
    HIGH = auto()
    @classmethod
    def parse(cls, text):
        try:
            return cls[text.upper()]
        except KeyError:
            raise ValueError(f'bad level {text!r}') from None
print(Level.parse('low'), list(Level), Level(2), Level)
try:
    Level.parse('mid')
except ValueError as e:
    print(e, e.__cause__)
@dataclass
class Item:
    name: str
    price: float
    tags: list = field(default_factory=list)
    def __post_init__(self):
        if self.price < 0:
            raise ValueError('price')
    @classmethod
    def from_dict(cls, d):
        return cls(**d)
for d in ({'name': 'a', 'price': 1.5}, {'name': 'b'}, {'name': 'c', 'price': 1, 'color': 'red'}, {'name': 'd', 'price': -1}):
    try:
        print(Item.from_dict(d))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
total = 0
for x in (1, 2.5, True, '4'):
    try:
        total += x
    except TypeError as e:
        print(e)
print(total)
path = ''
for part in ['a', 'b', 3]:
    try:
        path += '/' + part
    except TypeError as e:
        print(e)
print(path)
nums = [3, 1, 2]
alias = nums
nums += (4,)
nums *= 2
print(alias, alias is nums)
q = deque([1, 2], maxlen=3)
q += [3, 4]
print(q)
print(isinstance(OrderedDict(), dict), issubclass(Counter, dict), OrderedDict.__mro__[1].__name__, type(q).__mro__)
t = (1,)
try:
    t[0] += 1
except TypeError as e:
    print(e)
matrix = [[0] * 2 for _ in range(2)]
matrix[0][1] += 5
matrix[1][0] -= 2
print(matrix)
flags = 0b0101
flags |= 0b1000
flags &= ~1
flags ^= 2
flags <<= 1
print(bin(flags))
x = 7
x //= 2; x **= 3; x %= 5
print(x)
y = 10
y /= 4
print(y)
a = deque('ab')
print(a + deque('c'), a * 2, 2 * a, a)
a *= 2
print(a)
