"""Light metaprogramming: dynamic attributes, operators, proxies, registries, fluent builders."""
import operator
from functools import partial, reduce


class Record:
    _fields = ()

    def __init__(self, *args, **kwargs):
        cls = type(self)
        if len(args) > len(cls._fields):
            raise TypeError('%s takes %d arguments (%d given)' % (cls.__name__, len(cls._fields), len(args)))
        for name, value in zip(cls._fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name not in cls._fields:
                raise TypeError('unexpected %s' % name)
            setattr(self, name, value)

    def __repr__(self):
        return '%s(%s)' % (self.__class__.__name__, ', '.join('%s=%r' % (f, getattr(self, f, None)) for f in self._fields))

    def __iter__(self):
        return (getattr(self, f) for f in self._fields)


class Point(Record):
    _fields = ('x', 'y')


class Point3(Point):
    _fields = Point._fields + ('z',)


class Lazy:
    def __init__(self, **thunks):
        self._thunks = thunks

    def __getattr__(self, name):
        try:
            thunk = self.__dict__['_thunks'][name]
        except KeyError:
            raise AttributeError(name)
        value = thunk()
        setattr(self, name, value)
        return value


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, '_target', target)
        object.__setattr__(self, '_calls', [])

    def __getattr__(self, name):
        attr = getattr(self._target, name)
        self._calls.append(name)
        return attr

    def __setattr__(self, name, value):
        self._calls.append('set ' + name)
        setattr(self._target, name, value)


class Expr:
    def __init__(self, f, text):
        self.f, self.text = f, text

    def _bin(self, other, op, symbol, flip=False):
        o = other if isinstance(other, Expr) else Expr(lambda _: other, repr(other))
        a, b = (o, self) if flip else (self, o)
        return Expr(lambda x: op(a.f(x), b.f(x)), f'({a.text} {symbol} {b.text})')

    def __add__(self, o): return self._bin(o, operator.add, '+')
    def __radd__(self, o): return self._bin(o, operator.add, '+', True)
    def __mul__(self, o): return self._bin(o, operator.mul, '*')
    def __rmul__(self, o): return self._bin(o, operator.mul, '*', True)
    def __sub__(self, o): return self._bin(o, operator.sub, '-')
    def __rsub__(self, o): return self._bin(o, operator.sub, '-', flip=True)
    def __lt__(self, o): return self._bin(o, operator.lt, '<')
    def __getitem__(self, k): return Expr(lambda x: self.f(x)[k], f'{self.text}[{k!r}]')
    def __getattr__(self, k):
        if k.startswith('__'):
            raise AttributeError(k)
        return Expr(lambda x: getattr(self.f(x), k), f'{self.text}.{k}')
    def __call__(self, x): return self.f(x)
    def __str__(self): return self.text


_ = Expr(lambda x: x, '_')


class Query:
    def __init__(self, rows):
        self._rows = list(rows)

    def where(self, pred=None, **eq):
        rows = self._rows
        if pred is not None:
            rows = filter(pred, rows)
        for k, v in eq.items():
            rows = [r for r in rows if r[k] == v]
        return Query(rows)

    def order_by(self, key, desc=False):
        return Query(sorted(self._rows, key=operator.itemgetter(key), reverse=desc))

    def select(self, *cols):
        return [tuple(r[c] for c in cols) for r in self._rows] if len(cols) > 1 else [r[cols[0]] for r in self._rows]

    def __len__(self):
        return len(self._rows)


class Pipeline:
    def __init__(self, *steps):
        self.steps = steps

    def __or__(self, step):
        return Pipeline(*self.steps, step)

    def __call__(self, x):
        return reduce(lambda acc, f: f(acc), self.steps, x)


p = Point3(1, 2, z=3)
print(p, list(p), Point(4, 5), isinstance(p, Point), Point3._fields)
for bad in (lambda: Point(1, 2, 3), lambda: Point(q=1)):
    try:
        bad()
    except TypeError as e:
        print('TypeError:', e)
calls = []
lazy = Lazy(big=lambda: calls.append(1) or 42, name=lambda: 'lazy')
print(lazy.big, lazy.big, calls, lazy.name, getattr(lazy, 'nope', 'default'), hasattr(lazy, 'nope'))
proxy = Proxy(p)
proxy.x = 99
print(proxy.x, p.x, proxy._calls, callable(proxy), callable(_))
f = 2 * _ + 1
g = (_ - 3) * (10 - _)
print(f(5), g(7), f, g, (_ < 5)(4), _['a'](dict(a=1)), _.real(7), _.x)
print(list(map(_ * _ + 1, range(5))), sorted([3, -2, 1], key=_ * _))
rows = [dict(name='ann', age=31, city='oslo'), dict(name='bob', age=25, city='rome'), dict(name='cyd', age=40, city='oslo')]
q = Query(rows)
print(q.where(city='oslo').order_by('age', desc=True).select('name'), q.where(_['age'] < 35).select('name', 'age'), len(q.where(lambda r: 'b' in r['name'])))
pipe = Pipeline() | str.strip | str.title | partial(str.replace, *()) if False else Pipeline() | str.strip | str.title
print(pipe('  hello world '), (pipe | len)('  abc'))
Dyn = type('Dyn', (Point,), {'_fields': ('a', 'b'), 'total': lambda self: self.a + self.b})
d = Dyn(1, b=2)
print(d, d.total(), Dyn.__name__, isinstance(d, Record), [c.__name__ for c in (Dyn, Point, Record)])
for op in ('add', 'mul', 'floordiv'):
    print(op, getattr(operator, op)(7, 2), end='; ')
print()
