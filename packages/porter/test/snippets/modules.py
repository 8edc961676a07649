# --- math
import math
print(math.sqrt(16), math.floor(-2.5), math.ceil(2.1), math.pi, math.factorial(20), math.gcd(12, 18), math.log(8, 2), math.hypot(3, 4), math.isnan(float('nan')), math.pow(2, 3), math.fsum([0.1] * 10), math.comb(5, 2), math.trunc(-3.7), math.inf)
try:
    math.sqrt(-1)
except ValueError as e:
    print(e)
# --- random with a seed
import random
random.seed(42)
print(random.randint(1, 100), random.random(), random.choice('abcdef'))
l = [1, 2, 3, 4]
random.shuffle(l)
print(l, random.sample(range(10), 3), random.uniform(1, 2), random.randrange(0, 100, 5), random.choices([1, 2, 3], k=4), random.gauss(0, 1), random.getrandbits(40))
random.seed('text')
print(random.random(), random.Random(7).randint(0, 1000))
# --- json
import json
print(json.dumps({'a': [1, 2.0, None, True], 'b': 'é"\n'}), json.dumps([1, {'x': 1}], indent=2), json.dumps({'b': 1, 'a': 2}, sort_keys=True, separators=(',', ':')))
d = json.loads('{"a": [1, 2.5, 3.0, null, true], "b": {"c": "\\u00e9"}, "n": 12345678901234567890}')
print(d, type(d['a'][2]).__name__)
try:
    json.loads('{"a": }')
except ValueError as e:
    print(type(e).__name__, e)
try:
    json.dumps(object)
except TypeError as e:
    print('type error')
