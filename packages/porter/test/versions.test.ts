// Which Python a source is, where it would parse as either.
import { expect } from 'chai';
import { port } from '../src/port.js';

/** Division says which: of two ints, Python 2's is whole. */
async function versionOf(source: string): Promise<2 | 3> {
  const { files } = await port([{ path: 'one.py', text: `${source}\nprint(len('a') / len('bb'))\n` }]);
  return files[0]?.text.includes('oldDiv(') === true ? 2 : 3;
}

const OLD = [
  'for i in xrange(3): pass',
  "name = raw_input('who? ')",
  'for k, v in {}.iteritems(): pass',
  'if {}.has_key(1): pass',
  'import Queue',
  'from StringIO import StringIO',
  'import sys\nmost = sys.maxint',
  "text = unicode('a')",
  'try:\n    x = raw_input()\nexcept KeyboardInterrupt:\n    pass',
  'import Queue\ntry:\n    import json\nexcept ImportError:\n    json = None',
];

const NEW = [
  'for i in range(3): pass',
  'try:\n    import Queue as queue\nexcept ImportError:\n    import queue',
  'try:\n    import queue\nexcept ImportError:\n    import Queue as queue',
  'try:\n    from StringIO import StringIO\nexcept ImportError:\n    from io import StringIO',
  'import sys\nif sys.version_info[0] >= 3:\n    xrange = range\nlist(xrange(2))',
  'import sys\nPY2 = sys.version_info[0] == 2\nif PY2:\n    import Queue as queue\nelse:\n    import queue',
  'try:\n    xrange\nexcept NameError:\n    xrange = range\nlist(xrange(2))',
  'try:\n    input = raw_input\nexcept NameError:\n    pass',
  'class D:\n    def has_key(self, k): return True\nD().has_key(1)',
  'long = 5\nprint(long)',
  'def f(unicode): return unicode',
  "# xrange(3), import Queue\ntext = 'xrange(3)'",
  "name = 'x'\nprint(f'{name}')\nd = {}\nd.iteritems = None",
  'def f(x: int): return x\nclass D(dict): pass\nD().iteritems',
];

describe('The version of Python of a source', () => {
  for (const source of OLD)
    it(`is 2 of ${JSON.stringify(source)}`, async () => {
      expect(await versionOf(source)).to.equal(2);
    });
  for (const source of NEW)
    it(`is 3 of ${JSON.stringify(source)}`, async () => {
      expect(await versionOf(source)).to.equal(3);
    });

  it('is a line of the report if it could be either, and is taken for 2', async () => {
    const said = async (text: string, python: 2 | 'auto' = 'auto'): Promise<unknown> => {
      const { report } = await port([{ path: 'one.py', text }], { python });
      return report.files[0]?.check;
    };
    const why = 'the file is taken for Python 2, which alone has it';
    expect(await said('x = 1\nfor i in xrange(3): pass\n')).to.deep.equal([
      { line: 2, column: 10, what: 'xrange', why },
    ]);
    expect(await said('import Queue\n')).to.deep.equal([{ line: 1, column: 1, what: 'import Queue', why }]);
    expect(await said('for i in xrange(3): pass\n', 2)).to.deep.equal([]);
    expect(await said('print "xrange", xrange(3)\n')).to.deep.equal([]);
    expect(await said('for i in range(3): pass\n')).to.deep.equal([]);
  });

  it('leaves print() a function where Python 2 is told so', async () => {
    const text = "from __future__ import print_function\nimport Queue\nprint('a', 1)\n";
    const { files } = await port([{ path: 'one.py', text }]);
    expect(files[0]?.text).to.include("print('a', 1);");
  });

  it('is each its own in a program of both', async () => {
    const { files } = await port([
      { path: 'old.py', text: "keys = {'a': 1}.keys()\nkeys.append('b')\nprint 'old', keys\n" },
      {
        path: 'new.py',
        text: 'import old\ntable = {1: [2]}\nprint([one for each in table.values() for one in each])\n',
      },
    ]);
    const [before, now] = files.map(({ text }) => text);
    expect(before).to.include("keys.push('b')");
    expect(now).to.include('for (const each of table.values()) {').and.not.include('flatMap');
  });
});
