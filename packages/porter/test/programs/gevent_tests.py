"""Tests of a queue that retries, in the manner of gevent programs: they park."""
import sys
import unittest

import gevent
from gevent.event import Event
from gevent.queue import Empty, Queue


class Retrying(object):
    """Hands out jobs until they have worked."""

    def __init__(self, attempts=3):
        self.queue = Queue()
        self.attempts = attempts
        self.done = Event()

    def put(self, job):
        self.queue.put((job, 1))

    def work(self):
        results = []
        while not self.queue.empty():
            job, attempt = self.queue.get()
            try:
                results.append(job(attempt))
            except ValueError as error:
                if attempt == self.attempts:
                    results.append('gave up: %s' % error)
                else:
                    gevent.sleep(0.001)
                    self.queue.put((job, attempt + 1))
        self.done.set()
        return results


def flaky(attempt):
    gevent.sleep(0)
    if attempt < 3:
        raise ValueError('attempt %d' % attempt)
    return 'worked at %d' % attempt


class RetryingTests(unittest.TestCase):
    def setUp(self):
        gevent.sleep(0)
        self.retrying = Retrying()
        print('set up')

    def tearDown(self):
        gevent.sleep(0)
        print('tear down')

    def test_retries(self):
        self.retrying.put(flaky)
        self.retrying.put(lambda attempt: 'at once')
        worker = gevent.spawn(self.retrying.work)
        self.assertTrue(self.retrying.done.wait(timeout=5))
        self.assertEqual(worker.get(), ['at once', 'worked at 3'])

    def test_gives_up(self):
        self.retrying.attempts = 2
        self.retrying.put(flaky)
        self.assertEqual(gevent.spawn(self.retrying.work).get(), ['gave up: attempt 2'])

    def test_empty(self):
        self.assertRaises(Empty, self.retrying.queue.get, timeout=0.001)
        with self.assertRaises(Empty):
            self.retrying.queue.get(timeout=0.001)

    def test_timeout(self):
        with self.assertRaises(gevent.Timeout):
            with gevent.Timeout(0.001):
                self.retrying.done.wait()

    def test_fails(self):
        for seconds in (0, 0.001):
            with self.subTest(seconds=seconds):
                gevent.sleep(seconds)
                self.assertEqual(seconds, 0)

    @unittest.skip('not ready')
    def test_skipped(self):
        self.fail()


if __name__ == '__main__':
    program = unittest.main(argv=['tests'], exit=False, testRunner=unittest.TextTestRunner(stream=open('/dev/null', 'w')))
    result = program.result
    print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped))
    print(str(result.failures[0][0]), result.failures[0][1].strip().split('\n')[-1])
