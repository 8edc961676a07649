import enum
import functools
from dataclasses import dataclass


def helper(x, y=2):
    return x * y


class C:
    double = staticmethod(lambda d: d * 2)
    times = staticmethod(helper)
    name = 'c'

    def make(cls, n=1):
        return cls.__name__ * n
    make = classmethod(make)

    def plain(x):
        return x + 1
    plain = staticmethod(plain)
    who = classmethod(lambda cls: cls.name)


class D(C):
    name = 'd'


print(C.double(4), C().double(5), C.times(3), C().times(3, y=5), D.make(), D().make(2), C.plain(1), C().plain(2), D.who(), D().who())


class Error(Exception):
    pass


class Map(dict):
    pass


class Set:
    def __init__(self, x):
        self.x = x


class SubError(Error):
    pass


@dataclass
class Number:
    value: int = 0


class Symbol(enum.Enum):
    PLUS = '+'


class Object:
    pass


try:
    raise Error('boom')
except Error as e:
    print(type(e).__name__, repr(e))
try:
    raise SubError('boom')
except Error as e:
    print(type(e).__name__, repr(e), SubError.__mro__)
print(Number(3), Symbol.PLUS, repr(Symbol.PLUS), Map.__name__, Map(a=1), Set, Number.__qualname__)
for wrong in (lambda: Object().x, lambda: Set()):
    try:
        wrong()
    except (AttributeError, TypeError) as e:
        print(e)


def log(f):
    @functools.wraps(f)
    def inner(*args):
        print('call', f.__name__)
        return f(*args)
    return inner


def new():
    return 1


@log
def delete(x):
    return x


def function():
    def switch():
        pass
    return switch


print([f.__name__ for f in (new, delete, function, function())], delete(3))
