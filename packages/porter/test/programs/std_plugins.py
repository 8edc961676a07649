import abc
import functools
import inspect
import sys
import time
from contextlib import contextmanager, ContextDecorator
from typing import Dict, Type, ClassVar, Callable


class PluginMeta(abc.ABC):
    registry: ClassVar[Dict[str, Type['PluginMeta']]] = {}
    name: ClassVar[str] = ''

    def __init_subclass__(cls, /, alias=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.name = alias or cls.__name__.lower()
        PluginMeta.registry[cls.name] = cls

    @abc.abstractmethod
    def run(self, text: str) -> str:
        """Transform the text."""

    def __call__(self, text):
        return self.run(text)

    def __or__(self, other):
        return Chain(self, other)


class Upper(PluginMeta):
    """Make it upper case."""
    def run(self, text):
        return text.upper()


class Repeat(PluginMeta, alias='x'):
    """Say it again."""
    def __init__(self, times=2):
        self.times = int(times)

    def run(self, text):
        return ' '.join([text] * self.times)


class Chain(PluginMeta, alias='|'):
    def __init__(self, *parts):
        self.parts = parts

    def run(self, text):
        return functools.reduce(lambda acc, part: part(acc), self.parts, text)


class Broken(PluginMeta):
    pass


def build(spec):
    def one(word):
        name, _, arg = word.partition(':')
        cls = PluginMeta.registry[name]
        return cls(arg) if arg else cls()
    first, *rest = map(one, spec.split())
    return functools.reduce(lambda a, b: a | b, rest, first)


def retry(times=3, exceptions=(Exception,), on_error=None):
    def decorator(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            last = None
            for attempt in range(1, times + 1):
                try:
                    return fn(*args, **kwargs)
                except exceptions as exc:
                    last = exc
                    if on_error is not None:
                        on_error(attempt, exc)
            raise RuntimeError(f'{fn.__name__} failed after {times} attempts') from last
        wrapper.attempts = times
        return wrapper
    return decorator


def debug(fn=None, *, prefix=''):
    if fn is None:
        return functools.partial(debug, prefix=prefix)

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        shown = ', '.join([repr(a) for a in args] + [f'{k}={v!r}' for k, v in kwargs.items()])
        result = fn(*args, **kwargs)
        print(f'{prefix}{fn.__qualname__}({shown}) -> {result!r}')
        return result
    return wrapper


def validate(**checks):
    def decorate(fn):
        @functools.wraps(fn)
        def inner(**kwargs):
            for key, check in checks.items():
                if not check(kwargs.get(key)):
                    raise ValueError(f'{key}={kwargs.get(key)!r} is not valid for {fn.__name__}')
            return fn(**kwargs)
        return inner
    return decorate


def singleton(cls):
    instances = {}

    @functools.wraps(cls, updated=())
    def get(*args, **kwargs):
        if cls not in instances:
            instances[cls] = cls(*args, **kwargs)
        return instances[cls]
    return get


class count_calls:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn = fn
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.fn(*args, **kwargs)


class timed(ContextDecorator):
    log = []

    def __init__(self, label):
        self.label = label

    def __enter__(self):
        self.log.append(f'start {self.label}')
        return self

    def __exit__(self, *exc):
        self.log.append(f'stop {self.label} {exc[0].__name__ if exc[0] else "ok"}')


print(sorted(PluginMeta.registry), build('upper x:3')('hey'), build('x')('ho'), (Upper() | Repeat(1) | Upper()).run('ab'), type(build('upper x')).name)
try:
    Broken()
except TypeError as e:
    print(e)
print([(n, (c.__doc__ or '-').strip()) for n, c in sorted(PluginMeta.registry.items())][-3:], inspect.isclass(Upper), callable(Upper()))
state = {'n': 0}
errors = []


@retry(times=3, exceptions=(KeyError, ValueError), on_error=lambda n, e: errors.append((n, str(e))))
def flaky(limit):
    """Fails a few times."""
    state['n'] += 1
    if state['n'] < limit:
        raise ValueError('n is %d' % state['n'])
    return state['n']


print(flaky(3), errors, flaky.attempts, flaky.__name__, flaky.__doc__)
try:
    flaky(limit=100)
except RuntimeError as e:
    print(e, '|', repr(e.__cause__))


@debug
def add(a, b=1):
    return a + b


@debug(prefix='>> ')
@count_calls
def fib(n):
    return n if n < 2 else fib.__wrapped__(n - 1) + fib.__wrapped__(n - 2)


@validate(age=lambda v: isinstance(v, int) and v >= 0, name=bool)
def person(name, age):
    return f'{name} is {age}'


add(1, b=2)
add('x', 'y')
fib(10)
print(fib.__wrapped__.calls, person(name='ann', age=3))
for kw in ({'name': '', 'age': 1}, {'name': 'bob', 'age': -1}, {'name': 'cyd'}):
    try:
        person(**kw)
    except ValueError as e:
        print(e)


@singleton
class Config:
    def __init__(self, value=0):
        self.value = value


print(Config(5) is Config(6), Config().value, Config.__name__)


@timed('work')
def work(n):
    if n < 0:
        raise ArithmeticError
    return n * 2


print(work(4))
try:
    work(-1)
except ArithmeticError as e:
    print('caught', repr(e), timed.log)


@contextmanager
def swapped(obj, **attrs):
    old = {k: getattr(obj, k) for k in attrs}
    for k, v in attrs.items():
        setattr(obj, k, v)
    try:
        yield obj
    finally:
        for k, v in old.items():
            setattr(obj, k, v)


with swapped(Config(), value=99) as c:
    print(c.value)
print(c.value, hasattr(c, 'other'), getattr(c, 'other', None))
