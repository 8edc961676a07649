# --- TypeErrors for wrong arguments say what Python says
class Room:
    def __init__(self, name, size=3):
        self.name = name

    def go(self, where):
        return where

    def two(self, a, b=2):
        return a

    def three(self, a, b, c):
        return a

    def kwonly(self, a, *, b, c=1):
        return a

    @staticmethod
    def st(a):
        return a

    @classmethod
    def cm(cls, a):
        return a

    def none(self):
        pass


class Hall(Room):
    pass


def f(a, b):
    return a


def g():
    pass


def h(a, b=1, *args, c, **kw):
    pass


def k(a, *, key):
    pass


def outer():
    def inner(x):
        return x
    return inner


def tried(fn, *args, **kw):
    try:
        print(fn(*args, **kw))
    except TypeError as e:
        print(e)


r = Room('x')
tried(r.go)
tried(r.go, 1, 2)
tried(r.go, where=1, there=2)
tried(r.go, 1, where=2)
tried(r.two)
tried(r.two, 1, 2, 3)
tried(r.three)
tried(r.three, 1)
tried(r.three, b=1)
tried(r.kwonly, 1)
tried(r.kwonly, 1, 2, b=3)
tried(r.kwonly)
tried(r.none, 1)
tried(Room)
tried(Room, 1, 2, 3)
tried(Room, 1, color=3)
tried(Hall)
tried(Room.st)
tried(Room.st, 1, 2)
tried(Room.cm)
tried(Room.cm, 1, 2)
tried(r.st, 1, 2)
tried(getattr(r, 'go'), 1, 2)
tried(getattr(Hall('a'), 'go'))
tried(f)
tried(f, 1)
tried(f, 1, 2, 3)
tried(f, b=1)
tried(f, 1, 2, c=3)
tried(g, 1)
tried(h)
tried(h, 1)
tried(k, 1)
tried(k, 1, 2)
tried(k)
tried(k, 1, key=2, other=3)
tried(outer(), 1, 2)
tried(outer())
tried(lambda x: x)
tried(lambda x: x, 1, 2)
tried(Room.go)
tried(Room.go, r)
tried(Room.go, r, 1, 2)
table = {'go': r.go, 'f': f}
try:
    table['go'](1, 2, 3)
except TypeError as e:
    print(e)
try:
    r.go(1, 2)
except TypeError as e:
    print(e)
try:
    r.go()
except TypeError as e:
    print(e)
try:
    Room()
except TypeError as e:
    print(e)
try:
    f(1)
except TypeError as e:
    print(e)
try:
    f(1, 2, 3)
except TypeError as e:
    print(e)
try:
    g(1)
except TypeError as e:
    print(e)
try:
    k(1)
except TypeError as e:
    print(e)
try:
    outer()(1, 2)
except TypeError as e:
    print(e)
try:
    Room.st()
except TypeError as e:
    print(e)
try:
    Room.cm(1, 2)
except TypeError as e:
    print(e)
try:
    args = (1, 2, 3)
    f(*args)
except TypeError as e:
    print(e)
try:
    d = {'a': 1}
    f(**d)
except TypeError as e:
    print(e)
try:
    getattr(r, 'two')()
except TypeError as e:
    print(e)
# --- what is thrown into a generator reaches the one that it yields from
def g():
    try:
        yield 1
    except ValueError:
        yield 2.0

def o():
    yield from g()

x = o()
next(x)
print(x.throw(ValueError()))

y = g()
next(y)
print(y.throw(ValueError()))
z = o()
print(z.send(None))
print(z.throw(ValueError))
from contextlib import contextmanager
def inner(n):
    try:
        got = yield n
        print('got', got)
    except KeyError as e:
        print('inner', repr(e))
        return 'recovered'
    finally:
        print('inner ends')
    return 'plain'

@contextmanager
def ctx():
    r = yield from inner(7)
    print('r', r)

with ctx() as v:
    print(v)
with ctx() as v:
    raise KeyError('k')

def outer():
    while True:
        r = yield from inner(1)
        print('outer', r)
        yield r
