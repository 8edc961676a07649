"""Graphs: BFS, DFS, Dijkstra, topological order, A* on a grid, union-find."""
import heapq
import sys
from collections import deque, defaultdict

INF = float('inf')


class Graph:
    def __init__(self, directed=False):
        self.adj = defaultdict(dict)
        self.directed = directed

    def add_edge(self, u, v, w=1):
        self.adj[u][v] = w
        if not self.directed:
            self.adj[v][u] = w
        else:
            self.adj[v]
        return self

    @classmethod
    def parse(cls, text, **kw):
        g = cls(**kw)
        for line in text.strip().splitlines():
            u, v, *w = line.split()
            g.add_edge(u, v, *map(int, w))
        return g

    def bfs(self, start):
        seen, queue = {start}, deque([start])
        while queue:
            node = queue.popleft()
            yield node
            for other in sorted(self.adj[node]):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)

    def dfs(self, node, seen=None):
        seen = set() if seen is None else seen
        seen.add(node)
        yield node
        for other in sorted(self.adj[node]):
            if other not in seen:
                yield from self.dfs(other, seen)

    def dijkstra(self, source):
        dist = dict.fromkeys(self.adj, INF)
        prev = {}
        dist[source] = 0
        heap = [(0, source)]
        while heap:
            d, u = heapq.heappop(heap)
            if d > dist[u]:
                continue
            for v, w in self.adj[u].items():
                if d + w < dist[v]:
                    dist[v] = d + w
                    prev[v] = u
                    heapq.heappush(heap, (dist[v], v))
        return dist, prev

    def path(self, source, target):
        dist, prev = self.dijkstra(source)
        if dist[target] == INF:
            return None
        nodes = [target]
        while nodes[-1] != source:
            nodes.append(prev[nodes[-1]])
        return nodes[::-1], dist[target]

    def toposort(self):
        indegree = {n: 0 for n in self.adj}
        for n in self.adj:
            for m in self.adj[n]:
                indegree[m] += 1
        ready = [n for n, d in indegree.items() if not d]
        order = []
        while ready:
            n = min(ready)
            ready.remove(n)
            order.append(n)
            for m in self.adj[n]:
                indegree[m] -= 1
                if indegree[m] == 0:
                    ready.append(m)
        if len(order) != len(self.adj):
            raise ValueError('cycle among %s' % sorted(set(self.adj) - set(order)))
        return order


class UnionFind:
    def __init__(self, items):
        self.parent = {x: x for x in items}
        self.size = dict.fromkeys(self.parent, 1)

    def find(self, x):
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        return True


def astar(grid):
    rows = grid.split()
    cells = {(r, c): ch for r, row in enumerate(rows) for c, ch in enumerate(row)}
    start, = [p for p, ch in cells.items() if ch == 'S']
    goal = next(p for p, ch in cells.items() if ch == 'G')
    h = lambda p: abs(p[0] - goal[0]) + abs(p[1] - goal[1])
    frontier = [(h(start), 0, start, (start,))]
    best = {}
    while frontier:
        _, cost, at, path = heapq.heappop(frontier)
        if at == goal:
            return cost, [''.join('*' if (r, c) in path[1:-1] else cells[r, c] for c in range(len(rows[0]))) for r in range(len(rows))]
        if best.get(at, INF) <= cost:
            continue
        best[at] = cost
        r, c = at
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            p = (r + dr, c + dc)
            if cells.get(p, '#') != '#':
                heapq.heappush(frontier, (cost + 1 + h(p), cost + 1, p, path + (p,)))
    return None


g = Graph.parse('''
a b 7
a c 9
a f 14
b c 10
b d 15
c d 11
c f 2
d e 6
e f 9
''')
print(list(g.bfs('a')), ''.join(g.dfs('a')))
print(g.path('a', 'e'), g.dijkstra('e')[0])
d = Graph(directed=True).add_edge('shirt', 'tie').add_edge('tie', 'jacket').add_edge('trousers', 'shoes').add_edge('trousers', 'jacket')
print(d.toposort(), d.path('shoes', 'tie'))
try:
    d.add_edge('jacket', 'shirt').toposort()
except ValueError as e:
    print(e, file=sys.stdout)
uf = UnionFind('abcdef')
print([uf.union(*pair) for pair in ('ab', 'cd', 'bd', 'ac')], uf.find('a') == uf.find('c'), len({uf.find(x) for x in uf.parent}))
cost, picture = astar('S..#. ..##. #...G'.replace(' ', '\n'))
print(cost, *picture, sep='\n')
edges = sorted((w, u, v) for u in g.adj for v, w in g.adj[u].items() if u < v)
uf = UnionFind(g.adj)
print(sum(w for w, u, v in edges if uf.union(u, v)), edges[0], min(edges, key=lambda e: e[::-1]))
