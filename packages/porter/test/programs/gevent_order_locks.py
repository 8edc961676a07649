import gevent
from gevent.lock import Semaphore, BoundedSemaphore, RLock
log = print
sem = Semaphore(2)
def w(n):
    log('w', n, 'wants', sem.counter)
    sem.acquire()
    log('w', n, 'has', sem.counter)
    gevent.sleep(0)
    sem.release()
    log('w', n, 'released', sem.counter)
gevent.joinall([gevent.spawn(w, i) for i in range(5)])
lock = BoundedSemaphore(1)
def again(n):
    for i in range(3):
        with lock:
            log(n, 'in', i, lock.locked())
            gevent.sleep(0)
        log(n, 'out', i)
gevent.joinall([gevent.spawn(again, x) for x in 'abc'])
def again2(n):
    for i in range(3):
        with lock:
            log(n, 'in', i)
            gevent.sleep(0.001)
        gevent.sleep(0)
gevent.joinall([gevent.spawn(again2, x) for x in 'abc'])
log(sem.acquire(timeout=0.01), sem.acquire(blocking=False), sem.acquire(blocking=False), sem.acquire(timeout=0.01))
log(sem.locked(), sem.counter)
def rel():
    log('rel')
    sem.release()
    log('rel after', sem.counter)
    log('rel takes', sem.acquire(False))
    sem.release()
gevent.spawn(rel)
log(sem.acquire(), sem.counter)
log(sem.wait(timeout=0.01))
sem.release()
log(sem.wait())
r = RLock()
def rr(n):
    with r:
        with r:
            log('rr', n)
            gevent.sleep(0)
        log('rr', n, 'half')
        gevent.sleep(0)
    log('rr', n, 'out')
gevent.joinall([gevent.spawn(rr, i) for i in range(3)])
try:
    lock.release()
except ValueError as e:
    log(e)
