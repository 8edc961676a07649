"""Writes a program of gevent that calls functions, of which some wait, through random ways: `python3 scripts/random_ways.py SEED`.

A call whose function waits, and that is ported as if it did not, is the worst fault of a porter. So values are carried through
lists, attributes, closures, queues, errors and what else there is, one to three of them in a row, and called in many ways. What the
ported program prints must be what the program prints under gevent.
"""
import random
import re
import sys

HEAD = '''import collections
import contextlib
import copy
import functools
import itertools
import operator
from dataclasses import dataclass, field

import gevent
import gevent.pool
from gevent.event import AsyncResult
from gevent.queue import Queue


def waits(x):
    gevent.sleep(0)
    return x + 1


def plain(x):
    return x + 2


class Obj:
    def __init__(self, f=None):
        self.f = f

    def run(self, x):
        return self.f(x)

    def waits(self, x):
        gevent.sleep(0)
        return x + 3

    def plain(self, x):
        return x + 4

    @staticmethod
    def static(x):
        gevent.sleep(0)
        return x + 5

    @classmethod
    def of_class(cls, x):
        gevent.sleep(0)
        return x + 6

    def __call__(self, x):
        return self.f(x) if self.f else x


Pair = collections.namedtuple('Pair', 'first second')


@dataclass
class Data:
    fn: object
    more: list = field(default_factory=list)


REGISTERED = {}


def register(name):
    def decorate(f):
        REGISTERED[name] = f
        return f
    return decorate


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)
    return wrapper


def twice(f, x):
    return f(f(x))


def pick(which, *fs):
    return fs[which]


def by_name(x, fn=plain):
    return fn(x)


def apply(f, *args, **kwargs):
    return f(*args, **kwargs)
'''

