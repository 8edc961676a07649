"""Recursive descent parser and evaluator for arithmetic expressions."""
import re
import operator
import math

TOKEN = re.compile(r'\s*(?:(?P<num>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>\*\*|[-+*/%(),=]))')


class ParseError(ValueError):
    pass


class Node:
    def eval(self, env):
        raise NotImplementedError(type(self).__name__)


class Num(Node):
    def __init__(self, text):
        self.value = float(text) if '.' in text else int(text)

    def eval(self, env):
        return self.value

    def __repr__(self):
        return repr(self.value)


class Var(Node):
    def __init__(self, name):
        self.name = name

    def eval(self, env):
        try:
            return env[self.name]
        except KeyError:
            raise NameError('name %r is not defined' % self.name) from None

    def __repr__(self):
        return self.name


class BinOp(Node):
    OPS = {'+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv,
           '%': operator.mod, '**': operator.pow}

    def __init__(self, op, left, right):
        self.op, self.left, self.right = op, left, right

    def eval(self, env):
        return self.OPS[self.op](self.left.eval(env), self.right.eval(env))

    def __repr__(self):
        return '(%r %s %r)' % (self.left, self.op, self.right)


class Call(Node):
    FUNCS = {'sqrt': math.sqrt, 'max': max, 'min': min, 'abs': abs}

    def __init__(self, name, args):
        self.name, self.args = name, args

    def eval(self, env):
        return self.FUNCS[self.name](*[a.eval(env) for a in self.args])

    def __repr__(self):
        return '%s(%s)' % (self.name, ', '.join(map(repr, self.args)))


def tokenize(text):
    pos = 0
    text = text.rstrip()
    while pos < len(text):
        m = TOKEN.match(text, pos)
        if not m:
            raise ParseError('bad character %r at %d' % (text[pos], pos))
        pos = m.end()
        yield m.lastgroup, m.group(m.lastgroup)
    yield 'end', ''


class Parser:
    PREC = {'+': 1, '-': 1, '*': 2, '/': 2, '%': 2}

    def __init__(self, text):
        self.tokens = tokenize(text)
        self.advance()

    def advance(self):
        self.kind, self.text = next(self.tokens)

    def expect(self, text):
        if self.text != text:
            raise ParseError('expected %r, got %r' % (text, self.text or 'end'))
        self.advance()

    def expr(self, level=1):
        if level > 2:
            return self.unary()
        left = self.expr(level + 1)
        while self.PREC.get(self.text) == level:
            op = self.text
            self.advance()
            left = BinOp(op, left, self.expr(level + 1))
        return left

    def unary(self):
        if self.text == '-':
            self.advance()
            return BinOp('-', Num('0'), self.unary())
        return self.power()

    def power(self):
        base = self.atom()
        if self.text == '**':
            self.advance()
            return BinOp('**', base, self.unary())
        return base

    def atom(self):
        kind, text = self.kind, self.text
        if kind == 'num':
            self.advance()
            return Num(text)
        if kind == 'name':
            self.advance()
            if self.text == '(':
                self.advance()
                args = []
                while self.text != ')':
                    args.append(self.expr())
                    if self.text == ',':
                        self.advance()
                self.expect(')')
                return Call(text, args)
            return Var(text)
        if text == '(':
            self.advance()
            node = self.expr()
            self.expect(')')
            return node
        raise ParseError('unexpected %r' % (text or 'end'))


env = {'x': 3, 'pi': math.pi}
for source in ['1 + 2 * 3', '(1 + 2) * 3', '2 ** 3 ** 2', '-x ** 2', '10 / 4', '10 / 5', '7 % 3 - 8',
               'sqrt(16) + max(1, x, 2)', '2 ** 100', '1 / 0', 'y + 1', '1 +', '2 $ 3', 'abs(-2.50)', '(1']:
    try:
        p = Parser(source)
        tree = p.expr()
        if p.kind != 'end':
            raise ParseError('trailing %r' % p.text)
        print('%-24s %-28r = %s' % (source, tree, tree.eval(env)))
    except (ParseError, NameError, ArithmeticError) as e:
        print('%-24s %s: %s' % (source, e.__class__.__name__, e))
