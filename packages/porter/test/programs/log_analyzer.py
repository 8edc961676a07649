#!/usr/bin/env python3
"""Analyse an access log: top paths, status codes, traffic by hour."""
import re
import sys
from collections import Counter, defaultdict, OrderedDict
from datetime import datetime

LOG = """\
10.0.0.1 - - [12/Mar/2021:06:25:24 +0000] "GET / HTTP/1.1" 200 5120
10.0.0.2 - bob [12/Mar/2021:06:27:01 +0000] "GET /images/logo.png HTTP/1.1" 200 20480
10.0.0.1 - - [12/Mar/2021:07:00:13 +0000] "POST /login HTTP/1.1" 302 -
10.0.0.3 - - [12/Mar/2021:07:15:00 +0000] "GET /missing HTTP/1.1" 404 312
this line is garbage
10.0.0.2 - bob [12/Mar/2021:09:45:59 +0000] "GET / HTTP/1.1" 304 -
10.0.0.4 - - [13/Mar/2021:00:00:00 +0000] "GET /images/logo.png?x=1 HTTP/1.0" 200 20480
10.0.0.1 - - [13/Mar/2021:00:01:07 +0000] "DELETE /admin HTTP/1.1" 500 87
"""

PATTERN = re.compile(
    r'(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<when>[^\]]+)\] '
    r'"(?P<method>[A-Z]+) (?P<path>\S+) (?P<proto>[^"]+)" (?P<status>\d{3}) (?P<size>\d+|-)')

UNITS = ['B', 'KB', 'MB']


def human(size):
    for unit in UNITS:
        if size < 1024:
            break
        size /= 1024
    return f'{size:.1f}{unit}' if unit != 'B' else f'{size}B'


def parse(lines):
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if not line:
            continue
        match = PATTERN.match(line)
        if match is None:
            print(f'line {number}: cannot parse {line[:12]!r}...', file=sys.stderr)
            yield None
            continue
        entry = match.groupdict()
        entry['status'] = int(entry['status'])
        entry['size'] = 0 if entry['size'] == '-' else int(entry['size'])
        entry['when'] = datetime.strptime(entry['when'].split()[0], '%d/%b/%Y:%H:%M:%S')
        entry['path'], _, entry['query'] = entry['path'].partition('?')
        yield entry


def histogram(counter, width=20):
    top = max(counter.values())
    for key, count in sorted(counter.items()):
        bar = '#' * int(width * count / top)
        print(f'  {key:>8} {bar} {count}')


def main():
    entries = list(parse(LOG.splitlines()))
    bad = entries.count(None)
    entries = [e for e in entries if e]
    print('entries: %d, bad: %d' % (len(entries), bad))
    paths = Counter(e['path'] for e in entries)
    for path, n in paths.most_common(2):
        print(f'{path:<20}{n:>4}{n / len(entries):>8.1%}')
    by_class = Counter('%dxx' % (e['status'] // 100) for e in entries)
    histogram(by_class)
    traffic = defaultdict(int)
    hosts = defaultdict(set)
    for e in entries:
        traffic[e['when'].strftime('%Y-%m-%d %H')] += e['size']
        hosts[e['when'].date()].add(e['host'])
    for hour, total in traffic.items():
        print(hour, human(total))
    for day in sorted(hosts):
        print(day.isoformat(), day.strftime('%A'), ', '.join(sorted(hosts[day])))
    span = max(e['when'] for e in entries) - min(e['when'] for e in entries)
    print('span', span, span.total_seconds(), span.days)
    users = OrderedDict()
    for e in entries:
        if e['user'] != '-':
            users.setdefault(e['user'], []).append((e['method'], e['path'], e['status']))
    for user, requests in users.items():
        print(user, requests)
    errors = {e['path']: e['status'] for e in entries if e['status'] >= 400}
    print(errors, sum(errors.values()), any(s >= 500 for s in errors.values()))


if __name__ == '__main__':
    main()
