import re
from collections import Counter, defaultdict
from datetime import datetime

LOG = """\
192.168.1.10 - - [10/Oct/2023:13:55:36 +0000] "GET /index.html HTTP/1.1" 200 2326
192.168.1.11 - bob [10/Oct/2023:13:56:01 +0000] "POST /login HTTP/1.1" 302 512
192.168.1.10 - - [10/Oct/2023:14:02:11 +0000] "GET /images/logo.png HTTP/1.1" 200 10240
10.0.0.5 - - [10/Oct/2023:14:03:59 +0000] "GET /missing HTTP/1.1" 404 153
this line is broken
10.0.0.5 - - [11/Oct/2023:00:00:01 +0000] "GET /admin HTTP/1.1" 403 98
192.168.1.12 - alice [11/Oct/2023:08:30:45 +0000] "DELETE /api/items/7 HTTP/1.1" 500 0
192.168.1.10 - - [11/Oct/2023:09:15:00 +0000] "GET /index.html HTTP/1.1" 304 -
"""

PATTERN = re.compile(
    r'(?P<ip>\d{1,3}(?:\.\d{1,3}){3}) - (?P<user>\S+) '
    r'\[(?P<time>[^\]]+)\] '
    r'"(?P<method>[A-Z]+) (?P<path>\S+) (?P<proto>[^"]+)" '
    r'(?P<status>\d{3}) (?P<size>\d+|-)'
)


def parse(lines):
    for lineno, line in enumerate(lines, 1):
        match = PATTERN.match(line)
        if not match:
            print(f"warning: cannot parse line {lineno}: {line!r}")
            continue
        entry = match.groupdict()
        entry["status"] = int(entry["status"])
        entry["size"] = 0 if entry["size"] == "-" else int(entry["size"])
        entry["time"] = datetime.strptime(entry["time"], "%d/%b/%Y:%H:%M:%S %z")
        yield entry


def human(size):
    for unit in ["B", "KB", "MB"]:
        if size < 1024:
            return f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


def main():
    entries = list(parse(LOG.splitlines()))
    print("Entries:", len(entries))

    by_ip = Counter(e["ip"] for e in entries)
    print("\nTop clients")
    for ip, count in by_ip.most_common(2):
        print(f"{ip:<15} {count:>5} {'#' * count}")

    by_class = defaultdict(list)
    for e in entries:
        by_class[f"{e['status'] // 100}xx"].append(e["path"])
    for name in sorted(by_class):
        print(name, by_class[name])

    by_day = {}
    for e in entries:
        day = e["time"].date()
        by_day[day] = by_day.get(day, 0) + e["size"]
    for day, size in by_day.items():
        print(day.isoformat(), human(size))

    first, last = entries[0]["time"], entries[-1]["time"]
    print("From", first, "to", last)
    print("Span:", last - first)
    print("Hours:", (last - first).total_seconds() / 3600)

    users = {e["user"] for e in entries} - {"-"}
    print("Users:", sorted(users))
    errors = [(e["method"], e["path"]) for e in entries if e["status"] >= 400]
    for method, path in errors:
        print("ERROR %-7s%s" % (method, path))
    extensions = Counter(re.findall(r"\.(\w+) HTTP", LOG))
    print(extensions)
    masked = re.sub(r"(\d+)\.(\d+)\.\d+\.\d+", r"\1.\2.x.x", LOG.split("\n")[0])
    print(masked)


main()
