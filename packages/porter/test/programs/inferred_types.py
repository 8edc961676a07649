class Box:
    def __init__(self, value=None):
        self.items = []
        self.value = value
        self.count = 0

    def add(self, item):
        self.items.append(item)
        return self


class Loud(Box):
    def add(self, item):
        self.items.append(str(item).upper())
        return self


def identity(cls):
    return cls


@identity
class Pair:
    def __init__(self, left, right):
        self.left, self.right = left, right


# A list that has two names takes what either puts in.
numbers = [1, 2]
other = numbers
other.append('three')
for n in numbers:
    print(n + n)

# One that a function gets.
def fill(target):
    target.append(2.0)

words = ['a']
fill(words)
print([w * 2 for w in words])

# Attributes by name.
box = Box(3)
setattr(box, 'count', 'many')
print(box.count + '!')
box.value = 'text'
print(box.value + '?')
for b in [Box(1), Loud('x')]:
    print(b.add('q').add(7).items, b.value == 1, b.value == 'x')

# The items of a dict, and what is not in it.
ages = {}
ages['ann'] = 3
print(ages.get('bob') is None, ages.get('ann', 0) + 1)
ages['bob'] = 'four'
for name, age in sorted(ages.items()):
    print(name, age * 2)

pairs = [(1, 'a'), (2.5, 'b')]
pairs.append(('c', 3))
for left, right in pairs:
    print(left * 2, right * 2)

p = Pair([], {})
p.left.append(p.right)
p.left.append(1)
print(p.left, len(p.left), not p.right)
total = 0
for i, q in enumerate([1.5, 2]):
    total += i * q
print(total)
