# --- arguments of constructors
from dataclasses import dataclass, field, KW_ONLY, fields, asdict, astuple, replace, is_dataclass, FrozenInstanceError, InitVar
from collections import namedtuple
from typing import NamedTuple, ClassVar, List, Optional
from enum import Enum, IntEnum, Flag

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)

@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)

@dataclass
class Three:
    a: int
    b: int
    c: int

attempt(lambda: Point())
attempt(lambda: Point(1, 2, [], 4))
attempt(lambda: Point(1, z=3))
attempt(lambda: Point(1, x=3))
attempt(lambda: Point(y=3))
attempt(lambda: Three())
attempt(lambda: Three(1))
attempt(lambda: Three(1, 2))
attempt(lambda: Three(1, 2, 3, 4))
attempt(lambda: Three(1, 2, 3, 4, 5))
attempt(lambda: Three(b=2))
attempt(lambda: Three(*[1, 2]))
attempt(lambda: Three(**{'a': 1, 'b': 2, 'd': 3}))
attempt(lambda: Three(1, 2, 3, d=4))
attempt(lambda: Three(1, 2, c=3))

@dataclass
class Sub(Point):
    name: str = 'n'
attempt(lambda: Sub())
attempt(lambda: Sub(1, 2, [], 'x', 'y'))
attempt(lambda: Sub(1, nam=2))

@dataclass(kw_only=True)
class Kws:
    a: int
    b: int = 2
attempt(lambda: Kws())
attempt(lambda: Kws(1))
attempt(lambda: Kws(1, 2))
attempt(lambda: Kws(a=1))
attempt(lambda: Kws(a=1, c=1))

@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int
    c: int = 3
attempt(lambda: Mixed(1))
attempt(lambda: Mixed(1, 2))
attempt(lambda: Mixed(1, b=2))
attempt(lambda: Mixed())

@dataclass
class Fielded:
    a: int = field(kw_only=True)
    b: int = field(default=1, init=False)
    c: int = 5
attempt(lambda: Fielded())
attempt(lambda: Fielded(7, a=1))
attempt(lambda: Fielded(7, 8, a=1))
attempt(lambda: Fielded(b=8, a=1))

@dataclass(frozen=True)
class Frozen:
    a: int
attempt(lambda: Frozen())
def set_a():
    Frozen(1).a = 2
attempt(set_a)
def del_a():
    f = Frozen(1)
    del f.a
attempt(del_a)
def set_b():
    Frozen(1).b = 2
attempt(set_b)

@dataclass
class Init:
    a: int
    b: InitVar[int] = 0
    count: ClassVar[int] = 0
    def __post_init__(self, b):
        self.total = self.a + b
attempt(lambda: Init())
attempt(lambda: Init(1, 2).total)
attempt(lambda: Init(1, 2))
attempt(lambda: [f.name for f in fields(Init)])

@dataclass
class Empty:
    pass
attempt(lambda: Empty(1))
attempt(lambda: Empty())
attempt(lambda: Empty(a=1))

@dataclass(init=False)
class NoInit:
    a: int = 3
attempt(lambda: NoInit(1))
attempt(lambda: NoInit())

@dataclass(order=True)
class Ver:
    major: int
    minor: int = 0
attempt(lambda: Ver(1) < 3)
attempt(lambda: Ver(1) < Ver(1, 2))
attempt(lambda: Ver(1) == 3)
attempt(lambda: hash(Ver(1)))
attempt(lambda: Three(1, 2, 3) < Three(1, 2, 3))

P = namedtuple('P', 'x y')
attempt(lambda: P())
attempt(lambda: P(1))
attempt(lambda: P(1, 2, 3))
attempt(lambda: P(1, z=2))
attempt(lambda: P(1, x=2))
attempt(lambda: P(1, 2, z=2))
attempt(lambda: P._make([1]))
attempt(lambda: P._make([1, 2, 3]))
attempt(lambda: P(1, 2)._replace(z=3))
attempt(lambda: P(1, 2)._replace(x=3))
attempt(lambda: P(1, 2).z)
Q = namedtuple('Q', ['a', 'b', 'c', 'd'], defaults=[4])
attempt(lambda: Q())
attempt(lambda: Q(1))
attempt(lambda: Q(1, 2, 3))
attempt(lambda: Q(1, 2, 3, 4, 5))
attempt(lambda: Q._field_defaults)
def setx():
    P(1, 2).x = 3
attempt(setx)

class Emp(NamedTuple):
    name: str
    id: int = 3
    def hello(self):
        return 'hello ' + self.name
