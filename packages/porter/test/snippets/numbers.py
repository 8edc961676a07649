# --- statistics
import statistics
from statistics import mean, median, stdev
data = [2.5, 3.25, 5.5, 11.25, 7.75]
print(mean(data), median(data), stdev(data), statistics.pstdev(data), statistics.variance(data), statistics.pvariance(data))
print(mean([1, 2, 3, 4]), mean([1, 2, 3]), median([1, 3, 2, 4]), median([5, 1, 3]), statistics.mode(['a', 'b', 'a']), statistics.multimode('aabbc'))
print(statistics.median_low([1, 2, 3, 4]), statistics.median_high([1, 2, 3, 4]), statistics.fmean([1, 2, 4]), statistics.harmonic_mean([40, 60]), statistics.geometric_mean([54, 24, 36]))
print(statistics.quantiles([1, 2, 3, 4, 5, 6, 7, 8]), statistics.quantiles(range(1, 11), n=10), statistics.quantiles([1, 4, 6], n=4, method='inclusive'))
print(statistics.variance([1, 2, 3, 4, 5]), statistics.stdev([10, 12, 23, 23, 16, 23, 21, 16]), statistics.pvariance([0, 0]), mean([0.1] * 10))
print(statistics.correlation([1, 2, 3], [2, 4, 7]), statistics.linear_regression([1, 2, 3, 4], [3, 5, 7, 10]), statistics.covariance([1, 2, 3], [1, 5, 7]))
for f, x in ((mean, []), (stdev, [1]), (median, []), (statistics.mode, [])):
    try:
        f(x)
    except statistics.StatisticsError as e:
        print(type(e).__name__, e)
