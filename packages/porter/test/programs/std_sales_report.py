#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Monthly expense report: dates, templates, json, grouping, an event emitter."""
from __future__ import annotations

import calendar
import json
from collections import ChainMap
from datetime import date, datetime, timedelta
from itertools import accumulate, groupby, chain, islice, cycle
from operator import itemgetter, attrgetter
from string import Template
from types import SimpleNamespace

RAW = '''[
  {"when": "2024-01-31", "what": "Rent", "amount": 950.0, "tags": ["home"]},
  {"when": "2024-02-03", "what": "Groceries", "amount": 82.45, "tags": ["food", "home"]},
  {"when": "2024-02-29", "what": "Rent", "amount": 950, "tags": ["home"]},
  {"when": "2024-03-01", "what": "Caf\\u00e9", "amount": 4.2, "tags": []},
  {"when": "2023-12-24", "what": "Gifts", "amount": 310.99, "tags": null}
]'''


class Emitter:
    def __init__(self):
        self._handlers = {}

    def on(self, name, fn=None):
        if fn is None:
            return lambda f: self.on(name, f)
        self._handlers.setdefault(name, []).append(fn)
        return fn

    def emit(self, name, *args, **kwargs):
        return [h(*args, **kwargs) for h in self._handlers.get(name, [])]


bus = Emitter()


@bus.on("month")
def header(key, rows):
    year, month = key
    first, ndays = calendar.monthrange(year, month)
    print("%s %d (%d days, starts on %s)" % (calendar.month_name[month], year, ndays, calendar.day_abbr[first]))


@bus.on("month")
def body(key, rows):
    for sym, row in zip(cycle("-*"), rows):
        print(f"  {sym} {row.when:%d.%m.} {row.what:.<12}{row.amount:>9.2f} {'/'.join(row.tags or ['none'])}")
    return sum(r.amount for r in rows)


def add_months(d, n):
    y, m = divmod(d.year * 12 + d.month - 1 + n, 12)
    return date(y, m + 1, min(d.day, calendar.monthrange(y, m + 1)[1]))


def load(text):
    rows = json.loads(text, object_hook=lambda d: SimpleNamespace(**d))
    for r in rows:
        r.when = date.fromisoformat(r.when)
    return sorted(rows, key=attrgetter("when"))


def main():
    rows = load(RAW)
    totals = {}
    for key, grp in groupby(rows, key=lambda r: (r.when.year, r.when.month)):
        *_, total = bus.emit("month", key, list(grp))
        totals[key] = total
    print("running:", [round(x, 2) for x in accumulate(totals.values())])
    print("best:", max(totals.items(), key=itemgetter(1)))
    print("tags:", sorted(set(chain.from_iterable(r.tags or [] for r in rows))))
    tpl = Template("Dear $name, you spent $$${amount} in ${months} months. $missing")
    print(tpl.safe_substitute(name="Zoë", amount=format(sum(totals.values()), ",.2f"), months=len(totals)))
    try:
        tpl.substitute(name="x")
    except KeyError as e:
        print("KeyError", e)
    d = date(2024, 1, 31)
    print([str(add_months(d, n)) for n in (1, 2, -2, 13)])
    print((date(2024, 12, 25) - d).days, d.isocalendar()[1], d.weekday(), d + timedelta(days=30))
    dt = datetime(2024, 2, 28, 23, 59, 30)
    print(dt + timedelta(minutes=1), dt.strftime("%A %j %I:%M %p"), repr(dt.replace(hour=0).time()))
    print(timedelta(days=-1, hours=5), divmod(timedelta(hours=50), timedelta(days=1)))
    settings = ChainMap({"color": "red"}, {"color": "blue", "size": 3})
    print(settings["color"], settings["size"], len(settings), dict(settings.new_child({"size": 9})))
    print(json.dumps({"months": {f"{y}-{m:02}": t for (y, m), t in totals.items()}, "ok": True, "none": None, "é": "é"}, indent=2))
    print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2024, 2))
    fridays = (d + timedelta(n) for n in range(1000) if (d + timedelta(n)).weekday() == 4)
    print([f.strftime("%b %d") for f in islice((f for f in fridays if f.day == 13), 3)])


if __name__ == "__main__":
    main()
