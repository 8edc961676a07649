import gevent
from gevent.queue import Queue, PriorityQueue
from gevent import Greenlet, sleep
from functools import total_ordering, wraps
from contextlib import contextmanager, ExitStack
import inspect
import traceback
import sys
import io


@total_ordering
class Event:
    __slots__ = ('topic', 'data', 'priority', '_handled')

    def __init__(self, topic, data=None, priority=5):
        self.topic = topic
        self.data = data
        self.priority = priority
        self._handled = False

    def __eq__(self, other):
        if not isinstance(other, Event):
            return NotImplemented
        return (self.priority, self.topic) == (other.priority, other.topic)

    def __lt__(self, other):
        if not isinstance(other, Event):
            return NotImplemented
        return (self.priority, self.topic) < (other.priority, other.topic)

    def __hash__(self):
        return hash((self.priority, self.topic))

    def handled(self):
        self._handled = True
        return self

    def __str__(self):
        return f'{self.topic}:{self.data}{"*" if self._handled else ""}'

    __repr__ = __str__


class Bus:
    def __init__(self):
        self._subscribers = {}
        self._queue = PriorityQueue()
        self.errors = []

    def on(self, topic, *, once=False):
        def register(fn):
            entry = [fn, once]
            self._subscribers.setdefault(topic, []).append(entry)
            return fn
        return register

    def off(self, fn):
        for topic, entries in list(self._subscribers.items()):
            entries[:] = [e for e in entries if e[0] is not fn]
            if not entries:
                del self._subscribers[topic]

    @contextmanager
    def temporarily(self, topic, fn):
        self.on(topic)(fn)
        try:
            yield self
        finally:
            self.off(fn)

    def emit(self, topic, data=None, **options):
        event = Event(topic, data, **options)
        self._queue.put(event)
        return event

    def _deliver(self, event):
        for entry in self._subscribers.get(event.topic, []) + self._subscribers.get('*', []):
            fn, once = entry
            try:
                fn(event)
            except Exception as exc:
                self.errors.append((event.topic, exc))
            if once:
                self.off(fn)

    def run(self, until_empty=True):
        while not (until_empty and self._queue.empty()):
            self._deliver(self._queue.get().handled())
            sleep(0)
        return self


def traced(fn):
    calls = []

    @wraps(fn)
    def wrapper(*args, **kwargs):
        calls.append((fn.__name__, len(args), sorted(kwargs)))
        return fn(*args, **kwargs)
    wrapper.calls = calls
    return wrapper


bus = Bus()
seen = []


@bus.on('*')
@traced
def everything(event):
    seen.append(str(event))


@bus.on('user.created', once=True)
def welcome(event):
    bus.emit('mail.sent', 'to %s' % event.data, priority=1)


@bus.on('broken')
def broken(event):
    sleep(0.001)
    return 1 / event.data


for prio, name in enumerate(['ann', 'bob'], 3):
    bus.emit('user.created', name, priority=prio)
bus.emit('broken', 0, priority=9)
bus.emit('broken', 'x', priority=8)
bus.run()
print(seen)
for topic, exc in bus.errors:
    print(topic, type(exc).__name__, exc)
print(everything.calls[:2], everything.__name__)
with bus.temporarily('tick', lambda e: print('tick', e.data)), bus.temporarily('tick', print):
    bus.emit('tick', 1)
    bus.run()
bus.emit('tick', 2)
bus.run()
print(len(seen), 'tick' in bus._subscribers)
a, b = Event('a', priority=1), Event('b', priority=1)
print(a < b, a <= b, a > b, a == Event('a', priority=1), a != b, len({a, Event('a', priority=1)}), max(a, b))
try:
    a < 5
except TypeError as e:
    print('TypeError', e)
try:
    a.nope = 1
except AttributeError:
    print('no attribute')


class Resource:
    log = []

    def __init__(self, name, fail=False):
        self.name, self.fail = name, fail

    def __enter__(self):
        if self.fail:
            raise RuntimeError('cannot open ' + self.name)
        self.log.append('+' + self.name)
        return self

    def __exit__(self, *exc_info):
        sleep(0)
        self.log.append('-' + self.name)


def use(*names):
    with ExitStack() as stack:
        opened = [stack.enter_context(Resource(n, n.startswith('bad'))) for n in names]
        stack.callback(Resource.log.append, '!')
        return ' '.join(r.name for r in opened)


print(gevent.spawn(use, 'x', 'y').get())
g = gevent.spawn(use, 'x', 'bad')
g.join()
print(repr(g.exception), g.value, Resource.log)


class Supervisor(Greenlet):
    def __init__(self, *children):
        Greenlet.__init__(self)
        self.children = list(children)
        self.restarts = 0

    def _run(self):
        running = {gevent.spawn(c): c for c in self.children}
        while running:
            for g in gevent.wait(list(running), count=1):
                child = running.pop(g)
                if not g.successful() and self.restarts < 2:
                    self.restarts += 1
                    running[gevent.spawn(child)] = child
        return self.restarts


attempts = iter(range(10))


def flaky():
    n = next(attempts)
    if n < 2:
        raise OSError(n, 'flaky')
    return 'ok after %d' % n


s = Supervisor(flaky, lambda: sleep(0.001))
s.start()
print(s.get(), s.successful())
buf = io.StringIO()
try:
    {}['k']
except KeyError:
    traceback.print_exc(file=buf)
print(buf.getvalue().strip().splitlines()[-1])
