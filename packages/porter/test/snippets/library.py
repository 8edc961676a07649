# --- shlex
import shlex
print(shlex.split('say "hello there" \'it is\' a\\ b ""'), shlex.quote("it's"), shlex.quote('plain'), shlex.join(['ls', '-l', 'my file']), shlex.split('a # b', comments=True), shlex.split('a "b c"', posix=False))
try:
    shlex.split('"open')
except ValueError as e:
    print(e)
# --- types
import types
from types import SimpleNamespace, MappingProxyType
n = SimpleNamespace(x=1, name='ann')
n.y = [2]
print(n, n.x + 1, n == SimpleNamespace(x=1, name='ann', y=[2]), vars(n), SimpleNamespace())
m = MappingProxyType({'a': 1})
print(m, m['a'], 'a' in m, len(m), list(m), m.get('z'), dict(m))
try:
    m['b'] = 2
except TypeError as e:
    print(e)
class C:
    def __init__(self, v):
        self.v = v
    def method(self):
        return self.v
def extra(self, more):
    return self.v + more
c = C(3)
c.extra = types.MethodType(extra, c)
print(c.extra(4), isinstance(extra, types.FunctionType), isinstance(c.method, types.MethodType), isinstance((i for i in []), types.GeneratorType), isinstance(lambda: 1, types.LambdaType), isinstance(C, types.FunctionType))
# --- typing.NamedTuple
from typing import NamedTuple, Optional, List
class Point(NamedTuple):
    """A point."""
    x: float
    y: float = 0.0
    label: Optional[str] = None

    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    @property
    def swapped(self):
        return Point(self.y, self.x)

p = Point(3, 4)
print(p, p.x, p[1], p.norm(), p.swapped, p == (3, 4, None), Point(1), Point(y=2, x=1), p._replace(x=0), p._asdict(), Point._fields, isinstance(p, tuple))
x, y, label = p
print(x, y, label, len(p), sorted([Point(2), Point(1)]), {p: 1}[p])
Pair = NamedTuple('Pair', [('a', int), ('b', str)])
print(Pair(1, 'z'), Pair(a=2, b='q').b)
# --- typing's other names
from typing import TypedDict, NewType, Union, Dict, Protocol, runtime_checkable, TypeVar, Generic, overload, Final, Literal, TYPE_CHECKING, cast, ClassVar
class Movie(TypedDict, total=False):
    name: str
    year: int
m = Movie(name='Alien', year=1979)
print(m, m['name'], isinstance(m, dict))
UserId = NewType('UserId', int)
print(UserId(5) + 1)
Number = Union[int, float]
Json = Dict[str, 'Json']
T = TypeVar('T')
class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item
    def map(self, f) -> 'Box[T]':
        return Box(f(self.item))
b: Box[int] = Box[int](3)
print(b.map(lambda v: v + 1).item, cast(int, '7'), TYPE_CHECKING)
LIMIT: Final = 10
Mode = Literal['r', 'w']
print(LIMIT)
@overload
def twice(x: int) -> int: ...
@overload
def twice(x: str) -> str: ...
def twice(x):
    return x * 2
print(twice(2), twice('ab'))
# --- typing.Protocol
from typing import Protocol, runtime_checkable
@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...
class File:
    def close(self):
        print('closed')
def shut(x: Closes) -> None:
    x.close()
shut(File())
print(isinstance(File(), Closes), isinstance(3, Closes))
# --- functools.singledispatch
from functools import singledispatch, singledispatchmethod
@singledispatch
def show(x):
    return 'something %r' % (x,)
@show.register(int)
def _(x):
    return 'int %d' % x
@show.register
def _(x: str):
    return 'str ' + x
@show.register(list)
@show.register(tuple)
def _(x):
    return 'seq of %d' % len(x)
class Base: pass
class Derived(Base): pass
@show.register(Base)
def show_base(x):
    return 'base'
print(show(1), show('a'), show([1, 2]), show((1,)), show(1.5), show(True), show(Derived()), show(None), show.__name__)
class Formatter:
    @singledispatchmethod
    def format(self, arg):
        return 'object'
    @format.register
    def _(self, arg: int):
        return 'int %d' % arg
    @format.register(str)
    def _(self, arg):
        return 'str ' + arg
