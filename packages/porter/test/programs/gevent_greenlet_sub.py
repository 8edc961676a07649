import gevent
from gevent import Greenlet, getcurrent, GreenletExit
from gevent.event import Event, AsyncResult
import functools
import itertools


class Worker(Greenlet):
    counter = itertools.count(1)

    def __init__(self, name, jobs, **options):
        super().__init__()
        self.name = name
        self.jobs = jobs
        self.id = next(Worker.counter)
        self.options = options
        self.done = 0

    def _run(self):
        delay = self.options.get('delay', 0)
        try:
            for job in self.jobs:
                gevent.sleep(delay)
                self.process(job)
        except GreenletExit:
            print(f'{self.name}: killed after {self.done}')
            raise
        finally:
            print(f'{self.name}: finished')
        return self.done

    def process(self, job):
        self.done += 1
        print(f'{self.name}#{self.id} processed {job!r}')

    def __str__(self):
        return 'Worker(%s, %d jobs)' % (self.name, len(self.jobs))


class FailingWorker(Worker):
    def process(self, job):
        if job == 'bad':
            raise ValueError('cannot process %s' % job)
        super().process(job)


def on_value(label, g):
    print(label, 'value', g.name, g.value)


def on_error(label, g):
    print(label, 'exception', g.name, type(g.exception).__name__, g.exception)


w1 = Worker('w1', ['a', 'b'], delay=0.03)
w2 = FailingWorker('w2', ('c', 'bad', 'd'), delay=0.06)
w3 = Worker('w3', range(100), delay=0.05)
for w in (w1, w2, w3):
    w.link_value(functools.partial(on_value, 'cb:'))
    w.link_exception(lambda g: on_error('cb:', g))

# hush the traceback of w2
gevent.get_hub().handle_error = lambda *args: None

print(str(w1), str(w2))
print(bool(w1), w1.started, w1.ready())
[w.start() for w in (w1, w2, w3)]
print(bool(w1), w1.started, w1.ready())
finished = gevent.joinall([w1, w2], timeout=5)
print(sorted(g.name for g in finished))
w3.kill()
print(w3.dead, w3.ready(), w3.successful(), repr(w3.value))
print(w1.get(), w1.successful(), w2.successful())
try:
    w2.get()
except ValueError as exc:
    print('get raised:', exc, exc.args)

late = Greenlet(lambda x, y=2: x ** y, 3, y=4)
late.start_later(0.01)
print(late.get(timeout=1))

never = Greenlet.spawn_later(10, print, 'never printed')
never.kill(block=True)
print(never.ready(), isinstance(never.value, GreenletExit))


def identify():
    me = getcurrent()
    return isinstance(me, Greenlet) and me is jobs[0]


jobs = [gevent.spawn(identify)]
gevent.joinall(jobs, raise_error=True)
print([j.value for j in jobs])

ar = AsyncResult()


def setter():
    ar.set_exception(KeyError('missing'))


gevent.spawn(setter)
try:
    ar.get()
except KeyError as e:
    print('KeyError', e, ar.successful(), ar.ready())

evt = Event()
order = []
waiters = [gevent.spawn(lambda i=i: (evt.wait(), order.append(i))) for i in range(4)]
gevent.sleep(0)
evt.set()
gevent.joinall(waiters)
print(order, evt.is_set(), evt.wait(0))
evt.clear()
print(evt.wait(timeout=0.01))
