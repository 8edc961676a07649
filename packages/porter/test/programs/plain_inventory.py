"""Inventory management with CSV import and a report."""
import csv
import io
from dataclasses import dataclass, field
from typing import Dict, List

CSV_DATA = """sku,name,category,quantity,price,reorder_level
A100,Hammer,Tools,15,12.99,5
A101,Screwdriver,Tools,3,6.50,10
B200,"Paint, white",Paint,8,24.00,4
B201,Brush,Paint,0,3.25,20
C300,Nails (100),Hardware,120,4.75,50
C301,Bad row,Hardware,many,4.75,50
"""


@dataclass
class Item:
    sku: str
    name: str
    category: str
    quantity: int
    price: float
    reorder_level: int = 0

    @classmethod
    def from_row(cls, row):
        return cls(
            sku=row["sku"],
            name=row["name"],
            category=row["category"],
            quantity=int(row["quantity"]),
            price=float(row["price"]),
            reorder_level=int(row["reorder_level"]),
        )

    @property
    def value(self):
        return self.quantity * self.price

    def needs_reorder(self):
        return self.quantity <= self.reorder_level


class OutOfStock(Exception):
    pass


@dataclass
class Inventory:
    items: Dict[str, Item] = field(default_factory=dict)
    errors: List[str] = field(default_factory=list)

    def load(self, stream):
        for line, row in enumerate(csv.DictReader(stream), start=2):
            try:
                item = Item.from_row(row)
            except ValueError as e:
                self.errors.append(f"line {line}: {e}")
                continue
            self.items[item.sku] = item
        return len(self.items)

    def sell(self, sku, count=1):
        item = self.items[sku]
        if item.quantity < count:
            raise OutOfStock(f"only {item.quantity} of {item.name} left, {count} wanted")
        item.quantity -= count
        return round(count * item.price, 2)

    def by_category(self):
        result = {}
        for item in self.items.values():
            result.setdefault(item.category, []).append(item)
        return result

    def report(self):
        print(f"{'SKU':<6}{'Name':<15}{'Qty':>5}{'Price':>10}{'Value':>12}")
        print("-" * 48)
        for category, items in sorted(self.by_category().items()):
            print(f"[{category}]")
            for item in sorted(items, key=lambda i: i.value, reverse=True):
                flag = " *" if item.needs_reorder() else ""
                print(f"{item.sku:<6}{item.name:<15}{item.quantity:>5}{item.price:>10.2f}{item.value:>12,.2f}{flag}")
        total = sum(item.value for item in self.items.values())
        print("=" * 48)
        print(f"{'Total':<26}{total:>22,.2f}")

    def export(self):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["sku", "name", "value"])
        for item in self.items.values():
            writer.writerow([item.sku, item.name, item.value])
        return out.getvalue()


inventory = Inventory()
print("loaded", inventory.load(io.StringIO(CSV_DATA)), "items")
print(inventory.errors)
inventory.report()
print(inventory.sell("A100", 3), inventory.items["A100"])
for sku, count in [("B201", 1), ("Z999", 1)]:
    try:
        inventory.sell(sku, count)
    except OutOfStock as e:
        print("Sorry:", e)
    except KeyError as e:
        print("Unknown item", e)
print([item.sku for item in inventory.items.values() if item.needs_reorder()])
print(inventory.export())
cheapest = min(inventory.items.values(), key=lambda item: item.price)
print("cheapest:", cheapest.name, "| average price: %.3f" % (sum(i.price for i in inventory.items.values()) / len(inventory.items)))
