"""Tests in the manner of Evergreen's own: each makes a loop, and runs it."""
import io
import unittest

import evergreen
from evergreen.event import Event
from evergreen.queue import Queue


class LoopTests(unittest.TestCase):
    def setUp(self):
        self.loop = evergreen.EventLoop()

    def tearDown(self):
        self.loop.destroy()


class EventTests(LoopTests):
    def test_wakes_all(self):
        woken = []
        event = Event()

        def waiter(name):
            event.wait()
            woken.append(name)

        def setter():
            evergreen.sleep(0.001)
            event.set()

        for name in ('a', 'b'):
            evergreen.spawn(waiter, name)
        evergreen.spawn(setter)
        self.loop.run()
        self.assertEqual(woken, ['a', 'b'])

    def test_is_not_set(self):
        self.assertFalse(Event().is_set())

    def test_fails(self):
        evergreen.spawn(lambda: None)
        self.loop.run()
        self.fail('it was to fail')


class QueueTests(LoopTests):
    def test_order(self):
        queue = Queue()
        got = []

        def producer():
            for n in range(3):
                queue.put(n)

        def consumer():
            for _ in range(3):
                got.append(queue.get())

        evergreen.spawn(consumer)
        evergreen.spawn(producer)
        self.loop.run()
        self.assertEqual(got, [0, 1, 2])


if __name__ == '__main__':
    stream = io.StringIO()
    unittest.main(argv=['tests'], exit=False, testRunner=unittest.TextTestRunner(stream=stream, verbosity=2))
    text = stream.getvalue()
    print(text.split('=====')[0])
    print(text.split('\n')[-2])