f = Formatter()
print(f.format(1), f.format('x'), f.format(2.5))
# --- functools.cached_property and partialmethod
from functools import cached_property, partialmethod
class Data:
    def __init__(self, xs):
        self.xs = xs
        self.count = 0
    @cached_property
    def total(self):
        self.count += 1
        return sum(self.xs)
    def set_state(self, state):
        self.state = state
        return self
    on = partialmethod(set_state, 'on')
d = Data([1, 2, 3])
print(d.total, d.total, d.count, 'total' in d.__dict__)
del d.total
print(d.total, d.count, d.on().state)
# --- collections.ChainMap, UserDict, UserList
from collections import ChainMap, UserDict, UserList
base = {'a': 1, 'b': 2}
c = ChainMap({'b': 20, 'c': 30}, base)
print(c['a'], c['b'], sorted(c), len(c), 'z' in c, c.get('z', 0), dict(c), c)
c['a'] = 100
child = c.new_child({'d': 4})
print(base, c['a'], child['d'], child['b'], child.parents == c, list(c.items()))
class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)
l = Lower({'A': 1})
l['Bc'] = 2
l.update(XY=3)
print(l, l['bc'], len(l), list(l), 'a' in l, l.get('zz'), l.pop('a'), l.data)
class Stack(UserList):
    def push(self, x):
        self.append(x)
s = Stack([1, 2])
s.push(3)
print(s, s[0], s[-1], len(s), s[1:], s + [4], 2 in s, s == [1, 2, 3], s.pop(), list(s))
# --- collections.abc
from collections.abc import Iterable, Mapping, MutableMapping, Sequence, Callable, Hashable, Iterator, Sized, Container, MutableSequence, Set
for x in ([], (), {}, set(), 'ab', 5, None, len, iter([]), (i for i in []), range(3), b''):
    print([isinstance(x, c) for c in (Iterable, Mapping, Sequence, Callable, Hashable, Iterator, Sized, Set)])
class Cache(MutableMapping):
    def __init__(self):
        self.store = {}
        self.reads = 0
    def __getitem__(self, key):
        self.reads += 1
        return self.store[key]
    def __setitem__(self, key, value):
        self.store[key] = value
    def __delitem__(self, key):
        del self.store[key]
    def __iter__(self):
        return iter(self.store)
    def __len__(self):
        return len(self.store)
c = Cache()
c['a'] = 1
c.update({'b': 2}, c=3)
print(list(c), c.get('a'), c.get('z', 9), 'b' in c, c.pop('b'), c.setdefault('d', 4), list(c.items()), list(c.values()), len(c), c == {'a': 1, 'c': 3, 'd': 4}, isinstance(c, Mapping), dict(c))
class Deck(Sequence):
    def __init__(self, cards):
        self.cards = cards
    def __getitem__(self, i):
        return self.cards[i]
    def __len__(self):
        return len(self.cards)
d = Deck(list('abca'))
print(list(d), 'b' in d, d.index('c'), d.count('a'), list(reversed(d)), d[1:3], isinstance(d, Iterable))
class Countdown(Iterator):
    def __init__(self, n):
        self.n = n
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Countdown(3)), isinstance(Countdown(1), Iterator))
class Half(MutableSequence):
    def __len__(self):
        return 0
try:
    Half()
except TypeError as e:
    print(e)
# --- string.Template
from string import Template
t = Template('$who owes ${amount} dollars ($$ only)')
print(t.substitute(who='Ann', amount=5), t.substitute({'who': 'Bob', 'amount': 2}), t.safe_substitute(who='Eve'), t.template)
for bad in ('$x', '$ 5'):
    try:
        Template(bad).substitute({})
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
# --- enum.Flag and IntFlag
from enum import Flag, IntFlag, auto, Enum, IntEnum, unique
class Perm(Flag):
    READ = auto()
    WRITE = auto()
    EXEC = auto()
    ALL = READ | WRITE | EXEC
p = Perm.READ | Perm.WRITE
print(p, repr(p), p.value, Perm.READ in p, Perm.EXEC in p, bool(p & Perm.EXEC), Perm.ALL, Perm(4), p ^ Perm.READ, ~Perm.READ, list(Perm), p == Perm.WRITE | Perm.READ, [f.name for f in Perm.ALL], len(Perm))
class Bits(IntFlag):
    A = 1
    B = 2
    C = 4
b = Bits.A | Bits.C
print(b, int(b), b + 1, Bits.B in b, b == 5, repr(b), b & 4, f'{b}', repr(Bits.A))
# --- enum's other ways
from enum import Enum, IntEnum, auto, unique
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def gravity(self):
        return 6.67300E-11 * self.mass / (self.radius * self.radius)
