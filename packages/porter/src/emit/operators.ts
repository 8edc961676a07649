/** Operators, comparisons and conditions: JavaScript's own where the types are known to mean the same, helpers else. */
import { type Type, isNumeric, isWhole } from '../analysis/facts.js';
import type { Expr, ExprNode } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { inTemplate } from './names.js';
import { asText, escape, numberLiteral } from './literals.js';
import { assigned } from './targets.js';

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

/** `left operator right`, of two that were emitted. */
export function binary(
  cx: Context,
  operator: string,
  left: Out,
  right: Out,
  leftNode: ExprNode,
  rightNode: ExprNode,
): Out {
  const both = (type: Type): boolean => left.type === type && right.type === type;
  if (operator === 'Add') {
    if (both('str')) return out(`(${left.code} + ${right.code})`, 'str');
    const counts =
      left.type === 'int' && right.type === 'int' && (isSmall(cx, leftNode) || isSmall(cx, rightNode));
    if (counts) return out(`(${left.code} + ${right.code})`, 'int');
    if (both('list')) return out(`[...${left.code}, ...${right.code}]`, 'list');
  }
  if (operator === 'Sub' && both('int') && (isSmall(cx, leftNode) || isSmall(cx, rightNode)))
    return out(`(${left.code} - ${right.code})`, 'int');
  if (operator === 'Mult' && left.type === 'str' && right.type === 'int' && /^\d+$/.test(right.code))
    return out(`${left.code}.repeat(${right.code})`, 'str');
  const [named = operator] = BINARY[operator] ?? [];
  // Of two ints, Python 2's division is a whole number.
  const helper = operator === 'Div' && cx.file.python2 && !cx.file.trueDivision ? 'oldDiv' : named;
  if (helper === 'oldDiv')
    return out(
      `${cx.helper('oldDiv')}(${left.code}, ${right.code})`,
      left.type === 'float' || right.type === 'float' ? 'float' : 'any',
    );
  return dunder(
    cx,
    helper,
    out(`${cx.helper(helper)}(${left.code}, ${right.code})`, typeOf(operator, left.type, right.type)),
    leftNode,
    [left, right],
  );
}

/** A special method of the program's may park. */
function dunder(cx: Context, helper: string, result: Out, node: ExprNode, operands: readonly Out[]): Out {
  if (operands.every(({ type }) => isNumeric(type) || type === 'str')) return result;
  const name = { div: 'truediv' }[helper] ?? helper;
  return cx.facts.mayPark(`__${name}__`) ? cx.mayPark(node, result.code) : result;
}

function typeOf(operator: string, left: Type, right: Type): Type {
  if (left === undefined || right === undefined) return undefined;
  if (operator === 'Mod' && left === 'str') return 'str';
  if (operator === 'Mult' && (left === 'str' || right === 'str') && (isWhole(left) || isWhole(right)))
    return 'str';
  if (operator === 'Mult' && (left === 'list' || right === 'list') && (isWhole(left) || isWhole(right)))
    return 'list';
  if (operator === 'Add' && left === right && (left === 'list' || left === 'tuple' || left === 'bytes'))
    return left;
  if (!isNumeric(left) || !isNumeric(right)) return 'any';
  if (operator === 'Div' || left === 'float' || right === 'float') return 'float';
  if (left === 'num' || right === 'num') return 'num';
  if (operator === 'Pow') return 'num';
  if (operator === 'Mod' || operator === 'FloorDiv')
    return left === 'int' && right === 'int' ? 'int' : 'bigint';
  return 'bigint';
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
  return binary(cx, node.op.nodeType, left, right, node.left, node.right);
}

