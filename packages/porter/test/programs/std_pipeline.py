"""Generator pipelines: coroutines, send, close, yield from, chained lazies."""
import itertools
import functools
import collections
import random
from contextlib import contextmanager, closing, ExitStack


def coroutine(func):
    @functools.wraps(func)
    def start(*args, **kwargs):
        cr = func(*args, **kwargs)
        next(cr)
        return cr
    return start


@coroutine
def grep(pattern, target):
    print('grep for', pattern)
    try:
        while True:
            line = yield
            if pattern in line:
                target.send(line)
    except GeneratorExit:
        print('grep closed')
        target.close()


@coroutine
def numbered(target, start=1):
    try:
        for n in itertools.count(start):
            line = yield
            target.send('%3d %s' % (n, line))
    finally:
        target.close()


@coroutine
def sink(lines):
    try:
        while True:
            lines.append((yield))
    finally:
        lines.append('<end>')


@coroutine
def averager():
    total, count, average = 0.0, 0, None
    while True:
        term = yield average
        if term is None:
            break
        total += term
        count += 1
        average = total / count
    return collections.namedtuple('Result', 'count average')(count, average)


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def chunked(iterable, size):
    it = iter(iterable)
    while chunk := tuple(itertools.islice(it, size)):
        yield chunk


def windowed(iterable, n):
    window = collections.deque(maxlen=n)
    for x in iterable:
        window.append(x)
        if len(window) == n:
            yield tuple(window)


def roundrobin(*iterables):
    pending = len(iterables)
    nexts = itertools.cycle(iter(it).__next__ for it in iterables)
    while pending:
        try:
            for nxt in nexts:
                yield nxt()
        except StopIteration:
            pending -= 1
            nexts = itertools.cycle(itertools.islice(nexts, pending))


def unique_everseen(iterable, key=None):
    seen = set()
    seen_add = seen.add
    for element in iterable:
        k = element if key is None else key(element)
        if k not in seen:
            seen_add(k)
            yield element


def powerset(iterable):
    s = list(iterable)
    return itertools.chain.from_iterable(itertools.combinations(s, r) for r in range(len(s) + 1))


def partition(pred, iterable):
    t1, t2 = itertools.tee(iterable)
    return itertools.filterfalse(pred, t1), filter(pred, t2)


class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def levels(self):
        queue = [self]
        while queue:
            yield [n.value for n in queue]
            queue = [c for n in queue for c in n.children]


@contextmanager
def tag(name, out):
    out.append('<%s>' % name)
    try:
        yield lambda text: out.append(text)
    except ValueError as e:
        out.append('error: %s' % e)
    finally:
        out.append('</%s>' % name)


got = []
g = grep('py', numbered(sink(got)))
for line in ['python', 'java', 'pypy', 'c']:
    g.send(line)
g.close()
print(got)
avg = averager()
print([avg.send(x) for x in (10, 30, 5)])
try:
    avg.send(None)
except StopIteration as exc:
    print(exc.value)


def outer():
    result = yield from averager.__wrapped__()
    yield ('outer got', result)


o = outer()
next(o)
o.send(4)
print(o.send(None))
print(list(flatten([1, [2, (3, [4, []]), 5], 'ab'])), list(chunked('abcdefg', 3)), list(windowed(range(5), 3)))
print(''.join(roundrobin('ABC', 'D', 'EF')), list(unique_everseen('AbBCaD', str.lower)), len(list(powerset(range(5)))), [list(p) for p in partition(lambda x: x % 2, range(6))])
t = Tree(1, Tree(2, Tree(4)), Tree(3))
print(list(t), list(t.levels()), sum(t), max(t), 3 in t, [*t], sorted(t, reverse=True), dict(enumerate(t)))
out = []
with ExitStack() as stack:
    write = stack.enter_context(tag('a', out))
    inner = stack.enter_context(tag('b', out))
    stack.callback(out.append, 'callback')
    write('text')
    raise ValueError('oops')
print(out)


class Resource:
    def __init__(self, log):
        self.log = log

    def close(self):
        self.log.append('closed')


log = []
with closing(Resource(log)) as r:
    log.append(type(r).__name__)
print(log)
gen = (x * x for x in itertools.count())
print(next(gen), next(gen), list(itertools.islice(gen, 3)), gen.__next__())
print(list(itertools.accumulate([3, 1, 4, 1, 5], max)), list(itertools.starmap(pow, [(2, 5), (3, 2)])), list(itertools.zip_longest('ab', [1], fillvalue='-')), list(itertools.compress('abcd', [1, 0, 1, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 4, 2])))
print([(k, ''.join(g)) for k, g in itertools.groupby('aaabbc')], list(itertools.product('ab', repeat=2)), [next(itertools.repeat(7))] * 2, list(itertools.pairwise([1, 4, 9])), list(map(lambda a, b: a - b, [5, 6], [1, 2, 3])))
rng = random.Random(42)
print([rng.randint(1, 6) for _ in range(5)], rng.sample(range(50), 4), rng.choice('xyz'), round(rng.random(), 6))


def stepper():
    try:
        x = yield 1
        print('got', x)
        yield 2
    except KeyError as e:
        print('inside', repr(e))
        yield 3
    return 'end'


s = stepper()
print(next(s), s.throw(KeyError('k')))
try:
    next(s)
except StopIteration as e:
    print('stop', e.value, e.args)
