from gevent import monkey; monkey.patch_all()
import gevent, time, socket, threading, queue, json, collections, functools, random
from gevent.pool import Pool, Group
from gevent.event import Event, AsyncResult
from gevent.queue import Queue, Empty, PriorityQueue
from gevent.lock import BoundedSemaphore, RLock
class Bus:
    def __init__(self): self.subs = collections.defaultdict(list); self.lock = RLock()
    def on(self, topic):
        def deco(fn):
            with self.lock: self.subs[topic].append(fn)
            return fn
        return deco
    def emit(self, topic, **kw):
        return [g.get() for g in [gevent.spawn(fn, **kw) for fn in self.subs[topic]]]
bus = Bus()
@bus.on('order')
def charge(id, amount): gevent.sleep(0.002); return f'charged {id} {amount:.2f}'
@bus.on('order')
def mail(id, **_): return f'mailed {id}'
print(bus.emit('order', id=7, amount=9.5))
class Server:
    def __init__(self): self.sock = socket.socket(); self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); self.sock.bind(('127.0.0.1', 0)); self.sock.listen(5); self.port = self.sock.getsockname()[1]; self.count = 0
    def serve(self):
        while True:
            conn, addr = self.sock.accept(); gevent.spawn(self.handle, conn)
    def handle(self, conn):
        f = conn.makefile('rwb')
        for line in f:
            req = json.loads(line); self.count += 1
            res = {'id': req['id'], 'result': getattr(self, 'do_' + req['op'], lambda *a: 'unknown')(*req['args'])}
            f.write(json.dumps(res).encode() + b'\n'); f.flush()
        conn.close()
    def do_add(self, a, b): return a + b
    def do_sleep(self, s): gevent.sleep(s); return 'slept'
srv = Server(); st = gevent.spawn(srv.serve)
def client(n):
    s = socket.create_connection(('127.0.0.1', srv.port)); f = s.makefile('rw', encoding='utf-8')
    out = []
    for op, args in (('add', [n, 1]), ('sleep', [0.001]), ('nope', [])):
        f.write(json.dumps({'id': n, 'op': op, 'args': args}) + '\n'); f.flush(); out.append(json.loads(f.readline())['result'])
    s.close(); return out
pool = Pool(3); print(pool.map(client, range(4)), srv.count); st.kill(); print(st.dead, st.successful(), type(st.value).__name__)
def flaky(n, fails=collections.Counter()):
    fails[n] += 1
    if fails[n] < n: raise IOError(f'try {fails[n]}')
    return n
def retry(times, delay=0.001, exceptions=(Exception,)):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            for i in range(1, times + 1):
                try: return fn(*a, **k)
                except exceptions as e:
                    if i == times: raise
                    gevent.sleep(delay * 2 ** i)
        return inner
    return deco
safe = retry(3, exceptions=(OSError,))(flaky)
gs = [gevent.spawn(safe, n) for n in (1, 3, 5)]; gevent.joinall(gs); print([(g.value, repr(g.exception)) for g in gs])
sem = BoundedSemaphore(2); peak = [0, 0]
def limited(i):
    with sem: peak[0] += 1; peak[1] = max(peak); gevent.sleep(0.001); peak[0] -= 1
    return i
print(list(Group().imap(limited, range(6))), peak[1])
ev = Event(); ar = AsyncResult()
def waiter(n): ev.wait(); return n, ar.get(timeout=1)
ws = [gevent.spawn(waiter, i) for i in range(3)]; gevent.sleep(0); ev.set(); ar.set('v'); print([w.get() for w in ws])
try:
    with gevent.Timeout(0.01): gevent.sleep(5)
except gevent.Timeout as t: print('timeout', t)
print(gevent.with_timeout(0.01, gevent.sleep, 3, timeout_value='late'))
class Actor(gevent.Greenlet):
    def __init__(self, name): super().__init__(); self.name_ = name; self.inbox = Queue(); self.log = []
    def _run(self):
        while True:
            m = self.inbox.get()
            if m is StopIteration: return len(self.log)
            self.receive(m)
    def receive(self, m): raise NotImplementedError
class Echo(Actor):
    def receive(self, m): self.log.append(m[::-1])
e = Echo('e'); e.start(); [e.inbox.put(w) for w in ('abc', 'de')]; e.inbox.put(StopIteration); print(e.get(), e.log, e.ready())
pq = PriorityQueue(); [pq.put((p, t)) for p, t in ((3, 'c'), (1, 'a'), (2, 'b'))]; print([pq.get()[1] for _ in range(3)])
try: Queue().get(timeout=0.001)
except Empty: print('empty')
results = []
def linked(g): results.append((g.value, g.exception.__class__.__name__ if g.exception else None))
def boom(): raise KeyError('k')
for f in (lambda: 1, boom): g = gevent.spawn(f); g.link(linked)
gevent.sleep(0.005); print(results)
lk = threading.Lock(); n = 0
def inc():
    global n
    for _ in range(50):
        with lk: v = n; time.sleep(0); n = v + 1
ts = [threading.Thread(target=inc) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(n)
