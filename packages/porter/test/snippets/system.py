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
    for e in sorted(it, key=lambda e: e.name): print(e.name, e.is_dir(), e.is_file(), e.is_symlink(), e.path == os.path.join(d, e.name), repr(e), e.stat().st_size > 0)
print(sorted(x.name for x in os.scandir(d)))
os.replace(p, d + '/g.txt'); os.truncate(d + '/g.txt', 2); print(os.path.getsize(d + '/g.txt'), sorted(os.listdir(d)))
try: os.stat(p)
except FileNotFoundError as e: print(e.errno, e.filename == p, str(e).replace(d, 'D'))
try: os.environ['X'] = 5
except TypeError as e: print(e)
os.environ['EGY'] = 'v'; print(os.getenv('EGY'), os.environ.get('EGY'), 'EGY' in os.environ, os.environ.pop('EGY'), os.getenv('EGY', 'none'), os.environ.setdefault('EGZ', 'q'))
os.environ.update(EGW='1'); print(os.popen('echo $EGW$EGZ').read() if hasattr(os, 'popen') else '')
print(os.system('exit 3'), os.system('true'), os.uname().sysname, os.uname()[0], os.curdir, os.sep, os.extsep, os.EX_USAGE, os.SEEK_END)
os.unlink(d + '/link')
for x in ('/g.txt', '/hard'): os.remove(d + x)
os.removedirs(d + '/a/b'); print(os.path.exists(d))
print(os.fsencode('é'), os.fsdecode(b'x') if 1 else 0, os.fspath('a'), os.getuid() == os.geteuid(), os.getpid() > 0)
print(os.error is OSError, os.terminal_size((80, 24)), os.terminal_size((80, 24)).lines)
# --- os.path: what paths have in common
import os, os.path
os.environ['EGX'] = 'val'
print(os.path.commonprefix(['/usr/lib', '/usr/local']), os.path.commonpath(['/usr/lib', '/usr/local/x']), os.path.commonpath(['a/b', 'a/c']), os.path.expandvars('$EGX/${EGX}x/$NOPE'), os.path.splitdrive('/a'), os.path.normcase('/A'))
print(os.path.islink('/tmp'), os.path.lexists('/tmp'), os.path.samefile('/tmp', '/tmp/.'), os.path.ismount('/'), os.path.commonprefix([]), os.curdir, os.pardir, os.pathsep, os.extsep, os.altsep)
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
