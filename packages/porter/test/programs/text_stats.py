"""Text processing: n-grams, wrapping, Caesar, Huffman, anagrams."""
import heapq
import re
import string
from collections import Counter, defaultdict
from itertools import groupby, islice, tee, chain

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness."""


def words(text):
    return re.findall(r"[a-z']+", text.lower())


def ngrams(seq, n):
    its = tee(seq, n)
    for i, it in enumerate(its):
        next(islice(it, i, i), None)
    return zip(*its)


def wrap(text, width):
    line, length = [], 0
    for word in text.split():
        if length + len(word) + len(line) > width:
            yield ' '.join(line)
            line, length = [], 0
        line.append(word)
        length += len(word)
    if line:
        yield ' '.join(line)


def caesar(text, shift):
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    table = str.maketrans(lower + upper, lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift])
    return text.translate(table)


def huffman(text):
    heap = [[count, [ch, '']] for ch, count in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        lo = heapq.heappop(heap)
        hi = heapq.heappop(heap)
        for pair in lo[1:]:
            pair[1] = '0' + pair[1]
        for pair in hi[1:]:
            pair[1] = '1' + pair[1]
        heapq.heappush(heap, [lo[0] + hi[0]] + lo[1:] + hi[1:])
    return sorted(heap[0][1:], key=lambda p: (len(p[-1]), p))


def rle(text):
    return ''.join('%s%s' % (len(list(g)) if k else '', k) for k, g in groupby(text))


def unrle(text):
    return re.sub(r'(\d+)(\D)', lambda m: m.group(2) * int(m.group(1)), text)


def is_palindrome(s):
    s = [c.lower() for c in s if c.isalnum()]
    return s == s[::-1]


ws = words(TEXT)
print(len(ws), len(set(ws)), Counter(ws).most_common(3))
print(Counter(ngrams(ws, 2)).most_common(2), list(ngrams([1, 2, 3, 4], 3)))
for number, line in enumerate(wrap(TEXT, 40), 1):
    print('%2d| %-40s|%3d' % (number, line, len(line)))
secret = caesar('Hello, World!', 3)
print(secret, caesar(secret, -3))
codes = dict(huffman('abracadabra'))
encoded = ''.join(codes[c] for c in 'abracadabra')
print(codes, len(encoded), encoded)
print(rle('aaabbc'), unrle(rle('aaabbc')), [is_palindrome(s) for s in ('A man, a plan, a canal: Panama', 'no')])
groups = defaultdict(list)
for w in 'listen silent enlist google elgoog'.split():
    groups[''.join(sorted(w))].append(w)
print(sorted(groups.values(), key=len, reverse=True))
title = ' '.join(w.capitalize() if i == 0 or len(w) > 3 else w for i, w in enumerate('the lord of the rings'.split()))
print(title, title.swapcase(), title.center(30, '*'), title.replace('the', 'a', 1), sep='\n')
print('{:>8}|{:<8}|{:^8}|{:08.3f}|{:+d}|{:,}|{:x}|{:#b}|{:e}'.format('r', 'l', 'c', 3.14159, 5, 1234567, 255, 5, 12345.678))
print('%s %r %5d %-5d| %05.1f %x %o %e %g %%' % ('s', 'r', 42, 42, 3.14159, 255, 8, 12345.678, 0.0001))
print('{0[1]} {1.__class__.__name__} {name!r:>6} {0}'.format([1, 2], 'x', name='n'))
print('tab\tsep'.expandtabs(4), 'a,b,,c'.split(','), 'a,b,,c'.rsplit(',', 1), ' x '.strip() + '|', 'x=1'.partition('='))
print(list(chain.from_iterable(w.title() for w in ('ab', 'cd'))), 'abc'.find('z'), 'banana'.count('an'), 'ß'.upper(), 'İ'.lower() == 'i̇')
lines = 'one\ntwo\r\nthree'.splitlines()
print(lines, max(lines, key=len), sorted(lines, key=lambda s: (-len(s), s)), '-'.join(reversed(lines)))
