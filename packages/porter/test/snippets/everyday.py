# --- integers of text and back
for t in ['0', '-0', '007', '1_000', ' 5\n', '+3']:
    print(int(t), end=' ')
print(int('z', 36), int('-0x1f', 16), bin(-5), hex(-255), oct(64), int(b'12'))
# --- float of various
print(float('nan') == float('nan'), float('-inf'), 1e300 * 1e10, -1e300 * 1e10, float(10 ** 20), 0.1 + 0.2, 1e15, 1e-4, 1e-5, 100000.0, 1.0e10)
# --- rounding
print([round(x, 1) for x in (0.05, 0.15, 0.25, 0.35, 1.45)], round(1e20), round(5), round(1234.5678, -2), round(-2.5), round(0.5), round(1.5), round(7, -1))
# --- integer methods
print((255).bit_length(), (5).to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\x01\x00', 'little'), (3.0).is_integer(), (2.5).as_integer_ratio())
# --- bool arithmetic
print(True + True, sum([True, False, True]), True * 3, int(True), str(True), True == 1, [0, 1][True], -True, not 0, True and 2, False or 'x')
# --- mixed comparisons
print(1 < 2.5, 2 ** 60 < 1e30, 2 ** 53 + 1 == float(2 ** 53), 3 == 3.0, True < 2, 1 != 1.0, (1, 2) < (1, 3), [1] < [1, 0], 'a' < 'b' < 'c')
# --- min and max with keys
print(min('banana', key=lambda c: -ord(c)), max({'a': 3, 'b': 7}.items(), key=lambda kv: kv[1]), min([], default=None), max(-1, -5, key=abs))
# --- sum and any on generators
print(sum(i for i in range(5) if i % 2), any(c.isdigit() for c in 'ab1'), all(c.isalpha() for c in 'ab1'), sum(map(len, ['a', 'bb'])))
# --- range behaviours
r = range(2, 20, 3)
print(r, len(r), r[2], r[-1], list(r), 8 in r, 9 in r, r[1:3], list(reversed(r)), range(5) == range(0, 5), list(range(5, 0, -2)), r.index(8), bool(range(0)))
# --- text indexing
s = 'hello'
print(s[0], s[-1], s[1:3], s[:-1], s[::2], s[10:], s[-100:2], s[3:1], s[::-2])
try:
    s[5]
except IndexError as e:
    print(e)
try:
    s['a']
except TypeError as e:
    print(e)
# --- text tests
for t in ['abc', 'ABC', 'Abc', '12', '', ' ', 'a1', '1.5']:
    print(t.isalpha(), t.isdigit(), t.isupper(), t.islower(), t.isspace(), t.istitle(), t.isalnum())
# --- text searching
s = 'hello world hello'
print(s.find('hello'), s.find('hello', 1), s.rfind('hello'), s.index('world'), s.count('l'), s.find('l', 3, 5), s.find('zz'), s.startswith('world', 6), s.endswith('lo'))
try:
    s.index('zz')
except ValueError as e:
    print(e)
# --- text splitting
print('a b  c'.split(' '), 'a b  c'.split(), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), 'k=v=w'.partition('='), 'k=v=w'.rpartition('='), 'none'.partition('='), '  x y '.split(None, 1), 'a\nb\r\nc'.splitlines(), 'a\nb'.splitlines(True))
# --- text alignment
print('[' + 'x'.center(4) + ']', '[' + 'xy'.center(5, '*') + ']', 'x'.ljust(3, '.'), 'x'.rjust(3, '.'), '-5'.zfill(4), '5'.zfill(1), 'abc'.center(2))
# --- text changing
print('abc'.replace('b', ''), 'aaa'.replace('a', 'b', 2), 'Hello World'.swapcase(), 'hello world'.title(), "they're".title(), 'HELLO'.capitalize(), 'xxabcxx'.strip('x'), 'abcabc'.lstrip('ab'), 'a\tb'.expandtabs(4), 'abc'.translate(str.maketrans('ab', 'xy')))
# --- text prefixes
print('prefix-x'.removeprefix('prefix-'), 'x.py'.removesuffix('.py'), 'abc'.removeprefix('z'), 'ß'.upper(), 'É'.lower(), 'abc' * 0, '=' * 3 + '>')
# --- text escapes
print('tab\there', 'quote\'s', "dq\"", 'back\\slash', r'raw\n', 'uni\u00e9', '\x41', 'multi' 'part', '''triple
line''', repr('\n'), len('\0'))
# --- percent with dicts
d = {'name': 'x', 'n': 5}
print('%(name)s has %(n)03d' % d, '%s' % d, '%s %s' % ('a', (1, 2)), '%r' % 'q', '%5.1f%%' % 99.5, '%c%c' % (65, 'b'), '%*d' % (5, 42), '%-*s|' % (4, 'a'))
try:
    '%d' % 'x'
except TypeError as e:
    print(e)
try:
    '%s %s' % 'x'
except TypeError as e:
    print(e)
try:
    '%s' % (1, 2)
except TypeError as e:
    print(e)
# --- format fields
class P:
    def __init__(self):
        self.x = 5
