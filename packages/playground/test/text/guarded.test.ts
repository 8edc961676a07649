// Guards: the text that runs does what the program does, on the same lines, and every loop and function asks the guard.
import { expect } from 'chai';
import { BadProgram } from '../../src/text/bad-program.js';
import { GUARD, checked, guarded } from '../../src/text/guarded.js';

const MODULES = {
  'evergreen-ts': { address: 'blob:core', names: ['run', 'sleep'] },
  'evergreen-ts/testing': { address: 'blob:testing', names: ['memoryPair'] },
};

/** Runs the text of a function's body; returns what it returns, and the lines at which the guard was asked. */
function outcome(body: string): { value: unknown; lines: number[] } {
  const text = guarded(body, MODULES);
  expect(text.split('\n').length).to.equal(body.split('\n').length);
  const lines: number[] = [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const call = new Function(GUARD, 'result', `${text}\nreturn result.value;`) as (
    guard: (line: number) => void,
    result: { value?: unknown },
  ) => unknown;
  return { value: call((line) => void lines.push(line), {}), lines };
}

function badProgram(text: string): BadProgram {
  try {
    guarded(text, MODULES);
  } catch (error) {
    if (error instanceof BadProgram) return error;
    throw error;
  }
  throw new Error('it is no bad program');
}

describe('A guarded program', () => {
  it('asks the guard in each round of each kind of loop, with its line', () => {
    const { value, lines } = outcome(
      [
        'let n = 0;',
        'for (let i = 0; i < 2; i++) n++;',
        'for (const x of [1, 2]) { n += x; }',
        'for (const k in { a: 1 }) n++;',
        'while (n < 8) n++;',
        'do n++; while (n < 10);',
        'result.value = n;',
      ].join('\n'),
    );
    expect(value).to.equal(10);
    expect(lines).to.deep.equal([2, 2, 3, 3, 4, 5, 5, 6, 6]);
  });

  it('asks the guard in functions of each kind', () => {
    const { value, lines } = outcome(
      [
        'function f() { return 1; }',
        'const g = (x) => x + 1;',
        'const h = () => ({ a: 1 });',
        'class A { m() { return 4; } get p() { return 5; } #q = () => 6; q() { return this.#q(); } }',
        'const a = new A();',
        'function* i() { yield 7; }',
        'result.value = [f(), g(1), h().a, a.m(), a.p, a.q(), ...i()];',
      ].join('\n'),
    );
    expect(value).to.deep.equal([1, 2, 1, 4, 5, 6, 7]);
    expect(lines).to.deep.equal([1, 2, 3, 4, 4, 4, 4, 6]);
  });

  it('means the same with loops within loops, labels and empty bodies', () => {
    const { value } = outcome(
      `let n = 0;
       outer: for (let i = 0; i < 3; i++) for (let j = 0; ; j++) if (j > i) continue outer; else n++;
       for (let i = 0; i < 3; n += i++);
       if (n > 100) while (true); else n++;
       result.value = n;`,
    );
    expect(value).to.equal(10);
  });

  it('imports the library from where it is', () => {
    const text = `import { run } from 'evergreen-ts';\nimport { memoryPair } from "evergreen-ts/testing";`;
    expect(guarded(text, MODULES)).to.equal(
      `import { run } from "blob:core";\nimport { memoryPair } from "blob:testing";`,
    );
  });

  it('may import nothing else, in whatever way', () => {
    for (const text of [
      "\nimport fs from 'node:fs';",
      "\nimport 'https://example.org/x.js';",
      "\nexport * from 'evergreen-ts/io';",
      "\nexport { a } from 'b';",
    ]) {
      const { line, message } = badProgram(text);
      expect(line).to.equal(2);
      expect(message).to.match(/^".*" cannot be imported: here are "evergreen-ts" and memoryPair/);
    }
    expect(badProgram('\n\nawait import("evergreen-ts");')).to.include({
      line: 3,
      message: 'import() is not possible here: write an import at the top of the program.',
    });
  });

  it('may import only what the modules have', () => {
    const text = "import * as all from 'evergreen-ts';\nimport { run as r, nothing } from 'evergreen-ts';";
    expect(badProgram(text)).to.include({ line: 2, message: '"evergreen-ts" has no nothing here.' });
    expect(badProgram("import all from 'evergreen-ts';").message).to.equal(
      '"evergreen-ts" has no default here.',
    );
    expect(badProgram("export { a } from 'evergreen-ts';").message).to.equal('"evergreen-ts" has no a here.');
  });

  it('that is none is told by line and column', () => {
    expect(badProgram('let a;\nlet b = ;\n')).to.include({ line: 2, column: 8, message: 'Unexpected token' });
    expect(() => checked('let a;\nlet a;')).to.throw(BadProgram, "Identifier 'a' has already been declared");
  });

  it('may use what is new in the language', () => {
    checked('using a = f(); await using b = g(); for await (const x of y) {} x ??= 1; /(?<a>x)/v;');
  });
});