/** `'%s is %d' % (a, b)` as a template string, if each field is a plain %s, or a %d of an int. */
function percentTemplate(cx: Context, pattern: string, right: ExprNode, quote: string): Out | undefined {
  if (/^[rR]?[bB]/.test(quote)) return undefined;
  const fields = [...pattern.matchAll(/%(.)?/gs)].map(([, field]) => field ?? '');
  if (fields.some((field) => !'sd%'.includes(field) || field === '')) return undefined;
  const values = right.nodeType === 'Tuple' ? right.elts : [right];
  const used = fields.filter((field) => field !== '%');
  if (used.length !== values.length || values.some(({ nodeType }) => nodeType === 'Starred'))
    return undefined;
  const given = values.map((one) => cx.expression(one));
  // One value alone might be a tuple, or a dict.
  if (right.nodeType !== 'Tuple' && !SINGLE.has(given[0]?.type ?? '')) return undefined;
  if (used.some((field, i) => field === 'd' && given[i]?.type !== 'int' && given[i]?.type !== 'bigint'))
    return undefined;
  let at = 0;
  const body = pattern.split(/(%.)/s).map((part) => {
    if (!/^%.$/s.test(part)) return inTemplate(part);
    if (part === '%%') return '%';
    const one = given[at++];
    return one === undefined ? '' : `\${${asText(cx, one)}}`;
  });
  return out(`\`${body.join('')}\``, 'str');
}
const SINGLE = new Set(['str', 'int', 'bigint', 'float', 'num', 'bool', 'list', 'bytes', 'none', 'set']);

