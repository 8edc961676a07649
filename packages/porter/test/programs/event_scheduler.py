"""A discrete event scheduler, as found in many simulation tutorials."""
import heapq
import itertools
from collections import defaultdict, namedtuple

Event = namedtuple('Event', 'time priority seq action args')


class SchedulerError(Exception):
    def __init__(self, when, message='cannot schedule in the past'):
        super().__init__(message)
        self.when = when

    def __str__(self):
        return '%s (t=%.1f)' % (self.args[0], self.when)


class Scheduler:
    _ids = itertools.count(1)

    def __init__(self, start=0):
        self.now = start
        self._queue = []
        self._cancelled = set()
        self.log = []
        self.stats = defaultdict(int)

    def at(self, when, action, *args, priority=0):
        if when < self.now:
            raise SchedulerError(when)
        seq = next(self._ids)
        heapq.heappush(self._queue, Event(when, priority, seq, action, args))
        return seq

    def after(self, delay, action, *args, **kw):
        return self.at(self.now + delay, action, *args, **kw)

    def cancel(self, seq):
        self._cancelled.add(seq)

    def every(self, interval, action, times=None):
        def again(n):
            action(n)
            if times is None or n + 1 < times:
                self.after(interval, again, n + 1)
        self.after(interval, again, 0)

    def run(self, until=float('inf')):
        while self._queue and self._queue[0].time <= until:
            event = heapq.heappop(self._queue)
            if event.seq in self._cancelled:
                self._cancelled.discard(event.seq)
                self.stats['cancelled'] += 1
                continue
            self.now = event.time
            event.action(*event.args)
            self.stats[event.action.__name__] += 1
        if until != float('inf'):
            self.now = until
        return self.now

    def __len__(self):
        return len(self._queue)

    def __repr__(self):
        return f'<Scheduler now={self.now} pending={len(self)}>'


class Machine:
    def __init__(self, name, scheduler, rate):
        self.name, self.scheduler, self.rate = name, scheduler, rate
        self.made = 0
        self.broken = False

    def start(self):
        print(f'{self.scheduler.now:>5} {self.name:<6} start')
        self.scheduler.after(self.rate, self.produce)

    def produce(self):
        if self.broken:
            return
        self.made += 1
        print(f'{self.scheduler.now:>5} {self.name:<6} made {self.made}')
        self.scheduler.after(self.rate, self.produce)

    def break_down(self, reason):
        self.broken = True
        print(f'{self.scheduler.now:>5} {self.name:<6} broke: {reason!r}')


def main():
    s = Scheduler()
    drill = Machine('drill', s, 2)
    press = Machine('press', s, 3.5)
    for m in (drill, press):
        s.at(0, m.start)
    s.at(7, press.break_down, 'belt', priority=-1)
    victim = s.at(4, print, 'never seen')
    s.cancel(victim)
    s.every(3, lambda n: print(f'{s.now:>5} tick   {n}'), times=3)
    end = s.run(until=10)
    print(end, s, drill.made, press.made)
    try:
        s.at(1, print)
    except SchedulerError as e:
        print('error:', e, e.when)
    for name in sorted(s.stats):
        print('%-12s%3d' % (name, s.stats[name]))


if __name__ == '__main__':
    main()
