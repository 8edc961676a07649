import collections
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



def chain0():
    v0_0 = Obj().waits
    d1 = collections.defaultdict(list)
    d1[1].append(v0_0)
    v0_1 = d1[1][0]
    r2 = AsyncResult()
    r2.set(v0_1)
    v0_2 = r2.get()
    v0_3 = lambda x, f=v0_2: f(x)
    print(0, next(x for x in map(v0_3, [5])))


try:
    gevent.spawn(chain0).get()
except Exception as error:
    print(0, type(error).__name__, error)
try:
    v1_0 = Obj(waits).run
    v1_1 = sorted([(1, v1_0), (0, plain)], key=lambda p: p[0])[1][1]
    v1_2 = None or v1_1
    o6 = Obj()
    o6.extra = v1_2
    v1_3 = o6.extra
    print(1, next(x for x in map(v1_3, [5])))
except Exception as error:
    print(1, type(error).__name__, error)


class Chain2:
    def go(self):
        v2_0 = Obj(waits)
        s7 = [plain, v2_0]
        v2_1 = None
        while s7 and v2_1 is None:
            v2_1 = s7.pop()
        v2_2 = [v2_1, plain][0]
        self.got = any(v2_2(i) > 2 for i in range(3))
        return self.got


try:
    print(2, Chain2().go())
except Exception as error:
    print(2, type(error).__name__, error)
try:
    v3_0 = Obj().plain
    v3_1 = Obj(v3_0).run
    o10 = Data(plain)
    o10.more.append(v3_1)
    v3_2 = o10.more[0]
    d11 = {'k': v3_2, 'o': plain}
    v3_3 = d11['k']
    print(3, twice(v3_3, 1))
except Exception as error:
    print(3, type(error).__name__, error)


def chain4():
    v4_0 = lambda x: waits(x)
    v4_1 = sorted([(1, v4_0), (0, plain)], key=lambda p: p[0])[1][1]
    print(4, gevent.pool.Pool(2).map(v4_1, [1, 2]))


try:
    gevent.spawn(chain4).get()
except Exception as error:
    print(4, type(error).__name__, error)


def chain5():
    v5_0 = waits
    v5_1 = getattr(Obj(v5_0), 'f')
    class Err14(Exception):
        def __init__(self, f):
            super().__init__('x')
            self.f = f
    try:
        raise Err14(v5_1)
    except Err14 as e:
        v5_2 = e.f
    class It15:
        def __init__(self, f):
            self.f = f
        def __iter__(self):
            yield self.f
    for v5_3 in It15(v5_2):
        pass
    return dict(zip([1], map(v5_3, [2])))


try:
    print(5, chain5())
except Exception as error:
    print(5, type(error).__name__, error)


class Chain6:
    def go(self):
        v6_0 = Obj.of_class
        v6_1 = getattr(Obj(v6_0), 'f')
        self.got = all(v6_1(i) for i in (1, 2))
        return self.got


try:
    print(6, Chain6().go())
except Exception as error:
    print(6, type(error).__name__, error)


def chain7():
    v7_0 = waits
    v7_1 = lambda x, f=v7_0: gevent.spawn(f, x).get()
    v7_2 = lambda x: by_name(*[x], **{'fn': v7_1})
    return [*map(v7_2, [1, 2])]


try:
    print(7, chain7())
except Exception as error:
    print(7, type(error).__name__, error)


def chain8():
    v8_0 = Obj.static
    for _, v8_1 in enumerate([v8_0]):
        pass
    print(8, list(enumerate(map(v8_1, [1]))))


try:
    gevent.spawn(chain8).get()
except Exception as error:
    print(8, type(error).__name__, error)


def chain9():
    v9_0 = lambda x: waits(x)
    def fn20(x, **given):
        return given['f'](x)
    v9_1 = functools.partial(fn20, f=v9_0)
    v9_2, _ = Pair(v9_1, 2)
    def g22():
        got = yield
        yield got
    h22 = g22()
    next(h22)
    v9_3 = h22.send(v9_2)
    print(9, apply(v9_3, 1))


try:
    gevent.spawn(chain9).get()
except Exception as error:
    print(9, type(error).__name__, error)


def chain10():
    v10_0 = lambda x: waits(x)
    if (v10_1 := v10_0):
        pass
    d24 = {}
    d24['k'] = v10_1
    v10_2 = d24.get('k', plain)
    return list(filter(v10_2, [1, -2]))


try:
    print(10, chain10())
except Exception as error:
    print(10, type(error).__name__, error)


