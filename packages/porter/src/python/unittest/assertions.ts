/** The assertions of TestCase. */
import { abs, round, sub } from '../arithmetic.js';
import { compare, contains, eq, is, ne } from '../compare.js';
import { Dict } from '../dict.js';
import { AssertionError, TypeError as PyTypeError } from '../exceptions.js';
import { bool, items } from '../iteration.js';
import { Kw, signature } from '../keywords.js';
import { compile } from '../modules/re.js';
import { PyObject } from '../object.js';
import { isSet } from '../set.js';
import { repr, text } from '../text.js';
import { Tuple } from '../tuple.js';
import { isinstance } from '../types.js';
import type { Value } from '../value.js';
import { counts, dicts, different, sequences, sets, texts, withMessage } from './messages.js';
import { PARAMETERS } from './parameters.js';
import { RaisesContext } from './raises.js';

function nearness(
  a: Value,
  b: Value,
  places: Value,
  delta: Value,
): { near: boolean; how: string; apart: string } {
  if (delta !== null && places !== null) throw new PyTypeError('specify delta or places not both');
  const apart: Value = abs(sub(a, b));
  if (delta !== null)
    return {
      near: compare(apart, delta) <= 0,
      how: `within ${repr(delta)} delta`,
      apart: repr(apart),
    };
  const digits: Value = places ?? 7;
  return { near: eq(round(apart, digits), 0), how: `within ${repr(digits)} places`, apart: repr(apart) };
}

export abstract class Assertions extends PyObject {
  static failureException: Value = AssertionError;
  static longMessage: Value = true;
  static maxDiff: Value = 640;

  protected _fail(given: Value, standard: string): never {
    const message =
      this.longMessage === false && given !== null && given !== undefined
        ? text(given)
        : withMessage(given, standard);
    throw new this.failureException(message);
  }

  fail(message: Value = null): never {
    throw new this.failureException(message);
  }

  assertTrue(x: Value, message: Value = null): void {
    if (!bool(x)) this._fail(message, `${repr(x)} is not true`);
  }

  assertFalse(x: Value, message: Value = null): void {
    if (bool(x)) this._fail(message, `${repr(x)} is not false`);
  }

  assertEqual(a: Value, b: Value, message: Value = null): void {
    if (eq(a, b)) return;
    this._fail(message, differenceOf(a, b, this.maxDiff));
  }

  assertNotEqual(a: Value, b: Value, message: Value = null): void {
    if (!ne(a, b)) this._fail(message, `${repr(a)} == ${repr(b)}`);
  }

  assertAlmostEqual(
    a: Value,
    b: Value,
    places: Value = null,
    message: Value = null,
    delta: Value = null,
  ): void {
    if (eq(a, b)) return;
    const { near, how, apart } = nearness(a, b, places ?? null, delta ?? null);
    if (!near) this._fail(message, `${repr(a)} != ${repr(b)} ${how} (${apart} difference)`);
  }

  assertNotAlmostEqual(
    a: Value,
    b: Value,
    places: Value = null,
    message: Value = null,
    delta: Value = null,
  ): void {
    const { near, how, apart } = nearness(a, b, places ?? null, delta ?? null);
    if (eq(a, b) || near)
      this._fail(
        message,
        `${repr(a)} == ${repr(b)} ${how}${(delta ?? null) === null ? '' : ` (${apart} difference)`}`,
      );
  }

  assertIn(x: Value, container: Value, message: Value = null): void {
    if (!contains(x, container)) this._fail(message, `${repr(x)} not found in ${repr(container)}`);
  }

  assertNotIn(x: Value, container: Value, message: Value = null): void {
    if (contains(x, container)) this._fail(message, `${repr(x)} unexpectedly found in ${repr(container)}`);
  }

  assertIs(a: Value, b: Value, message: Value = null): void {
    if (!is(a, b)) this._fail(message, `${repr(a)} is not ${repr(b)}`);
  }

  assertIsNot(a: Value, b: Value, message: Value = null): void {
    if (is(a, b)) this._fail(message, `unexpectedly identical: ${repr(a)}`);
  }

  assertIsNone(x: Value, message: Value = null): void {
    if (x !== null && x !== undefined) this._fail(message, `${repr(x)} is not None`);
  }

  assertIsNotNone(x: Value, message: Value = null): void {
    if (x === null || x === undefined) this._fail(message, 'unexpectedly None');
  }

  assertIsInstance(x: Value, classes: Value, message: Value = null): void {
    if (!isinstance(x, classes)) this._fail(message, `${repr(x)} is not an instance of ${repr(classes)}`);
  }

  assertNotIsInstance(x: Value, classes: Value, message: Value = null): void {
    if (isinstance(x, classes)) this._fail(message, `${repr(x)} is an instance of ${repr(classes)}`);
  }

  assertLess(a: Value, b: Value, message: Value = null): void {
    if (!(compare(a, b) < 0)) this._fail(message, `${repr(a)} not less than ${repr(b)}`);
  }

  assertLessEqual(a: Value, b: Value, message: Value = null): void {
    if (!(compare(a, b) <= 0)) this._fail(message, `${repr(a)} not less than or equal to ${repr(b)}`);
  }

  assertGreater(a: Value, b: Value, message: Value = null): void {
    if (!(compare(a, b) > 0)) this._fail(message, `${repr(a)} not greater than ${repr(b)}`);
  }

