// What is printed without prettier is what prettier prints: of all snippets and programs of the tests, in both languages, and of random
// statements in the porter's manner, where most are longer, deeper and stranger than those.
import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { inLanguage } from '../src/emit/typed.js';
import { formatted } from '../src/format.js';
import { prettier } from '../src/format/prettier.js';
import { emittedProgram, programOf } from '../src/port.js';
import { snippetsOf } from './support.js';

const HERE = new URL('./', import.meta.url);

function pythonIn(folder: string): string[] {
  const names = readdirSync(new URL(folder, HERE)).filter((name) => name.endsWith('.py'));
  return names.map((name) => readFileSync(new URL(folder + name, HERE), 'utf8'));
}

const atom = fc.constantFrom(
  'a',
  'self_',
  'this',
  '1',
  '0.5',
  '1e-7',
  '"it\'s"',
  '"a \\"b\\""',
  '"x"',
  'null',
  '[]',
  '{  }',
  '`a${b}`',
  '(-1)',
);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const any = tie('expression');
  const several = fc.array(any, { maxLength: 4 }).map((all) => all.join(', '));
  const name = fc.constantFrom('f', 'print', 'a.b', 'a.b.c.d', 'this.x.y', 'new Dict', 'method');
  const operator = fc.constantFrom(
    '+',
    '-',
    '*',
    '/',
    '%',
    '&&',
    '||',
    '<',
    '===',
    '!==',
    '&',
    '|',
    '<<',
    'instanceof',
    'in',
  );
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      atom,
      fc.tuple(name, several).map(([callee, all]) => `${callee}(${all})`),
      fc.tuple(any, several).map(([object, all]) => `(${object}).go(${all})`),
      fc.tuple(any, operator, any).map(([a, by, b]) => `((${a}) ${by} (${b}))`),
      fc.tuple(fc.constantFrom('!', '-', 'typeof '), any).map(([sign, a]) => `${sign}(${a})`),
      fc.tuple(any, any, any).map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
      fc.tuple(any, any).map(([a, b]) => `(${a})[${b}]`),
      // Nothing parks in an arrow function.
      any.map((a) => `((x: any) => (${a.replaceAll('yield* ', '')}))`),
      any.map((a) => `(yield* f(${a}))`),
      any.map((a) => `((${a}) as any)`),
      several.map((all) => `[${all}]`),
      any.map((a) => `g(...(${a}))`),
      any.map((a) => `({ key: (${a}), a })`),
      any.map((a) => `\`x \${${a}} y\``),
    ),
  };
});

const statement = fc.oneof(
  expression.map((e) => `f(${e});`),
  expression.map((e) => `${e};`),
  expression.map((e) => `const x: any = ${e};`),
  expression.map((e) => `this.x = ${e};`),
  expression.map((e) => `total += ${e};`),
  expression.map((e) => `return ${e}; // why`),
  expression.map((e) => `throw new E("m", ${e});`),
  expression.map((e) => `if (${e}) {\nf();\n} else if (a) {\n\ng(${e});\n\n} else {\nh();\n}`),
  expression.map((e) => `while (${e}) {\n// as long as\nbreak;\n}`),
  expression.map((e) => `for (const [x, y] of ${e}) {\nif (x) continue;\n}`),
  expression.map(
    (e) => `try {\nf();\n} catch (error: any) {\nif (!(${e})) throw error;\n} finally {\ng();\n}`,
  ),
);

describe('The form of a ported text', () => {
  for (const folder of ['programs/', 'snippets/'])
    it(`is prettier's for ${folder === 'programs/' ? 'every third program' : 'all snippets'} of the tests`, async function () {
      this.timeout(120_000);
      const texts = pythonIn(folder)
        .flatMap((text) => (folder === 'snippets/' ? [...snippetsOf(text).values()] : [text]))
        .filter((_, i) => folder === 'snippets/' || i % 3 === 0);
      for (const text of texts) {
        const [file] = emittedProgram(programOf([{ path: 'snippet.py', text }], {}), {});
        for (const language of ['ts', 'js'] as const) {
          const raw = inLanguage(file?.text() ?? '', language);
          assert.equal(await formatted(raw, language), await prettier(raw, language));
        }
      }
    });

  it("is prettier's for statements at random", async function () {
    this.timeout(120_000);
    const texts = fc.array(statement, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const text = `class C extends D {\n*m(): Op<any> {\n${all.join('\n')}\n}\n}\n`;
        assert.equal(await formatted(text, 'ts'), await prettier(text, 'ts'));
      }),
      { numRuns: 400 },
    );
  });
});