# --- re
import re
m = re.match(r'(\w+)\s+(?P<num>\d+)', 'abc 123 rest')
print(m.group(0), m.group(1), m.group('num'), m.groups(), m.groupdict(), m.start(), m.end(), m.span(2))
print(re.findall(r'\d+', 'a1b22c333'), re.findall(r'(\w)=(\d)', 'a=1 b=2'), re.sub(r'\d', '#', 'a1b2'), re.sub(r'(\w)(\d)', r'\2\1', 'a1b2'), re.split(r'[,;]\s*', 'a, b;c'), re.search('x', 'abc'))
print(re.sub(r'\d+', lambda m: str(int(m.group()) * 2), 'a1b22'), bool(re.match('^a.c$', 'abc')), re.compile('A', re.I).findall('aAa'), [m.group() for m in re.finditer('a.', 'abacad')], re.escape('a.b*c'), re.subn('a', 'b', 'aaa', 2))
# --- collections
from collections import defaultdict, Counter, deque, OrderedDict, namedtuple
d = defaultdict(list)
d['a'].append(1)
d['b'].append(2)
print(dict(d), d, sorted(d))
c = Counter('abracadabra')
print(c.most_common(2), c['a'], c['zz'], c, sum(c.values()), c + Counter('aab'))
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
print(q, q.popleft(), q.pop(), len(q), q[0], list(q))
q.rotate(1)
print(q)
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p._replace(x=5), p == (1, 2), P._fields, isinstance(p, tuple))
a, b = p
print(a + b)
o = OrderedDict([('a', 1), ('b', 2)])
o.move_to_end('a')
print(o, list(o), o.popitem(last=False))
# --- itertools
import itertools
print(list(itertools.islice(itertools.count(5), 3)), list(itertools.chain([1], 'ab')), list(itertools.combinations('abc', 2)), list(itertools.permutations([1, 2, 3], 2)), list(itertools.product('ab', [1, 2])))
print([(k, list(g)) for k, g in itertools.groupby('aabbc')], list(itertools.accumulate([1, 2, 3])), list(itertools.zip_longest([1, 2], 'a', fillvalue='-')), list(itertools.takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(itertools.repeat('x', 2)), list(itertools.chain.from_iterable([[1], [2]])), list(itertools.starmap(pow, [(2, 3)])))
# --- functools
import functools
print(functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.partial(int, base=2)('101'), functools.partial(pow, 2)(5))
@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50))
def deco(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner
@deco
def named():
    return 1
print(named.__name__, named(), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
# --- heapq and bisect
import heapq, bisect
h = [5, 3, 8, 1]
heapq.heapify(h)
heapq.heappush(h, 2)
print(h, heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(2, h), bisect.bisect([1, 3, 5], 3), bisect.bisect_left([1, 3, 5], 3))
h = []
for pair in [(2, 'b'), (1, 'z'), (2, 'a')]:
    heapq.heappush(h, pair)
print([heapq.heappop(h) for _ in range(3)])
# --- operator and copy
import operator, copy
print(sorted([(1, 'b'), (0, 'c')], key=operator.itemgetter(1)), operator.add(1, 2))
a = [[1], {'k': [2]}]
b = copy.copy(a)
c = copy.deepcopy(a)
a[0].append(9)
print(b, c)
# --- string and textual constants
import string
print(string.ascii_lowercase[:5], string.digits, string.punctuation[:5])
# --- struct
import struct
print(struct.pack('>IHb', 1, 2, -1), struct.unpack('<Ih', b'\x01\x00\x00\x00\xff\xff'), struct.calcsize('!Qd'), struct.pack('5s', b'ab'), struct.unpack('>d', struct.pack('>d', 1.5)))
# --- io
import io
s = io.StringIO()
s.write('a\nb\n')
print('x', file=s)
print(repr(s.getvalue()), io.StringIO('l1\nl2').readlines(), io.BytesIO(b'abc').read(2))
for line in io.StringIO('p\nq\n'):
    print(line.strip())
# --- contextlib
import contextlib
@contextlib.contextmanager
def tag(name):
    print('<%s>' % name)
    try:
        yield name.upper()
    except ValueError as e:
        print('caught', e)
    finally:
        print('</%s>' % name)
with tag('b') as t:
    print(t)
with tag('i'):
    raise ValueError('v')
with contextlib.suppress(KeyError):
    {}['x']
print('end')
# --- datetime
import datetime
from datetime import timedelta
d = datetime.datetime(2020, 2, 28, 23, 30)
print(d, d + timedelta(hours=1), (d + timedelta(days=2)).strftime('%Y/%m/%d %H:%M'), d.isoformat(), d.weekday(), datetime.date(2020, 3, 1) - datetime.date(2020, 2, 1), timedelta(days=1, seconds=3661), timedelta(minutes=90).total_seconds(), datetime.datetime.strptime('2021-05-06', '%Y-%m-%d'))
print(d < d + timedelta(1), repr(d), repr(timedelta(2)), d == datetime.datetime(2020, 2, 28, 23, 30))
# --- enum
from enum import Enum
class Color(Enum):
    RED = 1
    GREEN = 2
    def hello(self):
        return 'I am ' + self.name
print(Color.RED, repr(Color.GREEN), Color.RED.name, Color.RED.value, Color(2), Color['RED'], list(Color), Color.RED == Color.RED, Color.RED is Color(1), Color.GREEN.hello(), isinstance(Color.RED, Color))
# --- dataclasses
from dataclasses import dataclass, field, asdict
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    def total(self):
        return self.x + self.y
@dataclass(order=True)
class Q(P):
    z: int = 5
p = P(1, y=2)
print(p, p == P(1, 2), p.total(), P(3).tags is P(3).tags, asdict(p), Q(1), Q(1) < Q(2))
# --- os and paths
import os
print(os.path.join('a', 'b', '/c', 'd'), os.path.basename('/x/y.txt'), os.path.splitext('a.tar.gz'), os.path.dirname('/a/b'), os.path.exists('/nowhere/at/all'), os.sep, os.environ.get('SURELY_NOT_SET', 'd'))
try:
    open('/nowhere/x')
except FileNotFoundError as e:
    print(e, e.errno)
except OSError:
    print('other')
# --- files
import os, tempfile
name = os.path.join(tempfile.mkdtemp(), 'snippet.txt')
with open(name, 'w') as f:
    f.write('one\ntwo\n')
    print('three', file=f)
with open(name) as f:
    for i, line in enumerate(f):
        print(i, line.rstrip())
print(open(name).read().splitlines(), os.path.getsize(name))
os.remove(name)
print(os.path.exists(name))
# --- hashlib and base64
import hashlib, base64, binascii
print(hashlib.md5(b'a').hexdigest(), hashlib.sha256(b'').hexdigest()[:16], base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), binascii.hexlify(b'\x01\xff'))
# --- logging to stdout
import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(levelname)s %(name)s %(message)s')
log = logging.getLogger('app')
log.info('hello %s', 'x')
log.debug('not shown')
logging.warning('w %d', 5)
# --- sys
import sys
sys.stdout.write('direct\n')
print(sys.version_info[0], sys.maxsize > 2 ** 40, len(sys.argv) > 0, sys.version_info >= (3, 0))
# --- time
import time
t = time.time()
time.sleep(0.001)
print(time.time() > t, isinstance(t, float), time.strftime('%Y', time.gmtime(0)))
# --- threads
import threading
results = []
lock = threading.Lock()
def work(n):
    with lock:
        results.append(n * n)
threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results), threads[0].is_alive())
# --- a thread class with a queue
import threading, queue
q = queue.Queue()
class Worker(threading.Thread):
    def __init__(self, q, out):
        threading.Thread.__init__(self)
        self.q = q
        self.out = out
    def run(self):
        while True:
            item = self.q.get()
            if item is None:
                break
            self.out.append(item + 1)
            self.q.task_done()
