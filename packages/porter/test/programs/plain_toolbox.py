import os, sys, tempfile, pathlib, glob, hashlib, base64, struct, configparser, argparse, io, json, re, html, string, datetime, calendar, fnmatch, difflib, shlex, types, inspect, functools, weakref, collections, bisect, heapq, decimal, fractions
from urllib.parse import urlparse, urlencode, parse_qs, quote
tmp = pathlib.Path(tempfile.mkdtemp())
(tmp / 'sub').mkdir()
for i, name in enumerate(['a.txt', 'b.log', 'sub/c.txt']):
    (tmp / name).write_text(f'line {i}\nsecond\n' * (i + 1))
print(sorted(p.relative_to(tmp).as_posix() for p in tmp.rglob('*.txt')), [os.path.basename(p) for p in sorted(glob.glob(str(tmp / '*.*')))])
total = 0
for root, dirs, files in os.walk(tmp):
    dirs.sort()
    for f in sorted(files):
        total += os.path.getsize(os.path.join(root, f))
print(total)
with open(tmp / 'a.txt', 'a+', encoding='utf-8') as f:
    f.write('über\n'); f.seek(0)
    for n, line in enumerate(f, 1): print(n, line.rstrip(), end='; ')
print()
with open(tmp / 'bin', 'wb') as f: f.write(struct.pack('<IH4s', 1, 2, b'abcd'))
data = (tmp / 'bin').read_bytes(); print(struct.unpack('<IH4s', data), data.hex(), hashlib.sha256(data).hexdigest()[:12], base64.b64encode(data).decode())
cp = configparser.ConfigParser(); cp.read_string('[server]\nport = 80\ndebug = yes\nhosts = a, b\n[DEFAULT]\nname = x')
print(cp.sections(), cp.getint('server', 'port'), cp['server'].getboolean('debug'), [h.strip() for h in cp['server']['hosts'].split(',')], cp.get('server', 'nope', fallback='-'), dict(cp['server']))
ap = argparse.ArgumentParser(prog='tool', description='A tool.')
sub = ap.add_subparsers(dest='cmd', required=True)
add = sub.add_parser('add', help='add it'); add.add_argument('items', nargs='+', type=int); add.add_argument('--scale', '-s', type=float, default=1.0); add.add_argument('-v', action='count', default=0)
ls = sub.add_parser('ls'); ls.add_argument('--all', action='store_true')
ns = ap.parse_args(['add', '1', '2', '-s', '2.5', '-vv']); print(ns, sum(ns.items) * ns.scale)
print(vars(ap.parse_args(['ls', '--all'])))
ap.print_help()
try: ap.parse_args(['add', 'x'])
except SystemExit as e: print('exit', e.code)
u = urlparse('https://user@ex.com:8080/p/a?q=1&r=a%20b#frag'); print(u.netloc, u.port, u.path, parse_qs(u.query), u.fragment, urlencode({'a': 'b c', 'd': 1}), quote('a/b c'))
print(html.escape('<a href="x">'), shlex.split('a "b c" d'), fnmatch.filter(['a.py', 'b.txt'], '*.py'), string.Template('$a-${b}').substitute(a=1, b=2))
print('\n'.join(difflib.unified_diff(['a', 'b'], ['a', 'c'], lineterm='')))
LOG = '''127.0.0.1 - - [10/Oct/2023:13:55:36 +0000] "GET /index.html HTTP/1.1" 200 2326
10.0.0.5 - bob [10/Oct/2023:13:56:01 +0000] "POST /api HTTP/1.1" 500 12
127.0.0.1 - - [11/Oct/2023:00:00:00 +0000] "GET / HTTP/1.1" 200 5'''
pat = re.compile(r'(?P<ip>\S+) \S+ (?P<user>\S+) \[(?P<ts>[^\]]+)\] "(?P<verb>\w+) (?P<path>\S+)[^"]*" (?P<code>\d{3}) (?P<size>\d+)')
hits = [m.groupdict() for m in map(pat.match, LOG.splitlines()) if m]
by = collections.Counter(h['ip'] for h in hits); print(by.most_common(), sum(int(h['size']) for h in hits), {h['code'] for h in hits} == {'200', '500'})
print([datetime.datetime.strptime(h['ts'], '%d/%b/%Y:%H:%M:%S %z').isoformat() for h in hits][:2])
print(re.sub(r'(\d+)', lambda m: str(int(m[1]) * 2), 'a1b22'), re.split(r'[,;]\s*', 'a, b;c'), re.findall(r'(\w)(\d)', 'a1 b2'), re.fullmatch(r'\d{3}-\d{4}', '555-1234') is not None)
class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw); cls.registry[key or cls.__name__.lower()] = cls
class Csv(Plugin, key='csv'):
    def run(self): return 'csv!'
class Json(Plugin):
    def run(self): return 'json!'
print({k: v().run() for k, v in Plugin.registry.items()})
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, obj, owner=None): return self if obj is None else getattr(obj, self.name)
    def __set__(self, obj, v):
        if not isinstance(v, self.kind): raise TypeError(f'{self.name[1:]} must be {self.kind.__name__}, not {type(v).__name__}')
        setattr(obj, self.name, v)
class P:
    age = Typed(int); name = Typed(str)
    def __init__(self, name, age): self.name, self.age = name, age
try: P('x', 3).age = 'y'
except TypeError as e: print(e)
print(P('n', 4).age, vars(P('n', 4)))
def graph():
    g = {'a': {'b': 1, 'c': 4}, 'b': {'c': 2, 'd': 5}, 'c': {'d': 1}, 'd': {}}
    dist = {n: float('inf') for n in g}; dist['a'] = 0; pq = [(0, 'a')]; prev = {}
    while pq:
        d, n = heapq.heappop(pq)
        if d > dist[n]: continue
        for m, w in g[n].items():
            if (nd := d + w) < dist[m]: dist[m], prev[m] = nd, n; heapq.heappush(pq, (nd, m))
    path, at = [], 'd'
    while at: path.append(at); at = prev.get(at)
    return dist, path[::-1]
print(graph())
print(calendar.month(2024, 2)); print(decimal.Decimal('0.1') + decimal.Decimal('0.2'), fractions.Fraction(1, 3) + 1, bisect.bisect([1, 3, 5], 3))
def memo(f):
    cache = {}
    @functools.wraps(f)
    def inner(*a, **k):
        key = a, frozenset(k.items())
        if key not in cache: cache[key] = f(*a, **k)
        return cache[key]
    inner.cache = cache
    return inner
@memo
def fib(n): 'Fib.'; return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), len(fib.cache), fib.__name__, fib.__doc__, inspect.signature(fib), fib.__wrapped__ is not fib)
o = types.SimpleNamespace(a=1, b=[2]); o.c = 3; print(o, sorted(vars(o)))
import shutil; shutil.rmtree(tmp); print(tmp.exists())
