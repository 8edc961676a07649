import heapq
from collections import deque, defaultdict
from typing import Dict, Generic, Hashable, Iterator, List, Tuple, TypeVar

N = TypeVar("N", bound=Hashable)

class Graph(Generic[N]):
    def __init__(self, directed: bool = False) -> None:
        self.adj: Dict[N, Dict[N, float]] = defaultdict(dict)
        self.directed = directed

    def add_edge(self, a: N, b: N, w: float = 1) -> "Graph[N]":
        self.adj[a][b] = w
        if self.directed:
            self.adj[b]
        else:
            self.adj[b][a] = w
        return self

    def bfs(self, start: N) -> Iterator[Tuple[N, int]]:
        seen = {start}
        q = deque([(start, 0)])
        while q:
            node, depth = q.popleft()
            yield node, depth
            for nxt in sorted(self.adj[node]):
                if nxt not in seen:
                    seen.add(nxt)
                    q.append((nxt, depth + 1))

    def dfs(self, node: N, seen=None):
        seen = set() if seen is None else seen
        seen.add(node)
        yield node
        for nxt in sorted(self.adj[node]):
            if nxt not in seen:
                yield from self.dfs(nxt, seen)

    def dijkstra(self, src: N, dst: N):
        dist = {src: 0}
        prev: Dict[N, N] = {}
        heap = [(0, src)]
        while heap:
            d, u = heapq.heappop(heap)
            if u == dst:
                break
            if d > dist.get(u, float("inf")):
                continue
            for v, w in self.adj[u].items():
                if (nd := d + w) < dist.get(v, float("inf")):
                    dist[v], prev[v] = nd, u
                    heapq.heappush(heap, (nd, v))
        if dst not in dist:
            return float("inf"), []
        path = [dst]
        while path[-1] != src:
            path.append(prev[path[-1]])
        return dist[dst], path[::-1]

    def topo(self) -> List[N]:
        indeg = {n: 0 for n in self.adj}
        for n in self.adj:
            for m in self.adj[n]:
                indeg[m] += 1
        ready = sorted(n for n, d in indeg.items() if not d)
        out = []
        while ready:
            n = ready.pop(0)
            out.append(n)
            for m in self.adj[n]:
                indeg[m] -= 1
                if indeg[m] == 0:
                    ready.append(m)
            ready.sort()
        if len(out) != len(self.adj):
            raise ValueError(f"cycle among {sorted(set(self.adj) - set(out))}")
        return out

roads = Graph[str]()
for line in """Arad Zerind 75;Arad Sibiu 140;Sibiu Fagaras 99;Sibiu Rimnicu 80
Rimnicu Pitesti 97;Fagaras Bucharest 211;Pitesti Bucharest 101;Zerind Oradea 71""".replace("\n", ";").split(";"):
    a, b, w = line.split()
    roads.add_edge(a, b, int(w))
cost, path = roads.dijkstra("Arad", "Bucharest")
print(cost, " -> ".join(path))
print(list(roads.bfs("Arad")))
print(*roads.dfs("Bucharest"))
roads.add_edge("Iasi", "Vaslui", 92.5)
print(roads.dijkstra("Arad", "Iasi"), roads.dijkstra("Vaslui", "Iasi"))

deps = Graph(directed=True)
for a, b in [("shirt", "tie"), ("tie", "jacket"), ("pants", "shoes"), ("pants", "belt"), ("belt", "jacket"), ("socks", "shoes")]:
    deps.add_edge(a, b)
print(deps.topo())
try:
    deps.add_edge("jacket", "pants").topo()
except ValueError as e:
    print("ValueError:", e)

maze = ["S.#.....", ".##.###.", "....#.#.", ".##...#E"]
g: Graph[Tuple[int, int]] = Graph()
cells = {(r, c): ch for r, row in enumerate(maze) for c, ch in enumerate(row) if ch != "#"}
for (r, c) in cells:
    for dr, dc in ((0, 1), (1, 0)):
        if (r + dr, c + dc) in cells:
            g.add_edge((r, c), (r + dr, c + dc))
start, end = (next(k for k, v in cells.items() if v == x) for x in "SE")
steps, route = g.dijkstra(start, end)
print(f"{steps} steps")
for r, row in enumerate(maze):
    print("".join("o" if (r, c) in route and ch == "." else ch for c, ch in enumerate(row)))
