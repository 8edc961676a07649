import gevent
from gevent import Timeout
log = print
try:
    with Timeout(0.01):
        gevent.sleep(1)
except Timeout as t:
    log('t', t, t.seconds)
with Timeout(0.01, False):
    gevent.sleep(1)
    log('not reached')
log('silent')
try:
    with Timeout(0.01, ValueError('late')):
        gevent.sleep(1)
except ValueError as e:
    log(e)
t = Timeout(0.05)
t.start()
try:
    gevent.sleep(0.01)
    log('in time', t.pending)
finally:
    t.cancel()
log(t.pending)
def slow():
    gevent.sleep(0.05)
    return 'slow'
log(gevent.with_timeout(0.01, slow, timeout_value='default'))
log(gevent.with_timeout(0.5, slow))
try:
    gevent.with_timeout(0.01, slow)
except Timeout as t:
    log('with_timeout', t)
try:
    gevent.spawn(slow).get(timeout=0.01)
except Timeout as t:
    log('get', t)
g = gevent.spawn(slow)
g.join(timeout=0.01)
log(g.ready(), g.value)
g.join()
log(g.value)
def inner():
    try:
        with Timeout(0.05) as outer:
            try:
                with Timeout(0.01) as i:
                    gevent.sleep(1)
            except Timeout as e:
                log('inner is', e is i)
            gevent.sleep(1)
    except Timeout as e:
        log('outer is', e is outer)
inner()
class TooLong(Exception): pass
try:
    with Timeout(0.01, TooLong):
        gevent.sleep(1)
except TooLong as e:
    log('too long', repr(e))
timer = Timeout.start_new(0.01)
try:
    gevent.sleep(1)
except Timeout as e:
    log(e is timer)
def order(n, s):
    gevent.sleep(s)
    log('order', n)
gevent.joinall([gevent.spawn(order, 1, 0.02), gevent.spawn(order, 2, 0.01), gevent.spawn(order, 3, 0.02), gevent.spawn(order, 4, 0)])
g = gevent.spawn(order, 'a', 0)
g.join(timeout=0)
log('joined 0', g.ready())
try:
    with Timeout(0):
        log('in')
        gevent.sleep(0.1)
except Timeout as t:
    log('zero', t)
