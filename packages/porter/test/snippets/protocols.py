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