function unaryOp(cx: Context, node: Expr<'UnaryOp'>): Out {
  if (node.op.nodeType === 'Not') return out(`!${condition(cx, node.operand)}`, 'bool');
  const literal = numberLiteral(cx, node);
  const operand = cx.expression(node.operand);
  if (node.op.nodeType === 'USub' && operand.type === 'int')
    return literal === '-0' ? out('0', 'int') : out(`(${literal ?? `0 - ${operand.code}`})`, 'int');
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

/** Types of which JavaScript's idea of what is true is Python's. */
const SAME_TRUTH = new Set(['bool', 'int', 'str', 'none', 'bigint']);
const BY_LENGTH = new Set(['list', 'tuple', 'bytes', 'range']);

/** What `if` asks. */
export function condition(cx: Context, node: ExprNode): string {
  if (node.nodeType === 'BoolOp') {
    const symbol = node.op.nodeType === 'And' ? '&&' : '||';
    return `(${node.values.map((one) => condition(cx, one)).join(` ${symbol} `)})`;
  }
  return truth(cx, cx.expression(node));
}

export function truth(cx: Context, { code, type }: Out): string {
  if (type !== undefined && SAME_TRUTH.has(type)) return code;
  if (type !== undefined && BY_LENGTH.has(type)) return `(${code}.length > 0)`;
  if (type === 'dict' || type === 'set') return `(${code}.size > 0)`;
  if (type?.startsWith('func:') === true || type?.startsWith('entry.') === true) return code;
  const cls = cx.facts.classOf(type);
  if (
    cls !== undefined &&
    !['__bool__', '__len__', '__nonzero__'].some((name) => cx.facts.methods.has(name))
  ) {
    if (cls.bases.every((base) => base.nodeType === 'Name' && base.id === 'object'))
      return `(${code} != null)`;
  }
  return `${cx.helper('bool')}(${code})`;
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
    const type =
      left.type === result.type
        ? left.type
        : left.type === undefined || result.type === undefined
          ? undefined
          : 'any';
    if (left.type === 'bool' || (left.type !== undefined && SAME_TRUTH.has(left.type))) {
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

const ORDER: Readonly<Record<string, readonly [helper: string, symbol: string]>> = {
  Lt: ['lt', '<'],
  LtE: ['le', '<='],
  Gt: ['gt', '>'],
  GtE: ['ge', '>='],
};

function compare(cx: Context, node: Expr<'Compare'>): Out {
  const parts: string[] = [];
  let left = cx.expression(node.left);
  let leftNode = node.left;
  for (const [i, rightNode] of node.comparators.entries()) {
    const operator = node.ops[i]?.nodeType ?? 'Eq';
    let right = cx.expression(rightNode);
    const isMiddle = i < node.comparators.length - 1;
    if (isMiddle && rightNode.nodeType !== 'Name' && rightNode.nodeType !== 'Constant') {
      const kept = cx.temporary();
      right = out(`(${kept} = ${right.code})`, right.type);
      parts.push(comparison(cx, operator, left, right, leftNode, rightNode));
      left = out(kept, right.type);
    } else {
      parts.push(comparison(cx, operator, left, right, leftNode, rightNode));
      left = right;
    }
    leftNode = rightNode;
  }
  return out(parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' && ')})`, 'bool');
}

const SCALAR = new Set(['int', 'str', 'bool', 'none', 'bigint']);

function comparison(
  cx: Context,
  operator: string,
  left: Out,
  right: Out,
  leftNode: ExprNode,
  rightNode: ExprNode,
): string {
  const { code: a, type: at } = left;
  const { code: b, type: bt } = right;
  switch (operator) {
    case 'Is':
    case 'IsNot': {
      const not = operator === 'IsNot';
      if (bt === 'none') return `(${a} ${not ? '!=' : '=='} null)`;
      if (at === 'none') return `(${b} ${not ? '!=' : '=='} null)`;
      if (bt === 'bool') return `(${a} ${not ? '!==' : '==='} ${b})`;
      return `${not ? '!' : ''}${cx.helper('is')}(${a}, ${b})`;
    }
    case 'In':
    case 'NotIn': {
      const not = operator === 'NotIn' ? '!' : '';
      if (bt === 'dict' || bt === 'set') return `${not}${b}.has(${a})`;
      if (bt === 'str' && at === 'str') return `${not}${b}.includes(${a})`;
      const call = `${cx.helper('contains')}(${a}, ${b})`;
      return `${not}${cx.facts.mayPark('__contains__') ? cx.mayPark(rightNode, call).code : call}`;
    }
    case 'Eq':
    case 'NotEq': {
      const equal = operator === 'Eq';
      const same = at !== undefined && at === bt && SCALAR.has(at);
      if (same || (isWhole(at) && at !== 'bool' && isWhole(bt) && bt !== 'bool'))
        return `(${a} ${equal ? '===' : '!=='} ${b})`;
      if ((at === 'str' && bt === 'none') || (at === 'none' && bt === 'str'))
        return `(${a} ${equal ? '==' : '!='} ${b})`;
      // A literal string is equal to nothing but a string, unless a class of the program says otherwise.
      if (!cx.facts.methods.has('__eq__') && (isText(leftNode) || isText(rightNode)))
        return `(${a} ${equal ? '===' : '!=='} ${b})`;
      return `${cx.helper(equal ? 'eq' : 'ne')}(${a}, ${b})`;
    }
    default: {
      const [helper = 'lt', symbol = '<'] = ORDER[operator] ?? [];
      if (isNumeric(at) && isNumeric(bt)) return `(${a} ${symbol} ${b})`;
      return `${cx.helper(helper)}(${a}, ${b})`;
    }
  }
}

function isText(node: ExprNode): boolean {
  return (
    node.nodeType === 'Constant' &&
    typeof node.value === 'string' &&
    /^["'rRuU]+$/.test(node.quote_style ?? '')
  );
}

function ifExp(cx: Context, node: Expr<'IfExp'>): Out {
  const test = condition(cx, node.test);
  const [yes, no] = [cx.expression(node.body), cx.expression(node.orelse)];
  const type =
    yes.type === no.type ? yes.type : yes.type === undefined || no.type === undefined ? undefined : 'any';
  escape(cx, yes);
  escape(cx, no);
  return out(`(${test} ? ${yes.code} : ${no.code})`, type);
}

function namedExpr(cx: Context, node: Expr<'NamedExpr'>): Out {
  const given = cx.expression(node.value);
  return out(`(${assigned(cx, node.target, given.type)} = ${given.code})`, given.type);
}

export const operators = {
  BinOp: binOp,
  UnaryOp: unaryOp,
  BoolOp: boolOp,
  Compare: compare,
  IfExp: ifExp,
  NamedExpr: namedExpr,
};
