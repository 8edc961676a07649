# --- divmod of a program's own
class P:
    def __init__(self, n):
        self.n = n
    def __divmod__(self, o):
        return 'divmod', self.n, o
    def __rdivmod__(self, o):
        return 'rdivmod', o, self.n
class Q:
    def __divmod__(self, o):
        return NotImplemented
class R:
    def __floordiv__(self, o):
        return 'never'
    def __mod__(self, o):
        return 'never'
print(divmod(P(7), 2), divmod(2, P(7)), divmod(Q(), P(1))[0])
for a, b in ((Q(), 1), (1, Q()), (R(), 2), ('a', 1), (1, None), ([], 2)):
    try:
        print(divmod(a, b))
    except TypeError as e:
        print(e)
from fractions import Fraction
from decimal import Decimal
from datetime import timedelta
print(divmod(Fraction(7, 2), 1), divmod(Decimal('7.5'), 2), divmod(timedelta(hours=5), timedelta(hours=2)), divmod(-7, 2), divmod(7.5, 2), divmod(True, 2), divmod(10**20, 7))
for a, b in ((1, 0), (1.0, 0)):
    try:
        divmod(a, b)
    except ZeroDivisionError as e:
        print(e)
# --- special methods: numbers
import math
import operator
class N:
    def __init__(self, n):
        self.n = n
    def __round__(self, digits=None):
        return 'round', self.n, digits
    def __trunc__(self):
        return 'trunc', self.n
    def __floor__(self):
        return 'floor', self.n
    def __ceil__(self):
        return 'ceil', self.n
    def __index__(self):
        return self.n
    def __int__(self):
        return self.n * 2
    def __float__(self):
        return self.n / 2
    def __complex__(self):
        return complex(self.n, 1)
    def __abs__(self):
        return 'abs'
    def __pos__(self):
        return 'pos'
    def __neg__(self):
        return 'neg'
    def __invert__(self):
        return 'inv'
    def __bytes__(self):
        return b'bytes%d' % self.n
    def __bool__(self):
        return self.n > 2
    def __pow__(self, e, m=None):
        return 'pow', e, m
    def __rpow__(self, b):
        return 'rpow', b
    def __matmul__(self, o):
        return 'matmul', o
    def __lshift__(self, o):
        return 'lshift', o
    def __rrshift__(self, o):
        return 'rrshift', o
n = N(3)
print(round(n), round(n, 2), round(n, ndigits=1), math.trunc(n), math.floor(n), math.ceil(n))
print(int(n), float(n), complex(n), abs(n), +n, -n, ~n, bytes(n), bool(n), bool(N(1)))
print(bin(n), hex(n), oct(n), chr(N(65)), [0, 1, 2, 3, 4][n], 'abcdef'[n:], [1, 2, 3, 4][:n], list(range(n)), 'ab' * n, n * [0] if False else [0] * n, operator.index(n))
print(pow(n, 2), pow(n, 2, 5), n ** 4, 2 ** n, n @ 1, n << 2, 5 >> n, (1, 2, 3, 4)[n], bytes(N(2)) , math.sqrt(N(8)))
class I:
    def __index__(self):
        return 4
print(int(I()), list(range(I())), [i for i in range(0, 10, I())])
class T:
    def __trunc__(self):
        return 9
print(math.trunc(T()))
# --- special methods: containers
class C:
    def __init__(self):
        self.d = {}
    def __len__(self):
        return 3
    def __length_hint__(self):
        return 10
    def __getitem__(self, key):
        if isinstance(key, slice):
            return 'slice', key.start, key.stop, key.step
        if isinstance(key, tuple):
            return 'tuple', key
        if isinstance(key, int) and key >= 3:
            raise IndexError(key)
        return 'item', key
    def __setitem__(self, key, value):
        self.d[str(key)] = value
    def __delitem__(self, key):
        print('del', key)
    def __contains__(self, x):
        return x == 5
    def __reversed__(self):
        return iter(['r', 'e', 'v'])
    def __format__(self, spec):
        return 'format<%s>' % spec
c = C()
c[1:2] = 'x'
del c[0], c[1:2]
print(len(c), c[1], c[1:], c[::2], c[1, 2], 5 in c, 6 in c, list(reversed(c)), list(c), c.d)
print(f'{c}', f'{c:>10}', format(c), format(c, 'x'), '{:y} {}'.format(c, c), bool(c))
class Missing(dict):
    def __missing__(self, key):
        return 'missing ' + str(key)
m = Missing(a=1)
print(m['a'], m['b'], m.get('b'), 'b' in m, len(m), '%(zz)s' % m, '{q}'.format_map(m))
import operator
class Seq:
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return [10, 20][i]
s = Seq()
print(list(s), list(reversed(s)), 10 in s, 30 in s, max(s), sorted(s, reverse=True), dict(enumerate(s)), tuple(s), [*s], sum(s))
a, b = s
print(a, b)
# --- special methods: classes
class Plugin:
    seen = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Plugin.seen.append(cls.__name__)
class One(Plugin, tag='one'):
    pass
class Two(One):
    pass
print(Plugin.seen, One.tag, Two.tag)
class Field:
    def __set_name__(self, owner, name):
        self.name, self.owner = name, owner.__name__
    def __get__(self, obj, cls=None):
        return (self.name, self.owner) if obj is None else obj.__dict__.get(self.name, 'unset')
    def __set__(self, obj, value):
        obj.__dict__[self.name] = value * 2
class Rec:
    a = Field()
    b = Field()
r = Rec()
r.a = 5
print(Rec.a, Rec.b, r.a, r.b)
class G:
    def __class_getitem__(cls, item):
        return cls.__name__, item
print(G[int], G['a', 1])
class Ctx:
    def __enter__(self):
        return 'entered'
    def __exit__(self, t, v, tb):
        print(t and t.__name__, v)
        return True
with Ctx() as x:
    print(x)
    raise KeyError('k')
class Call:
    def __call__(self, *args, **kw):
        return args, kw
    def __getattr__(self, name):
        return 'got ' + name
    def __dir__(self):
        return ['z', 'a']
    def __sizeof__(self):
        return 42
    def __hash__(self):
        return 7
    def __eq__(self, o):
        return isinstance(o, Call)
    def __repr__(self):
        return 'Call!'
k = Call()
print(k(1, a=2), k.anything, dir(k), hash(k), k == Call(), k != Call(), {k: 1}[Call()], [k], str(k), f'{k!r:>8}')
class Order:
    def __init__(self, n):
        self.n = n
    def __lt__(self, o):
        return self.n < o.n
    def __le__(self, o):
        return self.n <= o.n
    def __repr__(self):
        return 'O%d' % self.n
    def __iadd__(self, o):
        self.n += o
        return self
    def __radd__(self, o):
        return 'radd', o
    def __copy__(self):
        return Order(-self.n)
    def __deepcopy__(self, memo):
        return Order(100)
    def __del__(self):
        pass
import copy
o = Order(1)
o += 5
print(sorted([Order(3), Order(1), Order(2)]), max(Order(1), Order(5)), Order(1) > Order(0), Order(2) >= Order(2), o, 1 + o, copy.copy(o), copy.deepcopy(o))
# --- divmod of enums
import enum
class E(enum.IntEnum):
    A = 7
class F(enum.IntFlag):
    A = 5
print(divmod(E.A, 2), divmod(20, E.A), divmod(F.A, 2))