print('{0.x} {1[k]} {2[0]}'.format(P(), {'k': 'v'}, [9]), '{:>{w}}|{:<{w}}|'.format('a', 'b', w=4), '{:08.3f}'.format(3.14159), '{:,}'.format(1234567.5), '{:b}'.format(10), '{!s:^7}'.format('mid'), '{a}{a}'.format(a=1))
try:
    '{} {}'.format(1)
except IndexError as e:
    print(e)
try:
    '{x}'.format(y=1)
except KeyError as e:
    print(e)
# --- f-string details
x, y = 5, 'y'
d = {'a': 1}
print(f'{x!r}{y!r}', f'{x:03d}', f'{x/2:.2f}', f'{d["a"]}', f'{x if x > 3 else y}', f'{{{x}}}', f'{y:>5}|{y:<5}|{y:^5}|', f'{1000000:,}', f'{x = }', f"{'nested ' + y}", f'{x:{y!r:.0}>4}' if False else '')
# --- format of other types
print(format(True), format(None), format([1]), '{:5}|'.format(True), format(12, '5'), format('x', '>3'), format(1.0), f'{1.0}', f'{[1.0]}', format(2 ** 70, ','))
try:
    format([], '5')
except TypeError as e:
    print(e)
try:
    format('x', 'd')
except ValueError as e:
    print(e)
# --- list building
a = [i for i in range(3)]
b = a + [9]
c = a[:]
c.append(7)
print(a, b, c, a * 2, a == [0, 1, 2], a is c, [*a, *b], list('abc'), list({1: 2}), [[0] * 2 for _ in range(2)])
# --- list errors
for f in (lambda: [1].remove(2), lambda: [].pop(0), lambda: [1, 2].index(5), lambda: [1][1.0], lambda: [1]['a'], lambda: [1] + (2,), lambda: [1, 2].pop(9)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
# --- list sorting stays stable
rows = [('b', 2), ('a', 2), ('c', 1)]
rows.sort(key=lambda r: r[1])
print(rows, sorted(rows, key=lambda r: r[0], reverse=True), sorted([3, 1, 2])[::-1], sorted('bca'), sorted({'b': 1, 'a': 2}))
rows.sort(key=lambda r: (-r[1], r[0]))
print(rows)
# --- nested lists
grid = [[r * c for c in range(3)] for r in range(3)]
grid[1][2] = 'x'
for row in grid:
    print(' '.join(str(v) for v in row))
print([list(c) for c in zip(*grid)], sum(grid, [])[:4], grid[-1][-1])
# --- slice deletion and insertion
a = list(range(10))
del a[::3]
print(a)
a[2:2] = ['i', 'j']
print(a)
a[-1:] = []
print(a)
a[:] = [1]
print(a)
try:
    a[::2] = [1, 2, 3]
except ValueError as e:
    print(e)
# --- tuples
t = (1, 'a', [2])
t[2].append(3)
print(t, t + (4,), t * 2, t[1:], len(t), 1 in t, t.index('a'), t.count(1), (), (1,), tuple('ab'), tuple([1, 2]) == (1, 2))
try:
    t[0] = 5
except TypeError as e:
    print(e)
# --- dict iteration and views
d = {'x': 1, 'y': 2}
k = d.keys()
d['z'] = 3
print(list(k), len(k), 'z' in k, list(d.items()), d.values(), d.items(), {v: n for n, v in d.items()}, max(d, key=d.get), sorted(d.items(), key=lambda kv: -kv[1]))
for i, k in enumerate(d):
    print(i, k)
# --- dict merging
a = {'x': 1}
b = {'x': 2, 'y': 3}
print({**a, **b}, a | b, dict(a, **b), dict(zip('ab', [1, 2])), a == {'x': 1})
a |= {'q': 0}
a.update([('r', 1)], s=2)
print(a, a.pop('q'), a.get('nope', []), list(a))
try:
    del a['nope']
except KeyError as e:
    print(e)
# --- dict keys of all kinds
d = {1: 'int', 'a': 'str', (1, 2): 'tuple', None: 'none', True: 'bool', 2.5: 'float', b'x': 'bytes', frozenset([1]): 'fs'}
print(d, d[1], d[(1, 2)], d[None], d[2.5], d[b'x'], d[frozenset({1})])
try:
    {[]: 1}
except TypeError as e:
    print(e)
try:
    {}[{}]
except TypeError as e:
    print(e)
# --- nested dicts
tree = {}
for path in ['a/b', 'a/c', 'd']:
    node = tree
    for part in path.split('/'):
        node = node.setdefault(part, {})
print(tree, tree['a'], 'b' in tree['a'])
counts = {}
for c in 'hello':
    counts[c] = counts.get(c, 0) + 1
print(counts)
# --- set operations
a = set('abc')
b = set('bcd')
print(sorted(a & b), sorted(a | b), sorted(a - b), sorted(a ^ b), a.issubset('abcd'), a.issuperset({'a'}), a == {'c', 'b', 'a'}, len(a), a.isdisjoint('xyz'))
a.update('z')
a -= {'a'}
a |= {'q'}
print(sorted(a))
try:
    a.remove('nope')
except KeyError as e:
    print('missing', e)
print({1, 2} == {2, 1}, {1} < {1, 2}, frozenset('ab') == {'a', 'b'}, set() or 'empty')
# --- bytes methods
b = b'a,b,c'
print(b.split(b','), b.replace(b',', b';'), b.find(b'b'), b.upper(), b.startswith(b'a'), b + b'!', b * 2, b[1:3], b[-1], list(b[:2]), b.hex(), b'%d' % 5, b','.join([b'x', b'y']), bytes(3), bytes([65, 66]), b.decode('ascii'), b' x '.strip())
for x in b'ab':
    print(x)
try:
    b + 'x'
except TypeError as e:
    print(e)
# --- encoding errors
print('é'.encode('latin-1'), 'é'.encode('utf-8'), b'\xe9'.decode('latin-1'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'replace'), b'a\xff'.decode('utf-8', 'ignore'))
for f in (lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode('utf-8'), lambda: b'\xe9'.decode('ascii')):
    try:
        f()
    except UnicodeError as e:
        print(type(e).__name__)
# --- bytearrays
b = bytearray(b'abc')
b[0] = 90
print(b, bytes(b), b[0], len(b), b == b'Zbc')
# --- unpacking deep
a, (b, [c, *d]), e = 1, (2, [3, 4, 5]), 6
print(a, b, c, d, e)
first, *_, last = range(5)
print(first, last)
(x, y), z = 'ab', 'c'
print(x, y, z)
[p, q] = {'k': 1, 'l': 2}
print(p, q)
# --- unpacking errors
for f in ('a, b = 1', 'a, b = 1, 2, 3', 'a, *b, c = [1]'):
    pass
try:
    a, b = 5
except TypeError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    for a, b in [(1, 2, 3)]:
        pass
except ValueError as e:
    print(e)
# --- functions as values
def add(a, b):
    return a + b
ops = {'+': add, '-': lambda a, b: a - b, 'max': max}
for name in sorted(ops):
    print(name, ops[name](3, 5))
f = add
print(f(1, 2), f.__name__, (lambda: 0).__name__, callable(f), [g(2, 3) for g in ops.values()])
# --- function attributes
def counter():
    counter.n += 1
    return counter.n
counter.n = 0
counter()
print(counter(), counter.n)
# --- recursion with inner functions
def outer(n):
    def inner(k):
        if k == 0:
            return []
        return inner(k - 1) + [k * n]
    return inner(3)
print(outer(2), outer(5))
def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(6, 'a', 'b', 'c'))
# --- closures over parameters
def power(n):
    return lambda x: x ** n
