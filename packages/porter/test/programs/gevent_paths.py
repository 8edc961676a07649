"""A function that waits, reached in as many ways as there are."""
import collections
import contextlib
import copy
import dataclasses
import enum
import functools
import heapq
import itertools
import operator
import types

import gevent
from gevent.queue import Queue

done = []


def work(n=0):
    gevent.sleep(0)
    done.append(n)
    return n


def show(title, result):
    print(title, result, done)
    del done[:]


# containers
table = {'a': work}
table['b'] = work
show('dict', table['a'](1) + table.get('b')(2))
for name, f in sorted(table.items()):
    f(name)
show('items', None)
handlers = collections.defaultdict(list)
handlers['x'].append(work)
handlers.setdefault('y', []).append(work)
for key in handlers:
    for f in handlers[key]:
        f(key)
show('defaultdict', None)
todo = collections.deque([(work, 1), (work, 2)])
while todo:
    f, arg = todo.popleft()
    f(arg)
show('deque', None)
heap = []
heapq.heappush(heap, (2, 'b', work))
heapq.heappush(heap, (1, 'a', work))
while heap:
    due, name, f = heapq.heappop(heap)
    f(name)
show('heap', None)
first, *rest = [work, work, work]
first(0)
for i, f in enumerate(rest):
    f(i)
show('star', None)
show('comprehension', [f(i) for i, f in enumerate([work, work])])
show('dict comprehension', {k: f(k) for k, f in table.items()})
show('any', any(f(i) for i, f in enumerate([work, work])))
show('zip', [f(x) for f, x in zip([work, work], 'xy')])
show('conditional', (work if done == [] else len)(3))
show('or', (None or work)(4))
if (g := table.get('a')):
    g(5)
show('walrus', None)
matrix = [[work, None], [None, work]]
for row in matrix:
    for cell in row:
        if cell is not None:
            cell('cell')
show('nested', None)
show('chain', [f() for f in itertools.chain([work], (work,))])
show('sorted', [f(1) for f in sorted([work], key=lambda f: f.__name__)])
show('reversed', [f(1) for f in reversed([work])])
show('slice', [work, work, work][1:][0](9))
show('pop', [work].pop()(10))
stack = []
stack.extend([work, work])
stack.insert(0, work)
show('extend', [stack.pop()(i) for i in range(3)])
merged = {**table, 'c': work}
show('merged', merged['c'](11))
table2 = dict(a=work)
table2.update(b=work)
show('update', table2.pop('b')(12))
show('copied', copy.copy(table2)['a'](13))
counter = itertools.count(7)
for f in itertools.repeat(work, 2):
    f(next(counter))
show('repeat', None)


