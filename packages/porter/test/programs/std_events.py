"""A small event system: signals, weak priorities, once(), wildcard, context managers."""
import contextlib
import functools
import itertools
import sys
from collections import defaultdict


class StopPropagation(Exception):
    pass


class Signal(object):
    def __init__(self, name, doc=None):
        self.name = name
        self.__doc__ = doc
        self._receivers = []
        self._muted = 0
        self._counter = itertools.count()

    def connect(self, func=None, *, priority=0, once=False):
        if func is None:
            return functools.partial(self.connect, priority=priority, once=once)
        self._receivers.append((-priority, next(self._counter), func, once))
        self._receivers.sort(key=lambda r: r[:2])
        return func

    def disconnect(self, func):
        before = len(self._receivers)
        self._receivers = [r for r in self._receivers if r[2] is not func]
        return before != len(self._receivers)

    def send(self, *args, **kwargs):
        if self._muted:
            return []
        results = []
        for receiver in list(self._receivers):
            _, _, func, once = receiver
            if once:
                self._receivers.remove(receiver)
            try:
                results.append((getattr(func, '__name__', repr(func)), func(*args, **kwargs)))
            except StopPropagation as stop:
                results.append(('stopped', str(stop) or None))
                break
        return results

    __call__ = send

    @contextlib.contextmanager
    def muted(self):
        self._muted += 1
        try:
            yield self
        finally:
            self._muted -= 1

    def __len__(self):
        return len(self._receivers)

    def __bool__(self):
        return True

    def __repr__(self):
        return "<Signal %r: %d receiver%s>" % (self.name, len(self), '' if len(self) == 1 else 's')


class Bus:
    def __init__(self):
        self._signals = {}
        self.log = []

    def __getattr__(self, name):
        if name.startswith('on_'):
            try:
                return self._signals[name[3:]]
            except KeyError:
                signal = self._signals[name[3:]] = Signal(name[3:])
                return signal
        raise AttributeError('%s has no %s' % (self.__class__.__name__, name))

    def emit(self, pattern, *args):
        for name in sorted(self._signals):
            if pattern in ('*', name):
                for who, result in self._signals[name](*args):
                    self.log.append('%s/%s=%s' % (name, who, result))


bus = Bus()


@bus.on_greet.connect
def hello(name):
    return 'hello ' + name


@bus.on_greet.connect(priority=10, once=True)
def first(name):
    return name.upper()


@bus.on_greet.connect(priority=5)
def guard(name):
    if name == 'stop':
        raise StopPropagation('guarded')


class Counter:
    def __init__(self):
        self.seen = defaultdict(int)

    def __call__(self, *args):
        self.seen[args] += 1
        return sum(self.seen.values())


counter = Counter()
bus.on_tick.connect(counter)
bus.on_tick.connect(lambda n: n * n, priority=1)

bus.emit('greet', 'ann')
bus.emit('greet', 'stop')
bus.emit('*', 'bob') if False else bus.emit('tick', 3)
bus.emit('tick', 3)
for line in bus.log:
    print(line if ' object at ' not in line else line.split('<')[0] + '<...>' + line.split('>')[1])
print(bus.on_greet, repr(bus.on_tick), dict(counter.seen))
with bus.on_tick.muted() as s:
    print(s.send(1), len(s))
print(bus.on_tick.send(4)[0], bus.on_greet.disconnect(hello), bus.on_greet.disconnect(hello), len(bus.on_greet))
try:
    bus.nothing
except AttributeError as e:
    print('AttributeError:', e)
print(hasattr(bus, 'on_x'), hasattr(bus, 'x'), sorted(bus._signals))


class Tracer:
    def __init__(self, out):
        self.out = out
        self.depth = 0

    def __enter__(self):
        self.depth += 1
        self.out.append('>' * self.depth)
        return self

    def __exit__(self, exc_type, exc, tb):
        self.out.append('<' * self.depth + (' %s' % exc_type.__name__ if exc_type else ''))
        self.depth -= 1
        return exc_type is not None and issubclass(exc_type, LookupError)


out = []
t = Tracer(out)
with t:
    with t:
        {}['missing']
    with t:
        [][3]
try:
    with t, contextlib.suppress(ValueError):
        int('x')
    with t:
        raise RuntimeError('out')
except RuntimeError as e:
    out.append('caught %s' % e)
print(out)
with contextlib.redirect_stdout(sys.stderr):
    pass
