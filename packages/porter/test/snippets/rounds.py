# --- names of the runtime, and names that the emission makes
import functools

def named(x):
    return 'mine', x

def trace(fn=None, *, p='>'):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return p, wrapper.calls, fn(*args, **kwargs)
    wrapper.calls = 0
    return wrapper

print(trace(max, p='-')(1, 2), named(1))

def ident(f):
    return f

def deco(*, given=1):
    @ident
    def w(x):
        return w if x else given
    return w
print(deco(given=2)(0))

def rest(*, error, result=2):
    item = [i * j for i in (1, 2) if i for j in (result, 3)]
    try:
        raise ValueError(error)
    except (ValueError, KeyError):
        try:
            raise KeyError(error)
        except KeyError:
            return item, error, result
print(rest(error=4))
loop = 0
for each in [(1, 2)]:
    for loop, it in [each]:
        for x in (loop, it):
            if x == 5:
                break
        else:
            continue
        break
    else:
        loop += 10
print(loop, each)

# --- names that are words of JavaScript, with and without a line below
def f(default, default_=2, new=3, new_=4):
    return default, default_, new, new_
print(f(1), f(1, default_=5, new_=6))

class Map_:
    pass
Map = 3
class_ = 4
print(Map, Map_.__name__, class_)

# --- keyword arguments that are kept are dicts
import functools, threading, inspect, sched
p = functools.partial(dict, a=1)
print(p.keywords, p.args, p(), type(p.keywords))
q = functools.partial(p, b=2)
print(q.keywords, q.func is dict, sorted(q().items()))
print(functools.partial(functools.partial(max, 1), 5)(3))

class Returning(threading.Thread):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.result = None

    def run(self):
        if self._target is not None:
            self.result = self._target(*self._args, **self._kwargs)

    def join(self, *a):
        super().join(*a)
        return self.result

w = Returning(target=lambda a, b=0: a + b, args=(1,), kwargs={'b': 5})
w.start()
print(w.join())
t = threading.Thread(target=print, args=[1], kwargs=dict(end='!\n'))
print(t._args, t._kwargs)
t.start()
t.join()
tm = threading.Timer(0, print, args=['x'], kwargs={'end': '?\n'})
print(tm.args, tm.kwargs, tm.interval)
tm.start()
tm.join()
def add(a, b=1):
    return a + b
bound = inspect.signature(add).bind_partial(1, b=2)
print(bound.kwargs, bound.arguments)

# --- __getattr__ of a class that extends one of a library, which gives what waits
import threading, queue, time

class Kept(dict):
    def __getattr__(self, name):
        return self[name]

class Failed(Exception):
    def __getattr__(self, name):
        return time.sleep

class Calls(list):
    def __getattr__(self, name):
        def f(*a):
            time.sleep(0.001)
            return name, a
        return f

class Remote(queue.Queue):
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return lambda *a: (time.sleep(0.001), name)

class T(threading.Thread):
    def __getattr__(self, name):
        if name != 'x':
            raise AttributeError(name)
        return time.sleep

d = Kept(nap=time.sleep, n=3)
print(d.nap(0.001), d.n)
print(Failed().zzz(0.001))
print(Calls([1]).go(4), len(Calls([1])))
q = Remote()
q.put(1)
print(q.get(), q.foo())
print(T().x(0.001))
t = threading.Thread(target=lambda: print('t', d.nap(0)))
t.start()
t.join()

# --- concurrent.futures: futures by hand, what waits for several, and threads of executors
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor, wait, as_completed, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, TimeoutError, Executor
import time, threading
f = Future()
print(f.set_running_or_notify_cancel(), f.running(), f.cancel(), f.done())
f.add_done_callback(lambda x: print('called', x.result()))
f.set_result(1)
print('after')
f.add_done_callback(lambda x: print('at once', x.done()))
for act in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
    try:
        act()
    except InvalidStateError as e:
        print(type(e).__name__, str(e)[:16], isinstance(e, Exception))
