# --- subclasses of list
class Stack(list):
    """A stack."""
    limit = 3
    def __init__(self, items=(), name='stack'):
        super().__init__(items)
        self.name = name
    def push(self, x):
        if len(self) >= self.limit:
            raise OverflowError('full')
        self.append(x)
    def peek(self):
        return self[-1]
    @property
    def is_empty(self):
        return not self
s = Stack()
print(s.is_empty, s, len(s), bool(s), s.name)
s.push(1)
s.push(2)
print(s, s.peek(), s.pop(), list(s), s == [1], [1] == s, isinstance(s, list), type(s).__name__)
s.extend([5, 4])
print(sorted(s), s[0], s[1:], s[::-1], 5 in s, s.index(5), s.count(9), sum(s), max(s))
try:
    s.push(1)
except OverflowError as e:
    print(e)
s[0] = 7
del s[1]
s += [8]
print(s, s + [1], [0] + s, s * 2, type(s + []).__name__, repr(s), str(s), f'{s}')
for i, x in enumerate(s):
    print(i, x)
s.sort(reverse=True)
s.insert(0, 'a')
s.reverse()
print(s, s.copy(), issubclass(Stack, list), [*s], Stack('ab', name='n').name)
import copy, json
t = copy.deepcopy(s)
t.append(1)
print(t, s, t.name, json.dumps([1, s]), t != s, s < Stack([99]))
a, *b = s
print(a, b, ','.join(map(str, s)), ', '.join(Stack('xy')))
s.clear()
print(s, s.is_empty, not s)
class Old(list):
    def __init__(self, *items):
        list.__init__(self, items)
        self.added = 0
    def append(self, x):
        self.added += 1
        list.append(self, x * 2)
    def __getitem__(self, i):
        return list.__getitem__(self, i % len(self))
    def __contains__(self, x):
        return True
    def __repr__(self):
        return 'Old(%s)' % list.__repr__(self)
o = Old(1, 2)
o.append(5)
print(o, o.added, o[7], 'x' in o, len(o), [x for x in o])
class Typed(list):
    def append(self, x):
        if not isinstance(x, int):
            raise TypeError('int only: %r' % (x,))
        super().append(x)
    def total(self):
        return sum(self)
t = Typed([1, 2])
t.append(3)
print(t, t.total(), t[0] + t[2])
try:
    t.append('x')
except TypeError as e:
    print(e)
try:
    {t: 1}
except TypeError as e:
    print(e)
try:
    t[10]
except IndexError as e:
    print(e)
# --- subclasses of int and float
class Money(int):
    def __new__(cls, amount, currency='USD'):
        obj = super().__new__(cls, amount)
        obj.currency = currency
        return obj
    def __add__(self, other):
        return Money(int(self) + int(other), self.currency)
    def __repr__(self):
        return f'Money({int(self)}, {self.currency!r})'
