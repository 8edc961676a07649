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
