# --- warnings are told on standard error
import contextlib
import io
import sys
import warnings


def old():
    warnings.warn('old() is deprecated', DeprecationWarning)


def told(f, *args):
    out = io.StringIO()
    with contextlib.redirect_stderr(out):
        f(*args)
    lines = out.getvalue().splitlines()
    for line in lines:
        if not line.startswith('  '):
            print(line)
    if not lines:
        print('nothing')


told(old)
told(old)


def several():
    for n in range(3):
        warnings.warn('the same')
    for n in range(2):
        warnings.warn('number %d' % n)
    warnings.warn(
        'over lines',
        category=RuntimeWarning)
    warnings.warn(UserWarning('made', 3))
    warnings.warn('not shown', PendingDeprecationWarning)
    warnings.warn('not shown', ResourceWarning)
    warnings.warn('syntax', SyntaxWarning, 1)


told(several)
told(several)


class Odd(UserWarning):
    def __str__(self):
        return 'odd: ' + ' '.join(map(str, self.args))


def odd():
    warnings.warn(Odd(1, 2))
    warnings.warn('text', Odd)


told(odd)
told(lambda: warnings.warn('from a lambda', FutureWarning))
# --- filters of warnings
import warnings
import sys

sys.stderr = sys.stdout


def say(text, category=UserWarning):
    print('saying', text)
    warnings.warn_explicit(text, category, 'say.py', 7)


say('a')
say('a')
warnings.simplefilter('ignore')
say('b')
warnings.simplefilter('always')
say('c')
warnings.simplefilter('error')
try:
    say('d')
except UserWarning as e:
    print(repr(e))
warnings.filterwarnings('ignore', message='.*slow', category=RuntimeWarning)
say('very SLOW indeed', RuntimeWarning)
try:
    say('very slow indeed')
except UserWarning as e:
    print('still', e)
warnings.filterwarnings('always', module='say', lineno=7)
say('by module')
try:
    warnings.warn_explicit('other line', UserWarning, 'say.py', 8)
except UserWarning as e:
    print('error', e)
warnings.resetwarnings()
print(warnings.filters)
registry = {}
for n in range(3):
    warnings.warn_explicit('registered', UserWarning, 'say.py', 9, registry=registry)
warnings.simplefilter('once')
for n in range(3):
    warnings.warn_explicit('once', UserWarning, 'say.py', n)
warnings.simplefilter('module')
for n in range(3):
    warnings.warn_explicit('module', UserWarning, 'mod.py', n, 'mod', registry)
warnings.simplefilter('always', DeprecationWarning, append=True)
print([(action, category.__name__, line) for action, _, category, _, line in warnings.filters])
warnings.simplefilter('once')
print(len(warnings.filters), warnings.filters[0])
# --- warnings that are caught
import warnings


def divide(a, b):
    if b == 0:
        warnings.warn('division by zero', RuntimeWarning)
        return None
    return a / b


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    divide(1, 0)
    divide(2, 0)
    divide(3, 1)
    print(len(caught))
    for w in caught:
        print(w.category, w.category.__name__, str(w.message), w.message.args, w.lineno, w.filename, w.line)
    print(caught[0])
    print(issubclass(caught[-1].category, RuntimeWarning))
print(len(caught))
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        divide(1, 0)
    except RuntimeWarning as e:
        print('raised', e)
with warnings.catch_warnings(record=True, action='ignore') as none:
    divide(1, 0)
print(none)
with warnings.catch_warnings(action='ignore') as nothing:
    divide(1, 0)
    print(nothing, warnings.filters[0])
print(warnings.catch_warnings(), warnings.catch_warnings(record=True))
context = warnings.catch_warnings(record=True)
try:
    context.__exit__(None, None, None)
except RuntimeError as e:
    print(e)
with context as first:
    divide(1, 0)
    with warnings.catch_warnings(record=True) as second:
        warnings.simplefilter('always')
        divide(1, 0)
    try:
        with context:
            pass
    except RuntimeError as e:
        print(e)
    print(len(first), len(second))
# --- warnings with functions of the program
import warnings


def show(message, category, filename, lineno, file=None, line=None):
    print('shown:', category.__name__, message, filename, lineno, file, line)


def form(message, category, filename, lineno, line=None):
    return '%s! %s\n' % (category.__name__, message)


print(warnings.formatwarning('text', UserWarning, 'x.py', 3), end='')
print(warnings.formatwarning('text', UserWarning, 'x.py', 3, '   x = 1  '), end='')
import sys
warnings.showwarning('direct', UserWarning, 'x.py', 4, sys.stdout, 'y = 2')
before = warnings.showwarning
warnings.showwarning = show
warnings.warn('one')
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings.warn('two')
print(len(caught))
warnings.warn('three', FutureWarning)
warnings.showwarning = before
warnings.formatwarning = form
sys.stderr = sys.stdout
warnings.warn('four')
# --- what warnings refuse
import warnings

for bad in (
    lambda: warnings.warn('x', 'y'),
    lambda: warnings.warn('x', int),
    lambda: warnings.warn('x', KeyError),
    lambda: warnings.warn('x', 3),
    lambda: warnings.warn(),
    lambda: warnings.simplefilter('foo'),
    lambda: warnings.filterwarnings('ignore', category=int),
    lambda: warnings.filterwarnings('ignore', category='x'),
    lambda: warnings.filterwarnings('ignore', message=3),
    lambda: warnings.filterwarnings('ignore', lineno=-1),
    lambda: warnings.simplefilter('ignore', lineno='x'),
):
    try:
        bad()
        print('no error')
    except Exception as e:
        print(type(e).__name__, e)
