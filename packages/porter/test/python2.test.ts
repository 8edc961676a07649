// What a source of Python 2 is as Python 3.
import { expect } from 'chai';
import { toPython3 } from '../src/python2/index.js';

const STATEMENTS: readonly (readonly [old: string, now: string])[] = [
  ['try: pass\nexcept Exception,why: pass', 'try: pass\nexcept Exception as why: pass'],
  ['try: pass\nexcept(A, B),why: pass', 'try: pass\nexcept(A, B) as why: pass'],
  ['raise E,"no"', 'raise E("no")'],
  ['raise E, "no %s" % (x,) # why', 'raise E("no %s" % (x,)) # why'],
  ['raise E, (2, "no")', 'raise E(2, "no")'],
  ['raise E, (a)[0] + (b)', 'raise E((a)[0] + (b))'],
  ['raise E, None; x', 'raise E(); x'],
  ['raise E, "no", tb', 'raise E("no").with_traceback(tb)'],
  ['raise E, `x`', 'raise E(repr(x))'],
  [
    'raise i[0], i[1], i[2]',
    'raise (i[1] if isinstance(i[1], BaseException) else i[0](i[1])).with_traceback(i[2])',
  ],
  ['raise E(1, 2)', 'raise E(1, 2)'],
  ['print`x`,"y"', 'print(repr(x),"y")'],
];

describe('Python 2', () => {
  for (const [old, now] of STATEMENTS)
    it(`${JSON.stringify(old)} is ${JSON.stringify(now)}`, () => {
      expect(toPython3(`${old}\n`, 'a.py', true).text).to.equal(`${now}\n`);
    });
});
