# --- special methods
class V:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, o):
        return V(self.x + o.x, self.y + o.y)
    def __radd__(self, o):
        return V(self.x + o, self.y + o)
    def __mul__(self, k):
        return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o):
        return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __lt__(self, o):
        return self.x < o.x
    def __neg__(self):
        return V(-self.x, -self.y)
    def __repr__(self):
        return 'V(%d, %d)' % (self.x, self.y)
    def __bool__(self):
        return self.x != 0
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return (self.x, self.y)[i]
    def __contains__(self, k):
        return k == self.x
    def __call__(self, a):
        return self.x + a
    def __iadd__(self, o):
        self.x += o.x
        return self
a = V(1, 2)
print(a + V(1, 1), 5 + a, a * 3, 3 * a, a == V(1, 2), a != V(1, 2), -a, len(a), a[1], list(a), 1 in a, a(10))
print({a: 1}[V(1, 2)], sorted([V(3, 0), V(1, 0)]), bool(V(0, 1)), 'yes' if V(0, 0) else 'no')
a += V(5, 5)
print(a)
# --- str and repr
class A:
    def __str__(self):
        return 'str'
class B:
    def __repr__(self):
        return 'repr'
print(A(), [B()], str(B()), '%s %r' % (A(), B()), f'{A()} {B()!r}', '{}'.format(A()))
# --- inheritance and super
class A:
    def __init__(self, n):
        self.n = n
    def hi(self):
        return 'A' + self.n
class B(A):
    def __init__(self, n, m):
        self.before = 1
        super().__init__(n)
        self.m = m
    def hi(self):
        return 'B' + super().hi() + self.m
b = B('x', 'y')
print(b.hi(), isinstance(b, A), issubclass(B, A), type(b).__name__, b.before, B.__name__)
# --- explicit base call
class A(object):
    def __init__(self, x):
        self.x = x
class B(A):
    def __init__(self):
        A.__init__(self, 5)
        super(B, self).__init__(6)
print(B().x)
# --- several bases
class A:
    def who(self):
        return ['A']
class B(A):
    def who(self):
        return ['B'] + super().who()
class C(A):
    def who(self):
        return ['C'] + super().who()
class D(B, C):
    def who(self):
        return ['D'] + super().who()
print(D().who(), isinstance(D(), C), issubclass(D, C))
# --- mixins with init
class Base:
    def __init__(self):
        self.log = []
class LogMixin:
    def note(self, x):
        self.log.append(x)
class Thing(LogMixin, Base):
    def __init__(self):
        super().__init__()
        self.note('made')
print(Thing().log)
# --- properties
class T:
    def __init__(self):
        self._c = 0
    @property
    def f(self):
        return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v):
        self._c = (v - 32) * 5 / 9
t = T()
t.f = 212
print(t._c, t.f)
# --- static and class methods
class P:
    count = 0
    def __init__(self):
        P.count += 1
    @classmethod
    def make(cls):
        return cls()
    @staticmethod
    def add(a, b):
        return a + b
    def use(self):
        return self.add(1, 2)
class Q(P):
    pass
print(P.make().use(), Q.make().__class__.__name__, P.count, Q.add(1, 1), P().add(3, 4))
# --- missing attributes
class A:
    pass
a = A()
try:
    a.nothing
except AttributeError as e:
    print(e)
try:
    A.nothing
except AttributeError as e:
    print(e)
try:
    None.x
except AttributeError as e:
    print(e)
print(hasattr(a, 'x'), getattr(a, 'x', 5))
a.x = 1
setattr(a, 'y', 2)
print(a.x, a.y, hasattr(a, 'x'), vars(a), a.__dict__)
del a.x
print(hasattr(a, 'x'))
# --- getattr
class Proxy:
    def __init__(self, target):
        self.target = target
    def __getattr__(self, name):
        return 'no ' + name
p = Proxy(1)
print(p.target, p.anything)
# --- bound methods as values
class A:
    def __init__(self, n):
        self.n = n
    def get(self, x=0):
        return self.n + x
a = A(3)
f = a.get
print(f(), f(4), list(map(a.get, [1, 2])), [g() for g in (A(1).get, A(2).get)], A.get(a, 7))
d = {'f': a.get}
print(d['f'](1))
l = []
push = l.append
push(1)
push(2)
print(l)
up = 'abc'.upper
print(up())
# --- classes in variables
class A:
    def __init__(self, x):
        self.x = x
class B(A):
    pass
for cls in (A, B):
    print(cls(1).x, cls.__name__)
def make(kind, *args):
    return kind(*args)
print(make(B, 9).x, make(int, '5'), make(dict))
table = {'a': A}
print(table['a'](2).x)
# --- exceptions of the program
class MyError(Exception):
    pass
class Coded(MyError):
    def __init__(self, code, msg='none'):
        super().__init__(msg)
        self.code = code
    def __str__(self):
        return 'code %s' % self.code
try:
    raise Coded(5)
except MyError as e:
    print(e, e.code, repr(e), e.args, isinstance(e, Exception))
try:
    raise MyError
except MyError as e:
    print(repr(e), str(e) == '')
# --- iterators
class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        self.i = 0
        return self
    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i
print(list(Count(3)), sum(Count(4)), [x for x in Count(2)], max(Count(3)))
for x in Count(2):
    print(x)
