from collections import OrderedDict
from functools import lru_cache, wraps
import time


class LRUCache:
    """Least recently used cache.

    >>> c = LRUCache(2)
    """

    def __init__(self, capacity: int) -> None:
        self.cache = OrderedDict()
        self.capacity = capacity
        self.hits = self.misses = 0

    def get(self, key: int) -> int:
        if key not in self.cache:
            self.misses += 1
            return -1
        self.hits += 1
        self.cache.move_to_end(key)
        return self.cache[key]

    def put(self, key: int, value: int) -> None:
        self.cache[key] = value
        self.cache.move_to_end(key)
        if len(self.cache) > self.capacity:
            oldest, _ = self.cache.popitem(last=False)
            print("evicted", oldest)

    def __len__(self):
        return len(self.cache)

    def __contains__(self, key):
        return key in self.cache

    def __repr__(self):
        return f"{type(self).__name__}({dict(self.cache)})"


class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = None


class LinkedLRU:
    def __init__(self, capacity):
        self.capacity = capacity
        self.map = {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head

    def _remove(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _add(self, node):
        last = self.tail.prev
        last.next = self.tail.prev = node
        node.prev, node.next = last, self.tail

    def __getitem__(self, key):
        node = self.map[key]
        self._remove(node)
        self._add(node)
        return node.value

    def __setitem__(self, key, value):
        if key in self.map:
            self._remove(self.map.pop(key))
        node = self.map[key] = Node(key, value)
        self._add(node)
        if len(self.map) > self.capacity:
            old = self.head.next
            self._remove(old)
            del self.map[old.key]

    def __iter__(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key
            node = node.next


def memoize(func):
    cache = {}

    @wraps(func)
    def wrapper(*args):
        if args not in cache:
            cache[args] = func(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


@memoize
def fib(n):
    """Return the n-th Fibonacci number."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@lru_cache(maxsize=None)
def paths(rows, cols):
    if rows == 1 or cols == 1:
        return 1
    return paths(rows - 1, cols) + paths(rows, cols - 1)


cache = LRUCache(2)
cache.put(1, 10)
cache.put(2, 20)
print(cache.get(1))
cache.put(3, 30)
print(cache.get(2), cache.get(3), 2 in cache, len(cache), cache)
print(f"hit rate: {cache.hits / (cache.hits + cache.misses):.0%}")

linked = LinkedLRU(3)
for i, word in enumerate("the quick brown fox".split()):
    linked[word] = i
print(list(linked), linked["quick"], [*linked])
try:
    linked["the"]
except KeyError as e:
    print("missing", e)

start = time.perf_counter()
print(fib(80), fib.__name__, fib.__doc__, len(fib.cache))
print(paths(16, 16), paths.cache_info())
print(time.perf_counter() - start < 5)
