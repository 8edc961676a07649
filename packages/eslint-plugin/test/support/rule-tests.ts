// Tests of a rule as records: titles, and the code that is right or wrong. ESLint's RuleTester runs them, with types.
import { join } from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';
import { type Rule, RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';

const FIXTURE = join(import.meta.dirname, '../fixture');

/** Options for ESLint, so that the library's types are known in the file `file`. */
export const TYPED = {
  parser: tseslint.parser,
  parserOptions: { projectService: true, tsconfigRootDir: FIXTURE },
};
export const FILE = join(FIXTURE, 'file.ts');

/** What most cases import. One that begins with an import has this before it. */
const IMPORTS = [
  'Channel, Event, Lock, type Op, Queue, Tasklet, TaskletExit, TaskletGroup, Timeout',
  'all, race, run, sleep, spawn, spawnLater, tasklet, until',
].join(', ');
const PRELUDE = `import { ${IMPORTS} } from 'evergreen-ts';\n`;

export interface Wrong {
  readonly code: string;
  /** One for each report, in order. */
  readonly errors: readonly string[];
  /** What the fix makes of it. */
  readonly output?: string;
  /** What the suggestions of the first report make of it. The others have as many. */
  readonly suggestions?: Readonly<Record<string, string>>;
}

export interface Cases {
  readonly right: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, Wrong>>;
}

export function testRule(
  name: string,
  rule: TSESLint.RuleModule<string, readonly unknown[]>,
  { right, wrong }: Cases,
): void {
  const tester = new RuleTester({ languageOptions: TYPED });
  // The same thing by two names: ESLint's own types, and those of typescript-eslint.
  tester.run(name, rule as unknown as Rule.RuleModule, {
    valid: Object.entries(right).map(([title, code]) => ({
      name: `allows ${title}`,
      code: withImports(code),
      filename: FILE,
    })),
    invalid: Object.entries(wrong).map(([title, { code, errors, output, suggestions = {} }]) => ({
      name: `reports ${title}`,
      code: withImports(code),
      filename: FILE,
      output: output === undefined ? null : withImports(output),
      errors: errors.map((messageId, index) => ({
        messageId,
        suggestions: index === 0 ? texts(suggestions) : Object.keys(suggestions).length || [],
      })),
    })),
  });
}

function texts(suggestions: Readonly<Record<string, string>>): RuleTester.SuggestionOutput[] {
  return Object.entries(suggestions).map(([messageId, text]) => ({ messageId, output: withImports(text) }));
}

function withImports(code: string): string {
  return code.startsWith('import ') || code.startsWith('#!') ? code : PRELUDE + code;
}
