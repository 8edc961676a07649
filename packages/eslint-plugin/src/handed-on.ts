/**
 * Does a caught error go to somebody who may throw it, keep it or report it? A log is not somebody: it only prints.
 */
import { ASTUtils, AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';

/** Functions and methods that make a text of what they are given, or print it. */
const PRINTERS = new Set([
  'debug',
  'format',
  'info',
  'inspect',
  'log',
  'print',
  'String',
  'stringify',
  'trace',
  'warn',
]);

/** Objects of which every method does. */
const LOGS = /^(?:console|log|logger)$/i;

/** The variable's value, or one of its aliases', is returned, thrown, stored, or an argument of a call that does not just print it. */
export function isHandedOn(
  variable: TSESLint.Scope.Variable,
  sourceCode: Readonly<TSESLint.SourceCode>,
): boolean {
  return variable.references.some(({ identifier, init }) => !init && goesOn(identifier, sourceCode));
}

function goesOn(node: TSESTree.Node, sourceCode: Readonly<TSESLint.SourceCode>): boolean {
  const { parent } = node;
  switch (parent?.type) {
    // The same value, or one that holds it.
    case Node.ArrayExpression:
    case Node.LogicalExpression:
    case Node.ObjectExpression:
    case Node.SpreadElement:
    case Node.TSAsExpression:
    case Node.TSNonNullExpression:
    case Node.TSSatisfiesExpression:
      return goesOn(parent, sourceCode);
    case Node.Property:
      return parent.value === node && goesOn(parent, sourceCode);
    case Node.ConditionalExpression:
      return parent.test !== node && goesOn(parent, sourceCode);
    case Node.VariableDeclarator:
      return sourceCode.getDeclaredVariables(parent).some((alias) => {
        return parent.id.type === Node.Identifier && isHandedOn(alias, sourceCode);
      });
    case Node.ArrowFunctionExpression:
    case Node.ReturnStatement:
    case Node.ThrowStatement:
    case Node.YieldExpression:
      return true;
    case Node.AssignmentExpression:
      return parent.right === node;
    case Node.CallExpression:
    case Node.NewExpression:
      return parent.callee !== node && !prints(parent.callee);
    default:
      return false;
  }
}

function prints(callee: TSESTree.Expression): boolean {
  if (callee.type === Node.Identifier) return PRINTERS.has(callee.name);
  if (callee.type !== Node.MemberExpression) return false;
  const method = ASTUtils.getPropertyName(callee);
  return (method !== null && PRINTERS.has(method)) || LOGS.test(nameOf(callee.object));
}

/** Of `log`, `this.log` and `this.#log`: log. */
function nameOf(node: TSESTree.Expression): string {
  if (node.type === Node.Identifier) return node.name;
  if (node.type !== Node.MemberExpression) return '';
  return 'name' in node.property ? node.property.name : '';
}
