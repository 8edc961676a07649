/**
 * `yield op` hands the operation itself to the hub, which refuses it: `yield*` runs it. The compiler says so in tasklets whose
 * return type is written; this rule does in all of them, and mends it.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.js';
import { enclosingGenerator } from '../functions.js';
import { Types } from '../types.js';

export const yieldStar = createRule<[], 'star'>({
  name: 'yield-star',
  meta: {
    type: 'problem',
    docs: {
      description: 'Operations are run with `yield*`, not with `yield`',
      recommended: true,
      requiresTypeChecking: true,
    },
    fixable: 'code',
    schema: [],
    messages: { star: '`yield` does not run an operation: write `yield*`.' },
  },
  create(context) {
    const types = new Types(context);
    return {
      'YieldExpression[delegate=false]'(node: TSESTree.YieldExpression) {
        const { argument } = node;
        const body = enclosingGenerator(node);
        if (!argument || body === undefined || !types.mayBeOperation(argument)) return;
        // A list of operations, for others to run, says so in its return type.
        const declared = body.returnType?.typeAnnotation;
        if (declared !== undefined && !types.mayBeOperation(declared)) return;
        const word = context.sourceCode.getFirstToken(node);
        context.report({
          node,
          messageId: 'star',
          fix: (fixer) =>
            word && types.of(argument).every((one) => types.isOperation(one))
              ? fixer.insertTextAfter(word, '*')
              : null,
        });
      },
    };
  },
});
