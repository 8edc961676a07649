// Lines of what was compiled, back to those of the program.
import { expect } from 'chai';
import { transformSync } from 'esbuild';
import { linesOf } from '../../src/text/lines.js';

describe('The line of a compiled text', () => {
  it('is that of the program', () => {
    const program =
      "interface A {\n  a: string;\n}\n\nfunction f(a: A): void {\n  throw new Error(a.a);\n}\nf({ a: '' });\n";
    const { code, map } = transformSync(program, { loader: 'ts', sourcemap: 'external' });
    const { mappings } = JSON.parse(map) as { mappings: string };
    const line = code.split('\n').findIndex((text) => text.includes('throw')) + 1;
    expect(linesOf(mappings)(line)).to.equal(6);
    expect(linesOf(mappings)(1000)).to.equal(undefined);
  });
});
