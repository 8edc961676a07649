"""Reads lines of values, groups and reports them."""
from collections import OrderedDict, namedtuple

Row = namedtuple('Row', ['city', 'year', 'value'])
LINES = """city,year,value
Oslo,2019,3.5
Rome,2019,10
Oslo,2020,4.25
Rome,2020,n/a
Lima,2020,7
"""


def rows(text):
    lines = iter(text.splitlines())
    header = next(lines).split(',')
    assert header == list(Row._fields)
    for number, line in enumerate(lines, 2):
        city, year, value = line.split(',')
        try:
            yield Row(city, int(year), float(value))
        except ValueError as e:
            print('line %d skipped: %s' % (number, e))


table = OrderedDict()
for row in rows(LINES):
    table.setdefault(row.city, []).append(row)
for city, entries in table.items():
    values = [e.value for e in entries]
    print('{:<6}{:>4}{:>8.2f} {}'.format(city, len(values), sum(values) / len(values), [str(e.year) for e in entries]))
best = max((r for rs in table.values() for r in rs), key=lambda r: r.value)
print(best, best._replace(value=0.0), best == ('Rome', 2019, 10.0))
years = sorted({r.year for rs in table.values() for r in rs})
print(years, {y: sum(r.value for rs in table.values() for r in rs if r.year == y) for y in years})
