# --- statements, cursors and errors of sqlite3
import sqlite3
c = sqlite3.connect(':memory:')
cur = c.cursor()
print(cur.lastrowid, cur.rowcount, cur.description, cur.arraysize)
cur.execute('select 1')
print(cur.lastrowid, cur.rowcount, cur.description)
cur.execute('create table t (a integer primary key, b text unique, c real)')
print(cur.lastrowid, cur.rowcount, cur.description, c.in_transaction)
cur.execute('insert into t(b, c) values (?, ?)', ('x', 4))
print(cur.lastrowid, cur.rowcount, cur.description, c.in_transaction, c.total_changes)
cur.executemany('insert into t(b, c) values (?, ?)', [('y', 4.5), ('z', None)])
print(cur.lastrowid, cur.rowcount, cur.description, c.in_transaction)
cur.execute('select * from t')
print(cur.lastrowid, cur.rowcount, cur.description, c.in_transaction)
print(cur.fetchall(), cur.fetchone(), cur.fetchall(), cur.rowcount)
cur2 = c.cursor()
cur2.execute('update t set c = c + 1')
print(cur2.rowcount, cur2.lastrowid)
cur2.execute('insert into t(b) values (?) returning a, b', ('q',))
print(cur2.rowcount, cur2.lastrowid, cur2.description)
print(cur2.fetchall(), cur2.rowcount)
cur2.execute('delete from t where a = 99'); print(cur2.rowcount)
cur2.execute("with x as (select 1) select * from x"); print(cur2.rowcount)
cur2.execute("  -- hi\n /* x */ insert into t(b) values ('k')"); print(cur2.rowcount, cur2.lastrowid)
def t(f):
    try:
        r = f()
        print('ok', r if not isinstance(r, sqlite3.Cursor) else r.fetchall())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'sqlite_errorname', None), getattr(e, 'sqlite_errorcode', None), type(e).__mro__[1].__name__)
t(lambda: c.execute('insert into t(b) values (?)', ('x',)))
t(lambda: c.execute('insert into nope values (1)'))
t(lambda: c.execute('select nope from t'))
t(lambda: c.execute('selec 1'))
t(lambda: c.execute('select 1; select 2'))
t(lambda: c.execute('select 1; -- x'))
t(lambda: c.execute('select 1;  ;'))
t(lambda: c.execute(''))
t(lambda: c.execute('-- c'))
t(lambda: c.execute('select ?'))
t(lambda: c.execute('select ?, ?', (1,)))
t(lambda: c.execute('select ?', (1, 2)))
t(lambda: c.execute('select :a', {'b': 1}))
t(lambda: c.execute('select ?', {'b': 1}))
t(lambda: c.execute('select :a, :b, :a', (1, 2)))
t(lambda: c.execute('select :a, :b, :a, $c, @d', dict(a=1,b=2,c=3,d=4)))
t(lambda: c.execute('select ?2, ?1', (1, 2)))
t(lambda: c.execute('select ?', ([1],)))
t(lambda: c.execute('select :a', {'a': {}}))
t(lambda: c.execute('select ?', 5))
t(lambda: c.execute('select ?', 'x'))
t(lambda: c.execute('select ?', 'xy'))
t(lambda: c.execute('select ?', [b'ab']))
t(lambda: c.execute('select ?', (2**63,)))
t(lambda: c.execute('select ?, ?, ?', (2**62, -5, 1e300)))
t(lambda: c.execute('select 1.0, 2, null, x\'0102\', \'t\', 1e20, 9007199254740993, 3.5, 1=1'))
t(lambda: c.execute(5))
t(lambda: c.execute())
t(lambda: c.executemany('select ?', [(1,)]))
t(lambda: c.executemany('insert into t(b) values (?)', [1]))
t(lambda: c.executemany('insert into t(b) values (?)', None))
t(lambda: c.executescript('select 1; selec 2'))
t(lambda: c.execute('insert into t(a) values (?)', ('notint',)))
t(lambda: c.execute('create table t (x)'))
t(lambda: sqlite3.connect('/nonexistent/x.db'))
t(lambda: c.execute('select * from t').fetchmany(2))
t(lambda: c.execute('select 1 as a, 2 as a').description)
t(lambda: c.execute('commit'))
t(lambda: c.execute('commit'))
t(lambda: c.commit())
t(lambda: c.execute('select upper(1,2,3)'))
t(lambda: c.execute('select "literal"'))
t(lambda: c.execute('pragma foreign_keys'))
t(lambda: c.execute('pragma table_info(t)'))
import datetime
t(lambda: c.execute('select ?, ?', (datetime.date(2020,1,2), datetime.datetime(2020,1,2,3,4,5))))
import decimal, fractions
t(lambda: c.execute('select ?', (decimal.Decimal('1.5'),)))
t(lambda: c.execute('select ?', (True,)))
t(lambda: c.execute('select ?', (bytearray(b'x'),)))
t(lambda: c.execute('select ?', (object(),)))
c.create_function('twice', 1, lambda x: x * 2)
t(lambda: c.execute('select twice(3), twice(1.5), twice(\'ab\'), twice(null)'))
t(lambda: c.execute('select twice(3), twice(1.5), twice(\'ab\')'))
t(lambda: c.execute('select twice(3, 4)'))
c.create_function('odd', -1, lambda *a: len(a))
t(lambda: c.execute('select odd(), odd(1,2)'))
c.create_function('lst', 0, lambda: [1])
t(lambda: c.execute('select lst()'))
class S:
    def __init__(self): self.n = 0
    def step(self, x): self.n += x or 0
    def finalize(self): return self.n
