import string
from collections import Counter
from itertools import cycle
import base64
import hashlib


def caesar(text, shift):
    result = []
    for ch in text:
        if ch in string.ascii_lowercase:
            result.append(chr((ord(ch) - ord('a') + shift) % 26 + ord('a')))
        elif ch in string.ascii_uppercase:
            result.append(chr((ord(ch) - ord('A') + shift) % 26 + ord('A')))
        else:
            result.append(ch)
    return ''.join(result)


def vigenere(text, key, decrypt=False):
    sign = -1 if decrypt else 1
    shifts = cycle(ord(k) - ord('a') for k in key.lower())
    return ''.join(caesar(c, sign * next(shifts)) if c.isalpha() else c for c in text)


def crack(text):
    english = {'e': 12.7, 't': 9.1, 'a': 8.2, 'o': 7.5, 'i': 7.0, 'n': 6.7, 's': 6.3, 'h': 6.1, 'r': 6.0}
    best = None
    for shift in range(26):
        candidate = caesar(text, -shift)
        score = sum(english.get(c, 0) for c in candidate.lower())
        if best is None or score > best[0]:
            best = (score, shift, candidate)
    return best[1:]


MORSE = dict(zip(string.ascii_uppercase + string.digits, """
.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..
----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.
""".split()))
UNMORSE = {v: k for k, v in MORSE.items()}


def to_morse(text):
    return ' / '.join(' '.join(MORSE[c] for c in word.upper() if c in MORSE) for word in text.split())


def from_morse(code):
    return ' '.join(''.join(UNMORSE[c] for c in word.split()) for word in code.split(' / '))


def run_length(text):
    out, i = [], 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append((text[i], j - i))
        i = j
    return ''.join(f'{c}{n if n > 1 else ""}' for c, n in out)


def is_palindrome(s):
    s = ''.join(filter(str.isalnum, s)).lower()
    return s == s[::-1]


def anagrams(words):
    groups = {}
    for w in words:
        groups.setdefault(tuple(sorted(w)), []).append(w)
    return [g for g in groups.values() if len(g) > 1]


class Enigma:
    ROTORS = ['EKMFLGDQVZNTOWYHXUSPAIBRCJ', 'AJDKSIRUXBLHWTMCQGZNPYFVOE']
    REFLECTOR = 'YRUHQSLDPXNGOKMIEBFZCWVJAT'

    def __init__(self, positions=(0, 0)):
        self.positions = list(positions)

    def step(self):
        self.positions[0] = (self.positions[0] + 1) % 26
        if self.positions[0] == 0:
            self.positions[1] = (self.positions[1] + 1) % 26

    def encode(self, ch):
        self.step()
        n = ord(ch) - 65
        for rotor, p in zip(self.ROTORS, self.positions):
            n = (ord(rotor[(n + p) % 26]) - 65 - p) % 26
        n = ord(self.REFLECTOR[n]) - 65
        for rotor, p in reversed(list(zip(self.ROTORS, self.positions))):
            n = (rotor.index(chr((n + p) % 26 + 65)) - p) % 26
        return chr(n + 65)

    def run(self, text):
        return ''.join(self.encode(c) if c.isalpha() else c for c in text.upper())


message = 'Attack the East Gate at dawn, not the other one!'
coded = caesar(message, 7)
print(coded)
print(crack(coded))
print(vigenere(message, 'lemon'), '|', vigenere(vigenere(message, 'lemon'), 'lemon', decrypt=True) == message)
print(to_morse('SOS Python 3'), '=', from_morse(to_morse('SOS Python 3')))
print(run_length('aaabbcddddd'), run_length(''))
print([p for p in ['A man, a plan, a canal: Panama', 'hello', 'Was it a car?', ''] if is_palindrome(p)])
print(anagrams('listen silent enlist google elbow below abc'.split()))
secret = Enigma((3, 25)).run('Hello World')
print(secret, Enigma((3, 25)).run(secret))
print(base64.b64encode(message.encode()).decode(), hashlib.sha256(b'abc').hexdigest()[:16], hashlib.md5('é'.encode('utf-8')).hexdigest())
print(Counter(message.lower().replace(' ', '')).most_common(3), str.maketrans('abc', 'xyz'), 'cab'.translate(str.maketrans('abc', 'xyz')))
print(message.title(), message.swapcase(), message.partition(' '), message.rsplit(maxsplit=1), message.find('East'), sep='\n')
print('%s has %d letters, %5.1f%% vowels' % ('message', len(message), 100 * sum(c in 'aeiou' for c in message.lower()) / len(message)))
print('été'.encode(), b'\xc3\xa9'.decode('utf8'), 'naïve'.encode('ascii', 'ignore'), ascii('naïve'), 'ß'.upper(), 'İ'.lower() == 'i̇')