# --- statistics of fractions and decimals
from statistics import mean, variance
from fractions import Fraction as F
from decimal import Decimal as D
print(mean([F(3, 7), F(1, 21), F(5, 3), F(1, 3)]), mean([D('0.5'), D('0.75'), D('0.625'), D('0.375')]), variance([F(1, 6), F(1, 2), F(5, 3)]))
# --- fractions
from fractions import Fraction
a, b = Fraction(3, 4), Fraction('5/6')
print(a + b, a - b, a * b, a / b, a // b, a % b, -a, abs(-a), a ** 2, a ** -2, a ** 0.5)
print(repr(a), str(a), Fraction(6, 3), repr(Fraction(6, 3)), Fraction('0.125'), Fraction(0.5), Fraction('1e-3'), Fraction(-4, 6), Fraction('-7'))
print(a + 1, 1 + a, 2 * a, 1 / a, a + 0.25, 1.5 - a, 2 ** Fraction(2), a < b, a <= 0.75, a == 0.75, a == Fraction(6, 8), Fraction(4, 2) == 2, a > 1)
print(a.numerator, a.denominator, float(a), int(Fraction(7, 2)), round(Fraction(7, 2)), round(Fraction(22, 7), 2), bool(Fraction(0)), sum([a, b, Fraction(1, 3)]))
import math
print(math.floor(Fraction(-7, 2)), math.ceil(Fraction(-7, 2)), Fraction(math.pi).limit_denominator(1000), Fraction('3.1415926').limit_denominator(100), {Fraction(1, 2): 'half'}[Fraction(2, 4)], {1: 'one'}[Fraction(1)])
print(sorted([Fraction(1, 2), Fraction(1, 3), Fraction(3, 4)]), max(a, b), '%s and %s' % (a, b), f'{a} {a!r}')
for wrong in (lambda: Fraction(1, 0), lambda: Fraction('x'), lambda: a / 0):
    try:
        wrong()
    except (ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)
# --- decimal
from decimal import Decimal, getcontext, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, localcontext, InvalidOperation, DivisionByZero
a, b = Decimal('1.10'), Decimal('2.25')
print(a + b, a - b, a * b, a / b, b // a, b % a, -a, abs(-b), a ** 2, a ** 10, 2 ** a, Decimal(2) ** -2)
print(repr(a), Decimal(5), Decimal('1E+3'), Decimal('1e-10'), Decimal('0.0000001'), Decimal('0.000001'), Decimal('-0'), Decimal(0.1), Decimal((1, (3, 1, 4), -2)), Decimal('1_000.5'))
print(Decimal(1) / Decimal(3), Decimal(2).sqrt(), Decimal('100').sqrt(), Decimal(10) / 4, Decimal(1) / 8, Decimal('1.00') + 1, 3 - Decimal('0.5'), Decimal(1).exp(), Decimal(10).ln(), Decimal(1000).log10(), Decimal(2).log10())
price = Decimal('19.995')
print(price.quantize(Decimal('0.01')), price.quantize(Decimal('.01'), rounding=ROUND_HALF_UP), price.quantize(Decimal('0.01'), ROUND_DOWN), price.quantize(Decimal('1')), price.quantize(Decimal('1E1')), Decimal('-1.1').quantize(Decimal('1'), ROUND_FLOOR))
print(f'{price:.2f} {price:10.1f}| {Decimal("1234567.891"):,.2f} {price:e} {Decimal("0.25"):.0%} {Decimal(3):05} {Decimal("1.5"):+}', '%.2f' % price, '{:>12}'.format(a))
print(Decimal('1.0') == Decimal('1'), Decimal('1.0') == 1, Decimal('0.5') == 0.5, a < b, a >= 1, Decimal('0.1') + Decimal('0.2') == Decimal('0.3'), hash(Decimal(1)) == hash(1), {Decimal('1.0'): 'x'}[1])
print(int(Decimal('-3.7')), float(Decimal('3.7')), round(Decimal('2.675'), 2), round(Decimal('2.5')), Decimal('120').normalize(), Decimal('1.500').normalize(), Decimal('3.7').to_integral_value(), Decimal('1.25').as_tuple(), sum([a, b, Decimal(1)]), max(a, b), sorted([b, a]))
with localcontext() as ctx:
    ctx.prec = 6
    print(Decimal(1) / 3, +Decimal('1.23456789'))
print(Decimal(1) / 7, getcontext().prec)
getcontext().prec = 50
print(Decimal(2).sqrt(), Decimal(1) / 7)
getcontext().prec = 28
for wrong in (lambda: Decimal('abc'), lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal(-1).sqrt()):
    try:
        wrong()
    except (InvalidOperation, DivisionByZero, TypeError) as e:
        print(type(e).__name__, e)
print(Decimal('Infinity'), Decimal('NaN'), Decimal('-inf') < 0, Decimal('NaN').is_nan(), Decimal('5').is_signed(), Decimal('123.45').adjusted(), Decimal('1.5').as_integer_ratio())

# --- complex numbers
import cmath
import math
z = 3 + 4j
w = complex(1, -2)
print(z, w, z + w, z - w, z * w, z / w, z ** 2, -z, abs(z), z.conjugate(), z.real, z.imag)
print(2j, 0j, 1j * 1j, complex(0, -0.0), complex('1+2j'), complex('-3.5j'), complex('2'), complex(2.5))
print(z == 3 + 4j, z != w, 3 + 0j == 3, {1: 'a'}[1 + 0j], hash(3 + 0j) == hash(3), bool(0j))
print(f'{z:.2f}', format(z), '%s' % z, str(z), repr(z), [z, w])
print(cmath.sqrt(-1), cmath.phase(-1), cmath.polar(1j), cmath.rect(2, 0), cmath.exp(0j))
a, b, c = 1, 2, 5
d = b ** 2 - 4 * a * c
root = cmath.sqrt(d)
print((-b + root) / (2 * a), (-b - root) / (2 * a))
print((-8) ** 0.5, (-1) ** 0.5 == 1j, round(abs((-8) ** (1 / 3)), 6))
print(isinstance(z, complex), type(z), type(z).__name__, sum([1j, 2, 3.5]))
print(1e20 + 1j, complex('nan'), complex(float('inf'), 1), z / 2, 2 / z, z * 2.5, 1 - z)
try:
    z / 0
except ZeroDivisionError as e:
    print(e)
try:
    z < w
except TypeError as e:
    print(e)
try:
    complex('abc')
except ValueError as e:
    print(e)
try:
    int(z)
except TypeError as e:
    print(e)
def mandelbrot(c, limit=50):
    z = 0
    for n in range(limit):
        if abs(z) > 2:
            return n
        z = z * z + c
    return limit
for y in range(-4, 5):
    print(''.join('#' if mandelbrot(complex(x / 10, y / 4)) == 50 else '.' for x in range(-20, 8)))
print(sorted([3 + 1j, 1j, 2], key=abs), cmath.pi == math.pi, cmath.isclose(1 + 1e-12j, 1))
def dft(xs):
    n = len(xs)
    return [sum(x * cmath.exp(-2j * cmath.pi * k * i / n) for i, x in enumerate(xs)) for k in range(n)]
print([f'{abs(v):.3f}' for v in dft([1, 0, -1, 0])])
print(pow(2, 0.5), pow(1j, 2), (1 + 1j) ** 0.5, 1j ** 1j)
print(f'{1+2j:>12}|{1j:<8}|{z:+.1e}')
# --- floats in hexadecimal digits
import sys, math
for x in (1.0, 0.1, -0.1, 3.14159, 1e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e+308, 0.0, -0.0, 255.0, 1/3, float('inf'), float('-inf'), float('nan')):
    h = x.hex()
    back = float.fromhex(h)
    print(h, back == x or x != x, float.hex(x) == h)
for s in ('0x1.8p+1', '1.8p1', '0x.8', 'ff', '0xFFp-4', ' -0x1p-1074 ', 'inf', '-Infinity', 'NaN', '0x1p-1075', '0x1.8p-1074', '0x1.fffffffffffff8p0', '0x3', '+0x1.p0'):
    print(s, float.fromhex(s))
for s in ('', '0x', 'xyz', '0x1p', '1.5e3', '0x1p1024', '--1'):
    try:
        print(float.fromhex(s))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
try:
    float.fromhex(1)
except TypeError as e:
    print('TypeError')
print(hasattr(float, 'hex'), hasattr(float, 'fromhex'), hasattr(int, 'hex'), hasattr(str, 'upper'), hasattr(1.5, 'hex'), hasattr(list, 'nothing'))
hexes = list(map(float.hex, [1.5, 2.0]))
print(hexes, list(map(float.fromhex, hexes)))
print((0.5).as_integer_ratio(), (7).as_integer_ratio(), (1.5).is_integer(), (2.0).is_integer())
for x in (float('inf'), float('nan')):
    try:
        x.as_integer_ratio()
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
f = str.upper
print(f('abc'), sorted(['b', 'A'], key=str.lower), getattr(str, 'strip')('  x '), list(map(str.strip, [' a '])), int.bit_length(5))
