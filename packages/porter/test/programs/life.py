"""Conway's game of life on a torus, with sets of cells."""
from itertools import product


class Life:
    def __init__(self, width, height, cells):
        self.width, self.height = width, height
        self.cells = set(cells)

    @classmethod
    def parse(cls, text):
        rows = [row for row in text.strip().split('\n')]
        cells = {(x, y) for y, row in enumerate(rows) for x, c in enumerate(row) if c == '#'}
        return cls(max(map(len, rows)), len(rows), cells)

    def neighbours(self, cell):
        x, y = cell
        for dx, dy in product((-1, 0, 1), repeat=2):
            if (dx, dy) != (0, 0):
                yield (x + dx) % self.width, (y + dy) % self.height

    def step(self):
        counts = {}
        for cell in self.cells:
            for n in self.neighbours(cell):
                counts[n] = counts.get(n, 0) + 1
        self.cells = {c for c, n in counts.items() if n == 3 or n == 2 and c in self.cells}
        return self

    def __str__(self):
        return '\n'.join(''.join('#' if (x, y) in self.cells else '.' for x in range(self.width)) for y in range(self.height))


game = Life.parse('''
.#....
..#...
###...
......
......
''')
for generation in range(5):
    print(generation, len(game.cells))
    if generation in (0, 4):
        print(game)
    game.step()