square, cube = power(2), power(3)
print(square(4), cube(2), [p(3) for p in map(power, range(3))])
adders = [lambda x, i=i: x + i for i in range(3)]
print([a(10) for a in adders])
# --- arguments in every form
def f(a, b, c=3, *args, d, e=5, **kw):
    return [a, b, c, args, d, e, kw]
print(f(1, 2, d=4), f(1, 2, 9, 8, 7, d=0, z=1), f(*[1, 2], **{'d': 4, 'e': 6}), f(b=2, a=1, d=4))
def g(*args, sep='-'):
    return sep.join(args)
print(g('a', 'b'), g('a', 'b', sep='+'), g())
def h(x, /, y):
    return x - y
print(h(5, y=2))
# --- missing keyword arguments
def f(a, *, k):
    return a + k
try:
    f(1)
except TypeError as e:
    print('TypeError')
try:
    f(1, 2)
except TypeError:
    print('TypeError')
try:
    f(a=1, a2=3, k=1)
except TypeError:
    print('TypeError')
# --- mutable arguments
def push(x, to=None):
    if to is None:
        to = []
    to.append(x)
    return to
mine = [0]
print(push(1), push(2), push(3, mine), mine)
def change(d):
    d['x'] = 1
    d = {}
    return d
d = {}
change(d)
print(d)
# --- returning nothing
def f():
    pass
def g(x):
    if x:
        return 'yes'
def h():
    return
print(f(), g(1), g(0), h(), f() is None, [g(0)], str(f()), g(0) == None)
# --- swapping and chains of assignment
a = b = c = []
a.append(1)
print(b, c is a)
x = y = 0
x += 1
print(x, y)
i, j, k = 1, 2, 3
i, j, k = k, i, j
print(i, j, k)
l = [1, 2, 3]
l[0], l[2] = l[2], l[0]
print(l)
# --- while loops
n, steps = 27, 0
while n != 1:
    n = 3 * n + 1 if n % 2 else n // 2
    steps += 1
print(steps)
stack = [1, [2, [3]]]
flat = []
while stack:
    x = stack.pop()
    if isinstance(x, list):
        stack.extend(x)
    else:
        flat.append(x)
print(flat)
# --- nested loops with else
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, end=' ')
print()
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 2:
            break
        print(i, j)
# --- enumerate and zip
for i, (a, b) in enumerate(zip('abc', [1, 2]), start=1):
    print(i, a, b)
