#!/usr/bin/env python3
# Rosetta-like small algorithms, in one file, procedural.
import random
from itertools import permutations, count, takewhile, islice, cycle, groupby

def balanced(txt):
    braced = 0
    for ch in txt:
        if ch == '[': braced += 1
        if ch == ']':
            braced -= 1
            if braced < 0: return False
    return braced == 0

for txt in ('', '[]', '][', '[[]]', '[]][', '[[[]'):
    print("%-8r is%s balanced" % (txt, '' if balanced(txt) else ' not'))

def collatz(n):
    yield n
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        yield n

print(list(collatz(27))[:10], sum(1 for _ in collatz(27)))
print(max(((len(list(collatz(i))), i) for i in range(1, 1000)), key=lambda x: x[0]))

def luhn(n):
    r = [int(ch) for ch in str(n)][::-1]
    return (sum(r[0::2]) + sum(sum(divmod(d * 2, 10)) for d in r[1::2])) % 10 == 0

for n in (49927398716, 49927398717, 1234567812345678, 1234567812345670):
    print(n, luhn(n))

def roman(n):
    pairs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                ('M', 'CM', 'D', 'CD', 'C', 'XC', 'L', 'XL', 'X', 'IX', 'V', 'IV', 'I'))
    out = ''
    for value, numeral in pairs:
        out += numeral * (n // value)
        n %= value
    return out

print([roman(y) for y in (1990, 2008, 1666, 4, 3999)])

def lookandsay(s):
    return ''.join(str(len(list(g))) + k for k, g in groupby(s))

s = '1'
for _ in range(8):
    print(s, end=' ')
    s = lookandsay(s)
print()

def queens(n):
    cols = range(n)
    for vec in permutations(cols):
        if n == len(set(vec[i] + i for i in cols)) == len(set(vec[i] - i for i in cols)):
            yield vec

solutions = list(queens(6))
print(len(solutions), solutions[0])
print("\n".join(' '.join('Q' if solutions[0][r] == c else '.' for c in range(6)) for r in range(6)))

def primes():
    found = []
    for n in count(2):
        if all(n % p for p in takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n

print(list(islice(primes(), 15)))
print([i for i in takewhile(lambda p: p < 60, primes())][-1])

def hanoi(ndisks, startPeg=1, endPeg=3):
    if ndisks:
        hanoi(ndisks - 1, startPeg, 6 - startPeg - endPeg)
        moves.append((ndisks, startPeg, endPeg))
        hanoi(ndisks - 1, 6 - startPeg - endPeg, endPeg)

moves = []
hanoi(4)
print(len(moves), moves[:3], moves[-1])

def mean(*nums, **opts):
    digits = opts.pop('digits', 2)
    if opts:
        raise TypeError("unexpected: %s" % sorted(opts))
    return round(sum(nums) / len(nums), digits)

print(mean(1, 2, 3, 4.5), mean(1, 2, digits=0), mean(*range(10), digits=3))
try:
    mean(1, 2, places=3)
except TypeError as e:
    print(e)

fizz = cycle(['', '', 'Fizz'])
buzz = cycle(['', '', '', '', 'Buzz'])
print(' '.join(f + b or str(i) for i, f, b in zip(range(1, 16), fizz, buzz)))

matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print(list(zip(*matrix)), [sum(row[i] for i, row in enumerate(matrix)), sum(matrix[i][~i] for i in range(3))])
def spiral(m):
    return list(m.pop(0)) + spiral(list(zip(*m))[::-1]) if m else []
print(spiral(matrix[:]))
print(2 ** 200, (2 ** 200) % 1000007, pow(3, 10 ** 20, 97), -7 // 2, -7 % 3, divmod(-17, 5), 7 ^ 2 | 8, ~5, 1 << 70, (1 << 70) >> 60)
print("%s %5.1f|%-6s|%+d|%06.2f|%x|%o|%e|%%" % ('a', 3.14159, 'ab', 5, 2.5, 255, 8, 12345.678))
print(sorted('The quick brown Fox'.split(), key=str.lower), sorted([(2, 'b'), (1, 'z'), (2, 'a')], key=lambda t: (-t[0], t[1])))
