"""Generators as a data pipeline."""
import itertools
import re
from collections import namedtuple

DATA = """
2024-01-03;Alice;Books;12.50
2024-01-05;Bob;Food;7.20
# a comment
2024-01-09;Alice;Food;23.10
2024-02-01;Carol;Books;5.00
2024-02-14;Bob;Travel;120.00

2024-02-20;Alice;Travel;80.25
broken line
2024-03-01;Carol;Food;9.99
"""

Record = namedtuple("Record", "date name category amount")


def lines(text):
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            yield line


def records(source):
    for line in source:
        try:
            date, name, category, amount = line.split(";")
            yield Record(date, name, category, float(amount))
        except ValueError as e:
            print("skipped %r: %s" % (line, e))


def only(source, **criteria):
    return (r for r in source if all(getattr(r, k) == v for k, v in criteria.items()))


def running_total(source):
    total = 0
    for r in source:
        total += r.amount
        yield r, total


def batched(iterable, n):
    it = iter(iterable)
    while batch := list(itertools.islice(it, n)):
        yield batch


def averager():
    count = total = 0
    average = None
    while True:
        value = yield average
        if value is None:
            break
        count += 1
        total += value
        average = total / count
    return count, average


def collect(results):
    while True:
        result = yield from averager()
        results.append(result)
        if result[0] == 0:
            return


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def permutations(items):
    if len(items) <= 1:
        yield items
    else:
        for i, item in enumerate(items):
            for rest in permutations(items[:i] + items[i + 1:]):
                yield [item] + rest


rs = list(records(lines(DATA)))
print(len(rs), rs[0], rs[-1].date)
for r, total in running_total(only(rs, name="Alice")):
    print(f"{r.date} {r.category:<8}{r.amount:>8.2f}{total:>9.2f}")
for month, group in itertools.groupby(rs, key=lambda r: r.date[:7]):
    group = list(group)
    print(month, len(group), sum(r.amount for r in group))
by_category = {}
for r in rs:
    by_category.setdefault(r.category, []).append(r.amount)
print({k: (min(v), max(v), round(sum(v) / len(v), 2)) for k, v in by_category.items()})
print(list(batched(range(7), 3)))
results = []
c = collect(results)
next(c)
for v in [10, 20, 30, None, 5]:
    c.send(v)
c.send(None)
try:
    c.send(None)
except StopIteration:
    print("stopped", results)
print(list(itertools.takewhile(lambda x: x < 100, fibonacci())))
print(list(itertools.islice((x for x in fibonacci() if x % 2 == 0), 5, 8)))
print(list(flatten([1, [2, (3, 4), [5, [6]]], "ab"])))
print([''.join(p) for p in permutations(list("abc"))])
g = (x * x for x in range(3))
print(next(g), next(g), next(g), next(g, "done"))
print(sum(len(w) for w in re.findall(r"\w+", DATA)), max(rs, key=lambda r: r.amount)._replace(name="X"))
gen = averager()
next(gen)
gen.send(4)
gen.close()
print(list(zip(*[iter(range(6))] * 2)), dict(itertools.zip_longest("ab", [1], fillvalue=0)))