c.create_aggregate('mysum', 1, S)
t(lambda: c.execute('select mysum(a) from t'))
c.row_factory = sqlite3.Row
r = c.execute('select a, b as Bee from t').fetchone()
print(r['a'], r['BEE'], r[0], r[-1], r.keys(), tuple(r), len(r), dict(r), list(r), r == r, r[0:1], 'a' in r, 1 in r)
t(lambda: r['x']); t(lambda: r[5]); t(lambda: r[1.5]); print(repr(r)[:20], type(r), bool(r))
c.row_factory = lambda cu, row: {d[0]: x for d, x in zip(cu.description, row)}
print(c.execute('select a, b from t').fetchall())
print(c.isolation_level, sqlite3.version, sqlite3.apilevel, sqlite3.paramstyle, sqlite3.threadsafety)
try:
    with c as d:
        print(d is c)
        c.execute("insert into t(b) values ('with')")
        raise KeyError('x')
except KeyError: print(c.in_transaction)
with c: c.execute("insert into t(b) values ('with')")
print(c.in_transaction)
cur.close()
t(lambda: cur.execute('select 1')); t(lambda: cur.fetchone())
c.close(); c.close()
t(lambda: c.execute('select 1')); t(lambda: c.commit()); t(lambda: c.cursor()); t(lambda: cur2.execute('x')); t(lambda: cur2.fetchall()); t(lambda: c.in_transaction); t(lambda: c.total_changes)
# --- a library of books in sqlite3
import sqlite3
import datetime
from contextlib import closing
from dataclasses import dataclass

SCHEMA = """
CREATE TABLE authors (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE books (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    author_id INTEGER REFERENCES authors(id) ON DELETE CASCADE,
    price REAL CHECK (price >= 0),
    added DATE
);
CREATE TRIGGER upper_title AFTER INSERT ON books BEGIN
    UPDATE books SET title = trim(NEW.title) WHERE id = NEW.id;
END;
"""


@dataclass
class Book:
    title: str
    price: float


class Library:
    def __init__(self, path=':memory:'):
        self.conn = sqlite3.connect(path, detect_types=sqlite3.PARSE_DECLTYPES)
        self.conn.row_factory = sqlite3.Row
        self.conn.execute('PRAGMA foreign_keys = ON')
        self.conn.executescript(SCHEMA)

    def add(self, author, *books):
        with self.conn:
            cur = self.conn.execute('INSERT INTO authors (name) VALUES (?)', (author,))
            self.conn.executemany(
                'INSERT INTO books (title, author_id, price, added) VALUES (:title, :author, :price, :added)',
                [{'title': b.title, 'author': cur.lastrowid, 'price': b.price, 'added': datetime.date(2024, 1, i + 1)} for i, b in enumerate(books)])
        return cur.lastrowid

    def books(self, order='title'):
        for row in self.conn.execute(f'SELECT b.*, a.name AS author FROM books b JOIN authors a ON a.id = b.author_id ORDER BY {order}'):
            yield row


