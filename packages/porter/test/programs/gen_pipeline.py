"""Generators: coroutines with send and throw, pipelines, infinite streams, round robin scheduling."""
import itertools
from collections import deque
from functools import wraps


def coroutine(f):
    @wraps(f)
    def start(*args, **kwargs):
        g = f(*args, **kwargs)
        next(g)
        return g
    return start


@coroutine
def averager():
    total, count, average = 0.0, 0, None
    while True:
        try:
            value = yield average
        except ValueError as e:
            print('reset:', e)
            total, count, average = 0.0, 0, None
            continue
        total += value
        count += 1
        average = total / count


@coroutine
def grep(pattern, target):
    try:
        while True:
            line = yield
            if pattern in line:
                target.send(line)
    except GeneratorExit:
        target.close()


@coroutine
def collect(out):
    try:
        while True:
            out.append((yield))
    finally:
        out.append('closed')


def primes():
    composites = {}
    for n in itertools.count(2):
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)


def chunks(iterable, size):
    it = iter(iterable)
    while True:
        chunk = list(itertools.islice(it, size))
        if not chunk:
            return
        yield chunk


def flatten(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.log = []

    def add(self, task):
        self.ready.append(task)
        return self

    def run(self):
        while self.ready:
            task = self.ready.popleft()
            try:
                self.log.append(next(task))
            except StopIteration as stop:
                self.log.append(('done', stop.value))
            else:
                self.ready.append(task)
        return self.log


def task(name, n):
    for i in range(n):
        yield '%s%d' % (name, i)
    return name.upper()


def delegating():
    result = yield from task('sub', 2)
    yield 'got ' + result


avg = averager()
print([avg.send(x) for x in (10, 20, 60)], avg.throw(ValueError('start over')), avg.send(4))
out = []
pipe = grep('py', collect(out))
for line in 'python,perl,pypy'.split(','):
    pipe.send(line)
pipe.close()
print(out)
print(list(itertools.islice(primes(), 10)), next(p for p in primes() if p > 100), list(itertools.takewhile(lambda p: p < 20, primes())))
print(list(chunks(range(7), 3)), list(flatten([1, [2, (3, [4])], []])))
print(Scheduler().add(task('a', 2)).add(task('b', 1)).run(), list(delegating()))
numbers = iter([1, 2, 3, 4, 5, 6])
for n in numbers:
    if n == 3:
        break
print(list(numbers), sum(1 for _ in task('x', 3)))
stream = task('s', 4)
for s in stream:
    if s.endswith('1'):
        break
print(next(stream), [*stream], next(stream, 'empty'), '2' in iter('123'))
evens = (n for n in itertools.count() if n % 2 == 0)
print([next(evens) for _ in range(3)], list(zip('abc', evens)), next(evens))
pairs = zip(*[iter('abcdef')] * 2)
print([a + b for a, b in pairs], dict(enumerate('xy', 1)), list(map(lambda a, b: a * b, [1, 2], [3, 4])))
first, *middle, last = (x * x for x in range(5))
print(first, middle, last, max((len(w), w) for w in ['a', 'bbb', 'cc']), any(x > 3 for x in middle), all([]))
print(list(itertools.accumulate([1, 2, 3])), [''.join(p) for p in itertools.permutations('abc', 2)], list(itertools.product([0, 1], repeat=2))[2])
print([(k, len(list(v))) for k, v in itertools.groupby('aabccc')], list(itertools.zip_longest('ab', 'c', fillvalue='-')), list(itertools.chain('a', [1])))


def closing_test():
    try:
        yield 1
        yield 2
    finally:
        print('cleanup')


g = closing_test()
print(next(g))
g.close()
try:
    next(g)
except StopIteration:
    print('exhausted')
for x in closing_test():
    print('loop', x)
    break
print('end')
