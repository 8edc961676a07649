// What cannot be translated is marked in the text, is a line of the report, and throws when it is reached: the rest of the file
// stays as it is, and runs.
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { outputOf, ported } from './support.js';

/** Statements that are refused, whatever is around them. */
const REFUSED = [
  'exec("x = 1")',
  'y = eval("1 + 1")',
  'import surely_not_there; surely_not_there.call()',
  'z = __import__("json")',
  'w = globals()',
  'class Meta(object, metaclass=type):\n    pass',
  'async def later():\n    pass\nlater()',
  'class B(bytes):\n    pass\nB()',
  'from surely_not_there import *',
];

const around = (statement: string): string => `print('before')
try:
    print('in try')
    pass
finally:
    print('finally')
def never():
${statement.replace(/^/gm, '    ')}
def called():
    return 'called'
print(called())
class A:
    def m(self):
        return 'm'
    def n(self):
${statement.replace(/^/gm, '        ')}
print(A().m())
`;

describe('What is refused', () => {
  for (const statement of REFUSED.filter((one) => !one.includes('import *')))
    it(`is marked, reported, and leaves the rest running: ${statement.replaceAll('\n', ' ')}`, async () => {
      const { files, report } = await ported(around(statement));
      const text = files[0]?.text ?? '';
      assert.match(text, /NOT PORTED/);
      assert.ok((report.files[0]?.refused.length ?? 0) > 0);
      assert.equal(await outputOf(text), 'before\nin try\nfinally\ncalled\nm\n');
    });

  it("is a method of a class that extends dict or set, if the runtime's own have one of that name", async () => {
    const { report } = await ported(
      'class A(dict):\n    def size(self):\n        return 1\n    def put(self):\n        return 2\nclass B(A):\n    def set(self):\n        return 1\nclass C(set):\n    def has(self):\n        return 1\nclass D:\n    def size(self):\n        return 1\n',
    );
    assert.deepEqual(
      report.files[0]?.refused.map(({ line }) => line),
      [2, 7, 10],
    );
  });

  it('throws when it is reached, and no except of Python catches it', async () => {
    const { files } = await ported(
      "try:\n    exec('x')\nexcept Exception:\n    print('swallowed')\nprint('after')\n",
    );
    assert.match(await outputOf(files[0]?.text ?? ''), /^NotPorted: not ported: exec/);
  });

  it('says where it is, and why', async () => {
    const { report } = await ported('x = 1\n\nif x:\n    exec("y")\n');
    assert.deepEqual(report.files[0]?.refused, [
      { line: 4, column: 5, what: 'exec', why: 'Python text cannot be run' },
    ]);
    const [file] = report.files;
    assert.ok(file);
    const { input, output, lines, parks, dynamic } = file;
    assert.deepEqual(
      { input, output, lines, parks, dynamic },
      { input: 'snippet.py', output: 'snippet.ts', lines: 4, parks: 0, dynamic: 0 },
    );
  });

  it('tells calls that log where they are if a format names a place, and says of callers that they are not known', async () => {
    const places = async (format: string, more = ''): Promise<readonly [string[], boolean]> => {
      const { files, report } = await ported(
        `import logging\nlogging.basicConfig(format='${format}')\nlogging.info('x'${more})\n`,
      );
      const said = (report.files[0]?.check ?? []).map(({ what }) => what);
      return [said, /at\('snippet.py', 3, '<module>'\)/.test(files[0]?.text ?? '')];
    };
    assert.deepEqual(await places('%(filename)s:%(lineno)d %(message)s'), [[], true]);
    assert.deepEqual(await places('{message} in {funcName}'), [[], true]);
    assert.deepEqual(await places('{filename}: {message}', ', stacklevel=2'), [['stacklevel'], true]);
    assert.deepEqual(await places('%(name)s %(message)s', ', stacklevel=2'), [[], false]);
  });

  it('never makes the file invalid, wherever it stands', async () => {
    const places = [
      '{}',
      'if True:\n    pass\nelse:\n{}',
      'for i in []:\n{}',
      'while False:\n{}',
      'def f(a, b=1):\n{}',
      'try:\n    pass\nexcept ValueError:\n{}',
      'with open("x") as f:\n{}',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...REFUSED),
        fc.constantFrom(...places),
        fc.constantFrom(...places),
        async (statement, outer, inner) => {
          const fill = (place: string, body: string): string =>
            place === '{}' ? body : place.replace('{}', body.replace(/^/gm, '    '));
          const source = `if False:\n${fill(outer, fill(inner, statement)).replace(/^/gm, '    ')}\nprint('runs')\n`;
          const { files, report } = await ported(source);
          assert.ok(report.refused > 0);
          assert.equal(await outputOf(files[0]?.text ?? ''), 'runs\n');
        },
      ),
      { numRuns: 30 },
    );
  });
});
