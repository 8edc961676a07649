from gevent import monkey; monkey.patch_all()
import threading, time, queue
import gevent
log = print
def f(n, k=2):
    log('f', n, threading.current_thread().name)
    for i in range(k):
        time.sleep(0)
        log('f', n, i)
ts = [threading.Thread(target=f, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
    log('started', t.name, t.is_alive(), threading.active_count())
gevent.spawn(f, 'greenlet')
for t in ts:
    t.join()
    log('joined', t.name, t.is_alive())
gevent.sleep(0)
lock = threading.Lock()
count = 0
def inc(n):
    global count
    for i in range(3):
        with lock:
            v = count
            time.sleep(0.001)
            count = v + 1
            log('inc', n, i, count)
ts = [threading.Thread(target=inc, args=(i,), name='inc-%d' % i) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
log(count)
q = queue.Queue(2)
def producer():
    for i in range(6):
        q.put(i)
        log('put', i, q.qsize())
    q.put(None)
def consumer(n):
    while True:
        item = q.get()
        log(n, 'got', item, q.qsize())
        if item is None:
            q.put(None)
            break
        q.task_done()
ts = [threading.Thread(target=producer)] + [threading.Thread(target=consumer, args=(x,)) for x in 'ab']
for t in ts: t.start()
for t in ts: t.join()
cond = threading.Condition()
items = []
def cc(n):
    with cond:
        while not items:
            log('cc', n, 'waits')
            cond.wait()
        log('cc', n, 'takes', items.pop(0))
def pp():
    for i in range(3):
        with cond:
            items.append(i)
            log('pp', i)
            cond.notify()
        time.sleep(0)
ts = [threading.Thread(target=cc, args=(i,)) for i in range(3)] + [threading.Thread(target=pp)]
for t in ts: t.start()
for t in ts: t.join()
ev = threading.Event()
def w(n):
    log('w', n, 'waits')
    log('w', n, ev.wait())
ts = [threading.Thread(target=w, args=(i,)) for i in range(3)]
for t in ts: t.start()
log('set')
ev.set()
log('was set')
for t in ts: t.join()
ev2 = threading.Event()
log(ev2.wait(0.01))
b = threading.Barrier(3)
def bb(n):
    log('bb', n)
    i = b.wait()
    log('bb', n, 'past')
ts = [threading.Thread(target=bb, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
s = threading.Semaphore(2)
def ss(n):
    with s:
        log('ss', n, 'in')
        time.sleep(0.005)
    log('ss', n, 'out')
ts = [threading.Thread(target=ss, args=(i,)) for i in range(5)]
for t in ts: t.start()
for t in ts: t.join()
r = threading.RLock()
def rr(n):
    with r:
        with r:
            log('rr', n)
            time.sleep(0.001)
ts = [threading.Thread(target=rr, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
tm = threading.Timer(0.01, log, args=('timer',))
tm.start()
tm.join()
tm = threading.Timer(0.01, log, args=('never',))
tm.start()
tm.cancel()
tm.join()
class My(threading.Thread):
    def __init__(self, n):
        super().__init__(name='my-%d' % n, daemon=True)
        self.n = n
        self.result = None
    def run(self):
        time.sleep(0.001 * (5 - self.n))
        self.result = self.n ** 2
        log(self.name, self.daemon)
ts = [My(i) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
log([t.result for t in ts])
pq = queue.PriorityQueue()
for x in (3, 1, 2): pq.put((x, 'x%d' % x))
while not pq.empty(): log(pq.get())
try:
    pq.get(timeout=0.01)
except queue.Empty: log('empty')
try:
    pq.get_nowait()
except queue.Empty: log('empty')
jq = queue.Queue()
def jw():
    while True:
        x = jq.get()
        log('job', x)
        time.sleep(0)
        jq.task_done()
for i in range(2):
    threading.Thread(target=jw, daemon=True).start()
for i in range(4): jq.put(i)
log('joining')
jq.join()
log('all done', threading.main_thread().name, threading.current_thread() is threading.main_thread())
def last():
    time.sleep(0.02)
    log('last')
threading.Thread(target=last).start()
log('end of main')