attempt(lambda: Emp())
attempt(lambda: Emp('a', 1, 2))
attempt(lambda: Emp('a', what=2))
attempt(lambda: Emp('a').hello())
attempt(lambda: Emp(name='b', id=7))

class Color(Enum):
    RED = 1
    GREEN = 2
attempt(lambda: Color())
attempt(lambda: Color(3))
attempt(lambda: Color(1, 2, 3))
attempt(lambda: Color('RED'))
attempt(lambda: Color['BLUE'])
attempt(lambda: Color.BLUE)
attempt(lambda: Color(value=1))
attempt(lambda: Color(val=1))

class N(IntEnum):
    ONE = 1
attempt(lambda: N(5))
attempt(lambda: N('x'))

class MyError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
attempt(lambda: MyError())
attempt(lambda: MyError(1))
attempt(lambda: MyError(1, 'a', 3))
attempt(lambda: MyError(1, msg='a'))
attempt(lambda: MyError(1, text='a').code)
def raise_it():
    raise MyError(5)
attempt(raise_it)
def raise_class():
    raise MyError
attempt(raise_class)

class Kwerr(ValueError):
    def __init__(self, message='default', *, field=None):
        super().__init__(message)
        self.field = field
attempt(lambda: Kwerr('a', 'b'))
attempt(lambda: Kwerr(what='b'))
attempt(lambda: Kwerr(field='b').field)
class Plainerr(Exception):
    pass
attempt(lambda: Plainerr(1, 2))
attempt(lambda: repr(Plainerr(1, 2)))
attempt(lambda: Plainerr(a=1))
attempt(lambda: ValueError(a=1))
attempt(lambda: Exception(text='a'))

class Plain:
    pass
attempt(lambda: Plain(1))
attempt(lambda: Plain(a=1))
class HasInit:
    def __init__(self, a, b=2):
        self.a = a
attempt(lambda: HasInit())
attempt(lambda: HasInit(1, 2, 3))
attempt(lambda: HasInit(1, c=3))
attempt(lambda: HasInit(1, a=3))
class SubInit(HasInit):
    pass
attempt(lambda: SubInit())
attempt(lambda: SubInit(1, 2, 3))
for cls, args in [(Point, ()), (Three, (1,)), (P, (1,)), (Emp, ()), (Color, (9,)), (MyError, ()), (HasInit, ()), (Plain, (1,)), (Kwerr, (1, 2))]:
    attempt(lambda: cls(*args))
for cls in [Three, P, HasInit, MyError]:
    attempt(lambda: cls(zz=1))
print(is_dataclass(Three), asdict(Three(1, 2, 3)), astuple(Three(1, 2, 3)), replace(Three(1, 2, 3), b=5))
attempt(lambda: replace(Three(1, 2, 3), z=5))
# --- dataclasses
import copy, dataclasses
from dataclasses import dataclass, field, fields, asdict, astuple, replace, InitVar
from collections import namedtuple
from typing import Optional, List, Dict
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)

@dataclass(frozen=True)
class Money:
    amount: int
    currency: str = 'EUR'
    note: str = field(default='', compare=False)
    cents: int = field(init=False, default=0)
    def __post_init__(self):
        if self.amount < 0:
            raise ValueError('negative')
        object.__setattr__(self, 'cents', self.amount * 100)
    def doubled(self):
        return replace(self, amount=self.amount * 2)

m = Money(5)
print(m, m.cents, m.doubled(), m == Money(5, note='x'), hash(m) == hash(Money(5, note='y')))
print(copy.copy(m), copy.deepcopy(m), {m: 1}[Money(5)])
attempt(lambda: Money(-1))
attempt(lambda: replace(m, cents=3))
attempt(lambda: setattr(m, 'amount', 3))
attempt(lambda: m.other)
def bump():
    m.amount += 1
attempt(bump)
try:
    m.amount = 3
except dataclasses.FrozenInstanceError as e:
    print('frozen', e)
try:
    m.amount = 3
except AttributeError as e:
    print('attribute', e)

@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 2
s = Slotted(1)
def sets():
    s.c = 3
attempt(sets)
print(s)

def bad():
    @dataclass
    class Bad:
        items: list = []
attempt(bad)
def bad2():
    @dataclass
    class Bad:
        a: int = 1
        b: int
attempt(bad2)

@dataclass
class Line:
    name: str
    tags: List[str] = field(default_factory=list)
    extra: Dict[str, int] = field(default_factory=dict)
@dataclass
class Order:
    id: int
    lines: List[Line] = field(default_factory=list)
    note: Optional[str] = None
