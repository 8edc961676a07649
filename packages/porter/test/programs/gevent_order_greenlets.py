import gevent
from gevent import Greenlet
log = print
def f(n, k=2):
    for i in range(k):
        log('f', n, i)
        gevent.sleep(0)
    log('f', n, 'returns')
    return n * 10
g1 = gevent.spawn(f, 1)
g1.link(lambda g: log('link', g.value))
g1.rawlink(lambda g: log('rawlink', g.value))
g1.link_value(lambda g: log('link_value', g.value))
g1.link_exception(lambda g: log('link_exception', g.exception))
def joiner():
    g1.join()
    log('joiner')
def getter():
    log('getter', g1.get())
gevent.spawn(joiner)
gevent.spawn(getter)
log('main waits', g1.started, g1.ready(), bool(g1))
g1.join()
log('main has', g1.value, g1.ready(), g1.successful(), g1.dead)
gevent.sleep(0)
g1.link(lambda g: log('late link', g.value))
log('linked')
gevent.sleep(0)
def bad():
    log('bad')
    raise ValueError('x')
b = gevent.spawn(bad)
b.link_exception(lambda g: log('failed', repr(g.exception)))
b.link(lambda g: log('b link', g.successful()))
b.join()
log(b.exception, b.successful(), b.value)
try:
    b.get()
except ValueError as e:
    log('get', e)
log('--- joinall order')
def s(t):
    gevent.sleep(t)
    log('slept', t)
    return t
gs = [gevent.spawn(s, t) for t in (0.03, 0.01, 0.02)]
log([g.value for g in gevent.joinall(gs)])
gs = [gevent.spawn(s, t) for t in (0.05, 0.01)]
log([g.value for g in gevent.joinall(gs, timeout=0.03)])
gs = [gevent.spawn(s, t) for t in (0.03, 0.01, 0.02)]
log([g.value for g in gevent.joinall(gs, count=2)])
log([g.value for g in gevent.wait(gs)])
gs = [gevent.spawn(f, i, i) for i in (3, 1, 2)]
for g in gevent.iwait(gs):
    log('iwait', g.value)
try:
    gevent.joinall([gevent.spawn(f, 1), gevent.spawn(bad), gevent.spawn(f, 2)], raise_error=True)
except ValueError as e:
    log('raised', e)
log('--- kill')
def victim(n):
    try:
        log('victim', n)
        gevent.sleep(10)
    except gevent.GreenletExit:
        log('victim', n, 'exits')
        raise
    finally:
        log('victim', n, 'finally')
def stubborn():
    try:
        gevent.sleep(10)
    except gevent.GreenletExit:
        log('stubborn: cleaning')
        gevent.sleep(0)
        log('stubborn: cleaned')
        return 'kept'
v = gevent.spawn(victim, 1)
gevent.sleep(0)
v.kill()
log(repr(v.value), v.dead, v.successful(), v.exception)
v = gevent.spawn(victim, 2)
v.kill()
log('never ran', v.dead, repr(v.value))
v = gevent.spawn(victim, 3)
gevent.sleep(0)
v.kill(block=False)
log('not blocked', v.dead)
v.join()
st = gevent.spawn(stubborn)
gevent.sleep(0)
st.kill()
log('stubborn', st.value)
vs = [gevent.spawn(victim, i) for i in range(3)]
gevent.sleep(0)
vs.append(gevent.spawn(victim, 'late'))
gevent.killall(vs)
log([x.dead for x in vs])
vs = [gevent.spawn(victim, i) for i in range(2)]
gevent.sleep(0)
gevent.killall(vs, block=False)
log('not blocking')
gevent.joinall(vs)
class Boom(Exception): pass
v = gevent.spawn(victim, 'boom')
gevent.sleep(0)
v.kill(Boom('hm'))
log(repr(v.exception), v.successful())
v = gevent.spawn(victim, 'g')
gevent.sleep(0)
gevent.kill(v)
log('gevent.kill', v.dead)
gevent.sleep(0)
log(v.dead)
log('--- spawn_later')
def p(x): log('later', x)
gevent.spawn_later(0.02, p, 2)
gevent.spawn_later(0.01, p, 1)
c = gevent.spawn_later(0.01, p, 'never')
c.kill()
gevent.sleep(0.03)
class My(Greenlet):
    def __init__(self, n):
        Greenlet.__init__(self)
        self.n = n
    def _run(self):
        log('my', self.n)
        gevent.sleep(0)
        return self.n
    def __str__(self):
        return 'My(%s)' % self.n
m = My(7)
log(m.started, m.dead, m.ready())
m.start()
log(m.started)
m.join()
log(m.value, m)
def selfkill():
    log('selfkill')
    try:
        gevent.getcurrent().kill()
    finally:
        log('selfkill finally')
    log('not reached')
g = gevent.spawn(selfkill)
g.join()
log(repr(g.value))
def nested():
    log('outer')
    inner = gevent.spawn(f, 'inner', 1)
    log('outer spawned')
    log(inner.get())
    gevent.spawn(f, 'inner2', 1).join()
    log('outer ends')
gevent.joinall([gevent.spawn(nested), gevent.spawn(f, 'z', 3)])
