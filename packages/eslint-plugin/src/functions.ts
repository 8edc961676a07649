/**
 * Where a piece of code stands: in which function, and whether that may `yield`.
 */
import { ASTUtils, AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';

export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

export function isFunction(node: TSESTree.Node): node is FunctionNode {
  return (
    node.type === Node.ArrowFunctionExpression ||
    node.type === Node.FunctionDeclaration ||
    node.type === Node.FunctionExpression
  );
}

/** The generator function whose body the node is in, if it may yield to a hub: no async one, no default of a parameter. */
export function enclosingGenerator(node: TSESTree.Node): FunctionNode | undefined {
  for (let [child, parent] = [node, node.parent]; parent; [child, parent] = [parent, parent.parent]) {
    if (parent.type === Node.StaticBlock || parent.type === Node.PropertyDefinition) return undefined;
    if (isFunction(parent))
      return parent.generator && !parent.async && parent.body === child ? parent : undefined;
  }
  return undefined;
}

/** The node and all in it, but for what is in functions and classes: that runs at another time. */
export function* ownNodes(
  node: TSESTree.Node,
  keys: TSESLint.SourceCode.VisitorKeys,
): Generator<TSESTree.Node> {
  yield node;
  for (const key of keys[node.type] ?? []) {
    const children = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null>)[
      key
    ];
    for (const child of Array.isArray(children) ? children : [children])
      if (child && !isFunction(child) && child.type !== Node.ClassBody) yield* ownNodes(child, keys);
  }
}

/** Without what is there for the compiler only: `x!`, `x as T`, `x satisfies T`, and what ESLint wraps around `a?.b`. */
export function withoutTypes(node: TSESTree.Expression): TSESTree.Expression {
  switch (node.type) {
    case Node.ChainExpression:
    case Node.TSAsExpression:
    case Node.TSNonNullExpression:
    case Node.TSSatisfiesExpression:
      return withoutTypes(node.expression);
    default:
      return node;
  }
}

/** `yield` may be written there without parentheses around it. */
export function mayYield(node: TSESTree.Node, sourceCode: Readonly<TSESLint.SourceCode>): boolean {
  if (ASTUtils.isParenthesized(node, sourceCode)) return true;
  const { parent } = node;
  switch (parent?.type) {
    case Node.ArrayExpression:
    case Node.ArrowFunctionExpression:
    case Node.DoWhileStatement:
    case Node.ExpressionStatement:
    case Node.ForStatement:
    case Node.IfStatement:
    case Node.ReturnStatement:
    case Node.SequenceExpression:
    case Node.SwitchStatement:
    case Node.TemplateLiteral:
    case Node.ThrowStatement:
    case Node.VariableDeclarator:
    case Node.WhileStatement:
    case Node.YieldExpression:
      return true;
    case Node.AssignmentExpression:
      return parent.right === node;
    case Node.CallExpression:
    case Node.NewExpression:
      return parent.callee !== node;
    case Node.ConditionalExpression:
      return parent.test !== node;
    case Node.Property:
      return parent.value === node;
    default:
      return false;
  }
}
