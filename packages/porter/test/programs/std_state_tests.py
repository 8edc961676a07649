import unittest
import sys
import io
from enum import Enum, IntEnum, Flag, auto, unique

@unique
class State(Enum):
    IDLE = "idle"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    FAILED = "failed"

    @property
    def terminal(self):
        return self in (State.FAILED,)

class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W

class InvalidTransition(Exception):
    pass

class Machine:
    TRANSITIONS = {
        (State.IDLE, "connect"): State.CONNECTING,
        (State.CONNECTING, "ok"): State.CONNECTED,
        (State.CONNECTING, "error"): State.FAILED,
        (State.CONNECTED, "close"): State.IDLE,
    }

    def __init__(self):
        self.state = State.IDLE
        self.hooks = {}
        self.trail = [self.state]

    def on_enter(self, state):
        def register(fn):
            self.hooks.setdefault(state, []).append(fn)
            return fn
        return register

    def fire(self, event, **data):
        try:
            new = self.TRANSITIONS[self.state, event]
        except KeyError:
            raise InvalidTransition("%s in state %s" % (event, self.state.name)) from None
        old, self.state = self.state, new
        self.trail.append(new)
        for hook in self.hooks.get(new, ()):
            hook(old, new, **data)
        return self

class MachineTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.created = 0

    def setUp(self):
        self.m = Machine()
        type(self).created += 1
        self.addCleanup(self.m.hooks.clear)

    def test_happy_path(self):
        self.m.fire("connect").fire("ok").fire("close")
        self.assertEqual([s.value for s in self.m.trail], ["idle", "connecting", "connected", "idle"])

    def test_invalid(self):
        with self.assertRaises(InvalidTransition) as cm:
            self.m.fire("ok")
        self.assertIn("IDLE", str(cm.exception))
        with self.assertRaisesRegex(InvalidTransition, r"^close in"):
            self.m.fire("close")

    def test_hooks(self):
        calls = []

        @self.m.on_enter(State.FAILED)
        def failed(old, new, reason="?"):
            calls.append((old, new.terminal, reason))
        self.m.fire("connect").fire("error", reason="dns")
        self.assertListEqual(calls, [(State.CONNECTING, True, "dns")])

    def test_enums(self):
        for name, value in [("LOW", 1), ("HIGH", 10)]:
            with self.subTest(name=name):
                self.assertEqual(Level[name], value)
        self.assertTrue(Level.LOW < Level.MID)
        self.assertIs(State("idle"), State.IDLE)
        self.assertNotIn(Perm.X, Perm.RW)

    @unittest.skip("not ready")
    def test_later(self):
        self.fail("should not run")

    def test_broken_on_purpose(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.4, places=3)

    @unittest.expectedFailure
    def test_known_bug(self):
        self.assertEqual(len(State), 5)

if __name__ == "__main__":
    print(list(State), State.IDLE, Level.MID + 1, sorted(Level, reverse=True))
    print(Perm.R | Perm.X, Perm.RW & Perm.W, Perm.W in Perm.RW, bool(Perm.R & Perm.W), Perm.RW.value)
    print(State.__members__.keys(), State.CONNECTED.name.title(), f"{Level.HIGH:>4}|{Level.LOW!r}")
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(MachineTest)
    stream = io.StringIO()
    result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
    for line in stream.getvalue().splitlines():
        if " ... " in line:
            print(line)
    print("ran", result.testsRun, "failures", len(result.failures), "errors", len(result.errors),
          "skipped", [r for _, r in result.skipped], "expected", len(result.expectedFailures))
    print(result.failures[0][1].splitlines()[-1])
    print(MachineTest.created, result.wasSuccessful())
