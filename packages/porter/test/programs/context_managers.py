"""Context managers: classes, generators, stacks, and what happens to errors."""
import contextlib
import io
import os


class Transaction:
    depth = 0

    def __init__(self, db, name=None):
        self.db = db
        self.name = name or 'tx%d' % Transaction.depth

    def __enter__(self):
        Transaction.depth += 1
        self.saved = dict(self.db)
        print('  ' * Transaction.depth + 'begin', self.name)
        return self

    def __exit__(self, exc_type, exc, tb):
        indent = '  ' * Transaction.depth
        Transaction.depth -= 1
        if exc_type is None:
            print(indent + 'commit', self.name)
            return False
        print(indent + 'rollback', self.name, exc_type.__name__, exc)
        self.db.clear()
        self.db.update(self.saved)
        return issubclass(exc_type, LookupError)


@contextlib.contextmanager
def tag(name, out, **attrs):
    shown = ''.join(' %s="%s"' % item for item in sorted(attrs.items()))
    out.write('<%s%s>' % (name, shown))
    try:
        yield name.upper()
    except RuntimeError as e:
        out.write('<!-- %s -->' % e)
    finally:
        out.write('</%s>' % name)


db = {'a': 1}
with Transaction(db, 'outer'):
    db['b'] = 2
    with Transaction(db):
        db['c'] = 3
        db['missing']
        print('not reached')
    db['d'] = 4
print(db)
try:
    with Transaction(db) as t:
        db['x'] = t.name
        raise ValueError('bad value')
except ValueError as e:
    print('caught', e, db)

buffer = io.StringIO()
with tag('html', buffer, lang='en') as h, tag('body', buffer, id='main', cls='wide'):
    buffer.write('text in %s' % h)
    with tag('p', buffer):
        raise RuntimeError('oops')
    buffer.write('after')
print(buffer.getvalue())


class Resource(object):
    live = []

    def __init__(self, n):
        self.n = n
        self.live.append(n)

    def close(self):
        self.live.remove(self.n)
        print('closed', self.n)


with contextlib.ExitStack() as stack:
    resources = [stack.enter_context(contextlib.closing(Resource(i))) for i in range(3)]
    stack.callback(print, 'callback', sep='', end='!\n')
    print([r.n for r in resources], Resource.live)
print(Resource.live)

with contextlib.suppress(ZeroDivisionError, KeyError):
    print(1 // 0)
print('suppressed')

captured = io.StringIO()
with contextlib.redirect_stdout(captured):
    print('hidden', 1, 2, sep='-')
print('captured', repr(captured.getvalue()))

path = os.path.join(os.path.abspath(os.sep), "tmp", 'evergreen-context-%d.txt' % os.getpid())
with open(path, 'w') as f:
    for i in range(3):
        print('line', i, file=f)
    f.writelines(['x\n', 'y'])
with open(path) as f:
    first = f.readline()
    rest = [line.rstrip('\n') for line in f]
print(repr(first), rest, f.closed)
with open(path, 'rb') as f:
    f.seek(5)
    print(f.read(3), f.tell())
os.remove(path)
print(os.path.exists(path))
try:
    open(path)
except FileNotFoundError as e:
    print('gone', e.errno)


def nested():
    for i in range(3):
        with contextlib.nullcontext(i) as v:
            try:
                if v == 1:
                    continue
                yield v
            finally:
                print('finally', v)
    return 'end'


g = nested()
print(next(g))
print(list(g))