# From {a} to {b}; names with a number sign are new each time.
WAYS = '''
{b} = [{a}, plain][0]
---
l# = []
l#.append({a})
{b} = l#.pop()
---
l# = [plain]
l#.extend([{a}])
{b} = l#[-1]
---
d# = {'k': {a}, 'o': plain}
{b} = d#['k']
---
d# = {}
d#['k'] = {a}
{b} = d#.get('k', plain)
---
d# = {}
{b} = d#.setdefault('k', {a})
---
d# = dict(z=plain)
d#.update(k={a})
{b} = d#['k']
---
d# = {'k': {a}}
for key, {b} in d#.items():
    pass
---
d# = collections.defaultdict(list)
d#[1].append({a})
{b} = d#[1][0]
---
t# = ({a}, 1)
{b}, _ = t#
---
{b}, *_ = [{a}, plain, plain]
---
o# = Obj()
o#.f = {a}
{b} = o#.f
---
o# = Obj()
o#.extra = {a}
{b} = o#.extra
---
{b} = Obj({a}).run
---
{b} = Obj({a})
---
{b} = lambda x, f={a}: f(x)
---
{b} = lambda x: {a}(x)
---
{b} = functools.partial({a})
---
{b} = functools.partial(twice, {a})
---
{b} = logged({a})
---
register('k#')({a})
{b} = REGISTERED['k#']
---
def make#(f):
    def inner(x):
        return f(x)
    return inner
{b} = make#({a})
---
def fn#(x, f={a}):
    return f(x)
{b} = fn#
---
{b} = pick(1, plain, {a})
---
def fn#(x, **given):
    return given['f'](x)
{b} = functools.partial(fn#, f={a})
---
{b} = {a} if len(REGISTERED) >= 0 else plain
---
{b} = None or {a}
---
{b} = REGISTERED is not None and {a}
---
{b} = getattr(Obj({a}), 'f')
---
o# = Obj()
setattr(o#, 'g', {a})
{b} = o#.g
---
{b} = vars(Obj({a}))['f']
---
q# = Queue()
q#.put({a})
{b} = q#.get()
---
r# = AsyncResult()
r#.set({a})
{b} = r#.get()
---
def g#(f):
    yield f
{b} = next(g#({a}))
---
def g#(f):
    yield f
    yield f
for {b} in g#({a}):
    pass
---
def g#(f):
    gevent.sleep(0)
    yield f
for {b} in g#({a}):
    pass
---
def g#():
    got = yield
    yield got
h# = g#()
next(h#)
{b} = h#.send({a})
---
{b} = Pair({a}, 2).first
---
{b}, _ = Pair({a}, 2)
---
{b} = Data({a}).fn
---
o# = Data(plain)
o#.more.append({a})
{b} = o#.more[0]
---
for {b}, _ in zip([{a}], [1]):
    pass
---
for _, {b} in enumerate([{a}]):
    pass
---
{b} = [f for f in [{a}]][0]
---
{b} = [(lambda x, g=f: g(x)) for f in [{a}]][0]
---
{b} = {i: f for i, f in enumerate([{a}])}[0]
---
{b} = next(f for f in ({a}, plain))
---
{b} = list(map(lambda f: f, [{a}]))[0]
---
{b} = sorted([(1, {a}), (0, plain)], key=lambda p: p[0])[1][1]
---
{b} = max([(1, {a}), (0, plain)], key=lambda p: p[0])[1]
---
{b} = operator.itemgetter(0)([{a}])
---
{b} = operator.attrgetter('f')(Obj({a}))
---
{b} = list(itertools.chain([plain], [{a}]))[1]
---
{b} = copy.copy(Obj({a})).f
---
{b} = collections.deque([{a}]).popleft()
---
try:
    raise ValueError({a})
except ValueError as e:
    {b} = e.args[0]
---
class Err#(Exception):
    def __init__(self, f):
        super().__init__('x')
        self.f = f
try:
    raise Err#({a})
except Err# as e:
    {b} = e.f
---
@contextlib.contextmanager
def context#(f):
    yield f
with context#({a}) as {b}:
    pass
---
class Context#:
    def __init__(self, f):
        self.f = f
    def __enter__(self):
        gevent.sleep(0)
        return self.f
    def __exit__(self, *exc):
        return False
with Context#({a}) as {b}:
    pass
---
class Prop#:
    def __init__(self, f):
        self._f = f
    @property
    def value(self):
        return self._f
{b} = Prop#({a}).value
---
class Prop#:
    def __init__(self, f):
        self._f = f
    @property
    def value(self):
        gevent.sleep(0)
        return self._f
{b} = Prop#({a}).value
---
class Box#:
    def __init__(self, f):
        self._f = f
    def __getitem__(self, i):
        return self._f
{b} = Box#({a})[3]
---
class Proxy#:
    def __init__(self, f):
        self.__dict__['_f'] = f
    def __getattr__(self, name):
        return self._f
{b} = Proxy#({a}).anything
---
class It#:
    def __init__(self, f):
        self.f = f
    def __iter__(self):
        yield self.f
for {b} in It#({a}):
    pass
---
class It#:
    def __init__(self, f):
        self.f, self.n = f, 0
    def __iter__(self):
        return self
    def __next__(self):
        gevent.sleep(0)
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.f
for {b} in It#({a}):
    pass
---
class Sub#(Obj):
    def run(self, x):
        return super().run(x) + 1
{b} = Sub#({a}).run
---
class Sub#(Obj):
    def __init__(self, f):
        super().__init__(f)
        self.again = self.f
{b} = Sub#({a}).again
---
class Holder#:
    table = {}
Holder#.table['x'] = {a}
{b} = Holder#.table['x']
---
{b} = functools.reduce(lambda acc, f: f, [plain, {a}])
---
def compose#(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run
{b} = compose#(plain, {a})
---
{b} = gevent.spawn(lambda f: f, {a}).get()
---
{b} = lambda x, f={a}: gevent.spawn(f, x).get()
---
{b} = functools.lru_cache(maxsize=None)({a})
---
def two#(f):
    return f, plain
{b}, _ = two#({a})
---
def outer#(f):
    kept = None
    def keep():
        nonlocal kept
        kept = f
    keep()
    return kept
{b} = outer#({a})
---
if ({b} := {a}):
    pass
---
match [1, {a}]:
    case [1, {b}]:
        pass
---
s# = [plain, {a}]
{b} = None
while s# and {b} is None:
    {b} = s#.pop()
---
try:
    {b} = plain
finally:
    {b} = {a}
---
_, {b} = collections.OrderedDict([('a', {a})]).popitem()
---
{b} = functools.partial(by_name, fn={a})
---
{b} = lambda x: by_name(x, fn={a})
---
{b} = lambda x: by_name(*[x], **{'fn': {a}})
'''.strip('\n').split('\n---\n')

