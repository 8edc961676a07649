"""Merging of intervals, with tests in the manner of unittest by hand."""


def merge(intervals):
    result = []
    for start, end in sorted(intervals):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def gaps(intervals):
    merged = merge(intervals)
    return [(a[1], b[0]) for a, b in zip(merged, merged[1:])]


class Case:
    def __init__(self):
        self.passed = self.failed = 0

    def equal(self, got, want, msg=''):
        if got == want:
            self.passed += 1
        else:
            self.failed += 1
            print('FAIL', msg, got, want)

    def run(self):
        for name in sorted(n for n in dir(self) if n.startswith('test_')):
            getattr(self, name)()
        return '%d passed, %d failed' % (self.passed, self.failed)


class Tests(Case):
    def test_merge(self):
        self.equal(merge([(1, 3), (2, 6), (8, 10), (10, 12)]), [(1, 6), (8, 12)])
        self.equal(merge([]), [])

    def test_gaps(self):
        self.equal(gaps([(5, 6), (1, 2)]), [(2, 5)], 'gaps')
        self.equal(gaps([(1, 2)]), [(0, 0)], 'on purpose')


print(Tests().run())