class Chain11:
    def go(self):
        v11_0 = Obj(waits)
        def fn25(x, f=v11_0):
            return f(x)
        v11_1 = fn25
        v11_2 = next(f for f in (v11_1, plain))
        self.got = dict(zip([1], map(v11_2, [2])))
        return self.got


try:
    print(11, Chain11().go())
except Exception as error:
    print(11, type(error).__name__, error)


def chain12():
    v12_0 = plain
    class Sub27(Obj):
        def run(self, x):
            return super().run(x) + 1
    v12_1 = Sub27(v12_0).run
    v12_2 = Obj(v12_1).run
    print(12, sorted([3, 1], key=v12_2))


try:
    gevent.spawn(chain12).get()
except Exception as error:
    print(12, type(error).__name__, error)


class Chain13:
    def go(self):
        v13_0 = Obj.of_class
        d29 = {'k': v13_0, 'o': plain}
        v13_1 = d29['k']
        class Prop30:
            def __init__(self, f):
                self._f = f
            @property
            def value(self):
                gevent.sleep(0)
                return self._f
        v13_2 = Prop30(v13_1).value
        self.got = [v13_2(i) for i in range(2)]
        return self.got


try:
    print(13, Chain13().go())
except Exception as error:
    print(13, type(error).__name__, error)


def chain14():
    v14_0 = functools.partial(waits)
    def outer31(f):
        kept = None
        def keep():
            nonlocal kept
            kept = f
        keep()
        return kept
    v14_1 = outer31(v14_0)
    v14_2 = operator.itemgetter(0)([v14_1])
    v14_3 = lambda x: by_name(*[x], **{'fn': v14_2})
    return sorted([3, 1], key=v14_3)


try:
    print(14, chain14())
except Exception as error:
    print(14, type(error).__name__, error)


def chain15():
    v15_0 = lambda x: waits(x)
    l34 = []
    l34.append(v15_0)
    v15_1 = l34.pop()
    return gevent.spawn(v15_1, 1).get()


try:
    print(15, chain15())
except Exception as error:
    print(15, type(error).__name__, error)


class Chain16:
    def go(self):
        v16_0 = Obj(waits)
        v16_1 = [(lambda x, g=f: g(x)) for f in [v16_0]][0]
        def two36(f):
            return f, plain
        v16_2, _ = two36(v16_1)
        v16_3 = {i: f for i, f in enumerate([v16_2])}[0]
        self.got = all(v16_3(i) for i in (1, 2))
        return self.got


try:
    print(16, Chain16().go())
except Exception as error:
    print(16, type(error).__name__, error)


def chain17():
    v17_0 = lambda x: waits(x)
    v17_1 = [v17_0, plain][0]
    v17_2 = max([(1, v17_1), (0, plain)], key=lambda p: p[0])[1]
    class Sub40(Obj):
        def run(self, x):
            return super().run(x) + 1
    v17_3 = Sub40(v17_2).run
    return max(map(v17_3, [1, 2]))


try:
    print(17, chain17())
except Exception as error:
    print(17, type(error).__name__, error)


def chain18():
    v18_0 = Obj(waits)
    class Box41:
        def __init__(self, f):
            self._f = f
        def __getitem__(self, i):
            return self._f
    v18_1 = Box41(v18_0)[3]
    return v18_1(1) in [v18_1(1)]


try:
    print(18, chain18())
except Exception as error:
    print(18, type(error).__name__, error)


class Chain19:
    def go(self):
        v19_0 = lambda x: waits(x)
        class Proxy42:
            def __init__(self, f):
                self.__dict__['_f'] = f
            def __getattr__(self, name):
                return self._f
        v19_1 = Proxy42(v19_0).anything
        v19_2 = {i: f for i, f in enumerate([v19_1])}[0]
        self.got = [f(1) for f in (v19_2, plain)]
        return self.got


try:
    print(19, Chain19().go())
except Exception as error:
    print(19, type(error).__name__, error)


def chain20():
    v20_0 = waits
    def compose44(*fs):
        def run(x):
            for f in fs:
                x = f(x)
            return x
        return run
    v20_1 = compose44(plain, v20_0)
    _, v20_2 = collections.OrderedDict([('a', v20_1)]).popitem()
    try:
        v20_3 = plain
    finally:
        v20_3 = v20_2
    print(20, v20_3(1) + v20_3(2))


try:
    gevent.spawn(chain20).get()
except Exception as error:
    print(20, type(error).__name__, error)


def chain21():
    v21_0 = functools.partial(waits)
    o47 = Obj()
    setattr(o47, 'g', v21_0)
    v21_1 = o47.g
    return (lambda x: v21_1(x))(1)


try:
    print(21, chain21())
except Exception as error:
    print(21, type(error).__name__, error)
