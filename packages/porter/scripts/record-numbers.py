"""Records what CPython gives for operators and formats on many numbers: `python3 scripts/record-numbers.py`, in this package."""
import json
import operator
import pathlib

OPERANDS = [0, 1, -1, 2, -2, 3, 7, -7, 10, 255, 1000003, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -2 ** 53, 2 ** 53 + 1, 2 ** 64, 10 ** 20, -10 ** 20,
            0.0, -0.0, 0.5, -0.5, 1.0, 1.5, 2.0, -2.5, 0.1, 0.2, 1 / 3, 1e-7, 1e16, 1e22, 123456.789, -3.75]
OPERATORS = {'+': operator.add, '-': operator.sub, '*': operator.mul, '/': operator.truediv, '//': operator.floordiv, '%': operator.mod,
             '==': operator.eq, '<': operator.lt}
SPECS = ['', 'd', 'x', '#x', 'b', '05d', '+d', ',', '.2f', '10.3f', '<10.1f', '^12.4f', '+.1e', 'e', 'g', '.3g', '%', '.1%', ',.2f', '010.2f', 'n', '_', '>8', '*^9', '.10g']
PATTERNS = ['%d', '%5d', '%-5d|', '%05d', '%+d', '%x', '%X', '%o', '%s', '%r', '%f', '%.2f', '%8.3f', '%-9.1f|', '%e', '%.3e', '%g', '%.3g', '%G', '% d']


def shown(make):
    try:
        return repr(make())
    except Exception as error:
        return type(error).__name__


recorded = {
    'operands': [repr(x) for x in OPERANDS],
    'results': {name: [shown(lambda: f(a, b)) for a in OPERANDS for b in OPERANDS] for name, f in OPERATORS.items()},
    'formats': [[spec, repr(x), shown(lambda: format(x, spec))] for spec in SPECS for x in OPERANDS],
    'percent': [[pattern, repr(x), shown(lambda: pattern % x)] for pattern in PATTERNS for x in OPERANDS],
}
path = pathlib.Path(__file__).resolve().parent.parent / 'test' / 'numbers.json'
path.write_text(json.dumps(recorded) + '\n')
