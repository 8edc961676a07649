from __future__ import division
import math
from numbers import Number


class Matrix(object):
    """A small matrix class with operator overloading."""

    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError('all rows must have the same length')

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    @classmethod
    def zeros(cls, m, n=None):
        return cls([[0] * (n or m) for _ in range(m)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, index):
        if isinstance(index, tuple):
            i, j = index
            return self.rows[i][j]
        return self.rows[index]

    def __setitem__(self, index, value):
        i, j = index
        self.rows[i][j] = value

    def __add__(self, other):
        if self.shape != other.shape:
            raise ValueError('shapes {} and {} do not match'.format(self.shape, other.shape))
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __mul__(self, other):
        if isinstance(other, Number):
            return Matrix([[a * other for a in row] for row in self.rows])
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape[1] != other.shape[0]:
            raise ValueError('cannot multiply %dx%d by %dx%d' % (self.shape + other.shape))
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in columns] for row in self.rows])

    __rmul__ = __mul__
    __matmul__ = __mul__

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result * base
            base = base * base
            n >>= 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def minor(self, i, j):
        return Matrix([row[:j] + row[j + 1:] for row in self.rows[:i] + self.rows[i + 1:]])

    def det(self):
        n, m = self.shape
        if n != m:
            raise ValueError('not square')
        if n == 1:
            return self[0, 0]
        return sum((-1) ** j * self[0, j] * self.minor(0, j).det() for j in range(n))

    def inverse(self):
        d = self.det()
        if d == 0:
            raise ZeroDivisionError('matrix is singular')
        n = len(self)
        return Matrix([[(-1) ** (i + j) * self.minor(j, i).det() / d for j in range(n)] for i in range(n)])

    def __repr__(self):
        return 'Matrix({!r})'.format(self.rows)

    def __str__(self):
        width = max(len(str(x)) for row in self for x in row)
        return '\n'.join('[' + ' '.join(str(x).rjust(width) for x in row) + ']' for row in self)


a = Matrix([[1, 2], [3, 4]])
b = Matrix([[0, 1], [1, 0]])
print(a)
print(a + b, a - b, a * b, 2 * a, a * 0.5, sep='\n')
print(a @ b == a * b, a.T, a.shape, a.det(), len(a))
print(a ** 5)
print(a.inverse())
print(a * a.inverse())
fib = Matrix([[1, 1], [1, 0]]) ** 90
print(fib[0, 1], fib[0][1] == fib[1, 0])
big = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]])
print(big.det(), repr(big.minor(1, 1)))
for bad in (lambda: a + big, lambda: a * big, lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: Matrix([[1], [2, 3]]), lambda: a * 'x'):
    try:
        print(bad())
    except (ValueError, ZeroDivisionError) as exc:
        print(type(exc).__name__ + ':', exc)
    except TypeError as exc:
        print('TypeError:', exc)
z = Matrix.zeros(2, 3)
z[1, 2] = 7
print(z)
angle = math.pi / 6
rot = Matrix([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
print([[round(x, 4) for x in row] for row in rot ** 3])
