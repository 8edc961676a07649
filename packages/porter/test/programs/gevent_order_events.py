import gevent
from gevent.event import Event, AsyncResult
ev = Event()
def waiter(n):
    print('waiter', n, 'waits')
    r = ev.wait()
    print('waiter', n, 'on', r, ev.is_set())
    gevent.sleep(0)
    print('waiter', n, 'ends')
def busy(n):
    for i in range(4):
        print('busy', n, i)
        gevent.sleep(0)
def setter():
    print('sets')
    ev.set()
    print('set')
    gevent.spawn(lambda: print('spawned by setter'))
    gevent.sleep(0)
    print('clears')
    ev.clear()
gevent.joinall([gevent.spawn(waiter, 1), gevent.spawn(waiter, 2), gevent.spawn(setter), gevent.spawn(busy, 'a'), gevent.spawn(waiter, 3)])
print('---')
ev = Event()
gs = [gevent.spawn(waiter, i) for i in range(2)]
gevent.sleep(0)
ev.set()
ev.clear()
print('set and cleared')
gevent.joinall(gs)
print(ev.wait(timeout=0.01))
ev.set()
print(ev.wait(0))
ar = AsyncResult()
def a(n):
    try:
        print('a', n, ar.get())
    except Exception as e:
        print('a', n, 'error', repr(e))
gs = [gevent.spawn(a, i) for i in range(3)]
gevent.sleep(0)
ar.rawlink(lambda r: print('raw', r.value))
gevent.spawn(busy, 'x')
ar.set('hello')
print('set', ar.ready(), ar.successful(), ar.value)
gevent.joinall(gs)
gevent.sleep(0.01)
ar = AsyncResult()
gs = [gevent.spawn(a, i) for i in range(2)]
g = gevent.spawn(lambda: 1 / 0)
g.link(ar)
gevent.joinall(gs)
print(ar.exception, ar.successful())
try:
    AsyncResult().get(timeout=0.01)
except gevent.Timeout as t:
    print('timeout', t)
try:
    AsyncResult().get(block=False)
except gevent.Timeout as t:
    print('timeout', repr(str(t)))
print(AsyncResult().wait(timeout=0.01))
r = AsyncResult()
gevent.spawn_later(0.01, r.set, 'later')
print(r.get())
def chain(src, dst, n):
    v = src.get()
    print('chain', n, v)
    dst.set(v + 1)
rs = [AsyncResult() for _ in range(4)]
for i in range(3):
    gevent.spawn(chain, rs[i], rs[i + 1], i)
rs[0].set(0)
print('end', rs[3].get())
print(gevent.wait([rs[0], rs[1]]) == [rs[0], rs[1]])
for x in gevent.iwait([rs[2], rs[3]]):
    print(x.value)
