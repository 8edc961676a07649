/**
 * The plugin: its rules, and the configuration that turns all of them on. The rules read types, so they stand on
 * typescript-eslint's parser, which the user's configuration sets up.
 *
 * @module eslint-plugin-evergreen
 */
import { readFileSync } from 'node:fs';
import type { ESLint, Linter, Rule } from 'eslint';
import { noAwaitInTasklet } from './rules/no-await-in-tasklet.js';
import { noFloatingOp } from './rules/no-floating-op.js';
import { noPromiseTarget } from './rules/no-promise-target.js';
import { noSwallowedExit } from './rules/no-swallowed-exit.js';
import { yieldStar } from './rules/yield-star.js';

const { name, version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as Record<'name' | 'version', string>;

const rules = {
  'no-await-in-tasklet': noAwaitInTasklet,
  'no-floating-op': noFloatingOp,
  'no-promise-target': noPromiseTarget,
  'no-swallowed-exit': noSwallowedExit,
  'yield-star': yieldStar,
};

/** What the rules are called, without the prefix `evergreen/`. */
export type RuleName =
  'no-await-in-tasklet' | 'no-floating-op' | 'no-promise-target' | 'no-swallowed-exit' | 'yield-star';

/** The plugin, for the `plugins` of a flat configuration. */
export interface EvergreenPlugin extends ESLint.Plugin {
  meta: { name: string; version: string };
  rules: Record<RuleName, Rule.RuleModule>;
  configs: {
    /** All rules, as errors. They need a parser that gives types: typescript-eslint's, with `projectService`. */
    recommended: Linter.Config;
  };
}

const plugin: EvergreenPlugin = {
  meta: { name, version },
  // Made with the types of typescript-eslint, which say more of the code that a rule sees.
  rules: rules as unknown as EvergreenPlugin['rules'],
  configs: {
    recommended: {
      name: 'evergreen/recommended',
      plugins: {
        // The plugin itself, so that users need not name it.
        get evergreen() {
          return plugin;
        },
      },
      rules: {
        'evergreen/no-await-in-tasklet': 'error',
        'evergreen/no-floating-op': 'error',
        'evergreen/no-promise-target': 'error',
        'evergreen/no-swallowed-exit': 'error',
        'evergreen/yield-star': 'error',
      },
    },
  },
};

export default plugin;
