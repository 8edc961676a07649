import itertools
import sys
from copy import deepcopy


class Life:
    def __init__(self, rows, cols, wrap=True):
        self.rows = rows
        self.cols = cols
        self.wrap = wrap
        self.grid = [[0 for _ in range(cols)] for _ in range(rows)]
        self.generation = 0

    def set_pattern(self, pattern, top=0, left=0):
        for r, line in enumerate(pattern.strip().split('\n')):
            for c, ch in enumerate(line.strip()):
                self.grid[top + r][left + c] = 1 if ch == '#' else 0

    def neighbours(self, row, col):
        count = 0
        for dr, dc in itertools.product((-1, 0, 1), repeat=2):
            if dr == dc == 0:
                continue
            r, c = row + dr, col + dc
            if self.wrap:
                r %= self.rows
                c %= self.cols
            elif not (0 <= r < self.rows and 0 <= c < self.cols):
                continue
            count += self.grid[r][c]
        return count

    def step(self):
        new = deepcopy(self.grid)
        for row in range(self.rows):
            for col in range(self.cols):
                n = self.neighbours(row, col)
                if self.grid[row][col] and n not in (2, 3):
                    new[row][col] = 0
                elif not self.grid[row][col] and n == 3:
                    new[row][col] = 1
        changed = new != self.grid
        self.grid = new
        self.generation += 1
        return changed

    def alive(self):
        return sum(map(sum, self.grid))

    def __str__(self):
        border = '+' + '-' * self.cols + '+'
        lines = [border]
        for row in self.grid:
            lines.append('|' + ''.join('#' if cell else ' ' for cell in row) + '|')
        lines.append(border)
        return '\n'.join(lines)


GLIDER = """
.#.
..#
###
"""
BLINKER = "###"
BLOCK = "##\n##"

game = Life(8, 12)
game.set_pattern(GLIDER)
for _ in range(5):
    print(f'Generation {game.generation}: {game.alive()} alive')
    print(game)
    game.step()

small = Life(5, 5, wrap=False)
small.set_pattern(BLINKER, top=2, left=1)
seen = {}
while str(small) not in seen:
    seen[str(small)] = small.generation
    small.step()
print('period', small.generation - seen[str(small)])

still = Life(4, 4)
still.set_pattern(BLOCK, 1, 1)
print('block changes:', still.step())

# the same with sets
def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if (dx, dy) != (0, 0):
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in cells)}

cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(20):
    cells = step(cells)
print(sorted(cells), len(cells))
print('recursion limit is a number:', isinstance(sys.getrecursionlimit(), int))
