# --- whole numbers that are small, and others
import math
import random

x = 9007199254740991
x += 2
print(x, 9007199254740992 + 1, -9007199254740993 - 1, -5000000000 - 1, 5000000000 * 3)
print(math.factorial(25) + 1, math.floor(1e20) + 1, math.gcd(10 ** 20, 10 ** 19) + 1, math.comb(100, 50) - 1)
random.seed(1)
print(random.randint(3, 3) + 1, random.randrange(5, 6) - 1)
a, b = 3, 10
print(a + b, a - b, b - a, a + b + a, (a - b) * (a + b))
c, d = 0, 1
for i in range(100):
    c, d = d, c + d
print(c)
total = 0
for i in range(3):
    total = total + i
    total = total - a
print(total)
n = 1
while n < 10 ** 20:
    n = n + n
print(n)
for k in (-7, -1, 0, 7, 8):
    print(k // 2, k // 3, k % 3 == 0, k % 2 != 0, 'odd' if k % 2 else 'even', not k % 2, k % 3, k // -2, end='; ')
print()
try:
    print(a // 0)
except ZeroDivisionError as e:
    print(e)
try:
    print(a % 0 == 0)
except ZeroDivisionError as e:
    print(e)
print((10 ** 20) // 3, (10 ** 20) % 3 == 2, True // 1, True + True, 7.0 // 2, 7.5 % 2 == 1.5, -7 // 2.0)
print('-' * a + '|', '-' * (a - b) + '|', '=' * 0, a * 'x', '\u2603' * 2, 'ab' * True)
print([0] * a, [None] * (a - b), [0] * 2 + [1], [[]] * 2, ['x', 'y'] * 2, [a] * 2, 3 * [1])
row = [0] * 3
row[1] = 5
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 1
print(row, grid, len([''] * a))
bits = [False] * 2
print(bits, (0,) * 2, b'a' * 2)
s = 'x'
s *= 3
l = [1]
l *= 2
print(s, l)
ints = [5, -5]
print([i // 2 for i in ints], sum(i % 2 == 1 for i in ints), [i + j for i in ints for j in ints], [-i for i in ints])
print(len('abc') - len('abcdef'), 'abc'.index('c') - 5, ord('a') - ord('c') + 26)

# --- the rest of the arguments, as a tuple and as what is gone through
def shown(*args):
    return args


def added(*args):
    total = 0
    for n in args:
        total += n
    return total


def passing(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs), len(args), sorted(kwargs)
    return wrapper


@passing
def pair(a, b=0):
    return a + b


def changing(*names):
    names = list(names)
    names.append('x')
    return names


def again(*args):
    args = args[1:]
    return args


def first(*args, **more):
    if args:
        return args[0], more
    return 'none', more


class Log:
    def __init__(self, *parts):
        self.parts = parts

    def text(self, sep, *rest):
        return sep.join(self.parts) + str(len(rest))


print(shown(1, 2), shown(), added(1, 2, 3), pair(1), pair(1, b=2))
print(changing('a'), again(1, 2, 3), first(1, k=2), first(k=3))
print(Log('a', 'b').text('-', 1), Log('a').parts)


def keyed(*args):
    seen = {}
    seen[args] = 1
    return seen


def nested(*args):
    def inner():
        return args
    return inner


def compared(*args):
    return args == (1, 2)


print(keyed(1, 2), nested(3)(), compared(1, 2), compared(1))
print((lambda *a: a)(1), (lambda *a: len(a))(1, 2))
try:
    first(1)[0].x
    shown(1)[5]
except (AttributeError, IndexError) as e:
    print(e)
