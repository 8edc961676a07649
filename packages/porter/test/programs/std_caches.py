from collections import OrderedDict
from functools import lru_cache, cached_property, singledispatch

class LRUCache:
    def __init__(self, capacity: int = 3):
        self.capacity = capacity
        self.data = OrderedDict()
        self.hits = self.misses = 0

    def __getitem__(self, key):
        if key not in self.data:
            self.misses += 1
            raise KeyError(key)
        self.hits += 1
        self.data.move_to_end(key)
        return self.data[key]

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __setitem__(self, key, value):
        if key in self.data:
            self.data.move_to_end(key)
        self.data[key] = value
        if len(self.data) > self.capacity:
            old, _ = self.data.popitem(last=False)
            print(f"  evict {old!r}")

    def __delitem__(self, key):
        del self.data[key]

    def __repr__(self):
        inner = ", ".join(f"{k}: {v}" for k, v in self.data.items())
        return f"{self.__class__.__name__}({{{inner}}})"

class Node:
    def __init__(self, key=None, val=None):
        self.key, self.val = key, val
        self.prev = self.next = None

class LinkedLRU(LRUCache):
    """Same interface, doubly linked list, for the interview question."""

    def __init__(self, capacity=2):
        super().__init__(capacity)
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head
        self.map = {}

    def _unlink(self, n):
        n.prev.next, n.next.prev = n.next, n.prev

    def _push(self, n):
        last = self.tail.prev
        last.next = self.tail.prev = n
        n.prev, n.next = last, self.tail

    def __getitem__(self, key):
        n = self.map[key]
        self._unlink(n)
        self._push(n)
        return n.val

    def __setitem__(self, key, value):
        if key in self.map:
            self._unlink(self.map.pop(key))
        elif len(self.map) >= self.capacity:
            victim = self.head.next
            self._unlink(victim)
            print("  drop", self.map.pop(victim.key).key)
        self.map[key] = n = Node(key, value)
        self._push(n)

    def keys(self):
        n = self.head.next
        while n is not self.tail:
            yield n.key
            n = n.next

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

class Circle:
    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        print("  area computed")
        return round(3.14159 * self.r ** 2, 3)

@singledispatch
def describe(x):
    return f"thing {x}"

@describe.register
def _(x: int):
    return f"int {x:#x}"

@describe.register(list)
def _(x):
    return "list of " + ", ".join(map(describe, x))

c = LRUCache()
for ch in "abcad":
    c[ch] = ord(ch)
print(c, c.get("b"), c.get("a"), c.hits, c.misses)
l = LinkedLRU(2)
l["x"], l["y"] = 1, 2
l["x"]
l["z"] = 3
print(list(l.keys()), l.get("y", "gone"))
print(fib(90), fib.cache_info())
k = Circle(2)
print(k.area, k.area, "area" in k.__dict__)
print(describe(255), "|", describe([1, "a", [16]]), "|", describe(None))
