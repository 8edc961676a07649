# --- spawn and joinall
import gevent
def foo(n):
    print('foo', n)
    gevent.sleep(0)
    print('foo again', n)
    return n * 2
gs = [gevent.spawn(foo, i) for i in range(3)]
gevent.joinall(gs)
print([g.value for g in gs], gs[0].ready(), gs[0].successful())
# --- a queue
import gevent
from gevent.queue import Queue, Empty
tasks = Queue()
def worker(name):
    while not tasks.empty():
        task = tasks.get()
        print('worker %s got %s' % (name, task))
        gevent.sleep(0)
    print('done', name)
def boss():
    for i in range(1, 6):
        tasks.put_nowait(i)
gevent.spawn(boss).join()
gevent.joinall([gevent.spawn(worker, n) for n in ('ann', 'bob')])
try:
    tasks.get(timeout=0.01)
except Empty:
    print('empty')
# --- events
import gevent
from gevent.event import Event, AsyncResult
evt = Event()
res = AsyncResult()
def setter():
    print('setter')
    gevent.sleep(0.01)
    evt.set()
    res.set('value')
def waiter(n):
    evt.wait()
    print('woken', n, res.get())
gevent.joinall([gevent.spawn(setter), gevent.spawn(waiter, 1), gevent.spawn(waiter, 2)])
# --- errors in greenlets
import gevent
def fails():
    raise ValueError('oops')
g = gevent.spawn(fails)
g.join()
print(g.successful(), repr(g.exception), g.value)
try:
    g.get()
except ValueError as e:
    print('got', e)
# --- timeouts
import gevent
from gevent import Timeout
def slow():
    gevent.sleep(10)
try:
    with Timeout(0.01):
        gevent.sleep(5)
except Timeout as t:
    print('timed out', t)
with gevent.Timeout(0.01, False):
    gevent.sleep(5)
    print('never')
t = Timeout(0.01)
t.start()
try:
    gevent.spawn(slow).join()
except Timeout as e:
    print(e is t)
finally:
    t.cancel()
try:
    gevent.spawn(slow).get(timeout=0.01)
except Timeout:
    print('get')
class TooLong(Exception):
    pass
try:
    with gevent.Timeout(0.01, TooLong):
        gevent.sleep(1)
except TooLong:
    print('too long')
# --- kill
import gevent
def loop():
    try:
        while True:
            gevent.sleep(0.01)
    except gevent.GreenletExit:
        print('killed')
    finally:
        print('cleanup')
g = gevent.spawn(loop)
gevent.sleep(0)
g.kill()
print(g.dead, g.ready(), repr(g.value))
# --- a greenlet class
import gevent
from gevent import Greenlet
class My(Greenlet):
    def __init__(self, message, n):
        Greenlet.__init__(self)
        self.message = message
        self.n = n
    def __str__(self):
        return self.message
    def _run(self):
        gevent.sleep(0.001)
        print(self.message, self.n)
        return self.n
g = My('hi', 3)
g.start()
g.join()
print(g, g.value)
h = Greenlet.spawn(lambda x: x + 1, 4)
print(h.get())
# --- pools
import gevent
from gevent.pool import Pool, Group
def sq(n):
    gevent.sleep(0.002 * (3 - n))
    return n * n
p = Pool(2)
print(p.map(sq, range(3)), list(p.imap(sq, [1, 2])), sorted(p.imap_unordered(sq, [1, 2])))
g = Group()
g.add(gevent.spawn(sq, 1))
g.spawn(sq, 2)
print(len(g))
g.join()
print(len(g), p.free_count(), p.apply(sq, (2,)))
for i in range(3):
    p.spawn(sq, i)
p.join()
# --- semaphores
import gevent
from gevent.lock import BoundedSemaphore, Semaphore
sem = BoundedSemaphore(2)
def w(n):
    sem.acquire()
    print('in', n)
    gevent.sleep(0)
    sem.release()
def v(n):
    with sem:
        print('with', n)
        gevent.sleep(0)
gevent.joinall([gevent.spawn(w, i) for i in range(3)] + [gevent.spawn(v, i) for i in range(2)])
# --- locals
import gevent
from gevent.local import local
stash = local()
def f1():
    stash.x = 1
    print(stash.x)
def f2():
    try:
        stash.x
    except AttributeError:
        print('x is not local to f2')
