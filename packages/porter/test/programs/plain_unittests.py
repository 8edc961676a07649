import unittest
import sys


def slugify(text, sep="-"):
    """Turn text into something for a URL."""
    words = []
    word = ""
    for ch in text.lower():
        if ch.isalnum():
            word += ch
        elif word:
            words.append(word)
            word = ""
    if word:
        words.append(word)
    return sep.join(words)


class Stack:
    def __init__(self, items=()):
        self._items = list(items)

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise IndexError("pop from empty stack")
        return self._items.pop()

    def peek(self):
        return self._items[-1]

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return bool(self._items)


def roman(number):
    if not 0 < number < 4000:
        raise ValueError("number must be between 1 and 3999")
    result = ""
    for value, digits in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        count, number = divmod(number, value)
        result += digits * count
    return result


class SlugifyTest(unittest.TestCase):
    def test_simple(self):
        self.assertEqual(slugify("Hello, World!"), "hello-world")

    def test_separator(self):
        self.assertEqual(slugify("a b c", sep="_"), "a_b_c")

    def test_empty(self):
        self.assertEqual(slugify("  ...  "), "")


class StackTest(unittest.TestCase):
    def setUp(self):
        self.stack = Stack([1, 2])

    def tearDown(self):
        del self.stack

    def test_push_pop(self):
        self.stack.push(3)
        self.assertEqual(len(self.stack), 3)
        self.assertEqual(self.stack.pop(), 3)
        self.assertTrue(self.stack)

    def test_empty(self):
        self.stack.pop()
        self.stack.pop()
        self.assertFalse(self.stack)
        with self.assertRaises(IndexError) as cm:
            self.stack.pop()
        self.assertIn("empty", str(cm.exception))

    def test_peek(self):
        self.assertIs(self.stack.peek(), 2)

    @unittest.skip("not ready")
    def test_later(self):
        self.fail("never")


class RomanTest(unittest.TestCase):
    def test_known(self):
        for number, expected in {1: "I", 4: "IV", 1990: "MCMXC", 2024: "MMXXIV"}.items():
            with self.subTest(number=number):
                self.assertEqual(roman(number), expected)

    def test_bad(self):
        self.assertRaises(ValueError, roman, 0)
        self.assertRaisesRegex(ValueError, "between", roman, 4000)

    def test_wrong_on_purpose(self):
        self.assertListEqual([roman(1), roman(2)], ["I", "III"])


if __name__ == "__main__":
    loader = unittest.TestLoader()
    suite = unittest.TestSuite()
    for case in (SlugifyTest, StackTest, RomanTest):
        suite.addTests(loader.loadTestsFromTestCase(case))
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
    print("ran", result.testsRun, "failures", len(result.failures), "errors", len(result.errors), "skipped", len(result.skipped))
    for test, trace in result.failures:
        print(test.id(), trace.strip().splitlines()[-1])
    print("successful:", result.wasSuccessful())