o = Order(1, [Line('a', ['x'], {'k': 1}), Line('b')])
print(asdict(o))
print(astuple(o))
c = copy.deepcopy(o)
c.lines[0].tags.append('y')
print(o.lines[0].tags, c.lines[0].tags, o == c)
print(asdict(o, dict_factory=lambda pairs: sorted(k for k, v in pairs)))
for f in fields(o):
    print(f.name, f.type if f.name == 'id' else '', f.default is dataclasses.MISSING, f.default_factory is dataclasses.MISSING, f.init, f.repr, f.compare)

@dataclass
class Scaled:
    value: int
    factor: InitVar[int]
    result: int = field(init=False)
    def __post_init__(self, factor):
        self.result = self.value * factor
print(Scaled(3, 4), Scaled(3, factor=2).result)
attempt(lambda: replace(Scaled(3, 4), value=2))
attempt(lambda: replace(Scaled(3, 4), value=2, factor=9))

@dataclass
class Base:
    x: int
    y: int = 5
@dataclass
class Derived(Base):
    x: int = 7
    z: int = 9
print(Derived(), Derived(1, 2, 3), Derived() == Base(7))
@dataclass(eq=False)
class Ident:
    x: int
print(Ident(1) == Ident(1), len({Ident(1), Ident(1)}))
@dataclass(unsafe_hash=True)
class Hashed:
    x: int
print(len({Hashed(1), Hashed(1)}))
@dataclass(repr=False)
class NoRepr:
    x: int
print(repr(NoRepr(1)).startswith('<__main__.NoRepr object at'))
match Money(7, 'USD'):
    case Money(amount, currency):
        print(amount, currency)
T = namedtuple('T', 'a b', defaults=[1])
t = T(5)
attempt(lambda: t.c)
print(getattr(t, 'c', 'none'), hasattr(t, 'a'), t + (1,), t * 2, t[0], t[-1], t == (5, 1), t < (6,), list(t), [x for x in t], t.index(1), t.count(5), len(t), t._fields, hash(t) == hash((5, 1)), {**t._asdict()})
a, b = t
print(a, b, max(t), sorted(t), '%s-%s' % t, isinstance(t, tuple), t[::-1])
print(T._make(range(2)), T(**{'a': 1}), T(*[1, 2]))
# --- copies of objects of all kinds
import copy, datetime, decimal, fractions, re, collections, enum
class E(Exception):
    def __init__(self, a, b=2):
        super().__init__(a, b)
        self.extra = [a]
class Color(enum.Enum):
    RED = 1
class Node:
    def __init__(self, v):
        self.v = v
        self.next = self
for x in (datetime.date(2020, 1, 2), datetime.timedelta(1), datetime.datetime(2020, 1, 2, 3, 4), decimal.Decimal('1.5'), fractions.Fraction(1, 3), E(1), Color.RED, ValueError('x'), collections.OrderedDict(a=[1]), collections.deque([1], 3), collections.Counter('aa'), collections.defaultdict(list, a=[1]), range(3), {1, 2}, frozenset([1]), (1, [2]), b'a', bytearray(b'b'), None, 1.5):
    for f in (copy.copy, copy.deepcopy):
        y = f(x)
        print(type(y).__name__, repr(y), y == x)
e = copy.deepcopy(E([1]))
print(e.args, e.extra, str(e))
n = copy.deepcopy(Node([1]))
print(n.next is n, n.v)
print(copy.copy(re.compile('a')).pattern)
# --- the classes that a class comes from
from collections import OrderedDict, defaultdict, Counter, deque, UserDict, UserList, ChainMap, namedtuple
import collections.abc as cabc
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum
import datetime, decimal, fractions, io, queue, threading, argparse, json, logging, pathlib, random, string, configparser, csv, socketserver, unittest, contextlib, functools, types, numbers
from dataclasses import dataclass
from typing import NamedTuple
from abc import ABC
def show(cls):
    print(cls.__name__, [c.__module__ + '.' + c.__name__ if c.__module__ != 'builtins' else c.__name__ for c in cls.__mro__])
for cls in (OrderedDict, defaultdict, Counter, deque, dict, list, tuple, set, frozenset, int, bool, float, complex, str, bytes, bytearray, object, type, range, slice, memoryview):
    show(cls)
for cls in (Exception, ValueError, KeyError, IndexError, FileNotFoundError, ConnectionResetError, BrokenPipeError, ZeroDivisionError, UnicodeDecodeError, KeyboardInterrupt, SystemExit, StopIteration, ModuleNotFoundError, NotImplementedError, RecursionError, DeprecationWarning, TimeoutError, json.JSONDecodeError, queue.Empty, argparse.ArgumentError, OSError, decimal.InvalidOperation):
    show(cls)
