# --- generators
def gen(n):
    for i in range(n):
        yield i
print(list(gen(3)), sum(gen(4)), [x for x in gen(2)], dict(zip('ab', gen(2))))
g = gen(2)
print(next(g), next(g), next(g, 'end'))
try:
    next(g)
except StopIteration:
    print('stopped')
# --- send, throw and close
def acc():
    total = 0
    try:
        while True:
            try:
                x = yield total
            except ValueError as e:
                print('got', e)
                x = 0
            total += x
    finally:
        print('closed')
g = acc()
next(g)
print(g.send(5), g.send(7))
print(g.throw(ValueError('bad')))
g.close()
# --- yield from with a result
def inner():
    x = yield 1
    return x
def outer():
    r = yield from inner()
    yield ('got', r)
g = outer()
print(next(g), g.send('s'))
# --- generator with return
def f():
    yield 1
    return 5
g = f()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value)
# --- generator expressions
print(sum(x * x for x in range(4)), any(x > 2 for x in [1, 2, 3]), all(x > 2 for x in [1, 2, 3]), list(x for x in 'ab'), ','.join(str(i) for i in range(3)))
g = (x for x in [1, 2])
print(next(g), list(g), list(g))
# --- infinite generators
def nat():
    n = 0
    while True:
        yield n
        n += 1
for x in nat():
    if x > 3:
        break
    print(x)
# --- nested try
def f():
    try:
        try:
            raise KeyError('a')
        except ValueError:
            print('no')
        finally:
            print('f1')
    except KeyError as e:
        print('outer', e)
        return 'r'
    finally:
        print('f2')
print(f())
# --- reraise
def f():
    try:
        1 / 0
    except ZeroDivisionError:
        print('seen')
        raise
try:
    f()
except ArithmeticError as e:
    print(type(e).__name__)
# --- raise from
try:
    try:
        int('x')
    except ValueError as e:
        raise RuntimeError('wrapped') from e
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)
# --- several handlers
def f(x):
    try:
        if x == 0:
            return [][0]
        if x == 1:
            return {}['k']
        if x == 2:
            return int('z')
        if x == 3:
            return None + 1
        return 'fine'
    except (IndexError, KeyError) as e:
        return 'lookup ' + type(e).__name__
    except ValueError:
        return 'value'
    except:
        return 'other'
print([f(i) for i in range(5)])
# --- finally and return
def f():
    try:
        return 'try'
    finally:
        print('finally')
def g():
    for i in range(3):
        try:
            continue
        finally:
            print('f', i)
    return 'done'
print(f(), g())
# --- exception as scope
e = 'outer'
try:
    raise ValueError(1)
except ValueError as err:
    saved = err
print(e, saved)
# --- custom exception hierarchy
class A(Exception): pass
class B(A): pass
for cls in (A, B, KeyError):
    try:
        raise cls('m')
    except B:
        print('B')
    except A:
        print('A')
    except Exception as e:
        print('E', e)
# --- unpacking in for
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a, b, c)
for i, (k, v) in enumerate({'x': 1, 'y': 2}.items()):
    print(i, k, v)
for first, *rest in [(1, 2, 3), (4,)]:
    print(first, rest)
# --- loop targets that are no names
d = {}
l = [0, 0]
for d['k'] in range(3):
    pass
for l[0] in 'ab':
    pass
print(d, l)
# --- augmented assignment
a = [1]
b = a
b += [2]
print(a)
x = 5
x -= 2
x *= 3
x //= 2
x **= 2
x %= 7
print(x)
x /= 4
print(x)
s = 'a'
s += 'b'
s *= 2
print(s)
d = {'n': 1}
d['n'] += 5
d.setdefault('l', []).append(1)
print(d)
t = (1,)
t += (2,)
print(t)
n = 6
n |= 1
n &= 5
n ^= 2
n <<= 3
n >>= 1
print(n)
# --- names bound in branches
def f(x):
    if x:
        y = 1
    else:
        y = 2
    return y
for flag in (0, 1):
    if flag:
        z = 'set'
print(f(0), f(1), z)
# --- use before assignment
def f():
    try:
        print(q)
    except NameError as e:
        print(type(e).__name__)
    q = 1
f()
try:
    undefined_thing
except NameError as e:
    print(e)
# --- star arguments in calls
def f(*a, **k):
    return a, k
args = [1, 2]
kw = {'x': 3}
print(f(*args, **kw), f(0, *args, y=1, **kw), f(*'ab'), f(**{'k': 1}))
# --- keyword arguments of unknown functions
def apply(fn, **kw):
    return fn(**kw)
