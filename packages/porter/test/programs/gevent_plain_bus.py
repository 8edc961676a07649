import gevent
import weakref
from collections import namedtuple, deque
from enum import Enum
from gevent.event import Event
from gevent.queue import Queue
from gevent import Greenlet

Message = namedtuple("Message", ["topic", "payload", "sender"])


class Priority(Enum):
    LOW = 1
    HIGH = 2


class Actor(Greenlet):
    """Base class: every actor has an inbox and handles a message at a time."""

    def __init__(self, name, bus):
        Greenlet.__init__(self)
        self.name = name
        self.bus = bus
        self.inbox = Queue()

    def receive(self, message):
        raise NotImplementedError()

    def _run(self):
        self.running = True
        while self.running:
            message = self.inbox.get()
            self.receive(message)
        return f"{self.name} finished"

    def __str__(self):
        return "%s(%s)" % (self.__class__.__name__, self.name)


class Bus:
    def __init__(self):
        self._subs = {}
        self.history = deque(maxlen=4)

    def subscribe(self, topic, actor):
        self._subs.setdefault(topic, []).append(actor)
        return self

    def publish(self, topic, sender=None, **payload):
        message = Message(topic, payload, sender)
        self.history.append(message)
        targets = self._subs.get(topic, []) + self._subs.get("*", [])
        for actor in targets:
            actor.inbox.put(message)
        return len(targets)


class Thermometer(Actor):
    def receive(self, message):
        if message.topic == "stop":
            self.running = False
            return
        for degrees in message.payload["readings"]:
            priority = Priority.HIGH if degrees > 30 else Priority.LOW
            self.bus.publish("temperature", self, degrees=degrees, priority=priority)
            gevent.sleep(0)


class Alarm(Actor):
    def __init__(self, *args, **kwargs):
        super(Alarm, self).__init__(*args, **kwargs)
        self.raised = Event()
        self.count = 0

    def receive(self, message):
        if message.topic == "stop":
            self.running = False
        elif message.payload["priority"] is Priority.HIGH:
            self.count += 1
            print("ALARM %.1f from %s (%s)" % (message.payload["degrees"], message.sender, message.payload["priority"]))
            self.raised.set()


class Logger(Actor):
    def receive(self, message):
        topic, payload, sender = message
        print("log", topic, {k: getattr(v, "name", v) for k, v in payload.items()}, "from", sender or "nobody")
        if topic == "stop":
            self.running = False


bus = Bus()
thermo, alarm, logger = Thermometer("T1", bus), Alarm("A1", bus=bus), Logger("L1", bus)
bus.subscribe("measure", thermo).subscribe("temperature", alarm).subscribe("*", logger)
for a in (thermo, alarm, logger):
    bus.subscribe("stop", a) if a is not logger else None
    a.link(lambda g: print("link:", g.value))
    a.start()

print("sent to", bus.publish("measure", readings=[21.5, 31, 40.25]))
print("raised:", alarm.raised.wait(1))
gevent.sleep(0.01)
print("sent to", bus.publish("stop"))
gevent.joinall([thermo, alarm, logger], timeout=1)
gevent.sleep(0)
print([a.value for a in (thermo, alarm, logger)], alarm.count)
print(bus.history[-1], bus.history[-2]._replace(sender=None))
