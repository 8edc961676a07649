"""In-memory tables with a tiny query language, JSON import and export."""
import copy
import json
from operator import itemgetter, attrgetter


class Row(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value


class Query:
    def __init__(self, rows):
        self._rows = rows
        self._filters = []
        self._order = None
        self._limit = None

    def filter(self, *tests, **equal):
        for test in tests:
            self._filters.append(test)
        for key, value in equal.items():
            name, _, op = key.partition('__')
            self._filters.append(self._test(name, op or 'eq', value))
        return self

    @staticmethod
    def _test(name, op, value):
        if op == 'eq':
            return lambda r: r.get(name) == value
        elif op == 'lt':
            return lambda r: r[name] < value
        elif op == 'gte':
            return lambda r: r[name] >= value
        elif op == 'in':
            return lambda r: r[name] in value
        elif op == 'contains':
            return lambda r: value in r[name]
        raise ValueError(f'unknown operator {op!r}')

    def order_by(self, key):
        self._order = (key.lstrip('-'), key.startswith('-'))
        return self

    def limit(self, n):
        self._limit = n
        return self

    def __iter__(self):
        rows = (r for r in self._rows if all(f(r) for f in self._filters))
        if self._order:
            key, reverse = self._order
            rows = sorted(rows, key=itemgetter(key), reverse=reverse)
        for i, row in enumerate(rows):
            if self._limit is not None and i >= self._limit:
                return
            yield row

    def __len__(self):
        return sum(1 for _ in self)

    def first(self, default=None):
        return next(iter(self), default)

    def values(self, *names):
        return [tuple(r[n] for n in names) for r in self]


class Table:
    def __init__(self, name, columns):
        self.name = name
        self.columns = columns
        self.rows = []
        self._next = 1

    def insert(self, **values):
        unknown = set(values) - set(self.columns)
        if unknown:
            raise TypeError('unknown columns: ' + ', '.join(sorted(unknown)))
        row = Row({c: values.get(c) for c in self.columns}, id=self._next)
        self._next += 1
        self.rows.append(row)
        return row

    def query(self):
        return Query(self.rows)

    def group(self, key, total):
        groups = {}
        for r in self.rows:
            groups[r[key]] = groups.get(r[key], 0) + r[total]
        return groups

    def dump(self):
        return json.dumps({'name': self.name, 'rows': self.rows}, sort_keys=True, indent=2)

    @classmethod
    def load(cls, text):
        data = json.loads(text)
        names = [k for k in data['rows'][0] if k != 'id']
        table = cls(data['name'], names)
        for row in data['rows']:
            row.pop('id')
            table.insert(**row)
        return table


items = Table('items', ['name', 'price', 'qty', 'tags'])
for name, price, qty, *tags in [('nail', 0.05, 1000, 'iron'), ('hammer', 12.5, 3, 'tool', 'iron'),
                                ('glue', 3, 17), ('saw', 20.0, 2, 'tool')]:
    items.insert(name=name, price=price, qty=qty, tags=tags)

print([r.name for r in items.query().filter(price__gte=3).order_by('-price')])
print(items.query().filter(tags__contains='tool').values('name', 'qty'))
print(len(items.query().filter(lambda r: r.qty % 2 == 1)), items.query().filter(name='glue').first().price)
print(items.query().filter(name__in=['x', 'y']).first('nothing'))
before = copy.deepcopy(items.rows)
items.rows[0].qty -= 1
items.rows[1].tags.append('new')
print(before[0].qty, items.rows[0].qty, before[1].tags, items.rows[1]['tags'])
for attempt in (lambda: items.insert(colour='red', weight=1), lambda: items.query().filter(a__like=1), lambda: items.rows[0].colour):
    try:
        attempt()
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
text = items.query().limit(1).first()
print(json.dumps(text), json.dumps([None, True, 1.0, 'é']))
again = Table.load(items.dump())
print(again.rows == [Row(r) for r in items.rows], again.dump() == items.dump(), again.group('name', 'qty'))
print(again.dump()[:60].replace('\n', '|'))
