"""Primes, perfect numbers and collatz sequences: integers of all sizes."""
from itertools import count, islice, takewhile


def sieve(n):
    flags = [True] * (n + 1)
    flags[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(flags[i * i::i])
    return [i for i, f in enumerate(flags) if f]


def primes():
    found = []
    for n in count(2):
        if all(n % p for p in takewhile(lambda p: p * p <= n, found)):
            found.append(n)
            yield n


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def is_probable_prime(n, bases=(2, 3, 5, 7, 11)):
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in bases:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print(sieve(50))
print(list(islice(primes(), 10)), sieve(1000)[-1])
print([n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
print(max(range(1, 1000), key=collatz), collatz(27))
print(is_probable_prime(2 ** 61 - 1), is_probable_prime(2 ** 61 + 1), 2 ** 127 - 1)
mersenne = [p for p in sieve(130) if is_probable_prime(2 ** p - 1) or p < 5]
print(mersenne)
