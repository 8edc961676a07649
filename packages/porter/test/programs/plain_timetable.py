"""Calls between offices of several time zones."""
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass
class Office:
    name: str
    zone: str
    opens: time = time(9)
    closes: time = time(17, 30)
    tz: ZoneInfo = field(init=False, repr=False)

    def __post_init__(self):
        self.tz = ZoneInfo(self.zone)

    def hours(self, day):
        start = datetime.combine(day, self.opens, tzinfo=self.tz)
        end = datetime.combine(day, self.closes, tzinfo=self.tz)
        return start.astimezone(timezone.utc), end.astimezone(timezone.utc)


def overlap(offices, day):
    starts, ends = zip(*(office.hours(day) for office in offices))
    first, last = max(starts), min(ends)
    return (first, last) if first < last else None


offices = [Office('Berlin', 'Europe/Berlin'), Office('London', 'Europe/London', closes=time(18)), Office('New York', 'America/New_York', opens=time(8))]
print(offices[0])
# Summer begins in America before it does in Europe.
for day in (date(2024, 3, 1), date(2024, 3, 15), date(2024, 4, 15), date(2024, 10, 28), date(2024, 11, 5)):
    found = overlap(offices, day)
    print(day, found and ' - '.join(t.strftime('%H:%M') for t in found), found and found[1] - found[0])
    for office in offices:
        print('   ', office.name, found[0].astimezone(office.tz).strftime('%H:%M %Z (%z)'))
print(overlap([Office('Tokyo', 'Asia/Tokyo'), Office('LA', 'America/Los_Angeles')], date(2024, 6, 1)))

tz = ZoneInfo('Europe/Berlin')
at = datetime(2024, 10, 27, 0, 30, tzinfo=tz)
print('the long night:')
for _ in range(6):
    print('  ', at, at.tzname(), at.fold, at.dst())
    at = (at.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(tz)
day = datetime(2024, 3, 30, 12, tzinfo=tz)
wall, real = day + timedelta(days=1), (day.astimezone(timezone.utc) + timedelta(days=1)).astimezone(tz)
print(wall, real, wall - day, real - wall, wall.timestamp() - day.timestamp())
print(sorted({datetime(2024, m, 1, tzinfo=tz).utcoffset() for m in range(1, 13)}), repr(day))
try:
    Office('Atlantis', 'Sea/Atlantis')
except ZoneInfoNotFoundError as e:
    print('unknown:', e)
