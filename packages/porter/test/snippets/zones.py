# --- zones of zoneinfo
from datetime import datetime, timedelta, timezone, time, date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

berlin = ZoneInfo('Europe/Berlin')
print(berlin, repr(berlin), berlin.key, ZoneInfo('Europe/Berlin') is berlin, ZoneInfo.no_cache('Europe/Berlin') is berlin)
d = datetime(2024, 7, 1, 12, 30, tzinfo=berlin)
print(d, repr(d), d.utcoffset(), d.dst(), d.tzname(), d.isoformat(), d.strftime('%Y-%m-%d %H:%M %Z%z'))
print(d.astimezone(timezone.utc), d.astimezone(ZoneInfo('America/New_York')), d.astimezone(ZoneInfo('Asia/Tokyo')), d.timestamp())
w = d.replace(month=1)
print(w, w.utcoffset(), w.dst(), w.tzname())
for fold in (0, 1):
    a = datetime(2024, 10, 27, 2, 30, fold=fold, tzinfo=berlin)
    print(a, repr(a), a.utcoffset(), a.tzname(), a.astimezone(timezone.utc), a.timestamp(), a.fold)
    g = datetime(2024, 3, 31, 2, 30, fold=fold, tzinfo=berlin)
    print(g, g.utcoffset(), g.tzname(), g.dst(), g.astimezone(timezone.utc), g.astimezone(timezone.utc).astimezone(berlin))
u = datetime(2024, 10, 26, 22, 0, tzinfo=timezone.utc)
for h in range(6):
    x = (u + timedelta(hours=h)).astimezone(berlin)
    print(x, x.fold, x.tzname())
print(d - w, d - w.astimezone(timezone.utc), d > w, d == d.astimezone(timezone.utc), d + timedelta(days=150), (d + timedelta(days=150)).utcoffset())
a = datetime(2024, 10, 27, 2, 30, tzinfo=berlin)
b = a.replace(fold=1)
print(a == b, a - b, hash(a) == hash(b), a < b, a.astimezone(timezone.utc) == b.astimezone(timezone.utc), a == a.astimezone(timezone.utc), b - a.astimezone(timezone.utc))
moments = [datetime(2024, 1, 15, 12, tzinfo=timezone.utc), datetime(2024, 7, 15, 12, tzinfo=timezone.utc), datetime(1999, 7, 15, 12, tzinfo=timezone.utc)]
for key in 'UTC GMT Europe/London Europe/Paris Europe/Lisbon Europe/Athens Europe/Moscow Europe/Istanbul Europe/Dublin Africa/Nairobi Africa/Lagos Africa/Johannesburg Asia/Kolkata Asia/Kathmandu Asia/Tokyo Asia/Seoul Asia/Shanghai Asia/Hong_Kong Asia/Singapore Asia/Dubai Asia/Jerusalem Asia/Karachi Asia/Manila Asia/Jakarta Australia/Sydney Australia/Adelaide Australia/Perth Australia/Lord_Howe Pacific/Auckland Pacific/Honolulu Pacific/Chatham America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/Halifax America/St_Johns America/Sao_Paulo America/Argentina/Buenos_Aires America/Bogota US/Eastern Etc/GMT+5 EST5EDT CET'.split():
    z = ZoneInfo(key)
    print(key, [(str(t.utcoffset()), str(t.dst()), t.tzname(), t.strftime('%H:%M')) for t in (m.astimezone(z) for m in moments)])
print(datetime.fromtimestamp(0, ZoneInfo('Asia/Kolkata')), datetime.fromtimestamp(1700000000.5, tz=berlin), datetime(1890, 1, 1, tzinfo=berlin).utcoffset())
print(datetime.now(berlin).tzinfo, datetime.combine(date(2024, 5, 6), time(7, 8, tzinfo=berlin)), time(1, tzinfo=berlin).utcoffset(), time(1, tzinfo=ZoneInfo('UTC')).utcoffset(), berlin.utcoffset(None), ZoneInfo('UTC').tzname(None))
for key in ('Mars/Olympus', 'europe/berlin', '', '../etc', '/etc/localtime', 'Europe', '+01:00', 'GMT+5'):
    try:
        print(ZoneInfo(key))
    except (ValueError, KeyError, OSError) as e:
        print(type(e).__name__, e, isinstance(e, ZoneInfoNotFoundError))
meetings = sorted([('ny', datetime(2024, 3, 10, 9, tzinfo=ZoneInfo('America/New_York'))), ('ldn', datetime(2024, 3, 10, 12, 30, tzinfo=ZoneInfo('Europe/London'))), ('tok', datetime(2024, 3, 10, 23, tzinfo=ZoneInfo('Asia/Tokyo')))], key=lambda p: p[1])
print([name for name, _ in meetings])
try:
    datetime(2024, 1, 1, fold=2)
except ValueError as e:
    print(e)
class Fixed(timezone.utc.__class__.__base__):
    def utcoffset(self, dt): return timedelta(hours=2)
    def tzname(self, dt): return 'F'
    def dst(self, dt): return timedelta(0)
f = Fixed()
print(datetime(2024, 1, 1, tzinfo=f).astimezone(berlin), datetime(2024, 1, 1, tzinfo=f) == datetime(2024, 1, 1, tzinfo=f))
