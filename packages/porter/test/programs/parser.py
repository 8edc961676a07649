"""A calculator: a tokenizer, a recursive parser and an evaluator."""
import re

TOKEN = re.compile(r'\s*(?:(\d+\.?\d*)|(.))')


class ParseError(ValueError):
    pass


def tokenize(text):
    for number, operator in TOKEN.findall(text):
        if number:
            yield 'num', float(number) if '.' in number else int(number)
        elif not operator.isspace():
            yield 'op', operator
    yield 'end', None


class Parser:
    def __init__(self, text):
        self.tokens = tokenize(text)
        self.current = next(self.tokens)

    def advance(self):
        token = self.current
        self.current = next(self.tokens, ('end', None))
        return token

    def accept(self, *operators):
        kind, value = self.current
        if kind == 'op' and value in operators:
            return self.advance()[1]
        return None

    def expr(self):
        left = self.term()
        while True:
            op = self.accept('+', '-')
            if not op:
                return left
            right = self.term()
            left = (op, left, right)

    def term(self):
        left = self.factor()
        while True:
            op = self.accept('*', '/', '%')
            if not op:
                return left
            left = (op, left, self.factor())

    def factor(self):
        if self.accept('-'):
            return ('neg', self.factor())
        if self.accept('('):
            inner = self.expr()
            if not self.accept(')'):
                raise ParseError('expected )')
            return inner
        kind, value = self.advance()
        if kind != 'num':
            raise ParseError('unexpected %r' % (value,))
        return value


OPS = {
    '+': lambda a, b: a + b,
    '-': lambda a, b: a - b,
    '*': lambda a, b: a * b,
    '/': lambda a, b: a / b,
    '%': lambda a, b: a % b,
}


def evaluate(tree):
    if not isinstance(tree, tuple):
        return tree
    if tree[0] == 'neg':
        return -evaluate(tree[1])
    op, left, right = tree
    return OPS[op](evaluate(left), evaluate(right))


for source in ['1 + 2 * 3', '(1 + 2) * 3', '-4 / 2', '7 % 3 - 10', '2.5 * 4', '1 +', '(1', '1 / 0', '10 / 4']:
    try:
        tree = Parser(source).expr()
        print(source, '=', evaluate(tree), tree)
    except ParseError as e:
        print(source, '->', e)
    except ZeroDivisionError as e:
        print(source, '!', e)
