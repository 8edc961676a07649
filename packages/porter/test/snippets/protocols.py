# --- sets of floats and tuples
print({(1, 2), (0, 1), (3, 4), (-1, 0)}, {1.5, 2.25, -0.5, 0.1}, {(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)}, {float('inf'), 1, 2.5}, {(), ((1,), 2), 5}, {10**20, 2**61, -10**30, 7})
g = {(x, y) for x in range(4) for y in range(3)}
print(g)
for cell in g: print(cell, end=' ')
print(hash((1, 2)), hash(1.5), hash(2**61), hash(-1), hash(()), hash((1, (2.5, -3))), hash(10**30), hash(-1.0), hash(True), hash(1e300), hash(0.1), hash(float('inf')), hash(-2.5e-10))
a = {1, 2, 3, 4, 5}; b = {5, 4, 30, 60}
a |= b; print(a); a &= {60, 30, 5, 1, 99}; print(a); a ^= {7, 1, 200}; print(a); a -= {200}; print(a)
print(a.union([100, 9], {8: 1}), a.intersection([60, 30, 5]), a.difference([60]), a.symmetric_difference([60, 1]))
x, y, z = 40, 20, 30
print({x, y, z, 10, 50}, {*[5, 3], 1, *{9, 8}}, {*range(3), 'a'} == {0, 1, 2, 'a'})
s = {5, 1}; s.add('x'); s.discard('x'); print(len(s), 5 in s); s.clear(); s.add(10); s.add(3); print(s)
from fractions import Fraction
t = {1, 2, 3}; t.discard(Fraction(2)); t.discard(3.0); t.discard(True); print(t, t.pop() if t else 'empty')
class Age(int): pass
u = {1, 2, 3}; u.remove(Age(2)); print(u)
f = frozenset(range(10, 0, -3)); print(f, f | {100, 50}, f & {1, 4, 100}, f - {1}, f ^ {1, 2}, f.copy(), set(f))
it = iter({3, 2, 1}); print(next(it), next(it), list(it))
try:
    for v in (w := {1, 2, 3}): w.add(v + 10)
except RuntimeError as e: print(e)
for v in {50, 40, 30, 20, 10}: print(v, end=' ')
print([v for v in {50, 40, 30, 20, 10}], sorted({5, 4}), list(map(str, {3, 20, 1})), min({3, 1}), dict.fromkeys({9, 3, 1}))
big = set(range(0, 3000, 7)); print(list(big)[:20], sum(1 for _ in big)); big -= {i for i in range(2000)}; print(list(big)[:10])
c = set('123'); c2 = {int(q) for q in ['9', '33', '1']}; print(c2, len(c))
d = {}; d[1] = 2; d[9] = 3; print(d.keys() & {9, 1, 33}, d.keys() | {17, 25}, d.keys() - {1}, set(d), set({5: 1, 3: 2, 8: 0, 16: 0, 1: 1}))
import copy, pickle
e = {8, 16, 1}; e.add(0); e.discard(8); print(copy.copy(e), copy.deepcopy(e), e)
while e: print(e.pop(), end=' ')
n = {1, 2, 3, None} - {None}; print(len(n))
# --- small int sets
print({3, 1, 2}, {10, 5, 100}, set([9, 8, 7, 16, 32]), {1000, 1, 33}, set(range(10, 0, -1)), {8, 0}, {16, 8, 0, 24}, {-1, -2, 5}, {1.0, 3, 2}, {True, 5, 0}, {5, 13, 21, 29, 37})
s = set()
for i in [70, 3, 11, 65, 9, 130, 7, 2, 19, 35]:
    s.add(i); print(s)
s.discard(3); s.add(75); print(s, list(s), [x for x in s], s.pop(), s)
print({1, 2, 40} | {33, 7}, {9, 1, 17} & {17, 9, 2}, {9, 1, 17} - {1}, {1, 9} ^ {9, 17}, frozenset([33, 1, 65]), set([5, 3]) | {4}, {x * x for x in range(12)}, {x % 7 for x in range(40)})
for x in {30, 20, 10, 40}: print(x, end=' ')
print(sorted({3, 1}), tuple({25, 17, 1}), max({1, 2}), sum({1, 2}), set('a'), {(1,)}, list(set([3, 3, 1, 1, 8, 8])), list(set([1, 5, 2, 5, 100, 64])))
a = set(range(100)); a -= set(range(5, 95)); print(a); a |= {1000, 2000}; print(a)
b = {1, 2, 3}; b.update([50, 60, 70, 80, 90]); print(b, b.copy(), set(b)); b.remove(2); b.remove(50); print(b); b.clear(); b.add(9); b.add(1); print(b)
print({2**40, 3, 2**61}, {10**20}, set(list(range(20, 40, 3))), {-5, -3, 4, 0}, *{8, 1})
print(set(map(int, '31415926535')), set(len(w) for w in 'the quick brown fox jumped over lazy dogs'.split()))
# --- attributes that are not there
class P:
    def __init__(self): self.value = 1
    @property
    def size(self): return 2
