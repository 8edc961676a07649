from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Optional


class Status(Enum):
    NEW = auto()
    PAID = auto()
    SHIPPED = auto()
    CANCELLED = auto()

    def can_become(self, other: Status) -> bool:
        return other in TRANSITIONS.get(self, ())


TRANSITIONS = {
    Status.NEW: (Status.PAID, Status.CANCELLED),
    Status.PAID: (Status.SHIPPED, Status.CANCELLED),
}


@dataclass(frozen=True, order=True)
class Product:
    sku: str
    name: str = field(compare=False)
    price: float = field(default=0.0, compare=False)

    def __post_init__(self):
        if self.price < 0:
            raise ValueError(f"negative price for {self.sku}")


@dataclass
class Line:
    product: Product
    quantity: int = 1

    @property
    def total(self) -> float:
        return self.product.price * self.quantity


@dataclass
class Order:
    customer: str
    placed: date
    lines: list[Line] = field(default_factory=list)
    status: Status = Status.NEW
    notes: Optional[str] = None
    _log: list = field(default_factory=list, repr=False)

    def add(self, product: Product, quantity: int = 1) -> Order:
        self.lines.append(Line(product, quantity))
        return self

    @property
    def total(self):
        return sum(line.total for line in self.lines)

    def become(self, status: Status):
        if not self.status.can_become(status):
            raise RuntimeError(f"cannot go from {self.status.name} to {status.name}")
        self._log.append((self.status, status))
        self.status = status

    @classmethod
    def from_json(cls, text: str, catalog: dict[str, Product]) -> Order:
        data = json.loads(text)
        order = cls(data["customer"], datetime.strptime(data["placed"], "%Y-%m-%d").date())
        for sku, quantity in data["items"].items():
            order.add(catalog[sku], quantity)
        return order


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (date, datetime)):
            return o.isoformat()
        if isinstance(o, Enum):
            return o.name.lower()
        return super().default(o)


catalog = {p.sku: p for p in [Product("B-2", "Bolt", 0.25), Product("A-1", "Anvil", 99.99), Product("C-3", "Crate", 12.5)]}
print(sorted(catalog.values())[0])
order = Order.from_json('{"customer": "ACME", "placed": "2024-02-28", "items": {"A-1": 1, "B-2": 40}}', catalog)
order.add(catalog["C-3"]).add(product=catalog["C-3"], quantity=2)
print(order)
print(f"{order.total:.2f}", order.lines[0].total)
order.become(Status.PAID)
try:
    order.become(Status.NEW)
except RuntimeError as exc:
    print("Error:", exc)
print(order.status, order.status.value, repr(Status(3)), Status["PAID"] is Status.PAID, [s.name for s in Status])
try:
    catalog["A-1"].price = 5
except Exception as exc:
    print(type(exc).__name__, exc)
cheap = replace(catalog["A-1"], price=49.99)
print(cheap, cheap == catalog["A-1"], hash(cheap) == hash(catalog["A-1"]))
try:
    Product("X", "Bad", -1)
except ValueError as exc:
    print(exc)
print(json.dumps(asdict(order), cls=Encoder, indent=2))
due = order.placed + timedelta(days=30)
print(due, due.strftime("%a %d %b %Y"), (due - order.placed).days, due.isocalendar()[1], due > order.placed)
print(Line(cheap), Line(cheap) == Line(cheap, 1), order._log)
