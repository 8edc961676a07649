"""A cron-like planner: parses schedules, finds the next runs, keeps a calendar."""
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Dict, FrozenSet, List


class ScheduleError(ValueError):
    pass


def parse_field(text, low, high):
    values = set()
    for part in text.split(','):
        rng, _, step = part.partition('/')
        step = int(step) if step else 1
        if rng == '*':
            start, end = low, high
        elif '-' in rng:
            start, end = map(int, rng.split('-'))
        else:
            start = end = int(rng)
        if not low <= start <= end <= high:
            raise ScheduleError(f'{part!r} is not in {low}-{high}')
        values.update(range(start, end + 1, step))
    return frozenset(values)


@dataclass(frozen=True)
class Schedule:
    minutes: FrozenSet[int]
    hours: FrozenSet[int]
    weekdays: FrozenSet[int] = frozenset(range(7))

    @classmethod
    def parse(cls, text):
        fields = text.split()
        if len(fields) != 3:
            raise ScheduleError('three fields expected, got %d' % len(fields))
        limits = [(0, 59), (0, 23), (0, 6)]
        return cls(*(parse_field(f, *limit) for f, limit in zip(fields, limits)))

    def matches(self, when):
        return when.minute in self.minutes and when.hour in self.hours and when.weekday() in self.weekdays

    def upcoming(self, after):
        when = after.replace(second=0, microsecond=0)
        while True:
            when += timedelta(minutes=1)
            if when.hour not in self.hours:
                when = when.replace(minute=0) + timedelta(minutes=59)
                continue
            if self.matches(when):
                yield when


@dataclass
class Job:
    name: str
    schedule: Schedule
    tags: List[str] = field(default_factory=list)
    runs: int = 0

    def __post_init__(self):
        self.name = self.name.strip().lower()


class Planner:
    def __init__(self, start):
        self.now = start
        self.jobs: Dict[str, Job] = OrderedDict()

    def job(self, name, text, *tags):
        self.jobs[name] = Job(name, Schedule.parse(text), list(tags))
        return self

    def plan(self, count):
        streams = {name: job.schedule.upcoming(self.now) for name, job in self.jobs.items()}
        heads = {name: next(s) for name, s in streams.items()}
        for _ in range(count):
            name = min(heads, key=lambda n: (heads[n], n))
            when, heads[name] = heads[name], next(streams[name])
            self.jobs[name].runs += 1
            yield when, self.jobs[name]


planner = Planner(datetime(2024, 2, 28, 22, 50, 30))
planner.job('backup', '0 3 *', 'disk', 'night').job('mail', '*/20 9-17 0-4').job(' Report', '30,45 23 2,4', 'pdf')
for when, job in planner.plan(8):
    print(when.strftime('%a %d %b %H:%M'), f'{job.name:<8}|', ' '.join(job.tags) or '-')
print([(j.name, j.runs) for j in planner.jobs.values()], sorted(planner.jobs['mail'].schedule.minutes))
for bad in ('* *', '61 * *', 'x 1 1', '5-1 * *'):
    try:
        Schedule.parse(bad)
    except ScheduleError as e:
        print('ScheduleError', e)
    except ValueError as e:
        print('ValueError', str(e)[:25])
s = Schedule.parse('5 4 *')
print(s == Schedule.parse('5 4 0-6'), hash(s) == hash(Schedule.parse('5 4 *')), replace(s, hours=frozenset([1])).hours)
try:
    s.hours = frozenset()
except AttributeError as e:
    print('frozen:', type(e).__name__)
gap = datetime(2024, 3, 1) - datetime(2024, 2, 28, 12)
print(gap, gap.days, gap.seconds, gap / 2, gap > timedelta(days=1), timedelta(hours=25, minutes=-30), str(-timedelta(minutes=5)))
