import csv
import io
import argparse
import sys
from collections import OrderedDict, Counter
from itertools import groupby
from statistics import mean, median, pstdev
from string import Template
from textwrap import dedent, fill, indent

DATA = """\
date,region,product,units,price
2024-01-03,north,apple,12,0.50
2024-01-03,south,pear,7,0.75
2024-01-15,north,pear,3,0.80
2024-02-01,east,"plum, dried",20,2.25
2024-02-11,south,apple,30,0.45
2024-02-28,north,apple,,0.55
2024-03-05,east,pear,11,n/a
"""


def rows(text):
    reader = csv.DictReader(io.StringIO(text))
    for lineno, row in enumerate(reader, start=2):
        try:
            row['units'] = int(row['units'])
            row['price'] = float(row['price'])
        except ValueError as err:
            print(f'line {lineno}: skipped ({err})', file=sys.stdout)
            continue
        row['revenue'] = round(row['units'] * row['price'], 2)
        yield row


def table(headers, body, align=None):
    align = align or '<' * len(headers)
    widths = [max(len(str(r[i])) for r in [headers, *body]) for i in range(len(headers))]
    fmt = ' | '.join('{:%s%d}' % (a, w) for a, w in zip(align, widths))
    yield fmt.format(*headers)
    yield '-+-'.join('-' * w for w in widths)
    for r in body:
        yield fmt.format(*r)


def summarize(data, by):
    keyfunc = lambda r: r[by]
    for key, group in groupby(sorted(data, key=keyfunc), key=keyfunc):
        group = list(group)
        yield key, len(group), sum(r['units'] for r in group), f"{sum(r['revenue'] for r in group):,.2f}"


def build_parser():
    p = argparse.ArgumentParser(prog='report', description='Sales report.')
    p.add_argument('--by', choices=['region', 'product', 'date'], default='region')
    p.add_argument('-m', '--min-units', type=int, default=0, metavar='N')
    p.add_argument('--upper', action='store_true')
    p.add_argument('-v', dest='verbosity', action='count', default=0)
    p.add_argument('columns', nargs='*')
    return p


def run(argv):
    args = build_parser().parse_args(argv)
    print('==', ' '.join(argv) or '(defaults)', args.verbosity)
    data = [r for r in rows(DATA) if r['units'] >= args.min_units]
    for line in table([args.by, 'n', 'units', 'revenue'], list(summarize(data, args.by)), '<>>>'):
        print(line.upper() if args.upper else line)
    if args.columns:
        out = io.StringIO()
        w = csv.DictWriter(out, fieldnames=args.columns, extrasaction='ignore', lineterminator='\n')
        w.writeheader()
        w.writerows(data)
        print(out.getvalue(), end='')
    return data


data = run([])
run(['--by', 'product', '--min-units=10', '--upper', '-vv'])
run(['-m', '20', 'date', 'product', 'revenue'])
try:
    run(['--by', 'colour'])
except SystemExit as e:
    print('exit', e.code)

units = [r['units'] for r in data]
print(mean(units), median(units), round(pstdev(units), 4), Counter(r['region'] for r in data).most_common())
letter = Template(dedent('''\
    Dear $name,
      you sold $$${amount} worth of ${what}s.
    '''))
for name, what in (('Ann', 'apple'), ('Bob', 'pear')):
    amount = sum(r['revenue'] for r in data if r['product'] == what)
    print(indent(letter.substitute(name=name, amount=f'{amount:.2f}', what=what), '> '), end='')
print(fill('The quick brown fox jumps over the lazy dog and runs away from the well-known hunter.', width=30, initial_indent='* ', subsequent_indent='  '))
months = OrderedDict()
for r in data:
    months.setdefault(r['date'][:7], []).append(r['revenue'])
for month, values in months.items():
    bar = '#' * int(sum(values) // 2)
    print(f'{month} {sum(values):8.2f} {bar:<25}|{"*".center(5)}|')
print(list(csv.reader(['a,"b ""q""",c', ''])), '\t'.join(data[0]))
