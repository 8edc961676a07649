# --- moments in a time zone
from datetime import datetime, timedelta, timezone
utc = timezone.utc
ist = timezone(timedelta(hours=5, minutes=30), 'IST')
est = timezone(timedelta(hours=-5))
a = datetime(2024, 3, 10, 12, 0, tzinfo=utc)
print(a, repr(a), a.tzinfo, a.isoformat())
b = a.astimezone(ist)
print(b, repr(b), b.tzname(), b.utcoffset())
c = a.astimezone(est)
print(c, c.tzname(), repr(c.tzinfo), c.strftime('%Y-%m-%d %H:%M:%S %z %Z|'))
print(a == b == c, a < b, hash(a) == hash(b), len({a, b, c}))
print(b - c, (b + timedelta(days=1)).isoformat())
print(a.timestamp(), datetime.fromtimestamp(1710072000, tz=utc), datetime.fromtimestamp(0, est))
naive = datetime(2024, 3, 10, 12)
print(naive.tzinfo, naive == a, naive.replace(tzinfo=utc) == a, a.replace(tzinfo=None) == naive)
try:
    naive < a
except TypeError as e:
    print(e)
try:
    naive - a
except TypeError as e:
    print(e)
print(datetime.now(timezone.utc).tzinfo, datetime.now().tzinfo)
try:
    timezone(timedelta(days=1))
except ValueError as e:
    print(e)
print(timezone(timedelta(0)) == utc, timezone(timedelta(minutes=-90)))
# --- a time zone of one's own
from datetime import datetime, timedelta, timezone, tzinfo
class Fixed(tzinfo):
    def __init__(self, hours, name):
        self.offset = timedelta(hours=hours)
        self.name = name
    def utcoffset(self, dt):
        return self.offset
    def tzname(self, dt):
        return self.name
    def dst(self, dt):
        return timedelta(0)
cet = Fixed(1, 'CET')
d = datetime(2024, 1, 31, 23, 30, tzinfo=cet)
print(d.isoformat(), d.tzname(), d.dst(), d.astimezone(timezone.utc))
print(datetime(2024, 1, 31, 12, tzinfo=timezone.utc).astimezone(cet))
print(datetime.strptime('2024-05-06 07:08:09 +0200', '%Y-%m-%d %H:%M:%S %z'))
print(repr(datetime.fromisoformat('2024-05-06T07:08:09+05:30')), datetime.fromisoformat('2024-05-06T07:08:09Z'))
print(datetime.fromisoformat('2024-05-06'), datetime.fromisoformat('2024-05-06 07:08'))
# --- times of day, and dates joined with them
from datetime import date, time, datetime, timedelta
t = time(9, 30)
print(t, repr(t), t.hour, t.minute, t.isoformat(), t.strftime('%I:%M %p'), f'{t:%H.%M}')
print(time(9, 30) < time(10), max([time(1), time(2, 3)]), time(23, 59, 59, 999999), repr(time(1, 2, 3)))
print(datetime.combine(date(2024, 2, 29), t), datetime(2024, 1, 1, 5, 6, 7).time())
print(time.fromisoformat('04:05:06'), t.replace(minute=0), time(), time.min, time.max)
print(isinstance(datetime(2024, 1, 1), date), isinstance(date(2024, 1, 1), datetime))
print(date(2024, 1, 31).replace(month=3), date.fromordinal(738000), date(1, 1, 1).toordinal(), date.min, date.max)
print(date.fromisocalendar(2024, 9, 4), date(2024, 12, 30).isocalendar())
print(datetime(2024, 1, 2, 3, 4, 5, 6789).isoformat(timespec='milliseconds'), datetime(2024, 1, 2, 3).isoformat(' ', 'minutes'))
print(date(2024, 7, 4).ctime(), date(2024, 7, 4).strftime('%j %U %W %u %w'))
print(timedelta(hours=5) % timedelta(hours=2), divmod(timedelta(hours=5), timedelta(hours=2)), timedelta(hours=5) // timedelta(hours=2))
for bad in (lambda: date(2024, 2, 30), lambda: date(2024, 13, 1), lambda: time(24), lambda: date(0, 1, 1), lambda: date(2024, 1)):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for text, pattern in (('2024-13-01', '%Y-%m-%d'), ('2024-01-01x', '%Y-%m-%d')):
    try:
        datetime.strptime(text, pattern)
    except ValueError as e:
        print(e)
try:
    date(2024, 1, 1) < datetime(2024, 1, 1)
except TypeError as e:
    print(e)
print(sorted([date(2024, 3, 1), date(2023, 3, 1)]), sum([timedelta(1), timedelta(2)], timedelta()))
# --- the calendar
import calendar
from datetime import date
print(calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.isleap(2000), calendar.leapdays(1990, 2021))
print(calendar.weekday(2024, 7, 4), calendar.day_name[3], calendar.month_name[7], calendar.day_abbr[0], calendar.month_abbr[12])
print(list(calendar.day_name), list(calendar.month_abbr)[1:4], len(calendar.month_name))
for i, name in enumerate(calendar.month_name):
    if name.startswith('J'):
        print(i, name)
print(calendar.month(2024, 2))
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2023, 10), end='|\n')
print(calendar.TextCalendar(firstweekday=6).formatmonth(2021, 2, w=4, l=2), end='|\n')
for week in calendar.monthcalendar(2024, 9):
    print(week)
cal = calendar.Calendar()
print([d.isoformat() for d in cal.itermonthdates(2024, 2)][:5], list(cal.itermonthdays(2024, 6))[:8])
print(cal.monthdays2calendar(2024, 6)[0], list(cal.iterweekdays()), cal.monthdatescalendar(2024, 6)[0][0])
print(calendar.calendar(2024), end='|\n')
print(calendar.timegm((2024, 1, 1, 0, 0, 0)), calendar.FRIDAY)
calendar.setfirstweekday(6)
calendar.prmonth(2024, 5)
last_friday = max(week[calendar.FRIDAY] for week in calendar.Calendar().monthdayscalendar(2024, 5))
print(last_friday)
try:
    calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as e:
    print(e)
except ValueError as e:
    print('value', e)
