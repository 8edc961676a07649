# --- functions called in the body of a class
import operator, math
def twice(x):
    return x * 2
class A:
    def _helper(x):
        return x + 1
    one = _helper(0)
    two = twice(one)
    names = [n.upper() for n in ('a', 'b')]
    table = dict(a=_helper(4))
    def get(self):
        return self.one, self.two, self.names, self.table
    add = operator.add
    root = math.sqrt
    size = len
    total = 0
    for i in range(4):
        total += i
print(A().get(), A.one, A.add(1, 2), A().root(16), A.size('abc'), A().size([1]), A.total)
def make_property(name):
    def getter(self):
        return self._data[name]
    def setter(self, value):
        self._data[name] = value
    return property(getter, setter)
class Row:
    first = make_property('first')
    last = make_property('last')
    def __init__(self):
        self._data = {'first': 'Ada', 'last': 'L'}
r = Row()
r.last = 'Lovelace'
print(r.first, r.last, r._data)
class B:
    def op(symbol):
        def method(self, other):
            return '%s %s %s' % (self.x, symbol, other)
        return method
    plus = op('+')
    minus = op('-')
    def __init__(self, x):
        self.x = x
print(B(1).plus(2), B(3).minus(4))
# --- abstract base classes, asked
from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self):
        pass
class Square(Shape):
    def area(self):
        return 4
class Other:
    pass
print(issubclass(Shape, ABC), issubclass(Square, ABC), issubclass(Other, ABC), isinstance(Square(), ABC), isinstance(Other(), ABC))
print([c.__name__ for c in (Shape, Square, Other) if issubclass(c, ABC)])
# --- names of a function as a dict
def show(name, age=3):
    kind = 'pet'
    print('%(name)s is %(age)d, a %(kind)s' % locals())
    return '{name}/{age}/{kind}'.format(**locals())
print(show('Rex'))
def keys(a, b):
    c = a + b
    return sorted(locals())
print(keys(1, 2))
def later(flag):
    if flag:
        extra = 1
    return 'extra' in locals(), len(locals())
print(later(True), later(False))
def copy_of(x):
    d = dict(locals())
    y = 2
    return d, locals()['y']
print(copy_of(5))
class P:
    def __init__(self, a, b):
        self.__dict__.update({k: v for k, v in locals().items() if k in ('a', 'b')} or {'a': a, 'b': b})
    def tell(self, n):
        return '%(n)s' % locals()
print(P(1, 2).tell(9))
# --- annotations
class Config:
    host: str = 'localhost'
    port: int
    ratio: float = 0.5
    tags: list = []
    def __init__(self, port):
        self.port = port
print(list(Config.__annotations__), Config.__annotations__['port'], Config.__annotations__['port'] is int)
for name, kind in Config.__annotations__.items():
    print(name, kind.__name__, isinstance(getattr(Config(1), name), kind))
def f(a: int, b: str = 'x') -> bool:
    return True
print(f.__annotations__, f.__annotations__['return'], list(f.__annotations__))
class Sub(Config):
    extra: 'Config'
    other: dict
print(Sub.__annotations__['other'], 'host' in Sub.__annotations__, sorted(Sub.__annotations__))
# --- attributes that JavaScript has, too
class Board:
    size = 8
    length = 3
    def area(self):
        return self.size * self.size
    def half(self, other):
        return other.size + other.length
class Small(Board):
    size = 4
print(Board().area(), Small().area(), Small().half(Board()), [b.size for b in (Board(), Small())])
class Wrapper:
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return name.upper()
print(Wrapper().size, Wrapper().length, hasattr(Wrapper(), 'size'))
class Empty:
    pass
e = Empty()
for name in ('size', 'length', 'constructor_'):
    try:
        print(getattr(e, name))
    except AttributeError as error:
        print(error)
try:
    print(e.size)
except AttributeError as error:
    print(error)
print(hasattr(e, 'size'), bool(e), getattr(e, 'length', 'none'))
try:
    len(e)
except TypeError as error:
    print(error)
e.size = 3
print(e.size, bool(e))
try:
    len(e)
except TypeError as error:
    print(error)
# --- syntax errors of one's own
def parse(text):
    for n, line in enumerate(text.split('\n'), 1):
        if '=' not in line:
            raise SyntaxError('no assignment', ('conf/app.ini', n, 3, line))
try:
    parse('a=1\nb')
except SyntaxError as e:
    print(e, '|', e.msg, e.filename, e.lineno, e.offset, e.text, e.args)
e = SyntaxError('odd token')
print(e, repr(e), e.msg, e.lineno, e.filename)
e.lineno = 4
print(e, SyntaxError(), str(SyntaxError('x', ('f.py', 9, 1, ''))))
class ParseError(SyntaxError):
    pass
try:
    raise ParseError('unexpected %r' % ')')
except SyntaxError as e:
    print(type(e).__name__, e)
# --- keyword arguments to a class that is known at run time and inherits __init__
class Account:
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
class Savings(Account):
    pass
class Checking(Account):
    pass
for kind in (Savings, Checking):
    print(kind('ann', balance=3).balance)
print({'s': Savings, 'c': Checking}['c'](owner='bob', balance=5).balance)
# --- errors with two bases, one of them of the program
class BankError(Exception):
    pass
