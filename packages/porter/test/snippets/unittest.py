# --- unittest: what passes
import io
import unittest
class Numbers(unittest.TestCase):
    def setUp(self):
        self.list = [1, 2]
        print('set up', self.id())
    def tearDown(self):
        print('tear down', len(self.list))
    def test_b(self):
        self.list.append(3)
        self.assertEqual(self.list, [1, 2, 3])
    def test_a(self):
        """The first of the tests.

        It has more to say.
        """
        self.assertIn(1, self.list)
        self.addCleanup(print, 'cleaned', sep='-')
        print(self.shortDescription(), str(self), repr(self))
    def helper(self):
        raise RuntimeError('no test')
class Empty(unittest.TestCase):
    pass
stream = io.StringIO()
suite = unittest.TestSuite()
suite.addTest(unittest.defaultTestLoader.loadTestsFromTestCase(Numbers))
suite.addTest(Numbers('test_a'))
print(suite.countTestCases())
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
print(stream.getvalue().split('Ran')[0], result.testsRun, result.wasSuccessful(), result)
# --- unittest: what an assertion says
import unittest
class Numbers(unittest.TestCase):
    def runTest(self):
        pass
t = Numbers()
def said(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
        print('passed')
    except AssertionError as e:
        print(str(e))
said(t.assertEqual, 1, 1.0)
said(t.assertEqual, 1, 2)
said(t.assertEqual, 1, 2, 'why')
said(t.assertEqual, 'x' * 50 + 'a' + 'y' * 50, 5)
said(t.assertNotEqual, [1], [1])
said(t.assertTrue, [])
said(t.assertTrue, 0, msg='it is zero')
said(t.assertFalse, 'x')
said(t.assertIn, 3, [1, 2])
said(t.assertNotIn, 'a', 'abc')
said(t.assertIs, None, False)
said(t.assertIsNot, t, t)
said(t.assertIsNone, 0)
said(t.assertIsNotNone, None)
said(t.assertIsInstance, 1, str)
said(t.assertIsInstance, 1, (str, int))
said(t.assertNotIsInstance, True, int)
said(t.assertLess, 2, 1)
said(t.assertLessEqual, 2, 1)
said(t.assertGreater, 1, 1)
said(t.assertGreaterEqual, 1, 2)
said(t.assertAlmostEqual, 1.0, 1.00000001)
said(t.assertAlmostEqual, 1.0, 1.1)
said(t.assertAlmostEqual, 1, 1.1, places=1)
said(t.assertAlmostEqual, 1, 2, delta=0.5)
said(t.assertNotAlmostEqual, 1.0, 1.00000001)
said(t.assertNotAlmostEqual, 1, 1.25, delta=0.5)
said(t.assertRegex, 'hello', r'\d+')
said(t.assertRegex, 'hello 5', r'\d+')
said(t.assertNotRegex, 'a5', r'\d')
said(t.assertSetEqual, {1, 2}, {2, 3})
said(t.assertCountEqual, [1, 2, 2], [2, 1, 1])
said(t.assertCountEqual, [1, 2], [2, 1])
said(t.assertListEqual, (1,), [1])
said(t.fail, 'so')
said(t.fail)
for f, a, b in ((t.assertEqual, [1, 2], [1, 3]), (t.assertEqual, (1, 2, 3), (1, 2)), (t.assertSequenceEqual, [1], [1, 2]), (t.assertDictEqual, {'a': 1}, {'a': 2})):
    try:
        f(a, b)
    except AssertionError as e:
        print(str(e).split('\n\n- ')[0].split('\n- ')[0])
# --- unittest: assertRaises
import unittest
class Raising(unittest.TestCase):
    def test_context(self):
        with self.assertRaises(ValueError) as cm:
            int('x')
        self.assertEqual(str(cm.exception), "invalid literal for int() with base 10: 'x'")
        print(type(cm.exception).__name__)
    def test_call(self):
        self.assertRaises(KeyError, {}.pop, 'k')
        self.assertRaises((KeyError, ValueError), int, 'x')
    def test_none(self):
        with self.assertRaises(KeyError):
            pass
    def test_none_called(self):
        self.assertRaises(KeyError, len, [])
    def test_other(self):
        with self.assertRaises(KeyError):
            [][1]
    def test_regex(self):
        with self.assertRaisesRegex(ValueError, 'inval.d'):
            int('x')
        self.assertRaisesRegex(ValueError, 'literal', int, 'x')
    def test_wrong_regex(self):
        with self.assertRaisesRegex(ValueError, 'nothing'):
            int('x')
    def test_message(self):
        with self.assertRaises(KeyError, msg='hm'):
            pass
class Result(unittest.TestResult):
    def addFailure(self, test, err):
        super().addFailure(test, err)
        print('failure', test.id())
    def addError(self, test, err):
        super().addError(test, err)
        print('error', test.id())
result = Result()
unittest.makeSuite(Raising).run(result)
print(result.testsRun, len(result.failures), len(result.errors), result.wasSuccessful())
for test, text in result.failures + result.errors:
    print(text.strip().split('\n')[-1])
# --- unittest: skipped, expected, subtests
import io
import sys
import unittest
class Various(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = ['made']
        print('class', cls.shared)
    @classmethod
    def tearDownClass(cls):
        print('end of class')
    @unittest.skip('later')
    def test_skip(self):
        self.fail('not run')
    @unittest.skipIf(sys.maxsize > 1, 'it is big')
    def test_skip_if(self):
        self.fail('not run')
    @unittest.skipUnless(True, 'never')
    def test_not_skipped(self):
        self.assertEqual(self.shared, ['made'])
    def test_skip_inside(self):
        self.skipTest('inside')
    @unittest.expectedFailure
    def test_expected(self):
        self.fail('x')
    @unittest.expectedFailure
    def test_unexpected(self):
        pass
    def test_sub(self):
        for i in range(4):
            with self.subTest(i=i, name='n'):
                self.assertNotEqual(i % 2, 1)
        with self.subTest('message'):
            raise ValueError('x')
    def test_error(self):
        {}['k']
@unittest.skip('all of it')
class Left(unittest.TestCase):
    def test_it(self):
        self.fail()
class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError('broken')
    def test_it(self):
        print('not run')
class BrokenSetUp(unittest.TestCase):
    def setUp(self):
        self.addCleanup(lambda: print('cleaned up'))
        raise ValueError('set up')
    def tearDown(self):
        print('not run')
    def test_it(self):
        print('not run')
for verbosity in (1, 2):
    stream = io.StringIO()
    program = unittest.main(argv=['x'], exit=False, verbosity=verbosity, testRunner=unittest.TextTestRunner(stream=stream, verbosity=verbosity))
    text = stream.getvalue()
    print(text.split('=====')[0])
    print([line for line in text.split('\n') if line.startswith(('FAIL:', 'ERROR:', 'UNEXPECTED'))], text.split('\n')[-2])
    print(program.result.testsRun, program.result.skipped[0][1], len(program.result.expectedFailures))
# --- unittest: what a result is told
import unittest


class T(unittest.TestCase):
    def test_a(self):
        self.assertEqual(1, 2)

    def test_b(self):
        {}['x']

    def test_c(self):
        for i in range(2):
            with self.subTest(i=i):
                self.assertEqual(1, i)

    @unittest.expectedFailure
    def test_d(self):
        self.assertTrue(0)


class Bad(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError('no')

    def test_a(self):
        pass


class Collect(unittest.TestResult):
    def addFailure(self, test, err):
        super().addFailure(test, err)
        print('failure', err[0].__name__, err[1], len(err))

    def addError(self, test, err):
        kind, value, tb = err
        print('error', kind.__name__, value, tb is None)
        unittest.TestResult.addError(self, test, err)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        print('expected', err[0] is AssertionError)

    def addSubTest(self, test, subtest, err):
        print('sub', subtest.id().split('.', 1)[1], None if err is None else issubclass(err[0], test.failureException))
        super().addSubTest(test, subtest, err)


result = Collect()
unittest.defaultTestLoader.loadTestsFromTestCase(T).run(result)
unittest.defaultTestLoader.loadTestsFromTestCase(Bad).run(result)
print(len(result.failures), len(result.errors), result.failures[0][1].splitlines()[-1])