m = Money(5, 'EUR')
print(m, m + 3, m * 2, 2 * m, m - 1, 10 - m, m == 5, m > 4, m / 2, m // 2, m % 3, -m, abs(m))
print(isinstance(m, int), m.currency, int(m), float(m), hash(m) == hash(5), {m: 1}[5], {5: 'x'}[m], [10, 20, 30, 40, 50, 60][m])
print('%d|%s|%05d' % (m, m, m), f'{m:>6d}|{m}', str(m), sum([m, m]), max(m, 3), list(range(Money(2))), m << 1, m & 4, bool(Money(0)))
class Celsius(float):
    def fahrenheit(self):
        return self * 9 / 5 + 32
    def __str__(self):
        return f'{self:.1f}C'
c = Celsius(36.6)
print(c, repr(c), c.fahrenheit(), c + 1, round(c), f'{c:.3f}', isinstance(c, float), c > 30, c == 36.6, Celsius(20).fahrenheit(), Celsius('1.5'))
import math
print(math.floor(c), math.sqrt(Celsius(16)), sorted([Celsius(3), Celsius(1)]), c.is_integer(), min(c, 3.5))
class Even(int):
    def __new__(cls, x):
        if x % 2:
            raise ValueError('odd')
        return int.__new__(cls, x)
print(Even(4) + 1, type(Even(2)).__name__, type(Even(2) + 2).__name__)
try:
    Even(3)
except ValueError as e:
    print(e)
# --- subclasses of str
class Name(str):
    def __new__(cls, value):
        return super().__new__(cls, value.strip().title())
    @property
    def initials(self):
        return ''.join(part[0] for part in self.split())
n = Name('  ada lovelace ')
print(n, repr(n), n.initials, len(n), n.upper(), n + '!', 'Dr ' + n, n == 'Ada Lovelace', 'Ada Lovelace' == n, n[0], n[4:], 'Love' in n)
print({n: 1}['Ada Lovelace'], {'Ada Lovelace': 2}[n], isinstance(n, str), '-'.join([n, 'x']), '%s|%-15s|' % (n, n), f'{n:>15}|{n!r}', n.replace('a', 'o'), n < 'B')
print([c for c in n][:3], n.startswith('Ada'), n in ['Ada Lovelace'], n in {'Ada Lovelace'}, sorted([Name('b'), Name('a')]), type(n).__name__, n * 2, str(n), n != 'x')
class Tag(str):
    pass
t = Tag('div')
t.attr = 5
print(t, t.attr, t.upper(), '<%s>' % t, '<{}>'.format(t), t in 'a div', 'i' in t, hash(t) == hash('div'), t.encode(), t.split('i'))
if t == 'div':
    print('equal')
class Path(str):
    def __truediv__(self, other):
        return Path(self + '/' + other)
print(Path('a') / 'b' / 'c', len(Path('a') / 'b'))
# --- subclasses of tuple
class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self):
        return self[0]
    @property
    def y(self):
        return self[1]
    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)
    def __repr__(self):
        return 'Point(%r, %r)' % self
p = Point(1, 2)
q = p + Point(3, 4)
x, y = q
print(p, q, x, y, p == (1, 2), (1, 2) == p, len(p), {p: 'a'}[(1, 2)], p in [(1, 2)], isinstance(p, tuple), p < q, list(p), tuple(q), hash(p) == hash((1, 2)))
print('%d-%d' % p, p[0], p[1:], p * 2, sorted([q, p]), p.index(2), p.count(1), [a + b for a, b in [p, q]], max(q), 3 in q)
class Vec(tuple):
    def __new__(cls, *values):
        return tuple.__new__(cls, values)
    def __mul__(self, k):
        return Vec(*(v * k for v in self))
    def dot(self, other):
        return sum(a * b for a, b in zip(self, other))
v = Vec(1, 2, 3)
print(v, v * 2, v.dot(v), (v * 2)[1], type(v * 3).__name__, issubclass(Vec, tuple))
try:
    v[0] = 1
except TypeError as e:
    print(e)

# --- what extends a builtin type is taken where that is
import json, math, os, re, struct
class Text(str): pass
class Int(int): pass
print(int(Text('12')), int(Text('ff'), 16), float(Text('1.5')), complex(Text('1+2j')), ord(Text('a')), chr(Int(97)))
try:
    open(Text('/nonexistent'))
except FileNotFoundError as e:
    print(e.errno, os.path.join(Text('a'), Text('b')), os.path.exists(Text('/nonexistent')))
print(json.loads(Text('[1]')), repr(json.dumps([1], indent=Int(1))), struct.pack(Text('<I'), Int(5)))
print(re.match(Text('a+'), Text('aab')).group(), re.sub(Text('a'), Text('b'), Text('aac')), re.escape(Text('a.c')))
print(hex(Int(255)), bin(Int(5)), math.gcd(Int(4), 6), math.factorial(Int(4)), math.floor(Int(2)), bytes(Int(2)))
print('abc'.startswith(Text('a')), 'abc'.replace(Text('a'), Text('x'), Int(1)), 'a,b'.split(Text(',')), 'abca'.strip(Text('a')))
print('%c' % Text('a'), 'a' * Int(3), Int(2) * [1], Int(97) in b'abc', b'abc'.decode(Text('utf-8')))
l = [1, 2, 3]
l.insert(Int(1), 9)
print(l.pop(Int(0)), l)

# --- errors name what extends a builtin type
class Text(str): pass
class Int(int): pass
class L(list): pass
class T(tuple): pass
def t(f):
    try:
        print(f())
    except TypeError as e:
        print(e)
