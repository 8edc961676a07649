# Actor model with supervision. Uses dataclasses, enum and match-free dispatch.
from __future__ import annotations
import enum
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Type

import gevent
from gevent.queue import Queue
from gevent.pool import Group


class Strategy(enum.Enum):
    RESTART = 'restart'
    STOP = 'stop'
    ESCALATE = 'escalate'


@dataclass(frozen=True)
class Message:
    sender: Optional['ActorRef']
    body: Any

    def reply(self, body) -> None:
        if self.sender is not None:
            self.sender.tell(body)


@dataclass
class ActorRef:
    name: str
    inbox: Queue = field(default_factory=Queue, repr=False, compare=False)
    sent: int = field(default=0, compare=False)

    def tell(self, body, sender=None):
        self.sent += 1
        self.inbox.put(Message(sender, body))


class Stop:
    pass


class Actor:
    handlers: Dict[type, str] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)

    def __init__(self, ref: ActorRef, system: 'System'):
        self.ref = ref
        self.system = system
        self.started()

    def started(self): ...

    def receive(self, message: Message) -> None:
        raise NotImplementedError(f'{type(self).__name__}.receive')


class Counter(Actor):
    def started(self):
        self.count = 0

    def receive(self, message):
        body = message.body
        if body == 'inc':
            self.count += 1
        elif body == 'get':
            message.reply(('count', self.count))
        elif isinstance(body, Exception):
            raise body
        else:
            print(f'counter: what is {body!r}?')


class Printer(Actor):
    def receive(self, message):
        print('printer got', message.body)


class Lazy(Actor):
    pass


class System:
    def __init__(self, strategy: Strategy = Strategy.RESTART, max_restarts=2):
        self.strategy = strategy
        self.max_restarts = max_restarts
        self.group = Group()
        self.events: List[str] = []
        self.refs: Dict[str, ActorRef] = {}

    def spawn(self, cls: Type[Actor], name: str) -> ActorRef:
        ref = self.refs[name] = ActorRef(name)
        self.group.spawn(self._supervise, cls, ref)
        return ref

    def _supervise(self, cls, ref):
        restarts = 0
        while True:
            actor = cls(ref, self)
            try:
                for message in ref.inbox:
                    if isinstance(message.body, Stop):
                        self.events.append(f'{ref.name} stopped')
                        return
                    actor.receive(message)
            except Exception as e:
                restarts += 1
                self.events.append(f'{ref.name} failed: {e.__class__.__name__}({", ".join(map(repr, e.args))})')
                if self.strategy is not Strategy.RESTART or restarts > self.max_restarts:
                    self.events.append(f'{ref.name} gave up ({self.strategy.name.lower()})')
                    return

    def shutdown(self):
        for ref in self.refs.values():
            ref.tell(Stop())
        self.group.join()


def demo(strategy):
    print('==', strategy, strategy.value)
    system = System(strategy)
    counter = system.spawn(Counter, 'counter')
    printer = system.spawn(Printer, 'printer')
    lazy = system.spawn(Lazy, 'lazy')
    for _ in range(3):
        counter.tell('inc')
    counter.tell('get', printer)
    counter.tell('bogus')
    counter.tell(RuntimeError('boom', 42))
    counter.tell('inc')
    counter.tell('get', sender=printer)
    lazy.tell('anything')
    gevent.sleep(0.01)
    system.shutdown()
    for event in system.events:
        print('  ', event)
    print(counter, counter == ActorRef('counter'), len(system.group))


for strategy in Strategy:
    demo(strategy)
m = Message(None, 'x')
try:
    m.body = 'y'
except Exception as e:
    print(type(e).__name__, e)
print(hash(Message(None, 1)) == hash(Message(None, 1)), Strategy('stop') is Strategy.STOP, Strategy['RESTART'])
