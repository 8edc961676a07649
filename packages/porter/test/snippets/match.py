# --- open patterns of sequences
def f(r):
    match r:
        case int(v), '':
            return 'all', v
        case int(v), rest:
            return 'rest', v, rest
        case a, *b:
            return a, b
        case _:
            return 'none'
print(f((1, '')), f((1, 'x')), f(['p', 'q', 3]), f([]), f('ab'), f(3))
x, y = 1, 'b'
match x, y:
    case 1, 'a':
        print('A')
    case 1, 'b':
        print('B')
def g(*args):
    match args:
        case ():
            return 'nothing'
        case x,:
            return 'one', x
        case x, y if x == y:
            return 'twins', x
        case (x, y), z:
            return 'nested', x, y, z
        case *init, last: return init, last
print(g(), g(1), g(2, 2), g((1, 2), 3), g(1, 2), g(1, 2, 3))
match = {'case': [1, 2]}
case = match['case']
case[0], case[1] = 5, 6
print(match, case)
def words(command):
    match command.split():
        case 'go', ('north' | 'south') as where:
            return 'go ' + where
        case 'take', *things if len(things) > 1:
            return 'take many: ' + ', '.join(things)
        case ['take', thing]:
            return f'take {thing}, {len(thing)}'
        case [verb, *_]:
            return verb + '?'
    return 'what'
for c in ('go north', 'go up', 'take a b', 'take it', ''):
    print(words(c))
match 1, [2, 3]:
    case a, [b, *c]:
        print(a, b, c)
match *range(3), 9:
    case 0, *mid, 9:
        print(mid)
# --- patterns: classes, mappings, values
from collections import namedtuple, OrderedDict, deque
from dataclasses import dataclass, field
from typing import NamedTuple
from enum import Enum
class Right(NamedTuple):
    value: object
class Left(NamedTuple):
    why: str
P = namedtuple('P', 'x y')
@dataclass
class D:
    a: int
    b: int = 2
    c: list = field(default_factory=list, init=False)
class M:
    __match_args__ = ('p', 'q')
    def __init__(self, p, q):
        self.p, self.q = p, q
class Colour(Enum):
    RED = 1
    BLUE = 'b'
class K:
    LIMIT = 10
    class inner:
        deep = 'd'
def f(x):
    match x:
        case Right(v):
            return 'right', v
        case Left() as l:
            return 'left', l.why
        case P(x=0, y=yy):
            return 'on axis', yy
        case P(a, b):
            return 'P', a, b
        case D(a, b=3):
            return 'D3', a
        case D(a, b):
            return 'D', a, b
        case M(1 | 2 as p, q):
            return 'M', p, q
        case M(p, q=[*_, last]):
            return 'M last', p, last
        case Colour.RED | Colour.BLUE:
            return 'colour', x.name
        case K.LIMIT:
            return 'limit'
        case K.inner.deep:
            return 'deep'
        case None | True | False:
            return 'single', x
        case -1 | -2.5 | 1 + 2j | -3 - 4j:
            return 'number', x
        case {'type': 'point', 'at': [px, py], **rest}:
            return 'map', px, py, rest
        case {'a': {'b': {'c': deep}}}:
            return 'nested', deep
        case {1: _, -2: two}:
            return 'keys', two
        case {K.LIMIT: ten}:
            return 'dotted key', ten
        case bool(b):
            return 'bool', b
        case int(n) | float(n) if n > 100:
            return 'big', n
        case int(n) | float(n):
            return 'num', n
        case str('lit' | 'eral' as s):
            return 'lit', s
        case str(s) | bytes(s):
            return 'text', s
        case [[a, b], [c, d]]:
            return 'matrix', a, b, c, d
        case (1, 2) | (2, 1) as pair:
            return 'pair', pair
        case [int(), str(), *_] | [str(), int(), *_]:
            return 'mixed', len(x)
        case list([first, *_]):
            return 'list', first
        case list() | tuple() | set() | frozenset():
            return 'empty', type(x).__name__
        case dict(d) if not d:
            return 'empty dict'
        case {}:
            return 'some dict', len(x)
        case deque():
            return 'deque'
        case object(__class__=cls):
            return 'object', cls.__name__
for x in (Right(3), Left('no'), P(0, 5), P(1, 2), D(1, 3), D(1), M(2, 'q'), M(5, [1, 2, 3]), Colour.RED, 10, 'd', None, True, False, -1, -2.5, 1 + 2j, -3 - 4j,
          {'type': 'point', 'at': (1, 2), 'z': 3, 'k': 4}, {'a': {'b': {'c': 9}}}, {1: 0, -2: 'x', 3: 4}, {10: 'ten'}, 101, 7, 8.5, 'lit', 'eral', 'other', b'by',
          [[1, 2], [3, 4]], (1, 2), [2, 1], [1, 'a', 2], ['a', 1], ['z'], [], (), set(), {}, {'q': 1}, OrderedDict(b=1), range(2), deque([1]), deque(), 3j, print):
    print(f(x))
# --- patterns: what goes wrong, and names
class A:
    pass
class B:
    __match_args__ = ('x',)
    x = 1
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def one():
    match A():
        case A(1):
            return 'a'
def two():
    match B():
        case B(1, 2):
            return 'b'
def three():
    match B():
        case B(1, x=1):
            return 'b'
def four():
    match 5:
        case int(1, 2):
            return 'i'
def five():
    match 5:
        case B.x:
            return 'x'
        case five:
            return five
for f in (one, two, three, four, five):
    attempt(f)
match [1, 2, 3]:
    case [a, b]:
        pass
    case [a, *b, c] if c > 5:
        print('no')
    case [_, _, _]:
        print('three', a, c)
for point in [(0, 0), (0, 1), (2, 0), (3, 4), 'xy', None]:
    match point:
        case (0, 0): print('origin')
        case (0, y): print('y', y)
        case (x, 0): print('x', x)
        case (x, y): print(x, y)
        case str() as s: print('text', s)
        case other: print('other', other)
def depth(tree):
    match tree:
        case None:
            return 0
        case (left, _, right):
            return 1 + max(depth(left), depth(right))
print(depth(((None, 1, None), 2, (None, 3, (None, 4, None)))))
def http(status):
    match status:
        case 400 | 404: return 'bad'
        case n if 500 <= n < 600: return 'server'
        case 418: return 'tea'
        case _: return 'other'
print([http(s) for s in (400, 404, 503, 418, 1)])
def kind(x):
    match x:
        case [] | {} | '' | 0: return 'falsy'
        case float('nan'): return 'never'
        case [x] if x: return kind(x)
        case {'k': [*_, {'last': v}]}: return v
        case _: return type(x).__name__
print(kind([]), kind({}), kind(''), kind(0), kind(0.0), kind(False), kind([[3]]), kind({'k': [1, {'last': 'L'}]}), kind([0]))
