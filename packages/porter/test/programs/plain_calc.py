"""Recursive descent calculator: supports + - * / ^, parentheses, variables and functions."""
import math
import operator
import re
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional


class Token(NamedTuple):
    kind: str
    text: str
    pos: int


class CalcError(Exception):
    def __init__(self, message: str, pos: Optional[int] = None):
        super().__init__(message)
        self.pos = pos


TOKENS = [
    ("NUMBER", r"\d+(\.\d*)?"),
    ("NAME", r"[A-Za-z_]\w*"),
    ("OP", r"[-+*/^()=,]"),
    ("SKIP", r"\s+"),
    ("BAD", r"."),
]
REGEX = re.compile("|".join("(?P<%s>%s)" % pair for pair in TOKENS))


def tokenize(source: str) -> Iterator[Token]:
    for m in REGEX.finditer(source):
        kind = m.lastgroup
        if kind == "SKIP":
            continue
        if kind == "BAD":
            raise CalcError(f"unexpected character {m.group()!r}", m.start())
        yield Token(kind, m.group(), m.start())
    yield Token("END", "", len(source))


class Calculator:
    FUNCTIONS: Dict[str, Callable] = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs}
    BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}

    def __init__(self):
        self.variables = {"pi": math.pi}
        self.tokens: List[Token] = []
        self.index = 0

    @property
    def current(self) -> Token:
        return self.tokens[self.index]

    def advance(self) -> Token:
        token = self.current
        self.index += 1
        return token

    def accept(self, text: str) -> bool:
        if self.current.kind == "OP" and self.current.text == text:
            self.index += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            found = self.current.text or "end of input"
            raise CalcError(f"expected {text!r} but found {found!r}", self.current.pos)

    def evaluate(self, source: str):
        self.tokens = list(tokenize(source))
        self.index = 0
        if len(self.tokens) > 2 and self.tokens[0].kind == "NAME" and self.tokens[1].text == "=":
            name = self.advance().text
            self.advance()
            value = self.variables[name] = self.expr()
        else:
            value = self.expr()
        if self.current.kind != "END":
            raise CalcError("trailing input", self.current.pos)
        return value

    def expr(self):
        value = self.term()
        while self.current.text in ("+", "-"):
            op = self.BINARY[self.advance().text]
            value = op(value, self.term())
        return value

    def term(self):
        value = self.factor()
        while self.current.text in {"*", "/"}:
            op = self.BINARY[self.advance().text]
            value = op(value, self.factor())
        return value

    def factor(self):
        if self.accept("-"):
            return -self.factor()
        base = self.atom()
        if self.accept("^"):
            return base ** self.factor()
        return base

    def atom(self):
        token = self.advance()
        if token.kind == "NUMBER":
            return float(token.text) if "." in token.text else int(token.text)
        if token.kind == "NAME":
            if self.accept("("):
                args = [self.expr()]
                while self.accept(","):
                    args.append(self.expr())
                self.expect(")")
                return self.FUNCTIONS[token.text](*args)
            return self.variables[token.text]
        if token.text == "(":
            value = self.expr()
            self.expect(")")
            return value
        raise CalcError(f"unexpected {token.text!r}", token.pos)


calc = Calculator()
for line in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 / 4", "8 / 2", "x = 7", "x * x - 0.5", "sqrt(16) + max(1, x, 3)",
             "2 * pi", "1 +", "(1", "3 $ 4", "y + 1", "1 / 0", "foo(1)", "1 2", "2 ^ -1", "7 - 2 - 1"]:
    try:
        print(f"{line:<25} = {calc.evaluate(line)}")
    except CalcError as e:
        print(f"{line:<25} ! {e} at {e.pos}")
    except (KeyError, ZeroDivisionError) as e:
        print(f"{line:<25} ! {type(e).__name__}: {e}")
print(Token("OP", "+", 0), list(tokenize("a"))[0]._asdict())
