#!/usr/bin/env python3
"""wc: count lines, words and characters, and the most frequent words."""
import argparse
import string
import sys
from collections import Counter
from pathlib import Path
import tempfile

STOPWORDS = {"the", "a", "an", "and", "of", "to", "in", "it", "was", "is"}


def tokenize(text):
    table = str.maketrans("", "", string.punctuation)
    return [w.translate(table).lower() for w in text.split()]


def analyse(text, top=5, ignore_stopwords=True):
    words = [w for w in tokenize(text) if w]
    if ignore_stopwords:
        counted = Counter(w for w in words if w not in STOPWORDS)
    else:
        counted = Counter(words)
    return {
        "lines": text.count("\n"),
        "words": len(words),
        "chars": len(text),
        "unique": len(set(words)),
        "longest": max(words, key=len, default=""),
        "average": sum(map(len, words)) / len(words) if words else 0.0,
        "top": counted.most_common(top),
    }


def print_report(name, stats):
    print(f"== {name} ==")
    for key in ("lines", "words", "chars", "unique"):
        print(f"{key.title():>8}: {stats[key]:>6,d}")
    print(f"{'Longest':>8}: {stats['longest']}")
    print(f"{'Average':>8}: {stats['average']:.2f}")
    if not stats["top"]:
        return
    widest = max(len(word) for word, _ in stats["top"])
    most = stats["top"][0][1]
    for word, count in stats["top"]:
        bar = "*" * int(count / most * 20)
        print(f"  {word.ljust(widest)} {count:3d} {bar}")


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-n", "--top", type=int, default=5, metavar="N")
    parser.add_argument("--all", dest="stopwords", action="store_false", help="count stop words too")
    args = parser.parse_args(argv)
    status = 0
    for path in args.files:
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError as err:
            print(f"{path.name}: {err.strerror}")
            status = 1
            continue
        print_report(path.name, analyse(text, args.top, args.stopwords))
    return status


if __name__ == "__main__":
    sample = """It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness...
It was the spring of hope; it was the winter of despair!
"""
    with tempfile.TemporaryDirectory() as tmp:
        first = Path(tmp) / "tale.txt"
        first.write_text(sample)
        (Path(tmp) / "empty.txt").touch()
        code = main([str(first), f"{tmp}/empty.txt", f"{tmp}/nothere.txt", "-n", "4"])
        print("status", code)
        main([str(first), "--all", "--top=3"])
        print(sorted(p.name for p in Path(tmp).iterdir()), first.suffix, first.stem, first.stat().st_size)
    if len(sys.argv) > 5:
        sys.exit(main())
