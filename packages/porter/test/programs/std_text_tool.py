"""wc/grep-like command line tool, driven with a fixed argv for the demo."""
import argparse
import os
import sys
import tempfile
from pathlib import Path


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("%r is not positive" % text)
    return value


def build_parser():
    parser = argparse.ArgumentParser(prog="txt", description="Text file utilities.")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="more output")
    sub = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    wc = sub.add_parser("wc", help="count words")
    wc.add_argument("files", nargs="+", type=Path)
    wc.add_argument("--only", choices=["lines", "words", "chars"])
    wc.set_defaults(func=cmd_wc)

    grep = sub.add_parser("grep", help="search lines")
    grep.add_argument("pattern")
    grep.add_argument("file", type=argparse.FileType("r"))
    grep.add_argument("-i", "--ignore-case", action="store_true")
    grep.add_argument("-m", "--max-count", type=positive, default=10, metavar="NUM")
    grep.set_defaults(func=cmd_grep)

    top = sub.add_parser("top", help="most frequent words")
    top.add_argument("file", type=Path)
    top.add_argument("-n", type=positive, default=3)
    top.add_argument("--no-header", dest="header", action="store_false")
    top.set_defaults(func=cmd_top)
    return parser


def cmd_wc(args):
    totals = [0, 0, 0]
    for path in args.files:
        if not path.exists():
            print(f"txt: {path.name}: No such file", file=sys.stderr)
            return 1
        text = path.read_text(encoding="utf-8")
        counts = [text.count("\n"), len(text.split()), len(text)]
        totals = [a + b for a, b in zip(totals, counts)]
        if args.only:
            print(counts[["lines", "words", "chars"].index(args.only)], path.name)
        else:
            print("{:4}{:4}{:5} {}".format(*counts, path.name))
    if args.verbose:
        print("total", *totals)


def cmd_grep(args):
    found = 0
    needle = args.pattern.lower() if args.ignore_case else args.pattern
    with args.file as fh:
        for no, line in enumerate(fh, start=1):
            if needle in (line.lower() if args.ignore_case else line):
                found += 1
                print(f"{no}:{line}", end="")
                if found == args.max_count:
                    break
    return 0 if found else 1


def cmd_top(args):
    freq = {}
    for w in args.file.read_text().lower().split():
        freq[w] = freq.get(w, 0) + 1
    if args.header:
        print("word".ljust(8) + "n")
    for w, n in sorted(freq.items(), key=lambda t: (-t[1], t[0]))[:args.n]:
        print(w.ljust(8) + str(n))


def main(argv=None):
    args = build_parser().parse_args(argv)
    if args.verbose > 1:
        print({k: v for k, v in sorted(vars(args).items()) if k not in ("func", "files")})
    return args.func(args) or 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as d:
        one, two = os.path.join(d, "one.txt"), os.path.join(d, "two.txt")
        with open(one, "w") as f:
            f.write("the cat sat\non The mat\nthe end\n")
        Path(two).write_text("naïve café\nthe fin", encoding="utf-8")
        for argv in (["-v", "wc", one, two], ["wc", "--only", "words", one], ["-vv", "wc", two], ["grep", "-i", "THE", one, "-m2"],
                     ["grep", "dog", one], ["top", one, "-n", "2"], ["top", "--no-header", one],
                     ["wc", os.path.join(d, "nope")], ["grep", "x", one, "-m", "0"], ["frobnicate"]):
            try:
                code = main(argv)
            except SystemExit as e:
                code = "exit %s" % e.code
            print("=>", code)
    print(build_parser().format_usage().strip())