gevent.joinall([gevent.spawn(f1), gevent.spawn(f2)])
# --- an actor
import gevent
from gevent.queue import Queue
class Actor(gevent.Greenlet):
    def __init__(self):
        self.inbox = Queue()
        gevent.Greenlet.__init__(self)
    def receive(self, message):
        raise NotImplementedError()
    def _run(self):
        self.running = True
        while self.running:
            message = self.inbox.get()
            self.receive(message)
class Pinger(Actor):
    def receive(self, message):
        print(message)
        pong.inbox.put('ping')
        gevent.sleep(0)
class Ponger(Actor):
    def receive(self, message):
        print(message)
        self.count = getattr(self, 'count', 0) + 1
        if self.count > 2:
            self.running = False
            ping.running = False
        ping.inbox.put('pong')
        gevent.sleep(0)
ping = Pinger()
pong = Ponger()
ping.start()
pong.start()
ping.inbox.put('start')
gevent.joinall([pong])
# --- links and spawn_later
import gevent
def done(g):
    print('linked', g.value)
g = gevent.spawn_later(0.001, lambda: 'later')
g.link(done)
g.join()
gevent.sleep(0.001)
# --- callbacks that park
import gevent
def each(items, f):
    for x in items:
        f(x)
def show(x):
    gevent.sleep(0)
    print(x)
def plain(x):
    print('plain', x)
def main():
    each([1, 2], show)
    each([3], plain)
    print([wait(x) for x in range(3)])
    print(list(map(wait, [5, 6])))
def wait(x):
    gevent.sleep(0)
    return x + 1
gevent.spawn(main).join()
# --- generators that park
import gevent
def ticks(n):
    for i in range(n):
        gevent.sleep(0)
        yield i
def consume():
    for t in ticks(3):
        print('tick', t)
    print(list(ticks(2)), sum(ticks(3)))
    g = ticks(1)
    print(next(g))
gevent.spawn(consume).join()
# --- init that parks
import gevent
class Conn:
    def __init__(self, n):
        gevent.sleep(0)
        self.n = n
    def __enter__(self):
        gevent.sleep(0)
        print('enter')
        return self
    def __exit__(self, *a):
        gevent.sleep(0)
        print('exit')
    @property
    def double(self):
        gevent.sleep(0)
        return self.n * 2
    def __getitem__(self, k):
        gevent.sleep(0)
        return k + self.n
    def __iter__(self):
        for i in range(self.n):
            gevent.sleep(0)
            yield i
    def __call__(self, x):
        gevent.sleep(0)
        return x
def go():
    with Conn(2) as c:
        print(c.n, c.double, c[5], c('called'))
        for i in c:
            print(i)
gevent.spawn(go).join()
# --- decorated functions that park
import gevent
def logged(f):
    def wrapper(*args, **kw):
        print('before')
        r = f(*args, **kw)
        print('after')
        return r
    return wrapper
@logged
def slow(x, y=1):
    gevent.sleep(0)
    return x + y
class S:
    @logged
    def run(self, n):
        gevent.sleep(0)
        return n
print(slow(1), slow(1, y=5), S().run(3))
# --- sockets
import gevent
from gevent import socket
def serve(listener):
    conn, addr = listener.accept()
    while True:
        data = conn.recv(1024)
        if not data:
            break
        conn.sendall(b'echo ' + data)
    conn.close()
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('127.0.0.1', 0))
listener.listen(5)
gevent.spawn(serve, listener)
client = socket.create_connection(listener.getsockname())
client.sendall(b'hello')
print(client.recv(100))
client.close()
listener.close()
# --- a stream server
import gevent
from gevent.server import StreamServer
from gevent import socket
def handle(sock, address):
    f = sock.makefile('rb')
    for line in f:
        if line.strip() == b'quit':
            break
        sock.sendall(line.upper())
    f.close()
server = StreamServer(('127.0.0.1', 0), handle)
server.start()
s = socket.create_connection(('127.0.0.1', server.server_port))
s.sendall(b'abc\nquit\n')
print(s.recv(100), s.recv(100))
server.stop()
# --- monkey patching
from gevent import monkey
monkey.patch_all()
import time, socket, threading
import gevent
def a():
    print('a1')
    time.sleep(0.001)
    print('a2')
def b():
    print('b1')
    time.sleep(0)
    print('b2')
gevent.joinall([gevent.spawn(a), gevent.spawn(b)])
lock = threading.Lock()
with lock:
    print('locked')
