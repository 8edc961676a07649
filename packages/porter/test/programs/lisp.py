"""A tiny Lisp, after the well known essay."""
import math
import operator as op
from functools import reduce

Symbol = str
List = list
Number = (int, float)


class Env(dict):
    def __init__(self, params=(), args=(), outer=None):
        self.update(zip(params, args))
        self.outer = outer

    def find(self, var):
        if var in self:
            return self
        if self.outer is None:
            raise LookupError('unbound: ' + var)
        return self.outer.find(var)


class Procedure(object):
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *args):
        if len(args) != len(self.params):
            raise TypeError('%d arguments wanted, %d given' % (len(self.params), len(args)))
        return evaluate(self.body, Env(self.params, args, self.env))


def standard_env():
    env = Env()
    env.update(vars_of_math())
    env.update({
        '+': lambda *xs: sum(xs), '-': op.sub, '*': lambda *xs: reduce(op.mul, xs, 1), '/': op.truediv,
        '>': op.gt, '<': op.lt, '>=': op.ge, '<=': op.le, '=': op.eq,
        'abs': abs, 'append': op.add, 'begin': lambda *x: x[-1],
        'car': lambda x: x[0], 'cdr': lambda x: x[1:], 'cons': lambda x, y: [x] + y,
        'eq?': op.is_, 'length': len, 'list': lambda *x: List(x), 'list?': lambda x: isinstance(x, List),
        'map': lambda f, xs: list(map(f, xs)), 'max': max, 'min': min, 'not': op.not_, 'null?': lambda x: x == [],
        'number?': lambda x: isinstance(x, Number), 'round': round, 'symbol?': lambda x: isinstance(x, Symbol),
    })
    return env


def vars_of_math():
    return {name: getattr(math, name) for name in ('sin', 'sqrt', 'pi', 'floor')}


def parse(program):
    tokens = program.replace('(', ' ( ').replace(')', ' ) ').split()
    result = read_from_tokens(tokens)
    if tokens:
        raise SyntaxError('trailing ' + ' '.join(tokens))
    return result


def read_from_tokens(tokens):
    if len(tokens) == 0:
        raise SyntaxError('unexpected EOF')
    token = tokens.pop(0)
    if token == '(':
        L = []
        while tokens[0] != ')':
            L.append(read_from_tokens(tokens))
        tokens.pop(0)
        return L
    elif token == ')':
        raise SyntaxError('unexpected )')
    return atom(token)


def atom(token):
    for convert in (int, float):
        try:
            return convert(token)
        except ValueError:
            pass
    return Symbol(token)


global_env = standard_env()


def evaluate(x, env=global_env):
    if isinstance(x, Symbol):
        return env.find(x)[x]
    elif not isinstance(x, List):
        return x
    head, *args = x
    if head == 'quote':
        return args[0]
    elif head == 'if':
        test, conseq, alt = args
        return evaluate(conseq if evaluate(test, env) else alt, env)
    elif head == 'define':
        symbol, exp = args
        env[symbol] = evaluate(exp, env)
    elif head == 'set!':
        symbol, exp = args
        env.find(symbol)[symbol] = evaluate(exp, env)
    elif head == 'lambda':
        params, body = args
        return Procedure(params, body, env)
    else:
        proc = evaluate(head, env)
        return proc(*[evaluate(arg, env) for arg in args])


def lispstr(exp):
    if isinstance(exp, List):
        return '(' + ' '.join(map(lispstr, exp)) + ')'
    return str(exp)


for line in ['(define r 10)', '(* pi (* r r))', '(if (> (* 11 11) 120) (* 7 6) oops)',
             '(define fact (lambda (n) (if (<= n 1) 1 (* n (fact (- n 1))))))', '(fact 20)', '(fact 30)',
             '(define make (lambda (n) (lambda (x) (begin (set! n (+ n x)) n))))', '(define acc (make 100))',
             '(acc 10)', '(acc 20)', '(list 1 (quote a) (quote (b c)) 2.5)', '(cdr (list 1 2 3))', '(map fact (list 1 2 3 4))',
             '(fact 1 2)', 'nope', '(+ 1', ')', '(sqrt 16)', '(null? (cdr (list 1)))', '(round 2.5)', '(append (list 1) (list 2))']:
    try:
        val = evaluate(parse(line))
        if val is not None:
            print(line, '=>', lispstr(val))
    except (LookupError, TypeError, SyntaxError) as e:
        print(line, '=>', type(e).__name__, e)
