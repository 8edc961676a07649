"""Finite state machine with enum states, a turnstile and a traffic light."""
from enum import Enum, IntEnum, auto, unique
import functools


class State(Enum):
    LOCKED = 'locked'
    UNLOCKED = 'unlocked'
    BROKEN = "broken"

    @property
    def open(self):
        return self is State.UNLOCKED

    def __str__(self):
        return self.name.lower()


@unique
class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10


class Light(Enum):
    RED = 30
    GREEN = 25
    YELLOW = 5

    def next(self):
        order = list(Light)
        return order[(order.index(self) + 1) % len(order)]


class InvalidTransition(Exception):
    def __init__(self, state, event):
        self.state = state
        self.event = event
        Exception.__init__(self, state, event)

    def __str__(self):
        return 'no %s in %s' % (self.event, self.state)


class Machine(object):
    transitions = {}
    initial = None

    def __init__(self):
        self.state = self.initial
        self.history = [self.state]
        self._hooks = {}

    def on(self, state):
        def register(hook):
            self._hooks.setdefault(state, []).append(hook)
            return hook
        return register

    def fire(self, event, **data):
        try:
            target = self.transitions[self.state, event]
        except KeyError:
            raise InvalidTransition(self.state, event)
        if callable(target):
            target = target(self, **data)
        self.state = target
        self.history.append(target)
        for hook in self._hooks.get(target, ()):
            hook(event)
        return self


class Turnstile(Machine):
    initial = State.LOCKED
    price = 2

    def __init__(self):
        super().__init__()
        self.coins = 0

    def pay(self, amount=1):
        self.coins += amount
        return State.UNLOCKED if self.coins >= self.price else State.LOCKED

    transitions = {
        (State.LOCKED, 'coin'): pay,
        (State.UNLOCKED, 'push'): State.LOCKED,
        (State.LOCKED, 'push'): State.LOCKED,
    }


t = Turnstile()
seen = []


@t.on(State.UNLOCKED)
def unlocked(event):
    seen.append(event + '!')


t.on(State.LOCKED)(functools.partial(lambda tag, event: seen.append((tag, event)), 'locked'))
t.fire('push').fire('coin').fire('coin', amount=3)
print(t.state, t.state.open, t.coins, seen)
try:
    t.fire('coin')
except InvalidTransition as e:
    print(type(e).__name__, e, e.args, repr(e.state))
print(' -> '.join(map(str, t.history)), State('locked') is State.LOCKED, State['UNLOCKED'].value)
print([s.name for s in State][:2], len(Level), Level.MID > Level.LOW, Level(10), Level.HIGH + 1, sorted(Level, reverse=True)[0].name)
light = Light.RED
for _ in range(4):
    print(light.name, light.value, end='; ')
    light = light.next()
print()
try:
    Light('blue')
except ValueError as e:
    print(e)
print(Light.RED, repr(Light.RED), Light.RED == Light.RED, Light.RED in {Light.RED: 1}, isinstance(Light.RED, Light), f'{Light.RED}')
