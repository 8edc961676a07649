"""Variables, attributes and items that get values of another type by a way that is easily overlooked."""
import collections
import copy
import functools
import itertools
import json
import operator


class Box(object):
    size = 1

    def __init__(self, value=0, items=None):
        self.value = value
        self.items = items or []
        self.count = 0

    def double(self):
        return self.value + self.value

    def same(self, other):
        return self.value == other.value

    def less(self, other):
        return self.value < other.value

    def empty(self):
        return not self.items

    def truth(self):
        return 'yes' if self.value else 'no'

    def half(self):
        return self.value // 2

    def show(self):
        return 'value %s, %r, %s' % (self.value, self.items, f'{self.count}')


def change(box, name, value):
    setattr(box, name, value)


box = Box(3)
print(box.double(), box.show(), box.truth())
change(box, 'value', 'ab')
print(box.double(), box.show(), box.truth(), box.same(Box('ab')))
box.__dict__['value'] = [1]
print(box.double(), box.same(Box([1])), box.truth())
vars(box).update(value=(1, 2), items={})
print(box.double(), box.same(Box((1, 2))), box.empty(), box.show())
box.__dict__.update({'value': 7.0})
print(box.double(), box.half(), box.show())
for name, value in [('value', 2 ** 70), ('count', 1.5), ('items', ())]:
    setattr(box, name, value)
print(box.double(), box.half(), box.show(), box.empty())
box.count += 1
print(box.count)
Box.size = 'large'
print(box.size * 2, Box.size + '!')


class Small(Box):
    def __init__(self, **kw):
        super().__init__()
        for key, value in kw.items():
            setattr(self, key, value)


print(Small(value='x').double(), Small(value=b'y').double(), Small(value=True).double(), Small(items='').empty())


def total(values, start=0):
    result = start
    for value in values:
        result += value
    return result


print(total([1, 2]), total('ab', ''), total([[1], [2]], []), total([1.0, 2.5]), total([(1,), (2,)], ()))
add = lambda a, b: a + b
print(functools.reduce(add, [1, 2]), functools.reduce(add, 'ab'), add(*[[1], [2]]), add(**{'a': 1.0, 'b': 2}))


def both(a, b):
    return a == b, a != b, [a] == [b], a in [b]


print(both(1, 1.0), both(1, True), both('a', 'a'), both([1], [1]), both((1,), (1,)), both({1: 2}, {1: 2}), both(None, 0))
print(both(*'aa'), both(*([1], [1])), both(b'a', 'a'), both({1}, {1}), both(float('nan'), 1))

numbers = [1, 2, 3]
alias = numbers
alias[0] = 'one'
alias.append(4.0)
print(numbers[0] + '!', numbers[-1] + 1, [x == 4 for x in numbers])
matrix = [[0] * 2 for _ in range(2)]
matrix[0][1] = 'x'
matrix[1] = (5.0, 6)
for row in matrix:
    for cell in row:
        print(cell, cell == 6, cell * 2, end=' ')
print()
table = {'a': 1}
table.update(b='two', c=[3])
table.setdefault('d', 4.0)
table |= {'e': None}
print([value * 2 if value else value for value in table.values()])
a, b = 1, 'x'
a, b = b, a
print(a * 2, b * 2, a == 'x', b == 1)
(c, d), *e = [(1.0, 'y'), 3, 'z']
print(c * 2, d * 2, [x * 2 for x in e])
for x, y in [(1, 'a'), ('b', 2), (1.5, [3])]:
    print(x * 2, y * 2, x == 1, y == 2)
x = 5
for x in 'ab':
    pass
print(x + x)
with_default = collections.defaultdict(int)
with_default['a'] += 1
with_default['b'] += 1.5
with_default['c'] = 'text'
print(dict(with_default), with_default['c'] + '!')


def maybe(flag):
    if flag:
        return 10
    return None if flag is None else 'text'


for flag in (1, 0, None):
    print(maybe(flag), maybe(flag) == 10, maybe(flag) is None, bool(maybe(flag)))


def widen(n=0):
    n = n + 0.5 if n else n
    return n


print(widen(), widen(1), widen(2.5), widen(3) // 1)


def counter():
    n = 0

    def inner(step=1):
        nonlocal n
        n = n + step
        return n
    return inner


count = counter()
print(count(), count(2.0), count(3))
state = 0


def shift():
    global state
    state = 'moved' if state == 1 else state + 1
    return state


print(shift(), shift(), len(state))
value = json.loads('{"n": 1, "f": 2.0, "s": "x", "l": [1, "a", null], "big": 12345678901234567890}')
print(value['n'] + 1, value['f'] + 1, value['s'] * 2, value['l'] * 2, value['big'] + 1, value['n'] / 2, value['f'] == 2)
big = 1
for i in range(70):
    big *= 2
print(big, big == 2 ** 70, big % 10, big // 3, -big, big > 10, [big][0] - 1)
whole = 4.0
print(whole, whole * 2, whole / 2, whole + 1, 7 // 2.0, 7 % 2.0, round(2.5), round(2.675, 2), int(whole), str(whole), {whole: 1}[4])
steps = [1, 2.0, 'x', None, True, (1,), [2]]
print([type(s).__name__ for s in steps], [s for s in steps if s == 1], steps.index(2), steps.count(True))
print(max([1, 2.5, 2]), min('b', 'a'), sum([0.5, 1]), sorted([3, 1.0, 2]), max((1, 'b'), (1, 'a')))
print('%s %d %.1f %r' % (1.0, 2.9, 3, 'q'), '{} {:>4} {!r}'.format(1.0, 'a', 'b'), f'{1.0} {2:03d} {3!r:>4}')
print(list(map(operator.add, [1, 'a', [1]], [2, 'b', [2]])), list(itertools.accumulate(['a', 'b'])))
clone = copy.deepcopy(box)
clone.items = 'xyz'
print(clone.items[-1], len(clone.items), box.items, clone.empty())
negative = -1
print('abc'[negative], [1, 2, 3][negative], 'abc'[negative - 1:], (1, 2, 3)[:negative], 'héllo'[1], '😀b'[1], len('😀b'))
text = 'line'
text *= 2
text += '!' if len(text) > 5 else ''
print(text, text[::-1], text.upper() == 'LINELINE!', 'e!' in text, text < 'm', text.find('x'))
i = 10
while i:
    i -= 3 if i > 3 else i
print(i, i == 0, i is 0 if False else 'end')
nested = {'a': {'b': [1, {'c': 'deep'}]}}
print(nested['a']['b'][1]['c'][0], nested.get('x', {}).get('y', 'none'), nested['a']['b'][0] + 1)
print((lambda *args, **kw: (args, kw))(1, 'b', c=2.0), [*range(3), *'ab'], {**{'a': 1}, 'b': 2.0})
print(1 < 2 < 3, 1 < 2.5 < 2, 'a' < 'b' <= 'b', not 0 == False, 3 == 3.0 == 3)
print(10 ** -1, 10 ** 2, 2 ** 0.5, (-8) ** 2, 7 & 3, 7 ^ 2, 1 << 40, ~5, -7 // 2, -7 % 3, 7.5 // 2, divmod(-7, 2))