for cls in (datetime.datetime, datetime.date, datetime.timedelta, decimal.Decimal, fractions.Fraction, threading.Thread, threading.Timer, UserDict, UserList, ChainMap, queue.PriorityQueue):
    show(cls)
class Color(Enum):
    RED = 1
class Num(IntEnum):
    ONE = 1
class Perm(Flag):
    R = 1
print([c.__name__ for c in Color.__mro__], [c.__name__ for c in Num.mro()], [c.__name__ for c in Perm.mro()])
class MyDict(dict): pass
class MyOD(OrderedDict): pass
class MyErr(ValueError, KeyError): pass
class MyList(list): pass
class MyInt(int): pass
class MyStr(str): pass
class Multi(UserDict): pass
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
class E(D, dict): pass
class Ab(ABC): pass
P = namedtuple('P', 'x y')
class Emp(NamedTuple):
    a: int
class Pt(P):
    pass
@dataclass
class Dc(A):
    x: int
for cls in (MyDict, MyOD, MyErr, MyList, MyInt, MyStr, Multi, A, B, C, D, E, Ab, P, Emp, Pt, Dc, Color, Num):
    print(cls.__name__, [c.__name__ for c in cls.mro()], [b.__name__ for b in cls.__bases__], cls.__base__.__name__)
pairs = [(OrderedDict, dict), (Counter, dict), (defaultdict, dict), (deque, list), (MyOD, dict), (MyOD, OrderedDict), (bool, int), (int, float), (IntEnum, int), (Num, int), (Num, IntEnum), (Num, Enum), (Color, Enum), (Color, int), (P, tuple), (Emp, tuple), (Pt, P), (Pt, tuple), (MyErr, KeyError), (MyErr, LookupError), (FileNotFoundError, OSError), (ConnectionError, OSError), (TimeoutError, OSError), (json.JSONDecodeError, ValueError), (datetime.datetime, datetime.date), (MyList, list), (MyInt, int), (MyStr, str), (dict, cabc.Mapping), (OrderedDict, cabc.MutableMapping), (list, cabc.Sequence), (list, cabc.Iterable), (str, cabc.Sequence), (set, cabc.Set), (frozenset, cabc.MutableSet), (dict, cabc.Hashable), (tuple, cabc.Hashable), (int, cabc.Hashable), (list, cabc.Hashable), (deque, cabc.MutableSequence), (E, dict), (D, A), (type, object), (Perm, Flag), (UserDict, cabc.MutableMapping), (range, cabc.Sequence), (A, cabc.Hashable), (A, cabc.Iterable), (A, cabc.Callable), (int, numbers.Number), (float, numbers.Real), (bool, numbers.Integral), (complex, numbers.Real), (decimal.Decimal, numbers.Number), (fractions.Fraction, numbers.Rational), (bytes, cabc.Sequence), (dict, object), (Exception, BaseException), (KeyboardInterrupt, Exception)]
for a, b in pairs:
    print(a.__name__, b.__name__, issubclass(a, b))
class It:
    def __iter__(self): return iter([])
class Sz(It):
    def __len__(self): return 0
    def __contains__(self, x): return False
    def __call__(self): pass
class Uh:
    __hash__ = None
for cls in (It, Sz, Uh):
    print(cls.__name__, [issubclass(cls, k) for k in (cabc.Iterable, cabc.Sized, cabc.Container, cabc.Collection, cabc.Callable, cabc.Hashable, cabc.Iterator)])
try:
    issubclass(1, int)
except TypeError as e:
    print(e)
try:
    issubclass(int, 1)
except TypeError as e:
    print(e)
print(issubclass(int, (str, int)), issubclass(MyDict, (list, dict)), issubclass(bool, (int, float)), issubclass(int, int | str))
print(isinstance(OrderedDict(), dict), isinstance(Num.ONE, int), isinstance(P(1, 2), tuple), isinstance(True, int), isinstance(deque(), list), isinstance(Counter(), cabc.Mapping))
print(type(OrderedDict()).__mro__[1] is dict, dict in Counter.__mro__, object in int.__mro__, int.__bases__, bool.__bases__, object.__bases__, dict.__base__)
print(OrderedDict.__mro__)
print(A.__mro__, Num.__mro__, Perm, Color, type(Color.RED), Color)
for base in type(KeyError()).__mro__:
    print(base)
