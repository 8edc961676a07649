import unittest
import gevent
import io
from gevent import socket
from gevent.server import StreamServer
from gevent.queue import Queue
from gevent.event import Event


def within(seconds):
    def deco(fn):
        def test(self, *args):
            with gevent.Timeout(seconds):
                return fn(self, *args)
        test.__name__ = fn.__name__
        test.__doc__ = fn.__doc__
        return test
    return deco


class EchoServer(StreamServer):
    def __init__(self):
        super().__init__(('127.0.0.1', 0))
        self.clients = 0

    def handle(self, conn, addr):
        self.clients += 1
        for line in conn.makefile('rb'):
            if line == b'stop\n':
                break
            conn.sendall(line)


class EchoTest(unittest.TestCase):
    longMessage = False

    def setUp(self):
        self.server = EchoServer()
        self.server.start()
        self.addCleanup(self.server.stop)
        self.client = socket.create_connection(self.server.address)
        self.file = self.client.makefile('rwb', buffering=0)

    def tearDown(self):
        self.client.close()

    @within(2)
    def test_echo(self):
        """lines come back"""
        for line in (b'one\n', b'two\n', '\u20ac\n'.encode()):
            self.file.write(line)
            self.assertEqual(self.file.readline(), line)

    @within(2)
    def test_stop(self):
        self.client.sendall(b'stop\n')
        self.assertEqual(self.client.recv(10), b'')

    @within(2)
    def test_many(self):
        def talk(n):
            with socket.create_connection(self.server.address) as s:
                s.sendall(b'%d\n' % n)
                return int(s.recv(20))
        jobs = [gevent.spawn(talk, n) for n in range(5)]
        gevent.joinall(jobs, raise_error=True)
        self.assertEqual([j.value for j in jobs], list(range(5)))
        self.assertGreaterEqual(self.server.clients, 5)

    @within(0.02)
    def hang(self):
        Event().wait()

    def test_hang(self):
        self.assertRaises(gevent.Timeout, self.hang)
        with self.assertRaises(gevent.Timeout) as cm:
            self.hang()
        self.assertEqual(cm.exception.seconds, 0.02)


class QueueTest(unittest.TestCase):
    def test_order(self):
        q = Queue(items=[3, 1, 2])
        self.assertEqual([q.get() for _ in range(len(q))], [3, 1, 2])

    def test_peek(self):
        q = Queue()
        q.put('x')
        self.assertEqual(q.peek(), 'x')
        self.assertEqual(q.qsize(), 1)

    def test_iter(self):
        q = Queue()
        [q.put(x) for x in 'abc']
        q.put(StopIteration)
        self.assertEqual(''.join(q), 'abc')

    def test_fail(self):
        self.assertEqual({'a': 1}, {'a': 2}, 'dicts differ')

    def test_error(self):
        {}['missing']


out = io.StringIO()
runner = unittest.TextTestRunner(stream=out, verbosity=2)
loader = unittest.defaultTestLoader
suite = unittest.TestSuite([loader.loadTestsFromTestCase(c) for c in (EchoTest, QueueTest)])
result = runner.run(suite)
for line in out.getvalue().splitlines():
    if ' ... ' in line or line.startswith(('FAILED', 'OK')):
        print(line)
print(result.testsRun, len(result.failures), len(result.errors))
