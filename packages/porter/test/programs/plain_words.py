import collections
import csv
import io
import re
import statistics
import string
from itertools import groupby, islice
from operator import itemgetter

TEXT = """\
The rain had stopped by the time the ferry came in. Nobody on the quay
looked up; they'd seen the ferry come in before, and the ferry, for its part,
had seen them. "Mind the step," said the man with the rope -- he said it to
everyone -- and everyone minded the step.

Later the café opened. Twelve people, a dog, and the man with the rope sat
down; the dog didn't order. It was 3.50 for a coffee and 12.25 for the soup.
"""

STOPWORDS = set("the a an and of to in it for by on with was had".split())
WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?", re.UNICODE)
PRICE = re.compile(r"(?P<whole>\d+)\.(?P<cents>\d{2})\b")


def words(text):
    for match in WORD.finditer(text):
        yield match.group().lower()


def ngrams(seq, n=2):
    seq = list(seq)
    return zip(*(seq[i:] for i in range(n)))


def bar(count, biggest, width=20):
    return "#" * round(count / biggest * width)


def main():
    counts = collections.Counter(words(TEXT))
    print("Words: {:,}  Unique: {}  Characters: {}".format(sum(counts.values()), len(counts), len(TEXT)))
    print("Lexical diversity: {:.2%}".format(len(counts) / sum(counts.values())))
    print()
    print("{:<12}{:>6}  {}".format("word", "count", "bar"))
    print("-" * 40)
    top = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    for word, n in top[:8]:
        print(f"{word:.<12}{n:>6}  {bar(n, top[0][1])}")
    print()
    interesting = collections.Counter({w: c for w, c in counts.items() if w not in STOPWORDS})
    print("most common:", interesting.most_common(5))
    print("bigrams:", [" ".join(b) for b, c in collections.Counter(ngrams(words(TEXT))).most_common(3)])

    lengths = [len(w) for w in words(TEXT)]
    print("mean %.3f median %s mode %s stdev %.4f" % (
        statistics.mean(lengths), statistics.median(lengths), statistics.mode(lengths), statistics.stdev(lengths)))
    by_length = sorted(counts, key=lambda w: (len(w), w))
    for length, group in groupby(by_length, key=len):
        group = list(group)
        print(f"{length:2d}: {', '.join(islice(group, 4))}{' ...' if len(group) > 4 else ''}")

    total = sum(int(m["whole"]) * 100 + int(m.group("cents")) for m in PRICE.finditer(TEXT))
    print("prices total", divmod(total, 100), total / 100)

    sentences = [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", TEXT.replace("\n", " ")) if s.strip()]
    for i, s in enumerate(sentences, start=1):
        print(i, s if len(s) <= 30 else s[:27] + "...")

    letters = collections.OrderedDict((c, 0) for c in string.ascii_lowercase)
    for ch in TEXT.lower():
        if ch in letters:
            letters[ch] += 1
    unused = [c for c, n in letters.items() if not n]
    print("unused letters:", "".join(unused), "| rarest:", min(((n, c) for c, n in letters.items() if n)))
    table = str.maketrans("", "", string.punctuation)
    print(TEXT.splitlines()[2].translate(table).title())

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["word", "count", "note"])
    for w, n in sorted(interesting.items(), key=itemgetter(1, 0), reverse=True)[:3]:
        writer.writerow([w, n, 'said "%s", twice' % w])
    print(out.getvalue().replace("\r\n", "\n"), end="")
    for row in csv.DictReader(io.StringIO(out.getvalue())):
        print(row["word"], int(row["count"]), row["note"])
    print("café".encode("utf-8"), sorted(set("Café") - set(string.ascii_letters)), "é".isalpha())


if __name__ == "__main__":
    main()
