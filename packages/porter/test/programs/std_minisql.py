'''A mini SQL over lists of dicts: tokenizer, recursive descent, closures, grouping.'''
import operator
import re
from collections import OrderedDict, namedtuple
from functools import partial
from itertools import groupby

Token = namedtuple('Token', 'type value')
KEYWORDS = set('SELECT FROM WHERE AND OR NOT ORDER BY GROUP LIMIT ASC DESC AS IN LIKE IS NULL BETWEEN DISTINCT'.split())


class SqlError(Exception):
    pass


def lex(text):
    spec = re.compile(r"\s*(?:(\d+\.\d+|\d+)|('(?:[^']|'')*')|([A-Za-z_]\w*)|(<=|>=|<>|!=|[-+*/(),=<>]))")
    pos, text = 0, text.rstrip()
    while pos < len(text):
        m = spec.match(text, pos)
        if not m:
            raise SqlError('cannot read %r' % text[pos:pos + 10])
        pos = m.end()
        num, string, word, op = m.groups()
        if num is not None:
            yield Token('num', float(num) if '.' in num else int(num))
        elif string is not None:
            yield Token('str', string[1:-1].replace("''", "'"))
        elif word is not None:
            yield Token('kw', word.upper()) if word.upper() in KEYWORDS else Token('name', word)
        else:
            yield Token('op', op)
    yield Token('end', None)