print(Planet.EARTH.gravity, Planet.EARTH.value, Planet.MERCURY, [p.name for p in Planet])
Color = Enum('Color', 'RED GREEN BLUE')
print(Color.RED, list(Color), Color(2), Color['BLUE'].value, Color.RED in Color, len(Color))
class Status(str, Enum):
    OPEN = 'open'
    CLOSED = 'closed'
print(Status.OPEN == 'open', Status.OPEN.value, Status('closed'), Status.OPEN, Status.OPEN.upper(), Status.__members__.keys())
class Level(IntEnum):
    LOW = 1
    HIGH = 3
print(Level.HIGH > Level.LOW, sorted([Level.HIGH, Level.LOW]), Level.LOW + 1, {1: 'x'}[Level.LOW], Level.HIGH, repr(Level.HIGH), f'{Level.HIGH}', max(Level), Level(3).name, isinstance(Level.LOW, int))
class Shape(Enum):
    SQUARE = 1
    DIAMOND = 1
    CIRCLE = 2
    @classmethod
    def default(cls):
        return cls.CIRCLE
    @classmethod
    def _missing_(cls, value):
        return cls.SQUARE
    def describe(self):
        return f'{self.name.lower()}={self.value}'
print(Shape.DIAMOND, list(Shape), Shape.default().describe(), Shape(99), Shape.__members__, Shape.SQUARE is Shape.DIAMOND, {Shape.SQUARE: 1}, hash(Shape.SQUARE) == hash(Shape.DIAMOND))
try:
    Color(7)
except ValueError as e:
    print(e)
try:
    Color['PINK']
except KeyError as e:
    print(e)
import copy
print(copy.deepcopy([Shape.CIRCLE])[0] is Shape.CIRCLE)
# --- inspect
import inspect
class C:
    """A class.

    With more.
    """
    def method(self): pass
def f():
    """Does it."""
def g():
    yield 1
print(inspect.isclass(C), inspect.isclass(C()), inspect.isfunction(f), inspect.isfunction(C), inspect.ismethod(C().method), inspect.ismethod(f), inspect.getdoc(f), repr(inspect.getdoc(C)), inspect.isgeneratorfunction(g), inspect.isgeneratorfunction(f), inspect.isgenerator(g()))
# --- zlib, secrets
import zlib, secrets
print(zlib.crc32(b'hello world'), zlib.adler32(b'hello world'), zlib.decompress(zlib.compress(b'abc' * 100)) == b'abc' * 100, len(secrets.token_hex(8)), 0 <= secrets.randbelow(10) < 10, secrets.choice([7]), hex(zlib.crc32(b'')))
# --- pprint
from pprint import pprint, pformat
import pprint as pp
pprint({'b': 1, 'a': [1, 2, 3]})
data = {'name': 'something rather long to print', 'items': [{'id': i, 'tags': ['x' * 10, 'y' * 12], 'ok': True} for i in range(3)], 'nested': {'deep': {'deeper': list(range(30))}}}
pprint(data)
pprint(data, width=40)
pprint([1, (2,), {3}, None, 'x'])
print(pformat({'z': 1, 'y': 2}), pformat(list(range(40)), width=60, compact=True))
pprint(data, depth=2)
pp.pprint({'z': 1, 'y': 2}, sort_dicts=False)
pp.PrettyPrinter(indent=4, width=30).pprint({'alpha': [1, 2, 3, 4], 'beta': ['one', 'two', 'three']})
# --- __dict__ is the attributes
class Bag:
    def __init__(self, **kw):
        self.__dict__.update(kw)
b = Bag(a=1, b=2)
b.__dict__['c'] = 3
print(b.a + b.b + b.c, vars(b), 'a' in b.__dict__)
del b.__dict__['a']
print(hasattr(b, 'a'), sorted(b.__dict__))
vars(b)['d'] = 4
print(b.d, b.__dict__.get('zz', 0), list(b.__dict__.items()))
# --- unions of types
def kind(x):
    if isinstance(x, int | float):
        return 'number'
    if isinstance(x, str | None):
        return 'text'
    return 'other'
IntOrStr = int | str
def f(x: int | None = None) -> IntOrStr:
    return x or 'none'
