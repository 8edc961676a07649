# --- os: files, their stat, the environment and commands
import os, tempfile
d = tempfile.mkdtemp()
p = os.path.join(d, 'f.txt')
with open(p, 'w') as f: f.write('hello')
s = os.stat(p)
print(s.st_size, s[6], len(s), type(s).__name__, oct(s.st_mode), isinstance(s.st_mtime, float), isinstance(s[8], int), s.st_mtime_ns // 10**9 == s[8], s == tuple(s))
os.utime(p, (100, 200.5)); print(os.stat(p).st_mtime, os.path.getmtime(p), os.path.getatime(p), os.stat(p)[8])
os.chmod(p, 0o600); print(oct(os.stat(p).st_mode & 0o777), os.access(p, os.R_OK), os.access(p, os.X_OK), os.access(d + '/nope', os.F_OK))
os.symlink(p, d + '/link'); print(os.readlink(d + '/link') == p, os.path.islink(d + '/link'), os.lstat(d + '/link').st_size == len(p))
os.makedirs(d + '/a/b'); os.link(p, d + '/hard'); print(os.stat(p).st_nlink, os.path.samefile(p, d + '/hard'))
with os.scandir(d) as it:
    for e in sorted(it, key=lambda e: e.name): print(e.name, e.is_dir(), e.is_file(), e.is_symlink(), e.path == os.path.join(d, e.name), repr(e), e.is_dir() or e.stat().st_size > 0)
print(sorted(x.name for x in os.scandir(d)))
os.replace(p, d + '/g.txt'); os.truncate(d + '/g.txt', 2); print(os.path.getsize(d + '/g.txt'), sorted(os.listdir(d)))
try: os.stat(p)
except FileNotFoundError as e: print(e.errno, e.filename == p, str(e).replace(d, 'D'))
try: os.environ['X'] = 5
except TypeError as e: print(e)
os.environ['EGY'] = 'v'; print(os.getenv('EGY'), os.environ.get('EGY'), 'EGY' in os.environ, os.environ.pop('EGY'), os.getenv('EGY', 'none'), os.environ.setdefault('EGZ', 'q'))
os.environ.update(EGW='1'); print(os.popen('echo $EGW$EGZ').read() if hasattr(os, 'popen') else '')
print(os.system('exit 3'), os.system('true'), os.uname().sysname == os.uname()[0], len(os.uname()), os.curdir, os.sep, os.extsep, os.EX_USAGE, os.SEEK_END)
os.unlink(d + '/link')
for x in ('/g.txt', '/hard'): os.remove(d + x)
os.removedirs(d + '/a/b'); print(os.path.exists(d))
print(os.fsencode('é'), os.fsdecode(b'x') if 1 else 0, os.fspath('a'), os.getuid() == os.geteuid(), os.getpid() > 0)
print(os.error is OSError, os.terminal_size((80, 24)), os.terminal_size((80, 24)).lines)
# --- os.path: what paths have in common
import os, os.path
os.environ['EGX'] = 'val'
print(os.path.commonprefix(['/usr/lib', '/usr/local']), os.path.commonpath(['/usr/lib', '/usr/local/x']), os.path.commonpath(['a/b', 'a/c']), os.path.expandvars('$EGX/${EGX}x/$NOPE'), os.path.splitdrive('/a'), os.path.normcase('/A'))
print(os.path.islink('/'), os.path.lexists('/'), os.path.samefile('/', '/.'), os.path.ismount('/'), os.path.commonprefix([]), os.curdir, os.pardir, os.pathsep, os.extsep, os.altsep)
for bad in ([], ['/a', 'b']):
    try: os.path.commonpath(bad)
    except ValueError as e: print(e)
from os.path import *
print(join('a', 'b'), exists('/'))
# --- shutil
import shutil, os, tempfile, io
d = tempfile.mkdtemp()
src = os.path.join(d, 'src'); os.makedirs(src + '/sub')
for n in ('a.py', 'b.pyc', 'sub/c.txt'):
    with open(os.path.join(src, n), 'w') as f: f.write(n)
os.chmod(src + '/a.py', 0o755)
shutil.copytree(src, d + '/dst', ignore=shutil.ignore_patterns('*.pyc', 'tmp*'))
print(sorted(os.listdir(d + '/dst')), os.listdir(d + '/dst/sub'))
try: shutil.copytree(src, d + '/dst')
except FileExistsError as e: print(type(e).__name__)
shutil.copytree(src, d + '/dst', dirs_exist_ok=True); print(sorted(os.listdir(d + '/dst')))
print(shutil.copy(src + '/a.py', d) == os.path.join(d, 'a.py'), oct(os.stat(d + '/a.py').st_mode & 0o777))
try: shutil.copyfile(d + '/a.py', d + '/a.py')
except shutil.SameFileError as e: print('same', isinstance(e, OSError), isinstance(e, shutil.Error))
print(shutil.move(d + '/a.py', d + '/z.py').endswith('z.py'), os.path.exists(d + '/a.py'), shutil.move(d + '/z.py', d + '/dst').endswith('/dst/z.py'))
try: shutil.move(src, src + '/sub')
except shutil.Error as e: print(str(e).replace(d, 'D'))
a, b = io.StringIO('text'), io.StringIO(); shutil.copyfileobj(a, b); print(b.getvalue())
print(shutil.which('sh') is not None, shutil.which('no-such-program'), shutil.disk_usage('/').total > 0)
shutil.rmtree(src); print(os.path.exists(src))
try: shutil.rmtree(src)
except FileNotFoundError as e: print(type(e).__name__)
shutil.rmtree(src, ignore_errors=True)
shutil.rmtree(src, onerror=lambda f, p, e: print('onerror', p == src, e[0].__name__))
shutil.rmtree(d)
# --- time: parts of a moment
import time, datetime
t = time.strptime('2024-02-29 13:14:15', '%Y-%m-%d %H:%M:%S')
print(t)
print(t.tm_year, t[1], t[-1], len(t), tuple(t), t == tuple(t), t < (2025,), t.tm_wday, t.tm_yday)
y, mo, d, *rest = t
print(y, mo, d, rest)
print(time.strftime('%A %d %B %Y %H:%M:%S', t), time.asctime(t), time.mktime(t) - time.mktime((2024, 2, 28, 13, 14, 15, 0, 0, -1)))
print(time.gmtime(0))
print(time.gmtime(0)[:3], time.gmtime(86400 * 365.5).tm_hour, time.gmtime(-1).tm_sec)
print(time.strftime('%Y', (2020, 1, 1, 0, 0, 0, 0, 0, 0)), time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 8)))
for bad in ((1, 2),):
    try: print(time.strftime('%Y', bad))
    except TypeError as e: print('TypeError', e)
    try: print(time.struct_time(bad))
    except TypeError as e: print('TypeError', e)