# --- queue iteration
import gevent
from gevent.queue import Queue
q = Queue()
def produce():
    for i in range(3):
        q.put(i)
    q.put(StopIteration)
gevent.spawn(produce)
for item in q:
    print(item)
# --- select on a connection that fails
import gevent
from gevent import socket
s = socket.socket()
try:
    s.connect(('127.0.0.1', 1))
except socket.error as e:
    print(type(e).__name__, e.errno)
s.settimeout(0.5)
print(s.gettimeout())
# --- with_timeout and wait
import gevent
print(gevent.with_timeout(0.01, gevent.sleep, 5, timeout_value='late'))
gs = [gevent.spawn(gevent.sleep, 0.001) for _ in range(2)]
print(len(gevent.wait(gs)), len(gevent.joinall(gs, timeout=1)))
for g in gevent.iwait(gs):
    print(g.ready())
# --- names that a tuple binds beside a parameter
import gevent
def split(url):
    url, _, rest = url.partition('#')
    a, (b, url) = 1, (2, url)
    for url, rest2 in [('x', 'y')]:
        gevent.sleep(0)
    return url, rest, _, a, b, rest2
print(split('a#b'))
# --- classes: tuples in the body, slots, and __new__
import gevent
class Op(object):
    A, B, C = range(3)
    D = E = 5
class Point(object):
    __slots__ = ('x', 'y')
    def __init__(self, x):
        self.x = x
    def __add__(self, other):
        return Point(self.x + other)
    __radd__ = __add__
class Loose(Point):
    pass
class Single(object):
    _one = None
    def __new__(cls, *args):
        if cls._one is None:
            cls._one = super(Single, cls).__new__(cls)
            cls._one.made = 0
        return cls._one
    def __init__(self, n):
        gevent.sleep(0)
        self.made += n
p = Point(1)
try:
    p.z = 5
except AttributeError as e:
    print(e)
p.y = 3
Loose(4).z = 3
print(Op.A, Op.C, Op.E, (1 + p).x, p.y, Single(1) is Single(2), Single(3).made)
# --- attributes that __getattr__ makes
import gevent
class Proxy(object):
    def __init__(self, target):
        self.target = target
    def __getattr__(self, name):
        return lambda *args: self.run(name, *args)
    def run(self, name, *args):
        gevent.sleep(0)
        return getattr(self.target, name)(*args)
class Target(object):
    def delete(self, x):
        return 'deleted %s' % x
    def slow(self):
        gevent.sleep(0.001)
        return 'slow'
proxy = Proxy(Target())
print(proxy.delete(3), proxy.slow())
# --- iter(), enumerate(), zip() and generator expressions over what parks
import gevent
from itertools import islice, takewhile, chain
from gevent.queue import Queue
q = Queue()
def feed():
    for x in range(20):
        q.put(x)
        gevent.sleep(0)
gevent.spawn(feed)
def numbers():
    while True:
        yield q.get()
print([x for x in iter(q.get, 3)])
for i, x in enumerate(numbers(), 1):
    if i == 2:
        break
print(i, x)
print(list(zip('ab', numbers())), list(islice(numbers(), 2)))
print([y for y in takewhile(lambda y: y < 12, (x + 1 for x in numbers()))])
print(list(chain.from_iterable([q.get()] * 2 for i in range(2))))
print(list(map(q.get, [True])), len(q), bool(q), repr(q)[:9])
class Bag(object):
    def __init__(self, items):
        self.items = items
    def __len__(self):
        return sum(len(x) for x in self.items)
print(len(Bag([[1], [2, 3]])))
# --- killed greenlets
import gevent
def run():
    try:
        gevent.sleep(10)
    except gevent.GreenletExit as e:
        print('killed', repr(e), isinstance(e, Exception))
        raise
g = gevent.spawn(run)
gevent.sleep(0)
g.kill()
late = gevent.spawn_later(5, run)
late.kill()
ended = gevent.spawn(gevent.sleep, 5)
ended.kill(gevent.GreenletExit('bye'))
print(repr(g.value), g.successful(), g.exception, repr(late.get()), repr(ended.value))
# --- Python 2: tuples among parameters
import gevent
pairs = {'a': 1, 'b': 3}.iteritems()
print sorted(pairs, key=lambda (k, v): (-v, k))
def area((w, h), unit='cm'):
    gevent.sleep(0)
    return '%d%s' % (w * h, unit)
