# --- difflib, and what a failed assertEqual() shows
import difflib
import unittest
a = """Beautiful is better than ugly.
Explicit is better than implicit.
Simple is better than complex.
Complex is better than complicated.
""".splitlines(keepends=True)
b = """Beautiful is better than ugly.
Simple is better   than complex.
Complicated is better than complex.
Flat is better than nested.
""".splitlines(keepends=True)
print(''.join(difflib.ndiff(a, b)))
print(''.join(difflib.unified_diff(a, b, fromfile='before.py', tofile='after.py')))
print(''.join(difflib.context_diff(a, b, 'before.py', 'after.py', n=1)))
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']), difflib.get_close_matches('hello', ['hallo', 'help', 'yellow'], n=2, cutoff=0.5))
s = difflib.SequenceMatcher(None, 'private Thread currentThread;', 'private volatile Thread currentThread;')
print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks())
for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, 'qabxcd', 'abycdf').get_opcodes():
    print(f'{tag:7} a[{i1}:{i2}] b[{j1}:{j2}]')
print(difflib.SequenceMatcher(lambda x: x == ' ', ' abcd', 'abcd abcd').find_longest_match(0, 5, 0, 9))
big = ['line %d' % (i % 50) for i in range(300)]
other = list(big); other[100] = 'changed'; del other[200:203]
print('\n'.join(difflib.unified_diff(big, other, lineterm='', n=2)))
print(list(difflib.restore(list(difflib.ndiff(a, b)), 2)) == b)
class T(unittest.TestCase):
    def runTest(self):
        pass


t = T()
for x, y in [([1, 2, 3], [1, 2, 4]), ((1,), (1, 2)), ({'a': 1, 'b': 2}, {'a': 1, 'b': 3}), ('hello\nworld\n', 'hello\nthere\n'), ('abc', 'abd'), ({1, 2}, {2, 3}), (list(range(100)), list(range(101))), (5, 6), ([], [1]), ([{'name': 'x' * 50, 'value': i} for i in range(3)], [{'name': 'x' * 50, 'value': i} for i in range(2)])]:
    try:
        t.assertEqual(x, y)
    except AssertionError as e:
        print(e)
        print('---')
# --- deepcopy() hands on what was copied
import copy


class Tree:
    def __init__(self, items):
        self.items = items
        self.parent = None

    def __deepcopy__(self, memo):
        made = self.__class__(None)
        memo[id(self)] = made
        made.items = copy.deepcopy(self.items, memo)
        made.parent = copy.deepcopy(self.parent, memo)
        return made


shared = [1, 2]
tree = Tree([shared, shared, (shared, 3)])
tree.parent = tree
made = copy.deepcopy(tree)
print(made.items, made.items[0] is made.items[1], made.items[2][0] is made.items[0], made.parent is made)
twice = copy.deepcopy([tree, tree])
print(twice[0] is twice[1], twice[0] is tree)
memo = {}
print(copy.deepcopy([shared, shared], memo), id(shared) in memo)
constant = (1, 'a', (2, 3))
print(copy.deepcopy(constant) is constant, copy.deepcopy((shared,)) == (shared,))
print(id('a') == id('a'), id(1) == id(2), id(None) == id(None), id('a') == id('b'))
# --- more of dataclasses
from dataclasses import dataclass, field, fields


@dataclass
class Options:
    size: int = field(default=3, metadata={'unit': 'm'})
    items: list = field(default_factory=list)


print(Options.size, hasattr(Options, 'items'), Options())
Options.size = 5
print(Options(), Options(7).size)


@dataclass
class Node:
    value: int
    next: 'Node' = None


node = Node(1)
node.next = node
print(node)
print(repr(fields(Node)[0])[:19], fields(Options)[0].metadata['unit'])
try:
    @dataclass(eq=False, order=True)
    class Wrong:
        a: int
except ValueError as error:
    print(error)
# --- sets of characters, and bytes, in patterns of the shell
import fnmatch
import re

NAMES = ['a', 'b', '-', '^', ']', '[', '\\', 'ax', 'é', 'a-b c#~&', '&', '\n', '{x}+$.|', '[a']
for pattern in ['[a-z]x', '[a', '[]a]', '[!]a]', '[^a]', '[a^]', '[d-b]', '[!d-b]', '[a-c-e]', '[\\]', '[[]', '[&&~~||]', 'é*', '{x}+$.|', 'a-b c*']:
    print(pattern, fnmatch.translate(pattern), fnmatch.filter(NAMES, pattern))
print(fnmatch.translate('**a?*b*c'), bool(re.match(fnmatch.translate('*a*b'), 'xxaxxb')))
print(fnmatch.fnmatch(b'abc', b'a*'), fnmatch.filter([b'ab', b'c'], b'a?'))
# --- UserString, and more of UserDict and UserList
from collections import UserDict, UserList, UserString

