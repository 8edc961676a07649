/** Comparisons: JavaScript's own where the types are known to mean the same, helpers else. */
import { type Type, isNumeric, isWhole } from '../analysis/types.js';
import type { Expr, ExprNode } from '../syntax.js';
import { type Context, type Out, out } from './context.js';
import { parksToIterate } from './iterating.js';
import { text } from './names.js';
import { isDict } from './dicts.js';
import { remainderOf } from './conditions.js';
import { elements, literalText, numberLiteral, value } from './literals.js';

const ORDER: Readonly<Record<string, readonly [helper: string, symbol: string]>> = {
  Lt: ['lt', '<'],
  LtE: ['le', '<='],
  Gt: ['gt', '>'],
  GtE: ['ge', '>='],
};

/** Operators whose special method may return what is no truth value: an expression of a program's own language, say. */
const RICH: Readonly<Record<string, string>> = {
  Lt: '__lt__',
  LtE: '__le__',
  Gt: '__gt__',
  GtE: '__ge__',
  Eq: '__eq__',
  NotEq: '__ne__',
};

function richly(cx: Context, node: Expr<'Compare'>): Out | undefined {
  const [right, more] = node.comparators;
  const name = RICH[node.ops[0]?.nodeType ?? ''];
  if (right === undefined || more !== undefined || name === undefined) return undefined;
  if (!(cx.facts.methods.get(name) ?? []).some((f) => cx.flow.types.returnsInstance(f))) return undefined;
  return out(`${cx.helper('rich')}(${text(name)}, ${value(cx, node.left)}, ${value(cx, right)})`, 'any');
}

export function compare(cx: Context, node: Expr<'Compare'>): Out {
  const rich = richly(cx, node);
  if (rich !== undefined) return rich;
  const even = divides(cx, node);
  if (even !== undefined) return even;
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

const EQUALITY: Readonly<Record<string, string | undefined>> = { Eq: '===', NotEq: '!==' };

/** `i % 3 == 0`. */
function divides(cx: Context, { left, ops, comparators }: Expr<'Compare'>): Out | undefined {
  const [right, more] = comparators;
  const operator = EQUALITY[ops[0]?.nodeType ?? ''];
  if (right === undefined || more !== undefined || numberLiteral(cx, right) !== '0' || operator === undefined)
    return undefined;
  const remainder = remainderOf(cx, left);
  return remainder === undefined ? undefined : out(`(${remainder} ${operator} 0)`, 'bool');
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
      // An object of JavaScript's is the one, or is not.
      if ([leftNode, rightNode].some((one) => cx.flow.isObject(one)))
        return `(${a} ${not ? '!==' : '==='} ${b})`;
      return `${not ? '!' : ''}${cx.helper('is')}(${a}, ${b})`;
    }
    case 'In':
    case 'NotIn': {
      const not = operator === 'NotIn' ? '!' : '';
      if (bt === 'set' || isDict(cx, rightNode, right)) return `${not}${b}.has(${a})`;
      if (bt === 'str' && at === 'str') return `${not}${b}.includes(${a})`;
      const among = includes(cx, left, right, rightNode);
      if (among !== undefined) return `${not}${among}`;
      if (parksToIterate(cx, right))
        return `${not}${cx.park(rightNode, `${cx.helper('coContains')}(${a}, ${b})`).code}`;
      const call = `${cx.helper('contains')}(${a}, ${b})`;
      return `${not}${cx.special(rightNode, '__contains__', rightNode, call).code}`;
    }
    case 'Eq':
    case 'NotEq': {
      const equal = operator === 'Eq';
      const same = at === bt && SCALAR.has(at);
      if (same || (isWhole(at) && at !== 'bool' && isWhole(bt) && bt !== 'bool'))
        return `(${a} ${equal ? '===' : '!=='} ${b})`;
      if ((at === 'str' && bt === 'none') || (at === 'none' && bt === 'str'))
        return `(${a} ${equal ? '==' : '!='} ${b})`;
      // A literal string is equal to nothing but a string, unless a class of the program says otherwise.
      if (
        !cx.facts.methods.has('__eq__') &&
        !cx.facts.has('text enums') &&
        (isText(leftNode) || isText(rightNode))
      )
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

/** A search that JavaScript does alike: of a text or a small whole number among such. */
function includes(cx: Context, { code, type }: Out, right: Out, node: ExprNode): string | undefined {
  const isAlike = (one: Type): boolean => (one === 'str' || one === 'int') && one === type;
  if (
    (right.type === 'list' || right.type === 'tuple') &&
    node.nodeType !== 'Tuple' &&
    isAlike(cx.contents(node)?.item ?? 'any')
  )
    return `${right.code}.includes(${code})`;
  if (node.nodeType !== 'Tuple' && node.nodeType !== 'List') return undefined;
  // A literal string is equal to nothing but a string, unless a class of the program says otherwise.
  const isAnyText =
    !cx.facts.methods.has('__eq__') && !cx.facts.has('text enums') && node.elts.every((one) => isText(one));
  if (!isAnyText && !node.elts.every((one) => isAlike(cx.quietly(one).type))) return undefined;
  return `[${elements(cx, node.elts)}].includes(${code})`;
}

const isText = (node: ExprNode): boolean => literalText(node) !== undefined;
