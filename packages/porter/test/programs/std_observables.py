"""Observable collections, undo/redo commands, weak references avoided; abstract bases with mixins."""
from abc import ABC, abstractmethod
from collections.abc import MutableMapping, MutableSequence, Iterable
from collections import UserDict, UserList, deque
from copy import copy, deepcopy
import operator as op


class ObservableMixin:
    def __init__(self, *args, **kwargs):
        self._observers = []
        super().__init__(*args, **kwargs)

    def observe(self, callback):
        self._observers.append(callback)
        return lambda: self._observers.remove(callback)

    def _fire(self, event, *details):
        for callback in tuple(self._observers):
            callback(type(self).__name__, event, *details)


class ReprMixin:
    def __repr__(self):
        return f'{type(self).__name__}({self._data!r})'


class ObservableDict(ReprMixin, ObservableMixin, MutableMapping):
    def __init__(self, *args, **kwargs):
        self._data = {}
        super().__init__()
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        old = self._data.get(key)
        self._data[key] = value
        if old != value:
            self._fire('set', key, old, value)

    def __delitem__(self, key):
        value = self._data.pop(key)
        self._fire('del', key, value)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)


class ObservableList(ReprMixin, ObservableMixin, MutableSequence):
    def __init__(self, items: Iterable = ()):
        self._data = list(items)
        super().__init__()

    def __getitem__(self, i):
        return type(self)(self._data[i]) if isinstance(i, slice) else self._data[i]

    def __setitem__(self, i, x):
        self._data[i] = x
        self._fire('replace', i, x)

    def __delitem__(self, i):
        del self._data[i]
        self._fire('remove', i)

    def insert(self, i, x):
        self._data.insert(i, x)
        self._fire('insert', i, x)

    def __len__(self):
        return len(self._data)


class Command(ABC):
    @abstractmethod
    def do(self, doc): ...

    @abstractmethod
    def undo(self, doc): ...

    @property
    def label(self):
        return type(self).__name__


class Insert(Command):
    def __init__(self, at, text):
        self.at, self.text = at, text

    def do(self, doc):
        doc[self.at:self.at] = list(self.text)

    def undo(self, doc):
        del doc[self.at:self.at + len(self.text)]


class Delete(Command):
    def __init__(self, start, stop):
        self.range = slice(start, stop)

    def do(self, doc):
        self.removed = doc[self.range]
        del doc[self.range]

    def undo(self, doc):
        doc[self.range.start:self.range.start] = self.removed

    @property
    def label(self):
        return f'{super().label}[{self.range.start}:{self.range.stop}]'


class Macro(Command):
    def __init__(self, *commands):
        self.commands = commands

    def do(self, doc):
        for c in self.commands:
            c.do(doc)

    def undo(self, doc):
        for c in reversed(self.commands):
            c.undo(doc)


class Editor:
    def __init__(self, text='', depth=5):
        self.doc = list(text)
        self.done = deque(maxlen=depth)
        self.undone = []

    def execute(self, command):
        command.do(self.doc)
        self.done.append(command)
        self.undone.clear()
        return self

    def undo(self):
        if not self.done:
            raise IndexError('nothing to undo')
        c = self.done.pop()
        c.undo(self.doc)
        self.undone.append(c)
        return c.label

    def redo(self):
        c = self.undone.pop()
        c.do(self.doc)
        self.done.append(c)
        return c.label

    def __str__(self):
        return ''.join(self.doc)


log = []
d = ObservableDict({'a': 1}, b=2)
stop = d.observe(lambda *event: log.append(event))
d['a'] = 10
d['a'] = 10
d.update(c=3)
print(d.pop('b'), d.setdefault('z', 26), d.get('nope'), 'a' in d, dict(d), d, len(d))
stop()
d.clear()
print(log, list(d), d == {}, isinstance(d, MutableMapping))
l = ObservableList('abc')
seen = []
l.observe(lambda who, what, *rest: seen.append((what, rest)))
l.append('d')
l += ['e']
l[0] = 'A'
l.remove('b')
l.reverse()
print(l, l.pop(), l.index('c'), 'd' in l, l[1:], l.count('e'), list(reversed(l)), len(seen), seen[:3])
e = Editor('hello world')
e.execute(Delete(0, 5)).execute(Insert(0, 'goodbye')).execute(Macro(Insert(7, ','), Delete(8, 10), Insert(len(e.doc) - 1, '!')))
print(e)
print(e.undo(), str(e), e.undo(), str(e), e.redo(), str(e), e.undo(), e.undo(), str(e))
try:
    e.undo()
except IndexError as err:
    print(err, len(e.undone))
try:
    Command()
except TypeError as err:
    print(err)


class Node:
    def __init__(self, name, parent=None):
        self.name, self.parent, self.children = name, parent, []
        if parent:
            parent.children.append(self)

    def __deepcopy__(self, memo):
        clone = type(self)(self.name + "'")
        memo[id(self)] = clone
        for c in self.children:
            k = deepcopy(c, memo)
            k.parent = clone
            clone.children.append(k)
        return clone

    def path(self):
        return (self.parent.path() + '/' if self.parent else '') + self.name


root = Node('root')
leaf = Node('leaf', Node('mid', root))
twin = deepcopy(root)
shallow = copy(root)
print(leaf.path(), twin.children[0].children[0].path(), twin is not root, shallow.children is root.children, shallow.name)


class Stack(UserList):
    def push(self, x):
        self.append(x)

    def peek(self):
        return self[-1]


class CaseInsensitive(UserDict):
    def __getitem__(self, k): return super().__getitem__(k.lower())
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __contains__(self, k): return super().__contains__(k.lower())


s = Stack([1])
s.push(2)
print(s, s.peek(), len(s), s + [3], [x * 2 for x in s])
c = CaseInsensitive(Content_Type='text')
print(c['CONTENT_TYPE'], 'content_TYPE' in c, c.get('X', 0), c, list(c.items()))
print(list(map(op.methodcaller('upper'), 'ab')), op.itemgetter(1, -1)('xyz'), op.attrgetter('name', 'parent.name')(leaf), sorted([(2, 'a'), (1, 'b')], key=op.itemgetter(1), reverse=True))
