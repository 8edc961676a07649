/**
 * A tasklet runs operations: a promise that its target returns is no one's. until() makes an operation of it. Async functions
 * written in place are no-await-in-tasklet's, which can rewrite them.
 */
import { AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.js';
import { isFunction } from '../functions.js';
import { imported } from '../imports.js';
import { type Target, targets } from '../targets.js';
import { Types } from '../types.js';

type MessageId = 'promise' | 'until';

export const noPromiseTarget = createRule<[], MessageId>({
  name: 'no-promise-target',
  meta: {
    type: 'problem',
    docs: {
      description: 'What a tasklet is to run returns an operation or a plain value, not a promise',
      recommended: true,
      requiresTypeChecking: true,
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      promise: 'A promise does not park: a tasklet waits for it with until().',
      until: 'Return `{{until}}(…)`.',
    },
  },
  create(context) {
    const types = new Types(context);
    const { sourceCode } = context;

    const isWrong = (node: Target): boolean =>
      !(isFunction(node) && node.async) && types.returns(types.of(node)).some((one) => types.isPromise(one));

    function suggestions(node: Target): TSESLint.ReportSuggestionArray<MessageId> {
      const names = imported(['until'], node, sourceCode);
      if (names === undefined) return [];
      const [until = ''] = names.locals;
      const [before, after, inside] = wrapped(node, until);
      if (inside === undefined) return [];
      return [
        {
          messageId: 'until',
          data: { until },
          fix: (fixer) => [
            ...names.edits(fixer),
            fixer.insertTextBefore(inside, before),
            fixer.insertTextAfter(inside, after),
          ],
        },
      ];
    }

    return targets(types, isWrong, (node) =>
      context.report({ node, messageId: 'promise', suggest: suggestions(node) }),
    );
  },
});

/** What to write around which expression. */
function wrapped(node: Target, until: string): [before: string, after: string, inside?: TSESTree.Node] {
  if (
    node.type === Node.ArrowFunctionExpression &&
    node.body.type !== Node.BlockStatement &&
    !node.returnType
  )
    return [`${until}(`, ')', node.body];
  if (node.type !== Node.Identifier && node.type !== Node.MemberExpression) return ['', ''];
  const { parent } = node;
  const call = parent.type === Node.CallExpression || parent.type === Node.NewExpression ? parent : undefined;
  const isLast = call === undefined || call.arguments.at(-1) === node;
  const given = isLast ? '' : '...args';
  return [`(${given}) => ${until}(`, `(${given}))`, node];
}