a, b = Count(2)
print(a, b, 2 in Count(3))
# --- iter as a generator
class Tree:
    def __init__(self, v, *kids):
        self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k
print(list(Tree(1, Tree(2), Tree(3, Tree(4)))))
# --- class attributes and instances
class A:
    n = 1
    tags = ['x']
    name = 'A-name'
a, b = A(), A()
a.n = 5
A.n = 7
print(a.n, b.n, A.n, A.tags, a.tags is A.tags, a.name, A.name)
# --- alias in a class body
class A:
    def hello(self):
        return 'hi'
    greet = hello
    size = 3
    double = size * 2
print(A().greet(), A.double)
# --- context managers
class M:
    def __enter__(self):
        print('in')
        return self
    def __exit__(self, t, v, tb):
        print('out', t.__name__ if t else None, v)
        return True
with M() as m:
    print('body')
with M():
    raise ValueError('x')
print('after')
# --- nested classes and functions
class Outer:
    class Inner:
        v = 4
    def make(self):
        class Local:
            def get(self):
                return 'local'
        return Local()
print(Outer.Inner.v, Outer().make().get(), Outer.Inner().v)
# --- decorators
def twice(f):
    def wrapper(*args, **kw):
        return f(*args, **kw) * 2
    return wrapper
def times(n):
    def deco(f):
        def wrapper(*args):
            return [f(*args)] * n
        return wrapper
    return deco
@twice
def f(x, y=1):
    return x + y
@times(3)
def g(x):
    return x
class A:
    @twice
    def m(self, x):
        return x + 1
    @times(2)
    def k(self):
        return 'k'
print(f(1), f(1, y=5), g('a'), A().m(3), A().k())
# --- class decorators
def register(cls):
    cls.registered = True
    return cls
@register
class A:
    pass
print(A.registered, A().registered)
# --- self in nested functions
class A:
    def __init__(self):
        self.v = [1, 2, 3]
    def f(self):
        def g(x):
            return x * len(self.v)
        return [g(x) for x in self.v] + [(lambda y: y + self.v[0])(10)]
print(A().f())
# --- dict subclass
class D(dict):
    def total(self):
        return sum(self.values())
d = D()
d['a'] = 1
d['b'] = 2
print(d.total(), d, len(d), 'a' in d, isinstance(d, dict))
# --- comparison by total order
class N:
    def __init__(self, n):
        self.n = n
    def __lt__(self, o):
        return self.n < o.n
print([x.n for x in sorted([N(3), N(1), N(2)])], max([N(1), N(5)], key=lambda x: x.n).n)
# --- private names
class A:
    def __init__(self):
        self.__x = 1
        self._y = 2
    def get(self):
        return self.__x + self._y
print(A().get())
# --- slots and docstring
class A:
    """A doc."""
    __slots__ = ('x',)
    def __init__(self):
        """Init doc."""
        self.x = 1
print(A().x)
# --- instances as dict keys and in lists
class A:
    pass
a, b = A(), A()
d = {a: 1, b: 2}
print(d[a], d[b], a in d, A() in d, a in [a, b], [a, b].index(b))
# --- equality without hash
class A:
    def __eq__(self, o):
        return True
print(A() == 5, 5 == A(), A() != 1)
try:
    hash(A())
except TypeError as e:
    print(e)
# --- callable attributes
class Button:
    def __init__(self, cb):
        self.cb = cb
    def click(self):
        return self.cb('clicked')
class Handler:
    def __call__(self, x):
        return 'H' + x
    def method(self, x):
        return 'M' + x
print(Button(lambda s: s.upper()).click(), Button(Handler()).click(), Button(Handler().method).click(), Button(str).click(), callable(Handler()), callable(5))
# --- attributes of classes named like what they are made of
class A:
    def hi(self):
        return 'hi'
n = 5
def size():
    return 3
class B:
    A = A
    n = n + 1
    m = n * 2
    size = size()
    len = len
    total = sum([n, m, size])
    limit = max(n, 100)
    max = limit
    def f(self, a=n, b=m):
        return a, b, n
    @staticmethod
    def make():
        return B.A(), A
    def count(self, x):
        return self.__class__.len(x), len(x)
print(B.A().hi(), B.n, B.m, n, B.size, size(), B.len('abc'), B.total, B.limit, B.max)
print(B().f(), B().f(1), B.make()[0].hi(), B.make()[1] is A, B.A is A, B().A().hi())
class ns:
    A = A
    @staticmethod
    def one():
        return A()
print(ns.one().hi(), isinstance(ns.A(), A))
def outer(value):
    class Local:
        kept = value
        both = (value, n)
        class Inner:
            n = n
            value = 'inner ' + str(n)
    return Local
L = outer(7)
print(L.kept, L.both, L.Inner.n, L.Inner.value, outer('x').kept)
def hides(unknown):
    class Local:
        unknown = unknown
try:
    hides(1)
except NameError as e:
    print(e)
class C:
    x = 1
    x = x + 1
    y = [x for _ in range(2)] if False else [x]
    def get(self, at=x, *, more=y):
        return at, more
    z: int = x
    name = 'c'
    label = name.upper() + str(x)
print(C.x, C.y, C().get(), C.z, C.label)
class Base:
    kind = 'base'
    kinds = {kind: 1}
class Derived(Base):
    kind = Base.kind + '+'
    kinds = {**Base.kinds, kind: 2}
print(Derived.kind, Derived.kinds)