print area((2, 3)), map(lambda (x, (y, z)): x + y + z, [(1, (2, 3))])
# --- functions that park only sometimes, where nothing can park
import gevent
from gevent.queue import Queue
q = Queue()
def score(xs):
    total = 0
    for x in xs:
        total += x
    return total
rows = [[3, 1], [1, 1], [2]]
print(sorted(rows, key=score), max(rows, key=score), ', '.join(str(x) for x in rows[0]))
# --- methods by names made at run time
import gevent
class Service(object):
    def do_add(self, a, b=1):
        return a + b
    def do_wait(self, seconds=0):
        gevent.sleep(seconds)
        return 'waited'
    def dispatch(self, name, **kwargs):
        return getattr(self, 'do_' + name, self.unknown)(**kwargs)
    def unknown(self, **kwargs):
        return sorted(kwargs)
s = Service()
s.do_add(1)
print(s.dispatch('add', b='y', a='x'), s.dispatch('wait', seconds=0.001), s.dispatch('fly', z=1, y=2))
# --- calls with too few or too many arguments, of what is not known
import gevent
def two(a, b):
    return a
def deco(f):
    return f
@deco
def one(a, b=2):
    return a
for f, args in [(two, (1,)), (two, (1, 2, 3)), (one, ()), (one, (1,)), (two, ())]:
    try:
        print(f(*args))
    except TypeError as e:
        print(e)
# --- a class whose __init__ parks, of which nobody knows
import gevent
class Slow(object):
    def __init__(self, n, *rest, **named):
        gevent.sleep(0)
        self.n = n
        self.named = sorted(named)
def make(cls, *args, **kwargs):
    return cls(*args, **kwargs)
print(make(Slow, 3, x=1).named, [make(c, 4).n for c in [Slow]])
# --- bytearrays that grow
import gevent
buf = bytearray()
buf.extend(b'abc')
buf += b'def'
buf.append(33)
head = buf[:2]
del buf[:2]
buf[0:1] = b'CCC'
print(buf, head, buf.pop(), len(buf), buf.find(b'f'), bytes(buf), buf == b'CCCdef', b''.join([buf]))
# --- futures of threads
from gevent import monkey; monkey.patch_all()
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
import time
def work(n):
    time.sleep(n / 200.0)
    if n == 2:
        raise ValueError('two')
    return n * n
with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(work, [3, 1])))
    futures = {pool.submit(work, n): n for n in (2, 6)}
    for f in as_completed(futures):
        print(futures[f], f.exception() or f.result())
    done, rest = wait([pool.submit(work, 1), pool.submit(work, 9)], return_when=FIRST_COMPLETED)
    print(len(done), len(rest), [f.done() for f in rest])
# --- a connection whose file was never closed
import gevent
from gevent import socket
from gevent.server import StreamServer
def handle(sock, address):
    for line in sock.makefile('rb'):
        sock.sendall(line.upper())
        break
server = StreamServer(('127.0.0.1', 0), handle)
server.start()
c = socket.create_connection(('127.0.0.1', server.server_port))
c.sendall(b'one\ntwo\n')
f = c.makefile('r')
print(f.read(), server.closed)
server.close()
print(server.closed)
class Bad(Exception):
    def __init__(self, message):
        self.message = message.upper()
try:
    raise Bad('no')
except Bad as e:
    print(e.message, e)
# --- hub: errors that are none
import io
import gevent
from gevent.local import local
hub = gevent.get_hub()
print([e.__name__ for e in hub.NOT_ERROR], [e.__name__ for e in hub.SYSTEM_ERROR])
def f():
    raise ValueError('x')
def told():
    hub.exception_stream = io.StringIO()
    g = gevent.spawn(f)
    g.join()
    lines = hub.exception_stream.getvalue().splitlines()
    print(repr(g.exception), lines[:1], ' failed with ValueError' in ''.join(lines))
told()
hub.NOT_ERROR += (ValueError,)
told()
print([e.__name__ for e in hub.NOT_ERROR])
hub.exception_stream = None
def g():
    raise KeyError('k')
one = gevent.spawn(g)
one.join()
print(repr(one.exception), hub.exception_stream)
hub.SYSTEM_ERROR += (OSError,)
def h():
    raise OSError('to the main greenlet')
gevent.spawn(h)
try:
    gevent.sleep(1)
except OSError as e:
    print('main', e)
