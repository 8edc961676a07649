# --- super() of what object has
class A:
    def __init__(self, x):
        self.x = x
    def __eq__(self, other):
        if isinstance(other, A):
            return self.x == other.x
        return super().__eq__(other)
    def __hash__(self):
        return hash(self.x)
    def __str__(self):
        return 'A!' + super().__str__()[:12]
class E(ValueError):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code
    def __str__(self):
        return f'[{self.code}] {super().__str__()}'
    def __repr__(self):
        return 'E:' + super().__repr__()
a = A(1)
print(a == A(1), a == 5, a != A(2), str(a).startswith('A!<'), {a: 1}[A(1)])
e = E('bad', 7)
print(e, repr(e), e.args, str(KeyError('k')))
class R(A):
    def __repr__(self):
        return object.__repr__(self)[:10]
print(repr(R(1)))
# --- None from append is None
log = []
f = lambda x: log.append(x) or len(log)
print(f('a'), f('b'), log.append('c'), [log.append(i) for i in range(2)], log.append(1) is None)
def g():
    return log.append('z')
print(g(), log)
x = log.append(9)
print(x)
# --- comparisons that return expressions
class Field:
    def __init__(self, name):
        self.name = name
    def __eq__(self, other):
        return Test('=', self, other)
    def __lt__(self, other):
        return Test('<', self, other)
    def __ge__(self, other):
        return Test('>=', self, other)
class Test:
    def __init__(self, op, field, value):
        self.op, self.field, self.value = op, field, value
    def __and__(self, other):
        return Test('and', self, other)
    def __str__(self):
        left = self.field.name if isinstance(self.field, Field) else f'({self.field})'
        right = f'({self.value})' if isinstance(self.value, Test) else repr(self.value)
        return f'{left} {self.op} {right}'
age, name = Field('age'), Field('name')
print(age < 5, (age >= 18) & (name == 'ann'), str(age == 3))
if age < 1:
    print('a Test is true')
# --- property() in all its forms
class T:
    def __init__(self, c):
        self._c = c
    def get_f(self):
        return self._c * 9 / 5 + 32
    def set_f(self, f):
        self._c = (f - 32) * 5 / 9
    f = property(get_f, set_f, doc='in F')
    c = property(lambda self: self._c, lambda self, v: setattr(self, '_c', v))
    k = property(fget=lambda self: self._c + 273)
t = T(100)
t.f = 50
print(t.f, t.c, t.k)
t.c = 7
print(t.c, t._c)
# --- classes and where they come from
class Base:
    pass
class Left(Base):
    pass
class Right(Base):
    pass
class Both(Left, Right):
    pass
print([c.__name__ for c in Both.__mro__], [c.__name__ for c in Both.__bases__], Left.__bases__[0] is Base, Base.__base__ is object, [c.__name__ for c in Both.mro()][-2:])
print([c.__name__ for c in Base.__subclasses__()], Both.__subclasses__(), [c.__name__ for c in ZeroDivisionError.__mro__])
# --- dir() and methods by name
class Plugin:
    kind = 'base'
    def cmd_add(self, a, b):
        return a + b
    def cmd_neg(self, a):
        return -a
    @staticmethod
    def helper():
        return 'h'
    @property
    def size(self):
        return 3
p = Plugin()
p.extra = 1
print([n for n in dir(p) if not n.startswith('__')], [n for n in dir(Plugin) if n.startswith('cmd_')])
print([getattr(p, n)(*range(1, 1 + k)) for n, k in (('cmd_add', 2), ('cmd_neg', 1))], getattr(Plugin, 'cmd_neg')(p, 4), {n: callable(getattr(p, n)) for n in ('kind', 'size', 'cmd_add')})
for name in ('upper', 'helper'):
    setattr(Plugin, 'get_' + name, lambda self, name=name: name + '!')
print(p.get_upper(), p.get_helper(), Plugin.helper())
# --- descriptors
class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)
    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f'{self.name} must be {self.kind.__name__}, not {type(value).__name__}')
        instance.__dict__[self.name] = value
class Positive(Typed):
    def __set__(self, instance, value):
        super().__set__(instance, value)
        if value <= 0:
            raise ValueError(f'{self.name} must be positive')
class Person:
    name = Typed(str)
    age = Positive(int, 1)
    def __init__(self, name, age):
        self.name = name
        self.age = age
