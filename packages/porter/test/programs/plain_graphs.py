from collections import defaultdict, deque
import heapq


class Graph:
    def __init__(self, directed=False):
        self.adj = defaultdict(dict)
        self.directed = directed

    def add_edge(self, u, v, w=1):
        self.adj[u][v] = w
        if self.directed:
            self.adj[v]
        else:
            self.adj[v][u] = w

    def bfs(self, start):
        visited, queue = {start}, deque([start])
        order = []
        while queue:
            node = queue.popleft()
            order.append(node)
            for nxt in sorted(self.adj[node]):
                if nxt not in visited:
                    visited.add(nxt)
                    queue.append(nxt)
        return order

    def dfs(self, node, visited=None):
        if visited is None:
            visited = set()
        visited.add(node)
        yield node
        for nxt in sorted(self.adj[node]):
            if nxt not in visited:
                yield from self.dfs(nxt, visited)

    def dijkstra(self, start):
        dist = {node: float('inf') for node in self.adj}
        prev = dict.fromkeys(self.adj)
        dist[start] = 0
        heap = [(0, start)]
        while heap:
            d, node = heapq.heappop(heap)
            if d > dist[node]:
                continue
            for nxt, w in self.adj[node].items():
                if d + w < dist[nxt]:
                    dist[nxt] = d + w
                    prev[nxt] = node
                    heapq.heappush(heap, (dist[nxt], nxt))
        return dist, prev

    def path(self, start, end):
        dist, prev = self.dijkstra(start)
        if dist[end] == float('inf'):
            return None
        path = []
        while end is not None:
            path.append(end)
            end = prev[end]
        return path[::-1]

    def topological(self):
        indegree = {n: 0 for n in self.adj}
        for edges in self.adj.values():
            for v in edges:
                indegree[v] += 1
        ready = sorted(n for n in indegree if indegree[n] == 0)
        order = []
        while ready:
            n = ready.pop(0)
            order.append(n)
            for v in self.adj[n]:
                indegree[v] -= 1
                if not indegree[v]:
                    ready.append(v)
        if len(order) != len(self.adj):
            raise ValueError("graph has a cycle")
        return order

    def mst(self):
        start = min(self.adj)
        seen = {start}
        edges = [(w, start, v) for v, w in self.adj[start].items()]
        heapq.heapify(edges)
        total = 0
        tree = []
        while edges:
            w, u, v = heapq.heappop(edges)
            if v in seen:
                continue
            seen.add(v)
            tree.append((u, v, w))
            total += w
            for x, wx in self.adj[v].items():
                if x not in seen:
                    heapq.heappush(edges, (wx, v, x))
        return total, tree


g = Graph()
for u, v, w in [("A", "B", 4), ("A", "C", 2), ("B", "C", 1), ("B", "D", 5), ("C", "D", 8), ("C", "E", 10), ("D", "E", 2), ("F", "G", 1)]:
    g.add_edge(u, v, w)
print("BFS:", " -> ".join(g.bfs("A")))
print("DFS:", " -> ".join(g.dfs("A")))
dist, _ = g.dijkstra("A")
for node, d in sorted(dist.items(), key=lambda kv: (kv[1], kv[0])):
    print(f"{node}: {d}")
print(g.path("A", "E"), g.path("A", "G"))
total, tree = g.mst()
print(total, tree)

tasks = Graph(directed=True)
for before, after in [("shop", "cook"), ("cook", "eat"), ("eat", "wash"), ("shop", "pay")]:
    tasks.add_edge(before, after)
print(tasks.topological())
tasks.add_edge("wash", "shop")
try:
    tasks.topological()
except ValueError as e:
    print("error:", e)

maze = """
S.#.....
..#.###.
.#..#...
....#.#E
""".split()
grid = {(r, c): ch for r, row in enumerate(maze) for c, ch in enumerate(row)}
start = next(p for p, ch in grid.items() if ch == 'S')
goal = next(p for p, ch in grid.items() if ch == 'E')
frontier = deque([(start, 0)])
came = {start: None}
while frontier:
    (r, c), steps = frontier.popleft()
    if (r, c) == goal:
        print("reached in", steps, "steps")
        break
    for step in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
        if grid.get(step, '#') != '#' and step not in came:
            came[step] = (r, c)
            frontier.append((step, steps + 1))
else:
    print("no way")
while goal:
    if grid[goal] == '.':
        grid[goal] = '*'
    goal = came[goal]
for r in range(len(maze)):
    print(''.join(grid[r, c] for c in range(len(maze[0]))))
