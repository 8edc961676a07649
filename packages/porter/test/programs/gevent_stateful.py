import gevent
import gevent.timeout
from gevent.event import Event
from gevent.queue import Queue, Empty
from enum import Enum, auto, IntFlag
import re
import json
import textwrap
import datetime as dt


class State(Enum):
    IDLE = auto()
    CONNECTING = auto()
    CONNECTED = auto()
    BACKOFF = auto()
    CLOSED = auto()

    @property
    def terminal(self):
        return self is State.CLOSED

    def __str__(self):
        return self.name.capitalize()


class Perm(IntFlag):
    R = 4
    W = 2
    X = 1


TRANSITIONS = {
    State.IDLE: {State.CONNECTING, State.CLOSED},
    State.CONNECTING: {State.CONNECTED, State.BACKOFF},
    State.CONNECTED: {State.IDLE, State.BACKOFF, State.CLOSED},
    State.BACKOFF: {State.CONNECTING, State.CLOSED},
}


class InvalidTransition(Exception):
    def __init__(self, src, dst):
        self.src, self.dst = src, dst
        super().__init__(f'{src} -> {dst}')


class Machine:
    def __init__(self):
        self._state = State.IDLE
        self._changed = Event()
        self.trace = []
        self._watchers = []

    @property
    def state(self):
        return self._state

    @state.setter
    def state(self, new):
        if new not in TRANSITIONS.get(self._state, ()):
            raise InvalidTransition(self._state, new)
        old, self._state = self._state, new
        self.trace.append((old.name, new.name))
        for w in self._watchers:
            w(old, new)
        self._changed.set()
        self._changed.clear()

    def watch(self, fn):
        self._watchers.append(fn)
        return fn

    def wait_for(self, *states, timeout=None):
        with gevent.Timeout(timeout, False):
            while self.state not in states:
                self._changed.wait()
            return self.state
        return None


class Connection(Machine):
    def __init__(self, outcomes, base=0.001):
        super().__init__()
        self.outcomes = iter(outcomes)
        self.base = base
        self.attempt = 0

    def run(self):
        while not self.state.terminal:
            self.state = State.CONNECTING
            self.attempt += 1
            gevent.sleep(0.001)
            match next(self.outcomes, 'give up'):
                case 'ok':
                    self.state = State.CONNECTED
                    return self.attempt
                case 'refused' | 'timeout' as why:
                    self.state = State.BACKOFF
                    gevent.sleep(self.base * 2 ** self.attempt)
                case {'redirect': where, **rest}:
                    self.state = State.BACKOFF
                    print('redirect to', where, rest)
                case [*parts] if len(parts) > 2:
                    self.state = State.BACKOFF
                    print('parts', parts)
                case _:
                    self.state = State.BACKOFF
                    self.state = State.CLOSED
        return -self.attempt


c = Connection(['refused', {'redirect': 'b', 'code': 302}, (1, 2, 3), 'timeout', 'ok'])
log = []
c.watch(lambda old, new: log.append(f'{old}>{new}'))
g = gevent.spawn(c.run)
print(c.wait_for(State.CONNECTED, timeout=1), g.get())
print(log)
print(len(c.trace), c.state, repr(c.state), c.state.terminal)
try:
    c.state = State.CONNECTING
except InvalidTransition as e:
    print('invalid:', e, e.src is State.CONNECTED)
d = Connection([])
print(gevent.spawn(d.run).get(), d.state, d.wait_for(State.IDLE, timeout=0.005))
print(Perm.R | Perm.W, Perm.R in (Perm.R | Perm.X), (Perm.R | Perm.W).value, Perm(5) & Perm.X == Perm.X, bool(Perm(0)))
print([s.name for s in State if s.value > 3], State['IDLE'], State(2), len(State))

LOG = """\
2024-02-28T23:59:58 worker-1 INFO started
2024-02-28T23:59:59 worker-2 INFO started
2024-02-29T00:00:01 worker-1 ERROR failed: code=7 id=42
2024-02-29T00:00:03 worker-2 INFO finished
garbage
"""
LINE = re.compile(r'(?P<when>\S+)\s+(?P<who>[\w-]+)\s+(?P<level>[A-Z]+)\s+(?P<msg>.*)')


def parse(q):
    for line in LOG.splitlines():
        m = LINE.fullmatch(line)
        if not m:
            q.put(('bad', line))
            continue
        rec = m.groupdict()
        rec['when'] = dt.datetime.fromisoformat(rec['when'])
        q.put(('ok', rec))
        gevent.sleep(0)
    q.put(('end', None))


q = Queue()
gevent.spawn(parse, q)
spans = {}
while True:
    kind, rec = q.get()
    if kind == 'end':
        break
    if kind == 'bad':
        print('skipping %(line)r' % {'line': rec})
        continue
    first, last = spans.get(rec['who'], (rec['when'], None))
    spans[rec['who']] = first, rec['when']
    kv = dict(re.findall(r'(\w+)=(\d+)', rec['msg']))
    if kv:
        print(rec['level'], json.dumps(kv), int(kv['id']) + 1)
for who, (a, b) in sorted(spans.items()):
    print(f'{who:>10} {(b - a).total_seconds():6.1f}s {a:%d %b %Y} {b - a}')
print(textwrap.indent(textwrap.fill('states ' + ' '.join(map(str, State)), 24), '| '))
