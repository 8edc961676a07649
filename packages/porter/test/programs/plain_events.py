import re
from abc import ABC, abstractmethod
from collections import defaultdict
from enum import Enum
from functools import partial
from typing import Any, Callable


class EventEmitter:
    def __init__(self):
        self._handlers: dict[str, list[tuple[int, Callable]]] = defaultdict(list)

    def on(self, event, handler=None, *, priority=0):
        def register(func):
            self._handlers[event].append((priority, func))
            self._handlers[event].sort(key=lambda pair: -pair[0])
            return func
        return register if handler is None else register(handler)

    def off(self, event, handler):
        self._handlers[event] = [(p, h) for p, h in self._handlers[event] if h is not handler]

    def once(self, event, handler):
        def wrapper(*args, **kwargs):
            self.off(event, wrapper)
            return handler(*args, **kwargs)
        self.on(event, wrapper)

    def emit(self, event, *args, **kwargs):
        handlers = list(self._handlers.get(event, []))
        if not handlers:
            print(f"(nobody listens to {event})")
        return [handler(*args, **kwargs) for _, handler in handlers]


class State(Enum):
    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"

    def __str__(self):
        return self.value.upper()


class StateMachine:
    transitions = {
        (State.IDLE, "start"): State.RUNNING,
        (State.RUNNING, "pause"): State.PAUSED,
        (State.PAUSED, "resume"): State.RUNNING,
        (State.RUNNING, "stop"): State.STOPPED,
        (State.PAUSED, "stop"): State.STOPPED,
    }

    def __init__(self, emitter):
        self.state = State.IDLE
        self.history = [self.state]
        self.emitter = emitter

    def __getattr__(self, name):
        if name in {event for _, event in self.transitions}:
            return partial(self.fire, name)
        raise AttributeError(f"{type(self).__name__!r} has no event {name!r}")

    def fire(self, event):
        key = (self.state, event)
        if key not in self.transitions:
            raise ValueError(f"cannot {event} while {self.state}")
        old, self.state = self.state, self.transitions[key]
        self.history.append(self.state)
        self.emitter.emit("transition", old=old, new=self.state)


class Plugin(ABC):
    registry: dict[str, type] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()] = cls

    @abstractmethod
    def run(self, data: Any) -> Any:
        ...


class UpperCase(Plugin):
    def run(self, data):
        return data.upper()


class ReverseWords(Plugin):
    def run(self, data):
        return " ".join(reversed(data.split()))


class Repeat(Plugin):
    def __init__(self, times=2):
        self.times = times

    def run(self, data):
        return " ".join([data] * self.times)


emitter = EventEmitter()


@emitter.on("greet", priority=1)
def polite(name):
    return f"Good day, {name}"


@emitter.on("greet", priority=5)
def shout(name):
    return f"HEY {name.upper()}"


emitter.once("greet", lambda name: f"once {name}")
print(emitter.emit("greet", "ann"))
print(emitter.emit("greet", "bob"))
emitter.off("greet", shout)
print(emitter.emit("greet", name="cy"))
print(emitter.emit("nothing"))

emitter.on("transition", lambda old, new: print(f"  {old} -> {new}"))
machine = StateMachine(emitter)
machine.start()
machine.pause()
machine.fire("resume")
machine.stop()
for attempt in ("start", "explode"):
    try:
        getattr(machine, attempt)()
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, "-", e)
print([s.name for s in machine.history], machine.history[-1] is State.STOPPED, State("idle"), repr(State.PAUSED))

print(sorted(Plugin.registry))
text = "the quick fox"
for name in ("upper_case", "reverse_words", "repeat"):
    plugin = Plugin.registry[name]()
    text = plugin.run(text)
    print(f"{name:<14}| {text}")
try:
    Plugin()
except TypeError as e:
    print(e)
print(issubclass(Repeat, Plugin), isinstance(plugin, Plugin), Repeat(times=3).run("x"), [c.__name__ for c in Plugin.__subclasses__()])
