/**
 * Where a function is given to be run as a tasklet: the argument of spawn(), run(), a pool's submit() and the like, the `target`
 * of a Tasklet, a method that is overridden (run(), handleConnection()) or decorated with `@tasklet`.
 *
 * They are known by their types: what is expected is a function that returns an operation. The compiler's choice among the
 * signatures is not asked for, as it makes none when the target is wrong.
 */
import { AST_NODE_TYPES as Node, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import ts from 'typescript';
import type { Types } from './types.js';

export type Target = TSESTree.Expression | TSESTree.TSEmptyBodyFunctionExpression;

/** Visits every target that `is` finds wrong. `is` is asked first: it is the cheaper question. */
export function targets(
  types: Types,
  is: (node: Target) => boolean,
  report: (node: Target) => void,
): TSESLint.RuleListener {
  return {
    'CallExpression, NewExpression'(call: Call) {
      for (const one of call.arguments)
        if (one.type !== Node.SpreadElement && is(one) && isTarget(types, one)) report(one);
    },
    'ObjectExpression > Property'({ value }: TSESTree.Property) {
      if (isExpression(value) && is(value) && isTarget(types, value)) report(value);
    },
    MethodDefinition(method) {
      if (is(method.value) && (isDecorated(types, method) || overridesTarget(types, method)))
        report(method.value);
    },
  };
}

/** Is the expression a function that is run as a tasklet, to judge by where it stands? */
export function isTarget(types: Types, node: TSESTree.Expression): boolean {
  const { parent } = node;
  const [call, index] = argument(node);
  if (call !== undefined) return takesTarget(types, call, index);
  if (parent.type !== Node.Property || parent.computed || !('name' in parent.key))
    return isTargetOf(types, types.expected(node));
  // In an object that is an argument. (What the compiler expects has the wrong function's result in it.)
  const { name } = parent.key;
  const [outer, place] = argument(parent.parent);
  return expected(types, outer, place).some((parameter) =>
    types.ofSymbol(parameter).some((options) => {
      const option = options.getProperty(name);
      return option !== undefined && isTargetSymbol(types, option);
    }),
  );
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The call that it is an argument of, and which. */
function argument(node: TSESTree.Node): [call: Call | undefined, index: number] {
  const { parent } = node;
  if (parent?.type !== Node.CallExpression && parent?.type !== Node.NewExpression) return [undefined, -1];
  const index = parent.arguments.findIndex((one) => one === node);
  return [index < 0 ? undefined : parent, index];
}

/** Does one of the signatures of what is called expect a target there? */
function takesTarget(types: Types, call: Call, index: number): boolean {
  return expected(types, call, index).some((parameter) => isTargetSymbol(types, parameter));
}

/** The parameter at this place, of each signature of what is called. */
function expected(types: Types, call: Call | undefined, index: number): ts.Symbol[] {
  if (call === undefined) return [];
  const callees = types.of(call.callee);
  const signatures = callees.flatMap((callee) =>
    call.type === Node.CallExpression ? callee.getCallSignatures() : callee.getConstructSignatures(),
  );
  return signatures.flatMap(({ parameters }) => parameters[index] ?? []);
}

/** Is a parameter, a property or a method one? */
function isTargetSymbol(types: Types, symbol: ts.Symbol): boolean {
  if (isTargetOf(types, types.ofSymbol(symbol))) return true;
  // Op<unknown> | unknown is unknown to the compiler; what was written says more.
  const result = resultOf(symbol.valueDeclaration);
  if (result === undefined || !ts.isUnionTypeNode(result)) return false;
  return isRun(
    types,
    result.types.flatMap((one) => types.written(one)),
  );
}

/** The type, as it is written, of what the function returns that something is declared to be. */
function resultOf(declaration: ts.Declaration | undefined): ts.TypeNode | undefined {
  if (declaration === undefined) return undefined;
  if (ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration)) return declaration.type;
  if (!ts.isParameter(declaration) || declaration.type === undefined) return undefined;
  return ts.isFunctionTypeNode(declaration.type) ? declaration.type.type : undefined;
}

function isTargetOf(types: Types, expected: readonly ts.Type[]): boolean {
  return isRun(types, types.returns(expected));
}

/** Results that somebody runs: operations, and no promises, as whoever takes both knows what to do with them. */
function isRun(types: Types, results: readonly ts.Type[]): boolean {
  return results.some((one) => types.isLazy(one)) && !results.some((one) => types.isPromise(one));
}

function isDecorated(types: Types, { decorators }: TSESTree.MethodDefinition): boolean {
  return decorators.some(({ expression }) =>
    types
      .of(expression)
      .some((one) =>
        one.getCallSignatures().some(({ parameters: [method] }) => method && isTargetSymbol(types, method)),
      ),
  );
}

function overridesTarget(types: Types, method: TSESTree.MethodDefinition): boolean {
  if (method.static || method.computed || !('name' in method.key)) return false;
  const { name } = method.key;
  const [declared] = types.of(method.parent.parent);
  if (!declared?.isClassOrInterface()) return false;
  return (declared.getBaseTypes() ?? []).some((base) => {
    const inherited = base.getProperty(name);
    return inherited !== undefined && isTargetSymbol(types, inherited);
  });
}

function isExpression(node: TSESTree.Property['value']): node is TSESTree.Expression {
  return node.type !== Node.AssignmentPattern && node.type !== Node.TSEmptyBodyFunctionExpression;
}
