import unittest
import sys
import io
from collections import deque


class Stack:
    """LIFO.

    >>> Stack([1]).pop()
    1
    """
    def __init__(self, items=()):
        self._items = deque(items)

    def push(self, *items):
        for item in items:
            self._items.append(item)
        return self

    def pop(self):
        if not self._items:
            raise IndexError('pop from empty stack')
        return self._items.pop()

    def peek(self, default=None):
        return self._items[-1] if self else default

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        return list(self._items) == list(getattr(other, '_items', other))

    def __repr__(self):
        return 'Stack({!r})'.format(list(self._items))


class ListNode:
    def __init__(self, val, next=None):
        self.val, self.next = val, next


class LinkedList:
    def __init__(self, *values):
        self.head = None
        self.size = 0
        for v in reversed(values):
            self.prepend(v)

    def prepend(self, v):
        self.head = ListNode(v, self.head)
        self.size += 1

    def append(self, v):
        if self.head is None:
            return self.prepend(v)
        node = self.head
        while node.next:
            node = node.next
        node.next = ListNode(v)
        self.size += 1

    def reverse(self):
        prev, node = None, self.head
        while node:
            node.next, prev, node = prev, node, node.next
        self.head = prev
        return self

    def remove(self, v):
        prev, node = None, self.head
        while node and node.val != v:
            prev, node = node, node.next
        if node is None:
            raise ValueError(f'{v!r} not in list')
        if prev is None:
            self.head = node.next
        else:
            prev.next = node.next
        self.size -= 1

    def __iter__(self):
        node = self.head
        while node:
            yield node.val
            node = node.next

    def __len__(self):
        return self.size

    def __str__(self):
        return ' -> '.join(map(str, self)) or '(empty)'

    def __getitem__(self, i):
        if isinstance(i, slice):
            return LinkedList(*list(self)[i])
        if i < 0:
            i += len(self)
        for at, v in enumerate(self):
            if at == i:
                return v
        raise IndexError(i)


class BaseCase(unittest.TestCase):
    made = []

    def setUp(self):
        self.made.append(self.id().split('.')[-1])
        self.addCleanup(self.made.append, 'cleanup')

    def assertStack(self, stack, *items):
        self.assertEqual(list(stack._items), list(items), msg='stack differs')


class StackTest(BaseCase):
    def test_push_pop(self):
        s = Stack().push(1, 2)
        self.assertStack(s, 1, 2)
        self.assertEqual((s.pop(), s.pop(), len(s)), (2, 1, 0))
        with self.assertRaisesRegex(IndexError, r'^pop from empty'):
            s.pop()

    def test_peek(self):
        self.assertIsNone(Stack().peek())
        self.assertEqual(Stack('ab').peek(), 'b')
        self.assertFalse(Stack())

    def test_eq(self):
        self.assertEqual(Stack([1, 2]), [1, 2])
        self.assertNotEqual(Stack([1]), Stack([2]))


class ListTest(BaseCase):
    def test_iter(self):
        self.assertSequenceEqual(list(LinkedList(1, 2, 3)), [1, 2, 3])
        self.assertCountEqual(LinkedList(3, 1, 2), [1, 2, 3])

    def test_reverse(self):
        for n in range(4):
            with self.subTest(n=n):
                self.assertEqual(list(LinkedList(*range(n)).reverse()), list(range(n))[::-1])

    def test_index(self):
        l = LinkedList(*'abcd')
        self.assertEqual(l[-1] + l[0] + str(l[1:3]), 'dab -> c')
        self.assertRaises(IndexError, lambda: l[9])
        self.assertIn('c', l)
        self.assertGreater(len(l), 3)

    def test_remove(self):
        l = LinkedList(1, 2, 3)
        l.remove(2)
        l.append(9)
        self.assertEqual(str(l), '1 -> 3 -> 9')
        with self.assertRaises(ValueError) as caught:
            l.remove('zz')
        self.assertEqual(caught.exception.args, ("'zz' not in list",))

    def test_fails(self):
        self.assertEqual(str(LinkedList()), 'nothing', 'this one fails')

    def test_error(self):
        LinkedList().missing()


if __name__ == '__main__':
    stream = io.StringIO()
    loader = unittest.TestLoader()
    suite = unittest.TestSuite(loader.loadTestsFromTestCase(c) for c in (StackTest, ListTest))
    result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
    for line in stream.getvalue().splitlines():
        if line.startswith(('test_', 'FAIL', 'ERROR', 'Ran')):
            print(line.split(' in ')[0])
    print(result.testsRun, len(result.failures), len(result.errors))
    print(BaseCase.made[:4], BaseCase.made.count('cleanup'))
    print(Stack.__doc__.splitlines()[0], repr(Stack([1])), LinkedList(), LinkedList(1)[0])
