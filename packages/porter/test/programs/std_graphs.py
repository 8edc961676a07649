import heapq
from collections import deque, defaultdict
from math import inf


class Graph:
    def __init__(self, edges=(), directed=False):
        self.adj = defaultdict(dict)
        self.directed = directed
        for u, v, *w in edges:
            self.add_edge(u, v, *w)

    def add_edge(self, u, v, weight=1):
        self.adj[u][v] = weight
        if not self.directed:
            self.adj[v][u] = weight
        else:
            self.adj.setdefault(v, {})

    def __iter__(self):
        return iter(self.adj)

    def __getitem__(self, u):
        return self.adj[u].items()

    def bfs(self, start):
        seen = {start: None}
        q = deque([start])
        while q:
            u = q.popleft()
            for v in sorted(self.adj[u]):
                if v not in seen:
                    seen[v] = u
                    q.append(v)
        return seen

    def dfs(self, start, visit=None, seen=None):
        seen = set() if seen is None else seen
        seen.add(start)
        (visit or print)(start)
        for v in sorted(self.adj[start]):
            if v not in seen:
                self.dfs(v, visit, seen)
        return seen

    def dijkstra(self, source):
        dist = {v: inf for v in self}
        prev = {}
        dist[source] = 0
        heap = [(0, source)]
        while heap:
            d, u = heapq.heappop(heap)
            if d > dist[u]:
                continue
            for v, w in self[u]:
                alt = d + w
                if alt < dist[v]:
                    dist[v], prev[v] = alt, u
                    heapq.heappush(heap, (alt, v))
        return dist, prev

    def topological(self):
        indeg = dict.fromkeys(self.adj, 0)
        for u in self:
            for v in self.adj[u]:
                indeg[v] += 1
        ready = sorted(u for u, n in indeg.items() if n == 0)
        order = []
        while ready:
            u = ready.pop(0)
            order.append(u)
            for v in sorted(self.adj[u]):
                indeg[v] -= 1
                if not indeg[v]:
                    ready.append(v)
        if len(order) != len(self.adj):
            raise ValueError('cycle among %s' % sorted(set(self.adj) - set(order)))
        return order

    def kruskal(self):
        parent = {u: u for u in self}

        def find(x):
            while parent[x] != x:
                parent[x] = parent[parent[x]]
                x = parent[x]
            return x
        total = 0
        for w, u, v in sorted((w, u, v) for u in self for v, w in self[u] if u < v):
            ru, rv = find(u), find(v)
            if ru != rv:
                parent[ru] = rv
                total += w
                yield (u, v, w)
        return total


def path(prev, end):
    nodes = []
    while end is not None:
        nodes.append(end)
        end = prev.get(end)
    return nodes[::-1]


def floyd(graph):
    nodes = sorted(graph)
    d = {(u, v): 0 if u == v else graph.adj[u].get(v, inf) for u in nodes for v in nodes}
    for k in nodes:
        for i in nodes:
            for j in nodes:
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]
    return d


def astar(grid, start, goal):
    def h(p):
        return abs(p[0] - goal[0]) + abs(p[1] - goal[1])
    frontier = [(h(start), 0, start)]
    came, cost = {start: None}, {start: 0}
    while frontier:
        _, g, cur = heapq.heappop(frontier)
        if cur == goal:
            break
        r, c = cur
        for nr, nc in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= nr < len(grid) and 0 <= nc < len(grid[0]) and grid[nr][nc] != '#':
                if cost.get((nr, nc), inf) > g + 1:
                    cost[nr, nc] = g + 1
                    came[nr, nc] = cur
                    heapq.heappush(frontier, (g + 1 + h((nr, nc)), g + 1, (nr, nc)))
    return path(came, goal) if goal in came else None


g = Graph([('a', 'b', 7), ('a', 'c', 9), ('a', 'f', 14), ('b', 'c', 10), ('b', 'd', 15), ('c', 'd', 11), ('c', 'f', 2), ('d', 'e', 6), ('e', 'f', 9)])
print(path(g.bfs('a'), 'e'), list(g.bfs('a')))
order = []
g.dfs('a', order.append)
print(order)
g.dfs('e')
dist, prev = g.dijkstra('a')
print(dist, path(prev, 'e'))
mst = g.kruskal()
edges = []
while True:
    try:
        edges.append(next(mst))
    except StopIteration as stop:
        print(edges, stop.value)
        break
d = floyd(g)
print(d['a', 'e'], d['b', 'f'], max(d.values()), len(d))
dag = Graph([('shirt', 'tie'), ('tie', 'jacket'), ('trousers', 'shoes'), ('trousers', 'belt'), ('belt', 'jacket'), ('socks', 'shoes')], directed=True)
print(dag.topological())
dag.add_edge('jacket', 'shirt')
try:
    dag.topological()
except ValueError as e:
    print(e)
grid = ['..#....', '.##.##.', '....#..', '.##...#', '...#...']
found = astar(grid, (0, 0), (4, 6))
print(len(found), found[:4], found[-1])
marked = [list(row) for row in grid]
for r, c in found:
    marked[r][c] = '*'
print(*map(''.join, marked), sep='\n')
print(astar(['.#.'], (0, 0), (0, 2)), inf > 10 ** 400, -inf)
