/** Operators and conditional expressions: JavaScript's own where the types are known to mean the same, helpers else. */
import { type Type, isNumeric } from '../analysis/types.js';
import { resultOf } from '../flow/numbers.js';
import type { Expr, ExprNode } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { escape, numberLiteral } from './literals.js';
import { typed } from './typed.js';
import { percentTemplate } from './percent.js';
import { assigned } from './targets.js';
import { condition, SAME_TRUTH, truth } from './conditions.js';
import { compare } from './comparisons.js';

const BINARY: Readonly<Record<string, readonly [helper: string, symbol: string]>> = {
  Add: ['add', '+'],
  Sub: ['sub', '-'],
  Mult: ['mul', '*'],
  Div: ['div', '/'],
  FloorDiv: ['floordiv', '//'],
  Mod: ['mod', '%'],
  Pow: ['pow', '**'],
  BitAnd: ['and', '&'],
  BitOr: ['or', '|'],
  BitXor: ['xor', '^'],
  LShift: ['lshift', '<<'],
  RShift: ['rshift', '>>'],
  MatMult: ['matmul', '@'],
};

/** The symbol of an operator of Python's. */
export function symbolOf(operator: string): string {
  return BINARY[operator]?.[1] ?? operator;
}

/** A literal that a counter may be changed by and stay exact. */
function isSmall(cx: Context, node: ExprNode): boolean {
  const literal = numberLiteral(cx, node);
  return literal !== undefined && Number.isInteger(Number(literal)) && Math.abs(Number(literal)) < 2 ** 31;
}

