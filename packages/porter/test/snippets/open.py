# --- files that nobody closes
import csv
import json
import os
import shutil
import tempfile
base = tempfile.mkdtemp()
p = os.path.join(base, 'a.txt')
print(open(p, 'w').write('one\n'), open(p).read() == 'one\n', os.path.getsize(p))
json.dump({'a': [1, 2]}, open(p, 'w'))
print(json.load(open(p)))
w = csv.writer(open(p, 'w', newline=''))
w.writerows([[1, 2], ['x', 'y,z']])
del w
print(open(p, newline='').read().encode())
def save(path, text):
    f = open(path, 'a')
    f.write(text)
save(p, 'more')
shutil.copy(p, p + '.copy')
print(open(p + '.copy').read().splitlines())
save(p, '!')
os.rename(p, p + '.new')
print(sorted(os.listdir(base)), open(p + '.new').read()[-5:])
shutil.rmtree(base)
# --- files that grow while they are read
import os
import tempfile
base = tempfile.mkdtemp()
p = os.path.join(base, 'log')
def add(text):
    with open(p, 'a') as w:
        w.write(text)
add('a\n')
f = open(p)
print(repr(f.read()), repr(f.read()), f.tell())
add('b\n')
print(repr(f.read()), repr(f.readline()))
add('c\nd')
print([line for line in f], f.tell())
add('e\n')
print(repr(f.readline()), f.seek(0, 2), repr(f.read()))
add('last\n')
print(f.tell(), list(f), f.readlines(), f.seek(2), f.readlines())
f.close()
b = open(p, 'rb')
print(b.read(), b.read(), b.tell())
add('x')
print(b.read(), b.seek(0), b.readline(), b.tell(), b.seek(-3, 2), b.read(), b.seek(1), b.read(2), b.seek(1, 1), b.tell())
b.close()
# --- a place in a file
import io
import os
import tempfile
p = os.path.join(tempfile.mkdtemp(), 'f')
with open(p, 'w+') as f:
    print(f.write('one\ntwo\nthree\n'), f.tell(), repr(f.read()), f.seek(0), f.readline(), f.tell())
    print(f.seek(4), f.write('TWO'), f.tell(), repr(f.readline()), f.seek(0), f.read().split())
with open(p, 'r+') as f:
    print(repr(f.readline()), f.write('end'), f.tell(), f.seek(0), f.read().split('\n'))
    print(f.seek(3), f.truncate(), f.seek(0), repr(f.read()))
with open(p, 'a+') as f:
    print(f.tell(), repr(f.read()), f.seek(0), f.write('-more'), f.tell(), f.seek(0), f.read())
with open(p, 'r+b') as f:
    print(f.read(2), f.write(b'XY'), f.tell(), f.read(), f.seek(0), f.read())
    print(f.seek(2), f.truncate(4), f.tell(), f.seek(0), f.read(), f.readable(), f.writable(), f.seekable())
with open(p, 'x' if not os.path.exists(p) else 'w', encoding='utf-8') as f:
    f.writelines(['h\u00e9', '\u20ac\n', '\U0001f600x\n'])
with open(p, encoding='utf-8') as f:
    print(repr(f.read(2)), f.tell(), repr(f.read(1)), f.tell(), repr(f.readline()), repr(f.read(1)), f.tell(), repr(f.readline(1)), repr(f.read()))
    for attempt in (lambda: f.write('x'), lambda: f.seek(-1, 2), lambda: f.seek(1, 1), lambda: f.seek(-1), lambda: f.seek(0, 5)):
        try:
            attempt()
        except (OSError, ValueError) as e:
            print(type(e).__name__, isinstance(e, OSError), isinstance(e, io.UnsupportedOperation), e)
    f.seek(0)
    next(f)
    try:
        f.tell()
    except OSError as e:
        print(e)
    print([len(line) for line in f], f.tell(), iter(f) is f)
# --- what open() refuses
import os
import tempfile
base = tempfile.mkdtemp()
p = os.path.join(base, 'f')
open(p, 'w').close()
def attempt(*args, **named):
    try:
        open(*args, **named).close()
        print('opened')
    except (OSError, ValueError, LookupError) as e:
        print(type(e).__name__, str(e).replace(base, ''))
