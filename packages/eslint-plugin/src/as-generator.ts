/**
 * An async function, rewritten as the body of a tasklet: a generator function, with `yield* until(…)` in place of each `await`.
 */
import { AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, mayYield, ownNodes } from './functions.js';
import { imported } from './imports.js';
import type { Types } from './types.js';

type Source = Readonly<TSESLint.SourceCode>;
type Edits = Iterable<TSESLint.RuleFix>;

/** The edits. Undefined if it takes more than other words: `for await`, `this` in an arrow function, a written return type. */
export function asGenerator(
  body: FunctionNode,
  types: Types,
  sourceCode: Source,
): TSESLint.ReportFixFunction | undefined {
  const nodes = [...ownNodes(body.body, sourceCode.visitorKeys)];
  if (body.generator || body.returnType !== undefined || nodes.some(isAwaitingStatement)) return undefined;
  const isArrow = body.type === Node.ArrowFunctionExpression;
  if (isArrow && /\b(?:this|arguments|super|new\.target)\b/.test(sourceCode.getText(body))) return undefined;

  const awaits = nodes.filter((one) => one.type === Node.AwaitExpression);
  const isPromise = (node: TSESTree.Expression): boolean => !types.mayBeOperation(node);
  // An async function waits for what it returns; a tasklet does not.
  const results = nodes.flatMap((one) => (one.type === Node.ReturnStatement ? (one.argument ?? []) : []));
  if (body.body.type !== Node.BlockStatement) results.push(body.body);
  const promises = results.filter((one) => one.type !== Node.AwaitExpression && types.mayBePromise(one));
  const needsUntil = promises.length > 0 || awaits.some(({ argument }) => isPromise(argument));
  const names = imported(needsUntil ? ['until'] : [], body, sourceCode);
  if (names === undefined) return undefined;
  const [until = ''] = names.locals;

  return function* (fixer) {
    yield* names.edits(fixer);
    yield* isArrow ? arrowHead(body, sourceCode, fixer) : head(body, sourceCode, fixer);
    for (const one of promises) {
      yield fixer.insertTextBefore(one, `yield* ${until}(`);
      yield fixer.insertTextAfter(one, ')');
    }
    for (const one of awaits) {
      const [open, close] = isPromise(one.argument) ? [`yield* ${until}(`, ')'] : ['yield* ', ''];
      const [before, after] = mayYield(one, sourceCode) ? [open, close] : [`(${open}`, `${close})`];
      yield fixer.replaceTextRange([one.range[0], startAfter(one, sourceCode)], before);
      yield fixer.insertTextAfter(one, after);
    }
    if (body.body.type !== Node.BlockStatement) yield fixer.insertTextAfter(body, '; }');
  };
}

/** `async function name(` becomes `function* name(`, and the method `async name(` becomes `*name(`. */
function* head(body: FunctionNode, sourceCode: Source, fixer: TSESLint.RuleFixer): Edits {
  const { parent } = body;
  const isMethod = parent.type === Node.MethodDefinition || (parent.type === Node.Property && parent.method);
  const tokens = sourceCode.getFirstTokens(isMethod ? parent : body, { filter: isAsync, count: 1 });
  for (const word of tokens) {
    const next = startAfter(word, sourceCode);
    yield fixer.replaceTextRange([word.range[0], next], isMethod ? '*' : '');
    if (!isMethod) yield fixer.insertTextAfterRange([next, next + 'function'.length], '*');
  }
}

/** `async (a) =>` becomes `function* (a)`, and what is no block a block that returns it. */
function* arrowHead(
  arrow: TSESTree.ArrowFunctionExpression,
  sourceCode: Source,
  fixer: TSESLint.RuleFixer,
): Edits {
  const [parameter] = arrow.params;
  const start = startAfter(arrow, sourceCode);
  const isBare = parameter !== undefined && parameter.range[0] === start;
  yield fixer.replaceTextRange([arrow.range[0], start], `function* ${isBare ? '(' : ''}`);
  if (isBare) yield fixer.insertTextAfter(parameter, ')');
  const sign = sourceCode.getTokenBefore(arrow.body, ({ value }) => value === '=>');
  if (sign === null) return;
  const rest: [number, number] = [sign.range[0], startAfter(sign, sourceCode)];
  yield fixer.replaceTextRange(rest, arrow.body.type === Node.BlockStatement ? '' : '{ return ');
}

function isAsync({ value }: TSESTree.Token): boolean {
  return value === 'async';
}

/** Where the token after the first one of a node begins, or that after a token. */
function startAfter(node: TSESTree.Node | TSESTree.Token, sourceCode: Source): number {
  const first = 'loc' in node && 'parent' in node ? sourceCode.getFirstToken(node) : node;
  const next = first && sourceCode.getTokenAfter(first);
  return (next ?? node).range[0];
}

/** `for await` and `await using`. */
function isAwaitingStatement(node: TSESTree.Node): boolean {
  if (node.type === Node.ForOfStatement) return node.await;
  return node.type === Node.VariableDeclaration && node.kind === 'await using';
}
