from dataclasses import dataclass, field, asdict, replace
from decimal import Decimal, ROUND_HALF_UP
from enum import Enum, auto
from typing import Dict, Iterable, List, Optional
import csv
import io
import json

class Category(Enum):
    TOOLS = auto()
    FOOD = auto()
    TOYS = auto()

class OutOfStock(Exception):
    def __init__(self, item, wanted):
        self.item = item
        self.wanted = wanted
        super().__init__(f"{item.sku}: wanted {wanted}, only {item.qty} left")

@dataclass(order=True)
class Item:
    sku: str
    name: str = field(compare=False)
    price: Decimal = field(compare=False)
    qty: int = field(default=0, compare=False)
    category: Category = field(default=Category.TOOLS, compare=False)

    def __post_init__(self):
        if self.qty < 0:
            raise ValueError("quantity cannot be negative")
        if not isinstance(self.price, Decimal):
            self.price = Decimal(str(self.price))

    @property
    def value(self):
        return self.price * self.qty

class Inventory:
    def __init__(self, items: Iterable[Item] = ()):
        self._items: Dict[str, Item] = {}
        for item in items:
            self.add(item)

    def __len__(self):
        return len(self._items)

    def __contains__(self, sku):
        return sku in self._items

    def __iter__(self):
        return iter(sorted(self._items.values()))

    def __getitem__(self, sku):
        return self._items[sku]

    def add(self, item: Item):
        if item.sku in self:
            old = self[item.sku]
            item = replace(item, qty=old.qty + item.qty)
        self._items[item.sku] = item

    def remove(self, sku: str, qty: int = 1) -> Decimal:
        item = self[sku]
        if item.qty < qty:
            raise OutOfStock(item, qty)
        item.qty -= qty
        return (item.price * qty * Decimal("1.19")).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def total(self) -> Decimal:
        return sum((i.value for i in self), Decimal(0))

    def low(self, limit=5) -> List[str]:
        return [i.name for i in self if i.qty < limit]

def load(text: str) -> Inventory:
    inv = Inventory()
    for row in csv.DictReader(io.StringIO(text)):
        try:
            inv.add(Item(row["sku"], row["name"], Decimal(row["price"]),
                         int(row["qty"]), Category[row["cat"].upper()]))
        except (ValueError, KeyError) as e:
            print("skipping", row["sku"], "->", type(e).__name__, e)
    return inv

DATA = """sku,name,price,qty,cat
T-100,"Hammer, claw",12.50,10,tools
F-001,Rice 5kg,7.99,3,food
T-100,"Hammer, claw",12.50,5,tools
Y-007,Yo-yo,3.333,40,toys
B-000,Bad,1.00,-4,toys
B-001,Worse,1.00,x,toys
B-002,Weird,1.00,1,cars
"""

inv = load(DATA)
for it in inv:
    print(f"{it.sku:6} {it.name:<14} {it.price:>8} x{it.qty:<4}= {it.value:>10,.2f} {it.category.name}")
print("total", inv.total(), "items", len(inv), "F-001" in inv, "nope" in inv)
print("sold for", inv.remove("T-100", 3))
try:
    inv.remove("F-001", 9)
except OutOfStock as exc:
    print("OutOfStock:", exc, exc.wanted)
print("low:", inv.low())
print(inv["F-001"])
print(json.dumps([asdict(i) for i in inv], default=str, indent=1)[:160])
out = io.StringIO()
w = csv.writer(out, delimiter=";", lineterminator="\n")
w.writerow(["name", "value"])
w.writerows([i.name, i.value] for i in inv)
print(out.getvalue(), end="")
print(Item("A", "a", 1.1) < Item("B", "b", 0.5), Item("A", "x", 1) == Item("A", "y", 2))