SOURCES = ('waits', 'plain', 'Obj().waits', 'Obj().plain', 'Obj.static', 'Obj.of_class', 'Obj(waits)', 'Obj(waits).run',
           'lambda x: waits(x)', 'functools.partial(waits)')

CALLS = '''
{v}(1)
twice({v}, 1)
[{v}(i) for i in range(2)]
list(map({v}, [1, 2]))
sum({v}(i) for i in range(3))
sum(map({v}, [1, 2]))
[*map({v}, [1, 2])]
max([1, 2], key={v})
max(map({v}, [1, 2]))
min((1, {v}(0)), (0, 2))
sorted([3, 1], key={v})
sorted([3, 1], key=lambda n: -{v}(n))
gevent.spawn({v}, 1).get()
gevent.pool.Pool(2).map({v}, [1, 2])
[g.value for g in gevent.joinall([gevent.spawn({v}, i) for i in (1, 2)])]
{v}({v}(1))
f"{{v}(1)}"
"%s-%d" % ({v}(1), {v}(2))
" ".join(str({v}(i)) for i in (1, 2))
{"k": {v}(1)}
({v}(1), *map({v}, [2]))
{v}(1) + {v}(2)
{v}(1) < {v}(2) <= {v}(3)
{v}(1) in [{v}(1)]
not {v}(1)
{v}(1) if {v}(0) else 0
[f(1) for f in ({v}, plain)]
[{v}(i) + {v}(j) for i in (1, 2) for j in (3,) if {v}(j)]
any({v}(i) > 2 for i in range(3))
all({v}(i) for i in (1, 2))
list(filter({v}, [1, -2]))
next(x for x in map({v}, [5]))
list(enumerate(map({v}, [1])))
list(itertools.chain([{v}(1)], map({v}, [2])))
dict((i, {v}(i)) for i in range(2))
dict(zip([1], map({v}, [2])))
{v}(*[1])
apply({v}, 1)
Obj({v})(1)
Obj({v}).run(1)
(lambda x: {v}(x))(1)
functools.reduce(lambda a, i: a + {v}(i), [1, 2], 0)
'''.strip().split('\n')

CHAINS = 22
PRINT = '''try:
    {statement}
except Exception as error:
    print({i}, type(error).__name__, error)'''


def indented(text):
    return re.sub(r'^(?=.)', '    ', text, flags=re.M)


def program(seed):
    chance = random.Random(seed)
    parts = [HEAD]
    number = 0
    for i in range(CHAINS):
        value = 'v%d_0' % i
        body = ['%s = %s' % (value, chance.choice(SOURCES))]
        for step in range(chance.randint(1, 3)):
            number += 1
            after = 'v%d_%d' % (i, step + 1)
            way = chance.choice(WAYS).replace('{a}', value).replace('{b}', after)
            body.append(re.sub(r'(?<=\w)#', str(number), way))
            value = after
        call = chance.choice(CALLS).replace('{v}', value)
        steps = '\n'.join(body)
        shown = PRINT.replace('{i}', str(i))
        place = chance.randrange(4)
        if place == 0:
            shown = shown.replace('    {statement}', indented('%s\nprint(%d, %s)' % (steps, i, call)))
        elif place == 1:
            parts.append('\n\ndef chain%d():\n%s' % (i, indented('%s\nreturn %s' % (steps, call))))
            shown = '\n\n' + shown.replace('{statement}', 'print(%d, chain%d())' % (i, i))
        elif place == 2:
            method = 'def go(self):\n%s' % indented('%s\nself.got = %s\nreturn self.got' % (steps, call))
            parts.append('\n\nclass Chain%d:\n%s' % (i, indented(method)))
            shown = '\n\n' + shown.replace('{statement}', 'print(%d, Chain%d().go())' % (i, i))
        else:
            parts.append('\n\ndef chain%d():\n%s\n    print(%d, %s)' % (i, indented(steps), i, call))
            shown = '\n\n' + shown.replace('{statement}', 'gevent.spawn(chain%d).get()' % i)
        parts.append(shown)
    return '\n'.join(parts)


print(program(int(sys.argv[1])))