  assertGreaterEqual(a: Value, b: Value, message: Value = null): void {
    if (!(compare(a, b) >= 0)) this._fail(message, `${repr(a)} not greater than or equal to ${repr(b)}`);
  }

  assertRegex(said: Value, pattern: Value, message: Value = null): void {
    const known: Value = typeof pattern === 'string' ? compile(pattern) : pattern;
    if (known.search(said) === null)
      this._fail(message, `Regex didn't match: ${repr(known.pattern)} not found in ${repr(said)}`);
  }

  assertNotRegex(said: Value, pattern: Value, message: Value = null): void {
    const known: Value = typeof pattern === 'string' ? compile(pattern) : pattern;
    const found: Value = known.search(said);
    if (found !== null)
      this._fail(
        message,
        `Regex matched: ${repr(found.group())} matches ${repr(known.pattern)} in ${repr(said)}`,
      );
  }

  assertSequenceEqual(a: Value, b: Value, message: Value = null): void {
    const [first, second] = [[...items(a)], [...items(b)]];
    if (!eq(first, second)) this._fail(message, sequences(first, second, '', this.maxDiff));
  }

  assertListEqual(a: Value, b: Value, message: Value = null): void {
    for (const [x, which] of [
      [a, 'First'],
      [b, 'Second'],
    ])
      if (!Array.isArray(x) || x instanceof Tuple)
        this._fail(message, `${String(which)} sequence is not a list: ${repr(x)}`);
    this.assertEqual(a, b, message);
  }

  assertTupleEqual(a: Value, b: Value, message: Value = null): void {
    for (const [x, which] of [
      [a, 'First'],
      [b, 'Second'],
    ])
      if (!(x instanceof Tuple)) this._fail(message, `${String(which)} sequence is not a tuple: ${repr(x)}`);
    this.assertEqual(a, b, message);
  }

  assertSetEqual(a: Value, b: Value, message: Value = null): void {
    if (!eq(a, b)) this._fail(message, sets(items(a), items(b)));
  }

  assertDictEqual(a: Value, b: Value, message: Value = null): void {
    for (const [x, which] of [
      [a, 'First'],
      [b, 'Second'],
    ])
      if (!(x instanceof Dict)) this._fail(message, `${String(which)} argument is not a dictionary`);
    this.assertEqual(a, b, message);
  }

  assertMultiLineEqual(a: Value, b: Value, message: Value = null): void {
    for (const [x, which] of [
      [a, 'First'],
      [b, 'Second'],
    ])
      if (typeof x !== 'string') this._fail(message, `${String(which)} argument is not a string`);
    this.assertEqual(a, b, message);
  }

  assertCountEqual(a: Value, b: Value, message: Value = null): void {
    const said = counts([...items(a)], [...items(b)]);
    if (said !== '') this._fail(message, said);
  }

  /** `assertRaises(E, f, *args)`, which may park if `f` does; a context without `f`. */
  assertRaises(expected: Value, ...args: Value[]): Value {
    return this._raises(expected, null, args);
  }

  assertRaisesRegex(expected: Value, pattern: Value, ...args: Value[]): Value {
    return this._raises(expected, pattern, args);
  }

  protected _raises(expected: Value, pattern: Value, args: Value[]): Value {
    const [f, ...rest] = args;
    const isContext = f === undefined || f instanceof Kw;
    const message: Value = f instanceof Kw ? f.get('msg') : null;
    const context = new RaisesContext(expected, this.failureException, pattern, message);
    return isContext ? context : context.call(f, rest);
  }
}

/** Names of Python 2, and old ones. */
const OLD: Readonly<Record<string, keyof Assertions & string>> = {
  assertEquals: 'assertEqual',
  assertNotEquals: 'assertNotEqual',
  assertAlmostEquals: 'assertAlmostEqual',
  assertNotAlmostEquals: 'assertNotAlmostEqual',
  assertItemsEqual: 'assertCountEqual',
  assertRaisesRegexp: 'assertRaisesRegex',
  assertRegexpMatches: 'assertRegex',
  assertNotRegexpMatches: 'assertNotRegex',
  assert_: 'assertTrue',
};
for (const [name, now] of Object.entries(OLD))
  Object.defineProperty(Assertions.prototype, name, {
    value: (Assertions.prototype as Value)[now],
    writable: true,
    configurable: true,
  });

for (const [name, parameters] of PARAMETERS) {
  const assertion: Value = (Assertions.prototype as Value)[name];
  const required = assertion.length as number;
  signature(assertion, ...parameters.map((one, i) => (i < required ? one : `${one}=`)));
}

/** How assertEqual() says it, by the type of both. */
function differenceOf(a: Value, b: Value, most: Value): string {
  if (Array.isArray(a) && Array.isArray(b) && a.constructor === b.constructor)
    return sequences(a, b, a instanceof Tuple ? 'tuple' : 'list', most);
  if (isSet(a) && isSet(b) && a.constructor === b.constructor) return sets(a, b);
  if (a instanceof Dict && b instanceof Dict && a.constructor === b.constructor) return dicts(a, b, most);
  if (typeof a === 'string' && typeof b === 'string') return texts(a, b, most);
  return different(a, b);
}
