"""Date arithmetic: ages, work days, a small calendar."""
import calendar
from datetime import date, datetime, time, timedelta, timezone


def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def workdays(start, end, holidays=()):
    day = start
    while day <= end:
        if day.weekday() < 5 and day not in holidays:
            yield day
        day += timedelta(days=1)


def easter(year):
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def humanize(delta):
    seconds = int(delta.total_seconds())
    parts = []
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {name}{'s' if count != 1 else ''}")
    return ", ".join(parts) or "now"


def add_months(d, months):
    month = d.month - 1 + months
    year = d.year + month // 12
    month = month % 12 + 1
    day = min(d.day, calendar.monthrange(year, month)[1])
    return d.replace(year=year, month=month, day=day)


today = date(2024, 3, 15)
print("Age:", age(date(1990, 3, 16), today), age(date(1990, 3, 15), today))
print("Easter:", [easter(y).isoformat() for y in range(2023, 2027)])
holidays = {easter(2024) - timedelta(2), easter(2024) + timedelta(1)}
days = list(workdays(date(2024, 3, 25), date(2024, 4, 5), holidays))
print(len(days), [d.strftime("%a %d") for d in days])
print(humanize(timedelta(days=1, hours=2, seconds=61)), "|", humanize(timedelta(0)), "|", humanize(datetime(2024, 1, 1) - datetime(2023, 12, 31, 23, 59)))
print(add_months(date(2024, 1, 31), 1), add_months(date(2023, 11, 30), 3), add_months(today, -15))
for text, fmt in [("2024-02-29", "%Y-%m-%d"), ("29/02/24 14:05", "%d/%m/%y %H:%M"), ("Mar 3, 2024 9:07 PM", "%b %d, %Y %I:%M %p"), ("2023-02-29", "%Y-%m-%d"), ("hello", "%Y")]:
    try:
        print(datetime.strptime(text, fmt))
    except ValueError as e:
        print("bad:", e)
dt = datetime(2024, 7, 4, 16, 30, 15, 250000)
print(dt, dt.isoformat(), dt.date(), dt.time(), dt.timestamp() == datetime.fromtimestamp(dt.timestamp()).timestamp())
print(f"{dt:%A, %B %d %Y at %H:%M}", dt.strftime("%j %U %y %p %I"), dt.ctime())
utc = datetime(2024, 1, 1, 12, 0, tzinfo=timezone.utc)
tokyo = timezone(timedelta(hours=9), "JST")
print(utc, utc.astimezone(tokyo), utc.astimezone(tokyo).tzname(), utc == utc.astimezone(tokyo), utc.timestamp())
print(datetime.fromisoformat("2024-05-06T07:08:09+02:00"), date.fromisoformat("2024-05-06").isocalendar())
print(timedelta(hours=25) // timedelta(minutes=30), timedelta(days=3) / 2, -timedelta(hours=1), abs(timedelta(-1)), timedelta(weeks=1, microseconds=5))
print(repr(today), repr(dt), repr(timedelta(days=2, seconds=3)), repr(time(8, 30)))
print(max(date(2024, 1, 1), date(2023, 12, 31)), sorted([date(2024, 5, 1), date(2022, 1, 1)]), today - timedelta(weeks=2), (today - date(2024, 1, 1)).days)
print(calendar.month(2024, 2))
print(calendar.isleap(2024), calendar.day_name[today.weekday()], list(calendar.month_abbr)[1:4])
week = [today - timedelta(days=today.weekday()) + timedelta(days=i) for i in range(7)]
print(" ".join(f"{d:%d}" for d in week), time(9, 5) < time(17), datetime.combine(today, time(9, 5)))
try:
    date(2024, 2, 30)
except ValueError as e:
    print(e)
try:
    today < dt
except TypeError as e:
    print(e)
