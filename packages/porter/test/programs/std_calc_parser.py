import re
import math
import operator
from dataclasses import dataclass, field
from typing import List, Union, Iterator, Callable, Dict, Optional


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    pos: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'{self.kind}({self.text})'


class ParseError(Exception):
    def __init__(self, message: str, pos: int):
        super().__init__(message)
        self.pos = pos

    def __str__(self):
        return f'{super().__str__()} at {self.pos}'


TOKEN_SPEC = [
    ('NUMBER', r'\d+(?:\.\d*)?(?:[eE][-+]?\d+)?'),
    ('NAME', r'[A-Za-z_]\w*'),
    ('OP', r'\*\*|[-+*/%^(),=]'),
    ('SKIP', r'\s+'),
    ('BAD', r'.'),
]
MASTER = re.compile('|'.join(f'(?P<{name}>{pattern})' for name, pattern in TOKEN_SPEC))


def tokenize(source: str) -> Iterator[Token]:
    for match in MASTER.finditer(source):
        kind = match.lastgroup
        if kind == 'SKIP':
            continue
        if kind == 'BAD':
            raise ParseError(f'unexpected {match.group()!r}', match.start())
        yield Token(kind, match.group(), match.start())
    yield Token('END', '', len(source))


Number = Union[int, float]


class Node:
    def eval(self, env: Dict[str, Number]) -> Number:
        raise NotImplementedError


@dataclass
class Num(Node):
    value: Number

    def eval(self, env):
        return self.value


@dataclass
class Var(Node):
    name: str

    def eval(self, env):
        try:
            return env[self.name]
        except KeyError:
            raise NameError(f'undefined: {self.name}') from None


@dataclass
class BinOp(Node):
    op: str
    left: Node
    right: Node
    OPS = {'+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv,
           '%': operator.mod, '**': operator.pow}

    def eval(self, env):
        return self.OPS[self.op](self.left.eval(env), self.right.eval(env))


@dataclass
class Unary(Node):
    op: str
    operand: Node

    def eval(self, env):
        v = self.operand.eval(env)
        return -v if self.op == '-' else +v


@dataclass
class Call(Node):
    name: str
    args: List[Node]
    FUNCS = {'sqrt': math.sqrt, 'max': max, 'min': min, 'abs': abs, 'hyp': lambda a, b: (a * a + b * b) ** .5}

    def eval(self, env):
        f = self.FUNCS.get(self.name)
        if f is None:
            raise NameError('no function %s' % self.name)
        return f(*[a.eval(env) for a in self.args])


@dataclass
class Assign(Node):
    name: str
    value: Node

    def eval(self, env):
        env[self.name] = result = self.value.eval(env)
        return result


class Parser:
    PREC = {'+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '**': 4}
    RIGHT = {'**'}

    def __init__(self, source):
        self.tokens = list(tokenize(source))
        self.i = 0

    @property
    def cur(self):
        return self.tokens[self.i]

    def advance(self):
        tok = self.cur
        self.i += 1
        return tok

    def expect(self, text):
        if self.cur.text != text:
            raise ParseError(f'expected {text!r}, got {self.cur}', self.cur.pos)
        return self.advance()

    def parse(self):
        if len(self.tokens) > 2 and self.tokens[0].kind == 'NAME' and self.tokens[1].text == '=':
            name = self.advance().text
            self.advance()
            tree = Assign(name, self.expr())
        else:
            tree = self.expr()
        if self.cur.kind != 'END':
            raise ParseError(f'trailing {self.cur}', self.cur.pos)
        return tree

    def expr(self, minimum=0):
        left = self.atom()
        while (prec := self.PREC.get(self.cur.text, -1)) >= minimum and self.cur.kind == 'OP':
            op = self.advance().text
            left = BinOp(op, left, self.expr(prec if op in self.RIGHT else prec + 1))
        return left

    def atom(self):
        tok = self.advance()
        if tok.kind == 'NUMBER':
            return Num(float(tok.text) if set(tok.text) & set('.eE') else int(tok.text))
        if tok.kind == 'NAME':
            if self.cur.text == '(':
                self.advance()
                args = []
                while self.cur.text != ')':
                    args.append(self.expr())
                    if self.cur.text == ',':
                        self.advance()
                self.expect(')')
                return Call(tok.text, args)
            return Var(tok.text)
        if tok.text in ('-', '+'):
            return Unary(tok.text, self.expr(3))
        if tok.text == '(':
            inner = self.expr()
            self.expect(')')
            return inner
        raise ParseError(f'unexpected {tok}', tok.pos)


def main():
    env = {'pi': math.pi, 'x': 10}
    for line in ['1 + 2 * 3', '(1 + 2) * 3', '2 ** 3 ** 2', '-2 ** 2', 'y = x / 4', 'y * 2', '10 % 4 - 7', 'sqrt(16) + max(1, 2, x)',
                 '1 / 0', 'foo + 1', '2 +', '3 $ 4', '1.5e3 * 2', 'hyp(3, 4)', 'bar(1)', '(1', '2 3', '7 / 2', '2 ** 100']:
        try:
            tree = Parser(line).parse()
            print(f'{line:<25} = {tree.eval(env)}')
        except ParseError as e:
            print(f'{line:<25} ! parse error: {e} (pos {e.pos})')
        except (NameError, ArithmeticError) as e:
            print(f'{line:<25} ! {type(e).__name__}: {e}')
    print(Parser('a + f(1, -b)').parse())
    print(Token('OP', '+', 3) == Token('OP', '+', 9), {Token('OP', '+')}, sorted(env))


main()
