import unittest
from math import pi, isclose


class Shape:
    registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Shape.registry[cls.__name__.lower()] = cls

    def area(self):
        raise NotImplementedError('area')

    @classmethod
    def create(cls, name, *args):
        try:
            return cls.registry[name](*args)
        except KeyError as e:
            raise ValueError('no shape %r' % name) from e


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return pi * self.r ** 2


class Rect(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h

    def __eq__(self, other):
        return isinstance(other, Rect) and (self.w, self.h) == (other.w, other.h)

    def __repr__(self):
        return 'Rect(%r, %r)' % (self.w, self.h)


class Square(Rect):
    def __init__(self, side):
        super().__init__(side, side)


class Temperature:
    def __init__(self, celsius=0):
        self.celsius = celsius

    def get_f(self):
        return self.celsius * 9 / 5 + 32

    def set_f(self, value):
        self.celsius = (value - 32) * 5 / 9

    fahrenheit = property(get_f, set_f, doc='in F')


class ShapeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shapes = [Circle(1), Rect(2, 3), Square(4)]

    def setUp(self):
        self.rect = Rect(2, 3)

    def test_areas(self):
        for shape, expected in zip(self.shapes, (pi, 6, 16)):
            with self.subTest(shape=type(shape).__name__):
                self.assertAlmostEqual(shape.area(), expected)

    def test_registry(self):
        self.assertEqual(sorted(Shape.registry), ['circle', 'rect', 'square'])
        self.assertIsInstance(Shape.create('square', 2), Rect)

    def test_unknown(self):
        with self.assertRaises(ValueError) as cm:
            Shape.create('blob')
        self.assertIn('blob', str(cm.exception))
        self.assertIsInstance(cm.exception.__cause__, KeyError)

    def test_abstract(self):
        self.assertRaisesRegex(NotImplementedError, 'ar.a', Shape().area)

    def test_equality(self):
        self.assertEqual(self.rect, Rect(2, 3))
        self.assertNotEqual(self.rect, Rect(3, 2))
        self.assertTrue(Square(2) == Rect(2, 2))

    def test_property(self):
        t = Temperature(100)
        self.assertEqual(t.fahrenheit, 212)
        t.fahrenheit = 32
        self.assertEqual(t.celsius, 0)
        self.assertListEqual([isclose(0.1 + 0.2, 0.3), 0.1 + 0.2 == 0.3], [True, False])

    @unittest.skip('not now')
    def test_skipped(self):
        self.fail('never')

    @unittest.expectedFailure
    def test_wrong(self):
        self.assertEqual(1, 2)

    def tearDown(self):
        self.rect = None


if __name__ == '__main__':
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(ShapeTest)
    result = unittest.TestResult()
    suite.run(result)
    print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
    print([reason for _, reason in result.skipped])
