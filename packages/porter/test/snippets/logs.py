# --- logging, with handlers of all kinds
import logging
import logging.handlers
import io, os, sys, tempfile, queue, json

out = io.StringIO()
h = logging.StreamHandler(out)
h.setFormatter(logging.Formatter('%(levelname)-8s|%(name)s|%(message)s'))
log = logging.getLogger('app.db')
log.addHandler(h)
log.setLevel(logging.DEBUG)
log.propagate = False
log.debug('d %s', 1)
log.info('i %d %d', 1, 2)
log.warning('plain %')
log.error('names %(a)s %(b)d', {'a': 'x', 'b': 2})
log.log(25, 'custom level')
logging.addLevelName(25, 'NOTICE')
log.log(25, 'notice')
print(out.getvalue())
print(log, log.name, log.level, log.getEffectiveLevel(), log.isEnabledFor(10), log.hasHandlers(), logging.getLogger(), log.parent is logging.getLogger(), h)
child = logging.getLogger('app.db.sql')
print(child.parent is log, child.getEffectiveLevel(), child.level, log.getChild('sql') is child, logging.getLogger('app') is child.parent.parent)
child.info('from child')
print(out.getvalue().splitlines()[-1])
print(logging.getLevelName(30), logging.getLevelName('ERROR'), logging.getLevelName(33))
try:
    log.setLevel('nope')
except ValueError as e:
    print(e)
log.setLevel('INFO')
log.debug('hidden')

class ListHandler(logging.Handler):
    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.records = []
        self.setLevel(logging.WARNING)
    def emit(self, record):
        self.records.append(self.format(record))
lh = ListHandler()
lh.setFormatter(logging.Formatter('{levelname}:{message}', style='{'))
log.addHandler(lh)
log.info('low')
log.warning('high %s', 'one')
print(lh.records, lh.level)

class JsonFormatter(logging.Formatter):
    def format(self, record):
        data = {'level': record.levelname, 'msg': record.getMessage(), 'logger': record.name}
        if hasattr(record, 'user'):
            data['user'] = record.user
        if record.exc_info:
            data['exc'] = record.exc_info[0].__name__
        return json.dumps(data)
lh.setFormatter(JsonFormatter())
log.warning('with extra', extra={'user': 'ann'})
try:
    1 / 0
except ZeroDivisionError:
    log.exception('failed %s', 'here')
    log.error('again', exc_info=True)
print(lh.records[1:])
print(out.getvalue().splitlines()[-1])
try:
    log.warning('x', extra={'message': 'no'})
except KeyError as e:
    print(e)

class Only(logging.Filter):
    def filter(self, record):
        return 'keep' in record.getMessage()
out2 = io.StringIO()
h2 = logging.StreamHandler(out2)
h2.addFilter(Only())
h2.addFilter(lambda record: record.levelno < 50)
log.addHandler(h2)
log.info('keep this')
log.info('drop this')
log.critical('keep not this')
print(repr(out2.getvalue()))
f = logging.Filter('app')
print(f.filter(logging.makeLogRecord({'name': 'app.x'})), f.filter(logging.makeLogRecord({'name': 'apple'})))
class Context(logging.Filter):
    def filter(self, record):
        record.request = 'r1'
        return True
h2.setFormatter(logging.Formatter('%(request)s %(message)s'))
h2.filters.clear()
h2.addFilter(Context())
log.info('ctx')
print(out2.getvalue().splitlines()[-1])

