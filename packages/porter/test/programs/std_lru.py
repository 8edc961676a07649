"""An LRU cache two ways, and a memory of what happened."""
from collections import OrderedDict
import functools


class Node:
    __slots__ = ('key', 'value', 'prev', 'next')

    def __init__(self, key=None, value=None):
        self.key = key
        self.value = value
        self.prev = self.next = None


class LinkedLRU:
    def __init__(self, capacity):
        if capacity <= 0:
            raise ValueError("capacity must be positive, got %d" % capacity)
        self.capacity = capacity
        self.table = {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head
        self.hits = self.misses = 0

    def _unlink(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _push_front(self, node):
        node.prev, node.next = self.head, self.head.next
        self.head.next.prev = node
        self.head.next = node

    def __getitem__(self, key):
        node = self.table.get(key)
        if node is None:
            self.misses += 1
            raise KeyError(key)
        self.hits += 1
        self._unlink(node)
        self._push_front(node)
        return node.value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __setitem__(self, key, value):
        if key in self.table:
            node = self.table[key]
            node.value = value
            self._unlink(node)
        else:
            if len(self.table) >= self.capacity:
                victim = self.tail.prev
                self._unlink(victim)
                del self.table[victim.key]
            node = self.table[key] = Node(key, value)
        self._push_front(node)

    def __contains__(self, key):
        return key in self.table

    def __len__(self):
        return len(self.table)

    def __iter__(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key
            node = node.next

    def __repr__(self):
        return '%s(%s)' % (type(self).__name__, ', '.join(f'{k!r}={self.table[k].value!r}' for k in self))


class DictLRU(OrderedDict):
    def __init__(self, maxsize=3, *args, **kwds):
        self.maxsize = maxsize
        super().__init__(*args, **kwds)

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.maxsize:
            oldest = next(iter(self))
            del self[oldest]


def memo(maxsize):
    cache = LinkedLRU(maxsize)

    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args):
            try:
                return cache[args]
            except KeyError:
                cache[args] = result = f(*args)
                return result
        wrapper.cache = cache
        return wrapper
    return decorate


@memo(maxsize=50)
def binomial(n, k):
    """n choose k"""
    if k in (0, n):
        return 1
    return binomial(n - 1, k - 1) + binomial(n - 1, k)


if __name__ == '__main__':
    lru = LinkedLRU(3)
    for i, c in enumerate('abcabdea'):
        if c in lru:
            print('hit ', c, lru[c])
        else:
            lru[c] = i
            print('miss', c, list(lru))
    print(lru, len(lru), lru.get('zz', 'nothing'), lru.hits, lru.misses)
    try:
        LinkedLRU(0)
    except ValueError as exc:
        print('error:', exc)
    d = DictLRU(2)
    d['x'] = 1
    d['y'] = 2
    d['x']
    d['z'] = 3
    print(list(d.items()), 'y' in d)
    print(binomial(30, 15), binomial.__name__, binomial.__doc__, len(binomial.cache))
    n = Node('a', 1)
    try:
        n.other = 1
    except AttributeError as exc:
        print(exc)
