"""Counts words of a text, and shows the most frequent ones."""
import re
from collections import Counter

TEXT = """
It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness.
"""


def words(text):
    """Yield words in lower case."""
    for match in re.finditer(r"[a-z']+", text.lower()):
        yield match.group()


def report(counter, n=5):
    width = max(len(w) for w in counter)
    for word, count in sorted(counter.most_common(n), key=lambda p: (-p[1], p[0])):
        print('{:<{w}} {:>3} {}'.format(word, count, '*' * count, w=width))
    total = sum(counter.values())
    print('total: %d, distinct: %d, ratio: %.3f' % (total, len(counter), len(counter) / total))


if __name__ == '__main__':
    report(Counter(words(TEXT)))
