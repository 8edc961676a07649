// Whether a program uses types, so that their compiler has to be loaded.
import { expect } from 'chai';
import { usesTypes } from '../../src/text/types.js';

describe('A program', () => {
  it('of TypeScript uses types', () => {
    for (const text of [
      'let a: number = 1;',
      'function* f(): Op<void> {}',
      'f<number>(1);',
      'const b = a as Foo;',
      'const b = a as const;',
      'a!.b();',
      "import type { Op } from 'evergreen-ts';",
      "import { type Op, run } from 'evergreen-ts';",
      'class A { private x = 1; }',
      'class A extends B { override m() {} }',
      'class A { constructor(readonly x) {} }',
      'class A implements B {}',
      'abstract class A {}',
      'enum A { b }',
      'interface A {}',
      'type A = B;',
      'declare const a;',
      'function f(a?) {}',
      'const a = b satisfies C;',
    ])
      expect(usesTypes(text), text).to.equal(true);
  });

  it('of JavaScript does not, even if there is a mistake in it', () => {
    for (const text of [
      "import { run as r } from 'evergreen-ts';",
      "export * as all from 'evergreen-ts';",
      'const a = b ? c : d;',
      'const f = (x) => ({ a: x, b });',
      'if (a < b || c > d) e();',
      'label: for (;;) break label;',
      'let a = ;',
      'function* f( { yield* g(); }',
      "console.log('a: number' ;",
      'const a = !b; c = a != d;',
      'await run(function* () { yield* sleep(1) ',
    ])
      expect(usesTypes(text), text).to.equal(false);
  });
});
