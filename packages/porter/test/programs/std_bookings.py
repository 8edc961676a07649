"""Room bookings: dataclasses, intervals, validation, custom exceptions, reports."""
from __future__ import annotations

import bisect
import itertools
import operator
from collections import defaultdict
from dataclasses import dataclass, field, replace, astuple
from datetime import datetime, timedelta
from typing import Iterator, Optional


class BookingError(Exception):
    pass


class Overlap(BookingError):
    def __init__(self, new: Booking, old: Booking) -> None:
        self.new, self.old = new, old

    def __str__(self) -> str:
        return f'{self.new.title!r} overlaps {self.old.title!r}'


@dataclass(order=True, frozen=True)
class Booking:
    start: datetime
    end: datetime
    title: str = field(compare=False)
    people: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self):
        if self.end <= self.start:
            raise BookingError(f'{self.title}: ends before it starts')

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: Booking) -> bool:
        return self.start < other.end and other.start < self.end

    def __str__(self):
        return f'{self.start:%a %H:%M}-{self.end:%H:%M} {self.title}'

    def shifted(self, **delta) -> Booking:
        d = timedelta(**delta)
        return replace(self, start=self.start + d, end=self.end + d)


class Room:
    def __init__(self, name: str, capacity: int = 4, *, opening: int = 8, closing: int = 18):
        self.name = name
        self.capacity = capacity
        self.hours = range(opening, closing)
        self._bookings: list[Booking] = []

    def book(self, booking: Booking) -> Booking:
        if len(booking.people) > self.capacity:
            raise BookingError('%s has only %d seats' % (self.name, self.capacity))
        if booking.start.hour not in self.hours:
            raise BookingError(f'{self.name} is closed at {booking.start.hour}h')
        at = bisect.bisect_left(self._bookings, booking)
        for neighbour in self._bookings[max(0, at - 1):at + 1]:
            if neighbour.overlaps(booking):
                raise Overlap(booking, neighbour)
        self._bookings.insert(at, booking)
        return booking

    def gaps(self, day: datetime) -> Iterator[tuple[datetime, datetime]]:
        cursor = day.replace(hour=self.hours.start, minute=0)
        finish = day.replace(hour=self.hours.stop, minute=0)
        for b in self._bookings:
            if b.start.date() != day.date():
                continue
            if b.start > cursor:
                yield cursor, b.start
            cursor = max(cursor, b.end)
        if cursor < finish:
            yield cursor, finish

    def __iter__(self):
        return iter(self._bookings)

    def __len__(self):
        return len(self._bookings)

    def __repr__(self):
        return f'<Room {self.name}: {len(self)} booking{"s"[:len(self) != 1]}>'


def parse(line: str, base=datetime(2024, 5, 6)) -> Booking:
    day, hours, title, *people = (part.strip() for part in line.split('|'))
    offset = ['mon', 'tue', 'wed', 'thu', 'fri'].index(day.lower())
    start, end = (datetime.strptime(h, '%H:%M') for h in hours.split('-'))
    date = base + timedelta(days=offset)
    make = lambda t: date.replace(hour=t.hour, minute=t.minute)
    names = tuple(people[0].split(',')) if people and people[0] else ()
    return Booking(make(start), make(end), title, names)


room = Room('Blue', opening=9)
for line in ['mon|09:00-10:30|standup|ann,bob', 'mon|10:30-11:00|coffee|', 'mon|10:00-10:45|clash', 'tue|13:15-15:00|workshop|a,b,c,d,e', 'wed|08:00-09:00|early',
             'thu|10:00-09:00|backwards', 'mon|16:00-17:30|review|ann', 'tue|12:00-13:00|lunch', 'sun|10:00-11:00|church', 'tue|ten-eleven|bad']:
    try:
        print('+', room.book(parse(line)))
    except Overlap as e:
        print('overlap:', e, '->', e.old.length)
    except BookingError as e:
        print('refused:', e)
    except ValueError as e:
        print('invalid:', e)
print(room, [str(b) for b in room], len(room), max(room, key=operator.attrgetter('length')).title)
for a, b in room.gaps(datetime(2024, 5, 6)):
    print(f'free {a:%H:%M} to {b:%H:%M} ({(b - a).seconds // 60} min)')
first = next(iter(room))
later = first.shifted(days=1, minutes=30)
print(later, later > first, first == replace(first, title='other'), astuple(later)[2:], hash(first) == hash(first.shifted()))
try:
    first.title = 'changed'
except AttributeError as e:
    print(type(e).__name__, e)
per_person = defaultdict(timedelta)
for b in room:
    for p in b.people:
        per_person[p] += b.length
print({k: str(v) for k, v in sorted(per_person.items())}, sum(per_person.values(), timedelta()))
by_day = {day: [b.title for b in group] for day, group in itertools.groupby(room, key=lambda b: b.start.strftime('%A'))}
print(by_day, repr(Booking(datetime(2024, 1, 1), datetime(2024, 1, 2), 'x'))[:60])
