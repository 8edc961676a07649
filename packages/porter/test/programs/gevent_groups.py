import gevent
from gevent.pool import Group, Pool
from gevent import getcurrent


def talk(msg):
    for i in range(2):
        print(msg, i)
        gevent.sleep(0)


g1 = gevent.spawn(talk, 'bar')
g2 = gevent.spawn(talk, 'foo')
g3 = gevent.spawn(talk, 'fizz')
group = Group()
group.add(g1)
group.add(g2)
group.join()
group.add(g3)
group.join()
print('size', len(group))


def hello_from(n):
    print('Size of group %s' % len(group))
    return n


group.map(hello_from, range(3))


def intensive(n):
    gevent.sleep(0.002)
    return 'task', n


print('Ordered')
ogroup = Group()
for i in ogroup.imap(intensive, range(3)):
    print(i)
print('Unordered')
igroup = Group()
print(sorted(igroup.imap_unordered(intensive, range(3))))


class SocketPool(object):
    def __init__(self):
        self.pool = Pool(2)
        self.pool.start
        self.handled = []

    def listen(self, socket):
        self.handled.append(socket)
        gevent.sleep(0.001)

    def add_handler(self, socket):
        if self.pool.full():
            print('pool is full, cannot take %s' % socket)
            return False
        self.pool.spawn(self.listen, socket)
        return True

    def shutdown(self):
        self.pool.kill()


sp = SocketPool()
print([sp.add_handler(x) for x in ('s1', 's2', 's3')])
sp.pool.join()
print([sp.add_handler(x) for x in ('s4', 's5')])
sp.shutdown()
print(sp.handled, len(sp.pool), sp.pool.free_count())

pool = Pool(2)


def fails(n):
    if n % 2:
        raise ValueError('odd %d' % n)
    return n


greenlets = [pool.spawn(fails, n) for n in range(4)]
pool.join()
for g in greenlets:
    print(g.successful(), g.value, g.exception)
try:
    pool.map(fails, range(4))
except ValueError as e:
    print('map failed:', e)
print(pool.apply(fails, args=(8,)))
r = pool.apply_async(fails, (10,))
r.join()
print(r.value)
