# --- keyword arguments that a thread is given in a dict find their places
import threading

def greet(name, mark='!', *, times=1, **more):
    print(name + mark * times, more)

def plain(a, b=0, c=0):
    print(a, b, c)

class Counter:
    def add(self, a, b=0):
        print('add', a, b)

    def __call__(self, a, b=0):
        print('called', a, b)

class Made:
    def __init__(self, a, b=0):
        print('made', a, b)

class Worker(threading.Thread):
    def __init__(self, work, *args, **options):
        super().__init__(target=work, args=args, kwargs=options)

def work(a, b=1, c=2):
    print('work', a, b, c)

for thread in [
    threading.Thread(target=greet, args=('ann',), kwargs={'mark': '?'}),
    threading.Thread(None, plain, None, (1,), {'c': 3}),
    threading.Thread(target=greet, kwargs=dict(name='bob', times=3, city='rome')),
    threading.Timer(0, plain, [1], {'b': 5}),
    threading.Timer(interval=0, function=plain, kwargs={'a': 4}),
    threading.Thread(target=Counter().add, kwargs=dict(b=3, a=4)),
    threading.Thread(target=Counter(), kwargs=dict(b=3, a=4)),
    threading.Thread(target=Made, args=(1,), kwargs=dict(b=3)),
    threading.Thread(target=lambda a, b=1: print('lambda', a, b), kwargs=dict(b=3, a=4)),
    Worker(work, 1, c=5),
]:
    thread.start()
    thread.join()

print(threading.Thread(target=Counter()).name.split('-')[0])
# --- a function that goes to a thread through other names is called by the names of its parameters
import threading

def first(a, b=1, c=2):
    print('first', a, b, c)

def second(a, b=1, c=2):
    print('second', a, b, c)

def start(kind, work, *args, **options):
    thread = kind(target=work, args=args, kwargs=options)
    thread.start()
    thread.join()

start(threading.Thread, first, 4, c=1)
options = {'target': second, 'args': (1,), 'kwargs': {'c': 9}}
thread = threading.Thread(**options)
thread.start()
thread.join()
# --- keyword arguments for what is called later, or by something else
import concurrent.futures
import contextlib
import functools
import sched
import time
import unittest
import unittest.mock

def timed(a, b='!', c=''):
    print('timed', a, b, c)

def at(a, b='!', c=''):
    print('at', a, b, c)

s = sched.scheduler(time.monotonic, time.sleep)
s.enter(0, 1, timed, ('a',), {'c': '-'})
s.enterabs(0, 1, at, kwargs={'c': '-', 'a': 3})
s.run()

def left(a, b='!', c=''):
    print('left', a, b, c)

with contextlib.ExitStack() as stack:
    stack.callback(left, 1, c=4)

def job(a, b='!', c=''):
    return [a, b, c]

def other(a, b='!', c=''):
    return [a, b, c]

def submit(pool, work, **options):
    return pool.submit(work, 'y', **options)

with concurrent.futures.ThreadPoolExecutor(2) as pool:
    print(pool.submit(job, 'x', c='?').result(), submit(pool, other, c=3).result())

def partly(a, b='!', c=''):
    print('partly', a, b, c)

functools.partial(partly, c=2)(1, b=3)

def fails(a, b='!', c=''):
    print('fails', a, b, c)
    raise ValueError('v')

def cleans(a, b='!', c=''):
    print('cleans', a, b, c)

def effect(a, b='!', c=''):
    print('effect', a, b, c)
    return 9

class Effect:
    def __call__(self, a, b='!', c=''):
        return [a, b, c]

class Test(unittest.TestCase):
    def test_calls(self):
        self.addCleanup(cleans, 1, c=5)
        self.assertRaises(ValueError, fails, 1, c=2)
        self.assertEqual(unittest.mock.Mock(side_effect=effect)(1, c=6), 9)
        mock = unittest.mock.Mock()
        mock.side_effect = Effect()
        self.assertEqual(mock(3, c=1), [3, '!', 1])

result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(Test).run(result)
print(result.testsRun, result.errors, result.failures)
# --- classes that objects of libraries have in attributes are called
import functools, collections, unittest, sched, threading, time, argparse
class Thing:
    def __init__(self, a=1, b=2):
        self.a, self.b = a, b
    def __repr__(self):
        return 'Thing(%r, %r)' % (self.a, self.b)
p = functools.partial(Thing, 1)
print(p.func(5), p.func(b=3))
d = collections.defaultdict(Thing)
print(d.default_factory(), d['x'])
t = threading.Timer(1, Thing)
print(t.function(4))
parser = argparse.ArgumentParser(prog='x')
print(type(parser.formatter_class(prog='x')).__name__)
class T(unittest.TestCase):
    def test(self):
        raise self.failureException('no')
r = unittest.TestResult()
T('test').run(r)
print(len(r.failures), len(r.errors))
class H:
    kind = Thing
    def __init__(self):
        self.made = Thing
h = H()
print(h.kind(1), h.made(b=2), H.kind())