print(list(zip()), list(zip([1])), dict(zip(['k'], ['v'])), list(zip(range(3), 'abc', [True] * 3)), [*zip(*[(1, 'a'), (2, 'b')])])
# --- map and filter in many forms
print(list(map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6])), list(map(str.upper, ['a', 'b'])), list(filter(str.isdigit, 'a1b2')), list(map(int, '123')), sum(map(lambda x: x ** 2, range(4))), list(map(len, [[], [1]])), tuple(filter(lambda x: x % 2, range(6))))
# --- lambda with conditions
sign = lambda x: -1 if x < 0 else 1 if x > 0 else 0
print([sign(x) for x in (-5, 0, 3)], (lambda *a, **k: (a, k))(1, 2, x=3), sorted([-3, 2, -1], key=lambda x: x * x))
# --- comprehension conditions
print([x if x % 2 else -x for x in range(5)], [(x, y) for x in range(3) for y in range(3) if x < y], {x % 3 for x in range(9)} == {0, 1, 2}, {k: v for k, v in [('a', 1), ('b', 2)] if v > 1}, [c for w in ['ab', 'c'] for c in w if c != 'b'])
# --- comprehension order of effects
def t(x):
    print('t', x)
    return x > 0
def f(x):
    print('f', x)
    return x * 10
print([f(x) for x in [1, 0, 2] if t(x)])
def g():
    for i in range(2):
        print('g', i)
        yield i
print([f(x) for x in g()])
print({x: f(x) for x in g()})
# --- generator laziness
def g():
    print('start')
    yield 1
    print('middle')
    yield 2
    print('end')
x = g()
print('made')
print(next(x))
print(next(x))
print(next(x, 'done'))
print(next((i for i in range(10) if i > 4), None), next(iter([]), 'none'))
# --- generator finalisation
def g():
    try:
        yield 1
        yield 2
    finally:
        print('cleanup')
x = g()
next(x)
x.close()
try:
    next(x)
except StopIteration:
    print('closed')
for v in g():
    print(v)
# --- generator delegation
def a():
    yield 1
    return 'ra'
def b():
    r = yield from a()
    print('r', r)
    yield from [2, 3]
    yield from 'xy'
print(list(b()))
# --- coroutine style generators
def grep(pattern):
    found = []
    while True:
        line = yield found
        if pattern in line:
            found.append(line)
g = grep('a')
next(g)
g.send('abc')
g.send('xyz')
print(g.send('cat'))
# --- exception chains
class E1(Exception):
    pass
try:
    try:
        raise KeyError('k')
    except KeyError as e:
        raise E1('outer') from e
except E1 as e:
    print(repr(e), repr(e.__cause__), isinstance(e.__cause__, LookupError))
try:
    raise E1('x') from None
except E1 as e:
    print(e.__cause__)
# --- exception attributes
class Http(Exception):
    def __init__(self, status, *args):
        Exception.__init__(self, status, *args)
        self.status = status
    def __str__(self):
        return 'HTTP %d' % self.status
try:
    raise Http(404, 'nf')
except Http as e:
    print(e, e.status, e.args, repr(e))
# --- exceptions in loops
results = []
for x in ['1', 'a', None, '2.5', 3]:
    try:
        results.append(int(x))
    except (ValueError, TypeError) as e:
        results.append(type(e).__name__)
    finally:
        results.append('|')
print(results)
# --- exception hierarchy
for e in (KeyError('a'), IndexError(), ZeroDivisionError(), FileNotFoundError(2, 'no'), ConnectionResetError(), NotImplementedError(), UnicodeDecodeError.__name__, RecursionError()):
    print([c.__name__ for c in (LookupError, ArithmeticError, OSError, ConnectionError, RuntimeError, Exception) if isinstance(e, c)])
# --- errors of operations
for f in (lambda: 1 + 'a', lambda: 'a' * 'b', lambda: None + 1, lambda: [] - [], lambda: {} < {}, lambda: len(5), lambda: 5(), lambda: 5[0], lambda: None.x, lambda: -'a', lambda: int([]), lambda: 'a' < 1, lambda: iter(5), lambda: sum(['a'])):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# --- finally order
def f(n):
    try:
        print('try')
        if n == 1:
            return 'r1'
        if n == 2:
            raise ValueError
    except ValueError:
        print('except')
        return 'r2'
    else:
        print('else')
    finally:
        print('finally')
    return 'end'
print(f(0), f(1), f(2))
# --- finally that overrides
def f():
    for i in range(3):
        try:
            if i == 1:
                break
        finally:
            print('f', i)
    return i
print(f())
def g():
    try:
        raise ValueError
    finally:
        return 'swallowed'
print(g())
# --- assertions
def check(x):
    assert x > 0, 'x must be positive, got %r' % x
    assert isinstance(x, int)
    return x
for v in (1, -1, 2.5):
    try:
        print(check(v))
    except AssertionError as e:
        print('AssertionError', e)
# --- context managers nested
class C:
    def __init__(self, n, swallow=False):
        self.n, self.swallow = n, swallow
    def __enter__(self):
        print('enter', self.n)
        return self
    def __exit__(self, kind, value, tb):
        print('exit', self.n, kind and kind.__name__)
        return self.swallow
with C(1, True):
    with C(2):
        raise KeyError('x')
print('on')
def f():
    with C(3):
        return 'returned'
print(f())
for i in range(2):
    with C('loop'):
        continue
# --- properties with validation
class T:
    def __init__(self, v):
        self.v = v
    @property
    def v(self):
        return self._v
    @v.setter
    def v(self, x):
        if x < 0:
            raise ValueError('negative')
        self._v = x
