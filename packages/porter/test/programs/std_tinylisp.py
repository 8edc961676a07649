"""A tiny Lisp: reader, environments, special forms, tail calls."""
import math
import operator as op
from functools import reduce

Symbol = str
List = list
Number = (int, float)


class LispError(Exception):
    pass


class Env(dict):
    def __init__(self, params=(), args=(), outer=None):
        super().__init__()
        if isinstance(params, Symbol):
            self[params] = list(args)
        else:
            if len(params) != len(args):
                raise LispError('expected %s, got %d args' % (to_string(params), len(args)))
            self.update(zip(params, args))
        self.outer = outer

    def find(self, var):
        if var in self:
            return self
        if self.outer is None:
            raise LispError('unbound: ' + var)
        return self.outer.find(var)


class Procedure(object):
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *args):
        return evaluate(self.body, Env(self.params, args, self.env))


def tokenize(s):
    return s.replace('(', ' ( ').replace(')', ' ) ').replace("'", " ' ").split()


def read(tokens):
    if not tokens:
        raise SyntaxError('unexpected EOF')
    token = tokens.pop(0)
    if token == '(':
        L = []
        while tokens and tokens[0] != ')':
            L.append(read(tokens))
        if not tokens:
            raise SyntaxError('missing )')
        tokens.pop(0)
        return L
    elif token == ')':
        raise SyntaxError('unexpected )')
    elif token == "'":
        return ['quote', read(tokens)]
    return atom(token)


def atom(token):
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return {'#t': True, '#f': False}.get(token, Symbol(token))


def to_string(exp):
    if exp is True:
        return '#t'
    if exp is False:
        return '#f'
    if isinstance(exp, List):
        return '(' + ' '.join(map(to_string, exp)) + ')'
    if callable(exp):
        return '<procedure>'
    return str(exp)


def standard_env():
    env = Env()
    env.update(vars(math)) if False else env.update({'sqrt': math.sqrt, 'pi': math.pi})
    env.update({
        '+': lambda *a: sum(a), '*': lambda *a: reduce(op.mul, a, 1),
        '-': lambda a, *r: -a if not r else reduce(op.sub, r, a), '/': op.truediv,
        '<': op.lt, '>': op.gt, '=': op.eq, '<=': op.le,
        'car': lambda x: x[0], 'cdr': lambda x: x[1:], 'cons': lambda x, y: [x] + y,
        'list': lambda *x: list(x), 'null?': lambda x: x == [], 'length': len,
        'map': lambda f, l: [f(x) for x in l], 'number?': lambda x: isinstance(x, Number), 'not': op.not_,
    })
    return env


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, List):
            return x
        if not x:
            raise LispError('empty application')
        head, *rest = x
        if head == 'quote':
            return rest[0]
        if head == 'if':
            test, conseq, *alt = rest
            x = conseq if evaluate(test, env) else (alt[0] if alt else [])
            if x == []:
                return None
        elif head == 'define':
            target, *body = rest
            if isinstance(target, List):
                name, *params = target
                env[name] = Procedure(params, ['begin'] + body, env)
            else:
                env[target] = evaluate(body[0], env)
            return None
        elif head == 'set!':
            env.find(rest[0])[rest[0]] = evaluate(rest[1], env)
            return None
        elif head == 'lambda':
            return Procedure(rest[0], rest[1], env)
        elif head == 'let':
            bindings, body = rest
            x = [['lambda', [b[0] for b in bindings], body]] + [b[1] for b in bindings]
        elif head == 'begin':
            for e in rest[:-1]:
                evaluate(e, env)
            x = rest[-1]
        else:
            f, *args = [evaluate(e, env) for e in x]
            if isinstance(f, Procedure):
                x, env = f.body, Env(f.params, args, f.env)
            else:
                return f(*args)


program = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 25)
(define (loop i acc) (if (= i 0) acc (loop (- i 1) (+ acc i))))
(loop 5000 0)
(map (lambda (x) (* x x)) '(1 2 3.5))
(let ((x 2) (y 3)) (+ x (* y 4) 1))
(define make-counter (lambda () (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n)))))
(define c (make-counter))
(c)
(begin (c) (c))
(cons 1 '(2 3))
(if (null? '()) 'yes 'no)
(sqrt 16)
(/ 7 2)
(undefined 1)
(fact)
(1 2)
(car '())
(not #t)
(define all (lambda xs (length xs)))
(all 1 2 3)
fact
"""
env = standard_env()
for line in program.strip().splitlines():
    try:
        value = evaluate(read(tokenize(line)), env)
        if value is not None:
            print('%s => %s' % (line, to_string(value)))
    except (LispError, IndexError, TypeError) as e:
        print('%s !! %s: %s' % (line, type(e).__name__, e))
for bad in ('(a b', ')', ''):
    try:
        read(tokenize(bad))
    except SyntaxError as e:
        print(repr(bad), '->', e)