s = UserString('abc')
print('x' + s, s + 'x', UserString('b%s') % 3, s.upper().center(9, '*'), s[1:], s[0], len(s), s == 'abc', 'b' in s)
print(repr(s), s.split('b'), s.find('c'), s.join(['1', '2']), s * 2, type(s.upper()).__name__, int(UserString('12')))
print(sorted([UserString('b'), UserString('a')]), [type(c).__name__ for c in s], s.startswith('ab'), s < 'b')


class Name(UserString):
    def shout(self):
        return self.upper() + '!'


print(Name('bob').shout(), type(Name('x') + 'y').__name__)
u = UserList([1, 2, 3, 1])
print(2 * u, u.index(1, 1), [0] + u, type([0] + u).__name__)
u *= 2
print(u)
for wrong in (lambda: UserList().pop(), lambda: u.remove(9), lambda: u.index(9)):
    try:
        wrong()
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
d = UserDict.fromkeys('ab', 1)
d |= {'c': 2}
print(d, type(d).__name__, UserDict(a=1) | {'b': 2}, type({'b': 2} | UserDict(a=1)).__name__)
# --- what int() refuses, and digits of other scripts
for given in [('11', 2), ('z', 36), ('1', 37), ('1', 1), ('12', 1.0), (5, 2), (b'12',), (b'1x',), ('012', 0), ('0x1f', 0), ('00', 0), ('١٢',), ('1__0',)]:
    try:
        print(int(*given))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(float('١.٥'), float(b' 1.5 '))
# --- urldefrag() and bytes that are quoted
from urllib.parse import quote_from_bytes, urldefrag

print(urldefrag('http://a/b#c').geturl(), urldefrag('http://a/b').geturl(), urldefrag('http://a/b#c'))
print(quote_from_bytes(b'a b\xff/'))
# --- what a module has
import os
import select
import sys

print(hasattr(select, 'select'), hasattr(select, 'nothing'), getattr(select, 'nothing', 5), hasattr(sys, 'stdout'))
print(hasattr(os, 'getpid'), getattr(os, 'getpid')() > 0, getattr(sys, 'nothing', None))
# --- an attribute called size of a dict, a set and a deque of the program's own
from collections import OrderedDict, deque


class Recent(OrderedDict):
    def __init__(self, size, *args):
        self.size = size
        super().__init__(*args)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size:
            self.popitem(last=False)


recent = Recent(2)
print(bool(recent), recent)
for i in range(4):
    recent[i] = i
print(recent, recent.size, len(recent), bool(recent), recent == {2: 2, 3: 3})


class Table(dict):
    def __init__(self, size):
        super().__init__()
        self.size = size


table = Table(9)
table['x'] = 1
table.update(y=2)
print(table, len(table), table.size, table == {'x': 1, 'y': 2}, list(table), dict(table), set(table) == {'x', 'y'})


class Few(set):
    def __init__(self, *args):
        super().__init__(*args)
        self.size = 3


few = Few([1, 2])
few.add(3)
print(few, len(few), few.size, few | {5}, few == {1, 2, 3}, few < {1, 2, 3, 4}, few & {1}, few - {1}, few.pop() in (1, 2, 3), len(few))


class Line(deque):
    def __init__(self, *args):
        super().__init__(*args)
        self.size = 4


print(Line([1]), Line([1]).size, len(Line([1])))
# --- sets, chains and namespaces of one's own
from collections import ChainMap, OrderedDict, namedtuple
from collections.abc import Set
from types import SimpleNamespace


class ListSet(Set):
    def __init__(self, items):
        self.items = []
        for item in items:
            if item not in self.items:
                self.items.append(item)

    def __iter__(self):
        return iter(self.items)

    def __contains__(self, item):
        return item in self.items

    def __len__(self):
        return len(self.items)

    def __repr__(self):
        return 'ListSet(%r)' % self.items


a, b = ListSet('abc'), ListSet('bcd')
print(a & b, a | b, a - b, a ^ b, a & {'a'}, {'a'} & a, a <= b, a == ListSet('cba'))
print(a._hash() == ListSet('cab')._hash(), ListSet._from_iterable('xyx'))


class Named(ListSet):
    def __init__(self, name, items):
        super().__init__(items)
        self.name = name

    @classmethod
    def _from_iterable(cls, items):
        return cls('made', items)


print((Named('n', 'ab') | Named('m', 'bc')).name)
chain = ChainMap({'a': 1}, {'b': 2})
copied = chain.copy()
copied['a'] = 5
print(chain, copied, copied.maps[1] is chain.maps[1], chain | {'c': 3}, {'a': 0, 'z': 1} | chain, ChainMap.fromkeys('xy', 1))
chain |= {'d': 4}
print(chain)
print(OrderedDict.fromkeys('ab', value=3), OrderedDict(a=1).pop('b', default=6), OrderedDict(a=1).pop('a'))
try:
    namedtuple('P', 'x', defaults=[1, 2])
except TypeError as error:
    print(error)
space = SimpleNamespace(a=1)
space.me = space
print(space)
