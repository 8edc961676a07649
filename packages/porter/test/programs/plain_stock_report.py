"""Inventory report tool."""
import csv, io, json, re, sys
from collections import defaultdict, namedtuple, Counter
from datetime import date, timedelta
from typing import Dict, List, Optional, Iterable
from functools import reduce, partial, lru_cache, singledispatch
from itertools import groupby, chain, islice, count
from operator import itemgetter, attrgetter

Row = namedtuple('Row', 'sku name qty price', defaults=(0.0,))

DATA = """sku,name,qty,price
A-1,"Widget, large",10,2.50
A-2,Gadget,3,19.99
B-1,Doohickey,0,7
"""

class InventoryError(Exception):
    """Base."""

class OutOfStock(InventoryError):
    def __init__(self, sku, wanted, available):
        super().__init__(f'{sku}: wanted {wanted}, have {available}')
        self.sku, self.wanted, self.available = sku, wanted, available

class Inventory:
    _registry: Dict[str, 'Inventory'] = {}

    def __init__(self, name: str, rows: Iterable[Row] = ()):
        self.name = name
        self._rows = {r.sku: r for r in rows}
        type(self)._registry[name] = self

    @classmethod
    def from_csv(cls, name, text):
        reader = csv.DictReader(io.StringIO(text))
        return cls(name, (Row(r['sku'], r['name'], int(r['qty']), float(r['price'])) for r in reader))

    def __len__(self): return len(self._rows)
    def __iter__(self): return iter(self._rows.values())
    def __contains__(self, sku): return sku in self._rows
    def __getitem__(self, sku): return self._rows[sku]

    @property
    def value(self): return sum(r.qty * r.price for r in self)

    def take(self, sku, n=1):
        row = self[sku]
        if row.qty < n:
            raise OutOfStock(sku, n, row.qty)
        self._rows[sku] = row._replace(qty=row.qty - n)
        return self

    def groups(self):
        key = lambda r: r.sku.split('-')[0]
        return {k: [r.name for r in g] for k, g in groupby(sorted(self, key=key), key)}

    def __str__(self):
        return '\n'.join(f'{r.sku:<5}|{r.name:^17}|{r.qty:>4d}|{r.price:8.2f}' for r in self)

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r}, {len(self)} rows)'

inv = Inventory.from_csv('main', DATA)
print(inv); print(repr(inv), f'{inv.value:,.2f}', 'A-1' in inv, inv['A-2'])
try:
    inv.take('A-2').take('A-2', 5)
except OutOfStock as e:
    print(type(e).__name__, e, e.args, e.available)
except InventoryError:
    print('other')
else:
    print('fine')
finally:
    print('done', inv['A-2'].qty)
print(inv.groups(), Inventory._registry)
print(json.dumps([r._asdict() for r in inv], indent=2)[:80])
print(max(inv, key=attrgetter('price')).name, sorted(inv, key=lambda r: (-r.qty, r.name))[0].sku)
print(reduce(lambda a, r: a + r.qty, inv, 0), [*islice(count(5, 3), 3)], list(chain.from_iterable([[1], [2, 3]])))

@singledispatch
def describe(x): return f'obj {x}'
@describe.register
def _(x: int): return f'int {x:+d}'
@describe.register(list)
def _(x): return f'list of {len(x)}'
print(describe(3), describe([1, 2]), describe('s'), describe(True))

words = Counter(re.findall(r"[a-z']+", "It's the end of the world, the end".lower()))
print(words.most_common(2), words['nothing'], sum(words.values()), words - Counter(the=2))
by_len = defaultdict(set)
for w in words: by_len[len(w)].add(w)
print({k: sorted(v) for k, v in sorted(by_len.items())})
d0 = date(2024, 2, 28)
print([str(d0 + timedelta(days=i)) for i in range(3)], (date(2024, 3, 1) - d0).days, d0.strftime('%a %d %b %Y'), d0.isocalendar()[1])
print('{:>10}|{:<10}|{:^10}|{:*^10}'.format('a', 'b', 'c', 'd'), '{0:.3e} {1:%} {2:#x} {2:08b}'.format(12345.678, 0.1234, 255))
matrix = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*matrix)), [list(r) for r in zip(*matrix[::-1])], sum(map(sum, matrix)))
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d, (lambda *a, **k: (a, k))(1, *[2, 3], x=4, **{'y': 5}))
print(divmod(-7, 2), -7 // 2, -7 % 3, 7.5 // 2, 2 ** 0.5, 2 ** -1, round(2.5), round(-3.5), round(1.005, 2), 10 ** 20, 1e16, 1e-5, 3.0, int('ff', 16), float('1e3'), 0.1 + 0.2)
print(bool([]), not 0, None or 'x', [] and 1, 1 < 2 < 3, 1 == 1.0, 'a' 'b', "it's", 'tab\t|', r'\n', b'by\x00', ascii('é'), chr(8364), ord('a'))