print(kind(1), kind(2.5), kind('a'), kind(None), kind([]), isinstance('a', IntOrStr), f(), f(3))
# --- the views of a mapping of collections.abc
from collections import OrderedDict, UserDict
from collections.abc import Mapping, MutableMapping, KeysView, ItemsView, ValuesView, MappingView, Set
class M(Mapping):
    def __init__(self, d):
        self.d = dict(d)
        self.log = []
    def __getitem__(self, k):
        self.log.append('get ' + str(k))
        return self.d[k]
    def __iter__(self):
        self.log.append('iter')
        return iter(self.d)
    def __len__(self):
        self.log.append('len')
        return len(self.d)
    def __repr__(self):
        return 'M(%r)' % self.d
m = M({'a': 1, 'b': 2})
def did(x):
    print(x, m.log)
    m.log.clear()
did([k for k in m.keys()])
did(len(m.keys()))
did(len(m.values()))
did('a' in m.keys())
did('z' in m.keys())
did(('a', 1) in m.items())
did(('a', 2) in m.items())
did(('z', 2) in m.items())
did(2 in m.values())
did([p for p in m.items()])
did([v for v in m.values()])
did([m.keys(), m.items(), m.values()])
print(type(m.keys()).__name__, type(m.items()).__name__, type(m.values()).__name__)
print(sorted(m.keys() & {'a', 'z'}), sorted(m.keys() | {'z'}), sorted(m.keys() - {'a'}), sorted(m.keys() ^ {'a', 'z'}))
print(sorted({'a', 'z'} & m.keys()), sorted({'z'} | m.keys()), sorted({'a', 'z'} - m.keys()), sorted({'a', 'z'} ^ m.keys()))
print(m.keys() & ['a'], m.keys() - (x for x in 'bc'), m.items() & {('a', 1)}, type(m.keys() & []))
print(m.keys() == {'a', 'b'}, {'a', 'b'} == m.keys(), m.keys() == ['a', 'b'], m.keys() <= {'a', 'b'}, m.keys() < {'a', 'b'}, m.keys() > {'a'}, {'a'} <= m.keys(), m.keys() >= {'a': 1}.keys(), m.keys() != {'a'}, m.keys().isdisjoint({'q'}))
print(m.keys() == {'b': 1, 'a': 2}.keys(), m.items() == {'b': 2, 'a': 1}.items())
for f in (lambda: m.keys() <= ['a'], lambda: m.keys() & 5, lambda: m.values() & {1}, lambda: reversed(m.keys()), lambda: m.keys()[0]):
    try:
        print(f())
    except TypeError as e:
        print('TypeError', e)
print([isinstance(x, c) for x in (m.keys(), m.items(), m.values(), {}.keys(), {}.values()) for c in (KeysView, ItemsView, ValuesView, MappingView, Set)])
class LRU(MutableMapping):
    def __init__(self):
        self.data = OrderedDict()
    def __getitem__(self, k):
        self.data.move_to_end(k)
        return self.data[k]
    def __setitem__(self, k, v):
        self.data[k] = v
    def __delitem__(self, k):
        del self.data[k]
    def __iter__(self):
        return iter(self.data)
    def __len__(self):
        return len(self.data)
c = LRU()
c['a'] = 1
c['b'] = 2
c['c'] = 3
print(list(c.keys()), list(c), 'a' in c.keys(), list(c.keys()))
view = c.keys()
c['d'] = 4
print(list(view), len(view), c.setdefault('b', 9), list(c), c.pop('zz', None), c.popitem(), list(c))
print(c == 5, UserDict(a=1).items(), list(UserDict(a=1).items()), UserDict(a=1).keys())
c.update([('x', 1)], y=2)
c.update(M({'q': 5}))
print(c.pop('q'), sorted(c.data.items()))
for k, v in M({'k': 'v'}).items():
    print(k, v)
class Named(UserDict):
    def keys(self):
        return [k.upper() for k in self.data]
    def __getitem__(self, k):
        return self.data[k.lower()]
print(dict(Named(a=1)), {**Named(b=2)})
class V(KeysView):
    def first(self):
        return next(iter(self))
print(V(m), V(m).first(), sorted(V({'a': 1}) | {'b'}))
o = OrderedDict(a=1, b=2, c=3)
try:
    for k in o:
        o.move_to_end(k)
except RuntimeError as e:
    print(e)
o = OrderedDict(a=1)
for k in o:
    o.move_to_end(k)