t = T(5)
t.v += 2
print(t.v)
try:
    t.v = -1
except ValueError as e:
    print(e)
try:
    T(-5)
except ValueError as e:
    print(e)
# --- class counters and registries
class Base:
    registry = {}
    count = 0
    def __init__(self):
        type(self).count += 1
        Base.registry[type(self).__name__] = self
class A(Base):
    count = 0
class B(Base):
    pass
A()
A()
B()
print(Base.count, A.count, B.count, sorted(Base.registry))
# --- polymorphism
class Shape:
    def area(self):
        raise NotImplementedError('area')
    def __str__(self):
        return '%s(%.1f)' % (self.__class__.__name__, self.area())
class Sq(Shape):
    def __init__(self, s):
        self.s = s
    def area(self):
        return self.s ** 2
class Bad(Shape):
    pass
for s in (Sq(2), Bad()):
    try:
        print(s)
    except NotImplementedError as e:
        print('not implemented', e)
# --- operators on classes
class Money:
    def __init__(self, c):
        self.c = c
    def __add__(self, o):
        return Money(self.c + (o.c if isinstance(o, Money) else o))
    __radd__ = __add__
    def __sub__(self, o):
        return Money(self.c - o.c)
    def __truediv__(self, n):
        return self.c / n
    def __floordiv__(self, n):
        return self.c // n
    def __mod__(self, n):
        return self.c % n
    def __pow__(self, n):
        return self.c ** n
    def __and__(self, n):
        return self.c & n
    def __abs__(self):
        return abs(self.c)
    def __int__(self):
        return self.c
    def __float__(self):
        return float(self.c)
    def __index__(self):
        return self.c
    def __invert__(self):
        return ~self.c
    def __repr__(self):
        return '$%d' % self.c
a = Money(7)
print(a + 1, 1 + a, sum([a, a]), a - Money(2), a / 2, a // 2, a % 4, a ** 2, a & 3, abs(Money(-3)), int(a), float(a), [10, 20, 30][Money(1)], ~a)
# --- comparison methods
import functools
@functools.total_ordering
class V:
    def __init__(self, *p):
        self.p = p
    def __eq__(self, o):
        return self.p == o.p
    def __lt__(self, o):
        return self.p < o.p
print(V(1, 2) < V(1, 3), V(2) >= V(1), V(1) <= V(1), V(1) != V(2), max(V(1), V(3), V(2)).p, sorted([V(2), V(1)])[0].p)
# --- container classes
class Bag:
    def __init__(self, *xs):
        self.xs = list(xs)
    def __len__(self):
        return len(self.xs)
    def __getitem__(self, i):
        return self.xs[i]
    def __setitem__(self, i, v):
        self.xs[i] = v
    def __delitem__(self, i):
        del self.xs[i]
    def __contains__(self, x):
        return x in self.xs
    def __reversed__(self):
        return reversed(self.xs)
b = Bag(1, 2, 3)
b[0] = 9
del b[1]
print(len(b), b[0], b[-1], b[0:1], 9 in b, 5 in b, list(b), list(reversed(b)), bool(Bag()), [x for x in b])
for x in b:
    print(x)
# --- attribute hooks
class Rec:
    def __init__(self, **kw):
        self.__dict__.update(kw) if False else [setattr(self, k, v) for k, v in kw.items()]
    def __getattr__(self, name):
        if name.startswith('get_'):
            return lambda: getattr(self, name[4:])
        raise AttributeError(name)
r = Rec(a=1, b=2)
print(r.a, r.get_b(), hasattr(r, 'zz'), getattr(r, 'zz', 'd'), sorted(vars(r)))
try:
    r.missing
except AttributeError as e:
    print('AttributeError', e)
# --- class methods as constructors
class Date:
    def __init__(self, y, m, d):
        self.y, self.m, self.d = y, m, d
    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split('-')))
    @classmethod
    def today(cls):
        return cls.parse('2020-02-03')
    @staticmethod
    def leap(y):
        return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    def __str__(self):
        return '{:04d}-{:02d}-{:02d}'.format(self.y, self.m, self.d)
class My(Date):
    pass
print(Date.parse('1999-12-31'), My.today(), type(My.today()).__name__, Date.leap(2000), My(1, 2, 3).leap(1900))
# --- methods passed around
class Emitter:
    def __init__(self):
        self.handlers = {}
    def on(self, name, fn):
        self.handlers.setdefault(name, []).append(fn)
        return self
    def emit(self, name, *args, **kw):
        for fn in self.handlers.get(name, []):
            fn(*args, **kw)
class Log:
    def __init__(self):
        self.lines = []
    def add(self, text, level='info'):
        self.lines.append((level, text))
log = Log()
e = Emitter().on('x', log.add).on('x', lambda t, **k: print('lambda', t, k))
e.emit('x', 'one')
e.emit('x', 'two', level='warn')
e.emit('none')
print(log.lines, log.add == log.add)
# --- linked structures
class Node:
    def __init__(self, v, nxt=None):
        self.v, self.next = v, nxt