try: time.strptime('x', '%Y')
except ValueError as e: print(e)
print(datetime.datetime(2020, 1, 2, 3).timetuple(), datetime.date(2020, 1, 2).timetuple().tm_isdst)
print(isinstance(t, time.struct_time), isinstance(t, tuple), hash(t) == hash(tuple(t)), type(t).__name__, type(t))
print(datetime.datetime.fromtimestamp(time.mktime(t)), datetime.datetime(*t[:6]), time.strptime('Mon Jan  5 10:11:12 2026').tm_mon)
print('%d-%02d' % (t.tm_year, t.tm_mon), '%04d/%02d/%02d' % t[:3], '{0.tm_hour}'.format(t), time.strptime('05 Mar 99', '%d %b %y')[:3])
# --- signal, hashlib, io and fnmatch by name
import signal, hashlib, fnmatch, io, os, re
print(signal.SIGINT, signal.Signals(2).name, signal.Signals.SIGTERM.value, repr(signal.Signals(15)), signal.strsignal(9), [signal.strsignal(i) for i in range(1, 32)])
got = []
def handler(signum, frame): got.append(signal.Signals(signum).name)
old = signal.signal(signal.Signals.SIGUSR1, handler)
print(old == signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is handler)
try: signal.Signals(99)
except ValueError as e: print(e)
print(hashlib.sha3_256(b'x').hexdigest()[:10], hashlib.blake2b(b'x').hexdigest()[:10], hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 1000).hex()[:10], hashlib.pbkdf2_hmac('sha1', b'pw', b'salt', 10, 5).hex(), 'sha256' in hashlib.algorithms_available, hashlib.blake2s(b'').digest_size)
try: hashlib.md5('text')
except TypeError as e: print(e)
for pat in ('*.py', 'a?[bc]*', '[!x].t', 'a.b'): print(fnmatch.translate(pat))
b = io.BytesIO(b'abcdef'); b.seek(-2, io.SEEK_END); print(b.read(), io.SEEK_CUR, io.DEFAULT_BUFFER_SIZE)
# --- contexts that decorate
import contextlib, os
from contextlib import contextmanager, ContextDecorator, AbstractContextManager
@contextmanager
def tag(name, end='.'):
    """tags"""
    print('<', name)
    try: yield name
    finally: print('>', end)