def value(x):
    try:
        return x.value
    except AttributeError as e:
        return str(e)
def size(x):
    try: return x.size
    except (AttributeError, KeyError) as e: return str(e)
def both(x):
    try:
        if True:
            return x.value + x.size
    except AttributeError:
        return 'neither'
for x in (P(), 5, 'a', [1], None, {}, (1,), 2.5, len, {1}, range(3), b'x'):
    print(value(x), size(x), both(x))
# --- ellipsis
print(..., Ellipsis, ... is Ellipsis, type(...), repr(...), str(...), bool(...))
def f(x=..., *, y=...):
    if x is ...:
        return 'none given'
    if x is Ellipsis: return 'no'
    return x
print(f(), f(None), f(1), f(...), f(Ellipsis))
d = {...: 1, 'a': ...}
print(d, d[...], d[Ellipsis])
class Grid:
    def __getitem__(self, k): return k
g = Grid()
print(g[...], g[1, ...], g[..., 0], g[..., ::2])
L = [1, ...]
print(L, ... in L, L.index(...), {..., 1} == {1, ...})
def stub(): ...
class Empty: ...
print(stub(), Empty.__name__, ... == Ellipsis, ... != None, ... == None, hash(...) == hash(...))
x = ...
if x is ... : print('same')
if x: print('true')
print(f'{...}', '%s %r' % (..., ...), isinstance(..., type(...)), isinstance(None, type(Ellipsis)))
try:
    ... + 1
except TypeError as e:
    print(e)
try:
    ....foo
except AttributeError as e:
    print(e)
import copy, pickle
print(copy.copy(...) is ..., copy.deepcopy([...]) == [...], type(Ellipsis).__name__)
from types import EllipsisType
print(isinstance(..., EllipsisType))
match ...:
    case None: print('None')
    case _: print('other')
def g2(a: int = ...) -> None: ...
print(g2(), callable(...))
try:
    for i in ...: pass
except TypeError as e: print(e)
try: len(...)
except TypeError as e: print(e)
print(NotImplemented, repr(NotImplemented), type(NotImplemented), NotImplemented is NotImplemented, type(NotImplemented).__name__)
print(sorted([...], key=id) == [...], tuple([...]))
for stmt in (1, 2):
    ...
while False: ...
else: ...
# --- literal numbers
print((5).bit_length(), 5 .bit_length(), 1.5.is_integer(), 3 .real, (3).imag, 10 .__add__(1), (10).__mul__(2), 1.0.hex(), (2.0).is_integer(), 1e3.is_integer(), 0x10.bit_length(), 1_000 .bit_length(), (-5).bit_length(), (-5).__abs__())
print((3).__class__, 3 .__class__.__name__, 1.5.__class__, (1.5).real, 1.5.imag, 2.0.as_integer_ratio(), (7).as_integer_ratio(), (3).numerator, 3 .denominator, 3 .conjugate(), 1j.imag, 3j.real, (1+2j).conjugate(), 2j.conjugate())
print((5).to_bytes(2, 'big'), (10**30).bit_length(), (2**64).bit_length(), (12345678901234567890).bit_length(), 7 .__str__(), 7 .__repr__(), 7 .__eq__(7), 7 .__lt__(9), 7 .__hash__() == hash(7), (7).__bool__(), 0 .__bool__())
print((5).__pow__(2), (5).__floordiv__(2), 5 .__truediv__(2), 5 .__mod__(3), (5).__neg__(), 5 .__radd__(1), 5 .__index__(), 5 .__float__(), 5.5.__int__(), 5.7.__trunc__(), 5.5.__round__(), 2.5.__add__(1), 5 .__and__(3), 5 .__format__('03d'), (5).__divmod__(2))
f = 5 .__add__
print(f(3), list(map(5 .__add__, [1, 2])), list(map((2).__pow__, range(5))), list(filter((3).__lt__, range(6))))
print(True.real, True.__class__, True.bit_length(), (True).numerator, False.__or__(True))
print(1 .__add__(1.5), 1 .__add__('a'), (1).__eq__('a'))
a = 5
print(a.real, a.bit_length(), (a + 1).bit_length(), (-a).bit_length(), -a.bit_length(), (a if a else 0).real, 2 .__rsub__(10))
print((0).real, 0 .bit_length(), 0.0.is_integer(), (5).bit_count(), 'abc'.__len__(), 'abc'.__add__('d'), [1].__len__(), (1, 2).__contains__(2), {1: 2}.__getitem__(1), 'a'.__eq__('a'), 'abc'.__getitem__(1), 'abc'.__contains__('b'))
print(hasattr(3, 'real'), getattr(3, 'real'), getattr(5, 'bit_length')(), getattr(3, 'foo', 'no'))
try:
    3 .foo
