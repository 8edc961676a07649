/**
 * Two worlds, two words: a tasklet waits with `yield*`, for promises through until(); async functions wait with `await`, for
 * tasklets through run(). This finds the word of one world in the other: async functions where a tasklet's body is expected,
 * promises that are yielded or stand where an operation is expected, and operations that are awaited.
 */
import { ASTUtils, AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import { asGenerator } from '../as-generator.js';
import { createRule } from '../create-rule.js';
import { type FunctionNode, enclosingGenerator, isFunction, ownNodes } from '../functions.js';
import { imported } from '../imports.js';
import { isTarget, targets } from '../targets.js';
import { Types } from '../types.js';

/** Where operations are given to be run: arguments, and what is in lists and records of them. */
const OPERANDS = [
  'CallExpression > .arguments',
  'CallExpression > ArrayExpression.arguments > .elements',
  'CallExpression > ObjectExpression.arguments > Property > .value',
].join(', ');

type MessageId = 'asyncBody' | 'generator' | 'promise' | 'until' | 'awaited' | 'run';
type Suggestions = TSESLint.ReportSuggestionArray<MessageId>;

export const noAwaitInTasklet = createRule<[], MessageId>({
  name: 'no-await-in-tasklet',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Tasklets wait with `yield*`, for promises through until(); async code waits for tasklets through run()',
      recommended: true,
      requiresTypeChecking: true,
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      asyncBody: 'A tasklet’s body is a generator function, which waits for promises with `yield* until(…)`.',
      generator: 'Make it a generator function.',
      promise: 'A promise is no operation: until() makes one of it.',
      until: 'Write `{{text}}`.',
      awaited: '`await` does not run an operation: run() does.',
      run: 'Write `{{run}}(() => …)`.',
    },
  },
  create(context) {
    const types = new Types(context);
    const { sourceCode } = context;

    function isPromise(node: TSESTree.Expression): boolean {
      return types.mayBePromise(node) && !types.mayBeOperation(node);
    }

    /** By its type, by where it stands, or because it runs an operation. */
    function isTaskletBody(body: FunctionNode): boolean {
      if (types.returns(types.of(body)).some((one) => types.isOperation(one))) return true;
      if (body.type === Node.FunctionExpression && isTarget(types, body)) return true;
      return [...ownNodes(body.body, sourceCode.visitorKeys)].some((one) => types.runsOperation(one));
    }

    /** Of an async function that is reported as a whole. */
    function isInAsyncBody(node: TSESTree.Node): boolean {
      for (let { parent } = node; parent; { parent } = parent)
        if (isFunction(parent)) return parent.type !== Node.FunctionDeclaration && isTarget(types, parent);
      return false;
    }

    /** A tasklet for an operation that is awaited. */
    function run(operation: TSESTree.Expression): Suggestions {
      const names = imported(['run'], operation, sourceCode);
      if (names === undefined) return [];
      const [run = ''] = names.locals;
      return [
        {
          messageId: 'run',
          data: { run },
          fix: (fixer) => [
            ...names.edits(fixer),
            fixer.insertTextBefore(operation, `${run}(() => `),
            fixer.insertTextAfter(operation, ')'),
          ],
        },
      ];
    }

    /** `until(…)` around a promise, and what is to stand before that. */
    function until(promise: TSESTree.Expression, word?: TSESTree.YieldExpression): Suggestions {
      const names = imported(['until'], promise, sourceCode);
      if (names === undefined) return [];
      const [until = ''] = names.locals;
      const star = word?.delegate === false ? sourceCode.getFirstToken(word) : undefined;
      return [
        {
          messageId: 'until',
          data: { text: `${word ? 'yield* ' : ''}${until}(…)` },
          fix: (fixer) => [
            ...names.edits(fixer),
            ...(star ? [fixer.insertTextAfter(star, '*')] : []),
            fixer.insertTextBefore(promise, `${until}(`),
            fixer.insertTextAfter(promise, ')'),
          ],
        },
      ];
    }

    return {
      ...targets(
        types,
        (node) => isFunction(node) && node.async,
        (node) => {
          const body = node as FunctionNode;
          const loc = ASTUtils.getFunctionHeadLocation(body, sourceCode);
          const fix = asGenerator(body, types, sourceCode);
          const suggest: Suggestions = fix === undefined ? [] : [{ messageId: 'generator', fix }];
          context.report({ node, loc, messageId: 'asyncBody', suggest });
        },
      ),
      YieldExpression(node) {
        const { argument } = node;
        const body = enclosingGenerator(node);
        if (!argument || body === undefined || !isPromise(argument) || !isTaskletBody(body)) return;
        context.report({ node, messageId: 'promise', suggest: until(argument, node) });
      },
      [OPERANDS](node: TSESTree.Expression) {
        if (!isPromise(node)) return;
        const kinds = types.expected(node);
        if (kinds.some((one) => types.isOperation(one)) && !kinds.some((one) => types.isPromise(one)))
          context.report({ node, messageId: 'promise', suggest: until(node) });
      },
      AwaitExpression(node) {
        const { argument } = node;
        if (!types.mayBeOperation(argument) || isInAsyncBody(node)) return;
        context.report({ node, messageId: 'awaited', suggest: run(argument) });
      },
    };
  },
});