g = Future()
g.add_done_callback(lambda x: print('cancelled', x.cancelled()))
print(g.cancel(), g.cancel(), g.cancelled(), g.done(), g.running())
print(g.set_running_or_notify_cancel())
for what in ('result', 'exception'):
    try:
        getattr(g, what)(timeout=0)
    except CancelledError as e:
        print('CancelledError', e.args)
h = Future()
try:
    h.result(timeout=0.01)
except TimeoutError as e:
    print('timeout', e.args)
h.set_exception(ValueError('bad'))
print(repr(h.exception()), h.exception(0))
try:
    h.result()
except ValueError as e:
    print(e)
print(str(Future()).split(' ')[3], str(h).split('state=')[1], str(f).split('state=')[1], str(g).split('state=')[1])
def work(n):
    time.sleep(n)
    if n == 0.02:
        raise KeyError(n)
    return n
with ThreadPoolExecutor(max_workers=3) as ex:
    fs = [ex.submit(work, n) for n in (0.01, 0.02, 0.05)]
    done, rest = wait(fs, return_when=FIRST_COMPLETED)
    print(len(done), len(rest))
    r = wait(fs, return_when=FIRST_EXCEPTION)
    print(len(r.done), len(r.not_done), fs[2] in r.not_done)
    r = wait(fs, timeout=0)
    print(len(r.done), r.done == {fs[0], fs[1]})
    print(wait(fs).not_done)
    fs = [ex.submit(work, n) for n in (0.05, 0.01)]
    print([x.result() for x in as_completed(fs)])
    slow = [ex.submit(work, n) for n in (0.2, 0.01)]
    try:
        for x in as_completed(slow, timeout=0.05):
            print(x.result())
    except TimeoutError as e:
        print(e)
    try:
        print(list(ex.map(work, [0.01, 0.15], timeout=0.05)))
    except TimeoutError as e:
        print('map', e.args)
    print(list(ex.map(lambda a, b: a * b, [1, 2, 3], (4, 5))))
    print([threading.current_thread().name for _ in range(1)], ex.submit(lambda: threading.current_thread().name[-2:]).result())
try:
    ex.submit(work, 1)
except RuntimeError as e:
    print(e)
try:
    ThreadPoolExecutor(max_workers=0)
except ValueError as e:
    print(e)
local = threading.local()
def init(a):
    local.x = a
with ThreadPoolExecutor(2, thread_name_prefix='w', initializer=init, initargs=(7,)) as pool:
    print(list(pool.map(lambda n: (local.x, n), range(4))), pool.submit(lambda: threading.current_thread().name).result()[:2])
ex = ThreadPoolExecutor(1)
a = ex.submit(time.sleep, 0.05); b = ex.submit(print, 'never'); c = ex.submit(print, 'never')
time.sleep(0.01)
print(a.running(), b.running(), b.cancel())
ex.shutdown(wait=True, cancel_futures=True)
print(a.done(), b.cancelled(), c.cancelled(), threading.active_count())
def cb(fut):
    time.sleep(0.001)
    print('cb', fut.result())
with ThreadPoolExecutor(2) as ex:
    x = ex.submit(pow, 2, 3)
    x.add_done_callback(cb)
class Inline(Executor):
    def submit(self, fn, *a, **k):
        f = Future()
        try:
            f.set_result(fn(*a, **k))
        except Exception as e:
            f.set_exception(e)
        return f
with Inline() as e:
    print(list(e.map(str, [1, 2])), e.submit(int, 'x').exception())
print(issubclass(InvalidStateError, Exception), CancelledError.__mro__[1].__name__, CancelledError.__module__)

