# connection pool + transactions over a fake DB driver, contextmanagers, thread locals, decorators
from gevent import monkey; monkey.patch_all()
import contextlib
import functools
import gevent
import threading
import time
import re
from gevent.queue import Queue, Empty
from gevent.local import local


class DatabaseError(Exception):
    pass


class IntegrityError(DatabaseError):
    pass


class Cursor:
    def __init__(self, conn):
        self.conn = conn
        self._rows = iter(())
        self.rowcount = -1

    def execute(self, sql, params=()):
        time.sleep(0.001)
        if sql.count('?') != len(params):
            raise DatabaseError('expected %d params, got %d' % (sql.count('?'), len(params)))
        verb = sql.split(None, 1)[0].lower()
        method = getattr(self, 'do_' + verb, None)
        if method is None:
            raise DatabaseError('unknown verb %r' % verb)
        method(sql, params)
        return self

    def do_insert(self, sql, params):
        table = re.search(r'into (\w+)', sql, re.I).group(1)
        rows = self.conn.pending.setdefault(table, {})
        if params[0] in rows or params[0] in self.conn.db.setdefault(table, {}):
            raise IntegrityError('duplicate key %r in %s' % (params[0], table))
        rows[params[0]] = tuple(params)
        self.rowcount = 1

    def do_select(self, sql, params):
        m = re.match(r'select\s+(?P<cols>.+?)\s+from\s+(?P<table>\w+)(?:\s+where\s+id\s*=\s*\?)?$', sql, re.I)
        table = {**self.conn.db.get(m['table'], {}), **self.conn.pending.get(m['table'], {})}
        rows = [table[k] for k in sorted(table) if not params or k == params[0]]
        self.rowcount = len(rows)
        self._rows = iter(rows)

    def fetchone(self):
        return next(self._rows, None)

    def fetchall(self):
        return list(self._rows)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._rows)


class Connection:
    opened = 0

    def __init__(self, db):
        type(self).opened += 1
        self.id = Connection.opened
        self.db, self.pending = db, {}

    def cursor(self):
        return Cursor(self)

    def commit(self):
        for table, rows in self.pending.items():
            self.db.setdefault(table, {}).update(rows)
        self.pending.clear()

    def rollback(self):
        self.pending.clear()


class Pool:
    def __init__(self, factory, size, timeout=0.5):
        self.factory, self.size, self.timeout = factory, size, timeout
        self._idle = Queue()
        self._count = 0
        self._lock = threading.RLock()
        self._local = local()

    def _acquire(self):
        with self._lock:
            if self._idle.empty() and self._count < self.size:
                self._count += 1
                return self.factory()
        try:
            return self._idle.get(timeout=self.timeout)
        except Empty:
            raise DatabaseError('pool exhausted') from None

    @contextlib.contextmanager
    def connection(self):
        existing = getattr(self._local, 'conn', None)
        if existing is not None:
            yield existing
            return
        conn = self._local.conn = self._acquire()
        try:
            yield conn
        except:
            conn.rollback()
            raise
        else:
            conn.commit()
        finally:
            del self._local.conn
            self._idle.put(conn)

    def transactional(self, fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            with self.connection() as conn:
                return fn(conn.cursor(), *args, **kwargs)
        return wrapper


DB = {}
pool = Pool(functools.partial(Connection, DB), size=2)


@pool.transactional
def add_user(cur, id, name):
    cur.execute('INSERT INTO users VALUES (?, ?)', (id, name))
    if name.startswith('!'):
        raise ValueError('bad name ' + name)
    return count_users()


@pool.transactional
def count_users(cur):
    return cur.execute('SELECT * FROM users').rowcount


@pool.transactional
def names(cur):
    return [row[1] for row in cur.execute('select id, name from users')]


gs = [gevent.spawn(add_user, i, n) for i, n in enumerate(['ann', 'bob', '!eve', 'dan', 'zoe'])]
gevent.joinall(gs)
print([g.value if g.successful() else repr(g.exception) for g in gs][2])
print(names(), count_users(), Connection.opened, pool._count)
for args in ((1, 'dup'), (9, 'new')):
    try:
        print('added', add_user(*args))
    except IntegrityError as e:
        print('integrity:', e)
with pool.connection() as conn:
    cur = conn.cursor()
    print(cur.execute('select * from users where id = ?', [3]).fetchone(), cur.fetchone(), cur.rowcount)
    for bad in ('drop table users', 'select * from users where id = ?'):
        try:
            cur.execute(bad)
        except DatabaseError as e:
            print(type(e).__name__, '-', e)
    with pool.connection() as again:
        print(again is conn)


def hog():
    with pool.connection():
        gevent.sleep(0.05)


hogs = [gevent.spawn(hog) for _ in range(2)]
gevent.sleep(0)
pool.timeout = 0.005
try:
    count_users()
except DatabaseError as e:
    print(e, e.__cause__, e.__suppress_context__)
gevent.joinall(hogs)
print(count_users(), add_user.__name__, sorted(DB), pool._idle.qsize())
