"""A very small Lisp, inspired by Peter Norvig's lis.py"""
import math
import operator as op

Symbol = str

class LispError(Exception):
    pass

class Env(dict):
    def __init__(self, params=(), args=(), outer=None):
        super().__init__()
        self.update(zip(params, args))
        self.outer = outer

    def find(self, var):
        if var in self:
            return self
        if self.outer is None:
            raise LispError("undefined: " + var)
        return self.outer.find(var)

class Procedure(object):
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *args):
        if len(args) != len(self.params):
            raise LispError("expected %d args, got %d" % (len(self.params), len(args)))
        return evaluate(self.body, Env(self.params, args, self.env))

def standard_env():
    env = Env()
    env.update({k: v for k, v in vars(math).items() if not k.startswith("_")})
    env.update({
        '+': lambda *a: sum(a), '-': lambda x, *r: x - sum(r) if r else -x,
        '*': lambda *a: math.prod(a), '/': op.truediv, '//': op.floordiv, '%': op.mod,
        '<': op.lt, '>': op.gt, '<=': op.le, '>=': op.ge, '=': op.eq,
        'car': lambda x: x[0], 'cdr': lambda x: x[1:], 'cons': lambda x, y: [x] + y,
        'list': lambda *x: list(x), 'null?': lambda x: x == [], 'map': lambda f, l: list(map(f, l)),
        'length': len, 'not': op.not_, 'max': max, 'abs': abs, 'begin': lambda *x: x[-1],
    })
    return env

def tokenize(chars):
    return chars.replace('(', ' ( ').replace(')', ' ) ').replace("'", " ' ").split()

def parse(tokens):
    if len(tokens) == 0:
        raise SyntaxError('unexpected EOF')
    token = tokens.pop(0)
    if token == '(':
        L = []
        while tokens and tokens[0] != ')':
            L.append(parse(tokens))
        if not tokens:
            raise SyntaxError('missing )')
        tokens.pop(0)
        return L
    elif token == ')':
        raise SyntaxError('unexpected )')
    elif token == "'":
        return ['quote', parse(tokens)]
    return atom(token)

def atom(token):
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            continue
    return {'#t': True, '#f': False}.get(token, Symbol(token))

def evaluate(x, env):
    match x:
        case str():
            return env.find(x)[x]
        case int() | float():
            return x
        case ['quote', exp]:
            return exp
        case ['if', test, conseq, alt]:
            return evaluate(conseq if evaluate(test, env) else alt, env)
        case ['define', [name, *params], body]:
            env[name] = Procedure(params, body, env)
        case ['define', str(name), exp]:
            env[name] = evaluate(exp, env)
        case ['lambda', params, body]:
            return Procedure(params, body, env)
        case [fn, *args]:
            return evaluate(fn, env)(*(evaluate(a, env) for a in args))
        case _:
            raise LispError(f"cannot evaluate {x!r}")

def show(v):
    if isinstance(v, bool):
        return '#t' if v else '#f'
    if isinstance(v, list):
        return '(' + ' '.join(map(show, v)) + ')'
    return '<procedure>' if callable(v) else str(v)

genv = standard_env()
for src in ["(+ 1 2 (* 3 4))", "(define r 10)", "(* pi (* r r))", "(define (fact n) (if (<= n 1) 1 (* n (fact (- n 1)))))",
            "(fact 25)", "(map (lambda (x) (/ x 2)) (list 1 2 3.0))", "'(a b (c 1.50))", "(cons 1 (cdr '(9 8)))", "fact",
            "(undefined 1)", "(fact 1 2)", "(", "(if #f 1 (not #f))", ")", "()", "(/ 1 0)", "(sqrt -1)", "(// -7 2)", "(% -7 2)", "(- 5)", "(car (list))"]:
    try:
        val = evaluate(parse(tokenize(src)), genv)
        print(f"{src:40s} => {show(val) if val is not None else 'ok'}")
    except (LispError, SyntaxError) as e:
        print(f"{src:40s} !! {type(e).__name__}: {e}")
    except Exception as e:
        print(f"{src:40s} ?? {type(e).__name__}: {e}")
