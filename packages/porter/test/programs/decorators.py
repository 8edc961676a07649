"""A tour of decorators: memo, retry, timing registry, validation, singleton."""
import functools


def memoize(f):
    cache = {}

    @functools.wraps(f)
    def wrapper(*args):
        if args not in cache:
            wrapper.misses += 1
            cache[args] = f(*args)
        return cache[args]
    wrapper.misses = 0
    wrapper.cache = cache
    return wrapper


def retry(times, exceptions=(Exception,), log=print):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return f(*args, **kwargs)
                except exceptions as e:
                    log(f'{f.__name__} attempt {attempt} failed: {e!r}')
                    if attempt == times:
                        raise
        return wrapper
    return decorate


def validate(**types):
    def decorate(f):
        @functools.wraps(f)
        def wrapper(**kwargs):
            for name, type_ in types.items():
                if name in kwargs and not isinstance(kwargs[name], type_):
                    raise TypeError(f'{name} must be {type_.__name__}, not {type(kwargs[name]).__name__}')
            return f(**kwargs)
        return wrapper
    return decorate


def singleton(cls):
    instances = {}

    def get(*args, **kw):
        if cls not in instances:
            instances[cls] = cls(*args, **kw)
        return instances[cls]
    return get


class CountCalls:
    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.func(*args, **kwargs)


@memoize
def fib(n):
    """Fibonacci numbers"""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.misses, fib.__name__, fib.__doc__, len(fib.cache))

failures = iter([ValueError('one'), KeyError('two'), None])


@retry(3, exceptions=(ValueError, KeyError))
def flaky(what, suffix='!'):
    problem = next(failures)
    if problem:
        raise problem
    return what + suffix


print(flaky('done', suffix='?'))
try:
    flaky('again')
except StopIteration as e:
    print('stopped', repr(e))


@singleton
class Config:
    def __init__(self, **options):
        self.options = options


a = Config(debug=True)
b = Config()
print(a is b, a.options)


@CountCalls
def greet(name, punctuation='.'):
    return 'Hello, ' + name + punctuation


for n in ('x', 'y'):
    print(greet(n, punctuation='...'))
print(greet.calls, greet.__name__)


def trace(fn=None, *, prefix='>'):
    if fn is None:
        return lambda f: trace(f, prefix=prefix)

    @functools.wraps(fn)
    def inner(*a, **k):
        shown = [repr(x) for x in a] + [f'{key}={v!r}' for key, v in sorted(k.items())]
        result = fn(*a, **k)
        print(f"{prefix} {fn.__name__}({', '.join(shown)}) -> {result!r}")
        return result
    return inner


@trace
def add(x, y):
    return x + y


@trace(prefix='##')
def area(w, h=2, *rest):
    return w * h


add(1, y=2)
area(3)
area(1.5, 2, 9)


@functools.lru_cache(maxsize=2)
def slow(x):
    print('computing', x)
    return x * x


print([slow(i) for i in (1, 2, 1, 3, 2)])
print(slow.cache_info())


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split('.'))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __str__(self):
        return '.'.join(map(str, self.parts))


versions = [Version(v) for v in '1.10 1.2 1.2.1 0.9'.split()]
print(' < '.join(str(v) for v in sorted(versions)), Version('1.0') >= Version('1.0'), max(versions))
print(functools.reduce(lambda x, y: x * y, range(1, 21)), functools.partial(int, base=2)('1011'))