out = []
w = Worker(q, out)
w.start()
for i in range(3):
    q.put(i)
q.put(None)
w.join()
print(out, q.empty())
try:
    q.get_nowait()
except queue.Empty:
    print('empty')
# --- conditions and events
import threading
ready = threading.Event()
cond = threading.Condition()
log = []
def waiter():
    ready.wait()
    with cond:
        while not log:
            cond.wait()
        log.append('seen')
t = threading.Thread(target=waiter)
t.start()
ready.set()
with cond:
    log.append('item')
    cond.notify()
t.join()
print(log, ready.is_set())
# --- imports that are not there
try:
    import surely_not_there
except ImportError as e:
    print('no', e)
try:
    import simplejson as json
except ImportError:
    import json
print(json.dumps([1]))
# --- a star
from math import *
from itertools import *
from collections import *
def area(radius):
    return round(pi * pow(radius, 2), 2)
print(area(2), floor(2.7), sqrt(16), list(islice(count(5), 2)), Counter('aab')['a'], sum([1, 2]))
# --- imports of one name or another
try:
    from urllib2 import urlopen
except ImportError:
    from urllib.request import urlopen
try:
    from urllib.parse import quote, unquote as un
except ImportError:
    from urllib import quote, unquote as un
try:
    from urllib.request import Request
except ImportError:
    from urllib2 import Request
try:
    import urllib.parse as up
except ImportError:
    import urlparse as up
try:
    import cPickle as pickle
except ImportError:
    import pickle
def f():
    try:
        from urllib2 import urlopen
    except ImportError:
        from urllib.request import urlopen
    try:
        from urlparse import urljoin as j
    except ImportError:
        from urllib.parse import urljoin as j
    try:
        from nowhere import x
    except ImportError:
        x = None
    try:
        from collections import OrderedDict, nothing
    except ImportError:
        from collections import OrderedDict
        nothing = 1
    return callable(urlopen), j('http://a/b', 'c'), x, OrderedDict, nothing
print([callable(urlopen), quote('a b'), un('a%20b'), Request('http://a/').host, up.urljoin('http://a/b', 'd')])
print(pickle.loads(pickle.dumps([1])))
print(f())
try:
    from queue import Queue, Empty
except ImportError:
    from Queue import Queue, Empty
try:
    from nowhere import y
except ImportError:
    try:
        from urllib2 import HTTPError
    except ImportError:
        from urllib.error import HTTPError
try:
    Queue().get(False)
except Empty:
    print('empty')
print(issubclass(HTTPError, OSError))
# --- imports: what is one thing or another
try:
    import json as store
except ImportError:
    import pickle as store
print(store.dumps([1]))
def f():
    try:
        import json as store
    except ImportError:
        import pickle as store
    return store.loads('[2]')
print(f())
try:
    import simplejson as json
except ImportError:
    import json
print(json.dumps([3]))
try:
    import nowhere
except ImportError:
    nowhere = None
print(nowhere)
try:
    from json import dumps
except ImportError:
    dumps = None
print(dumps([4]))
def g():
    try:
        from json import dumps as d, loads
    except ImportError:
        from pickle import dumps as d, loads
    return d(loads('[5]'))
print(g())
try:
    from nowhere import a
except ImportError:
    try:
        from elsewhere import a
    except ImportError:
        from json import loads as a
print(a('[6]'))
class K:
    try:
        from json import dumps
    except ImportError:
        from pickle import dumps
    x = dumps([7])
print(K.x)
import sys
if sys.version_info[0] > 2:
    from json import loads as b
else:
    from pickle import loads as b
print(b('[8]'))
try:
    import pickle
except ImportError:
    pickle = None
print(pickle is None, pickle.loads(pickle.dumps([9])))