# functions
def twice(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        f(*args, **kwargs)
        return f(*args, **kwargs)
    return inner


def make(f):
    def inner():
        return f(20)
    return inner


def pick(*fs, **named):
    return fs[0] if fs else named['f']


def pair():
    return work, len


def defaulted(f=work):
    return f(21)


def compose(*fs):
    def both(x):
        for f in fs:
            x = f(x)
        return x
    return both


def gen():
    yield work
    yield lambda x: work(x)


@twice
def decorated(n):
    return work(n)


def attach(n):
    return attach.hook(n)


attach.hook = work
show('decorated', decorated(22))
show('closure', make(work)())
show('picked', pick(work)(23) + pick(f=work)(24))
show('pair', pair()[0](25))
show('default', defaulted())
show('composed', compose(work, work)(26))
show('generator', [f(27) for f in gen()])
show('partial', functools.partial(work, 28)())
show('reduce', functools.reduce(lambda f, g: g, [len, work])(29))
show('attribute', attach(30))
show('lambda', (lambda f, x: f(x))(work, 31))
show('apply', (lambda *a: a[0](*a[1:]))(work, 32))
show('map', list(map(work, [33, 34])))
show('filter', list(filter(work, [0, 1])))
alias = other = work
show('alias', other(35))


def outer():
    f = len

    def change():
        nonlocal f
        f = work
    change()
    return f(36)


show('nonlocal', outer())
hook = None


def install():
    global hook
    hook = work


install()
show('global', hook(37))


def error():
    e = ValueError('x')
    e.retry = work
    raise e


try:
    error()
except ValueError as e:
    show('error', e.retry(38))


# objects
class Base(object):
    table = {'go': work}
    plain = len

    def __init__(self, f):
        self.f = f
        self.all = [f, self.method]
        self.by_name = {'m': self.method}

    def method(self, n=0):
        return work(n)

    def run(self, name, *args):
        return getattr(self, 'on_' + name, self.missing)(*args)

    def missing(self, *args):
        return work(args)

    def on_add(self, a, b):
        return work(a + b)

    @property
    def prop(self):
        return self.f

    @property
    def waits(self):
        return work(40)

    @classmethod
    def of(cls, *args):
        return cls(*args)

    @staticmethod
    def static(n):
        return work(n)

    def __call__(self, n):
        return work(n)

    def __getitem__(self, key):
        return work(key)

    def __len__(self):
        return 3

    def __contains__(self, x):
        return x == 1

    def __enter__(self):
        work('enter')
        return self

    def __exit__(self, *exc):
        work('exit')
        return False

    def __iter__(self):
        for f in self.all:
            yield f

    def __add__(self, other):
        return work('add')


class Mixin(object):
    def method(self, n=0):
        work('mixin')
        return super().method(n)


class Child(Mixin, Base):
    def extra(self):
        return [f(41) for f in self.all]


base = Base(work)
child = Child.of(work)
show('field', base.f(42))
show('class table', Base.table['go'](43) + child.table['go'](44))
show('by name', base.by_name['m'](45))
show('dispatch', (base.run('add', 1, 2), child.run('nothing', 1)))
show('property', base.prop(46))
show('waiting property', base.waits)
show('static', base.static(47) + Base.static(48))
show('called', base(49))
show('item', base[50])
with base as b:
    b.method(51)
show('context', None)
show('iterated', [f(52) for f in base])
show('child', child.extra())
show('bound', (lambda m: m(53))(child.method))
show('unbound', Base.method(base, 54))
show('added', base + 1)
show('methodcaller', operator.methodcaller('method', 55)(base))
show('attrgetter', operator.attrgetter('f')(base)(56))
setattr(base, 'late', work)
show('setattr', base.late(57))
base.__dict__['later'] = work
show('__dict__', base.later(58))
show('vars', vars(base)['f'](59))
space = types.SimpleNamespace(f=work)
show('namespace', space.f(60))
Point = collections.namedtuple('Point', 'f x')
point = Point(work, 61)
show('namedtuple', point.f(point.x) + point[0](62))


@dataclasses.dataclass
class Job:
    f: object
    args: tuple = ()
    after: list = dataclasses.field(default_factory=list)

    def run(self):
        result = self.f(*self.args)
        for f in self.after:
            f(result)
        return result


show('dataclass', Job(work, (63,), [work]).run())
show('replaced', dataclasses.replace(Job(len, (64,)), f=work).run())


class Kind(enum.Enum):
    ONE = 1
    TWO = 2

    def act(self):
        return work(self.value)


show('enum', [kind.act() for kind in Kind])


class Proxy(object):
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


show('proxy', Proxy(base).method(65))


class Meta(object):
    registry = {}

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Meta.registry[cls.__name__] = cls


class Plugin(Meta):
    def start(self):
        return work(66)


show('registry', Meta.registry['Plugin']().start())
with contextlib.ExitStack() as exits:
    exits.callback(work, 67)
    exits.enter_context(base)
show('exit stack', None)


@contextlib.contextmanager
def managed(f):
    f('before')
    yield f
    f('after')


with managed(work) as f:
    f('in')
show('manager', None)

# tasks
queue = Queue()
queue.put((work, (68,)))
queue.put((base.method, (69,)))


def consume():
    results = []
    while not queue.empty():
        f, args = queue.get()
        results.append(f(*args))
    return results


show('queue', gevent.spawn(consume).get())
jobs = [gevent.spawn(f, i) for i, f in enumerate([work, base.method, child, functools.partial(work)])]
gevent.joinall(jobs)
show('spawned', [job.value for job in jobs])
job = gevent.Greenlet(work, 70)
job.link(lambda g: done.append('linked'))
job.start()
job.join()
gevent.sleep(0.001)
show('linked', job.get())


class Actor(gevent.Greenlet):
    handlers = {'go': work}

    def _run(self):
        return self.handlers['go'](71)


actor = Actor()
actor.start()
show('actor', actor.get())


# What calls a function of the program waits for it.
def score(word):
    gevent.sleep(0.001)
    return len(word)


words = ['ccc', 'a', 'bb', 'dddd']
print(sorted(words, key=score), sorted(words, key=lambda w: -score(w)), max(words, key=score), min(words, key=score))
words.sort(key=score, reverse=True)
print(words, functools.reduce(lambda total, w: total + score(w), words, 0), max([], key=score, default='none'))


class Sorter:
    def __init__(self):
        self.items = [3, 1, 2]

    def slow(self, n):
        gevent.sleep(0.001)
        return -n

    def run(self):
        self.items.sort(key=self.slow)
        return self.items, min(self.items, key=self.slow)


print(*Sorter().run())
