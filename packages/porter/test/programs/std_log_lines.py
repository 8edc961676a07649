#!/usr/bin/env python3
"""Analyse an Apache-style access log."""
import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta

LOG = '''\
10.0.0.1 - alice [12/Mar/2023:10:00:01 +0000] "GET /index.html HTTP/1.1" 200 5120
10.0.0.2 - - [12/Mar/2023:10:00:03 +0000] "GET /img/logo.png HTTP/1.1" 304 0
10.0.0.1 - alice [12/Mar/2023:10:00:09 +0000] "POST /login HTTP/1.1" 302 -
10.0.0.3 - - [12/Mar/2023:10:15:42 +0000] "GET /admin HTTP/1.1" 403 199
garbage line that should be skipped
10.0.0.3 - - [12/Mar/2023:10:15:43 +0000] "GET /admin HTTP/1.1" 403 199
10.0.0.2 - - [12/Mar/2023:11:02:00 +0000] "GET /index.html?ref=a HTTP/1.1" 200 5120
10.0.0.4 - bob [12/Mar/2023:11:59:59 +0000] "PUT /api/items/7 HTTP/2.0" 500 88
10.0.0.4 - bob [13/Mar/2023:00:00:00 +0000] "PUT /api/items/7 HTTP/2.0" 204 -
'''

PATTERN = re.compile(r'''
    (?P<ip>\d+(?:\.\d+){3})\s+-\s+(?P<user>\S+)\s+
    \[(?P<time>[^\]]+)\]\s+
    "(?P<method>[A-Z]+)\s(?P<path>\S+)\s(?P<proto>[^"]+)"\s+
    (?P<status>\d{3})\s+(?P<size>\d+|-)
''', re.VERBOSE)


def parse(lines):
    for lineno, line in enumerate(lines, 1):
        m = PATTERN.match(line)
        if not m:
            print(f'line {lineno}: cannot parse {line[:20]!r}...')
            continue
        rec = m.groupdict()
        rec['time'] = datetime.strptime(rec['time'], '%d/%b/%Y:%H:%M:%S %z')
        rec['status'] = int(rec['status'])
        rec['size'] = 0 if rec['size'] == '-' else int(rec['size'])
        yield rec


def human(n):
    for unit in ('B', 'KB', 'MB'):
        if n < 1024:
            return f'{n:.1f}{unit}' if unit != 'B' else f'{n}B'
        n /= 1024
    return f'{n:.1f}GB'


def main():
    records = list(parse(LOG.splitlines()))
    print('records:', len(records))
    by_class = Counter(f"{r['status'] // 100}xx" for r in records)
    print('classes:', by_class.most_common())
    traffic = defaultdict(int)
    for r in records:
        traffic[r['ip']] += r['size']
    width = max(map(len, traffic))
    for ip, size in sorted(traffic.items(), key=lambda x: x[1], reverse=True):
        bar = '*' * (size // 1000)
        print(f'{ip:<{width}} {human(size):>8} {bar}')
    hours = Counter(r['time'].strftime('%a %H:00') for r in records)
    for h, c in hours.items():
        print(h, c)
    span = records[-1]['time'] - records[0]['time']
    print('span:', span, span.total_seconds())
    gaps = [b['time'] - a['time'] for a, b in zip(records, records[1:])]
    print('longest gap:', max(gaps), 'over a minute:', sum(g > timedelta(minutes=1) for g in gaps))
    users = {r['user'] for r in records} - {'-'}
    print('users:', sorted(users))
    paths = Counter(re.sub(r'\?.*$', '', r['path']) for r in records)
    print(paths.most_common(2))
    suspicious = [r['ip'] for r in records if r['status'] in (401, 403)]
    print('suspicious:', *dict.fromkeys(suspicious))
    print(records[0]['time'].isoformat(), records[-1]['time'])


if __name__ == '__main__':
    main()