attempt(p, 'q')
attempt(p, 'rw')
attempt(p, '')
attempt(p, 'rr')
attempt(p, 'rbt')
attempt(p, 'x')
attempt(base)
attempt(base, 'w')
attempt(p + '/none')
attempt(base + '/none')
attempt(p, 'rb', encoding='utf-8')
attempt(p, 'rb', newline='')
attempt(p, newline='x')
attempt(p, 'r', 0)
attempt(p, encoding='nothing')
attempt(file=p, mode='wb', buffering=0)
f = open(p)
f.close()
for use in (f.read, f.readline, lambda: f.write('x'), lambda: f.seek(0), f.tell, f.flush, f.fileno, lambda: list(f), f.__enter__):
    try:
        use()
    except ValueError as e:
        print(e)
b = open(p, 'wb')
for use in (lambda: b.write('x'), lambda: b.read(), lambda: open(p, 'w').write(b'x')):
    try:
        use()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
b.close()
for use in (b.read, b.readline, lambda: b.write(b'x'), lambda: b.seek(0), b.flush):
    try:
        use()
    except ValueError as e:
        print(type(e).__name__, e)
print(repr(open(p)).replace(base, ''), repr(open(p, 'rb')).replace(base, ''), repr(open(p, 'wb')).replace(base, ''), repr(open(p, 'r+b')).replace(base, ''), repr(open(p, 'w', encoding='latin-1')).replace(base, ''))
# --- ends of lines, and encodings
import os
import tempfile
p = os.path.join(tempfile.mkdtemp(), 'f')
open(p, 'wb').write(b'a\r\nb\rc\nd\r')
for newline in (None, '', '\n', '\r', '\r\n'):
    f = open(p, newline=newline)
    print(repr(newline), f.readlines(), f.seek(0), repr(f.read(3)), repr(f.readline()), repr(f.read()))
for newline in (None, '', '\n', '\r', '\r\n'):
    with open(p, 'w', newline=newline) as f:
        print(f.write('a\nb\r\n'), end=' ')
    print(open(p, 'rb').read())
with open(p, 'w', encoding='latin-1') as f:
    print(f.write('h\u00e9'), f.encoding, f.errors, f.mode, f.name == p)
print(open(p, 'rb').read(), open(p, encoding='latin-1').read(), repr(open(p, encoding='utf-8', errors='replace').read()), repr(open(p, errors='ignore').read()))
try:
    open(p, encoding='ascii').read()
except UnicodeDecodeError as e:
    print(e)
try:
    open(p, 'w', encoding='ascii').write('\u20ac')
except UnicodeEncodeError as e:
    print(type(e).__name__)
with open(p, 'w', encoding='utf-8-sig') as f:
    f.write('x,')
    f.write('y\n')
print(open(p, 'rb').read(), repr(open(p, encoding='utf-8').read()), repr(open(p, encoding='utf-8-sig').read()), open(p, encoding='utf-8-sig').readline())
# --- long files
import os
import tempfile
p = os.path.join(tempfile.mkdtemp(), 'f')
with open(p, 'w', encoding='utf-8') as f:
    for i in range(3000):
        f.write('line %d \u20ac\r\n' % i if i % 7 else 'l\n')
print(os.path.getsize(p))
with open(p, encoding='utf-8') as f:
    lines = list(f)
    print(len(lines), sum(map(len, lines)), lines[-1])
with open(p, encoding='utf-8', newline='') as f:
    print(sum(len(line) for line in f), f.seek(20000), len(f.readline()) < 20, f.tell())
with open(p, encoding='utf-8') as f:
    parts = list(iter(lambda: f.read(1000), ''))
    print(len(parts), len(parts[-1]), ''.join(parts) == ''.join(lines))
with open(p, 'rb') as f:
    parts = list(iter(lambda: f.read(5000), b''))
    print([len(part) for part in parts], f.seek(4090), f.readline(), f.tell(), f.seek(10, 1), f.read1(3), len(f.readlines(100)))
with open(p, 'r+b') as f:
    f.seek(10000)
    f.write(b'#' * 9000)
    print(f.tell(), f.read(5), f.seek(9998), f.read(4))