# --- local: what it says of itself
from gevent.local import local
import threading
x = local()
print(local, type(x), repr(x)[:34])
try:
    x.a
except AttributeError as e:
    print(e)
class C(local):
    pass
try:
    C().a
except AttributeError as e:
    print(e)
try:
    threading.local().a
except AttributeError as e:
    print(e, threading.local)
# --- functions that may be within themselves: partial() of a partial in a loop, a memo of a memo
import functools, gevent
def f(*args):
    gevent.sleep(0)
    return args
g = f
for i in range(3):
    g = functools.partial(g, i)
print(g('x'))
@functools.lru_cache(None)
def fib(n):
    gevent.sleep(0)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
fib = functools.lru_cache(None)(fib)
print(fib(10))
h = functools.partial(print)
h = functools.partial(h, 'a') if h else h
h('b')

# --- the module greenlet
from greenlet import greenlet, getcurrent, GreenletExit
import greenlet as G
def f(x):
    y = getcurrent().parent.switch(x + 1)
    return y * 2
g = greenlet(f)
print(bool(g), g.dead)
print(g.switch(1), bool(g), g.switch(5), g.dead)
def test1():
    print(12)
    gr2.switch()
    print(34)
def test2():
    print(56)
    print(gr1.switch())
    print(78)
gr1 = greenlet(test1)
gr2 = greenlet(test2)
gr1.switch()
print(gr1.dead, gr2.dead)
def consumer():
    got = []
    while True:
        item = main.switch(len(got))
        if item is None:
            break
        got.append(item)
    return got
main = getcurrent()
c = greenlet(consumer)
c.switch()
for i in 'abc':
    print(c.switch(i))
print(c.switch(None))
def fails():
    raise ValueError('no')
try:
    greenlet(fails).switch()
except ValueError as e:
    print('caught', e)
def catches():
    try:
        main.switch('ready')
    except KeyError as e:
        return 'got %r' % e
k = greenlet(catches)
print(k.switch(), k.throw(KeyError('x')), k.dead)
def exits():
    try:
        main.switch()
    finally:
        print('cleanup')
e = greenlet(exits)
print(e.switch())
print(type(e.throw()).__name__, e.dead)
print(main.switch(1, 2), greenlet(lambda *a, **k: (a, k)).switch(1, k=2))
class Gen(greenlet):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def run(self):
        for i in range(self.n):
            self.parent.switch(i)
        return None
n = Gen(3)
out = []
while True:
    v = n.switch()
    if n.dead:
        break
    out.append(v)
print(out)
def gen(f):
    def make(*args):
        g = greenlet(f)
        g.parent = getcurrent()
        v = g.switch(*args)
        while not g.dead:
            yield v
            v = g.switch()
    return make
@gen
def walk(tree):
    for t in tree:
        if isinstance(t, list):
            for x in walk(t):
                getcurrent().parent.switch(x)
        else:
            getcurrent().parent.switch(t)
print(list(walk([1, [2, [3]], 4])))
print(greenlet(lambda: main.switch(7)).switch(), isinstance(g, G.greenlet), g.parent is main, main.parent)
try:
    greenlet(lambda: 1).throw(RuntimeError('early'))
except RuntimeError as e:
    print(e)

# --- files of Popen, and pipelines
import gevent
from gevent import subprocess
from gevent.subprocess import Popen, PIPE, STDOUT
p = Popen(['cat'], stdin=PIPE, stdout=PIPE)
p.stdin.write(b'one\ntwo\n')
p.stdin.flush()
print(p.stdout.readline(), p.poll())
p.stdin.write(b'three')
p.stdin.close()
print(p.stdin.closed, p.stdout.read(2), p.stdout.read(), p.stdout.read(), p.wait(), p.returncode)
p = Popen(['sort'], stdin=PIPE, stdout=PIPE, text=True)
for w in ('pear', 'apple', 'fig'):
    p.stdin.write(w + '\n')
p.stdin.close()
print([line.rstrip() for line in p.stdout], p.wait())
with Popen(['printf', 'a\\r\\nb\\nc'], stdout=PIPE, universal_newlines=True) as p:
    print(p.stdout.readlines())
p = Popen('echo out; echo err >&2; exit 3', shell=True, stdout=PIPE, stderr=PIPE, encoding='utf-8')
print(p.communicate(), p.returncode, p.stdin)
p = Popen('echo out; echo err >&2', shell=True, stdout=PIPE, stderr=STDOUT, bufsize=1, text=True)
for line in iter(p.stdout.readline, ''):
    print('line', repr(line))
