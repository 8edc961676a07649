"""Unit conversion, number formatting, numeral systems, money rounding: formatting heavy."""
import math
import sys
from collections import ChainMap
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import singledispatch, lru_cache, reduce
from types import SimpleNamespace, MappingProxyType


UNITS = MappingProxyType({
    'length': {'m': 1, 'km': 1000, 'cm': Fraction(1, 100), 'in': Fraction(254, 10000), 'ft': Fraction(3048, 10000), 'mi': Fraction(1609344, 1000)},
    'time': {'s': 1, 'min': 60, 'h': 3600, 'd': 86400},
})
ALIASES = ChainMap({'metre': 'm'}, {'metre': 'wrong', 'hour': 'h', 'inch': 'in'})


def convert(value, src, dst):
    src, dst = (ALIASES.get(u, u) for u in (src, dst))
    for kind, table in UNITS.items():
        if src in table and dst in table:
            return kind, value * Fraction(table[src]) / table[dst]
    raise ValueError(f'cannot convert {src} to {dst}')


for v, s, d in [(1, 'mi', 'km'), (12, 'inch', 'ft'), (Fraction(7, 2), 'hour', 'min'), (1, 'm', 's')]:
    try:
        kind, r = convert(v, s, d)
        print(f'{v!s:>5} {s:<5} = {float(r):10.4f} {d:<4} ({kind}, {r})')
    except ValueError as e:
        print('!', e)


def to_base(n, base, digits='0123456789abcdefghijklmnopqrstuvwxyz'):
    if n == 0:
        return '0'
    sign, n, out = '-' if n < 0 else '', abs(n), []
    while n:
        n, r = divmod(n, base)
        out.append(digits[r])
    return sign + ''.join(out[::-1])


print([to_base(n, b) for n, b in ((255, 2), (255, 16), (-12345, 36), (10 ** 20, 7))], int(to_base(10 ** 30, 23), 23) == 10 ** 30)

ONES = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split()
TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split()


@lru_cache(maxsize=None)
def words(n):
    if n < 0:
        return 'minus ' + words(-n)
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ('-' + ONES[n % 10] if n % 10 else '')
    for size, name in ((10 ** 9, 'billion'), (10 ** 6, 'million'), (1000, 'thousand'), (100, 'hundred')):
        if n >= size:
            q, r = divmod(n, size)
            return f'{words(q)} {name}' + (f' {"and " if r < 100 else ""}{words(r)}' if r else '')


for n in (0, 13, 85, 100, 342, 1001, 987654321, -70):
    print(f'{n:>12,} {words(n)}')
print(words.cache_info().currsize, words.cache_info().hits > 0)


@singledispatch
def pretty(x):
    return f'<{type(x).__name__}>'


@pretty.register(bool)
def _(x):
    return 'yes' if x else 'no'


@pretty.register(int)
@pretty.register(float)
def _(x):
    return f'{x:,}'


@pretty.register
def _(x: str):
    return repr(x)[1:-1]


@pretty.register(list)
@pretty.register(tuple)
def _(x):
    return '; '.join(pretty(i) for i in x)


@pretty.register
def _(x: dict):
    return ', '.join(f'{k}={pretty(v)}' for k, v in sorted(x.items()))


print(pretty({'b': [1234567, 2.5, True, 'x\n'], 'a': None, 'c': {'z': (1,)}}))
cfg = SimpleNamespace(width=12, fill='*', prec=3)
for x in (math.pi, -math.e * 1000, 1e-7, 123456789.123, 5, 0.1 + 0.2, 1e22, float('inf'), -0.0):
    print(f'{x:{cfg.fill}>{cfg.width}.{cfg.prec}f}|{x:<12.4g}|{x:^+12.2e}|{x!r:>22}|{x:012.1f}|{round(x, 2) if x < 1e300 else x}')
print('{0:>8}|{1:<8}|{0:^8}|{name:=^12}|{2!r:>6}|{3[1]}|{4.width}|{5[k]}'.format('ab', 'cd', 'e', [1, 2], cfg, {'k': 'v'}, name='mid'))
print('%(name)-10s|%(n)05d|%(x).2e|%(h)#x|%(p)5.1f%%' % {'name': 'bob', 'n': 42, 'x': 12345.678, 'h': 255, 'p': 99.5}, '%s' % (1, ) + '%r' % 'q', '%c%c' % (65, 'B'), '%5s|%-5s|%.2s' % ('a', 'b', 'xyz'))
print(f'{255:08b} {255:#o} {255:X} {1234567:_} {0xff:#06x} {-5:+d} {5: d} {3.0} {3.0:g} {1e10} {1.5e-5} {100000000000000000.0} {12345.6789:.3} {True:d} {"s":>{3 + 2}} {[1, 2]!s:>8} {None}')
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(15, -1), round(25, -1), math.floor(-0.5), math.trunc(-1.9), int(-1.9), -7 // 2, -7 % 3, 7 % -3, divmod(-7, 2), -7.5 // 2, 7.5 % -2)
print(Decimal('1.1') + Decimal('2.2'), Decimal(1) / 7, sum(map(Decimal, ['0.1'] * 3)), Decimal('2.50').normalize(), float(Fraction(1, 3)), Fraction(0.75), getcontext().prec)
print(sys.maxsize, 0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3), 10 ** 25, 2 ** 0.5, 4 ** 0.5, 1 / 3, 2 / 1, 1e16, 123456789012345678, 1.0 * 10 ** 15, 7 / 7, abs(-3.0), max(1, 2.0), sum([0.1] * 10), reduce(lambda a, b: a * b, range(1, 26)))
a, b = 1071, 462
while b:
    a, b = b, a % b
print(a, math.gcd(1071, 462), math.lcm(4, 6), math.comb(50, 25), math.perm(5, 2), math.prod([2, 3, 4]), math.isqrt(10 ** 30), math.log2(1024), math.hypot(3, 4), math.degrees(math.pi), math.copysign(1, -0.0))
