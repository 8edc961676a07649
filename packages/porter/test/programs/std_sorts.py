import bisect
import heapq
import operator
import random
from functools import cmp_to_key, partial, total_ordering
from typing import TypeVar, Iterable, Callable, Generic, Protocol, Sequence, Any

T = TypeVar('T')


def bubble(xs):
    xs = xs[:]
    for i in range(len(xs) - 1, 0, -1):
        swapped = False
        for j in range(i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
                swapped = True
        if not swapped:
            break
    return xs


def insertion(xs):
    out = []
    for x in xs:
        bisect.insort(out, x)
    return out


def quick(xs):
    if len(xs) <= 1:
        return xs
    pivot, *rest = xs
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if not x < pivot])


def merge_sort(xs, key=lambda x: x):
    if len(xs) < 2:
        return xs
    mid = len(xs) // 2
    left, right = merge_sort(xs[:mid], key), merge_sort(xs[mid:], key=key)
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if key(right[j]) < key(left[i]):
            out.append(right[j]); j += 1
        else:
            out.append(left[i]); i += 1
    out.extend(left[i:] or right[j:])
    return out


def heap(xs):
    h = list(xs)
    heapq.heapify(h)
    return [heapq.heappop(h) for _ in range(len(h))]


def radix(xs, base=10):
    if not xs: return xs
    exp, biggest = 1, max(xs)
    while biggest // exp:
        buckets = [[] for _ in range(base)]
        for x in xs:
            buckets[x // exp % base].append(x)
        xs = [x for b in buckets for x in b]
        exp *= base
    return xs


def shell(xs):
    xs, gap = list(xs), len(xs) // 2
    while gap:
        for i, el in enumerate(xs[gap:], gap):
            while i >= gap and xs[i - gap] > el:
                xs[i] = xs[i - gap]
                i -= gap
            xs[i] = el
        gap = 1 if gap == 2 else gap * 5 // 11
    return xs


@total_ordering
class Version:
    def __init__(self, text):
        self.text = text
        main, _, pre = text.partition('-')
        self.parts = tuple(int(p) for p in main.split('.'))
        self.pre = pre or '~'

    def _key(self):
        return self.parts, self.pre

    def __eq__(self, other):
        return self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __repr__(self):
        return f'v{self.text}'


class SortedList(Generic[T]):
    def __init__(self, items: Iterable[T] = (), *, key: Callable[[T], Any] = None):
        self._key = key or (lambda x: x)
        self._items: list[T] = sorted(items, key=self._key)
        self._keys = [self._key(i) for i in self._items]

    def add(self, item: T) -> int:
        k = self._key(item)
        at = bisect.bisect_right(self._keys, k)
        self._keys.insert(at, k)
        self._items.insert(at, item)
        return at

    def range(self, lo, hi) -> Sequence[T]:
        return self._items[bisect.bisect_left(self._keys, lo):bisect.bisect_right(self._keys, hi)]

    def __getitem__(self, i):
        return self._items[i]

    def __delitem__(self, i):
        del self._items[i], self._keys[i]

    def __len__(self):
        return len(self._items)

    def __contains__(self, item):
        i = bisect.bisect_left(self._keys, self._key(item))
        return i < len(self) and self._items[i] == item

    def __repr__(self):
        return f'{type(self).__name__}({self._items})'


random.seed(1)
data = [random.randrange(1000) for _ in range(60)]
expected = sorted(data)
for f in (bubble, insertion, quick, merge_sort, heap, radix, shell, partial(sorted, reverse=False)):
    print(getattr(f, '__name__', 'partial'), f(data) == expected, f([]), f([3, 1, 2]))
print(merge_sort(['bb', 'a', 'ccc', 'dd'], key=len), sorted(data)[:5], sorted(data, key=lambda x: (x % 10, -x))[:4])
vs = list(map(Version, ['1.10.0', '1.2.0', '1.2.0-rc1', '2.0', '1.2']))
print(sorted(vs), max(vs), Version('1.0') >= Version('0.9'), sorted(vs, reverse=True)[0], min(vs, key=lambda v: len(v.text)))
sl = SortedList([5, 1, 9], key=lambda x: -x)
print(sl, sl.add(7), sl, 7 in sl, 8 in sl, sl.range(-9, -5), len(sl), sl[-1], sl[1:])
del sl[0]
print(sl, SortedList('hello'), SortedList[int]([2, 1]))


def compare(a, b):
    return (len(a) > len(b)) - (len(a) < len(b)) or (a > b) - (a < b)


words = 'the quick brown fox jumps over the lazy dog'.split()
print(sorted(words, key=cmp_to_key(compare)), sorted(set(words), key=lambda w: (w[-1], w)))
people = [('ann', 30, 1.5), ('bob', 25, 2.5), ('cyd', 30, 0.5)]
people.sort(key=operator.itemgetter(2))
people.sort(key=operator.itemgetter(1), reverse=True)
print(people, heapq.nlargest(2, people, key=operator.itemgetter(2)), heapq.nsmallest(1, data), list(heapq.merge([1, 4], [2, 3], [0])))
grades = [60, 70, 80, 90]
print(['FDCBA'[bisect.bisect(grades, s)] for s in (33, 99, 77, 70, 89, 90, 100)])
idx = sorted(range(len(words)), key=words.__getitem__)
print(idx, [words[i] for i in idx][:3], sorted({'b': 1, 'a': 2}.items(), key=lambda kv: kv[1], reverse=True), sorted([True, 0, 2.5, -1]), sorted('bAc'), sorted([[2], [1, 5], []]), sorted([(1, 'b'), (1, 'a')]))
try:
    sorted([1, 'a', None])
except TypeError as e:
    print(e)
l = [3, 1, 2]
print(l.sort(), l, l.reverse(), l, list(reversed(l)), l[::-1], l.index(2), l.count(9), l.pop(0), l.insert(1, 'x'), l, l.remove('x'), l)
random.shuffle(l)
print(sorted(l), random.sample(range(100), 5), random.choices('ab', k=6), round(random.gauss(0, 1), 6), random.uniform(1, 2) < 2)