# --- encodings, and what is wrong with bytes and texts
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: b'a'.decode('utf-16')); t(lambda: b'a'.decode('utf-16-be')); t(lambda: b'\xff\xfea'.decode('utf-16'))
t(lambda: b'\x00\xdca\x00'.decode('utf-16-le')); t(lambda: b'\x00\xd8a\x00'.decode('utf-16-le')); t(lambda: b'\x00\xd8'.decode('utf-16'))
t(lambda: b'abc'.decode('utf-32')); t(lambda: b'aaaa'.decode('utf-32')); t(lambda: b'\x00\xd8\0\0'.decode('utf-32-le')); t(lambda: b'abcde'.decode('utf-32-be'))
t(lambda: '\ud800'.encode()); t(lambda: '\ud800'.encode('utf-16')); t(lambda: 'aéé€'.encode('ascii')); t(lambda: 'aéé€€'.encode('latin1'))
t(lambda: 'ł'.encode('cp1252')); t(lambda: b'\x81'.decode('cp1252')); t(lambda: 'a'.encode('foo')); t(lambda: 'é'.encode('ascii', 'foo'))
t(lambda: b'\xe9'.decode('utf8', 'xmlcharrefreplace')); t(lambda: b'\xe2\x82'.decode()); t(lambda: b'\xe2\x82'.decode('utf-8', 'replace'))
t(lambda: b'\xe2\x82a'.decode('utf-8', 'backslashreplace')); t(lambda: b'\xf0\x9f\x98a'.decode()); t(lambda: b'\xed\xa0\x80'.decode())
t(lambda: 'é€😀'.encode('ascii', 'backslashreplace')); t(lambda: 'é€😀'.encode('ascii', 'xmlcharrefreplace')); t(lambda: 'é€😀'.encode('latin-1', errors='replace'))
t(lambda: 'é😀'.encode('utf-16-be')); t(lambda: 'é😀'.encode('utf-16')); t(lambda: 'é😀'.encode('utf-32')); t(lambda: 'é'.encode('utf_8_sig')); t(lambda: b'\xef\xbb\xbfa'.decode('utf-8-sig')); t(lambda: b'\xef\xbb\xbfa'.decode('utf-8'))
t(lambda: b'\xe9a'.decode('ascii', 'surrogateescape').encode('utf-8', 'surrogateescape')); t(lambda: b'\xff\xfe\x00\x00a\0\0\0'.decode('utf-32'))
t(lambda: b'\x80abc'.decode('iso8859-15')); t(lambda: b'\xa4'.decode('iso-8859-15')); t(lambda: b'\x98'.decode('cp1251')); t(lambda: '\x81'.encode('cp1252')); t(lambda: b'\xae'.decode('iso8859-7'))
t(lambda: b'\x80'.decode('ascii')); t(lambda: b'\x80a'.decode('ascii', 'replace')); t(lambda: b'\x80a'.decode(encoding='ascii', errors='ignore')); t(lambda: 'a\ud800'.encode('ascii', 'replace'))
t(lambda: UnicodeDecodeError('utf-8', b'abc', 1, 2, 'why')); t(lambda: str(UnicodeDecodeError('utf-8', b'abc', 0, 2, 'why')))
t(lambda: UnicodeDecodeError('x'))
t(lambda: '€ and ć'.encode('cp1250')); t(lambda: 'привет'.encode('cp1251').decode('koi8-r')); t(lambda: str(b'caf\xe9', 'latin-1')); t(lambda: bytes('é', 'ascii', 'ignore'))
t(lambda: bytearray('é', 'utf-16-le'))
try:
    b'a\xff'.decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args, repr(e))
try:
    'aé'.encode('ascii')
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args, isinstance(e, ValueError))
import json
for raw in (b'"\xe9"', '"é"'.encode(), '"é"'.encode('utf-16'), '"é"'.encode('utf-16-be'), '"é"'.encode('utf-32'), '"é"'.encode('utf-8-sig'), b'\xff', b'1', b'', b'[1, "\xff"]'):
    try:
        print(json.loads(raw))
    except ValueError as e:
        print(type(e).__name__, e)
t(lambda: json.loads('\ufeff1'))