except AttributeError as e: print(e)
try:
    1.5.foo()
except AttributeError as e: print(e)
try:
    (3)[0]
except TypeError as e: print(e)
try:
    3()
except TypeError as e: print(e)
try:
    3 .real = 4
except AttributeError as e: print(e)
# --- special methods of builtin types
def n(f, *a):
    try: return f(*a)
    except Exception as e: return type(e).__name__, str(e)
for x in (5, 2.5, True, 'abc', b'ab', [1, 2], (1, 2), {'a': 1}, {1, 2}, frozenset([3]), range(3), None, bytearray(b'x')):
    print(type(x).__name__, [m for m in ('__len__', '__iter__', '__getitem__', '__setitem__', '__contains__', '__add__', '__hash__', '__eq__', '__call__', '__index__', '__next__', '__enter__', '__bool__', '__or__', '__mod__', '__reversed__') if hasattr(x, m) and getattr(x, m) is not None])
def run(x, name, *args): return n(lambda: getattr(x, name)(*args))
print(run([1, 2], '__len__'), run('abc', '__getitem__', 1), run({'a': 1}, '__getitem__', 'a'), run({'a': 1}, '__getitem__', 'b'), run([1], '__add__', [2]), run([1], '__add__', 5), run((1,), '__mul__', 2), run({1}, '__or__', {2}), run({1}, '__or__', [2]), run({1: 2}, '__or__', {3: 4}), run('a', '__mod__', ()), run(5, '__foo__'))
def total(xs):
    out = 0
    for x in xs: out = out.__add__(x)
    return out
print(total([1, 2, 3]), [1, 2].__iter__().__next__(), list([3, 1].__reversed__()))
def size(x): return x.__len__()
class Mine:
    def __len__(self): return 7
    def __getitem__(self, i): return ('mine', i)
    def __contains__(self, x): return True
    def __add__(self, o): return ('added', o)
def get(x): return x.__getitem__(0)
def has(x): return x.__contains__(1)
def plus(x, y): return x.__add__(y)
print(size([1]), size('ab'), size({1: 2}), size(Mine()), get([9]), get((8,)), get(Mine()), has([1]), has({2}), has(Mine()), plus(1, 2), plus([1], [2]), plus(Mine(), 3))
adders = [int.__add__, str.__add__, list.__add__, str.__len__, dict.__getitem__, tuple.__eq__]
print(int.__add__(1, 2), str.__add__('a', 'b'), list.__add__([1], [2]), str.__len__('abc'), dict.__getitem__({'k': 'v'}, 'k'), tuple.__eq__((1,), (1,)), int.__eq__(1, 'a'), float.__lt__(1.0, 2), adders[0](3, 4), adders[3]('four'), list(map(int.__neg__, [1, 2])), list(map(str.__len__, ['a', 'bb'])), sorted(['b', 'A'], key=str.lower))
l = [1, 2]; l.__setitem__(0, 9); l.__delitem__(1); l.__iadd__([4]); d = {}; d.__setitem__('q', 1); print(l, d, l.__contains__(9), 'abc'.__contains__('d'))
import operator, functools
print(functools.reduce(int.__mul__, [1, 2, 3, 4]), any(map('abc'.__contains__, 'xyza')), list(filter({1, 2}.__contains__, [0, 1, 2])), list(map([10, 20].__getitem__, [1, 0])), list(map({'a': 1}.get, 'ab')))
print((5).__class__, 'a'.__class__.__name__, [].__class__ is list, (1).__ne__(2), (1.5).__gt__(1), 'b'.__lt__('a'), [1].__eq__([1]), [1].__ne__((1,)), {1: 2}.__eq__({1: 2}), None.__eq__(None), None.__bool__())
try:
    'abc'.nope