p.stdout.close()
p.wait()
p1 = Popen(['printf', 'b\\na\\nc\\n'], stdout=PIPE)
p2 = Popen(['sort', '-r'], stdin=p1.stdout, stdout=PIPE)
p3 = Popen(['head', '-1'], stdin=p2.stdout, stdout=PIPE, text=True)
p1.stdout.close()
p2.stdout.close()
print(p3.communicate()[0], p3.returncode, p1.wait(), p2.wait())
p = Popen(['cat'], stdin=PIPE, stdout=PIPE, text=True)
print(p.communicate('h\u00e9llo\n'))
p = Popen(['sleep', '5'])
print(p.poll())
p.terminate()
print(p.wait(), p.poll())
try:
    p = Popen(['sleep', '5'])
    p.wait(timeout=0.05)
except subprocess.TimeoutExpired as e:
    print(e)
    p.kill()
    print(p.wait())
out = []
def reader(f):
    for line in f:
        out.append(line.strip())
p = Popen(['printf', '1\\n2\\n3\\n'], stdout=PIPE)
g = gevent.spawn(reader, p.stdout)
gevent.joinall([g])
print(out, p.wait())
r = subprocess.run(['cat'], input='x', capture_output=True, text=True)
print(r.stdout, r.returncode)
print(subprocess.check_output(['echo', 'hi'], text=True))
p = Popen(['cat'], stdin=PIPE, stdout=PIPE)
try:
    p.stdin.write('text')
except TypeError as e:
    print(e)
p.communicate()
# --- pools and greenlets call functions with the keyword arguments that they are given
import gevent
from gevent.pool import Group, Pool
from gevent.threadpool import ThreadPool

def one(a, b='!', c=''):
    return a + b + c

def two(a, b='!', c=''):
    return a + b + c

def three(a, b='!', c=''):
    return a + b + c

def four(a, b='!', c=''):
    return a + b + c

def five(a, b='!', c=''):
    return a + b + c

def six(a, b='!', c=''):
    return a + b + c

def seven(a, b='!', c=''):
    return a + b + c

def use(pool, f):
    print(pool.apply(f, ('k',), {'c': '7'}), pool.apply_async(f, ('k',), kwds={'b': '7'}).get())

def start(pool, f):
    print(pool.spawn(f, 'k', c='7').get())

class Job(gevent.Greenlet):
    pass

pool = Pool(2)
print(pool.apply(one, ('x',), {'b': '?'}), pool.apply_async(two, args=('x',), kwds=dict(c='?')).get())
print(Group().apply(three, ('x',), {'c': '?'}), ThreadPool(2).apply(four, ('x',), {'c': '?'}))
use(pool, five)
start(pool, six)
job = Job(seven, 'a', c='job')
job.start()
print(job.get())
# --- a dataclass whose __post_init__ waits
import dataclasses
import gevent

@dataclasses.dataclass
class Job:
    name: str
    def __post_init__(self):
        gevent.sleep(0)
        self.name = self.name.strip()

def make(cls, name):
    return cls(name)

print(Job(' a ').name)
print(make(Job, ' b ').name, [Job(n).name for n in (' c', 'd ')])
jobs = list(map(Job, [' e ', 'f ']))
print([j.name for j in jobs])
# --- the sum of objects that may wait
import gevent
slow = []
class M:
    def __init__(self, c):
        self.c = c
    def __add__(self, o):
        if slow:
            gevent.sleep(0)
        return M(self.c + (o.c if isinstance(o, M) else o))
    __radd__ = __add__
def total(xs):
    return sum(xs)
print(total([M(1), M(2), M(3)]).c)
print(sum([M(1), M(2)], M(5)).c)
# --- local: attributes that JavaScript has, too
import gevent
from gevent.local import local
from gevent.queue import Queue
from gevent.event import Event, AsyncResult
from gevent.pool import Pool
from gevent.lock import Semaphore
NAMES = 'length message stack cause caller arguments prototype constructor toString valueOf hasOwnProperty call apply bind_ then toJSON inspect push filter has at values forEach'.split()
ctx = local()
objects = {'local': ctx, 'Queue': Queue(), 'Event': Event(), 'AsyncResult': AsyncResult(), 'Pool': Pool(2), 'Semaphore': Semaphore(1), 'Greenlet': gevent.spawn(print), 'Timeout': gevent.Timeout(1), 'GreenletExit': gevent.GreenletExit()}
for label, x in objects.items():
    print(label, [name for name in NAMES if hasattr(x, name)])
