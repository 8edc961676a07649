/**
 * JavaScript has one kind of `catch`: around a `yield*` it also sees the TaskletExit of a kill and the Timeout of a caller, and
 * a tasklet that swallows them goes on as if nothing had happened. To err on the side of silence, a catch is taken to know what it
 * does if it throws at all, tests for one of these errors, or gives the error to somebody else, who may throw it.
 */
import { AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.js';
import { enclosingGenerator, ownNodes } from '../functions.js';
import { isHandedOn } from '../handed-on.js';
import { imported } from '../imports.js';
import { Types } from '../types.js';

type MessageId = 'swallowed' | 'rethrowExit' | 'rethrowBoth';

/** Names and codes of the errors, for those who do not compare classes. */
const TELLING = new Set<unknown>([
  'EVERGREEN_EXIT',
  'EVERGREEN_TIMEOUT',
  'Interrupted',
  'TaskletExit',
  'Timeout',
]);

const COMPARISONS = new Set(['instanceof', '===', '!==', '==', '!=']);

export const noSwallowedExit = createRule<[], MessageId>({
  name: 'no-swallowed-exit',
  meta: {
    type: 'problem',
    docs: {
      description: 'A `catch` around a `yield*` throws on the errors of kills and limits',
      recommended: true,
      requiresTypeChecking: true,
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      swallowed:
        'This catch also sees the TaskletExit of a kill and the Timeout of a caller, and swallows them: throw them on.',
      rethrowExit: 'Throw a TaskletExit on.',
      rethrowBoth: 'Throw a TaskletExit and a Timeout on.',
    },
  },
  create(context) {
    const types = new Types(context);
    const { sourceCode } = context;
    const keys = sourceCode.visitorKeys;

    /** What ends the catch with an error, or shows that its author thought of kills. */
    function isAnswer(node: TSESTree.Node): boolean {
      switch (node.type) {
        case Node.ThrowStatement:
          return true;
        case Node.ExpressionStatement:
          return types.isNever(node.expression);
        case Node.BinaryExpression:
          return COMPARISONS.has(node.operator) && (types.isExit(node.left) || types.isExit(node.right));
        case Node.SwitchCase:
          return node.test !== null && types.isExit(node.test);
        case Node.Literal:
          return TELLING.has(node.value);
        default:
          return false;
      }
    }

    /** The first statement of the catch throws these errors on. */
    function rethrow(
      { param, body }: TSESTree.CatchClause,
      messageId: 'rethrowExit' | 'rethrowBoth',
      ...names: readonly string[]
    ): TSESLint.ReportSuggestionArray<MessageId> {
      const classes = imported(names, body, sourceCode);
      if (classes === undefined || (param !== null && param.type !== Node.Identifier)) return [];
      const error = param?.name ?? 'error';
      const test = classes.locals.map((local) => `${error} instanceof ${local}`).join(' || ');
      const statement = `if (${test}) throw ${error};`;
      const start = body.range[0] + 1;
      // As far in as what follows.
      const space = /^\s*/.exec(sourceCode.text.slice(start))?.[0] ?? '';
      return [
        {
          messageId,
          fix: (fixer) => [
            ...classes.edits(fixer),
            ...(param === null ? [fixer.insertTextBefore(body, `(${error}) `)] : []),
            fixer.insertTextAfterRange([start, start], space === '' ? ` ${statement} ` : space + statement),
          ],
        },
      ];
    }

    return {
      CatchClause(node) {
        if (enclosingGenerator(node) === undefined) return;
        if (![...ownNodes(node.parent.block, keys)].some((one) => types.runsOperation(one))) return;
        if ([...ownNodes(node.body, keys)].some(isAnswer)) return;
        const [error] = node.param?.type === Node.Identifier ? sourceCode.getDeclaredVariables(node) : [];
        if (error !== undefined && isHandedOn(error, sourceCode)) return;
        context.report({
          node,
          messageId: 'swallowed',
          suggest: [
            ...rethrow(node, 'rethrowExit', 'TaskletExit'),
            ...rethrow(node, 'rethrowBoth', 'TaskletExit', 'Timeout'),
          ],
        });
      },
    };
  },
});
