"""Graph and matrix algorithms."""
import heapq
import math
from collections import defaultdict, deque
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import combinations, permutations, product


class Graph:
    def __init__(self, edges=(), directed=False):
        self.adj = defaultdict(dict)
        self.directed = directed
        for u, v, w in edges:
            self.add_edge(u, v, w)

    def add_edge(self, u, v, w=1):
        self.adj[u][v] = w
        if not self.directed:
            self.adj[v][u] = w
        else:
            self.adj[v]

    def bfs(self, start):
        seen, queue = {start}, deque([start])
        while queue:
            node = queue.popleft()
            yield node
            for n in sorted(self.adj[node]):
                if n not in seen:
                    seen.add(n)
                    queue.append(n)

    def dijkstra(self, source):
        dist = {n: math.inf for n in self.adj}
        dist[source], prev, heap = 0, {}, [(0, source)]
        while heap:
            d, u = heapq.heappop(heap)
            if d > dist[u]:
                continue
            for v, w in self.adj[u].items():
                if (nd := d + w) < dist[v]:
                    dist[v], prev[v] = nd, u
                    heapq.heappush(heap, (nd, v))
        return dist, prev

    def path(self, a, b):
        _, prev = self.dijkstra(a)
        out = [b]
        while out[-1] != a:
            out.append(prev[out[-1]])
        return out[::-1]

    def topological(self):
        indegree = {n: 0 for n in self.adj}
        for u in self.adj:
            for v in self.adj[u]:
                indegree[v] += 1
        ready = [n for n, d in indegree.items() if d == 0]
        while ready:
            n = ready.pop()
            yield n
            for v in self.adj[n]:
                indegree[v] -= 1
                if not indegree[v]:
                    ready.append(v)


class Matrix:
    def __init__(self, rows):
        self.rows = [list(map(Fraction, r)) for r in rows]

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows])

    def __pow__(self, n):
        identity = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        return reduce(lambda x, y: x @ y, [self] * n, identity)

    def det(self):
        if len(self.rows) == 1:
            return self.rows[0][0]
        total = 0
        for j, x in enumerate(self.rows[0]):
            minor = Matrix([r[:j] + r[j + 1:] for r in self.rows[1:]])
            total += (-1) ** j * x * minor.det()
        return total

    def __str__(self):
        cells = [[str(c) for c in r] for r in self.rows]
        widths = [max(map(len, col)) for col in zip(*cells)]
        return "\n".join("[" + " ".join(c.rjust(w) for c, w in zip(r, widths)) + "]" for r in cells)


@lru_cache(maxsize=None)
def edit_distance(a, b):
    if not a or not b:
        return len(a) or len(b)
    return min(edit_distance(a[1:], b) + 1, edit_distance(a, b[1:]) + 1,
               edit_distance(a[1:], b[1:]) + (a[0] != b[0]))


g = Graph([("A", "B", 4), ("A", "C", 1), ("C", "B", 2), ("B", "D", 5), ("C", "D", 8), ("E", "F", 1.5)])
print(list(g.bfs("A")))
print(g.dijkstra("A")[0])
print(" -> ".join(g.path("A", "D")))
tasks = Graph([("shirt", "tie", 1), ("tie", "jacket", 1), ("trousers", "shoes", 1), ("trousers", "belt", 1), ("belt", "jacket", 1)], directed=True)
print(*tasks.topological(), sep=", ")
m = Matrix([[2, -1, 0], ["1/3", 4, "0.5"], [7, 0, 1]])
print(m, m.det(), m @ m, sep="\n")
fib = (Matrix([[1, 1], [1, 0]]) ** 90).rows[0][1]
print(fib, fib % 1000, 2 ** 100 // 3, -7 // 2, -7 % 3, math.gcd(84, 36), math.isqrt(10 ** 20))
print(edit_distance("kitten", "sitting"), edit_distance.cache_info())
best = min(permutations("ABCD"), key=lambda p: sum(g.adj[x].get(y, 99) for x, y in zip(p, p[1:])))
print(best, len(list(combinations(range(6), 3))), [a * b for a, b in product((1, 2), repeat=2)])
grid = [[int(math.hypot(x, y)) for x in range(-2, 3)] for y in range(-2, 3)]
print(*(" ".join(map(str, row)) for row in zip(*grid[::-1])), sep="\n")
