"""Shortest paths, components and a topological order."""
import heapq
from collections import deque


class Graph:
    def __init__(self):
        self.edges = {}

    def add(self, a, b, w=1):
        self.edges.setdefault(a, {})[b] = w
        self.edges.setdefault(b, {})
        return self

    def dijkstra(self, start):
        dist = {start: 0}
        prev = {}
        heap = [(0, start)]
        while heap:
            d, node = heapq.heappop(heap)
            if d > dist[node]:
                continue
            for other, w in self.edges[node].items():
                nd = d + w
                if nd < dist.get(other, float('inf')):
                    dist[other] = nd
                    prev[other] = node
                    heapq.heappush(heap, (nd, other))
        return dist, prev

    def path(self, a, b):
        _, prev = self.dijkstra(a)
        nodes = [b]
        while nodes[-1] != a:
            if nodes[-1] not in prev:
                return None
            nodes.append(prev[nodes[-1]])
        return nodes[::-1]

    def bfs(self, start):
        seen, queue, order = {start}, deque([start]), []
        while queue:
            node = queue.popleft()
            order.append(node)
            for n in sorted(self.edges[node]):
                if n not in seen:
                    seen.add(n)
                    queue.append(n)
        return order

    def topological(self):
        indegree = dict.fromkeys(self.edges, 0)
        for targets in self.edges.values():
            for t in targets:
                indegree[t] += 1
        ready = sorted(n for n, d in indegree.items() if d == 0)
        order = []
        while ready:
            n = ready.pop(0)
            order.append(n)
            for t in sorted(self.edges[n]):
                indegree[t] -= 1
                if not indegree[t]:
                    ready.append(t)
        if len(order) != len(self.edges):
            raise ValueError('cycle')
        return order


g = Graph()
for a, b, w in [('a', 'b', 7), ('a', 'c', 9), ('a', 'f', 14), ('b', 'c', 10), ('b', 'd', 15), ('c', 'd', 11), ('c', 'f', 2), ('d', 'e', 6), ('f', 'e', 9)]:
    g.add(a, b, w)
dist, _ = g.dijkstra('a')
print(dist, g.path('a', 'e'), g.path('e', 'a'))
print(g.bfs('a'), g.topological())
g.add('e', 'a')
try:
    g.topological()
except ValueError as e:
    print('error:', e)
