import abc, enum, contextlib, logging, sys, time, threading, queue, random, string, textwrap, statistics, math, operator, copy, itertools
from dataclasses import dataclass, field, asdict, replace
from enum import Enum, IntEnum, Flag, auto
logging.basicConfig(level=logging.INFO, format='%(levelname)-8s %(name)s: %(message)s', stream=sys.stdout)
log = logging.getLogger('bank')
class Level(IntEnum):
    LOW = 1
    HIGH = 3
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    def __lt__(self, other): return self.area() < other.area()
@dataclass(order=True)
class Account:
    owner: str
    balance: float = 0.0
    history: list = field(default_factory=list, compare=False, repr=False)
    def __post_init__(self):
        if self.balance < 0: raise ValueError('negative')
    def deposit(self, x):
        self.balance += x; self.history.append(('d', x)); log.info('deposit %s %.2f', self.owner, x)
    def withdraw(self, x):
        if x > self.balance:
            log.warning('short: %s', self.owner); return False
        self.balance -= x; self.history.append(('w', x)); return True
class Circle(Shape):
    name = 'circle'
    def __init__(self, r): self.r = r
    def area(self): return math.pi * self.r ** 2
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    @property
    def name(self): return f'sq{self.s}'
try: Shape()
except TypeError as e: print(e)
print(sorted([Circle(1), Sq(3), Sq(1)])[0].name, [s.name for s in (Circle(2), Sq(2))])
a = Account('ann', 10); a.deposit(5.5); a.withdraw(100); a.withdraw(3)
print(a, a.history, asdict(a), a == Account('ann', 12.5), Account('a') < Account('b'), replace(a, owner='bob'))
try: Account('x', -1)
except ValueError as e: print('bad', e)
print(Level.HIGH > Level.LOW, Level(3), Level['LOW'].name, list(Level), Level.HIGH + 1, Perm.R | Perm.W, Perm.R in (Perm.R | Perm.X), Perm(5), bool(Perm(0)))
class Stack:
    def __init__(self): self._items = []
    def push(self, x): self._items.append(x); return self
    def pop(self):
        try: return self._items.pop()
        except IndexError: raise LookupError('empty') from None
    def __bool__(self): return bool(self._items)
    def __eq__(self, o): return isinstance(o, Stack) and self._items == o._items
    def __hash__(self): return hash(tuple(self._items))
    def __iadd__(self, xs): self._items.extend(xs); return self
    def __call__(self, i): return self._items[i]
s = Stack().push(1).push(2); s += [3]; print(s.pop(), bool(s), s(0), s == Stack().push(1).push(2), len({s, Stack().push(1).push(2)}))
try: Stack().pop()
except LookupError as e: print(repr(e), e.__cause__, e.__suppress_context__)
@contextlib.contextmanager
def timer(label):
    print('start', label)
    try: yield lambda: label.upper()
    except ZeroDivisionError as e: print('swallowed', e)
    finally: print('stop', label)
with timer('t') as up: print(up()); 1 / 0
def gen(n):
    total = 0
    while total < n:
        got = yield total
        total += got or 1
    return 'end'
g = gen(5); print(next(g), g.send(2), next(g), [x for x in g])
def outer():
    r = yield from gen(2)
    print('r', r)
print(list(outer()))
random.seed(42); print(random.randint(1, 100), random.choice('abc'), random.sample(range(10), 3), round(random.random(), 6), random.shuffle([1]))
print(textwrap.fill('The quick brown fox jumps over the lazy dog', 20), textwrap.dedent('  a\n  b'), string.capwords('hello world'))
print(statistics.mean([1, 2, 3, 4]), statistics.median([1, 3, 2]), round(statistics.stdev([1, 2, 3, 4]), 4), math.gcd(12, 18), math.comb(5, 2), math.isclose(0.1 + 0.2, 0.3), math.factorial(20))
q = queue.Queue(); res = []
def worker():
    while True:
        x = q.get()
        if x is None: q.task_done(); break
        res.append(x * x); q.task_done()
ts = [threading.Thread(target=worker, daemon=True) for _ in range(2)]
[t.start() for t in ts]
for i in range(5): q.put(i)
for _ in ts: q.put(None)
q.join(); [t.join() for t in ts]; print(sorted(res))
x = copy.deepcopy({'a': [1, {2}]}); print(x, x is not copy.copy(x))
match [1, 'go', {'k': 2}]:
    case [int(n), str() as cmd, {'k': v, **rest}] if n: print(n, cmd, v, rest)
print(*(f'{i:02d}' for i in range(3)), sep='-', end='!\n')
print(list(itertools.accumulate([1, 2, 3], operator.mul)), list(itertools.product('ab', repeat=2))[:2], list(itertools.zip_longest([1], [2, 3], fillvalue='-')), dict(zip('abc', itertools.count())))
if (n := len(res)) > 3: print(f'{n=} {res[0]!r:>4} {3.14159:.2f} {"nested " + str(n)}')
print('a,b;c'.replace(';', ',').split(','), 'x'.center(5, '*'), 'Hello'.swapcase(), 'abc'[::-1], 'a-b_c'.translate(str.maketrans('-_', '  ')), ' pad '.strip(), 'title case'.title(), 'a\tb'.expandtabs(4), 'abc'.find('z'), '%s-%05.1f-%r' % ('s', 2.25, 'q'))
log.error('fail %d%%', 50); log.debug('hidden')
try:
    try: int('x')
    except ValueError as e: raise RuntimeError('wrapped') from e
except RuntimeError as e: print(e, '<-', e.__cause__)
