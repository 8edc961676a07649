"""Tic-tac-toe with minimax and memoisation; knapsack, edit distance, N queens, roman numerals."""
from functools import lru_cache
from itertools import combinations
import copy

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


class Board:
    def __init__(self, cells=None):
        self.cells = cells if cells is not None else [' '] * 9

    def __str__(self):
        return '\n-+-+-\n'.join('|'.join(self.cells[r * 3:r * 3 + 3]) for r in range(3))

    def __getitem__(self, i):
        return self.cells[i]

    def moves(self):
        return [i for i, c in enumerate(self.cells) if c == ' ']

    @property
    def winner(self):
        for a, b, c in LINES:
            if self[a] == self[b] == self[c] != ' ':
                return self[a]
        return None if self.moves() else 'draw'

    def play(self, i, who):
        if self.cells[i] != ' ':
            raise ValueError('taken: %d' % i)
        other = copy.copy(self)
        other.cells = self.cells[:]
        other.cells[i] = who
        return other


class Player:
    SCORES = {'X': 1, 'O': -1, 'draw': 0}

    def __init__(self):
        self.cache = {}
        self.visited = 0

    def minimax(self, board, who):
        key = (''.join(board.cells), who)
        if key in self.cache:
            return self.cache[key]
        self.visited += 1
        over = board.winner
        if over:
            result = self.SCORES[over], None
        else:
            scored = [(self.minimax(board.play(m, who), 'O' if who == 'X' else 'X')[0], m) for m in board.moves()]
            pick = max if who == 'X' else min
            result = pick(scored, key=lambda s: s[0])
        self.cache[key] = result
        return result


board, who, player, moves = Board(), 'X', Player(), []
while not board.winner:
    score, move = player.minimax(board, who)
    moves.append(move)
    board = board.play(move, who)
    who = {'X': 'O', 'O': 'X'}[who]
print(board, board.winner, moves, player.visited, sep='\n')
try:
    board.play(0, 'X')
except ValueError as e:
    print(e)


def edit_distance(a, b):
    @lru_cache(maxsize=None)
    def d(i, j):
        if not i or not j:
            return i or j
        return min(d(i - 1, j) + 1, d(i, j - 1) + 1, d(i - 1, j - 1) + (a[i - 1] != b[j - 1]))
    return d(len(a), len(b))


def knapsack(items, room):
    best = [(0, [])] * (room + 1)
    for name, weight, value in items:
        for w in range(room, weight - 1, -1):
            total = best[w - weight][0] + value
            if total > best[w][0]:
                best[w] = (total, best[w - weight][1] + [name])
    return best[room]


def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    for col in range(n):
        if all(col != c and abs(col - c) != len(placed) - r for r, c in enumerate(placed)):
            yield from queens(n, placed + (col,))


def roman(n):
    out = ''
    for value, digits in ((1000, 'M'), (900, 'CM'), (500, 'D'), (400, 'CD'), (100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'), (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')):
        while n >= value:
            out += digits
            n -= value
    return out


def spiral(rows):
    rows = [list(r) for r in rows]
    while rows:
        yield from rows.pop(0)
        rows = list(zip(*rows))[::-1]


def collatz(n, steps=0):
    return steps if n == 1 else collatz(n // 2 if n % 2 == 0 else 3 * n + 1, steps + 1)


print(edit_distance('kitten', 'sitting'), edit_distance('', 'abc'), knapsack([('gold', 5, 60), ('book', 1, 10), ('lamp', 3, 45)], 6))
solutions = list(queens(6))
print(len(solutions), solutions[0], sum(1 for _ in queens(5)))
print([roman(n) for n in (4, 9, 1994, 2024)], list(spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]])))
print(max(range(1, 300), key=collatz), collatz(27), [c for c in combinations('abcd', 3)][-1], pow(3, 200, 1000007), 2 ** 64 % 10 ** 9)
matrix = [[i * j for j in range(4)] for i in range(3)]
transposed = [list(row) for row in zip(*matrix)]
print(matrix, transposed, sum(map(sum, matrix)), [row[i] for i, row in enumerate(matrix)], -7 // 2, -7 % 3, divmod(-7, 2), 7 / 2, 6 / 3, round(2.5), round(-1.567, 2))
grid = [['.'] * 3 for _ in range(2)]
grid[0][1] = '#'
grid[-1][-1] = '@'
print('\n'.join(''.join(r) for r in grid), 1 < 2 < 3 != 4, not [] and 'x' or 'y', 0 or None or [], bin(10), 0x1f, 1_000, 5 & 3 | 8 ^ 2, ~5, 1 << 40, -1 >> 1)