class Stack:
    def __init__(self):
        self.head = None
        self.size = 0
    def push(self, v):
        self.head = Node(v, self.head)
        self.size += 1
    def pop(self):
        if self.head is None:
            raise IndexError('empty')
        v, self.head = self.head.v, self.head.next
        self.size -= 1
        return v
    def __iter__(self):
        node = self.head
        while node:
            yield node.v
            node = node.next
s = Stack()
for x in 'abc':
    s.push(x)
print(list(s), s.pop(), s.size, 'a' in list(s))
s.pop()
s.pop()
try:
    s.pop()
except IndexError as e:
    print(e)
# --- binary search tree
class Tree:
    def __init__(self):
        self.root = None
    def insert(self, k):
        self.root = self._insert(self.root, k)
        return self
    def _insert(self, n, k):
        if n is None:
            return [k, None, None]
        i = 1 if k < n[0] else 2
        n[i] = self._insert(n[i], k)
        return n
    def __iter__(self):
        def walk(n):
            if n:
                yield from walk(n[1])
                yield n[0]
                yield from walk(n[2])
        return walk(self.root)
t = Tree()
for k in [5, 2, 8, 1, 9]:
    t.insert(k)
print(list(t), sum(t), max(t), 8 in list(t))
# --- diamond inheritance
class A:
    def __init__(self):
        self.trace = ['A']
    def hi(self):
        return 'A'
class B(A):
    def __init__(self):
        super().__init__()
        self.trace.append('B')
    def hi(self):
        return 'B' + super().hi()
class C(A):
    def __init__(self):
        super().__init__()
        self.trace.append('C')
    def hi(self):
        return 'C' + super().hi()
class D(B, C):
    def __init__(self):
        super().__init__()
        self.trace.append('D')
d = D()
print(d.trace, d.hi(), isinstance(d, C), issubclass(D, A), B().hi(), C().trace)
# --- mixins
class Json:
    def dump(self):
        import json
        return json.dumps(self.data(), sort_keys=True)
class Eq:
    def __eq__(self, o):
        return self.data() == o.data()
class P(Json, Eq):
    def __init__(self, **kw):
        self.kw = kw
    def data(self):
        return self.kw
print(P(a=1).dump(), P(a=1) == P(a=1), P(a=1) == P(a=2), isinstance(P(), Json))
# --- name mangling
class A:
    def __init__(self):
        self.__secret = 1
    def get(self):
        return self.__secret
class B(A):
    def __init__(self):
        super().__init__()
        self.__other = 2
    def both(self):
        return self.get(), self.__other
print(B().both())
# --- global variables
total = 0
names = []
def add(n):
    global total
    total += n
    names.append(n)
    return total
def shadow():
    total = 'local'
    return total
add(2)
add(3)
print(total, names, shadow(), total)
def make():
    global created
    created = 'yes'
make()
print(created)
# --- scopes in comprehensions and lambdas
x = 10
def f():
    x = 20
    l = [x + i for i in range(2)]
    g = lambda: x
    x = 30
    return l, g(), [g() for _ in range(1)]
print(f(), x)
fns = {}
for name in ('a', 'b'):
    def fn(name=name):
        return name
    fns[name] = fn
print(fns['a'](), fns['b'](), name)
# --- string building
parts = []
for i in range(3):
    parts.append(str(i))
    parts += ['-']
print(''.join(parts).rstrip('-'))
out = ''
for w in ['x', 'y']:
    out += w.upper() + ' '
print(repr(out), out.strip())
print('\n'.join('%d: %s' % (i, c) for i, c in enumerate('ab')))
# --- caesar and palindromes
def caesar(t, k):
    r = ''
    for c in t:
        if c.isalpha():
            base = ord('A') if c.isupper() else ord('a')
            r += chr((ord(c) - base + k) % 26 + base)
        else:
            r += c
    return r
print(caesar('Hello, World!', 3), caesar(caesar('abc', 5), -5))
is_pal = lambda s: s == s[::-1]
print([w for w in ['level', 'abc', 'noon'] if is_pal(w)])
# --- sorting algorithms
def quick(a):
    if len(a) <= 1:
        return a
    p, *rest = a
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])
def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a
def merge(a):
    if len(a) < 2:
        return a
    m = len(a) // 2
    l, r = merge(a[:m]), merge(a[m:])
    out = []
    while l and r:
        out.append(l.pop(0) if l[0] <= r[0] else r.pop(0))
    return out + l + r
data = [5, 3, 8, 1, 9, 2]
print(quick(data), bubble(data), merge(data), data)
# --- number formatting table
for n in (0, 7, 42, -3, 1000):
    print('|%5d|%-5d|%05d|%+d|' % (n, n, n, n), '{:>6}|{:<6}|{:^6}|{:+}|{:06}'.format(n, n, n, n, n))
for x in (0.0, 1.5, -2.25, 1234.5678):
    print('%8.2f|%-8.1f|%e|%g' % (x, x, x, x), '{:.3f} {:10.2f} {:<10.1f}|'.format(x, x, x), round(x, 1), int(x))
