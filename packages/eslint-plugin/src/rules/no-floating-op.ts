/**
 * An operation is lazy: what is made and not run does nothing. This finds those that are dropped, and those that stand where
 * a result was meant, as the condition of an `if`. (Debug mode finds the first at run time, if the line is run.)
 */
import { AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.js';
import { enclosingGenerator, mayYield, ownNodes, withoutTypes } from '../functions.js';
import { imported } from '../imports.js';
import { Types } from '../types.js';

type MessageId = 'dropped' | 'truthy' | 'run' | 'spawn';
type Suggestions = TSESLint.ReportSuggestionArray<MessageId>;

export const noFloatingOp = createRule<[], MessageId>({
  name: 'no-floating-op',
  meta: {
    type: 'problem',
    docs: {
      description: 'Operations are run with `yield*`, or given to somebody who runs them',
      recommended: true,
      requiresTypeChecking: true,
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      dropped: 'This operation never runs. Run it with `yield*`, or return, store or spawn it.',
      truthy: 'An operation is always true: run it with `yield*`, and test what it returns.',
      run: 'Run it here with `yield*`.',
      spawn: 'Run it in a tasklet of its own: `{{spawn}}(() => …)`.',
    },
  },
  create(context) {
    const types = new Types(context);
    const { sourceCode } = context;

    /** In a generator: `yield*` before it, in parentheses where they are needed. */
    function ran(node: TSESTree.Expression): Suggestions {
      if (enclosingGenerator(node) === undefined) return [];
      const bare = mayYield(node, sourceCode);
      return [
        {
          messageId: 'run',
          fix: (fixer) =>
            bare
              ? fixer.insertTextBefore(node, 'yield* ')
              : [fixer.insertTextBefore(node, '(yield* '), fixer.insertTextAfter(node, ')')],
        },
      ];
    }

    /** Elsewhere: a tasklet that runs it, while the code here goes on. */
    function spawned(node: TSESTree.Expression): Suggestions {
      const names = imported(['spawn'], node, sourceCode);
      if (names === undefined || enclosingGenerator(node) !== undefined) return [];
      for (const { type } of ownNodes(node, sourceCode.visitorKeys))
        if (type === Node.AwaitExpression || type === Node.YieldExpression) return [];
      const [spawn = ''] = names.locals;
      return [
        {
          messageId: 'spawn',
          data: { spawn },
          fix: (fixer) => [
            ...names.edits(fixer),
            fixer.insertTextBefore(node, `${spawn}(() => `),
            fixer.insertTextAfter(node, ')'),
          ],
        },
      ];
    }

    /** Nobody looks at its value. */
    function dropped(expression: TSESTree.Expression): void {
      const node = withoutTypes(expression);
      switch (node.type) {
        case Node.AssignmentExpression: // stored
        case Node.AwaitExpression: // no-await-in-tasklet's
        case Node.SequenceExpression: // seen to below
          return;
        case Node.ConditionalExpression:
          dropped(node.consequent);
          dropped(node.alternate);
          return;
        case Node.LogicalExpression:
          if (node.operator === '??') dropped(node.left);
          dropped(node.right);
          return;
        default:
          if (types.mayBeLazy(node) && !types.startsTasklet(node))
            context.report({
              node,
              messageId: 'dropped',
              suggest: types.isAlwaysLazy(node) ? [...ran(expression), ...spawned(expression)] : [],
            });
      }
    }

    /** Its value decides. What may also be undefined is tested for being there. */
    function condition(node: TSESTree.Expression | null): void {
      if (node !== null && types.isAlwaysLazy(node))
        context.report({ node, messageId: 'truthy', suggest: ran(node) });
    }

    return {
      ExpressionStatement: ({ expression }) => dropped(expression),
      SequenceExpression(node) {
        const used = !isDropped(node);
        for (const one of used ? node.expressions.slice(0, -1) : node.expressions) dropped(one);
      },
      'UnaryExpression[operator="void"]': (node: TSESTree.UnaryExpression) => dropped(node.argument),
      'UnaryExpression[operator="!"]': (node: TSESTree.UnaryExpression) => condition(node.argument),
      'LogicalExpression[operator!="??"]': (node: TSESTree.LogicalExpression) => condition(node.left),
      'IfStatement, WhileStatement, DoWhileStatement, ConditionalExpression': ({
        test,
      }: TSESTree.IfStatement | TSESTree.ConditionalExpression) => condition(test),
      ForStatement({ init, test, update }) {
        if (init && init.type !== Node.VariableDeclaration) dropped(init);
        condition(test);
        if (update) dropped(update);
      },
    };
  },
});

function isDropped({ parent }: TSESTree.SequenceExpression): boolean {
  return parent.type === Node.ExpressionStatement || parent.type === Node.ForStatement;
}
