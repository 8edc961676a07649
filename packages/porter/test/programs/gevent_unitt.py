import unittest
import sys
import gevent
from gevent.event import Event
from gevent.queue import Queue, Full, Empty
from gevent.pool import Pool


class Broker(object):
    """In-memory pub/sub with wildcard topics."""

    def __init__(self, maxsize=None):
        self._subs = {}
        self._maxsize = maxsize
        self.dropped = 0

    def subscribe(self, pattern):
        q = Queue(self._maxsize)
        self._subs.setdefault(tuple(pattern.split('.')), []).append(q)
        return q

    @staticmethod
    def _match(pattern, topic):
        if len(pattern) != len(topic):
            return pattern[-1:] == ('#',) and pattern[:-1] == topic[:len(pattern) - 1]
        return all(p in ('*', '#') or p == t for p, t in zip(pattern, topic))

    def publish(self, topic, message):
        parts = tuple(topic.split('.'))
        n = 0
        for pattern, queues in self._subs.items():
            if not self._match(pattern, parts):
                continue
            for q in queues:
                try:
                    q.put_nowait((topic, message))
                except Full:
                    self.dropped += 1
                else:
                    n += 1
        return n


class BrokerTest(unittest.TestCase):
    def setUp(self):
        self.broker = Broker(maxsize=2)
        self.addCleanup(setattr, self, 'broker', None)

    def test_exact(self):
        q = self.broker.subscribe('a.b')
        self.assertEqual(self.broker.publish('a.b', 1), 1)
        self.assertEqual(self.broker.publish('a.c', 2), 0)
        self.assertEqual(q.get(), ('a.b', 1))
        with self.assertRaises(Empty):
            q.get_nowait()

    def test_wildcards(self):
        for pattern, topic, expected in (
                ('a.*', 'a.b', True),
                ('a.*', 'a.b.c', False),
                ('a.#', 'a.b.c', True),
                ('*.b', 'a.b', True),
                ('x.#', 'a.b.c', False)):
            with self.subTest(pattern=pattern, topic=topic):
                self.assertIs(Broker._match(tuple(pattern.split('.')), tuple(topic.split('.'))), expected)

    def test_overflow(self):
        self.broker.subscribe('t')
        results = [self.broker.publish('t', i) for i in range(4)]
        self.assertListEqual(results, [1, 1, 0, 0])
        self.assertEqual(self.broker.dropped, 2, 'two must be dropped')

    def test_blocking_consumer(self):
        q = self.broker.subscribe('jobs.*')
        got, ready = [], Event()

        def consume():
            ready.set()
            for topic, message in q:
                got.append(message)

        g = gevent.spawn(consume)
        self.assertTrue(ready.wait(1))
        for i in range(3):
            q.put(('jobs.x', i))
        q.put(StopIteration)
        g.join(1)
        self.assertTrue(g.ready())
        self.assertEqual(got, [0, 1, 2])

    def test_timeout(self):
        with self.assertRaises(gevent.Timeout) as ctx:
            with gevent.Timeout(0.01):
                self.broker.subscribe('x').get()
        self.assertIn('0.01 second', str(ctx.exception))

    @unittest.skip('not implemented')
    def test_persist(self):
        self.fail('no')

    @unittest.expectedFailure
    def test_known_bug(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.31)


class PoolTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pool = Pool(3)

    def tearDown(self):
        self.assertEqual(len(self.pool), 0)

    def test_imap(self):
        def work(x):
            gevent.sleep(0.001 * (5 - x))
            return x * 10
        self.assertEqual(list(self.pool.imap(work, range(5))), [0, 10, 20, 30, 40])
        self.assertCountEqual(self.pool.imap_unordered(work, range(5)), [40, 30, 20, 10, 0])

    def test_apply_async(self):
        seen = []
        r = self.pool.apply_async(divmod, (7, 3), callback=seen.append)
        self.assertEqual(r.get(), (2, 1))
        gevent.sleep(0)
        self.assertEqual(seen, [(2, 1)])

    def test_map_error(self):
        with self.assertRaisesRegex(ZeroDivisionError, 'division'):
            self.pool.map(lambda x: 1 // x, [1])
            self.pool.apply(lambda x: 1 / x, (0,))

    def test_free_count(self):
        self.assertEqual(self.pool.free_count(), 3)
        gs = [self.pool.spawn(gevent.sleep, 0.01) for _ in range(3)]
        self.assertTrue(self.pool.full())
        self.pool.join()
        self.assertFalse(self.pool.full())
        self.assertTrue(all(g.successful() for g in gs))


if __name__ == '__main__':
    suite = unittest.TestSuite()
    loader = unittest.TestLoader()
    for case in (BrokerTest, PoolTest):
        suite.addTests(loader.loadTestsFromTestCase(case))
    result = unittest.TestResult()
    suite.run(result)
    print('ran', result.testsRun)
    print('failures', len(result.failures), 'errors', len(result.errors))
    print('skipped', [(t.id().split('.')[-1], why) for t, why in result.skipped])
    print('expected', [t._testMethodName for t, _ in result.expectedFailures])
    print(result.wasSuccessful())
    for test, tb in result.errors + result.failures:
        print(test, tb.splitlines()[-1])