@tag('a', end='!')
def f(x, *, y=2):
    print('in', x, y); return x + y
print(f(1), f(1, y=5))
print(f.__name__, tag.__name__, tag.__doc__)
class T(ContextDecorator):
    def __enter__(self): print('enter'); return self
    def __exit__(self, *e): print('exit', e[0]); return True
@T()
def g(a, b=3):
    if a: raise ValueError(a)
    return b
print(g(0, b=9), g(1))
class A(AbstractContextManager):
    def __exit__(self, *e): print('bye')
with A() as a: print(type(a).__name__, isinstance(a, AbstractContextManager))
here = os.getcwd()
with contextlib.chdir('/'): print(os.getcwd())
print(os.getcwd() == here)
class Conn:
    @contextmanager
    def session(self, n):
        print('open', n); yield self; print('close', n)
    def run(self):
        @self.session(1)
        def inner(): return 'r'
        return inner()
print(Conn().run())
# --- bisect with keys, bounds and other sequences
import bisect
class LenOnly:
    def __len__(self): return 10
class GetOnly:
    def __getitem__(self, i): return 10
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
from collections import UserList
show(lambda: bisect.bisect_left(GetOnly(), 10))
show(lambda: bisect.bisect_left([1,2,3], 10, -1))
show(lambda: bisect.bisect_left(range(10), 5))
show(lambda: bisect.bisect(UserList([1,3,5]), 3))
show(lambda: bisect.bisect(a=[1,3,5], x=3, lo=1, hi=2))
show(lambda: bisect.bisect_left([(1,'a'),(2,'b')], 2, key=lambda t: t[0]))
show(lambda: bisect.bisect_left(10, 2))
u = UserList([1,3])
bisect.insort(u, 2); print(u)
class L(list):
    def insert(self, i, x):
        print('insert', i, x); super().insert(i, x)
l = L([1,3]); bisect.insort_left(l, 2, key=lambda x: x); print(l)
# --- heapq with keys, names and lists of its own
import heapq
h = [5, 3, 8]
heapq.heapify(h); print(h)
print(heapq.nlargest(2, h), heapq.nsmallest(2, h, key=lambda x: -x), heapq.nsmallest(n=2, iterable=h))
print(heapq.nsmallest(-1, h), heapq.nlargest(0, h))
print(list(heapq.merge([1, 4], [2, 3], key=None)))
print(list(heapq.merge(['ccc', 'a'], ['bb'], key=len, reverse=True)))
print(list(heapq.merge([9, 4], [8, 1], reverse=True)))
print(list(heapq.merge()))
for bad in (None, 10, 'abc', (1, 2)):
    for f in (heapq.heapify, heapq.heappop, lambda x: heapq.heappush(x, 1)):
        try: print(f(bad))
        except (TypeError, AttributeError) as e: print(type(e).__name__, e)
        except IndexError as e: print('IndexError', e)
try: heapq.heappop([])
except IndexError as e: print(e)
class L(list): pass
l = L([3, 1, 2]); heapq.heapify(l); print(l, heapq.heappop(l), heapq.heapreplace(l, 0), heapq.heappushpop(l, 9), l)
# --- glob
import glob, os, tempfile, shutil
d = tempfile.mkdtemp()
for p in ('a.txt', 'b.py', '.hid', 'sub/c.txt', 'sub/deep/d.txt', 'x[1].txt'):
    os.makedirs(os.path.dirname(os.path.join(d, p)), exist_ok=True)
    open(os.path.join(d, p), 'w').close()
