"""Simple matrix class with operators (no numpy)."""
from fractions import Fraction
from math import isclose, sqrt, prod
import operator
from functools import reduce

class MatrixError(ValueError):
    pass

class Matrix:
    __slots__ = ("rows", "m", "n")

    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        self.m = len(self.rows)
        self.n = len(self.rows[0]) if self.rows else 0
        if any(len(r) != self.n for r in self.rows):
            raise MatrixError("ragged rows")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    @property
    def shape(self):
        return self.m, self.n

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

    def _elementwise(self, other, op):
        if self.shape != other.shape:
            raise MatrixError(f"shape mismatch: {self.shape} vs {other.shape}")
        return Matrix([[op(a, b) for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __add__(self, other):
        return self._elementwise(other, operator.add)

    def __sub__(self, other):
        return self._elementwise(other, operator.sub)

    def __neg__(self):
        return -1 * self

    def __mul__(self, k):
        return Matrix([[x * k for x in r] for r in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.n != other.m:
            raise MatrixError("cannot multiply %dx%d by %dx%d" % (self.shape + other.shape))
        cols = other.T.rows
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in cols] for r in self.rows])

    def __pow__(self, e):
        return reduce(operator.matmul, [self] * e, Matrix.identity(self.n))

    def __abs__(self):
        return sqrt(sum(x * x for r in self.rows for x in r))

    def __repr__(self):
        return f"Matrix({self.rows!r})"

    def __str__(self):
        cells = [[str(x) for x in r] for r in self.rows]
        w = max(len(c) for r in cells for c in r)
        return "\n".join("[" + " ".join(c.rjust(w) for c in r) + "]" for r in cells)

    def det(self):
        a = [[Fraction(x) for x in r] for r in self.rows]
        sign = 1
        for c in range(self.n):
            p = next((r for r in range(c, self.n) if a[r][c] != 0), None)
            if p is None:
                return 0
            if p != c:
                a[c], a[p] = a[p], a[c]
                sign = -sign
            for r in range(c + 1, self.n):
                f = a[r][c] / a[c][c]
                a[r] = [x - f * y for x, y in zip(a[r], a[c])]
        return sign * prod(a[i][i] for i in range(self.n))

A = Matrix([[1, 2], [3, 4]])
B = Matrix([[0, 1], [1, 0]])
print(A + B, A - B, sep="\n--\n")
print(repr(A @ B), 2 * A == A * 2, -A)
print("A^10 =", (A ** 10).rows, "det", A.det(), (Matrix([[0, 2, 1], [1, 1, 4], [3, 5, 7]])).det())
print(repr(A.T), A[1, 0], A[0], A.shape, round(abs(A), 6), isclose(abs(A) ** 2, 30))
A[0, 0] = Fraction(1, 3)
print(A, repr(A), A.det())
for bad in (lambda: A @ Matrix([[1, 2, 3]]), lambda: Matrix([[1], [2, 3]]), lambda: A + Matrix([[1]])):
    try:
        bad()
    except MatrixError as err:
        print("error:", err)
fib = Matrix([[1, 1], [1, 0]])
print([(fib ** k)[0, 1] for k in range(1, 12)], (fib ** 100)[0, 1])
