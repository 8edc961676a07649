# --- streams of the program's own
import argparse
import io
import logging
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
def told(f):
    buf = io.StringIO()
    with redirect_stderr(buf):
        try:
            f()
        except SystemExit as e:
            print('exit', e.code)
    return buf.getvalue()
p = argparse.ArgumentParser(prog='p')
p.add_argument('n', type=int)
print(repr(told(lambda: p.parse_args(['x']))))
print(repr(told(lambda: p.error('bad'))))
print(repr(told(lambda: print('hello', file=sys.stderr))))
print(repr(told(lambda: sys.stderr.write('direct'))))
def failing():
    try:
        1 / 0
    except ZeroDivisionError:
        traceback.print_exc()
text = told(failing)
print(text.splitlines()[0], text.splitlines()[-1])
old = sys.stderr
sys.stderr = io.StringIO()
print('x', file=sys.stderr)
got = sys.stderr.getvalue()
sys.stderr = old
print(repr(got), sys.stderr is old, sys.stderr is sys.__stderr__)
old, sys.stderr = sys.stderr, io.StringIO()
try:
    argparse.ArgumentParser(prog='q').error('bad')
except SystemExit:
    pass
got, sys.stderr = sys.stderr.getvalue(), old
print(repr(got))
class Tee:
    def __init__(self, *streams):
        self.streams = streams
        self.count = 0
    def write(self, text):
        self.count += 1
        for s in self.streams:
            s.write(text)
        return len(text)
    def flush(self):
        pass
buf = io.StringIO()
before = sys.stdout
sys.stdout = Tee(before, buf)
print('to both', 1)
sys.stdout.write('direct\n')
print(sys.stdout.streams[1] is buf, isinstance(sys.stdout, Tee))
tee, sys.stdout = sys.stdout, before
print(repr(buf.getvalue()), tee.count)
out = io.StringIO()
with redirect_stdout(out):
    print('in', end='')
    sys.stdout.write('!')
    print(sys.stdout is out)
    with redirect_stdout(io.StringIO()) as inner:
        print('deeper')
    print(repr(inner.getvalue()))
    p.print_help()
print(repr(out.getvalue()))
class Quiet:
    def write(self, s):
        pass
    def flush(self):
        pass
sys.stdout, kept = Quiet(), sys.stdout
print('never')
sys.stdout = kept
def silenced(f):
    stdout = sys.stdout
    sys.stdout = captured = io.StringIO()
    try:
        f()
    finally:
        sys.stdout = stdout
    return captured.getvalue()
print(repr(silenced(lambda: print('a', 'b'))))
save = sys.stdout
with open('/dev/null', 'w') as sys.stdout:
    print('to nothing')
sys.stdout = sys.__stdout__ if False else save
print('end')
# --- logging to the standard error of the moment
import io
import logging
import sys
from contextlib import redirect_stderr
buf = io.StringIO()
with redirect_stderr(buf):
    logging.getLogger('last').warning('nobody handles')
    logging.warning('careful')
    h = logging.StreamHandler()
    print(h.stream is sys.stderr)
print(repr(buf.getvalue()))
other = io.StringIO()
with redirect_stderr(other):
    logging.warning('to the first')
print(repr(other.getvalue()), buf.getvalue().splitlines()[-1])
# --- standard input of the program's own
import io
import sys
sys.stdin, kept = io.StringIO('one\ntwo\nthree\nfour'), sys.stdin
print(input(), repr(sys.stdin.readline()), [line for line in sys.stdin])
try:
    input('more? ')
except EOFError as e:
    print(e)
sys.stdin = kept
print(sys.stdin is kept)
try:
    sys.__stderr__.nothing
except AttributeError as e:
    print(e)
