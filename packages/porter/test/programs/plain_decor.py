"""A collection of useful decorators."""
import functools
import time
from datetime import datetime


def timer(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return func(*args, **kwargs)
        finally:
            elapsed = time.perf_counter() - start
            print(f"{func.__name__} finished in {'less' if elapsed < 1 else 'more'} than a second")
    return wrapper


def retry(times=3, exceptions=(Exception,), delay=0):
    def decorator(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            last = None
            for attempt in range(1, times + 1):
                try:
                    return func(*args, **kwargs)
                except exceptions as e:
                    last = e
                    print(f"attempt {attempt}/{times} failed: {e!r}")
                    time.sleep(delay)
            raise last
        return wrapper
    return decorator


def debug(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        signature = ", ".join([repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
        print(f"calling {func.__name__}({signature})")
        value = func(*args, **kwargs)
        print(f"{func.__name__!r} returned {value!r}")
        return value
    return wrapper


class CountCalls:
    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.num_calls = 0

    def __call__(self, *args, **kwargs):
        self.num_calls += 1
        return self.func(*args, **kwargs)


def singleton(cls):
    instances = {}

    @functools.wraps(cls)
    def get_instance(*args, **kwargs):
        if cls not in instances:
            instances[cls] = cls(*args, **kwargs)
        return instances[cls]
    return get_instance


def validate(**types):
    def decorator(func):
        names = func.__code__.co_varnames if hasattr(func, "nothing") else tuple(types)

        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            for name, value in list(zip(names, args)) + list(kwargs.items()):
                expected = types.get(name)
                if expected and not isinstance(value, expected):
                    raise TypeError(f"{name} must be {expected.__name__}, not {type(value).__name__}")
            return func(*args, **kwargs)
        return wrapper
    return decorator


@timer
def waste_time(n):
    """Waste some time."""
    return sum(i * i for i in range(n))


@retry(times=3, exceptions=(ValueError, KeyError))
def flaky(state={"n": 0}):
    state["n"] += 1
    if state["n"] < 3:
        raise ValueError(f"not yet {state['n']}")
    return "ok"


@retry(2)
def hopeless():
    raise RuntimeError("always")


@debug
def greet(name, greeting="Hello", *, punctuation="!"):
    return f"{greeting}, {name}{punctuation}"


@CountCalls
def say_hi():
    print("Hi!")


@singleton
class Config:
    def __init__(self, name="default"):
        self.name = name
        self.created = datetime.now()


@validate(a=int, b=int)
def add(a, b):
    return a + b


@timer
@debug
def stacked(x):
    return x ** 2


print(waste_time(1000), waste_time.__name__, waste_time.__doc__)
print(flaky())
try:
    hopeless()
except RuntimeError as e:
    print("gave up:", e)
greet("World")
greet("Bob", greeting="Hey", punctuation="?")
say_hi()
say_hi()
print(say_hi.num_calls, say_hi.__name__)
print(Config("a") is Config("b"), Config().name)
print(add(1, b=2))
try:
    add(1, "2")
except TypeError as e:
    print(e)
stacked(4)
print(greet.__wrapped__("raw"))