a, b = Person('ann', 30), Person('bob', 25)
a.age = 31
print(a.name, a.age, b.age, sorted(vars(a).items()), Person.age.name, Person.name.default)
for bad in (lambda: setattr(a, 'age', 'x'), lambda: setattr(a, 'age', -1), lambda: Person(5, 5)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(a.age)
class lazy:
    def __init__(self, f):
        self.f = f
        self.name = f.__name__
    def __get__(self, obj, cls):
        print('computing', self.name)
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class Circle:
    def __init__(self, r):
        self.r = r
    @lazy
    def area(self):
        return 3 * self.r ** 2
c = Circle(2)
print(c.area, c.area, 'area' in c.__dict__)
# --- strings in patterns
def act(command):
    match command.split():
        case ['go', ('north' | 'south') as where]:
            return 'going ' + where
        case ['take', *things]:
            return things
        case ['quit']:
            return 'bye'
        case [b"x"]:
            return 'bytes'
        case _:
            return 'what?'
print(act('go north'), act('go up'), act('take a b'), act('quit'))
for x in ({'kind': 'circle', 'r': 2}, {'kind': 'square', 's': 3}, "text", 'a"b', 5):
    match x:
        case {'kind': 'circle', 'r': r}:
            print('circle', r)
        case {'kind': kind, **rest}:
            print(kind, rest)
        case "text" | 'a"b':
            print('str')
        case _:
            print('other')
# --- attributes that __getattr__ makes callable
class Chain:
    def __init__(self, path=()):
        self.path = path
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return Chain(self.path + (name,))
    def __call__(self, *args):
        return '/'.join(self.path) + str(args)
api = Chain()
print(api.users.get(5), api.items(), api.a.b.c(1, 2))
# --- private names
class Account:
    def __init__(self):
        self.__balance = 1
        self.public = 2
    def __secret(self):
        return self.__balance
    def show(self):
        return self.__secret()
class Special(Account):
    def __init__(self):
        super().__init__()
        self.__balance = 50
    def own(self):
        return self.__balance
s = Special()
print(s.show(), s.own(), sorted(vars(s)), hasattr(s, '__balance'), s._Account__balance)
try:
    Account().__balance
except AttributeError as e:
    print(e)
# --- super() with keywords
class Thing:
    def __init__(self, name, text='', portable=True, **more):
        self.name, self.text, self.portable, self.more = name, text, portable, more
class Box(Thing):
    def __init__(self, *args, **kwargs):
        self.contents = kwargs.pop('contents', [])
        super().__init__(*args, **kwargs)
class Crate(Thing):
    def __init__(self, name):
        super().__init__(name, portable=False, weight=3)
b = Box('box', portable=False, contents=[1], colour='red')
c = Crate('crate')
print(b.name, repr(b.text), b.portable, b.more, b.contents, c.portable, c.more, repr(c.text))
# --- classes of tuples with operators
from collections import namedtuple
class V(namedtuple('V', 'x y')):
    __slots__ = ()
    def __new__(cls, x=0, y=0):
        return super().__new__(cls, x, y)
    def __add__(self, o):
        return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k):
        return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self):
        return V(-self.x, -self.y)
print(V(1, 2) + V(3, 4), V(1, 2) * 3, 2 * V(y=5), -V(1), V(), sum([V(1, 1), V(2, 2)], V()), V(1, 2) == (1, 2))
# --- yield from hands on what is sent
def inner():
    total = 0
    while True:
        x = yield total
        if x is None:
            return total
        total += x
def outer():
    result = yield from inner()
    yield 'result %d' % result
g = outer()
next(g)
print(g.send(3), g.send(4), g.send(None))
# --- letters and words of any language in patterns
import re
print(re.findall(r'\b\w+\b', 'naïve café, déjà'), re.findall(r'[^\W\d_]+', 'año2024 x_y'), re.sub(r'\bé', 'E', 'été aé'), re.findall(r'[\W]+', 'é, ü'), re.findall(r'[^\D5]+', '12345a6'))
# --- ints and bytes
print(int.from_bytes(b'\xff\xfe', 'big', signed=True), int.from_bytes(b'\x01\x80', byteorder='little'), int.from_bytes([1, 0], 'big'), pow(3, -1, 11), pow(7, -2, 13))
flags = bytearray([1]) * 6
flags[0:2] = b'\0\0'
flags[2::2] = bytes(2)
print(flags, flags + b'x', type(bytearray(b'a') + b'b').__name__)
import sys, math
print(sys.maxsize == 2 ** 63 - 1, math.isqrt(10 ** 60 + 5), sorted([2, 0, 1], key=[5, 3, 4].__getitem__))
