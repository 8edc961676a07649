# --- falsy values
for x in [0, 0.0, '', [], {}, (), set(), None, b'', False, range(0)]:
    print(bool(x), not x, end=' ')
print('yes' if [] else 'no')
# --- floor division and modulo
print(-7 // 2, 7 // -2, 7 // 2, -7 % 3, 7 % -3, 7.5 // 2, -7.5 % 2, divmod(-7, 2), divmod(7.5, 2))
# --- true division
print(6 / 2, 7 / 2, 1 / 3)
# --- percent formats
print('%5.2f|%-5s|%05d|%x|%3d%%|%e|%g|%s|%r' % (3.14159, 'ab', 42, 255, 7, 12345.678, 0.00001, None, 'q'))
# --- format ties to even
print('%.0f %.0f %.1f' % (0.5, 2.5, 0.25), round(2.5), round(3.5), round(2.675, 2), round(-0.5), round(12345, -2))
# --- dict order with int keys
d = {2: 'b', 1: 'a'}
print(list(d), d)
# --- equal keys
d = {}
d[1] = 'a'
d[1.0] = 'b'
d[True] = 'c'
print(d, len(d))
# --- tuples as keys
d = {(1, 2): 'x'}
print(d[(1, 2)], (1, 2) in d, {(1, 'a'), (1, 'a')})
# --- list times and plus
print([0] * 3, [1] + [2], (1,) * 2, 'ab' * 2, 2 * [1])
# --- shared rows
rows = [[]] * 2
rows[0].append(1)
print(rows)
# --- slice assignment
a = [1, 2, 3, 4]
a[1:3] = [9]
print(a)
a[::2] = [7, 8]
print(a, a[-2:], a[::-1], a[1], a[-1])
del a[0]
print(a)
# --- index errors
for f in (lambda: [1][3], lambda: 'abc'[9], lambda: (1,)[2], lambda: {}['k'], lambda: [].pop(), lambda: {1: 2}[3]):
    try:
        f()
    except (IndexError, KeyError) as e:
        print(type(e).__name__, e)
# --- split
print(' a  b '.split(), 'a,,b'.split(','), 'a b c'.split(' ', 1), ''.split(), ''.split(','), 'a b c'.rsplit(None, 1))
# --- replace and count
print('aXbXc'.replace('X', '-'), 'aXbXc'.replace('X', '-', 1), 'banana'.count('an'), '$&'.replace('$', '$$'))
# --- bytes
b = b'abc'
print(b[0], b[0:1], list(b), b == b'abc', b == 'abc', b'\xff\n\'', b + b'd', len(b), b.decode(), 'é'.encode())
# --- equality by value
print([1, 2] == [1, 2], (1, 2) == [1, 2], {'a': [1]} == {'a': [1]}, 1 == 1.0, '1' == 1, None == 0, {1, 2} == {2, 1})
# --- sorting
print(sorted([10, 9, 1]), sorted(['b', 'A', 'c']), sorted([(2, 'a'), (1, 'z'), (1, 'b')]))
words = ['bb', 'a', 'ccc', 'dd']
words.sort(key=len, reverse=True)
print(words, sorted(words, key=lambda w: (len(w), w)))
# --- sorting what cannot be compared
try:
    sorted([1, 'a'])
except TypeError as e:
    print(e)
# --- int of text
print(int(' 12 '), int(3.9), int(-3.9), int('ff', 16), int('0b101', 0), int('-7'), int(True))
try:
    int('1x')
except ValueError as e:
    print(e)
try:
    float('')
except ValueError as e:
    print(e)
# --- float of text
print(float('1e3'), float('inf'), float('-.5'), float(3), float('1_000'))
# --- default made once
def f(x=[]):
    x.append(1)
    return x
f()
print(f())
# --- default bound at definition
n = 1
def g(x=n):
    return x
n = 2
print(g())
# --- closures in loops
print([f() for f in [lambda: i for i in range(3)]])
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
fs = []
for i in range(3):
    def h(i=i):
        return i
    fs.append(h)
print([f() for f in fs])
# --- loop variable afterwards
for i in range(3):
    pass
print(i)
# --- chained comparison
x = 5
print(1 < x < 10, 1 < x > 3, 3 < 2 < 1, 1 == 1.0 == True)
# --- and or
print([] or 'd', {} and 1, 0 or [], 'a' and 'b', None or 0 or '', 1 and [] or 'x')
# --- for else
for i in range(3):
    if i == 5:
        break
else:
    print('none')
for i in range(3):
    if i == 1:
        break
else:
    print('never')
while True:
    break
else:
    print('never')
# --- exceptions as text
for e in (ValueError('x'), KeyError('k'), ValueError(), ValueError(1, 2), RuntimeError(None)):
    print(str(e), repr(e), e.args)
# --- except lets BaseException pass
try:
    try:
        raise SystemExit(3)
    except Exception:
        print('swallowed')
except BaseException as e:
    print('passed', type(e).__name__, e.code)
# --- big integers
print(2 ** 53 + 1, 2 ** 64, 10 ** 20 // 7, 3 ** 50 % 1000, -2 ** 70, 2 ** 53 == 2 ** 53 + 1, 12345678901234567890)
a = 2 ** 62
print(a + 1, a * 2, a - a, a // 3, a % 10, a / 2, int(1e20), hash(1))
# --- fibonacci beyond doubles
a, b = 0, 1
for _ in range(100):
    a, b = b, a + b
print(a)
# --- factorial
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
print(fact(25))
# --- bit operators
print(1 << 40, 0xF0F0F0F0 & 0xFFFFFFFF, 255 ^ 1, ~5, -1 >> 1, 6 | 9, True & False, 5 & 3)
# --- print of values
print(1.5, None, True, [1, 'a', None, 2.5], (1,), {'k': b'v'}, 1e20, 1e-7, 1e16, 123456789.123)
# --- whole floats
print(4.0, 2 * 1.0, 6 / 2, float(7), abs(-2.0), 1.0 + 1, 2.0 ** 3, 10.0 % 3, -0.0, sum([0.5, 0.5]), max(1.0, 0.5))
x = 10 / 2
print(x, [x], {'a': x}, str(x), '%s' % x, f'{x}', int(x), x == 5)
# --- repr of text
print(repr("it's"), ['a\n'], repr('"'), repr('\x00é\t'), repr(b'\xff\n'), repr('a"\''))
# --- dict changes while it is iterated
d = {1: 1}
try:
    for k in d:
        d[k + 1] = 1
except RuntimeError as e:
    print(e)
# --- dict methods
d = {'a': 1}
print(d.get('b'), d.get('b', 0), d.setdefault('l', []), d.pop('a'), d.pop('zz', None), d)
d.update({'x': 1}, y=2)
print(d, list(d.keys()), list(d.values()), list(d.items()), d.popitem(), 'x' in d, len(d))
print(dict(a=1, b=2), dict([('x', 1)]), dict({'q': 1}, z=3), {**d, 'n': 1}, dict.fromkeys('ab', 0))
# --- sets
a, b = {1, 2, 3}, {2, 3, 4}
print(a & b, a | b, a - b, a ^ b, a <= b, {2} < a, a.isdisjoint({9}), len(a | b), set('a'), set(), frozenset([1]))
a.add(9)
a.discard(1)
print(sorted(a), 9 in a)
# --- in
print('b' in 'abc', 2 in [1, 2], 'k' in {'k': 1}, 3 not in (1, 2), 5 in range(10), b'a' in b'abc')
# --- unpacking
try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    a, b, c = 1, 2
except ValueError as e:
    print(e)
a, *b = [1, 2, 3]
print(a, b)
*a, b = 'xyz'
print(a, b)
(a, b), c = (1, 2), 3
print(a, b, c)
a = b = 5
print(a, b)
a, b = b, a + 1
print(a, b)
# --- text operators
print('-' * 5, 'ab' + 'cd', 'a%sb' % None, '%d %r' % (1, 'x'), 'abc' < 'abd', 'Z' < 'a')
# --- join needs text
print(','.join(['a', 'b']), ''.join(str(x) for x in range(3)))
try:
    ','.join(['a', 1])
except TypeError as e:
    print(e)
# --- text plus int
try:
    'a' + 1
except TypeError as e:
    print(e)
try:
    1 + 'a'
except TypeError as e:
    print(e)
try:
    [1] + 'a'
except TypeError as e:
    print(e)
# --- class attributes are shared
class A:
    items = []
    n = 0
    def __init__(self):
        A.n += 1
        self.items.append(A.n)
a, b = A(), A()
print(A.n, a.items, a.items is b.items, b.n)
# --- text beyond the basic plane
s = 'x\U0001F600y'
print(len(s), s[1], s[::-1], s[2], [c for c in s])
# --- division by zero
for f in (lambda: 1 // 0, lambda: 1 / 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0):
    try:
        f()
    except ZeroDivisionError as e:
        print(e)
# --- sort by tuples, min and max
print(min([(1, 'b'), (1, 'a')]), max('hello'), min(3, 1, 2), max([], default=7), max(['aa', 'b'], key=len))
# --- try else finally
def f(x):
    try:
        if x:
            raise ValueError(x)
    except ValueError as e:
        return 'caught %s' % e
    else:
        return 'else'
    finally:
        print('finally', x)
print(f(0), f(1))
# --- global and nonlocal
n = 0
def inc():
    global n
    n += 1
def counter():
    c = 0
    def step():
        nonlocal c
        c += 1
        return c
    return step
inc()
inc()
s = counter()
s()
print(n, s())
# --- arguments
def f(a, b=2, *args, c=3, **kw):
    return (a, b, args, c, kw)
print(f(1), f(1, 5, 6, 7), f(1, c=9), f(1, x=1, y=2), f(b=1, a=0), f(*[1, 2, 3], **{'z': 1}))
# --- keyword only
def f(*, key, other='o'):
    return key + other
print(f(key='k'), f(other='x', key='y'))
# --- wrong arguments
def f(a, b):
    pass
for call in (lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, c=2)):
    try:
        call()
    except TypeError as e:
        print(e)
# --- text methods
s = ' Hello World '
print(s.strip(), s.upper(), s.title(), 'abc'.isdigit(), '12'.isdigit(), 'a1'.isalnum(), 'abc'.find('c'), 'abc'.find('z'), 'abc'.capitalize())
print('a-b-c'.partition('-'), 'abc'.center(9, '*'), 'abc'.ljust(5) + '|', 'abc'.rjust(5), '42'.zfill(5), 'abc'.startswith(('x', 'a')), 'a\nb\n'.splitlines())
print('Hello'.swapcase(), 'x'.join('abc'), 'aabb'.strip('a'), 'abc'.index('b'), 'tEST'.lower(), 'a,b'.split(',')[1])
# --- format method
print('{0} {1} {0}'.format('a', 'b'), '{:>5}|{:<5}|{:^5}'.format(1, 2, 3), '{:05d} {:,} {:.3f} {:e} {:%}'.format(42, 1234567, 3.14159, 1500.0, 0.25))
print('{a[0]} {b.real}'.format(a=[1], b=2) if False else '{a[0]}'.format(a=[1]), '{{}}'.format(), '{!r:>6}'.format('x'), '{:+d} {:x} {:#b}'.format(5, 255, 5))
# --- f-strings
x = 3.14159
n = 'bob'
w = 8
print(f'{x:.2f} {n!r} {n:>{w}} {x=} {1 + 1} {{}} {n.upper()} {"q"}')
# --- lambda and map and filter
print(list(map(lambda x: x * 2, [1, 2])), list(filter(None, [0, 1, '', 'a'])), list(zip('ab', [1, 2])), list(enumerate('ab', 1)), list(map(str, [1, 2])))
# --- comprehensions
print([x * y for x in range(3) for y in range(x)], {x: x * x for x in range(3)}, {c for c in 'aab'} == {'a', 'b'}, [[j for j in range(i)] for i in range(3)], [a + b for a, b in [(1, 2), (3, 4)]])
# --- conditional expression
print('a' if 0 else 'b' if '' else 'c')
# --- while with break and continue
i = 0
while True:
    i += 1
    if i % 2:
        continue
    if i > 6:
        break
    print(i, end=' ')
print()
# --- del
d = {'a': 1, 'b': 2}
del d['a']
l = [1, 2, 3, 4]
del l[1:3]
print(d, l)
x = 5
del x
try:
    print(x)
except NameError as e:
    print('gone')
# --- assert
try:
    assert 1 == 2, 'no'
except AssertionError as e:
    print('assert', e)
# --- star print
print(*[1, 2, 3], sep='-', end='!\n')
# --- is
a = [1]
b = a
print(a is b, a is not [1], None is None, a is None)
# --- type names
print(type(1).__name__, type('').__name__, type([]).__name__, type(None).__name__, type(1.0).__name__, type({}).__name__, type(()).__name__, type(True).__name__, type(b'').__name__)
print(type(1), type('a'), type([]), int, str)
print(isinstance(1, int), isinstance(True, int), isinstance('a', (int, str)), isinstance(1.0, float), isinstance([], list), isinstance(None, type(None)), type(1) == int, type('') is str)