except AttributeError as e: print(e)
try:
    [].nope()
except AttributeError as e: print(e)
def ask(x):
    try: return x.nope
    except AttributeError as e: return str(e)
print(ask(None), ask({}) if False else '')
# --- a program extends: list
class Stack(list):
    def __init__(self, *a, name='st'):
        super().__init__(*a)
        self.name = name
    def push(self, x): self.append(x)
    def __repr__(self): return 'Stack(%s)' % list.__repr__(self)
    def __getitem__(self, i):
        if isinstance(i, slice): return Stack(super().__getitem__(i))
        return ('item', super().__getitem__(i))
    def __contains__(self, x): return x == 99 or super().__contains__(x)
    def __eq__(self, o): return isinstance(o, Stack) and list(self) == list(o)
    def __len__(self): return super().__len__()
s = Stack([1, 2, 3], name='z')
s.push(4)
print(s, str(s), s[0], s[1:], 99 in s, 5 in s, 2 in s, len(s), s.name, s == Stack([1, 2, 3, 4]), s == [1, 2, 3, 4], s != Stack([1]), list(s), [x for x in s], s.index(2), s + [5], type(s + [5]).__name__, s * 2, sum(s), sorted(s, reverse=True), isinstance(s, list), type(s).__name__, s.copy(), type(s.copy()).__name__)
class Count(list):
    def append(self, x):
        print('append', x)
        super().append(x * 2)
    def __setitem__(self, i, v):
        print('set', i, v)
        super().__setitem__(i, v)
    def __delitem__(self, i):
        print('del', i)
        super().__delitem__(i)
    def __iter__(self):
        return iter(['it'])
c = Count()
c.append(1)
c[0] = 5
c.extend([7, 8])
del c[0]
print(c, list(c), [*c], len(c), c.pop(), bool(c), c[0])
for x in c: print(x)
a, = c
print(a, tuple(c), set(c))
class L2(list): pass
l = L2('abc')
l.extra = 1
print(l, l == ['a', 'b', 'c'], l.extra, l.__dict__, repr(l), l[::-1], type(l[::-1]).__name__, L2() == [], not L2(), hash is not None)
class Typed(list):
    def __new__(cls, *args):
        obj = super().__new__(cls)
        obj.tag = 'new'
        return obj
    def __init__(self, *args):
        super().__init__(args)
t = Typed(1, 2, 3)
print(t, t.tag, len(t))
# --- a program extends: dict
class D(dict):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.log = []
    def __getitem__(self, k):
        self.log.append(k)
        return super().__getitem__(k)
    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)
    def __missing__(self, k): return 'missing ' + k
    def __contains__(self, k): return super().__contains__(k.lower())
    def __repr__(self): return 'D' + super().__repr__()
d = D(A=1, b=2)
d['C'] = 3
print(d, d['b'], d['zz'], 'C' in d, 'B' in d, d.get('b'), d.get('q'), d.get('q', 5), d.log, len(d), list(d), dict(d), d == {'A': 1, 'b': 2, 'c': 3}, isinstance(d, dict))
d.update({'E': 5}); print(d)
d.setdefault('F', 6); print(d)
print(d.pop('F'), d.items(), d.keys(), d.copy(), type(d.copy()).__name__, d | {'x': 1}, type(d | {}).__name__)
class Attr(dict):
    def __getattr__(self, n):
        try: return self[n]
        except KeyError: raise AttributeError(n)
    def __setattr__(self, n, v): self[n] = v
    def __delattr__(self, n): del self[n]
