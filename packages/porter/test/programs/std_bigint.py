# number theory and big integers, bit tricks, no classes
from math import gcd, isqrt, log10, factorial, comb
from itertools import count, islice, accumulate, takewhile
from functools import lru_cache
import sys
sys.setrecursionlimit(10000)

def is_prime(n, witnesses=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2: return False
    for p in witnesses:
        if n % p == 0: return n == p
    d, s = n - 1, 0
    while not d & 1:
        d >>= 1; s += 1
    for a in witnesses:
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else:
            return False
    return True

def egcd(a, b):
    if a == 0: return b, 0, 1
    g, y, x = egcd(b % a, a)
    return g, x - (b // a) * y, y

def modinv(a, m):
    g, x, _ = egcd(a % m, m)
    if g != 1: raise ValueError(f'{a} has no inverse modulo {m}')
    return x % m

def crt(residues, moduli):
    total, prod = 0, 1
    for m in moduli: prod *= m
    for r, m in zip(residues, moduli):
        p = prod // m
        total += r * modinv(p, m) * p
    return total % prod

def pollard(n):
    if n % 2 == 0: return 2
    for c in count(1):
        x = y = 2; d = 1
        f = lambda v: (v * v + c) % n
        while d == 1:
            x, y = f(x), f(f(y))
            d = gcd(abs(x - y), n)
        if d != n: return d

def factorize(n):
    if n == 1: return []
    if is_prime(n): return [n]
    d = pollard(n)
    return sorted(factorize(d) + factorize(n // d))

def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b'\0\0'
    for i in range(2, isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, f in enumerate(flags) if f]

@lru_cache(None)
def partitions(n, k=None):
    k = n if k is None else k
    if n == 0: return 1
    if n < 0 or k == 0: return 0
    return partitions(n - k, k) + partitions(n, k - 1)

def pi_digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2

def fib(n):
    def fast(n):
        if n == 0: return 0, 1
        a, b = fast(n >> 1)
        c, d = a * (2 * b - a), a * a + b * b
        return (d, c + d) if n & 1 else (c, d)
    return fast(n)[0]

def sqrt_digits(n, digits):
    return isqrt(n * 10 ** (2 * digits))

def continued_fraction(n, d):
    while d:
        q = n // d
        yield q
        n, d = d, n - q * d

def ackermann(m, n):
    while m:
        if n == 0: n = 1
        else: n = ackermann(m, n - 1)
        m -= 1
    return n + 1

print([p for p in range(60) if is_prime(p)], is_prime(2 ** 61 - 1), is_prime(2 ** 67 - 1), next(p for p in count(10 ** 18) if is_prime(p)))
print(egcd(240, 46), modinv(3, 11), modinv(65537, 10 ** 20 + 39), crt([2, 3, 2], [3, 5, 7]))
try:
    modinv(6, 9)
except ValueError as e:
    print(e)
print(factorize(600851475143), factorize(2 ** 32 + 1), factorize(1000000016000000063), factorize(factorial(15)))
ps = sieve(10000)
print(len(ps), ps[-1], sum(ps), max(b - a for a, b in zip(ps, ps[1:])))
print([partitions(n) for n in (1, 5, 10, 50, 100)], partitions.cache_info().misses > 100)
print(''.join(map(str, islice(pi_digits(), 60))))
print(fib(10), fib(100), len(str(fib(5000))), fib(1000) % 10 ** 9, sum(map(int, str(2 ** 1000))), str(factorial(50))[-20:])
print(sqrt_digits(2, 40), list(continued_fraction(415, 93)), ackermann(2, 9), comb(100, 50), list(accumulate(range(1, 11), lambda a, b: a * b))[-1])
n, e, d = 3233, 17, 413
msg = [ord(c) for c in 'Hi!']
enc = [pow(m, e, n) for m in msg]
print(enc, ''.join(chr(pow(c, d, n)) for c in enc), pow(7, -1, 31), pow(2, 10 ** 6, 10 ** 9 + 7))
x = 0xdeadbeefcafebabe1234
print(x, hex(x), x.bit_length(), bin(x).count('1'), x & 0xffff, x >> 40, x ^ (x << 3), ~x, -x % 97, -x // 97, x % -97, (-x) >> 10, x.to_bytes(10, 'big').hex(), int.from_bytes(b'\xff\xee\xdd\xcc\xbb\xaa\x99\x88\x77', 'big'), int.from_bytes(b'\xff\xfe', 'big', signed=True))
print(int('z' * 20, 36), int('-1' + '0' * 30), float(10 ** 30), 10 ** 30 / 10 ** 29, 10 ** 40 // 7, divmod(-10 ** 25, 3), 2 ** 64 - 1 == 0xffffffffffffffff, abs(-2 ** 70), round(10 ** 20 + 5, -1), 10 ** 20 == 1e20, 2 ** 53 + 1 == float(2 ** 53), hash(10) == 10, log10(10 ** 100), 5 ** 0, 0 ** 0, (-8) ** 3, 7 // -2, '{:,}'.format(2 ** 80), f'{2 ** 70:x} {2 ** 70:e} {10 ** 18:_}', str(-10 ** 18))
def gray(n): return n ^ n >> 1
def hamming(a, b): return bin(a ^ b).count('1')
subsets = lambda s: [[s[i] for i in range(len(s)) if mask >> i & 1] for mask in range(1 << len(s))]
print([f'{gray(i):04b}' for i in range(6)], hamming(0b1011, 0b0110), subsets('abc'), [n for n in range(20) if n and n & (n - 1) == 0], sum(1 << i for i in (1, 3, 70)), 6 & -6)
