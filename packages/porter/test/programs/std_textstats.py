import re
import string
import collections
import textwrap

TEXT = '''It was the best of times, it was the worst of times, it was the age of
wisdom, it was the age of foolishness... "Really?" asked Mr. O'Neil -- it's
the year 1859; e-mail: c.dickens@example.com, tel. +44 20 7946 0958.

Naïve café-goers paid £3.50 (or $4.25) on 12/05/1859 and 1859-11-26.
Visit https://www.example.org/tale?city=london&n=2 or http://test.io now!
'''

words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", TEXT.lower())
freq = collections.Counter(words)
print(len(words), freq.most_common(5), sorted(w for w in freq if len(w) > 7))
print({n: sum(1 for w in words if len(w) == n) for n in sorted(set(map(len, words)))})
patterns = {
    'email': r'[\w.+-]+@[\w-]+\.[\w.]+\b',
    'url': r'https?://(?P<host>[\w.]+)(?P<path>/[^\s?]*)?(?:\?(?P<query>\S+))?',
    'money': r'[£$](\d+)\.(\d{2})',
    'date': r'(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d{4}))',
    'phone': r'\+\d{2}(?:\s\d{2,4})+',
}
for name, pattern in patterns.items():
    for m in re.finditer(pattern, TEXT):
        print(f'{name:6}', m.group(), m.span(), m.groups(), m.groupdict() or '')
print(re.sub(r'\b(\w)(\w*)\b', lambda m: m[1].upper() + m[2], 'the quick-brown fox'), re.sub(r'(\d+)', r'<\1>', 'a1b22'), re.sub(r'(?i)IT (was)', r'\g<1> it', TEXT[:20]))
print(re.split(r'(?<=[.!?])\s+(?=[A-Z])', 'One. Two! three? Four.'), re.split(r'([,;])', 'a,b;c'), re.split(r'\s*,\s*', 'x , y,z', maxsplit=1))
print(re.fullmatch(r'(?x) (\d+) \s* ([a-z]+) # unit', '12 kg').groups(), re.match(r'(a)|(b)', 'b').groups(), re.search(r'(?P<q>["\']).*?(?P=q)', 'say "hi" now').group())
verbose = re.compile(r"""
    ^\s*
    (?P<key>[A-Za-z_]\w*)   # the key
    \s*[:=]\s*
    (?P<value>.*?)          # the value
    \s*(?:\#.*)?$
""", re.VERBOSE | re.MULTILINE)
print([m.groupdict() for m in verbose.finditer('a = 1 # one\nname: Ann Lee\n# no\n x=')])

def caesar(text, k):
    def shift(c):
        if c.isupper():
            return chr((ord(c) - ord('A') + k) % 26 + ord('A'))
        if c.islower() and c.isascii():
            return chr((ord(c) - 97 + k) % 26 + 97)
        return c
    return ''.join(shift(c) for c in text)

secret = caesar('Attack at Dawn, café!', 3)
print(secret, caesar(secret, -3))
table = str.maketrans('aeiou', '43105', string.punctuation)
print('Elite, speak: "please"!'.lower().translate(table), 'x'.translate({120: 'yy'}))

def is_palindrome(s):
    s = [c for c in s.casefold() if c.isalnum()]
    return s == s[::-1]

print([is_palindrome(s) for s in ('A man, a plan, a canal: Panama', 'Hello', '', 'Été')])

def rle(s):
    return re.sub(r'(.)\1*', lambda m: f'{len(m.group(0))}{m.group(1)}', s)

def unrle(s):
    return ''.join(int(n) * c for n, c in re.findall(r'(\d+)(\D)', s))

print(rle('WWWBBAWWW'), unrle(rle('aaab')), rle(''))

def justify(text, width):
    for line in textwrap.wrap(text, width):
        words = line.split()
        gaps = len(words) - 1
        if not gaps:
            yield line
            continue
        spaces = width - sum(map(len, words))
        q, r = divmod(spaces, gaps)
        yield ''.join(w + ' ' * (q + (i < r)) for i, w in enumerate(words[:-1])) + words[-1]

for line in justify(' '.join(TEXT.split()[:30]), 28):
    print('|%s|' % line)
groups = collections.defaultdict(set)
for w in 'listen silent enlist google elgoog abc cab bca'.split():
    groups[''.join(sorted(w))].add(w)
print(sorted((sorted(g) for g in groups.values() if len(g) > 1), key=len))
s = 'Hello, World'
print(s.swapcase(), s.partition(', '), s.rpartition('o'), s.find('o', 5), s.rfind('o'), s.count('l'), s.index('W'), s.title(), s.center(20, '*'), s.zfill(15), '%r' % s.encode('utf-8'))
print('a\tb\tc'.expandtabs(4), 'line1\nline2\r\nline3'.splitlines(), '  x '.strip() + '|', 'xxabcxx'.strip('x'), 'www.example.com'.removeprefix('www.').removesuffix('.com'), 'abc'.isalpha(), '12'.isdigit(), ''.join(reversed('abc')), 'a-b_c'.replace('-', '_').split('_'), 'A' < 'a' < 'b', 'é' > 'z')
print(' '.join(f'{c!r}:{ord(c):#x}' for c in 'aé€😀'), len('😀é'), '😀é'[::-1], 'e\u0301' == 'é')
