"""Backtracking: a sudoku, n queens and subset sums."""


def queens(n, row=0, cols=(), d1=(), d2=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if c not in cols and row + c not in d1 and row - c not in d2:
            for solution in queens(n, row + 1, cols + (c,), d1 + (row + c,), d2 + (row - c,)):
                yield solution


def subsets(numbers, target, start=0, chosen=None):
    chosen = chosen or []
    if target == 0:
        return [list(chosen)]
    found = []
    for i in range(start, len(numbers)):
        if numbers[i] <= target:
            found += subsets(numbers, target - numbers[i], i + 1, chosen + [numbers[i]])
    return found


def solve(grid):
    for r in range(4):
        for c in range(4):
            if grid[r][c] == 0:
                used = set(grid[r]) | {grid[i][c] for i in range(4)}
                br, bc = r // 2 * 2, c // 2 * 2
                used |= {grid[i][j] for i in range(br, br + 2) for j in range(bc, bc + 2)}
                for v in sorted({1, 2, 3, 4} - used):
                    grid[r][c] = v
                    if solve(grid):
                        return True
                grid[r][c] = 0
                return False
    return True


print(sum(1 for _ in queens(6)), next(queens(8)))
print(subsets([1, 2, 3, 4, 5], 6))
grid = [[1, 0, 0, 0], [0, 0, 3, 0], [0, 1, 0, 0], [0, 0, 0, 2]]
print(solve(grid))
for row in grid:
    print(*row)