class Missing(BankError, KeyError):
    pass
class Gone(Missing):
    pass
for error in (Missing('x'), Gone('y')):
    try:
        raise error
    except BankError as e:
        print(type(e).__name__, isinstance(e, BankError), isinstance(e, KeyError), isinstance(e, ValueError))
# --- inspect: signatures, members and kinds of functions
import inspect
import functools

def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)

def plain(a, b=2, *args, c, d='x', **options):
    """Docs of plain.

        indented
    last
    """
def typed(x: int, y: str = 'a', flag: bool = False) -> float:
    return 1.0
def none():
    pass
LIMIT = [1, 2]
def shared(items=LIMIT, *, key=None):
    return items
class Point:
    """A point."""
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
    def move(self, dx, dy=1):
        return self
    @classmethod
    def make(cls, n=5):
        return cls(n)
    @property
    def size(self):
        return 1
class Child(Point):
    pass
p = Point(1)
for f in (plain, typed, none, shared, Point, Child, p.move, Point.move, Point.make):
    attempt(lambda: inspect.signature(f))
sig = inspect.signature(plain)
print(list(sig.parameters), [str(q.kind) for q in sig.parameters.values()])
print([q.default is inspect.Parameter.empty for q in sig.parameters.values()], sig.parameters['b'].default, sig.parameters['c'].name)
print(sig.parameters['b'], repr(sig.parameters['b']), sig.parameters['args'].kind == inspect.Parameter.VAR_POSITIONAL, sig.parameters['c'].kind is inspect.Parameter.KEYWORD_ONLY)
t = inspect.signature(typed)
print(t.return_annotation, t.parameters['x'].annotation, t.parameters['y'].annotation.__name__, sig.return_annotation is inspect.Signature.empty)
b = sig.bind(1, c=3, z=9)
print(b.arguments, b.args, b.kwargs)
b.apply_defaults()
print(b.arguments, b.args, b.kwargs)
attempt(sig.bind)
attempt(sig.bind, 1)
attempt(inspect.signature(none).bind, 1)
attempt(inspect.signature(typed).bind, 1, x=2)
attempt(inspect.signature(typed).bind, 1, q=2)
print(inspect.signature(typed).bind_partial(y='q').arguments)

def validate(f):
    s = inspect.signature(f)
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        bound = s.bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            want = s.parameters[name].annotation
            if want is not inspect.Parameter.empty and not isinstance(value, want):
                raise TypeError('%s must be %s, not %s' % (name, want.__name__, type(value).__name__))
        return f(*args, **kwargs)
    return wrapper
@validate
def repeat(text: str, times: int = 2):
    return text * times
attempt(repeat, 'ab')
attempt(repeat, 'ab', times=3)
attempt(repeat, 5)
attempt(repeat, 'ab', 'c')
attempt(repeat)
print(inspect.signature(repeat), repeat.__name__)

print(inspect.getdoc(plain))
print(inspect.getdoc(Point), inspect.getdoc(none))
print(inspect.isfunction(plain), inspect.isfunction(len), inspect.isfunction(p.move), inspect.isfunction(Point.move), inspect.isfunction(Point), inspect.isfunction(lambda: 1))
print(inspect.ismethod(p.move), inspect.ismethod(Point.move), inspect.ismethod(Point.make), inspect.isbuiltin(len), inspect.isbuiltin(plain), inspect.isclass(Point), inspect.isclass(p), inspect.isroutine(len))
print([name for name, _ in inspect.getmembers(p, inspect.ismethod)])
print([name for name, v in inspect.getmembers(p) if not name.startswith('__')])
print([name for name, _ in inspect.getmembers(Point, inspect.isfunction)])
print(inspect.getmembers(p, lambda v: v == 1))
print([c.__name__ for c in inspect.getmro(Child)])
def gen():
    yield 1
print(inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), inspect.isgeneratorfunction(plain))
print(inspect.unwrap(repeat) is not repeat)
# --- what functions and classes are called, and their defaults and annotations
def f(a, b=2, *c, d, e=5, **k):
    def inner(): pass
    return inner
class A:
    def m(self, x: int, y: str = 'a') -> bool: pass
    @staticmethod
    def s(x: int): pass
    @classmethod
    def c(cls, x: float = 1.0): pass
    class Inner:
        def n(self, p=3): pass
print(f.__defaults__, f.__kwdefaults__, f.__qualname__, f(1, d=2).__qualname__)
print(A.m.__annotations__, A.s.__annotations__, A.c.__annotations__)
print(A().m.__annotations__)
print(A.m.__qualname__, A.s.__qualname__, A.c.__qualname__, A.Inner.__qualname__, A.Inner.n.__qualname__, A().m.__qualname__)
print(A.m.__defaults__, A.m.__kwdefaults__, A.c.__defaults__, A.Inner.n.__defaults__)
def outer():
    class L:
        def z(self, *, q=1): pass
    return L, L.z, lambda x=3: x
a, b, c = outer()
print(a.__qualname__, b.__qualname__, c.__qualname__, b.__kwdefaults__, c.__defaults__)
print((lambda: 1).__qualname__, (lambda: 1).__name__)