def show(pattern, **kw): print(pattern, sorted(x.replace(d, 'D') for x in glob.glob(pattern.replace('D', d) if pattern.startswith('D') else pattern, **kw)))
for p in ('D/*', 'D/*.txt', 'D/.*', 'D/*/*.txt', 'D/sub', 'D/sub/', 'D/nope', 'D/s?b/*', 'D/[ab].*', 'D/*/'): show(p)
show('D/**/*.txt', recursive=True); show('D/**', recursive=True); show('D/**/*.txt'); show('D/**/', recursive=True); show('D/*', include_hidden=True)
show('*.txt', root_dir=d); show('**/*.txt', root_dir=d, recursive=True)
print(glob.escape('x[1].txt'), glob.has_magic('a*'), [os.path.basename(p) for p in glob.glob(glob.escape(os.path.join(d, 'x[1].txt')))], next(glob.iglob(d + '/b*')).endswith('b.py'))
os.chdir(d); show('*.py'); show('sub/*'); show('**/d.txt', recursive=True)
os.chdir('/'); shutil.rmtree(d)
# --- atexit, platform, keyword, timeit, colorsys and getopt
import atexit, platform, getpass, gc, keyword, timeit, colorsys, getopt, sys
@atexit.register
def bye(): print('bye')
atexit.register(print, 'first out', sep='-')
f = lambda: print('never')
atexit.register(f); atexit.unregister(f); atexit._run_exitfuncs()
print(platform.system() == platform.uname()[0], isinstance(platform.node(), str), platform.python_version_tuple()[:2], platform.uname().system == platform.system(), platform.python_implementation())
print(gc.collect() >= 0, keyword.iskeyword('for'), keyword.iskeyword('match'), keyword.issoftkeyword('match'), len(keyword.kwlist))
print(timeit.timeit(lambda: sum(range(10)), number=10) >= 0, len(timeit.repeat(lambda: 1, number=3, repeat=2)))
for c in ((1, 0, 0), (0.2, 0.4, 0.4), (0.3, 0.3, 0.3), (0.1, 0.9, 0.5)):
    print([tuple(round(x, 4) for x in f(*c)) for f in (colorsys.rgb_to_hsv, colorsys.hsv_to_rgb, colorsys.rgb_to_hls, colorsys.hls_to_rgb)])
print(getopt.getopt(['-a', '-bfoo', '--cond=x', '-c', 'bar', '--out', 'y', 'rest', '-z'], 'ab:c:', ['cond=', 'out=', 'verbose']))
print(getopt.gnu_getopt(['x', '-a', 'y', '--verb', '--', '-b'], 'ab:', ['verbose', 'version=']))
for bad in (['-z'], ['-b'], ['--nope'], ['--ver'], ['--verbose=1'], ['--version']):
    try: getopt.getopt(bad, 'ab:', ['verbose', 'version='])
    except getopt.GetoptError as e: print(e, '|', e.msg, '|', e.opt, e.args)
# --- abstract members of all kinds
import abc
from abc import ABC, abstractmethod
class A(ABC):
    @property
    @abstractmethod
    def p(self): ...
    @staticmethod
    @abstractmethod
    def s(): ...
    @classmethod
    @abstractmethod
    def c(cls): ...
    @abc.abstractmethod
    def m(self): return 'base'
class B(A):
    p = 5
    def m(self): return 'B' + super().m()
class C(B):
    @staticmethod
    def s(): return 's'
    @classmethod
    def c(cls): return cls.__name__
class D(A):
    @property
    def p(self): return 1
for cls in (A, B, C, D):
    try: x = cls(); print(x.p, x.m(), x.s(), x.c())
    except TypeError as e: print(e)
# --- graphlib, gzip and stat
import graphlib, gzip, stat, os
g = graphlib.TopologicalSorter({'d': {'b', 'c'} and ['b', 'c'], 'b': ['a'], 'c': ['a']})
print(list(g.static_order()))
g = graphlib.TopologicalSorter(); g.add(1, 2, 3); g.add(2, 4); g.prepare()
while g.is_active():
    ready = g.get_ready(); print(sorted(ready), bool(g)); g.done(*ready)