# --- base64, binascii and hexadecimal digits: what is there, and what is wrong with data
import base64, binascii
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, type(e).__module__, e)
for s in ('abc', 'YWJj\n', 'YQ=', 'Y', 'YQ==', 'Y Q = =', b'YWI=', 'YWI', 'YWJj!', 'é', 'YQ==YQ==', 'YQ=a', '', '=', '====', 'A=B=', 'YW=J', 'YWJjZ'):
    t(lambda: base64.b64decode(s))
    t(lambda: base64.b64decode(s, validate=True))
t(lambda: base64.b64encode(b'\xfb\xff', b'-_')); t(lambda: base64.b64decode('-_8=', '-_')); t(lambda: base64.b64encode('abc')); t(lambda: base64.b64decode('-_8=', altchars=b'-_')); t(lambda: base64.b64decode(None))
t(lambda: base64.urlsafe_b64encode(b'\xfb\xff')); t(lambda: base64.urlsafe_b64decode('-_8=')); t(lambda: base64.standard_b64encode(b'hi')); t(lambda: base64.standard_b64decode(b'aGk='))
t(lambda: base64.encodebytes(b'x' * 60)); t(lambda: base64.decodebytes(b'aGk=\n'))
for b in (b'', b'f', b'fo', b'foo', b'foob', b'fooba', b'foobar'):
    t(lambda: (base64.b32encode(b), base64.b32hexencode(b), base64.b16encode(b), base64.b85encode(b), base64.a85encode(b)))
    t(lambda: (base64.b32decode(base64.b32encode(b)), base64.b16decode(base64.b16encode(b)), base64.b85decode(base64.b85encode(b)), base64.a85decode(base64.a85encode(b)), base64.b32hexdecode(base64.b32hexencode(b))))
t(lambda: base64.b32decode('MY')); t(lambda: base64.b32decode('my======')); t(lambda: base64.b32decode('my======', casefold=True)); t(lambda: base64.b32decode('M1======', map01='I')); t(lambda: base64.b32decode('M1======'))
t(lambda: base64.b16decode('abcd')); t(lambda: base64.b16decode('abcd', True)); t(lambda: base64.b16decode('ABC')); t(lambda: base64.b16decode('XY'))
t(lambda: base64.a85encode(b'\0\0\0\0abcd    ')); t(lambda: base64.a85encode(b'\0\0\0\0abcd    ', foldspaces=True, wrapcol=5, adobe=True)); t(lambda: base64.a85encode(b'abc', pad=True)); t(lambda: base64.a85decode('<~z@:E_W~>', adobe=True)); t(lambda: base64.a85decode('z @:E_W')); t(lambda: base64.a85decode('v')); t(lambda: base64.b85encode(b'abc', pad=True))
t(lambda: base64.b85decode('a~b"')); t(lambda: base64.b85decode('|||||')); t(lambda: base64.a85decode('@:E_W~')); t(lambda: base64.a85decode('uuuuu'))
t(lambda: binascii.hexlify(b'az', '-')); t(lambda: b'abcd'.hex('-', 2)); t(lambda: binascii.hexlify(b'abcde', '_', -2)); t(lambda: binascii.b2a_hex(b'\xff')); t(lambda: binascii.unhexlify('6')); t(lambda: binascii.unhexlify('zz')); t(lambda: binascii.a2b_hex(b'6162')); t(lambda: binascii.unhexlify('61 62'))
t(lambda: binascii.b2a_base64(b'abc')); t(lambda: binascii.b2a_base64(b'abc', newline=False)); t(lambda: binascii.a2b_base64('YWI')); t(lambda: binascii.a2b_base64(b'YWI=')); t(lambda: binascii.a2b_base64('YWI=\n', strict_mode=True))
t(lambda: binascii.crc32(b'hello')); t(lambda: binascii.crc32(b'lo', binascii.crc32(b'hel'))); t(lambda: binascii.crc_hqx(b'hello', 0))
t(lambda: issubclass(binascii.Error, ValueError)); t(lambda: bytes.fromhex('6 1')); t(lambda: bytes.fromhex('61 62')); t(lambda: b'ab'.hex(':')); t(lambda: bytes.fromhex('zz')); t(lambda: bytes.fromhex('616')); t(lambda: b''.hex('-')); t(lambda: b'abc'.hex(sep='.')); t(lambda: b'abc'.hex('xx')); t(lambda: bytearray(b'ab').hex(' ', 1)); t(lambda: memoryview(b'ab').hex('-'))