t = outer()
print(next(t), t.throw(KeyError('x')), next(t), t.send('s'))
u = outer(); next(u); u.close()
def deep(n):
    if n: 
        return (yield from deep(n - 1))
    try:
        yield 'bottom'
    except ValueError as e:
        return e.args[0]
d = deep(3); print(next(d))
try:
    d.throw(ValueError(42))
except StopIteration as e:
    print(e.value)
# --- max() and min() say what they lack
for f in (lambda: max(), lambda: min(*[]), lambda: max(3), lambda: max(1, 2, default=3), lambda: min(*[], key=len), lambda: max([]), lambda: max([], default=1), lambda: min([3, 1], key=lambda x: -x)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# --- functools.wraps() and lru_cache() of an instance, and what a function carries
import functools
class F:
    """Of a class."""
    def __init__(self):
        self.extra = 5
    def __call__(self, x):
        return x + 1
def logged(f):
    @functools.wraps(f)
    def wrapper(*a):
        return f(*a)
    return wrapper
w = logged(F())
print(w(1), w.extra, w.__name__, w.__doc__, w.__wrapped__(2))
def g(x):
    return x
g.calls = 3
h = logged(g)
print(h.calls, h.__name__, functools.lru_cache(None)(F())(4), logged(functools.partial(g, 1)).__name__)
# --- warnings and rarer errors are classes
for c in (RuntimeWarning, FutureWarning, PendingDeprecationWarning, SyntaxWarning, ResourceWarning, BytesWarning, UnicodeWarning, ImportWarning, EncodingWarning, ReferenceError, SystemError, StopAsyncIteration, IndentationError, TabError):
    print(c.__name__, c.__mro__[1].__name__, repr(c('x')))
    try:
        raise c('careful')
    except Exception as e:
        print(type(e).__name__, e)
# --- a name that is read before it is there is a NameError
def early():
    return later_defined
try:
    print(early())
except NameError as e:
    print(type(e).__name__)
later_defined = 1
print(early())
def local():
    try:
        print(value)
    except UnboundLocalError as e:
        print(type(e).__name__)
    except NameError as e:
        print('name', e)
    value = 1
local()
# --- functions in attributes, with too few arguments and too many
class A:
    def __init__(self, fn, args=()):
        self.fn = fn
        self.args = args
    def run(self):
        return self.fn(*self.args)

def need(data):
    return ('got', data)

try:
    print(A(need).fn())
except TypeError as e:
    print(e)
try:
    print(A(need).fn(1, 2))
except TypeError as e:
    print(e)
try:
    print(A(need).run())
except TypeError as e:
    print(e)
try:
    print(A(need, (1, 2)).run())
except TypeError as e:
    print(e)
print(A(need, (1,)).run())
class B:
    def __init__(self, fn): self.fn = fn
    def run(self, *args, **named): return self.fn(*args, **named)
    def two(self, a, b): return a, b
for f in [lambda: B(need).run(1, 2), lambda: B(need).run(), lambda: B(need).run(data=3), lambda: B(need).run(1, data=3), lambda: B(need).run(other=1), lambda: B(B(1).two).run(1), lambda: B(B(1).two).fn(1, 2, 3), lambda: B(lambda a, b=2: a).fn(), lambda: B(B).fn(), lambda: B(B).fn(1, 2), lambda: getattr(B(1), 'two')(1)]:
    try:
        print(f() is None)
    except TypeError as e:
        print(e)
# --- functions in attributes: where a TypeError is not named
class A:
    def __init__(self, fn, args=()):
        self.fn = fn
        self.args = args
    def run(self):
        try:
            return self.fn(*self.args)
        except Exception as e:
            return repr(e)
def need(data):
    return ('got', data)
print(A(need).run())
print(A(need, (1, 2)).run())
def other(fn, *args):
    return fn(*args)
def third(a, *, k): return a
try:
    print(other(third, 1))
except Exception as e:
    print(e)
try:
    A(need).fn()
except Exception as e:
    print(e)
