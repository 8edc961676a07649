/** What each construct does with the values that come to it, as far as that tells a tuple from a list. */
import {
  type Comp,
  type Expr,
  type ExprNode,
  type FunctionNode,
  type Node,
  type Stmt,
  ownNodes,
} from '../syntax.js';
import { argumentsOf } from './argument-uses.js';
import { type Use, isOwn } from './use.js';
import type { Value } from './values.js';

function target(use: Use, node: ExprNode): void {
  use.blind(node);
  if (node.nodeType === 'Tuple' || node.nodeType === 'List') for (const one of node.elts) target(use, one);
  else if (node.nodeType === 'Starred') target(use, node.value);
  else if (node.nodeType === 'Subscript') use.asTuple(node.value);
}

/** What is assigned to a name of Python's own, or an attribute that a method may be given, is looked at. */
function keeps(use: Use, node: ExprNode): boolean {
  if (node.nodeType === 'Name') return !node.id.startsWith('__');
  const { methods } = use.world.facts;
  return node.nodeType !== 'Attribute' || !(methods.has('__setattr__') || methods.has('__set__'));
}

function assign(use: Use, targets: readonly ExprNode[], value: ExprNode | undefined, node: Node): void {
  for (const one of targets) target(use, one);
  if (!use.fields.has(node) && targets.every((one) => keeps(use, one))) use.blind(value);
}

function classDef(use: Use, node: Stmt<'ClassDef'>): void {
  use.blind(...node.bases, ...node.decorator_list);
  const cls = use.world.classes.get(node);
  if (cls === undefined || !isOwn(cls)) for (const one of ownNodes(node)) use.fields.add(one);
}

function functionDef(use: Use, node: FunctionNode): void {
  const { defaults, kw_defaults: named } = node.args;
  if (use.world.functions.get(node)?.file.asksForSignatures === false) use.blind(...defaults, ...named);
  if (node.nodeType === 'Lambda') use.blind(node.body);
  else use.blind(...node.decorator_list);
}

const SCALAR = /^(?:int|bigint|float|num|bool|str|bytes|none)$/;

function compare(use: Use, { left, ops, comparators }: Expr<'Compare'>): void {
  const [right, more] = comparators;
  const operator = ops[0]?.nodeType ?? '';
  if (right === undefined || more !== undefined) return;
  if (operator.startsWith('Is')) use.blind(left, right);
  else if (operator === 'In' || operator === 'NotIn') {
    if (use.values(left).every((value) => value.kind === 'plain' && SCALAR.test(value.type)))
      use.blind(right);
    else use.items(right);
  }
}

const isList = (value: Value): boolean => value.kind === 'box' && value.type === 'list';

function binary(use: Use, { left, op, right }: Expr<'BinOp'>): void {
  const isSequence = use.values(left).length > 0 && use.values(left).every(isList);
  if (op.nodeType === 'Mult' && isSequence) use.blind(left);
  if (op.nodeType === 'Add' && isSequence && use.values(right).every(isList)) use.blind(left, right);
}

function augmented(use: Use, { target: node, op, value }: Stmt<'AugAssign'>): void {
  if (node.nodeType === 'Subscript') use.asTuple(node.value);
  if (op.nodeType !== 'Add' || !use.values(node).every((one) => one.kind === 'plain' || isList(one))) return;
  use.blind(node, value);
}

/** The number that is written as an index. */
export function indexOf(node: ExprNode): number | undefined {
  if (node.nodeType === 'UnaryOp' && node.op.nodeType === 'USub') {
    const at = indexOf(node.operand);
    return at === undefined ? undefined : -at;
  }
  return node.nodeType === 'Constant' && typeof node.value === 'number' && Number.isInteger(node.value)
    ? node.value
    : undefined;
}

function subscript(use: Use, { value, slice }: Expr<'Subscript'>): void {
  const at = indexOf(slice);
  const isThere = (one: Value): boolean =>
    one.kind !== 'box' ||
    one.type !== 'tuple' ||
    (at !== undefined && one.arity !== undefined && at < one.arity && at >= -one.arity);
  if (use.values(value).every(isThere)) use.blind(value);
  else use.asTuple(value);
}

function comprehension(use: Use, node: Comp): void {
  if (node.nodeType === 'DictComp') use.blind(node.value);
  else if (node.nodeType !== 'SetComp') use.blind(node.elt);
  for (const { iter, target: name, ifs } of node.generators) {
    use.blind(iter, ...ifs);
    target(use, name);
  }
}

type On<N> = (use: Use, node: N) => void;

const condition: On<{ test: ExprNode }> = (use, { test }) => {
  use.blind(test);
};
const one: On<{ value?: ExprNode }> = (use, { value }) => {
  use.blind(value);
};
const elements: On<{ elts: readonly ExprNode[] }> = (use, { elts }) => {
  use.blind(...elts);
};

/** What a construct does with the values of what is directly below it; they are looked at, if nothing is said here. */
export const USES: Readonly<Record<string, On<never> | undefined>> = {
  Expr: one,
  Return: one,
  Yield: one,
  YieldFrom: one,
  Starred: one,
  If: condition,
  While: condition,
  Assert: condition,
  List: elements,
  Tuple: elements,
  ListComp: comprehension,
  SetComp: comprehension,
  DictComp: comprehension,
  GeneratorExp: comprehension,
  ClassDef: classDef,
  FunctionDef: functionDef,
  AsyncFunctionDef: functionDef,
  Lambda: functionDef,
  Compare: compare,
  BinOp: binary,
  AugAssign: augmented,
  Subscript: subscript,
  Call: argumentsOf,
  Assign(use: Use, node: Stmt<'Assign'>): void {
    assign(use, node.targets, node.value, node);
  },
  AnnAssign(use: Use, node: Stmt<'AnnAssign'>): void {
    assign(use, [node.target], node.value, node);
  },
  NamedExpr(use: Use, node: Expr<'NamedExpr'>): void {
    use.blind(node.target, node.value);
  },
  For(use: Use, node: Stmt<'For'>): void {
    target(use, node.target);
    use.blind(node.iter);
  },
  With(use: Use, { items }: Stmt<'With'>): void {
    for (const { context_expr: context, optional_vars: name } of items) {
      use.blind(context);
      if (name !== undefined) target(use, name);
    }
  },
  Delete(use: Use, { targets }: Stmt<'Delete'>): void {
    for (const name of targets) target(use, name);
  },
  Attribute(use: Use, { value }: Expr<'Attribute'>): void {
    use.asTuple(value);
  },
  IfExp(use: Use, { test, body, orelse }: Expr<'IfExp'>): void {
    use.blind(test, body, orelse);
  },
  BoolOp(use: Use, { values }: Expr<'BoolOp'>): void {
    use.blind(...values);
  },
  UnaryOp(use: Use, { op, operand }: Expr<'UnaryOp'>): void {
    if (op.nodeType === 'Not') use.blind(operand);
  },
  Dict(use: Use, { keys, values }: Expr<'Dict'>): void {
    use.blind(...values.filter((_value, i) => keys[i] !== undefined));
  },
};