# --- averages and statistics
data = [3, 1, 4, 1, 5, 9, 2, 6]
mean = sum(data) / len(data)
var = sum((x - mean) ** 2 for x in data) / len(data)
print(mean, var, var ** 0.5, sorted(data)[len(data) // 2], max(data) - min(data), sum(data) / 1, len(data) / 2, 10 / 5, 2 * 3.0, 7 // 2.0)
# --- dates by hand
def days(y, m):
    return [31, 29 if y % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]
print([days(2020, m) for m in range(1, 13)], sum(days(2021, m) for m in range(1, 13)), divmod(3725, 60), '%02d:%02d:%02d' % (3725 // 3600, 3725 % 3600 // 60, 3725 % 60))
# --- bit tricks
n = 0b1011
print(bin(n), n & -n, bin(n).count('1'), n << 3, n >> 1, n ^ 0xF, ~n & 0xF, n | 4, 1 << 70, (1 << 70) >> 69, -8 >> 1, 0xdeadbeef & 0xffff, hex(0xdeadbeef ^ 0xffffffff), (1 << 64) - 1 & 0xffffffffffffffff)
# --- hash functions by hand
def fnv(s):
    h = 0xcbf29ce484222325
    for c in s.encode():
        h = ((h ^ c) * 0x100000001b3) & 0xffffffffffffffff
    return h
print(hex(fnv('hello')), fnv(''))
def adler(b):
    a, c = 1, 0
    for x in b:
        a = (a + x) % 65521
        c = (c + a) % 65521
    return c << 16 | a
print(adler(b'Wikipedia'))
# --- big arithmetic
print(2 ** 200 % 10 ** 9, pow(7, 222, 1000007), (10 ** 30 + 1) // 7, -(10 ** 20) // 3, -(10 ** 20) % 7, 10 ** 25 - 1, len(str(2 ** 1000)), 10 ** 18 * 10, 99999999999 * 99999999999, int('9' * 25) + 1, 3 ** 40 - 3 ** 39, abs(-10 ** 30), 10 ** 20 == 1e20, 10 ** 17 / 10)
# --- print options
import sys
print('a', 'b', sep='')
print('x', end='')
print('y', file=sys.stdout)
print(1, 2.0, None, sep=', ', end='.\n')
print(*'abc', sep='\n')
print(*[])
print(sep='x')
# --- type checks
def kind(x):
    if isinstance(x, bool):
        return 'bool'
    if isinstance(x, (int, float)):
        return 'number'
    if isinstance(x, str):
        return 'text'
    if isinstance(x, (list, tuple)):
        return 'sequence of ' + ', '.join(kind(y) for y in x)
    if isinstance(x, dict):
        return 'mapping'
    if x is None:
        return 'nothing'
    if callable(x):
        return 'callable'
    return type(x).__name__
print([kind(x) for x in (True, 1, 2.5, 'a', [1, 'b'], (None,), {}, None, len, {1}, b'')])
# --- type objects
print(type(1) is int, type([]) is list, type('') == str, type({}) in (dict, list), type(None) is type(None), [t.__name__ for t in (int, float, str, list, dict, set, tuple, bool, bytes)], int('3') + float('0.5'), [f('1') for f in (int, float, str)], list(map(type, [1, 'a'])) == [int, str], isinstance(int, type))
# --- objects compare by identity
class A:
    pass
a, b = A(), A()
print(a == a, a == b, a != b, a is a, a in [b, a], [a, b].index(b), len({a, b, a}), {a: 1}.get(b), bool(a), a is not b)
# --- iterating while changing
l = [1, 2, 3, 4]
for x in l[:]:
    if x % 2:
        l.remove(x)
print(l)
l = [1, 2]
for x in l:
    if x < 4:
        l.append(x + 2)
print(l)
d = {'a': 1, 'b': 2}
for k in list(d):
    if d[k] == 1:
        del d[k]
print(d)
# --- deep equality
print([1, [2, {'a': (3,)}]] == [1, [2, {'a': (3,)}]], {'x': [1]} != {'x': [2]}, (1, [2]) == (1, [2]), [] == (), {} == set(), [1.0] == [1], {1: 'a'} == {1.0: 'a'}, 'a' == b'a', None == False, [None] == [None])
# --- conditional imports of time
try:
    import cPickle as pickle
except ImportError:
    pickle = None
print(pickle)
try:
    from collections import OrderedDict
except ImportError:
    OrderedDict = dict
print(OrderedDict([(1, 2)])[1])
# --- parsing key values
text = '''
# comment
name = Bob
age=42

broken line
city = New York
'''
conf = {}
for n, line in enumerate(text.splitlines(), 1):
    line = line.strip()
    if not line or line.startswith('#'):
        continue
    key, sep, value = line.partition('=')
    if not sep:
        print('line %d: %r' % (n, line))
        continue
    conf[key.strip()] = value.strip()
print(conf, int(conf['age']) + 1)
# --- run lengths
def rle(s):
    out = []
    for c in s:
        if out and out[-1][0] == c:
            out[-1][1] += 1
        else:
            out.append([c, 1])
    return ''.join('%s%d' % (c, n) for c, n in out)
print(rle('aaabbc'), rle(''))
from itertools import groupby
print([(k, len(list(g))) for k, g in groupby('aaabbc')])
# --- matrix by lists
def mul(a, b):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
m = [[1, 2], [3, 4]]
print(mul(m, m), [list(r) for r in zip(*m)], sum(map(sum, m)), [[int(i == j) for j in range(3)] for i in range(3)])
# --- a queue of events
import heapq
class Sim:
    def __init__(self):
        self.now = 0
        self.q = []
        self.n = 0
    def at(self, t, fn, *args):
        heapq.heappush(self.q, (t, self.n, fn, args))
        self.n += 1
    def run(self):
        while self.q:
            self.now, _, fn, args = heapq.heappop(self.q)
            fn(*args)
sim = Sim()
def tick(n):
    print(sim.now, 'tick', n)
    if n:
        sim.at(sim.now + 2, tick, n - 1)
sim.at(1, tick, 2)
sim.at(2, print, 'hello')
sim.run()
# --- memo with default dict
memo = {}
def ways(n, coins=(1, 5, 10)):
    key = (n, coins)
    if key in memo:
        return memo[key]
    if n == 0:
        r = 1
    elif n < 0 or not coins:
        r = 0
    else:
        r = ways(n - coins[-1], coins) + ways(n, coins[:-1])
    memo[key] = r
    return r
print(ways(25), len(memo) > 5)
# --- ternaries and truth
def t(x):
    return 'T' if x else 'F'
print(''.join(t(x) for x in (0, 1, '', 'a', [], [0], {}, {0: 0}, None, 0.0, -1, (), (None,), range(0), range(1), b'', set(), {0})))
x = [] or None or {} or 'last'
y = 1 and 'two' and [3]
print(x, y, not [], not not 'a', [] and 1, None and 1, 0 or False)
# --- docstrings and comments
"""Doc of module."""
# a comment
def f():
    """Doc of f.

    Second paragraph.
    """
    # inner comment
    return 1  # trailing


class A:
    "Single quoted doc."
    x = 1  # attribute

    # before method
    def m(self):
        return self.x
print(f(), A().m())
if True:  # why
    print("yes")
# the end
# --- star expressions in displays
a = [1, 2]
b = (3, 4)
print([*a, *b], (*a, 5), {*a, *b} == {1, 2, 3, 4}, {**{'x': 1}, 'y': 2}, [*range(3)], [*'ab'], max(*a, *b), print.__name__ if False else '')
# --- walrus in loops
data = iter([1, 2, 3, 0, 9])
while (x := next(data)) != 0:
    print(x, end=' ')
print('stopped at', x)
if any((found := w).startswith('b') for w in ['a', 'bc']):
    print(found)
# --- text as a sequence
s = 'banana'
print(sorted(set(s)), {c: s.count(c) for c in s}, list(enumerate(s))[:2], s.index('n'), 'nan' in s, max(s), min(s), list(reversed(s))[0], [s[i:i + 2] for i in range(0, len(s), 2)], tuple(s)[:2], s > 'apple')
# --- integer division identities
for a, b in [(7, 3), (-7, 3), (7, -3), (-7, -3), (6, 3), (-6, 3), (0, 5)]:
    q, r = divmod(a, b)
    print(a, b, q, r, q * b + r == a, a // b, a % b, int(a / b))
# --- augmented attributes and items
class C:
    n = 0
    l = []
c = C()
c.n += 1
c.l += [1]
print(c.n, C.n, C.l)
d = {'a': [1], 'n': 1}
d['a'] += [2]
d['n'] *= 5
d['n'] -= 1
m = [[0, 0]]
m[0][1] += 3
m[-1][0] -= 1
print(d, m)
i = 0
def nxt():
    global i
    i += 1
    return 0
m[nxt()][0] += 1
print(i, m)
# --- decorators with state
class counted:
    def __init__(self, f):
        self.f = f
        self.n = 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
@counted
def hi(x):
    return 'hi ' + x
hi('a')
print(hi('b'), hi.n)
# --- optional arguments of methods
class A:
    def f(self, x=1, *, y=2):
        return x + y
    def g(self, *xs, **kw):
        return xs, kw
a = A()
print(a.f(), a.f(5), a.f(y=7), a.f(x=3, y=4), a.g(1, k=2), A.f(a, 9), getattr(a, 'f')(x=1), (lambda o: o.f(y=0))(a))
# --- exceptions that pass through generators
def g():
    try:
        yield 1
    except KeyError:
        yield 'caught'
x = g()
next(x)
print(x.throw(KeyError('k')))
try:
    x.throw(ValueError('v'))
except ValueError as e:
    print('out', e)
# --- sorted with several keys
people = [{'n': 'bob', 'a': 30}, {'n': 'ann', 'a': 25}, {'n': 'cid', 'a': 30}]
for p in sorted(people, key=lambda p: (-p['a'], p['n'])):
    print(p['n'], p['a'])
print([p['n'] for p in people if p['a'] == max(q['a'] for q in people)])
# --- imports in functions
def f():
    import math
    from collections import Counter
    return math.floor(2.7), Counter('aab')['a']
print(f())
# --- try in loops with continue and break
for x in [1, 0, 'a', 5]:
    try:
        y = 10 // x
    except ZeroDivisionError:
        print('zero')
        continue
    except TypeError:
        print('type')
        break
    print(y)
else:
    print('no break')
print('x is', x)
# --- printing containers of instances
class P:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return 'P(%r)' % self.x
print([P(1), P('a')], {'k': P(None)}, (P([P(2)]),), '%s %r' % (P(1), P(2)), str([P(1.0)]))
