import gevent
from gevent.event import AsyncResult, Event

a = AsyncResult()
evt = Event()


def setter():
    """After a moment set result of a."""
    print('A: Hey wait for me, I have to do something')
    gevent.sleep(0.01)
    print("Ok, I'm done")
    evt.set()
    a.set('Hello!')


def waiter(n):
    print("%d: I'll wait for you" % n)
    evt.wait()
    print("%d: It's about time" % n)


def reader(n):
    print('%d: %s' % (n, a.get()))


gevent.joinall([gevent.spawn(setter)] + [gevent.spawn(waiter, i) for i in range(3)] +
               [gevent.spawn(reader, i) for i in range(3, 5)])

print('ready:', a.ready(), 'value:', a.value, 'successful:', a.successful())


class Future:
    """A wrapper with then(), like promises."""

    def __init__(self):
        self.result = AsyncResult()

    def resolve(self, value):
        self.result.set(value)

    def reject(self, error):
        self.result.set_exception(error)

    def then(self, on_success, on_error=None):
        nxt = Future()

        def run():
            try:
                value = self.result.get()
            except Exception as e:
                if on_error is None:
                    nxt.reject(e)
                else:
                    nxt.resolve(on_error(e))
            else:
                try:
                    nxt.resolve(on_success(value))
                except Exception as e:
                    nxt.reject(e)
        gevent.spawn(run)
        return nxt


f = Future()
g = f.then(lambda v: v * 2).then(lambda v: v + 1)
h = f.then(lambda v: v / 0)
i = h.then(lambda v: 'never', lambda e: 'recovered from %s' % e)
gevent.sleep(0)
f.resolve(20)
print(g.result.get())
print(i.result.get())
try:
    h.result.get()
except ZeroDivisionError as e:
    print('error', e, h.result.successful(), repr(h.result.exception))

results = {}
jobs = []
for n in range(3):
    r = AsyncResult()
    results[n] = r
    job = gevent.spawn(lambda n: 10 // n, n)
    job.link(r)
    jobs.append(job)
gevent.joinall(jobs)
gevent.sleep(0)
for n, r in sorted(results.items()):
    print(n, r.ready(), r.value, type(r.exception).__name__)