lib = Library()
print(lib.add('Le Guin', Book('  The Dispossessed ', 9.5), Book('Lathe', 7)))
print(lib.add('Lem', Book('Solaris', 8.25)))
for bad in (lambda: lib.add('Lem', Book('Again', 1)), lambda: lib.add('X', Book('Neg', -1)), lambda: lib.add(None)):
    try:
        bad()
    except sqlite3.IntegrityError as e:
        print('refused:', e)
for row in lib.books():
    print(row['id'], repr(row['title']), row['author'], row['price'], row['added'], tuple(row))
print([dict(r) for r in lib.books('price DESC')][0])
print(lib.conn.execute('SELECT count(*), sum(price), avg(price) FROM books').fetchone()[:])
cur = lib.conn.cursor()
cur.execute('SELECT title FROM books ORDER BY id')
print(cur.fetchone()['title'], [r[0] for r in cur.fetchmany(1)], [r[0] for r in cur], cur.fetchone())
cur.execute('UPDATE books SET price = price * 2 WHERE author_id = ?', [1])
print(cur.rowcount, lib.conn.in_transaction)
lib.conn.rollback()
print(lib.conn.execute('SELECT price FROM books').fetchall()[0]['price'], lib.conn.in_transaction)
print(cur.execute('DELETE FROM authors WHERE name = ?', ('Le Guin',)).rowcount, lib.conn.execute('SELECT count(*) FROM books').fetchone()[0])
lib.conn.commit()
with closing(sqlite3.connect(':memory:')) as other:
    other.isolation_level = None
    c = other.cursor()
    c.execute('CREATE TABLE kv (k TEXT PRIMARY KEY, v)')
    c.execute("INSERT INTO kv VALUES ('a', 1)")
    print(other.in_transaction)
    c.execute('BEGIN')
    c.execute("INSERT OR REPLACE INTO kv VALUES ('a', ?)", (b'\x00\xff',))
    print(other.in_transaction, c.execute('SELECT * FROM kv').fetchall())
    c.execute('ROLLBACK')
    print(c.execute('SELECT k, v, typeof(v) FROM kv').fetchall())
    c.execute("INSERT INTO kv VALUES ('b', NULL) ON CONFLICT(k) DO UPDATE SET v = 2")
    for k, v in c.execute('SELECT k, v FROM kv ORDER BY k'):
        print(k, v)
    other.create_function('double', 1, lambda x: None if x is None else x * 2, deterministic=True)
    print(c.execute('SELECT double(v) FROM kv ORDER BY k').fetchall())
    try:
        c.execute('SELECT * FROM missing')
    except sqlite3.Error as e:
        print(type(e).__name__, e, e.args)
try:
    other.execute('SELECT 1')
except sqlite3.ProgrammingError as e:
    print(e)
# --- adapters and converters of sqlite3
import datetime
import json
import sqlite3


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return 'Point(%r, %r)' % (self.x, self.y)


class Named:
    def __init__(self, name):
        self.name = name

    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return 'named ' + self.name


sqlite3.register_adapter(Point, lambda p: '%s;%s' % (p.x, p.y))
sqlite3.register_converter('point', lambda b: Point(*map(float, b.split(b';'))))
sqlite3.register_adapter(dict, json.dumps)
sqlite3.register_converter('JSON', json.loads)
con = sqlite3.connect(':memory:', detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
con.execute('create table t (p point, d date, s timestamp, j json(20), plain)')
con.execute('insert into t values (?, ?, ?, ?, ?)', (Point(1, 2.5), datetime.date(2020, 2, 29), datetime.datetime(2021, 3, 4, 5, 6, 7, 89), {'a': [1, None]}, Named('x')))
con.execute('insert into t values (?, ?, ?, ?, ?)', (None, None, datetime.datetime(2021, 3, 4), None, True))
for row in con.execute('select * from t'):
    print(row)
cur = con.execute('select p as "q [point]", d as "d [timestamp]" from t where p is not null and 0')
print(cur.fetchall(), [d[0] for d in cur.description])
cur = con.execute("""select '2;3' as "q [point]" """)
print(cur.fetchall(), cur.description[0][0])
con.text_factory = bytes
print(con.execute("select 'é', 1").fetchone())
con.text_factory = lambda b: b.decode().upper()
print(con.execute("select 'é', 1").fetchone())
con.text_factory = str
print(con.execute("select 'é', 1").fetchone())
for level in ('IMMEDIATE', 'exclusive', None, 'x', 3):
    try:
        con.isolation_level = level
        print(con.isolation_level)
    except Exception as e:
        print(type(e).__name__, e)
