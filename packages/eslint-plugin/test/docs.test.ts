// The pages of the rules tell the truth: what they call incorrect is reported by their rule, and by no other; what they call
// correct is not, and compiles. The README lists them all.
import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import plugin from '../src/index.js';
import { type Block, compileErrors, documentAt, unknownBlocks } from '../../../test/support/documents.js';
import { FILE, TYPED } from './support/rule-tests.js';

const FOLDER = 'packages/eslint-plugin/docs/rules';
const names = Object.keys(plugin.rules);
const pages = names.map((name) => ({ name, page: documentAt(`${FOLDER}/${name}.md`) }));

/** The rules that report something in a program, or what is wrong with it. */
function reports({ code }: Block): string[] {
  const found = new Linter().verify(
    code,
    [
      { files: ['**/*.ts'], languageOptions: TYPED },
      { files: ['**/*.ts'], ...plugin.configs.recommended },
    ],
    { filename: FILE },
  );
  return [...new Set(found.map(({ ruleId, message }) => ruleId ?? message))];
}

describe('The pages of the rules', () => {
  it('are one for each rule', () => {
    const files = readdirSync(resolve(import.meta.dirname, '../docs/rules'));
    assert.deepEqual(files.sort(), names.map((name) => `${name}.md`).sort());
  });

  for (const { name, page } of pages) {
    const parts = new Map(
      page.programs.map((program) => {
        const before = page.text.split('\n').slice(0, program.line);
        return [program, before.findLast((line) => line.startsWith('#'))];
      }),
    );
    const programs = (part: string): Block[] => page.programs.filter((one) => parts.get(one) === part);

    it(`call incorrect what ${name} reports`, () => {
      const wrong = programs('## Incorrect');
      assert.ok(wrong.length > 0);
      for (const program of wrong) assert.deepEqual(reports(program), [`evergreen/${name}`], program.code);
    });

    it(`call correct what ${name} does not report, and what compiles`, () => {
      const right = page.programs.filter((one) => parts.get(one) !== '## Incorrect');
      assert.ok(programs('## Correct').length > 0);
      for (const program of right) assert.deepEqual(reports(program), [], program.code);
      assert.deepEqual(compileErrors([{ ...page, programs: right }]), []);
      assert.deepEqual(unknownBlocks(page, ['ts']), []);
    });

    it(`are where ${name} says, and begin with its name`, () => {
      const { docs } = plugin.rules[name as keyof typeof plugin.rules].meta ?? {};
      assert.equal(fileURLToPath(docs?.url ?? ''), resolve(import.meta.dirname, `../docs/rules/${name}.md`));
      assert.match(page.text, new RegExp(`^# evergreen/${name}\n`));
    });
  }
});

describe('The README', () => {
  const readme = documentAt('packages/eslint-plugin/README.md');

  it('begins with a command to run', () => {
    assert.equal(readme.blocks[0]?.language, 'sh');
    assert.match(readme.text, /^# .*\n\n```sh\n/);
  });

  it('lists every rule, with what it can mend', () => {
    for (const name of names) {
      const { fixable, hasSuggestions } = plugin.rules[name as keyof typeof plugin.rules].meta ?? {};
      const row = readme.text
        .split('\n')
        .find((line) => line.startsWith(`| [evergreen/${name}](docs/rules/${name}.md)`));
      assert.ok(row, name);
      assert.deepEqual(
        [row.includes('🔧'), row.includes('💡')],
        [fixable !== undefined, hasSuggestions === true],
        name,
      );
    }
  });
});