# --- hmac and hashlib
import hmac, hashlib
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
h = hmac.new(b'key', b'msg', hashlib.sha256)
print(h.hexdigest(), h.name, h.digest_size, h.block_size)
h.update(b'more')
c = h.copy()
c.update(b'!')
print(h.hexdigest()[:8], c.hexdigest()[:8], len(h.digest()))
print(hmac.new(key=b'k', msg=b'm', digestmod='sha1').hexdigest(), hmac.new(b'k', digestmod='md5').hexdigest())
print(hmac.digest(b'k', b'm', 'sha512').hex()[:10])
t(lambda: hmac.new(b'k', b'm')); t(lambda: hmac.new('k', b'm', 'sha1')); t(lambda: hmac.new(b'k', 'm', 'sha1'))
t(lambda: hmac.compare_digest('a', 'a')); t(lambda: hmac.compare_digest(b'a', b'b')); t(lambda: hmac.compare_digest('a', b'a')); t(lambda: hmac.compare_digest('é', 'é'))
t(lambda: hashlib.md5('abc')); t(lambda: hashlib.sha1(b'a').update('b')); t(lambda: hashlib.new('sha256', b'a').hexdigest()[:6]); t(lambda: hashlib.new('nope'))
t(lambda: hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 10).hex()[:8])
import zlib
t(lambda: zlib.crc32('a')); t(lambda: zlib.crc32(b'a'))

# --- type() with three arguments: hooks, descriptors, keywords
class Base:
    def __init_subclass__(cls, code=None, **kw):
        super().__init_subclass__(**kw)
        print('sub', cls.__name__, code, kw)
class C(Base, code=1):
    pass
D = type('D', (Base,), {'x': 5}, code=2)
E = type('E', (D,), {})
class Named:
    def __set_name__(self, owner, name):
        self.name = name
        print('named', owner.__name__, name)
    def __get__(self, obj, cls):
        return self if obj is None else 'value of ' + self.name
F = type('F', (), {'a': Named(), 'hi': lambda self, n=1: ('hi', n), '__doc__': 'Doc.', 'n': property(lambda self: 7), 's': staticmethod(lambda x: x + 1), 'c': classmethod(lambda cls: cls.__name__), '__init__': lambda self, v=0: setattr(self, 'v', v), '__repr__': lambda self: 'F<%s>' % self.v, '__len__': lambda self: 3})
f = F(4)
print(f.a, f.hi(), f.hi(2), f.n, f.s(1), F.s(2), f.c(), f, len(f), F.__doc__, F.__name__, F.__module__, type(f) is F, isinstance(f, F))
print(F.__mro__[1].__name__, [k.__name__ for k in Base.__subclasses__()], issubclass(E, Base))
G = type('G', (dict,), {'get2': lambda self, k: self.get(k, 2)})
print(G(a=1).get2('b'), G(a=1))
Err = type('Err', (ValueError,), {'code': 3})
try:
    raise Err('bad')
except ValueError as e:
    print(type(e).__name__, e, e.code)
try:
    type('H', (), {}, k=1)
except TypeError as e:
    print(e)
P = type('P', (F, Base), {})
print([c.__name__ for c in P.__mro__])
def make(n):
    return type('K%d' % n, (Base,), dict(n=n, get=lambda self: self.n), code=n)
print([k().get() for k in map(make, (1, 2))])
print(vars(type('V', (), {'a': 1}))['a'], hasattr(F, 'nope'))

# --- os.walk, reading of descriptors, and extended interpolation
import configparser, os, tempfile, shutil
ext = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
ext.read_string('''
[DEFAULT]
home = /srv
[paths]
data = ${home}/data
log = ${data}/log $$5
[app]
file = ${paths:log}.txt
bad = ${nope}
worse = ${no:x}
wrong = $x
''')
print(ext['paths']['data'], ext['paths']['log'], ext.get('app', 'file'), ext.get('app', 'file', raw=True))
for name in ('bad', 'worse', 'wrong'):
    try:
        ext.get('app', name)
    except configparser.InterpolationError as e:
        print(type(e).__name__, e)