try: graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1], 4: [1]}).prepare()
except graphlib.CycleError as e: print(e.args[0], sorted(e.args[1]), len(e.args[1]), isinstance(e, ValueError))
for f in (lambda: g.add(9), lambda: g.prepare(), lambda: g.done(77), lambda: g.done(1), lambda: graphlib.TopologicalSorter().get_ready()):
    try: f()
    except ValueError as e: print(e)
z = gzip.compress(b'hello' * 100); print(len(z) < 60, z[:2], gzip.decompress(z) == b'hello' * 100, gzip.decompress(gzip.compress(b'x', compresslevel=1)))
try: gzip.decompress(b'nope')
except gzip.BadGzipFile as e: print(e, isinstance(e, OSError))
m = os.stat('/').st_mode
print(stat.S_ISDIR(m), stat.S_ISREG(m), stat.filemode(0o100644), stat.filemode(0o40755), stat.filemode(0o104755), stat.filemode(0o41777), stat.filemode(0o120777), oct(stat.S_IMODE(0o100644)), stat.S_IRUSR | stat.S_IWUSR, stat.ST_SIZE, stat.S_IFMT(0o100644) == stat.S_IFREG)
# --- codecs
import codecs, tempfile, os
print(codecs.encode('Hello, World!', 'rot13'), codecs.decode('Uryyb', 'rot_13'), codecs.encode('é', 'utf-8'), codecs.decode(b'\xc3\xa9'), codecs.encode(b'ab', 'hex'), codecs.decode(b'6162', 'hex'), codecs.BOM_UTF8, codecs.encode('é', 'ascii', 'replace'), codecs.decode(b'\xff', 'utf-8', errors='replace'))
p = os.path.join(tempfile.mkdtemp(), 'f')
with codecs.open(p, 'w', encoding='utf-8') as f: f.write('ünï\nb\n')
with codecs.open(p, 'r', 'utf-8') as f: print(f.read().splitlines())
with codecs.open(p, 'rb') as f: print(f.read())
for line in codecs.open(p, encoding='utf-8'): print(line.strip())
os.remove(p)
try: codecs.encode('x', 'nope')
except LookupError as e: print(e)
# --- ast.literal_eval()
import ast
for t in ("1", "-2.5", "0x1F", "1_000", "'a\\n\\x41\\u20ac'", '"it\'s"', "b'ab\\xff'", "r'\\n'", "[1, 'two', (3,), {4: 5}, {6, 7}, None, True]", "()", "(1)", "1, 2", "{}", "{'a': [1, {'b': (2, 3)}],}", "set()", "1 + 2j", "-1j", "'a' 'b'", "'''x\ny'''", "  [1,\n 2] ", "...", "1e3", "10000000000000000000000", "{1, 2,}"):
    print(repr(ast.literal_eval(t)))
for t in ("x", "f(1)", "[1", "1 +", "import os", "", "a.b", "1 + 2", "__import__('os')", "'abc"):
    try: print(ast.literal_eval(t))
    except (ValueError, SyntaxError) as e: print(type(e).__name__)
# --- files of gzip
import gzip, os, tempfile
p = os.path.join(tempfile.mkdtemp(), 't.gz')
with gzip.open(p, 'wt', encoding='utf-8') as f:
    f.write('hello\nwörld\n')
    print('third', file=f)
with gzip.open(p, 'rt') as f: print([l.strip() for l in f])
with gzip.open(p, 'rb') as f: print(f.read(5), f.readline(), f.tell())
with gzip.open(p, 'ab') as f: print(f.write(b'more'))
with gzip.open(p) as f: print(f.read()[-10:])
with open(p, 'rb') as f: print(gzip.decompress(f.read())[:5])
for mode in ('q', 'rw'):
    try: gzip.open(p, mode)
    except ValueError as e: print('ValueError')
try: gzip.open(p + 'x')
except FileNotFoundError as e: print(type(e).__name__)
os.remove(p)
# --- braces in texts within f-strings
text = 'a{b}c'
d = {'{': 1, '}': 2}
print(f"{text.split('{')} {d['{']}{d['}']} {{literal}} {'{'}{'}'} {text.count('{'):>3} {text!r:{'<'}10}|")
print(f'{"{" + text}', f"{'{}'.format(text)}", f'''{text.replace("{", "[").replace("}", "]")}''', rf"\d{text.index('{')}")
print(f"{'x' if '{' in text else 'y'}")
