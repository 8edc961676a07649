class Node:
    def __init__(self, key, value=None):
        self.key = key
        self.value = value
        self.left = None
        self.right = None
        self.height = 1


class AVLTree:
    def __init__(self, items=()):
        self.root = None
        self.size = 0
        for item in items:
            self.insert(item)

    @staticmethod
    def _height(node):
        return node.height if node else 0

    def _update(self, node):
        node.height = 1 + max(self._height(node.left), self._height(node.right))

    def _balance(self, node):
        return self._height(node.left) - self._height(node.right) if node else 0

    def _rotate_right(self, y):
        x = y.left
        y.left, x.right = x.right, y
        self._update(y)
        self._update(x)
        return x

    def _rotate_left(self, x):
        y = x.right
        x.right, y.left = y.left, x
        self._update(x)
        self._update(y)
        return y

    def insert(self, key, value=None):
        def _insert(node):
            if not node:
                self.size += 1
                return Node(key, value)
            if key < node.key:
                node.left = _insert(node.left)
            elif key > node.key:
                node.right = _insert(node.right)
            else:
                node.value = value
                return node
            return self._rebalance(node)
        self.root = _insert(self.root)

    def _rebalance(self, node):
        self._update(node)
        balance = self._balance(node)
        if balance > 1:
            if self._balance(node.left) < 0:
                node.left = self._rotate_left(node.left)
            return self._rotate_right(node)
        if balance < -1:
            if self._balance(node.right) > 0:
                node.right = self._rotate_right(node.right)
            return self._rotate_left(node)
        return node

    def delete(self, key):
        def _min(node):
            while node.left:
                node = node.left
            return node

        def _delete(node, key):
            if node is None:
                raise KeyError(key)
            if key < node.key:
                node.left = _delete(node.left, key)
            elif key > node.key:
                node.right = _delete(node.right, key)
            elif node.left is None:
                return node.right
            elif node.right is None:
                return node.left
            else:
                successor = _min(node.right)
                node.key, node.value = successor.key, successor.value
                node.right = _delete(node.right, successor.key)
            return self._rebalance(node)
        self.root = _delete(self.root, key)
        self.size -= 1

    def __contains__(self, key):
        node = self.root
        while node:
            if key == node.key:
                return True
            node = node.left if key < node.key else node.right
        return False

    def __iter__(self):
        def walk(node):
            if node:
                yield from walk(node.left)
                yield node.key
                yield from walk(node.right)
        return walk(self.root)

    def __len__(self):
        return self.size

    def levels(self):
        level = [self.root] if self.root else []
        while level:
            yield [n.key for n in level]
            level = [child for n in level for child in (n.left, n.right) if child]

    def show(self, node=None, prefix="", is_left=True, first=True):
        if first:
            node = self.root
        if node is None:
            return
        self.show(node.right, prefix + ("│   " if is_left and not first else "    "), False, False)
        print(prefix + ("" if first else "└── " if is_left else "┌── ") + str(node.key))
        self.show(node.left, prefix + ("    " if is_left or first else "│   "), True, False)


class LinkedList:
    class _Node:
        __slots__ = 'data', 'next'

        def __init__(self, data, next=None):
            self.data = data
            self.next = next

    def __init__(self, *values):
        self.head = None
        for v in reversed(values):
            self.head = self._Node(v, self.head)

    def __iter__(self):
        node = self.head
        while node:
            yield node.data
            node = node.next

    def reverse(self):
        prev, node = None, self.head
        while node:
            node.next, prev, node = prev, node, node.next
        self.head = prev
        return self

    def __str__(self):
        return ' -> '.join(map(str, self)) + ' -> None'


tree = AVLTree([50, 20, 60, 10, 8, 15, 32, 46, 11, 48])
print(list(tree), len(tree))
for level in tree.levels():
    print(level)
tree.show()
tree.delete(20)
tree.delete(60)
print(list(tree), 32 in tree, 20 in tree)
try:
    tree.delete(999)
except KeyError as e:
    print('no such key', e)
big = AVLTree(range(1000))
print(len(big), big.root.height, sum(big), max(big))
words = AVLTree('the quick brown fox jumps over the lazy dog'.split())
print(' '.join(words), words.root.key)
lst = LinkedList(1, 2, 3)
print(lst, lst.reverse(), list(lst), 3 in lst)