a = Attr(x=1)
a.y = 2
print(a.x, a.y, a, a['y'], hasattr(a, 'z'), a.items())
del a.x
print(a)
try: a.zz
except AttributeError as e: print('AE', e)
class Attr2(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
b = Attr2(); b.q = 1; print(b.q, b.nope, b)
class Tree(dict):
    def __missing__(self, k):
        v = self[k] = type(self)()
        return v
t = Tree(); t['a']['b']['c'] = 1; print(t)
class Ordered(dict):
    def __iter__(self): return iter(sorted(super().__iter__()))
    def keys(self): return sorted(super().keys())
    def items(self): return [(k, self[k]) for k in self]
o = Ordered(b=1, a=2)
print(list(o), o.keys(), o.items(), [k for k in o])
class Def(dict):
    def __delitem__(self, k): print('del', k); super().__delitem__(k)
    def __len__(self): return 42
    def __eq__(self, o): return 'eq'
    def __hash__(self): return 7
x = Def(a=1); del x['a']; print(len(x), hash(x), bool(x), {x: 1})
class Frozen(dict):
    def __setitem__(self, k, v): raise TypeError('frozen')
f = Frozen(a=1)
try: f['b'] = 1
except TypeError as e: print(e)
f.update(c=3); print(f)
print(Frozen.fromkeys('ab') if False else 'x', type(D.fromkeys(['q'])).__name__)
# --- a program extends: set
class S(set):
    def __init__(self, it=()):
        super().__init__(it)
        self.n = 0
    def add(self, x):
        self.n += 1
        super().add(x)
    def __contains__(self, x): return super().__contains__(x) or x == 'any'
    def __repr__(self): return 'S<%d>' % len(self)
s = S([1, 2]); s.add(3); s.add(3)
print(s, s.n, 'any' in s, 4 in s, len(s), sorted(s), s | {9}, type(s | {9}).__name__, type(s - {1}).__name__, s == {1, 2, 3}, s <= {1, 2, 3, 4}, isinstance(s, set))
class P(set): pass
p = P('a'); p.k = 1
print(p, repr(p), p.k, P(), type(p.copy()).__name__)
class FS(frozenset):
    def __new__(cls, *a): return super().__new__(cls, a)
f = FS(1); print(f, 1 in f, hash(f) == hash(frozenset([1])), f == {1}, type(f | {2}).__name__)
# --- a program extends: int float str tuple
class Age(int):
    def __new__(cls, v):
        if v < 0: raise ValueError('neg')
        return super().__new__(cls, v)
    def __repr__(self): return 'Age(%d)' % int(self)
    def __add__(self, o): return Age(int(self) + o)
a = Age(5)
print(a, repr(a), a + 1, a - 1, type(a + 1).__name__, type(a - 1).__name__, a == 5, a < 6, hash(a) == hash(5), {5: 'x'}[a], isinstance(a, int), a * 2, -a, a // 2, '%d' % a, f'{a:03d}', f'{a}', str(a), int(a), [1, 2, 3, 4, 5, 6][a], list(range(a)), a.bit_length(), abs(a), a & 1, divmod(a, 2), 2 ** a, a ** 2, max(a, 3), sum([a, 1]), bool(a), a in [5], 5 in [a], round(a))
try: Age(-1)
except ValueError as e: print(e)
class Color(int):
    RED = 1
    def __str__(self): return 'color'
    def __eq__(self, o): return False
    __hash__ = int.__hash__
c = Color(1)
print(c, repr(c), c == 1, f'{c}', '%s' % c, '%d' % c, [c], Color('12') + 0, Color('ff', 16) + 0)
class Temp(float):
    def __new__(cls, v, unit='C'):
        self = float.__new__(cls, v)
        self.unit = unit
        return self
    def __str__(self): return '%.1f%s' % (self, self.unit)
t = Temp(20.55, unit='K')
print(t, repr(t), t + 1, t.unit, f'{t:.2f}', f'{t}', t == 20.55, t.is_integer(), int(t), round(t, 1), isinstance(t, float), type(t * 2).__name__, [t])
class Name(str):
    def __new__(cls, v, n=0):
        o = super().__new__(cls, v.title())
        o.n = n
        return o
    def shout(self): return self.upper() + '!'
    def __eq__(self, o): return self.lower() == o.lower()
    def __hash__(self): return hash(self.lower())
    def __getitem__(self, i): return '<' + super().__getitem__(i) + '>'
    def __len__(self): return 99
    def __contains__(self, x): return x == 'q' or super().__contains__(x)
n = Name('bob smith', n=3)
print(n, repr(n), n.shout(), n == 'BOB SMITH', n.n, n[0], len(n), 'q' in n, 'Bob' in n, n + '!', type(n + '!').__name__, n.split(), '%s' % n, f'{n:>12}', {n: 1}['bob SMITH'] if False else '', n.startswith('Bob'), isinstance(n, str), ''.join([n, n]), n.replace('Bob', 'Rob'), n.upper(), sorted([n, 'a']), list(n)[:2], n.encode())
class Pt(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    @property
    def y(self): return self[1]
    def __add__(self, o): return Pt(self.x + o.x, self.y + o.y)
    def __repr__(self): return f'Pt({self.x}, {self.y})'
p = Pt(1, 2)
print(p, p + Pt(3, 4), p == (1, 2), hash(p) == hash((1, 2)), p.x, p[1], p[:1], len(p), list(p), isinstance(p, tuple), p < (1, 3), {p: 'v'}[(1, 2)], '%s-%s' % p, type(p[:]).__name__, p.count(1), 1 in p, p.index(2))
x, y = p
print(x, y, *p)
# --- a program extends: collections
from collections import OrderedDict, Counter, defaultdict, deque, UserDict, UserList, ChainMap, namedtuple
class LRU(OrderedDict):
    def __init__(self, cap=2, *a, **k):
        self.cap = cap
        super().__init__(*a, **k)
    def __getitem__(self, k):
        v = super().__getitem__(k)
        self.move_to_end(k)
        return v
    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        if len(self) > self.cap:
            old = next(iter(self))
            del self[old]
l = LRU(2); l['a'] = 1; l['b'] = 2; l['a']; l['c'] = 3
print(l, list(l.items()), len(l), 'b' in l, l.cap, repr(l), l == {'a': 1, 'c': 3}, isinstance(l, dict))
class C(Counter):
    def __missing__(self, k): return -1
    def __add__(self, o): return 'added'
c = C('hello'); print(c, c['zz'], c + c, c.most_common(1), c['l'], sum(c.values()))
c.update('ll'); print(c, c.total(), type(c).__name__)
class C2(Counter):
    def __init__(self, *a, label=None, **k):
        self.label = label
        super().__init__(*a, **k)
    def __repr__(self): return 'C2:' + super().__repr__()
    def __str__(self): return self.label
k = C2('aab', label='L'); print(k, repr(k), k['a'], k['x'], k - Counter('a'))
class DD(defaultdict):
    def __missing__(self, key):
        v = self[key] = self.default_factory(key)
        return v
d = DD(lambda k: k * 2); print(d['ab'], d, dict(d)) if False else print(d['ab'], dict(d), len(d))
class DD2(defaultdict):
    def __init__(self): super().__init__(list); self.name = 'n'
    def __repr__(self): return 'DD2(%r)' % dict(self)
d = DD2(); d['x'].append(1); print(d, d.name, d.default_factory, d['q'], 'q' in d)
class Ring(deque):
    def __init__(self, n, it=()):
        super().__init__(it, maxlen=n)
    def avg(self): return sum(self) / len(self)
    def __repr__(self): return 'Ring' + super().__repr__()
    def append(self, x): print('app', x); super().append(x)
r = Ring(3, [1, 2, 3]); r.append(4); r.appendleft(0)
print(r, r.avg(), r.maxlen, r[0], list(r), len(r), 3 in r, str(r))
class Q(deque):
    def __getitem__(self, i): return 'got %d' % super().__getitem__(i)
    def __contains__(self, x): return True
    def __eq__(self, o): return 'EQ'
    def __len__(self): return 10
    def __iter__(self): return iter('xy')
q = Q([1, 2]); print(q[0], 77 in q, len(q), list(q), q, q.pop(), type(q).__name__)
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
    def __missing__(self, k):
        if k.isupper(): raise KeyError(k)
        return self[k.upper()]
    def __contains__(self, k): return k.upper() in self.data
u = U({'a': 1}, b=2); u['c'] = 3; u.update(d=4)
print(u, u['a'], 'A' in u, 'a' in u, u.data, len(u), u.get('zzz'), list(u), u == {'A': 1}, u.pop('A'), u.setdefault('e', 5), repr(u))
try: u['nope']
except KeyError as e: print('KE', e)
class UL(UserList):
    def append(self, x): super().append(x + 1)
    def __getitem__(self, i): return super().__getitem__(i)
x = UL([1, 2]); x.append(5); print(x, x[0], x[1:], type(x[1:]).__name__, x + [1], len(x), x.data, x == [1, 2, 6], 2 in x)
class US(UserList):
    def __add__(self, o): return 'plus'
s = 'abc'; 0 and print(s, s + 'x', s.upper(), type(s.upper()).__name__, len(s), s[0], s == 'abc', repr(s), s.data)
class CM(ChainMap):
    def __setitem__(self, k, v):
        for m in self.maps:
            if k in m: m[k] = v; return
        self.maps[0][k] = v
m = CM({'a': 1}, {'b': 2}); m['b'] = 5; m['c'] = 6; print(m, m['b'], m.maps, m.new_child({'z': 1}), len(m))
class P(namedtuple('P', 'x y')):
    __slots__ = ()
    def __new__(cls, x, y=0): return super().__new__(cls, x, y)
    def __add__(self, o): return P(self.x + o.x, self.y + o.y)
    def __repr__(self): return 'P!' + super().__repr__()
    def __eq__(self, o): return True
    @property
    def norm(self): return self.x ** 2
p = P(3); print(p, p + P(1, 2), p.norm, p._replace(x=5), p._asdict(), p == 0, p.x, P._fields, P._make([7, 8]), p[0], tuple(p))
# --- a program extends: exceptions
class AppError(Exception):
    def __init__(self, msg, code=1):
        super().__init__(msg)
        self.code = code
    def __str__(self): return '[%s] %s' % (self.code, super().__str__())
class Sub(AppError):
    def __init__(self, *, what):
        super().__init__('sub ' + what, code=2)
    def __repr__(self): return 'SUB'
class Plain(Exception): pass
class NoSuper(Exception):
    def __init__(self, a, b): self.a = a; self.b = b
class Eq(ValueError):
    def __eq__(self, o): return type(o) is Eq
    __hash__ = None
class New(Exception):
    def __new__(cls, *a):
        o = super().__new__(cls, *a); o.new = True; return o
for make in (lambda: AppError('m'), lambda: AppError('m', code=5), lambda: Sub(what='w'), lambda: Plain(), lambda: Plain(1, 'a'), lambda: NoSuper(1, 2), lambda: Eq('e'), lambda: New('n', 1), lambda: Plain(('t',)), lambda: Plain(None)):
    try:
        raise make()
    except Exception as e:
        print(type(e).__name__, str(e), repr(e), e.args, getattr(e, 'code', None), getattr(e, 'new', None), e.__dict__)
print(Eq('a') == Eq('b'), Eq('a') == 1)
class K(KeyError):
    def __str__(self): return 'key!'
class K2(KeyError): pass
class O(OSError):
    def __init__(self, f): super().__init__(2, 'No such', f)
class S(StopIteration): pass
class SE(SystemExit): pass
for e in (K('a'), K2('a'), O('file'), S(5), SE(3)):
    print(repr(e), str(e), e.args, isinstance(e, Exception))
print(O('x').errno, O('x').strerror, O('x').filename, S(5).value, SE(3).code)
class W(Exception):
    default = 'deflt'
    def __init__(self, msg=None):
        super().__init__(msg or self.default)
print(W(), repr(W('x')), W.default)
class M(ValueError, TypeError): pass
try: raise M('both')
except TypeError as e: print('TE', e, isinstance(e, ValueError))
class Multi(AppError, KeyError): pass
print(repr(Multi('a')), str(Multi('a')), Multi.__mro__[1].__name__)
# --- calls of instances count
class C:
    def __call__(self, a): return a
class D:
    def __call__(self, a, b=2, *, k=3): return (a, b, k)
class E(C): pass
def t(f, *a, **k):
    try: print(f(*a, **k))
    except TypeError as e: print(e)
for f in (C(), D(), E()):
    t(f); t(f, 1); t(f, 1, 2); t(f, 1, 2, 3); t(f, 1, k=5); t(f, 1, z=5)
c = C()
try: c()
except TypeError as e: print(e)
try: c(1, 2)
except TypeError as e: print(e)
class Der(C):
    def hook(self): return 'no'
class Base:
    def hook(self, a): return a
def run(o):
    try: print(o.hook(1))
    except TypeError as e: print(e)
run(Base()); run(Der())
def runs(o):
    try: print(o.hook())
    except TypeError as e: print(e)
runs(Base()); runs(Der())
# --- protocols: index and range
class I:
    def __init__(self, x): self.x = x
    def __index__(self): return self.x
class X: pass
def t(f):
    try:
        r = f()
        print(type(r).__name__, repr(r))
    except Exception as e:
        print(type(e).__name__, e)
L = [10, 20, 30, 40]; T = (1, 2, 3); S = 'hello'; B = b'hello'; R = range(10); BA = bytearray(b'hello')
one = I(1)
for o in (L, T, S, B, R):
    t(lambda: o[one])
    t(lambda: o[one:I(3)])
    t(lambda: o[::I(2)])
    t(lambda: o[X()])
    t(lambda: o[X():])
    t(lambda: o[1.0])
    t(lambda: o['a'])
    t(lambda: o[None])
    t(lambda: o[True])
t(lambda: list(range(I(3))))
t(lambda: list(range(I(1), I(7), I(2))))
t(lambda: range(1.0))
t(lambda: range('a'))
L[one] = 'x'
print(L)
L[one:I(3)] = ['a', 'b', 'c']
print(L)
del L[one]
print(L)
L.insert(one, 'ins')
print(L, L.pop(one), L.index(40, one), S.find('l', one), S.center(I(9), '*'), S.ljust(I(7)), S.zfill(I(7)))
t(lambda: S * I(2))
t(lambda: I(2) * S)
t(lambda: [1] * I(2))
t(lambda: (1,) * I(2))
t(lambda: b'a' * I(2))
t(lambda: chr(I(65)))
t(lambda: hex(I(255)))
t(lambda: bin(I(5)))
t(lambda: oct(I(8)))
t(lambda: int('ff', I(16)))
t(lambda: 'a b c'.split(' ', I(1)))
t(lambda: 'aaa'.replace('a', 'b', I(2)))
t(lambda: pow(I(2), 3))
t(lambda: divmod(I(7), 2))
t(lambda: sum([I(1)], 0))
t(lambda: [1,2,3].index(3, I(0), I(3)))
t(lambda: list(enumerate('ab', I(5))))
t(lambda: slice(I(1), None).indices(I(5)))
t(lambda: 1 << I(2))
t(lambda: hex(X()))
t(lambda: chr('a'))
t(lambda: bin(1.5))
import operator
class Idx(int): pass
t(lambda: L[Idx(2)])
from collections import deque
d = deque([1, 2, 3])
t(lambda: d[one])
# --- protocols: what special methods must say
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __bool__(self): return self.n
    def __index__(self): return self.n
    def __int__(self): return self.n
class F:
    def __init__(self, n): self.n = n
    def __float__(self): return self.n
class N: pass
class Ln:
    def __len__(self): return -1
for x in (L(3), L('a'), L(2.0), L(-1), L(True)):
    t(len, x); t(bool, x); t(int, x); t(lambda: [1, 2, 3, 4][x]); t(lambda: [1, 2, 3, 4][x:])
for x in (F(2.5), F(2), F('a'), L(4), N()):
    t(float, x)
t(bool, Ln()); t(iter, N()); t(list, N()); t(len, N())
class S:
    def __str__(self): return 5
    def __format__(self, spec): return 6
t(str, S()); t(format, S()); t(format, S(), 'x')
# --- protocols: percent and format
class I:
    def __init__(self, x): self.x = x
    def __index__(self): return self.x
class N:
    def __int__(self): return 42
class F:
    def __float__(self): return 2.5
class Fm:
    def __format__(self, spec): return 'spec=%r' % spec
class Bad:
    def __format__(self, spec): return 5
class X:
    def __str__(self): return 'X!'
def t(f, *a):
    try:
        r = f(*a)
        print(repr(r))
    except Exception as e:
        print(type(e).__name__, e)
for spec in ('%d', '%x', '%o', '%i', '%f', '%.1e', '%g', '%c', '%s', '%5d', '%r', '%a', '%u'):
    for v in (I(65), N(), F(), 3.7, 'a', X()):
        if spec in ('%r', '%a'): continue
        if spec == '%s' and not isinstance(v, (float, str, X)): continue
        t(lambda: spec % v)
        t(lambda: spec % (v,))
for spec in ('d', 'x', 'f', '', '>10', 's', '.2f'):
    for v in (Fm(), Bad(), X(), F()):
        if spec == '' and isinstance(v, F): continue
        t(lambda: format(v, spec))
        t(lambda: f'{v:{spec}}')
        t(lambda: ('{:' + spec + '}').format(v))
print(f'{Fm()}', f'{Fm():abc}', f'{Fm()!s:>3}'[:3], '{:x y}'.format(Fm()), '{0:{1}}'.format(Fm(), 'w'))
print('%*d' % (I(5), 3) if False else '%*d' % (5, 3))
t(lambda: '%d' % 10**3)
t(lambda: '%d' % None)
t(lambda: '%d' % '3')
t(lambda: '%x' % 3.5)
t(lambda: '%d' % [])
t(lambda: format([], 'd'))
t(lambda: format(None, '>5'))
t(lambda: format({}, ''))
t(lambda: f'{None:5}')
t(lambda: f'{[1]:5}')
t(lambda: f'{(1,):>5}')
t(lambda: f'{True:5}' + f'{True:d}')
