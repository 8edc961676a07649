"""What Evergreen's own tests use, and others seldom do."""
import io
import signal
import threading
import unittest

import evergreen
from evergreen import futures
from evergreen.io import tcp
from evergreen.local import local


def answer():
    return 41


print(answer())


def answer():
    return 42


print(answer())

storage = local()


class CornerTests(unittest.TestCase):
    def setUp(self):
        self.loop = evergreen.EventLoop()

    def tearDown(self):
        self.loop.destroy()

    def test_local(self):
        found = []

        def worker(n):
            try:
                storage.value
            except AttributeError as e:
                found.append('value' in str(e))
            storage.value = n
            evergreen.sleep(0)
            found.append(storage.value)

        evergreen.spawn(worker, 1)
        evergreen.spawn(worker, 2)
        self.loop.run()
        self.assertEqual(found, [True, True, 1, 2])

    def test_exceptions_are_sent_as_classes(self):
        channel = evergreen.Channel()
        seen = []

        def sender():
            channel.send('a')
            channel.send_exception(RuntimeError)
            channel.send_exception(ValueError('b'))
            channel.send('c')
            channel.send_exception(StopIteration)

        def receiver():
            seen.append(channel.receive())
            self.assertRaises(RuntimeError, channel.receive)
            try:
                channel.receive()
            except ValueError as e:
                seen.append(str(e))
            for item in channel:
                seen.append(item)
            seen.append('end')

        evergreen.spawn(sender)
        evergreen.spawn(receiver)
        self.loop.run()
        self.assertEqual(seen, ['a', 'b', 'c', 'end'])

    def test_errors_of_streams(self):
        seen = []

        def client():
            one = tcp.TCPClient()
            one.close()
            self.assertRaises(tcp.TCPError, one.read_until, b'\n')
            with self.assertRaises(tcp.TCPError):
                one.read_bytes(1)
            seen.append(True)

        evergreen.spawn(client)
        self.loop.run()
        self.assertEqual(seen, [True])

    def test_results_that_are_tuples(self):
        seen = []

        def waiter():
            pool = futures.TaskPoolExecutor(2)
            one = pool.submit(lambda: 1)
            done, not_done = futures.wait([one])
            seen.append((one in done, len(not_done), one.get()))
            threads = futures.ThreadPoolExecutor(2)
            seen.append(threads.submit(answer).get())

        evergreen.spawn(waiter)
        self.loop.run()
        self.assertEqual(seen, [(True, 0, 1), 42])

    def test_a_thread_and_a_loop(self):
        seen = []

        def func():
            seen.append('thread')
            self.loop.call_from_thread(self.loop.stop)

        thread = threading.Thread(target=func)
        thread.start()
        self.loop.run_forever()
        thread.join()
        seen.append(thread.is_alive())
        self.assertEqual(seen, ['thread', False])

    def test_a_signal(self):
        seen = []

        def rang():
            seen.append('rang')
            self.loop.stop()

        self.loop.add_signal_handler(signal.SIGALRM, rang)
        self.assertEqual(signal.setitimer(signal.ITIMER_REAL, 0.001), (0.0, 0.0))
        self.loop.run_forever()
        self.assertEqual(seen, ['rang'])
        self.assertEqual(signal.alarm(0), 0)

    def test_replaced(self):
        self.fail('it is defined again')

    def test_replaced(self):
        self.assertTrue(True)


class LoopTests(unittest.TestCase):
    def test_destroyed_twice(self):
        loop = evergreen.current.loop
        loop.destroy()
        self.assertRaises(RuntimeError, loop.destroy)


if __name__ == '__main__':
    stream = io.StringIO()
    unittest.main(argv=['corners'], exit=False, testRunner=unittest.TextTestRunner(stream, verbosity=2))
    text = stream.getvalue()
    print(text.split('-----')[0])
    print(text.split('\n')[-2])
