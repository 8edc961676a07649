import gevent
from gevent import Timeout, GreenletExit
from gevent.event import AsyncResult, Event
from gevent.queue import Queue, Empty
import sys
import traceback


class TooLong(Exception):
    pass


def section(title):
    print('== %s ==' % title.upper())


section('with statement')
with Timeout(0.01, False):
    gevent.sleep(1)
print('silent')
try:
    with Timeout(0.01, TooLong('boo')) as t:
        gevent.sleep(1)
except TooLong as e:
    print('TooLong', e, t.pending)

section('nested')
try:
    with Timeout(0.05) as outer:
        try:
            with Timeout(0.01) as inner:
                gevent.sleep(1)
        except Timeout as x:
            print('inner' if x is inner else 'outer', x)
            gevent.sleep(1)
except Timeout as x:
    print('inner' if x is inner else 'outer', x)

section('start_new')
timeout = gevent.Timeout.start_new(0.01)
try:
    try:
        gevent.spawn(gevent.sleep, 1).join()
    finally:
        timeout.cancel()
except Timeout as t:
    print(t is timeout, str(t), repr(t)[:8])
result = gevent.with_timeout(0.01, gevent.sleep, 1, timeout_value='fallback')
print(result, gevent.with_timeout(1, lambda x: x * 2, 21))

section('waiting')
ev, res = Event(), AsyncResult()
print(ev.wait(0.001), res.wait(timeout=0.001), res.ready())
try:
    res.get(timeout=0.001)
except Timeout as t:
    print('get timed out after', t.seconds)
g = gevent.spawn(gevent.sleep, 1)
print(g.join(timeout=0.001), g.ready())
try:
    g.get(timeout=0.001)
except Timeout:
    print('still running')
print(gevent.joinall([g], timeout=0.001))
finished = gevent.wait([g, gevent.spawn(int)], timeout=0.1)
print(len(finished), finished[0].value)
g.kill()

section('cleanup')


def careful(log, fail=False):
    try:
        log.append('acquire')
        gevent.sleep(1)
    except GreenletExit:
        log.append('exit')
        if fail:
            raise ValueError('while dying')
        return 'bye'
    finally:
        gevent.sleep(0.001)
        log.append('release')


log = []
g = gevent.spawn(careful, log)
gevent.sleep(0)
g.kill()
print(log, g.value, g.successful())
log = []
g = gevent.spawn(careful, log, fail=True)
gevent.sleep(0)
g.kill()
print(log, g.value, g.successful(), g.exception.__class__.__name__, g.exc_info[0].__name__)
g = gevent.spawn(careful, [])
gevent.sleep(0)
g.kill(TooLong('why'))
print(repr(g.exception))

section('tracebacks')


def level1():
    level2()


def level2():
    gevent.sleep(0)
    raise KeyError('deep')


try:
    gevent.spawn(level1).get()
except KeyError:
    etype, value, _ = sys.exc_info()
    print(etype.__name__, value)
    print(traceback.format_exc().splitlines()[-1])
    print(traceback.format_exception_only(etype, value)[0].strip())

section('links')
results = []
ok = gevent.spawn(lambda: 'fine')
bad = gevent.spawn(level1)
for x in (ok, bad):
    x.link_value(lambda g: results.append(('value', g.value)))
    x.link_exception(lambda g: results.append(('error', str(g.exception))))
gevent.joinall([ok, bad])
gevent.sleep(0)
print(results)
ar = AsyncResult()
gevent.spawn(lambda: 1 / 0).link(ar)
try:
    ar.get()
except ZeroDivisionError as e:
    print('linked', e)
try:
    gevent.joinall([gevent.spawn(level1)], raise_error=True)
except KeyError as e:
    print('raised', e)
q = Queue()
try:
    q.get(timeout=0.001)
except Empty:
    print('empty')
else:
    print('?')