print(dict(ext['paths']))
tmp = tempfile.mkdtemp()
try:
    os.makedirs(os.path.join(tmp, 'a', 'b'))
    os.makedirs(os.path.join(tmp, 'c'))
    for name in ('1.txt', 'a/2.txt', 'a/b/3.txt'):
        with open(os.path.join(tmp, name), 'w') as f:
            f.write(name)
    for root, dirs, files in os.walk(tmp):
        dirs.sort()
        print(os.path.relpath(root, tmp), dirs, sorted(files))
        if 'c' in dirs:
            dirs.remove('c')
    print(sorted(os.path.relpath(r, tmp) for r, _, _ in os.walk(tmp, topdown=False)), [os.path.basename(r) for r, d, f in os.walk(tmp, topdown=False)][-1] == os.path.basename(tmp))
    print(list(os.walk(os.path.join(tmp, 'nope'))), sum(len(files) for _, _, files in os.walk(tmp)))
    with open(os.path.join(tmp, '1.txt'), 'rb') as f:
        print(os.read(f.fileno(), 3), os.read(f.fileno(), 100), os.read(f.fileno(), 1))
finally:
    shutil.rmtree(tmp)
# --- methods of the runtime's objects as values
import queue, random, csv, io, re, sys, threading, collections, decimal, datetime, contextlib, argparse, string, json, hashlib, struct, time, configparser, fractions, statistics, pathlib, textwrap, types, itertools, functools
def t(name, f):
    try: print(name, f())
    except Exception as e: print(name, type(e).__name__, e)
q = queue.Queue(); put = q.put_nowait; get = q.get_nowait; put(1); t('queue', get)
r = random.Random(1); f = r.random; g = r.randint; t('random', lambda: (f(), g(1, 9)))
o = io.StringIO(); w = csv.writer(o).writerow; w([1, 2]); wr = o.write; wr('x'); gv = o.getvalue; t('io', gv)
m = re.compile('a+').match; s = re.compile('b').sub; t('re', lambda: (m('aab').group(), s('c', 'abb')))
mm = re.match('(a)(b)', 'ab'); gr = mm.group; gs = mm.groups; t('match', lambda: (gr(1), gs(), mm.start(), (mm.span)(2)))
out = sys.stdout.write; out('direct\n')
lock = threading.Lock(); acq = lock.acquire; rel = lock.release; t('lock', lambda: (acq(), rel()))
ev = threading.Event(); st = ev.set; iss = ev.is_set; st(); t('event', iss)
d = collections.deque(); app = d.append; pop = d.popleft; app(3); app(4); t('deque', pop)
c = collections.Counter(); up = c.update; mc = c.most_common; up('aab'); t('counter', lambda: mc(1))
od = collections.OrderedDict(); mv = od.move_to_end; od['a'] = 1; od['b'] = 2; mv('a'); t('od', lambda: list(od))
dd = collections.defaultdict(list); g2 = dd.get; t('dd', lambda: g2('x', 0))
x = decimal.Decimal('2'); sq = x.sqrt; qz = decimal.Decimal('1.25').quantize; t('dec', lambda: (str(sq())[:6], qz(decimal.Decimal('0.1'))))
dt = datetime.datetime(2020, 1, 2); iso = dt.isoformat; rep = dt.replace; sf = dt.strftime; t('dt', lambda: (iso(), rep(year=2021), sf('%Y')))
td = datetime.timedelta(hours=1); ts = td.total_seconds; t('td', ts)
es = contextlib.ExitStack(); cb = es.callback; cb(print, 'bye'); cl = es.close; t('es', cl)
p = argparse.ArgumentParser(); aa = p.add_argument; aa('x'); pa = p.parse_args; t('ap', lambda: pa(['v']).x)
tm = string.Template('$a'); sub = tm.substitute; t('tmpl', lambda: sub(a=1))
h = hashlib.md5(); hu = h.update; hd = h.hexdigest; hu(b'x'); t('hash', lambda: hd()[:6])
stt = struct.Struct('>H'); pk = stt.pack; t('struct', lambda: pk(1))
cp = configparser.ConfigParser(); rs = cp.read_string; rs('[a]\nb=1'); gi = cp.getint; t('cp', lambda: gi('a', 'b'))
fr = fractions.Fraction(3, 2); ld = fr.limit_denominator; t('fr', lambda: ld(10))
pth = pathlib.PurePath('a/b.c'); ws = pth.with_suffix; jp = pth.joinpath; t('path', lambda: (ws('.d'), jp('e')))
enc = json.JSONEncoder(); en = enc.encode; t('json', lambda: en([1]))
cm = collections.ChainMap({'a': 1}); nc = cm.new_child; t('cm', lambda: nc()['a'])
th = threading.Thread(target=print, args=('thread',)); start = th.start; join = th.join; start(); join(); t('thread', th.is_alive)
tw = textwrap.TextWrapper(width=10); fl = tw.fill; t('tw', lambda: fl('aaa bbb ccc ddd'))
sn = types.SimpleNamespace(a=1); t('sn', lambda: sn.a)
b = bytearray(b'ab'); ext = b.extend; ext(b'c'); t('ba', lambda: bytes(b))
cond = threading.Condition(); notify = cond.notify_all
sem = threading.Semaphore(2); sa = sem.acquire; t('sem', lambda: sa(blocking=False))
gen = (i for i in range(3)); nx = gen.__next__; sd = gen.send; t('gen', lambda: (nx(), sd(None)))
ss = {1}; sadd = ss.add; sadd(2); t('set', lambda: len(ss))
# --- classes that are not at the top of a module
from dataclasses import dataclass
from enum import Enum
class Outer:
    @dataclass
    class Inner:
        x: int
    class Kind(Enum):
        A = 1
    class Plain: pass
    class Err(Exception): pass