adapter = logging.LoggerAdapter(log, {'request': 'zz'})
adapter.info('adapted %s', 1)
class Prefix(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return '[%s] %s' % (self.extra['id'], msg), kwargs
Prefix(log, {'id': 7}).warning('pre %d', 5)
print(out2.getvalue().splitlines()[-2:])

r = logging.LogRecord('n', logging.INFO, '/a/b.py', 12, 'hello %s', ('you',), None)
print(r.getMessage(), r.filename, r.module, r.levelname, r.lineno, r)
print(logging.Formatter('%(asctime)s %(message)s', datefmt='%Y').usesTime(), logging.Formatter().format(r), logging.Formatter('$levelname $message', style='$').format(r))
r.created = 0.5
r.msecs = 500.0
os.environ['TZ'] = 'UTC'
print(logging.Formatter('%(asctime)s', '%Y').format(r), len(logging.Formatter('%(asctime)s').format(r)))
try:
    logging.Formatter('%(message', style='?')
except ValueError as e:
    print(e)

folder = tempfile.mkdtemp()
path = os.path.join(folder, 'app.log')
fh = logging.FileHandler(path, mode='w', encoding='utf-8')
fh.setFormatter(logging.Formatter('%(message)s'))
flog = logging.getLogger('files')
flog.propagate = False
flog.setLevel(logging.DEBUG)
flog.addHandler(fh)
flog.info('one')
flog.info('två')
fh.close()
flog.removeHandler(fh)
with open(path, encoding='utf-8') as file:
    print(file.read().splitlines())

rpath = os.path.join(folder, 'rot.log')
rh = logging.handlers.RotatingFileHandler(rpath, maxBytes=60, backupCount=2)
flog.addHandler(rh)
for i in range(12):
    flog.info('message number %02d', i)
rh.close()
flog.removeHandler(rh)
for name in sorted(os.listdir(folder)):
    if name.startswith('rot'):
        with open(os.path.join(folder, name)) as file:
            print(name, file.read().split('\n'))
target = ListHandler(logging.DEBUG)
target.setLevel(logging.DEBUG)
mh = logging.handlers.MemoryHandler(3, flushLevel=logging.ERROR, target=target)
flog.addHandler(mh)
flog.info('m1')
print(target.records)
flog.info('m2')
flog.info('m3')
print(target.records)
flog.info('m4')
flog.error('now')
print(target.records)
flog.info('m5')
mh.close()
print(target.records)
flog.removeHandler(mh)

q = queue.Queue(-1)
qh = logging.handlers.QueueHandler(q)
flog.addHandler(qh)
sink = ListHandler()
sink.setLevel(logging.DEBUG)
listener = logging.handlers.QueueListener(q, sink)
listener.start()
flog.info('queued %s', 'a')
flog.warning('queued %d', 2)
try:
    {}['k']
except KeyError:
    flog.exception('broken')
listener.stop()
print([line.split('\n')[0] for line in sink.records])
flog.removeHandler(qh)

q2 = queue.Queue()
strict = ListHandler()
strict.setLevel(logging.WARNING)
l2 = logging.handlers.QueueListener(q2, strict, respect_handler_level=True)
l2.start()
flog.addHandler(logging.handlers.QueueHandler(q2))
flog.info('low')
flog.warning('high')
l2.stop()
print(strict.records)
flog.handlers.clear()
flog.addHandler(logging.NullHandler())
flog.info('nowhere')
flog.error('%d', 'x')

tpath = os.path.join(folder, 'timed.log')
th = logging.handlers.TimedRotatingFileHandler(tpath, when='S', interval=1000, backupCount=1)
flog.addHandler(th)
flog.info('timed')
th.close()
print(open(tpath).read())
flog.handlers.clear()

buf = io.StringIO()
logging.basicConfig(stream=buf, level=logging.INFO, format='%(name)s-%(levelname)s-%(message)s', force=True)
logging.info('root %s', 'info')
logging.debug('no')
logging.getLogger('x.y').warning('w')
try:
    raise ValueError('oops')
except ValueError as e:
    logging.error('caught %s', e)
logging.disable(logging.WARNING)
logging.warning('disabled')
logging.error('enabled')
logging.disable(logging.NOTSET)
print(buf.getvalue())
logging.basicConfig(filename=os.path.join(folder, 'base.log'), filemode='w', level='WARNING', force=True, format='{levelname} {message}', style='{')
logging.warning('to file')
logging.info('not')
logging.shutdown()
print(open(os.path.join(folder, 'base.log')).read(), len(logging.getLogger().handlers))
try:
    logging.basicConfig(nope=1, force=True)
except ValueError as e:
    print(e)
class CountingLogger(logging.Logger):
    def __init__(self, name):
        super().__init__(name)
        self.count = 0
    def warning(self, msg, *args, **kwargs):
        self.count += 1
        super().warning(msg, *args, **kwargs)
logging.setLoggerClass(CountingLogger)
c = logging.getLogger('counting')
c.addHandler(logging.NullHandler())
c.warning('a')
c.warning('b %s', 1)
print(type(c).__name__, c.count)
logging.setLoggerClass(logging.Logger)
print(sorted(n for n in logging.Logger.manager.loggerDict if n.startswith('app')))
print(logging.WARN, logging.FATAL, logging.root is logging.getLogger(), isinstance(log, logging.Filterer))
# --- where records come from
import functools
import io
import logging
import sys


class Audit(logging.Logger):
    def info(self, msg, *args, **kwargs):
        super().info('audit: ' + msg, *args, **kwargs)


class Stock:
    log = logging.getLogger('stock')

    def __init__(self):
        self.own = logging.getLogger('stock.own')

    def take(self, n):
        self.own.debug('take %d', n)
        if n > 3:
            (self.own
                .getChild('deep')
                .warning('only %s',
                         3))
        return n

    double = lambda self, n: self.log.info('double %d', n)


out = logging.StreamHandler(sys.stdout)
out.setFormatter(logging.Formatter('%(filename)s:%(lineno)d:%(funcName)s:%(module)s %(levelname)s %(message)s'))
root = logging.getLogger()
root.addHandler(out)
root.setLevel(logging.DEBUG)
logging.info('at the top')
stock = Stock()
stock.take(2)
stock.take(5)
stock.double(4)


def traced(f):
    @functools.wraps(f)
    def inner(*args):
        root.debug('calls %s', f.__name__)
        return f(*args)
    return inner


@traced
def work(log):
    try:
        return 1 // 0
    except ZeroDivisionError as e:
        log.error('failed: %s', e)
    finally:
        log.log(35, 'level %s', logging.getLevelName(35), extra={'more': stock.take(1)})


work(logging.getLogger('work'))
say = logging.getLogger('say').info
say('kept method')
getattr(root, 'warning')('by name')
[root.info('one of %d', n) for n in range(2)]
list(root.info('of a generator %d', n) for n in range(2))
adapter = logging.LoggerAdapter(root, {'who': 'ann'})
adapter.info('adapted')
logging.setLoggerClass(Audit)
audit = logging.getLogger('audit')
audit.info('checked %d', 3)


def send(log, text=None):
    log.info('sends %s', text or reply(log))


def reply(log):
    log.debug('replies')
    return 'hello'


send(root)
send(root, text='bye')


class Places(logging.Handler):
    def emit(self, record):
        print(record.funcName, record.lineno, record.filename, record.module, record.pathname)


root.handlers = [Places()]
audit.info('seen')
root.handlers = []
stream = io.StringIO()
braces = logging.StreamHandler(stream)
braces.setFormatter(logging.Formatter('{filename} {lineno:>4} {funcName} {message}', style='{'))
root.addHandler(braces)
send(root, 'braces')
print(stream.getvalue(), end='')
logging.setLoggerClass(logging.Logger)
# --- warnings that are logged
import logging
import sys
import warnings

logging.basicConfig(stream=sys.stdout, format='%(name)s|%(levelname)s|%(message)s|', force=True)
logging.captureWarnings(True)
logging.captureWarnings(True)
warnings.warn_explicit('one', UserWarning, 'x.py', 3)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    warnings.warn('two')
print(len(caught))
warnings.showwarning('direct', UserWarning, 'x.py', 4, sys.stdout, 'y = 2')
logging.captureWarnings(False)
sys.stderr = sys.stdout
warnings.warn_explicit('three', UserWarning, 'x.py', 5)
