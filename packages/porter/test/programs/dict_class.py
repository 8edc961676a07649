class Box(dict):
    """A dict with an __init__, and attributes."""
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.reads = 0

    def __getitem__(self, key):
        self.reads += 1
        return super().__getitem__(key)

    def __missing__(self, key):
        return '<%s>' % key


b = Box({'a': 1}, b=2)
print(b['a'], b['b'], b['c'], b.reads, len(b), b, 'c' in b)
b['d'] = 4
b.update(e=5)
print(sorted(b.items()), isinstance(b, dict), b == {'a': 1, 'b': 2, 'd': 4, 'e': 5})


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __getitem__(self, at):
        i, j = at
        return self.rows[i][j]

    def __setitem__(self, at, value):
        i, j = at
        self.rows[i][j] = value

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*other.rows)] for row in self.rows])

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        return iter(self.rows)

    def __add__(self, other):
        return Matrix([[x + y for x, y in zip(*pair)] for pair in zip(self, other)])

    __radd__ = __add__

    def __neg__(self):
        return Matrix([[-x for x in row] for row in self])

    def __bool__(self):
        return any(any(row) for row in self.rows)

    def __str__(self):
        return '\n'.join(' '.join(f'{x:4}' for x in row) for row in self.rows)


m = Matrix([[1, 2], [3, 4]])
m[0, 1] += 5
print(m, m @ m, m + -m, bool(m + -m), m == Matrix([(1, 7), (3, 4)]), sep='\n')
