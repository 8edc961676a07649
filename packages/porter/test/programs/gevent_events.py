import gevent
from gevent.event import Event, AsyncResult
from gevent.queue import Queue
import json
from abc import ABC, abstractmethod
from typing import Callable, Dict, List, Optional, Any
from dataclasses import dataclass, field, asdict
import itertools
import logging
import sys


logging.basicConfig(force=True, stream=sys.stdout, level=logging.DEBUG, format='[%(levelname)s] %(message)s')


@dataclass(order=True)
class Message:
    priority: int
    topic: str = field(compare=False)
    payload: Any = field(default=None, compare=False)
    headers: Dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def reply(self, payload) -> 'Message':
        return Message(self.priority, 'reply.' + self.topic, payload, {**self.headers, 're': self.topic})


class Handler(ABC):
    handled: int = 0

    @abstractmethod
    def handle(self, message: Message) -> Optional[Message]:
        ...

    def __call__(self, message):
        self.handled += 1
        return self.handle(message)


class Echo(Handler):
    def handle(self, message):
        gevent.sleep(0.0001)
        return message.reply(message.payload)


class Sum(Handler):
    def __init__(self) -> None:
        self.total = 0

    def handle(self, message):
        self.total += message.payload
        if self.total > 5:
            return message.reply(self.total)


class Bus:
    def __init__(self):
        self._handlers: Dict[str, List[Callable]] = {}
        self._inbox: Queue = Queue()
        self._log: List[str] = []
        self._greenlet = gevent.spawn(self._run)
        self.errors = 0

    def on(self, topic: str):
        def register(handler):
            self._handlers.setdefault(topic, []).append(handler)
            return handler
        return register

    def emit(self, topic, payload=None, priority=0, **headers):
        msg = Message(priority, topic, payload, headers)
        self._inbox.put(msg)
        return msg

    def _run(self):
        while True:
            msg = self._inbox.get()
            if msg.topic == 'stop':
                break
            for handler in self._handlers.get(msg.topic, ()) or self._handlers.get('*', ()):
                try:
                    answer = handler(msg)
                except Exception as e:
                    self.errors += 1
                    logging.error('%s in %s: %s', type(e).__name__, msg.topic, e)
                else:
                    if answer is not None:
                        self._inbox.put(answer)

    def drain(self):
        self.emit('stop')
        self._greenlet.join()


bus = Bus()
echo, total = Echo(), Sum()
bus.on('echo')(echo)
bus.on('add')(total)
replies = []


@bus.on('reply.echo')
@bus.on('reply.add')
def collect(message):
    replies.append((message.topic.split('.')[1], message.payload, sorted(message.headers)))


@bus.on('*')
def unhandled(message):
    logging.warning('nobody handles %r', message)


bus.on('boom')(lambda m: m.payload['missing'])

for i in range(4):
    bus.emit('add', i, sender='main')
bus.emit('echo', 'hello', priority=5, trace='1', user='ann')
bus.emit('nowhere', [1, (2, 3)])
bus.emit('boom', {})
gevent.sleep(0.1)
bus.drain()
print(replies, echo.handled, total.handled, total.total, bus.errors)
msgs = [Message(3, 'c'), Message(1, 'a'), Message(2, 'b')]
print([m.topic for m in sorted(msgs)], min(msgs), Message(1, 'x') == Message(1, 'y'))
print(json.dumps(asdict(Message(1, 't', {'k': None}, {'h': 'v'}))))
try:
    Handler()
except TypeError as e:
    print(str(e)[:34])
ready = Event()
results = AsyncResult()


def waiter(n):
    ready.wait()
    return n * results.get()


ws = [gevent.spawn(waiter, n) for n in range(3)]
ready.set()
gevent.spawn_later(0.001, results.set, 7)
print([w.get() for w in gevent.joinall(ws)], ready.is_set())
ready.clear()
print(ready.wait(timeout=0.001), itertools.chain is not None)
