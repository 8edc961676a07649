from abc import ABC, abstractmethod
from collections import defaultdict, namedtuple, Counter
from datetime import date, datetime, timedelta
from decimal import Decimal, ROUND_HALF_UP
from enum import Enum
import json


class Category(Enum):
    TOOL = 'tool'
    FOOD = 'food'
    BOOK = 'book'

    @property
    def tax(self):
        return {Category.TOOL: Decimal('0.20'), Category.FOOD: Decimal('0.05')}.get(self, Decimal('0'))


class OutOfStock(Exception):
    """Raised when there is not enough of an item."""

    def __init__(self, item, wanted):
        self.item, self.wanted = item, wanted
        super().__init__(f'only {item.quantity} of {item.name!r} left, {wanted} wanted')


class Item:
    _next_id = 1

    def __init__(self, name, price, quantity=0, category=Category.TOOL):
        self.id = Item._next_id
        Item._next_id += 1
        self.name = name
        self.price = price
        self.quantity = quantity
        self.category = category

    @property
    def price(self):
        return self._price

    @price.setter
    def price(self, value):
        value = Decimal(str(value))
        if value < 0:
            raise ValueError('price cannot be negative')
        self._price = value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)

    @property
    def gross(self):
        return (self.price * (1 + self.category.tax)).quantize(Decimal('0.01'), ROUND_HALF_UP)

    def __eq__(self, other):
        if not isinstance(other, Item):
            return NotImplemented
        return self.name == other.name and self.price == other.price

    def __hash__(self):
        return hash((self.name, self.price))

    def __lt__(self, other):
        return (self.price, self.name) < (other.price, other.name)

    def __str__(self):
        return f'#{self.id:03d} {self.name:.<20}{self.price:>10} x{self.quantity:<4}[{self.category.name}]'

    def __repr__(self):
        return f"Item({self.name!r}, {self.price}, {self.quantity})"

    @classmethod
    def from_dict(cls, d):
        d = dict(d)
        d['category'] = Category(d.get('category', 'tool'))
        return cls(**d)


Movement = namedtuple('Movement', ['when', 'item', 'delta', 'note'], defaults=[''])


class Observer(ABC):
    @abstractmethod
    def notify(self, movement): ...


class LowStockAlarm(Observer):
    def __init__(self, threshold):
        self.threshold = threshold
        self.alarms = []

    def notify(self, m):
        if m.item.quantity < self.threshold:
            self.alarms.append(m.item.name)
            print(f'  ! low stock: {m.item.name} ({m.item.quantity})')


class Inventory:
    def __init__(self):
        self._items = {}
        self._log = []
        self._observers = []
        self._clock = datetime(2024, 2, 28, 9, 30)

    def attach(self, *observers):
        self._observers.extend(observers)
        return self

    def _tick(self):
        self._clock += timedelta(hours=13, minutes=15)
        return self._clock

    def add(self, item):
        if item.name in self._items:
            raise KeyError(f'duplicate {item.name}')
        self._items[item.name] = item

    def move(self, name, delta, note=''):
        item = self._items[name]
        if item.quantity + delta < 0:
            raise OutOfStock(item, -delta)
        item.quantity += delta
        m = Movement(self._tick(), item, delta, note)
        self._log.append(m)
        for o in self._observers:
            o.notify(m)
        return m

    def __getitem__(self, name):
        return self._items[name]

    def __iter__(self):
        return iter(sorted(self._items.values()))

    def __len__(self):
        return len(self._items)

    def total(self):
        return sum(i.price * i.quantity for i in self)

    def by_category(self):
        groups = defaultdict(list)
        for item in self:
            groups[item.category].append(item)
        return groups

    def per_day(self):
        days = Counter()
        for m in self._log:
            days[m.when.date()] += abs(m.delta)
        return days


stock = Inventory()
raw = '''[{"name": "hammer", "price": 12.5, "quantity": 10},
 {"name": "bread", "price": "2.345", "quantity": 40, "category": "food"},
 {"name": "novel", "price": 7.99, "quantity": 3, "category": "book"},
 {"name": "saw", "price": 25, "quantity": 2}]'''
for record in json.loads(raw):
    stock.add(Item.from_dict(record))
alarm = LowStockAlarm(threshold=3)
stock.attach(alarm)
for args in [('hammer', -4), ('bread', -38, 'picnic'), ('novel', 5), ('saw', -3), ('nails', 1), ('saw', -2)]:
    try:
        m = stock.move(*args)
        print(f'{m.when:%Y-%m-%d %H:%M} {m.item.name} {m.delta:+d} {m.note or "-"}')
    except OutOfStock as e:
        print('refused:', e, '| wanted', e.wanted)
    except KeyError as e:
        print('unknown item', e)
for item in stock:
    print(item, item.gross)
print('total', stock.total(), len(stock), alarm.alarms)
for cat, items in sorted(stock.by_category().items(), key=lambda kv: kv[0].value):
    print(cat, '->', items)
print(dict(stock.per_day()))
print(stock.per_day().most_common(1)[0][0].isoformat(), max(stock), min(stock, key=lambda i: i.quantity))
try:
    stock['saw'].price = -1
except ValueError as e:
    print('bad:', e)
try:
    Observer()
except TypeError as e:
    print(e)
print(Item('a', 1) == Item('a', '1.00'), Item('a', 1) != 5, len({Item('a', 1), Item('a', 1)}), OutOfStock.__doc__)
print(json.dumps({i.name: {'price': str(i.price), 'qty': i.quantity} for i in stock}, indent=2, sort_keys=True))