def f():
    @dataclass
    class Local:
        y: int = 2
    class P: pass
    return Local(), P
print(Outer.Inner(1), Outer.Kind.A, repr(Outer.Kind.A), f()[0])
print(Outer.Plain, f()[1], type(Outer.Inner(1)), Outer.Kind, [Outer.Err('x')])
print(str(type(Outer.Plain())), '%s' % Outer.Err, f'{Outer.Plain}')
print(repr(Outer.Plain()).split(' at ')[0], repr(f()[1]()).split(' at ')[0])
# --- what exceptions keep of arguments by name
class F(Exception):
    def __init__(self, msg, code=0):
        self.msg = msg
        self.code = code
class G(Exception):
    def __init__(self, msg, code=0):
        super().__init__(msg)
        self.code = code
class H(F):
    pass
class K(ValueError):
    def __init__(self, *, field, why='bad'):
        self.field = field
        self.why = why
for c in (F, H, G):
    e = c('a', code=5)
    print(e, e.args, repr(e), e.code)
e = F('a', code=5); print(e, e.args, e.code)
e = F(msg='a'); print(str(e), e.args, e.msg)
e = H('b', code=6); print(e, e.args, e.code)
e = G('c', code=7); print(e, e.args, e.code)
e = F('d', 8); print(e, e.args)
e = K(field='x'); print(str(e) == '', e.args, e.why)
try: raise F('z', code=1)
except F as x: print('caught', x, x.code)
# --- a dict and a set whose keys are put back while they are gone through
d = {0: 0, 'a': 1}
try:
    for k in d:
        v = d.pop(k); d[k] = v
    print('through')
except RuntimeError as e: print(e)
s = {'x'}
n = 0
for x in s:
    s.discard(x); s.add(x); n += 1
    if n > 5: break
print(n)
for k in list(d): d[k] = d.pop(k)
print(d)
