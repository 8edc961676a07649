"""In the manner of Python 2 scripts: statements, old names, whole divisions."""
import sys


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        return self.items.pop()


def average(numbers):
    return sum(numbers) / float(len(numbers))


s = Stack()
for i in range(5):
    s.push(i * i)
sys.stdout.write('popped %d\n' % s.pop())
print('%s %.1f' % (s.items, average(s.items)))
table = {'one': 1, 'two': 2, 'three': 3}
for key in sorted(table.keys()):
    print('%-6s=%3d' % (key, table[key]))
print('%(one)d-%(two)05d' % table)