print(hasattr(ctx, 'name'), getattr(ctx, 'name', 'none'), hasattr(ctx, 'length'))
def f(n):
    ctx.name = n
    ctx.length = 5
    gevent.sleep(0)
    print(ctx.name, ctx.length, hasattr(ctx, 'name'), vars(ctx), ctx.__dict__)
gevent.joinall([gevent.spawn(f, 'a'), gevent.spawn(f, 'b')])
try:
    ctx.name
except AttributeError as e:
    print(e)
class L(local):
    x = 1
    name = 'cls'
    def __init__(self, n=2):
        self.n = n
    def show(self):
        return (self.n, self.x, self.name)
l = L(5)
l.n = 9
def g():
    print(l.n, l.x, hasattr(l, 'zz'), l.show(), l.name)
    l.zz = 1
    l.name = 'mine'
    print(l.show())
gevent.spawn(g).join()
print(l.n, hasattr(l, 'zz'), l.name, l.show())
del l.n
print(hasattr(l, 'n'))
try:
    del l.n
except AttributeError as e:
    print('gone')
print(sorted(d for d in dir(l) if not d.startswith('_')))
# --- iter() of a function that waits, where an __iter__ waits, too
import gevent
class Slow:
    def __init__(self, items):
        self.items = items
    def __iter__(self):
        gevent.sleep(0)
        return iter(self.items)
    def read(self):
        gevent.sleep(0)
        return self.items.pop(0)
def lines(of, name):
    return [line for line in iter(getattr(of, name), '')]
print(list(Slow([1, 2])), lines(Slow(['a', 'b', '', 'c']), 'read'))
def first(read):
    for line in iter(read, ''):
        return line
print(first(Slow(['x', '']).read))
# --- pools over a generator that waits
import gevent
from gevent.pool import Pool
from gevent.pool import Group
def numbers():
    for x in [1, 2, 3]:
        gevent.sleep(0)
        yield x
def f(x, y=0):
    gevent.sleep(0)
    return x * 2 + y
print(list(Pool(2).imap(f, numbers())), list(Pool(2).imap(f, numbers(), [10, 20])))
print(sorted(Group().imap_unordered(f, numbers())), Pool(2).map(f, numbers()))
for wrong in (Pool().map, Pool().imap):
    try:
        print(list(wrong(f, 5)))
    except TypeError as e:
        print('TypeError', e)
# --- what map() of pools gives, kept
import gevent
from gevent.pool import Pool
from gevent.queue import Queue
def f(x):
    gevent.sleep(0)
    return x
p = Pool(2)
r = p.imap(f, [1, 2, 3])
print(next(r), [x for x in r])
def h():
    q = Queue()
    q.put(1); q.put(StopIteration)
    r = q
    return r
print([x for x in h()])
from concurrent.futures import ThreadPoolExecutor
ex = ThreadPoolExecutor(2)
r2 = ex.map(f, [1, 2])
print(next(r2), [x for x in r2])
from concurrent.futures import ThreadPoolExecutor
def f(x):
    return x
ex = ThreadPoolExecutor(2)
r2 = ex.map(f, [1, 2])
for r in r2:
    print(r)
r3 = ex.map(f, [1, 2])
print(list(r3))
# --- pool: the class of its greenlets
import gevent
from gevent.pool import Pool, Group
def f(x):
    print('f', x)
    return x
pool = Pool(2)
pool.start(pool.greenlet_class(f, 1))
pool.join()
C = pool.greenlet_class
print(C.__name__, Pool.greenlet_class.__name__, Group().greenlet_class is gevent.Greenlet)
g = C(f, 'x')
pool.start(g)
pool.join()
class MyGreenlet(gevent.Greenlet):
    def __init__(self, *args):
        super().__init__(*args)
        self.mine = True
class MyPool(Pool):
    greenlet_class = MyGreenlet
    def run(self, f, *a):
        g = self.greenlet_class(f, *a)
        self.start(g)
        return g
p = MyPool(2)
g = p.run(lambda x: x + 1, 2)
print(g.get(), g.mine, p.spawn(f, 3).mine, Pool(greenlet_class=MyGreenlet).spawn(f, 4).mine)
p.join()
gevent.sleep(0)