/** `left operator right`, of two that were emitted; or `left operator= right`. */
export function binary(
  cx: Context,
  operator: string,
  left: Out,
  right: Out,
  leftNode: ExprNode,
  rightNode: ExprNode,
  inPlace: boolean,
): Out {
  const both = (type: Type): boolean => left.type === type && right.type === type;
  // What two counters give is exact, and no counter.
  const ofCounters = isSmall(cx, leftNode) || isSmall(cx, rightNode) ? 'int' : 'bigint';
  if (operator === 'Add') {
    if (both('str')) return out(`(${left.code} + ${right.code})`, 'str');
    if (both('int')) return out(`(${left.code} + ${right.code})`, ofCounters);
    if (both('list') && !inPlace) return out(`[...${left.code}, ...${right.code}]`, 'list');
  }
  if (operator === 'Sub' && both('int')) return out(`(${left.code} - ${right.code})`, ofCounters);
  // Of numbers that are exact, the quotient of JavaScript is never taken for the next whole number.
  if (operator === 'FloorDiv' && both('int') && isSmall(cx, rightNode) && !/^\(?-|^0$/.test(right.code))
    return out(`Math.floor(${left.code} / ${right.code})`, 'int');
  const repeated =
    operator === 'Mult' && right.type === 'int' && !inPlace ? times(left, right, leftNode) : undefined;
  if (repeated !== undefined) return repeated;
  const [named = operator] = BINARY[operator] ?? [];
  // Of two ints, Python 2's division is a whole number.
  const isOld = operator === 'Div' && cx.file.python2 && !cx.file.trueDivision;
  const helper = isOld ? 'oldDiv' : named;
  const code = `${cx.helper(inPlace ? `i${helper}` : helper)}(${left.code}, ${right.code})`;
  if (isOld) return out(code, left.type === 'float' || right.type === 'float' ? 'float' : 'any');
  const result = out(code, resultOf(operator, left.type, right.type, false));
  return dunder(cx, named, result, leftNode, [left, right], inPlace);
}

/** `'-' * n`, and `[0] * n`: none of it, if n is less than 0. */
function times(left: Out, right: Out, node: ExprNode): Out | undefined {
  const count = /^\d+$/.test(right.code) ? right.code : `Math.max(0, ${right.code})`;
  if (left.type === 'str') return out(`${left.code}.repeat(${count})`, 'str');
  const [only, more] = node.nodeType === 'List' ? node.elts : [];
  return only?.nodeType === 'Constant' && more === undefined
    ? out(`${typed('(')}new Array(${count})${typed(' as any[])')}.fill(${left.code.slice(1, -1)})`, 'list')
    : undefined;
}

/** A special method of the program's may park. */
function dunder(
  cx: Context,
  helper: string,
  result: Out,
  node: ExprNode,
  operands: readonly Out[],
  inPlace: boolean,
): Out {
  if (operands.every(({ type }) => isNumeric(type) || type === 'str')) return result;
  const name = { div: 'truediv' }[helper] ?? helper;
  const parks = cx.facts.mayPark(`__${name}__`) || (inPlace && cx.facts.mayPark(`__i${name}__`));
  return parks ? cx.mayPark(node, result.code) : result;
}

function binOp(cx: Context, node: Expr<'BinOp'>): Out {
  if (
    node.op.nodeType === 'Mod' &&
    node.left.nodeType === 'Constant' &&
    typeof node.left.value === 'string'
  ) {
    const template = percentTemplate(cx, node.left.value, node.right, node.left.quote_style ?? '');
    if (template !== undefined) return template;
  }
  const left = cx.expression(node.left);
  const right = cx.expression(node.right);
  return binary(cx, node.op.nodeType, left, right, node.left, node.right, false);
}

function unaryOp(cx: Context, node: Expr<'UnaryOp'>): Out {
  if (node.op.nodeType === 'Not') return out(`!${condition(cx, node.operand)}`, 'bool');
  const literal = numberLiteral(cx, node);
  const operand = cx.expression(node.operand);
  if (node.op.nodeType === 'USub' && operand.type === 'int')
    return literal === '-0' ? out('0', 'int') : out(`(${literal ?? `0 - ${operand.code}`})`, 'int');
  if (literal !== undefined && operand.type === 'bigint') return out(`(${literal})`, 'bigint');
  if (literal !== undefined && !Number.isInteger(Number(literal))) return out(`(${literal})`, 'float');
  const [helper, type] = {
    USub: ['neg', operand.type],
    UAdd: ['pos', operand.type],
    Invert: ['invert', 'bigint'],
  }[node.op.nodeType as 'USub'] as [string, Type];
  return out(
    `${cx.helper(helper)}(${operand.code})`,
    isNumeric(operand.type) ? (type === 'bool' ? 'int' : type) : 'any',
  );
}

/** A condition as a value of JavaScript: a boolean that prints as Python's. */
function isBoolean(cx: Context, node: ExprNode): boolean {
  return (
    node.nodeType === 'Compare' ||
    (node.nodeType === 'UnaryOp' && node.op.nodeType === 'Not') ||
    (node.nodeType === 'Constant' && typeof node.value === 'boolean') ||
    (node.nodeType === 'BoolOp' && node.values.every((one) => isBoolean(cx, one)))
  );
}

/** `a or b` is one of its operands. */
function boolOp(cx: Context, node: Expr<'BoolOp'>): Out {
  if (isBoolean(cx, node)) return out(condition(cx, node), 'bool');
  const isAnd = node.op.nodeType === 'And';
  const last = node.values.at(-1);
  let result = last === undefined ? out('null') : cx.expression(last);
  for (const one of node.values.slice(0, -1).reverse()) {
    const left = cx.expression(one);
    const type = left.type === result.type ? left.type : 'any';
    if (SAME_TRUTH.has(left.type)) {
      result = out(`(${left.code} ${isAnd ? '&&' : '||'} ${result.code})`, type);
      continue;
    }
    const simple = one.nodeType === 'Name';
    const kept = simple ? left.code : cx.temporary();
    const test = truth(cx, out(simple ? kept : `(${kept} = ${left.code})`, simple ? left.type : left.type));
    result = out(
      isAnd ? `(${test} ? ${result.code} : ${kept})` : `(${test} ? ${kept} : ${result.code})`,
      type,
    );
  }
  return result;
}

function ifExp(cx: Context, node: Expr<'IfExp'>): Out {
  const test = condition(cx, node.test);
  const [yes, no] = [cx.expression(node.body), cx.expression(node.orelse)];
  const type = yes.type === no.type ? yes.type : 'any';
  escape(cx, node.body, yes);
  escape(cx, node.orelse, no);
  return out(`(${test} ? ${yes.code} : ${no.code})`, type);
}

function namedExpr(cx: Context, node: Expr<'NamedExpr'>): Out {
  const given = cx.expression(node.value);
  return out(`(${assigned(cx, node.target)} = ${given.code})`, given.type);
}

export const operators = {
  BinOp: binOp,
  UnaryOp: unaryOp,
  BoolOp: boolOp,
  Compare: compare,
  IfExp: ifExp,
  NamedExpr: namedExpr,
};
