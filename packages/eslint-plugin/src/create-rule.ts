/**
 * How a rule of this plugin is made.
 */
import { ESLintUtils } from '@typescript-eslint/utils';

/** What a rule says of itself besides its messages. */
export interface RuleDocs {
  /** `recommended` turns it on. */
  readonly recommended: true;
  /** It needs a parser that gives types. */
  readonly requiresTypeChecking: true;
}

/** A rule's page comes with the package, so that it can be read without a network and is of the same version. */
export const createRule = ESLintUtils.RuleCreator<RuleDocs>(
  (name) => new URL(`../docs/rules/${name}.md`, import.meta.url).href,
);