t(lambda: 1 + Text('a'))
t(lambda: Text('a') + 1)
t(lambda: 'a' + L())
t(lambda: L() + T())
t(lambda: T() + Int(1))
t(lambda: Int(1) - Text('a'))
t(lambda: Int(1) & 1.5)
t(lambda: Int(1) + None)
t(lambda: Text('a') * Text('b'))
t(lambda: L() < Int(1))
t(lambda: 1 < L())
t(lambda: L() >= 'a')
t(lambda: {} + L())
t(lambda: Int(2) < 3.5)

# --- a format is filled in from a mapping
class Default(dict):
    def __missing__(self, key):
        return '<' + key + '>'
print('{a} {b}'.format_map({'a': 1, 'b': 2}), '{a} {b}'.format_map(Default(a=1)))
# --- containers: all that they are made with, and their subclasses by their names
from collections import OrderedDict, defaultdict, Counter, deque, ChainMap, UserDict, UserList, namedtuple
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: OrderedDict([('x', 1)], y=2))
t(lambda: OrderedDict(y=2, x=1))
t(lambda: OrderedDict({'a': 1}, b=2))
class A(OrderedDict): pass
class D(defaultdict): pass
class C(Counter): pass
class Q(deque): pass
t(lambda: A([('x', 1)]))
t(lambda: A())
t(lambda: A([('x', 1)], y=2))
t(lambda: D(int, [('x', 1)]))
t(lambda: D(list, x=1))
t(lambda: C('aab'))
t(lambda: C())
t(lambda: Q([1, 2]))
t(lambda: Q([1, 2, 3], 2))
t(lambda: Q([1, 2, 3], maxlen=2))
t(lambda: defaultdict(int, [('x', 1)], y=2))
t(lambda: defaultdict(int, y=2))
t(lambda: Counter('ab', z=3))
t(lambda: Counter({'a': 2}, z=3))
t(lambda: Counter(z=3))
t(lambda: deque([1, 2, 3], maxlen=2))
t(lambda: deque(iterable=[1, 2, 3], maxlen=2))
t(lambda: ChainMap({'a': 1}, {'b': 2}))
t(lambda: UserDict({'a': 1}, b=2))
t(lambda: UserDict(b=2))
t(lambda: UserList([1, 2]))
t(lambda: namedtuple('P', 'x y', defaults=[3])(1))
t(lambda: namedtuple('P', 'x y x', rename=True)(1, 2, 3))
t(lambda: dict([('x', 1)], y=2))
c = Counter('ab'); c.update('a', b=3); print(c)
c.subtract('a', b=1); print(c)
o = OrderedDict(); o.update([('x', 1)], y=2); print(o)
u = UserDict(); u.update({'x': 1}, y=2); print(u)
t(lambda: OrderedDict(1, 2))
t(lambda: Counter(1, 2))
t(lambda: deque([1], 2, 3))
t(lambda: OrderedDict([('x', 1)]).copy())
t(lambda: A([('x', 1)]).copy())
t(lambda: D(int, [('x', 1)]).copy())
t(lambda: C('ab').copy())
t(lambda: Q('ab').copy())
t(lambda: OrderedDict.fromkeys('ab', 1))
t(lambda: A.fromkeys('ab', 1))
for f in (lambda: defaultdict(int, 1, 2), lambda: OrderedDict(None), lambda: defaultdict(3), lambda: dict(1, 2), lambda: Counter(None), lambda: deque(None), lambda: deque(x=1), lambda: deque([1], -1), lambda: UserDict(1, 2), lambda: UserDict(None), lambda: UserList(1, 2), lambda: ChainMap(a=1), lambda: UserDict(dict={'a': 1}), lambda: deque([1], maxlen=None), lambda: deque([1], 'a'), lambda: UserList(initlist=[1]), lambda: namedtuple('P', 'x x'), lambda: namedtuple('P', 'x _y'), lambda: namedtuple('P', ['class']), lambda: namedtuple('P', ['class', '1', 'ok'], rename=True)(1, 2, 3)):
    t(f)
class M(ChainMap): pass
print(M({'a': 1}), Q([1], 3).copy().maxlen, Q([1], 3) + Q([2]))
