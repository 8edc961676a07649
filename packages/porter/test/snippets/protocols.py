# --- sets of floats and tuples
print({(1, 2), (0, 1), (3, 4), (-1, 0)}, {1.5, 2.25, -0.5, 0.1}, {(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)}, {float('inf'), 1, 2.5}, {(), ((1,), 2), 5}, {10**20, 2**61, -10**30, 7})
g = {(x, y) for x in range(4) for y in range(3)}
print(g)
for cell in g: print(cell, end=' ')
print(hash((1, 2)), hash(1.5), hash(2**61), hash(-1), hash(()), hash((1, (2.5, -3))), hash(10**30), hash(-1.0), hash(True), hash(1e300), hash(0.1), hash(float('inf')), hash(-2.5e-10))
a = {1, 2, 3, 4, 5}; b = {5, 4, 30, 60}
a |= b; print(a); a &= {60, 30, 5, 1, 99}; print(a); a ^= {7, 1, 200}; print(a); a -= {200}; print(a)
print(a.union([100, 9], {8: 1}), a.intersection([60, 30, 5]), a.difference([60]), a.symmetric_difference([60, 1]))
x, y, z = 40, 20, 30
print({x, y, z, 10, 50}, {*[5, 3], 1, *{9, 8}}, {*range(3), 'a'} == {0, 1, 2, 'a'})
s = {5, 1}; s.add('x'); s.discard('x'); print(len(s), 5 in s); s.clear(); s.add(10); s.add(3); print(s)
from fractions import Fraction
t = {1, 2, 3}; t.discard(Fraction(2)); t.discard(3.0); t.discard(True); print(t, t.pop() if t else 'empty')
class Age(int): pass
u = {1, 2, 3}; u.remove(Age(2)); print(u)
f = frozenset(range(10, 0, -3)); print(f, f | {100, 50}, f & {1, 4, 100}, f - {1}, f ^ {1, 2}, f.copy(), set(f))
it = iter({3, 2, 1}); print(next(it), next(it), list(it))
try:
    for v in (w := {1, 2, 3}): w.add(v + 10)
except RuntimeError as e: print(e)
for v in {50, 40, 30, 20, 10}: print(v, end=' ')
print([v for v in {50, 40, 30, 20, 10}], sorted({5, 4}), list(map(str, {3, 20, 1})), min({3, 1}), dict.fromkeys({9, 3, 1}))
big = set(range(0, 3000, 7)); print(list(big)[:20], sum(1 for _ in big)); big -= {i for i in range(2000)}; print(list(big)[:10])
c = set('123'); c2 = {int(q) for q in ['9', '33', '1']}; print(c2, len(c))
d = {}; d[1] = 2; d[9] = 3; print(d.keys() & {9, 1, 33}, d.keys() | {17, 25}, d.keys() - {1}, set(d), set({5: 1, 3: 2, 8: 0, 16: 0, 1: 1}))
import copy, pickle
e = {8, 16, 1}; e.add(0); e.discard(8); print(copy.copy(e), copy.deepcopy(e), e)
while e: print(e.pop(), end=' ')
n = {1, 2, 3, None} - {None}; print(len(n))
# --- small int sets
print({3, 1, 2}, {10, 5, 100}, set([9, 8, 7, 16, 32]), {1000, 1, 33}, set(range(10, 0, -1)), {8, 0}, {16, 8, 0, 24}, {-1, -2, 5}, {1.0, 3, 2}, {True, 5, 0}, {5, 13, 21, 29, 37})
s = set()
for i in [70, 3, 11, 65, 9, 130, 7, 2, 19, 35]:
    s.add(i); print(s)
s.discard(3); s.add(75); print(s, list(s), [x for x in s], s.pop(), s)
print({1, 2, 40} | {33, 7}, {9, 1, 17} & {17, 9, 2}, {9, 1, 17} - {1}, {1, 9} ^ {9, 17}, frozenset([33, 1, 65]), set([5, 3]) | {4}, {x * x for x in range(12)}, {x % 7 for x in range(40)})
for x in {30, 20, 10, 40}: print(x, end=' ')
print(sorted({3, 1}), tuple({25, 17, 1}), max({1, 2}), sum({1, 2}), set('a'), {(1,)}, list(set([3, 3, 1, 1, 8, 8])), list(set([1, 5, 2, 5, 100, 64])))
a = set(range(100)); a -= set(range(5, 95)); print(a); a |= {1000, 2000}; print(a)
b = {1, 2, 3}; b.update([50, 60, 70, 80, 90]); print(b, b.copy(), set(b)); b.remove(2); b.remove(50); print(b); b.clear(); b.add(9); b.add(1); print(b)
print({2**40, 3, 2**61}, {10**20}, set(list(range(20, 40, 3))), {-5, -3, 4, 0}, *{8, 1})
print(set(map(int, '31415926535')), set(len(w) for w in 'the quick brown fox jumped over lazy dogs'.split()))
