from enum import Enum, auto, Flag
from functools import wraps
from typing import NamedTuple, Callable, Any


class State(Enum):
    IDLE = auto()
    HAS_COIN = auto()
    VENDING = auto()
    BROKEN = auto()

    def __str__(self):
        return self.name.replace('_', ' ').title()


class Transition(NamedTuple):
    source: State
    event: str
    target: State
    action: Callable[..., Any] = None


class InvalidTransition(RuntimeError):
    pass


def transition(event, source, target):
    """Mark a method as the action of a transition."""
    def deco(method):
        marks = method.__dict__.setdefault('_transitions', [])
        marks.append((event, source, target))

        @wraps(method)
        def wrapper(self, *a, **k):
            self.trace.append(method.__name__)
            return method(self, *a, **k)
        wrapper._transitions = marks
        return wrapper
    return deco


class Machine:
    def __init__(self):
        self.state = State.IDLE
        self.trace = []
        self.table = {}
        for name in dir(type(self)):
            member = getattr(type(self), name)
            for event, source, target in getattr(member, '_transitions', ()):
                t = Transition(source, event, target, member)
                self.table[source, event] = t

    def fire(self, event, *args):
        try:
            t = self.table[self.state, event]
        except KeyError:
            raise InvalidTransition(f'{event} in state {self.state}') from None
        result = t.action(self, *args)
        old, self.state = self.state, t.target
        return f'{old} -> {self.state}' + (f' ({result})' if result is not None else '')


class Vending(Machine):
    def __init__(self, stock):
        super().__init__()
        self.stock = stock
        self.coins = 0

    @transition('coin', State.IDLE, State.HAS_COIN)
    @transition('coin', State.HAS_COIN, State.HAS_COIN)
    def take_coin(self, value=1):
        self.coins += value
        return 'credit %d' % self.coins

    @transition('select', State.HAS_COIN, State.VENDING)
    def select(self, what):
        if not self.stock.get(what):
            raise LookupError(what)
        self.stock[what] -= 1
        return what

    @transition('done', State.VENDING, State.IDLE)
    def finish(self):
        change, self.coins = self.coins - 1, 0
        return f'{change=}' if change else None

    @transition('kick', State.IDLE, State.BROKEN)
    def broken(self):
        pass


v = Vending({'tea': 1, 'cola': 0})
for event, *args in [('coin',), ('coin', 2), ('select', 'tea'), ('coin',), ('done',), ('select', 'tea'), ('coin',), ('select', 'cola'), ('select', 'tea'), ('kick',)]:
    try:
        print(f'{event:7}', v.fire(event, *args))
    except InvalidTransition as e:
        print(f'{event:7}', 'invalid:', e)
    except LookupError as e:
        print(f'{event:7}', 'no', e.args[0], type(e).__mro__[1].__name__ if False else '')
print(v.trace, v.stock, v.state, repr(v.state), v.coins)
print(len(v.table), sorted({e for _, e in v.table}), v.table[State.IDLE, 'kick'].target.name)
print([s.value for s in State], State['BROKEN'] is State.BROKEN, State(2))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.RW, Perm.R | Perm.X, Perm.W in Perm.RW, bool(Perm.R & Perm.W), [p.name for p in Perm], (Perm.RW ^ Perm.R).name)


def match_event(ev):
    match ev:
        case {'type': 'key', 'code': int(code)} if code < 32:
            return f'control {code}'
        case {'type': 'key', 'code': code}:
            return f'key {code}'
        case {'type': 'click', 'pos': (x, y), **rest}:
            return f'click {x},{y} {rest}'
        case ['batch', *events]:
            return [match_event(e) for e in events]
        case State.IDLE | State.BROKEN as s:
            return f'state {s}'
        case str() | bytes():
            return 'text'
        case Transition(event='coin', target=t):
            return f'to {t}'
        case None:
            return 'nothing'
        case _:
            return 'unknown'


for ev in [{'type': 'key', 'code': 10}, {'type': 'key', 'code': 65}, {'type': 'click', 'pos': (1, 2), 'mod': 'shift'}, ['batch', None, 'x', 3], State.BROKEN, v.table[State.IDLE, 'coin']]:
    print(match_event(ev))