def area(w, h=2):
    return w * h
print(apply(area, w=3), apply(area, h=5, w=1), apply(lambda a, b: a - b, b=1, a=5))
class Box:
    def __init__(self, w, h=1):
        self.w, self.h = w, h
    def scale(self, by, extra=0):
        return self.w * by + extra
def build(cls, **kw):
    return cls(**kw)
b = build(Box, h=4, w=2)
print(b.w, b.h)
for x in [b]:
    print(x.scale(extra=1, by=3))
# --- recursion and depth
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(depth(500))
try:
    def forever():
        return forever()
    forever()
except RecursionError:
    print('too deep')
# --- walrus
if (n := len('abc')) > 2:
    print(n)
print([y for x in range(5) if (y := x * 2) > 4])
# --- match
def f(x):
    match x:
        case 0:
            return 'zero'
        case 1 | 2:
            return 'small'
        case str():
            return 'text'
        case [a, b]:
            return 'pair %s %s' % (a, b)
        case [first, *rest]:
            return 'list %s %s' % (first, rest)
        case {'k': v, **more}:
            return 'dict %s %s' % (v, more)
        case None:
            return 'none'
        case int(n) if n > 100:
            return 'big'
        case _:
            return 'other'
print([f(x) for x in (0, 2, 'a', [1, 2], (1, 2, 3), {'k': 1, 'z': 2}, None, 500, 7)])
# --- higher order
def compose(*fns):
    def run(x):
        for f in fns:
            x = f(x)
        return x
    return run
print(compose(lambda x: x + 1, str, lambda s: s * 2)(4))
# --- conditional definitions
if True:
    def f():
        return 'yes'
else:
    def f():
        return 'no'
print(f())
# --- default arguments that are expressions
base = 10
def f(a, b=base * 2, c=len('xyz')):
    return a + b + c
base = 0
print(f(1))
# --- closures share variables
def make():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def get():
        return n
    return inc, get
i, g = make()
i()
i()
print(g())
# --- print to text and end
print('a', end='')
print('b', 'c', sep='-')
print()
print(None, '', 0)
# --- short circuit
def t(x):
    print('eval', x)
    return x
if t(0) and t(1) or t(2):
    print('ok')
print(t(0) or t('') or t('z'))
# --- chained comparison evaluates once
def m():
    print('m')
    return 5
print(1 < m() < 10)
# --- multiple targets and swaps
a = [1, 2, 3]
i = 0
i, a[i] = 1, 9
print(i, a)
a[0], a[2] = a[2], a[0]
print(a)
x = y = []
x.append(1)
print(y)
# --- with several managers
class M:
    def __init__(self, n):
        self.n = n
    def __enter__(self):
        print('in', self.n)
        return self.n
    def __exit__(self, *a):
        print('out', self.n)
with M(1) as a, M(2) as b:
    print(a, b)
# --- while else with return
def find(n, l):
    i = 0
    while i < len(l):
        if l[i] == n:
            return i
        i += 1
    else:
        return -1
print(find(2, [1, 2]), find(9, [1]))
# --- iter with sentinel and reversed
it = iter([1, 2, 3])
print(next(it), list(it), list(reversed([1, 2])), list(reversed('ab')), list(iter(lambda: 5, 5)))
# --- sum and strings
print(sum([[1], [2]], []), sum([1, 2], 10), abs(-3), pow(2, 10), pow(3, 4, 5), hex(255), oct(8), bin(5), chr(97), ord('a'))
# --- nested comprehension scopes
x = 'outer'
l = [x for x in range(3)]
print(x, l)
m = [[1, 2], [3, 4]]
print([v for row in m for v in row if v % 2], [[r[i] for r in m] for i in range(2)], {k: [i for i in range(k)] for k in (1, 2)})
# --- slices with steps
a = list(range(10))
print(a[::3], a[8:2:-2], a[-3:], a[:-7], a[100:], 'hello'[::-1], (1, 2, 3)[1:], a[slice(1, 3)])
# --- exit codes
import sys
try:
    sys.exit('bye')
except SystemExit as e:
    print('exit', e.code)
# --- list methods
a = [3, 1, 2]
a.sort()
a.insert(1, 9)
a.extend([5, 6])
a.remove(9)
print(a, a.pop(), a.pop(0), a.index(3), a.count(2), a)
a.reverse()
b = a.copy()
a.clear()
print(a, b)
try:
    b.remove(100)
except ValueError as e:
    print(e)
