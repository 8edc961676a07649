from abc import ABC, abstractmethod
from math import pi, sqrt, isclose
import random


class Shape(ABC):
    count = 0

    def __init__(self, name=None):
        self.name = name or type(self).__name__.lower()
        Shape.count += 1

    @abstractmethod
    def area(self):
        """Return the area."""

    @property
    @abstractmethod
    def perimeter(self):
        pass

    def __lt__(self, other):
        return self.area() < other.area()

    def __str__(self):
        return f'{self.name} with area {self.area():.2f} and perimeter {self.perimeter:.2f}'


class Circle(Shape):
    def __init__(self, radius, **kwargs):
        super().__init__(**kwargs)
        self.radius = radius

    def area(self):
        return pi * self.radius ** 2

    @property
    def perimeter(self):
        return 2 * pi * self.radius

    @staticmethod
    def from_diameter(d):
        return Circle(d / 2)


class Rectangle(Shape):
    def __init__(self, width, height, **kwargs):
        super().__init__(**kwargs)
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height

    @property
    def perimeter(self):
        return 2 * (self.width + self.height)


class Square(Rectangle):
    def __init__(self, side, **kwargs):
        super().__init__(side, side, **kwargs)

    @property
    def side(self):
        return self.width

    @side.setter
    def side(self, value):
        if value <= 0:
            raise ValueError('side must be positive')
        self.width = self.height = value


class Triangle(Shape):
    def __init__(self, a, b, c):
        super().__init__()
        if a + b <= c or a + c <= b or b + c <= a:
            raise ValueError(f'not a triangle: {a}, {b}, {c}')
        self.sides = a, b, c

    def area(self):
        a, b, c = self.sides
        s = sum(self.sides) / 2
        return sqrt(s * (s - a) * (s - b) * (s - c))

    @property
    def perimeter(self):
        return sum(self.sides)


class Vector:
    def __init__(self, *xs):
        self.xs = xs

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.xs, other.xs)))

    def __mul__(self, k):
        if isinstance(k, Vector):
            return sum(a * b for a, b in zip(self.xs, k.xs))
        return Vector(*[x * k for x in self.xs])

    __rmul__ = __mul__

    def __abs__(self):
        return sqrt(self * self)

    def __bool__(self):
        return any(self.xs)

    def __eq__(self, other):
        return self.xs == other.xs

    def __hash__(self):
        return hash(self.xs)

    def __getitem__(self, i):
        return self.xs[i]

    def __iter__(self):
        return iter(self.xs)

    def __neg__(self):
        return -1 * self

    def __iadd__(self, other):
        self.xs = (self + other).xs
        return self

    def __repr__(self):
        return f"{self.__class__.__name__}{self.xs}"


shapes = [Circle(1.5), Rectangle(2, 3, name='box'), Square(2), Triangle(3, 4, 5), Circle.from_diameter(1)]
for shape in sorted(shapes):
    print(shape)
print(Shape.count, max(shapes).name, sum(s.area() for s in shapes if isinstance(s, Rectangle)))
square = shapes[2]
square.side = 4
print(square.side, square.area(), square.height)
for bad in (lambda: setattr(square, 'side', 0), lambda: Triangle(1, 2, 10), Shape, lambda: Circle()):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(Square.__mro__[1].__name__, Square.__bases__, issubclass(Square, Shape), [c.__name__ for c in Square.mro()])
v, w = Vector(3, 4), Vector(1, -1)
print(v + w, v * 2, 3 * w, v * w, abs(v), -v, bool(Vector(0, 0)), v == Vector(3, 4), {v: 'x'}[Vector(3, 4)])
v += w
x, y = v
print(v, x, y, v[0], v[-1], list(v), isclose(abs(Vector(1, 1)), 2 ** 0.5), Vector())
rng = random.Random(1)
inside = sum(1 for _ in range(10000) if rng.random() ** 2 + rng.random() ** 2 <= 1)
print('pi is about', 4 * inside / 10000)
