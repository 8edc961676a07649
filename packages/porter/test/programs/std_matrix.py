import math
from fractions import Fraction
from functools import reduce
from operator import mul


class Matrix:
    def __init__(self, rows):
        rows = [list(r) for r in rows]
        if len({len(r) for r in rows}) != 1:
            raise ValueError('ragged matrix')
        self.rows = rows
        self.shape = (len(rows), len(rows[0]))

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @staticmethod
    def zeros(n, m):
        return Matrix([[0] * m for _ in range(n)])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            i, j = key
            return self.rows[i][j]
        return self.rows[key]

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __add__(self, other):
        if self.shape != other.shape:
            raise ValueError(f'shapes {self.shape} and {other.shape} do not fit')
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __mul__(self, k):
        return Matrix([[k * x for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other):
        if isinstance(other, Matrix):
            if self.shape[1] != other.shape[0]:
                raise ValueError('dimension mismatch')
            cols = list(zip(*other.rows))
            return Matrix([[sum(map(mul, row, col)) for col in cols] for row in self.rows])
        return [sum(a * b for a, b in zip(row, other)) for row in self.rows]

    def __pow__(self, n):
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def __bool__(self):
        return any(any(row) for row in self.rows)

    def __iter__(self):
        for row in self.rows:
            yield tuple(row)

    def __len__(self):
        return self.shape[0]

    def __contains__(self, x):
        return any(x in row for row in self.rows)

    def __str__(self):
        cells = [[str(x) for x in row] for row in self.rows]
        widths = [max(map(len, col)) for col in zip(*cells)]
        return '\n'.join('[' + '  '.join(c.rjust(w) for c, w in zip(row, widths)) + ']' for row in cells)

    def __repr__(self):
        return f'Matrix({self.rows})'

    def det(self):
        m = [row[:] for row in self.rows]
        n, sign, prev = len(m), 1, 1
        for k in range(n - 1):
            if m[k][k] == 0:
                for i in range(k + 1, n):
                    if m[i][k]:
                        m[k], m[i] = m[i], m[k]
                        sign = -sign
                        break
                else:
                    return 0
            for i in range(k + 1, n):
                for j in range(k + 1, n):
                    m[i][j] = (m[i][j] * m[k][k] - m[i][k] * m[k][j]) // prev
            prev = m[k][k]
        return sign * m[-1][-1]

    def inverse(self):
        n = len(self)
        aug = [[Fraction(x) for x in row] + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(self.rows)]
        for col in range(n):
            pivot = next((r for r in range(col, n) if aug[r][col] != 0), None)
            if pivot is None:
                raise ZeroDivisionError('singular')
            aug[col], aug[pivot] = aug[pivot], aug[col]
            p = aug[col][col]
            aug[col] = [x / p for x in aug[col]]
            for r in range(n):
                if r != col and aug[r][col]:
                    f = aug[r][col]
                    aug[r] = [x - f * y for x, y in zip(aug[r], aug[col])]
        return Matrix([row[n:] for row in aug])


a = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]])
print(a)
print(a.T.rows, a.shape, a[0, 2], a[1], a[1][-1])
print(repr(a @ a), a @ [1, 2, 3])
print(a.det(), (a ** 5).det(), Matrix([[0, 1], [1, 0]]).det(), Matrix([[1, 2], [2, 4]]).det())
inv = a.inverse()
print(inv)
print(a @ inv == Matrix.identity(3), 2 * a == a + a, a - a, bool(a - a), 3 in a, list(a)[0], len(a))
for bad in (lambda: Matrix([[1], [1, 2]]), lambda: a + Matrix([[1]]), lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: a @ Matrix.zeros(2, 2)):
    try:
        bad()
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, '-', e)
fib = Matrix([[1, 1], [1, 0]])
print((fib ** 90)[0][1], (fib ** 300)[0, 1])
a[0, 0] = 0.5
print(a.rows[0], a * 2)
theta = math.radians(30)
rot = Matrix([[math.cos(theta), -math.sin(theta)], [math.sin(theta), math.cos(theta)]])
print([[round(x, 6) for x in r] for r in (rot ** 3)], ["%.3f" % v for v in rot @ (1, 0)])
print(reduce(lambda x, y: x @ y, [fib] * 6), sum((Matrix([[i]]) for i in range(4)), Matrix([[0]])))
