"""A matrix class with operators, and a few algorithms on it."""
import math


class Matrix(object):
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def __mul__(self, other):
        if not isinstance(other, Matrix):
            return Matrix([[x * other for x in row] for row in self.rows])
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*other.rows)] for row in self.rows])

    def __rmul__(self, k):
        return self * k

    def __pow__(self, n):
        result = Matrix.identity(self.shape[0])
        base = self
        while n:
            if n & 1:
                result = result * base
            base = base * base
            n >>= 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def transpose(self):
        return Matrix(zip(*self.rows))

    def det(self):
        if self.shape == (1, 1):
            return self[0, 0]
        total = 0
        for j in range(self.shape[1]):
            minor = Matrix([row[:j] + row[j + 1:] for row in self.rows[1:]])
            total += (-1) ** j * self[0, j] * minor.det()
        return total

    def __str__(self):
        return '\n'.join(' '.join('%4s' % x for x in row) for row in self.rows)


m = Matrix([[1, 1], [1, 0]])
print(m ** 10)
print((m ** 90)[0, 1])
n = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 1]])
print(n.det(), n.shape, n.transpose().rows, (2 * n).rows, n == n.transpose().transpose())
n[0, 0] = 0.5
print(n)
print(n.det(), math.isclose(n.det(), n.transpose().det()))
