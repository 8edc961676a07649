import gevent
from gevent.pool import Pool, Group
log = print
def f(n):
    log('start', n)
    gevent.sleep(0)
    log('end', n)
    return n * n
p = Pool(2)
for i in range(5):
    p.spawn(f, i)
    log('spawned', i, len(p), p.free_count(), p.full())
p.join()
log('joined', len(p), p.free_count())
log(p.map(f, range(4)))
for x in p.imap(f, range(4)):
    log('imap', x)
log(sorted(p.imap_unordered(f, range(4))))
for x in p.imap_unordered(f, range(5)):
    log('imapu', x)
log(p.apply(f, (3,)))
g = p.apply_async(f, (4,), callback=lambda v: log('callback', v))
log(g.get())
gevent.sleep(0)
g = p.map_async(f, [1, 2, 3], callback=lambda v: log('map callback', v))
log(g.get())
gevent.sleep(0.01)
def slow(n):
    gevent.sleep([0.04, 0.02, 0.05, 0.015][n])
    log('slow', n)
    return n
for x in p.imap_unordered(slow, range(4)):
    log('got', x)
for x in Pool(4).imap(slow, range(4)):
    log('got', x)
gr = Group()
gs = [gr.spawn(f, i) for i in range(3)]
log(len(gr), gs[0] in gr)
gr.join()
log(len(gr), bool(gr), [x.value for x in gs])
log(gr.map(f, [5, 6]))
gr = Group()
gr.spawn(gevent.sleep, 10); gr.spawn(gevent.sleep, 10)
gevent.sleep(0)
log(gr.join(timeout=0.01))
gr.kill()
log('killed', len(gr))
def bad(n):
    if n == 2:
        raise ValueError(n)
    return n
try:
    for x in p.imap(bad, range(4)):
        log(x)
except ValueError as e:
    log('bad', e)
try:
    p.map(bad, range(4))
except ValueError as e:
    log('bad', e)
for a in p.imap(lambda x, y: x + y, [1, 2], [10, 20]):
    log(a)
p = Pool(1)
p.add(gevent.spawn(f, 'x'))
log(p.wait_available(), len(p))
p.start(gevent.Greenlet(f, 'y'))
p.join()
for x in Pool(2).imap_unordered(f, range(5), maxsize=1):
    log('m', x)
