"""Vectors, polygons, a tiny ray tracer in ASCII; operator overloading and numeric formatting."""
import math
from collections import namedtuple
from functools import reduce
from itertools import combinations, tee


class Vec(namedtuple('Vec', 'x y z')):
    __slots__ = ()

    def __new__(cls, x=0.0, y=0.0, z=0.0):
        return super().__new__(cls, x, y, z)

    def __add__(self, o): return Vec(*(a + b for a, b in zip(self, o)))
    def __sub__(self, o): return Vec(*(a - b for a, b in zip(self, o)))
    def __neg__(self): return Vec(-self.x, -self.y, -self.z)

    def __mul__(self, k):
        if isinstance(k, Vec):
            return sum(a * b for a, b in zip(self, k))
        return Vec(*(a * k for a in self))

    __rmul__ = __mul__

    def __truediv__(self, k): return self * (1 / k)
    def __abs__(self): return math.sqrt(self * self)
    def __matmul__(self, o):
        return Vec(self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x)

    @property
    def unit(self):
        n = abs(self)
        return self / n if n else self

    def __str__(self): return '<%s>' % ', '.join('%g' % round(c, 4) for c in self)


class Sphere:
    def __init__(self, center, radius, char='o'):
        self.center, self.radius, self.char = center, radius, char

    def hit(self, origin, direction):
        oc = origin - self.center
        b = oc * direction
        disc = b * b - (oc * oc - self.radius ** 2)
        if disc < 0:
            return None
        t = -b - math.sqrt(disc)
        return t if t > 1e-6 else None

    def normal(self, p):
        return (p - self.center).unit


class Plane:
    char = '='

    def __init__(self, y): self.y = y

    def hit(self, origin, direction):
        if abs(direction.y) < 1e-9:
            return None
        t = (self.y - origin.y) / direction.y
        return t if t > 1e-6 else None

    def normal(self, p): return Vec(0, 1, 0)


RAMP = ' .:-=+*#%@'


def trace(scene, width=38, height=14, light=Vec(-1, 2, -1).unit):
    eye = Vec(0, 1, -5)
    for j in range(height):
        row = []
        for i in range(width):
            d = Vec((i - width / 2) / (width / 2) * 1.4, (height / 2 - j) / (height / 2) * .9, 2.5).unit
            hits = [(t, k, s) for k, s in enumerate(scene) if (t := s.hit(eye, d)) is not None]
            if not hits:
                row.append(' ')
                continue
            t, _, s = min(hits)
            p = eye + d * t
            n = s.normal(p)
            shade = max(0.0, n * light)
            if any(o.hit(p + n * 1e-4, light) for o in scene if o is not s):
                shade *= .2
            row.append(RAMP[min(len(RAMP) - 1, int(shade * len(RAMP)))])
        yield ''.join(row).rstrip()


Point = namedtuple('Point', ['x', 'y'])


class Polygon:
    def __init__(self, *points):
        self.points = [Point(*p) for p in points]

    @classmethod
    def regular(cls, n, r=1):
        return cls(*((r * math.cos(2 * math.pi * k / n), r * math.sin(2 * math.pi * k / n)) for k in range(n)))

    def edges(self):
        a, b = tee(self.points + self.points[:1])
        next(b)
        return zip(a, b)

    @property
    def area(self):
        return abs(sum(p.x * q.y - q.x * p.y for p, q in self.edges())) / 2

    @property
    def perimeter(self):
        return sum(math.dist(p, q) for p, q in self.edges())

    def __contains__(self, point):
        x, y = point
        inside = False
        for (x1, y1), (x2, y2) in self.edges():
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside

    def hull(self):
        pts = sorted(set(self.points))

        def half(points):
            out = []
            for p in points:
                while len(out) >= 2 and (out[-1].x - out[-2].x) * (p.y - out[-2].y) - (out[-1].y - out[-2].y) * (p.x - out[-2].x) <= 0:
                    out.pop()
                out.append(p)
            return out[:-1]
        return Polygon(*half(pts), *half(pts[::-1]))


a, b = Vec(1, 2, 3), Vec(y=-1)
print(a, b, a + b, a - b, a * b, a * 2, 2 * a, a @ b, -a, abs(Vec(3, 4)), a / 2, a.unit, a == (1, 2, 3), Vec() == Vec(0, 0, 0))
print(repr(a), a._replace(z=9), sum([a, b], Vec()), reduce(Vec.__add__, [a, a, b]), sorted([a, b])[0], a[1:], {a: 1}[Vec(1, 2, 3)], max(a, b, key=abs))
for line in trace([Sphere(Vec(0, 1, 1), 1.3), Sphere(Vec(-1.9, .4, .4), .7), Plane(-.3)]):
    print(line)
square = Polygon((0, 0), (2, 0), (2, 2), (0, 2))
star = Polygon((0, 0), (4, 0), (1, 1), (0, 4), (2, 2))
print(square.area, square.perimeter, (1, 1) in square, (3, 1) in square, star.hull().points, f'{Polygon.regular(6).area:.6f} {Polygon.regular(100).perimeter / 2:.4f}')
print([round(math.dist(p, q), 3) for p, q in combinations(star.points[:3], 2)], math.tau, math.atan2(1, -1), math.isclose(math.sin(math.pi), 0, abs_tol=1e-9), '%.3e' % math.exp(-20), math.floor(-2.5), math.fsum([.1] * 3), f'{math.e:.10f}')
