"""Constraint solving: sudoku, crypt-arithmetic, knapsack, edit distance, LCS, backtracking words."""
from collections import defaultdict
from functools import lru_cache
from itertools import permutations, product
from string import ascii_lowercase


def cross(A, B):
    return [a + b for a in A for b in B]


digits, rows, cols = '123456789', 'ABCDEFGHI', '123456789'
squares = cross(rows, cols)
unitlist = [cross(rows, c) for c in cols] + [cross(r, cols) for r in rows] + [cross(rs, cs) for rs in ('ABC', 'DEF', 'GHI') for cs in ('123', '456', '789')]
units = dict((s, [u for u in unitlist if s in u]) for s in squares)
peers = dict((s, set(sum(units[s], [])) - {s}) for s in squares)


def parse_grid(grid):
    values = dict((s, digits) for s in squares)
    chars = [c for c in grid if c in digits or c in '0.']
    assert len(chars) == 81, len(chars)
    for s, d in zip(squares, chars):
        if d in digits and not assign(values, s, d):
            return False
    return values


def assign(values, s, d):
    return values if all(eliminate(values, s, d2) for d2 in values[s].replace(d, '')) else False


def eliminate(values, s, d):
    if d not in values[s]:
        return values
    values[s] = values[s].replace(d, '')
    if len(values[s]) == 0:
        return False
    elif len(values[s]) == 1:
        d2 = values[s]
        if not all(eliminate(values, s2, d2) for s2 in peers[s]):
            return False
    for u in units[s]:
        places = [s for s in u if d in values[s]]
        if not places:
            return False
        if len(places) == 1 and not assign(values, places[0], d):
            return False
    return values


def search(values):
    if values is False:
        return False
    if all(len(values[s]) == 1 for s in squares):
        return values
    n, s = min((len(values[s]), s) for s in squares if len(values[s]) > 1)
    return next((r for d in values[s] if (r := search(assign(values.copy(), s, d)))), False)


def display(values):
    width = 1 + max(len(values[s]) for s in squares)
    line = '+'.join(['-' * (width * 3)] * 3)
    for r in rows:
        print(''.join(values[r + c].center(width) + ('|' if c in '36' else '') for c in cols).rstrip())
        if r in 'CF':
            print(line)


display(search(parse_grid('4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......')))


def alphametic(puzzle):
    words = [w for w in puzzle.replace('+', ' ').replace('=', ' ').split()]
    letters = sorted(set(''.join(words)))
    firsts = {w[0] for w in words}
    for perm in permutations(range(10), len(letters)):
        table = dict(zip(letters, perm))
        if any(table[f] == 0 for f in firsts):
            continue
        nums = [int(''.join(str(table[c]) for c in w)) for w in words]
        if sum(nums[:-1]) == nums[-1]:
            return ' + '.join(map(str, nums[:-1])) + f' = {nums[-1]}'


print(alphametic('TWO + TWO = FOUR'))


def edit_distance(a, b):
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (ca != cb)))
        prev = cur
    return prev[-1]


@lru_cache(maxsize=None)
def lcs(a, b):
    if not a or not b:
        return ''
    if a[0] == b[0]:
        return a[0] + lcs(a[1:], b[1:])
    return max(lcs(a[1:], b), lcs(a, b[1:]), key=len)


def knapsack(items, capacity):
    best = [[0] * (capacity + 1)]
    for name, w, v in items:
        row = best[-1][:]
        for c in range(w, capacity + 1):
            row[c] = max(row[c], best[-1][c - w] + v)
        best.append(row)
    chosen, c = [], capacity
    for i in range(len(items), 0, -1):
        if best[i][c] != best[i - 1][c]:
            chosen.append(items[i - 1][0])
            c -= items[i - 1][1]
    return best[-1][capacity], chosen[::-1]


def coins(amount, kinds):
    ways = [1] + [0] * amount
    for k in kinds:
        for x in range(k, amount + 1):
            ways[x] += ways[x - k]
    return ways[amount]


def known_edits1(word, known):
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deletes = {a + b[1:] for a, b in splits if b}
    transposes = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    replaces = {a + c + b[1:] for a, b in splits if b for c in ascii_lowercase}
    inserts = {a + c + b for a, b in splits for c in ascii_lowercase}
    return sorted((deletes | transposes | replaces | inserts) & known)


def make_trie(*words):
    root = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node['$'] = word
    return root


def boggle(board, trie):
    R, C = len(board), len(board[0])
    found = set()

    def visit(r, c, node, path):
        ch = board[r][c]
        if ch not in node:
            return
        node = node[ch]
        if '$' in node:
            found.add(node['$'])
        for dr, dc in product((-1, 0, 1), repeat=2):
            nr, nc = r + dr, c + dc
            if (dr or dc) and 0 <= nr < R and 0 <= nc < C and (nr, nc) not in path:
                visit(nr, nc, node, path | {(nr, nc)})
    for r, c in product(range(R), range(C)):
        visit(r, c, trie, frozenset([(r, c)]))
    return sorted(found)


def lis(seq):
    tails, back, at = [], {}, []
    for i, x in enumerate(seq):
        lo, hi = 0, len(tails)
        while lo < hi:
            mid = (lo + hi) // 2
            if tails[mid] < x:
                lo = mid + 1
            else:
                hi = mid
        tails[lo:lo + 1] = [x]
        at[lo:lo + 1] = [i]
        back[i] = at[lo - 1] if lo else None
    out, i = [], at[-1] if at else None
    while i is not None:
        out.append(seq[i])
        i = back[i]
    return out[::-1]


print(edit_distance('kitten', 'sitting'), edit_distance('', 'abc'), lcs('thisisatest', 'testing123testing'), lis([3, 10, 2, 1, 20, 4, 6]), lis([]))
print(knapsack([('map', 9, 150), ('compass', 13, 35), ('water', 153, 200), ('sandwich', 50, 160), ('glucose', 15, 60)], 100), coins(100, [1, 5, 10, 25, 50]), coins(1000, (1, 5, 10, 25, 50, 100)))
print(known_edits1('teh', {'the', 'tea', 'he', 'ten', 'zoo'}), boggle(['tap', 'ear', 'rts'], make_trie('tea', 'eat', 'tar', 'rat', 'part', 'star', 'zap', 'art', 'arts')))
tree = lambda: defaultdict(tree)
t = tree()
t['a']['b']['c'] = 1
t['a']['d'] = 2
print({k: {kk: dict(vv) if isinstance(vv, dict) else vv for kk, vv in v.items()} for k, v in t.items()}, len(peers['A1']), units['C2'][2])
