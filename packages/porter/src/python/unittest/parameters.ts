/** What the parameters of TestCase's assertions are called: for calls by name, where they are known and where they are not. */

const PAIRS: Readonly<Record<string, string>> = {
  'first second':
    'assertEqual assertNotEqual assertEquals assertNotEquals assertMultiLineEqual assertCountEqual assertItemsEqual',
  'expr1 expr2': 'assertIs assertIsNot',
  'obj cls': 'assertIsInstance assertNotIsInstance',
  'member container': 'assertIn assertNotIn',
  'a b': 'assertLess assertLessEqual assertGreater assertGreaterEqual',
  'text expected_regex': 'assertRegex assertRegexpMatches',
  'text unexpected_regex': 'assertNotRegex assertNotRegexpMatches',
  'seq1 seq2': 'assertSequenceEqual',
  'list1 list2': 'assertListEqual',
  'tuple1 tuple2': 'assertTupleEqual',
  'set1 set2': 'assertSetEqual',
  'd1 d2': 'assertDictEqual',
  expr: 'assertTrue assertFalse assert_',
  obj: 'assertIsNone assertIsNotNone',
  '': 'fail',
};

const NEAR = ['first', 'second', 'places', 'msg', 'delta'];

/** By the name of each assertion. */
export const PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...Object.entries(PAIRS).flatMap(([first, names]) =>
    names.split(' ').map((name) => [name, [...first.split(' ').filter((one) => one !== ''), 'msg']] as const),
  ),
  ...['assertAlmostEqual', 'assertNotAlmostEqual', 'assertAlmostEquals', 'assertNotAlmostEquals'].map(
    (name) => [name, NEAR] as const,
  ),
]);
