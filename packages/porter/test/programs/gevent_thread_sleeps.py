"""Threads of gevent, and of Python, without monkey.patch_all(): they sleep each for itself, greenlets all at once."""
import time
import gevent
from gevent.threadpool import ThreadPool
pool = ThreadPool(3)
def work(n):
    time.sleep(n * 0.05)
    print('work', n)
    return n
rs = [pool.spawn(work, n) for n in (3, 2, 1)]
pool.join()
print([r.get() for r in rs])
for _ in range(4):
    pool.spawn(time.sleep, 0.1)
gevent.wait()
def g(n):
    time.sleep(0.05 * n)
    print('greenlet', n)
gevent.joinall([gevent.spawn(g, 2), gevent.spawn(g, 1)])
import threading
ts = [threading.Thread(target=work, args=(n,)) for n in (3, 1)]
for t in ts: t.start()
for t in ts: t.join()
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(3) as ex:
    print(list(ex.map(work, [2, 1])))
