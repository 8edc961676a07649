"""Mixins, multiple inheritance, abstract classes, properties, slots, class and static methods, operators."""
import abc
from collections import namedtuple
from typing import Any, Callable, Dict, Generic, List, Optional, TypeVar

T = TypeVar('T')


class Point(namedtuple('Point', 'x y', defaults=[0.0])):
    __slots__ = ()

    def dist(self, other: 'Point') -> float:
        return ((self.x - other.x) ** 2 + (self.y - other.y) ** 2) ** 0.5


class Stack(Generic[T]):
    def __init__(self, items: Optional[List[T]] = None) -> None:
        self._items: List[T] = items or []

    def push(self, item: T) -> 'Stack[T]':
        self._items.append(item)
        return self

    def __iter__(self):
        while self._items:
            yield self._items.pop()


class Observable:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._observers: Dict[str, List[Callable[..., Any]]] = {}

    def subscribe(self, event, callback):
        self._observers.setdefault(event, []).append(callback)

    def notify(self, event, *args):
        return [cb(self, *args) for cb in self._observers.get(event, [])]


class Sensor(abc.ABC):
    count = 0
    __slots__ = ()

    def __init__(self, name):
        type(self).count += 1
        self.name = name

    @property
    @abc.abstractmethod
    def unit(self):
        ...

    @abc.abstractmethod
    def read(self):
        raise NotImplementedError

    @classmethod
    def create(cls, *args):
        return cls(*args)

    @staticmethod
    def clamp(value, low=-50, high=50):
        return max(low, min(high, value))

    def __lt__(self, other):
        return self.read() < other.read()


class Thermometer(Observable, Sensor):
    unit = '°C'

    def __init__(self, name, start=20):
        super().__init__(name)
        self._t = start

    @property
    def temperature(self):
        """Degrees"""
        return self._t

    @temperature.setter
    def temperature(self, value):
        old, self._t = self._t, self.clamp(value)
        if old != self._t:
            self.notify('change', old, self._t)

    def read(self):
        return self.temperature

    fahrenheit = property(lambda self: self._t * 9 / 5 + 32)

    def __iadd__(self, n):
        self.temperature += n
        return self

    def __format__(self, spec):
        return format(self._t, spec) + self.unit if spec else str(self)

    def __str__(self):
        return f'{self.name}: {self._t}{self.unit}'


log = []
t = Thermometer.create('kitchen')
t.subscribe('change', lambda s, old, new: log.append((s.name, old, new)))
t.temperature = 25
t.temperature = 25
t += 100
print(t, f'{t:.1f}', t.fahrenheit, log, Thermometer.count, Sensor.count)
try:
    Sensor('x')
except TypeError as e:
    print('abstract', type(e).__name__)
u = Thermometer('cellar', 12)
print(min(t, u).name, sorted([t, u])[0].name, Thermometer.__name__)
p = Point(3, 4)
print(p, p.dist(Point(0)), p._replace(x=0), p == (3, 4), p[0] + p.y, Point._fields)
x, y = p
print(x, y, list(Stack([1]).push(2).push(3)))
try:
    p.x = 1
except AttributeError as e:
    print('immutable')


class A:
    def hi(self):
        return ['A']


class B(A):
    def hi(self):
        return ['B'] + super().hi()


class C(A):
    def hi(self):
        return ['C'] + super().hi()


class D(B, C):
    def hi(self):
        return ['D'] + super().hi()


print(D().hi(), issubclass(D, A), isinstance(D(), (int, C)))


class Vec:
    def __init__(self, *c):
        self.c = c

    def __mul__(self, k):
        return Vec(*(a * k for a in self.c)) if not isinstance(k, Vec) else sum(a * b for a, b in zip(self.c, k.c))

    __rmul__ = __mul__

    def __getattr__(self, name):
        if name in 'xyz':
            return self.c['xyz'.index(name)]
        raise AttributeError(name)

    def __len__(self):
        return len(self.c)

    def __contains__(self, v):
        return v in self.c

    def __hash__(self):
        return hash(self.c)

    def __eq__(self, o):
        return self.c == o.c

    def __repr__(self):
        return 'Vec%r' % (self.c,)

    def __call__(self, f):
        return Vec(*map(f, self.c))

    def __getitem__(self, i):
        return Vec(*self.c[i]) if isinstance(i, slice) else self.c[i]


v = Vec(1, 2, 3)
print(2 * v, v * v, v.y, len(v), 3 in v, {v: 1}[Vec(1, 2, 3)], v(lambda a: a ** 2), v[1:], v[-1], bool(Vec()), hasattr(v, 'w'), getattr(v, 'w', None))