class Parser:
    def __init__(self, text):
        self.toks = list(lex(text))
        self.pos = 0

    def peek(self, *values):
        return self.toks[self.pos].value in values and self.toks[self.pos].type in ('kw', 'op')

    def accept(self, *values):
        if self.peek(*values):
            self.pos += 1
            return self.toks[self.pos - 1].value

    def expect(self, value):
        if not self.accept(value):
            raise SqlError('expected %s, found %s' % (value, self.toks[self.pos].value))

    def take(self, kind):
        tok = self.toks[self.pos]
        if tok.type != kind:
            raise SqlError('expected a %s, found %r' % (kind, tok.value))
        self.pos += 1
        return tok.value

    def query(self):
        q = dict(where=None, group=[], order=[], limit=None)
        self.expect('SELECT')
        q['distinct'] = bool(self.accept('DISTINCT'))
        q['columns'] = self.items(self.column)
        self.expect('FROM')
        q['table'] = self.take('name')
        if self.accept('WHERE'):
            q['where'] = self.disjunction()
        if self.accept('GROUP'):
            self.expect('BY')
            q['group'] = self.items(partial(self.take, 'name'))
        if self.accept('ORDER'):
            self.expect('BY')
            q['order'] = self.items(lambda: (self.take('name'), self.accept('ASC', 'DESC') == 'DESC'))
        if self.accept('LIMIT'):
            q['limit'] = self.take('num')
        if self.toks[self.pos].type != 'end':
            raise SqlError('unexpected %r' % (self.toks[self.pos].value,))
        return q

    def items(self, what):
        found = [what()]
        while self.accept(','):
            found.append(what())
        return found

    def column(self):
        if self.accept('*'):
            return '*', None, None
        start = self.pos
        name = self.toks[self.pos]
        if name.type == 'name' and name.value.lower() in AGGREGATES and self.toks[self.pos + 1].value == '(':
            self.pos += 2
            arg = None if self.accept('*') else self.sum()
            self.expect(')')
            label = name.value.lower()
            col = (AGGREGATES[label], arg)
        else:
            col = (None, self.sum())
            label = '_'.join(str(t.value) for t in self.toks[start:self.pos])
        if self.accept('AS'):
            label = self.take('name')
        return (label,) + col

    def disjunction(self):
        left = self.conjunction()
        while self.accept('OR'):
            left = (lambda a, b: lambda r: a(r) or b(r))(left, self.conjunction())
        return left

    def conjunction(self):
        left = self.negation()
        while self.accept('AND'):
            right = self.negation()
            left = (lambda a, b: lambda r: a(r) and b(r))(left, right)
        return left

    def negation(self):
        if self.accept('NOT'):
            inner = self.negation()
            return lambda r: not inner(r)
        return self.comparison()

    def comparison(self):
        left = self.sum()
        if self.accept('IS'):
            wanted = not self.accept('NOT')
            self.expect('NULL')
            return lambda r: (left(r) is None) == wanted
        if self.accept('IN'):
            self.expect('(')
            options = self.items(self.sum)
            self.expect(')')
            return lambda r: left(r) in [o(r) for o in options]
        if self.accept('LIKE'):
            pattern = re.compile('^' + re.escape(self.take('str')).replace('%', '.*').replace('_', '.') + '$', re.I)
            return lambda r: bool(pattern.match(str(left(r))))
        if self.accept('BETWEEN'):
            low = self.sum()
            self.expect('AND')
            high = self.sum()
            return lambda r: low(r) <= left(r) <= high(r)
        op = self.accept('=', '<', '>', '<=', '>=', '<>', '!=')
        if op:
            f = {'=': operator.eq, '<>': operator.ne, '!=': operator.ne, '<': operator.lt, '>': operator.gt, '<=': operator.le, '>=': operator.ge}[op]
            right = self.sum()
            return lambda r: None not in (left(r), right(r)) and f(left(r), right(r))
        return left

    def sum(self):
        left = self.product()
        while op := self.accept('+', '-'):
            left = self.binary(op, left, self.product())
        return left

    def product(self):
        left = self.primary()
        while op := self.accept('*', '/'):
            left = self.binary(op, left, self.primary())
        return left

    @staticmethod
    def binary(op, a, b):
        f = {'+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv}[op]
        return lambda r: f(a(r), b(r))

    def primary(self):
        if self.accept('('):
            inner = self.disjunction()
            self.expect(')')
            return inner
        tok = self.toks[self.pos]
        self.pos += 1
        if tok.type in ('num', 'str'):
            return lambda r: tok.value
        if tok == ('kw', 'NULL'):
            return lambda r: None
        if tok.type == 'name':
            return lambda r: r[tok.value]
        raise SqlError('unexpected %r' % (tok.value,))


AGGREGATES = {'count': len, 'sum': sum, 'min': min, 'max': max, 'avg': lambda xs: sum(xs) / len(xs)}


class Database(dict):
    def execute(self, text):
        q = Parser(text).query()
        try:
            rows = self[q['table']]
        except KeyError as missing:
            raise SqlError('no table %s' % missing)
        if q['where']:
            rows = [r for r in rows if q['where'](r)]
        columns = q['columns']
        if q['group'] or any(f for _, f, _ in columns):
            key = operator.itemgetter(*q['group']) if q['group'] else lambda r: ()
            groups = [list(g) for _, g in groupby(sorted(rows, key=key), key)] or [[]]
            out = [OrderedDict((label, f([arg(r) for r in g if arg(r) is not None] if arg else g) if f else arg(g[0])) for label, f, arg in columns) for g in groups]
        elif columns == [('*', None, None)]:
            out = [OrderedDict(r) for r in rows]
        else:
            out = [OrderedDict((label, arg(r)) for label, _, arg in columns) for r in rows]
        for name, desc in reversed(q['order']):
            out.sort(key=lambda r: (r[name] is None, r[name]), reverse=desc)
        if q['distinct']:
            out = [dict(t) for t in OrderedDict.fromkeys(tuple(r.items()) for r in out)]
        return out[:q['limit']]


db = Database(people=[dict(zip(('name', 'age', 'city', 'pay'), row)) for row in [('Ann', 31, 'Oslo', 52.5), ('Bob', 25, 'Rome', 41), ('Cyd', 40, 'Oslo', None), ('Dee', 25, 'Bonn', 38.25), ("O'Neil", 61, 'Rome', 70)]])
for sql in ["SELECT * FROM people WHERE age < 30", "SELECT name, age + 1 AS next FROM people WHERE city = 'Oslo' OR age BETWEEN 60 AND 70 ORDER BY name DESC",
            "select city, count(*) as n, avg(age) as mean, max(pay) from people group by city order by n desc, city", "SELECT DISTINCT age FROM people ORDER BY age LIMIT 2",
            "SELECT name FROM people WHERE name LIKE '%''n%' OR pay IS NULL", "SELECT name, pay * 12 / 2 FROM people WHERE NOT (city IN ('Rome', 'Bonn')) AND pay IS NOT NULL",
            "SELECT count(*), sum(pay), min(name) FROM people", "SELECT x FROM nowhere", "SELECT FROM people", "SELECT name people", "SELECT # FROM people", "SELECT name FROM people WHERE pay > 40 LIMIT 1 2"]:
    try:
        result = db.execute(sql)
        print(f'{sql}\n   ', '; '.join(', '.join(f'{k}={v}' for k, v in r.items()) for r in result))
    except SqlError as e:
        print(f'{sql}\n    error: {e}')