print(list(o))
# --- mappings of all kinds are unpacked
from collections import UserDict
from collections.abc import Mapping, MutableMapping
class M(Mapping):
    def __init__(self, d): self.d = dict(d); self.log = []
    def __getitem__(self, k): self.log.append('get'); return self.d[k]
    def __iter__(self): self.log.append('iter'); return iter(self.d)
    def __len__(self): self.log.append('len'); return len(self.d)
    def __repr__(self): return 'M(%r)' % self.d
def f(**kw): return kw
class K:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k * 2
m = M({'a': 1, 'b': 2})
u = UserDict(a=1, b=2)
k = K()
d = {'a': 1, 'b': 2}
for c in (m, u, k, d):
    print(f(**c), dict(**c), {**c}, {**c, 'z': 3}, dict(c))
    e = {}
    e.update(c)
    print(e, '%(a)s' % c, '{a}'.format_map(c), f(x=1, **c), f(**c, **{'y': 2}))
    t = '{b}'
    print(t.format_map(c), t.format(**c))
print('{a}'.format_map({'a': 5}))
from collections import Counter
print(Counter(UserDict(a=3)), Counter(m)['b'])
# --- format_map, % and ** with mappings of all kinds
def f(**kw):
    return kw
class D(dict):
    def __missing__(self, k):
        return '<' + k + '>'
class P:
    def __iter__(self):
        return iter([('a', 1)])
class G:
    def __getitem__(self, k):
        return k + '!'
print('{a} {b}'.format_map(D(a=1)), '%(a)s %(b)s' % D(a=1), dict(P()))
print('{x} {y.real} {z[0]}'.format_map({'x': 1, 'y': 2, 'z': [3]}), '%(q)s' % G(), '{q:>4}'.format_map(G()), 'plain' % G(), 'p' % [1])
template = '{name}: {n:03d}'
print(template.format_map({'name': 'n', 'n': 7}), [s.format_map({'a': 1}) for s in ('{a}', '{{{a}}}')])
for g in (lambda: f(**{1: 2}), lambda: {**5}, lambda: '{a}'.format_map({}), lambda: '{}'.format_map({'a': 1}), lambda: '%(a)s' % 5, lambda: '%(a)s' % [1], lambda: 'x' % 5, lambda: dict(5), lambda: '{a}'.format(b=1), lambda: '%(zz)s' % {'a': 1}, lambda: {**None}):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
# --- hashes by name, UUIDs and what the system says of errors
import hashlib, uuid, os, errno
print(hashlib.new('md5', b'a').hexdigest())
h = hashlib.new('sha256'); h.update(b'x'); print(h.hexdigest(), h.name, h.digest_size)
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_URL, 'http://x'))
print(os.strerror(errno.ENOENT), os.strerror(111), os.strerror(9999))
try:
    hashlib.new('nope')
except ValueError as e:
    print(e)
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
for f in (lambda: uuid.UUID('12345678123456781234567812345678'), lambda: uuid.UUID('{12345678-1234-5678-1234-567812345678}'), lambda: uuid.UUID('x'), lambda: uuid.UUID('urn:uuid:12345678-1234-5678-1234-567812345678').version, lambda: uuid.uuid5(uuid.NAMESPACE_DNS, 'é').version, lambda: uuid.UUID(int=5), lambda: uuid.UUID(bytes=b'a' * 16), lambda: uuid.UUID(hex='12345678' * 4).bytes, lambda: uuid.NAMESPACE_OID, lambda: uuid.uuid3(namespace=uuid.NAMESPACE_X500, name='x'), lambda: uuid.UUID(), lambda: hashlib.new('SHA256').name, lambda: hashlib.new('sha3_256', b'a').hexdigest(), lambda: hashlib.new(name='md5', data=b'a', usedforsecurity=False).hexdigest(), lambda: hashlib.sha224(b'a').hexdigest(), lambda: hashlib.sha384(b'a').name, lambda: (hashlib.md5().block_size, hashlib.sha512().block_size), lambda: hashlib.md5(string=b'a').hexdigest(), lambda: hashlib.md5(b'a', usedforsecurity=False).hexdigest(), lambda: os.strerror(-1), lambda: os.strerror(0), lambda: os.strerror('a'), lambda: hashlib.new('')):
    t(f)
c = h.copy()
c.update(b'y')
print(c.hexdigest() == hashlib.sha256(b'xy').hexdigest(), h.hexdigest() == hashlib.sha256(b'x').hexdigest(), uuid.uuid4().version, {uuid.UUID(int=5): 1}[uuid.UUID(int=5)])
